// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/figure_menu.h"

#include "desktop/plots/export.h"
#include "desktop/views/export_dialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QWidget>

#include <memory>

namespace fisherlens::desktop {

namespace {

constexpr const char* kJobs = "figureJobs";

void dataToClipboard(const NamedFigure& figure)
{
    QApplication::clipboard()->setText("# " + figure.provenance + '\n' + tabSeparated(figureTable(figure.spec)));
}

}  // namespace

QString tabSeparated(const FigureTable& table)
{
    QString text = table.header.join('\t') + '\n';
    for (const QStringList& row : table.rows)
        text += row.join('\t') + '\n';
    return text;
}

void setFigureJobs(QWidget& window, JobRunner& runner)
{
    window.setProperty(kJobs, QVariant::fromValue<QObject*>(&runner));
}

void exportFigureWithDialog(QWidget* parent, const NamedFigure& figure)
{
    JobRunner* runner = nullptr;
    for (const QWidget* widget = parent; widget && !runner; widget = widget->parentWidget())
        runner = qobject_cast<JobRunner*>(widget->property(kJobs).value<QObject*>());
    std::unique_ptr<JobRunner> own;  // of a picture that stands alone
    if (!runner)
        own = std::make_unique<JobRunner>();
    ExportDialog dialog(figure, runner ? *runner : *own, parent);
    dialog.exec();
}

void installFigureMenu(QWidget* picture, std::function<NamedFigure()> figure, std::vector<FigureAction> own)
{
    picture->setContextMenuPolicy(Qt::CustomContextMenu);
    picture->disconnect(SIGNAL(customContextMenuRequested(QPoint)));  // a second call replaces the first
    const auto open = [picture, figure, own](const QPoint& position) {
        QMenu menu(picture);
        for (const FigureAction& action : own)
            QObject::connect(menu.addAction(action.text()), &QAction::triggered, picture, action.run);
        if (!own.empty())
            menu.addSeparator();
        const QAction* copyPicture = menu.addAction(QApplication::translate("FigureMenu", "Copy as picture"));
        const QAction* exportPicture = menu.addAction(QApplication::translate("FigureMenu", "Export…"));
        const QAction* copyData = menu.addAction(QApplication::translate("FigureMenu", "Copy data"));
        const QAction* chosen = menu.exec(picture->mapToGlobal(position));
        if (chosen == copyPicture)
            QApplication::clipboard()->setImage(
                figureImage(figure(), Theme::paper(), picture->size(), 2, picture->font()));
        else if (chosen == exportPicture)
            exportFigureWithDialog(picture, figure());
        else if (chosen == copyData)
            dataToClipboard(figure());
    };
    QObject::connect(picture, &QWidget::customContextMenuRequested, picture, open);
}

}  // namespace fisherlens::desktop
