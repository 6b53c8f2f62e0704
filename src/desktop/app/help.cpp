// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/help.h"

#include "report/provenance.h"

#include <QCoreApplication>
#include <QMessageBox>

#include <utility>

namespace fisherlens::desktop {
void showShortcuts(QWidget* window, const std::vector<Shortcut>& shortcuts)
{
    const auto row = [](const QString& key, const QString& what) {
        return QString("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(key, what);
    };
    QString text = "<table cellspacing='4'>";
    for (const Shortcut& shortcut : shortcuts)
        text += row(shortcut.key.toString(QKeySequence::NativeText), shortcut.what);
    const std::pair<QString, QString> others[] = {
        {QStringLiteral("← →"),
         QCoreApplication::translate("Help",
                                     "Move λ or the sparsity while its curve has the focus; with Shift in tenths")},
        {QStringLiteral("← → ↑ ↓"), QCoreApplication::translate("Help", "Move through the cells of a heatmap")},
        {QStringLiteral("+ −"), QCoreApplication::translate("Help", "Zoom the tiles; Home shows the whole tensor")},
        {QCoreApplication::translate("Help", "Shift+F10"),
         QCoreApplication::translate("Help", "Menu of the picture or table that has the focus: copy, export, sort, "
                                             "columns")},
        {QCoreApplication::translate("Help", "Esc"),
         QCoreApplication::translate("Help", "Give a drag back, or stop the selected job")}};
    for (const auto& [key, what] : others)
        text += row(key, what);
    QMessageBox::information(window, QCoreApplication::translate("Help", "Keyboard shortcuts"), text + "</table>");
}

void showAbout(QWidget* window)
{
    QMessageBox::about(window, QCoreApplication::translate("Help", "About FisherLens"),
                       QCoreApplication::translate(
                           "Help",
                           "<b>%1</b><p>Reads the squared-gradient accumulator of a checkpoint as a Fisher diagonal, "
                           "checks it against a reference, merges and prunes.</p>"
                           "<p>Method: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv "
                           "2507.18807.</p><p>Licence: GPL-3.0-or-later. Data stay on this machine.</p>")
                           .arg(QString::fromStdString(programVersion())));
}

}  // namespace fisherlens::desktop
