// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/preferences.h"

#include "desktop/views/style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStyleHints>

namespace fisherlens::desktop {
namespace {

/// The system's font with 9.5 pt, and a Japanese face behind it where the system's own has no kana.
QFont interfaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QStringList families = font.families().isEmpty() ? QStringList(font.family()) : font.families();
    if (families.size() == 1 && !QFontDatabase::hasFamily(families.first()))
        families = QStringList{"Noto Sans", "DejaVu Sans", "Liberation Sans"};
    for (const char* fallback : {"Noto Sans CJK JP", "IPAexGothic", "IPAPGothic", "TakaoPGothic", "VL PGothic"})
        if (QFontDatabase::hasFamily(fallback))
            families << fallback;
    font.setFamilies(families);
    font.setPixelSize(13);  // 9.5 pt at 96 pixels per inch
    return font;
}

/// Whether the desktop is dark now, whatever colours the program itself has.
bool systemIsDark(QApplication& application)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (application.styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    const QPalette own = application.palette();
    application.setPalette(QPalette());  // that of the desktop
    const bool dark = application.palette().color(QPalette::Window).lightness() < 128;
    application.setPalette(own);
    return dark;
}

}  // namespace

Preferences::Preferences(QApplication& application, QObject* parent) : QObject(parent), application_(application)
{
    systemDark_ = systemIsDark(application);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(application.styleHints(), &QStyleHints::colorSchemeChanged, this, &Preferences::followSystem);
#else
    application.installEventFilter(this);
#endif
    QSettings settings;
    theme_ = settings.value("view/theme").toString();
    language_ = settings.value("view/language").toString();
    application.setFont(interfaceFont());
    applyCurrentLanguage();
    applyCurrentTheme();
}

void Preferences::setTheme(const QString& theme)
{
    theme_ = theme;
    QSettings().setValue("view/theme", theme);
    applyCurrentTheme();
}

void Preferences::setLanguage(const QString& language)
{
    language_ = language;
    QSettings().setValue("view/language", language);
    applyCurrentLanguage();
}

/// Qt before 6.5 tells windows that the desktop's theme has changed, and nobody else.
bool Preferences::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange)
        QMetaObject::invokeMethod(this, &Preferences::followSystem, Qt::QueuedConnection);
    return QObject::eventFilter(object, event);
}

void Preferences::followSystem()
{
    const bool dark = systemIsDark(application_);
    if (dark == systemDark_)
        return;
    systemDark_ = dark;
    if (theme_.isEmpty())
        applyCurrentTheme();
}

void Preferences::applyCurrentTheme()
{
    const bool dark = theme_.isEmpty() ? systemDark_ : theme_ == "dark";
    applyTheme(application_, dark ? Theme::darkTheme() : Theme::light());
    emit themeChanged();
}

void Preferences::applyCurrentLanguage()
{
    const QString language = language_.isEmpty() ? QLocale::system().name().section('_', 0, 0) : language_;
    application_.removeTranslator(&translator_);
    application_.removeTranslator(&qtTranslator_);
    const bool japanese = language == "ja";
    QLocale::setDefault(japanese            ? QLocale(QLocale::Japanese, QLocale::Japan)
                        : language_ == "en" ? QLocale(QLocale::English, QLocale::UnitedStates)
                                            : QLocale::system());
    if (!japanese) {
        if (translator_.load(":/translations/fisherlens_en.qm"))  // plural forms
            application_.installTranslator(&translator_);
        return;
    }
    if (qtTranslator_.load("qtbase_ja", QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application_.installTranslator(&qtTranslator_);
    if (translator_.load(":/translations/fisherlens_ja.qm"))
        application_.installTranslator(&translator_);
}

}  // namespace fisherlens::desktop
