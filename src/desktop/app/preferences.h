// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

#include <memory>

class QApplication;

namespace fisherlens::desktop {

/// Theme and language of the running program, remembered between starts. "" follows the system.
class Preferences : public QObject {
    Q_OBJECT
public:
    explicit Preferences(QApplication& application, QObject* parent = nullptr);

    [[nodiscard]] QString theme() const { return theme_; }        ///< "", "light", "dark"
    [[nodiscard]] QString language() const { return language_; }  ///< "", "en", "ja"
    void setTheme(const QString& theme);
    void setLanguage(const QString& language);

    bool eventFilter(QObject* object, QEvent* event) override;

signals:
    void themeChanged();

private:
    void followSystem();
    void applyCurrentTheme();
    void applyCurrentLanguage();

    QApplication& application_;
    QString theme_, language_;
    bool systemDark_ = false;
    QTranslator translator_, qtTranslator_;
};

}  // namespace fisherlens::desktop
