// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

// Placeholders are tokens of UI.md 2; they are replaced by the colours of the theme.
constexpr const char* kSheet = R"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMenuBar { background: @window; border-bottom: 1px solid @line; padding: 1px 2px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @base; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 28px 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 4px 8px; spacing: 4px; }
QToolBar QToolButton { padding: 4px 10px 4px 8px; border: 1px solid transparent; border-radius: 4px; }
QToolBar QToolButton:hover { background: @selection; }
QToolBar QToolButton:focus { border: 1px solid @accent; }
QToolBar QToolButton:disabled { color: @faint; }
QToolBar::separator { width: 1px; background: @line; margin: 5px 8px; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: none; }
QTabBar { qproperty-drawBase: 0; background: @base; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px 5px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; font-weight: @heading; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabWidget { background: @base; }
QTreeView, QListView, QTableView { background: @base; alternate-background-color: @alternate; border: none; outline: none; }
QTreeView#panel, QListView#panel { background: @window; }
QTreeView#panel::item { height: 23px; }
QTreeView::item, QListView::item, QTableView::item { padding: 0 4px; border: none; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { padding: 0 4px; border: none; background: @selection; color: @text; }
QHeaderView { background: @base; border: none; }
QHeaderView::section { background: @base; color: @muted; border: none; border-bottom: 1px solid @line; padding: 4px 6px; font-weight: @heading; text-align: left; }
QToolButton[dock="true"] { color: @muted; border: 1px solid transparent; border-radius: 4px; padding: 0; }
QTabWidget > QToolButton[dock="true"] { background: @base; border-radius: 0; }
QToolButton[dock="true"]:hover { background: @selection; color: @text; }
QToolButton[dock="true"]:focus { border: 1px solid @accent; }
QToolButton::menu-indicator { image: url(:/icons/@mode/down.svg); width: 8px; height: 8px; subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit { background: @base; border: 1px solid @line; border-radius: 4px; padding: 2px 7px; min-height: 20px; selection-background-color: @selection; selection-color: @text; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus { border: 1px solid @accent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(:/icons/@mode/down.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @line; selection-background-color: @selection; selection-color: @text; }
QPushButton { background: @base; border: 1px solid @line; border-radius: 4px; padding: 3px 12px; min-height: 18px; }
QPushButton:hover { background: @selection; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; }
QPushButton[primary="true"] { background: @accent; border: 1px solid @accent; color: @onaccent; font-weight: @heading; }
QPushButton[primary="true"]:hover { background: @accenthover; }
QPushButton[primary="true"]:focus { border: 1px solid @text; }
QPushButton[primary="true"]:disabled { background: @line; border: 1px solid @line; color: @muted; }
QPushButton[segment="true"] { border-radius: 0; padding: 3px 10px; }
QPushButton[segment="true"]:checked { background: @selection; border-color: @accent; }
QPushButton:checked { background: @selection; border-color: @accent; }
QWidget[row="true"] { background: @base; border-bottom: 1px solid @line; }
QWidget[row="true"][chosen="true"] { background: @selection; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 0 4px; text-align: left; }
QPushButton[link="true"]:focus { border: 1px solid @accent; }
QLabel[chip="true"] { border: 1px solid @line; border-radius: 9px; padding: 1px 8px; color: @muted; }
QLabel[muted="true"] { color: @muted; }
.QWidget[bar="true"] { background: @base; border-bottom: 1px solid @line; }
QStackedWidget[picture="true"] { background: @base; }
QStackedWidget[picture="true"] QScrollArea, QStackedWidget[picture="true"] QScrollArea > QWidget > QWidget { background: @base; border: none; }
.QWidget[panel="true"], fisherlens--desktop--SourcesPanel, fisherlens--desktop--LayersPanel { background: @window; }
QWidget[verdict="true"] { background: @base; border-top: 1px solid @line; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @base; border: 2px solid @accent; width: 9px; height: 9px; margin: -5px 0; border-radius: 6px; }
QSlider:focus { border: 1px solid @accent; border-radius: 4px; }
QSlider::sub-page:horizontal:disabled { background: @line; }
QSlider::handle:horizontal:disabled { border-color: @line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QToolTip { background: @base; color: @text; border: 1px solid @line; padding: 4px 6px; }
QSplitter::handle { background: @line; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
)";

/// 600 (UI.md 2) where the system's font has it. Else what would be taken for it in its place, so that letters that come
/// from another font, such as Japanese ones, are as bold.
QFont::Weight headingWeight()
{
    const QString family = QFontInfo(QApplication::font()).family();
    const QStringList styles = QFontDatabase::styles(family);
    const bool has = std::any_of(styles.begin(), styles.end(), [&](const QString& style) {
        return std::abs(QFontDatabase::weight(family, style) - QFont::DemiBold) < 50;
    });
    return has ? QFont::DemiBold : QFont::Bold;
}

}  // namespace

void applyTheme(QApplication& application, const Theme& theme)
{
    application.setStyle(QStyleFactory::create("Fusion"));
    application.setPalette(theme.palette());
    QString sheet = kSheet;
    const QColor faint = theme.palette().color(QPalette::Disabled, QPalette::Text);
    const std::pair<const char*, QColor> tokens[] = {{"@window", theme.window},
                                                     {"@base", theme.base},
                                                     {"@alternate", theme.alternate},
                                                     {"@text", theme.text},
                                                     {"@muted", theme.muted},
                                                     {"@line", theme.line},
                                                     {"@selection", theme.selection},
                                                     {"@faint", faint},
                                                     {"@onaccent", theme.dark ? theme.base : QColor(Qt::white)},
                                                     {"@accenthover", theme.accent.darker(112)},
                                                     {"@accent", theme.accent}};
    for (const auto& [token, colour] : tokens)
        sheet.replace(token, colour.name());
    sheet.replace("@mode", theme.dark ? "dark" : "light");
    sheet.replace("@heading", QString::number(headingFont(application.font()).weight()));
    application.setStyleSheet(sheet);
}

QFont secondaryFont(const QFont& font)
{
    QFont small = font;
    small.setPixelSize(11);
    return small;
}

QFont headingFont(const QFont& font)
{
    QFont bold = font;
    static const QFont::Weight weight = headingWeight();
    bold.setWeight(weight);
    return bold;
}

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("muted", true);
    return label;
}

QLabel* headingLabel(const QString& text, QWidget* parent)
{
    auto* label = mutedLabel(text, parent);
    label->setFont(headingFont(label->font()));
    return label;
}

void makePrimary(QPushButton& button)
{
    button.setProperty("primary", true);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent)
{
    setProperty("muted", true);
    setFont(secondaryFont(font()));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString& text)
{
    full_ = text;
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(full_, Qt::ElideRight, contentsRect().width());
    setText(shown);
    setToolTip(shown == full_ ? QString() : full_);
}

QLabel* chipLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("chip", true);
    label->setFixedHeight(22);
    label->setMinimumWidth(24);
    label->setFont(secondaryFont(label->font()));
    label->hide();
    return label;
}

}  // namespace fisherlens::desktop
