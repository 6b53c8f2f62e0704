// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/source_box.h"

#include "desktop/plots/theme.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>
#include <QStandardItemModel>

namespace fisherlens::desktop {

QPixmap swatch(const QColor& colour, double devicePixelRatio)
{
    QPixmap pixmap(QSize(10, 10) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(0, 0, 10, 10), 2, 2);
    return pixmap;
}

void fillSources(QComboBox& box, const Analyses& analyses, SourceId selected,
                 const std::function<bool(const SourceData&)>& qualifies)
{
    const QSignalBlocker quiet(&box);
    const QPalette palette = QGuiApplication::palette();  // the box has its own only after the view has heard of it
    const Theme& theme = Theme::of(palette);
    box.clear();
    box.setIconSize({10, 10});
    for (const SourceSettings& source : analyses.document().settings().sources) {
        const auto& data = analyses.source(source.id).value;
        if (data && qualifies(*data))
            box.addItem(
                swatch(source.colour < 0 ? theme.neutral : theme.source(source.colour), box.devicePixelRatioF()),
                source.name, source.id);
    }
    box.setCurrentIndex(box.findData(selected));
}

void setEntryProblem(QComboBox& box, int index, const QString& problem)
{
    auto* model = qobject_cast<QStandardItemModel*>(box.model());
    if (QStandardItem* item = model ? model->item(index) : nullptr) {
        item->setEnabled(problem.isEmpty());
        item->setToolTip(problem);
    }
}

}  // namespace fisherlens::desktop
