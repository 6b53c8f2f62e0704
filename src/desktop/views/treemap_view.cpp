// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/treemap_view.h"

#include "desktop/views/figure_menu.h"
#include "desktop/views/style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace fisherlens::desktop {

TreemapView::TreemapView(QWidget* parent) : QWidget(parent), figure_{{}, {}, TreemapSpec{}, {}}
{
    setFocusPolicy(Qt::StrongFocus);
    setFont(secondaryFont(font()));
    installFigureMenu(this, [this] { return figure_; });
}

QRectF TreemapView::area() const
{
    return QRectF(rect()).adjusted(kPadding, 8, -kPadding, -2);
}

void TreemapView::setFigure(NamedFigure figure)
{
    figure_ = std::move(figure);
    setAccessibleName(figure_.title);
    update();
}

QPointF TreemapView::centreOf(const QString& tensor) const
{
    const TreemapLayout layout =
        layoutTreemap(spec(), area().adjusted(0, 0, 0, -kTreemapLegend), QFontMetricsF(font()).height() + 3);
    for (std::size_t g = 0; g < layout.cells.size(); ++g)
        for (std::size_t c = 0; c < layout.cells[g].size(); ++c)
            if (spec().groups[g].cells[c].tensor == tensor)
                return layout.cells[g][c].center();
    return {};
}

void TreemapView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    painter.fillRect(rect(), theme.base);
    paintTreemap(painter, area(), spec(), theme);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1, -1));
    }
}

void TreemapView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const TreemapCell* cell = treemapAt(spec(), area(), font(), event->position()))
        emit tensorClicked(cell->tensor);
}

void TreemapView::keyPressEvent(QKeyEvent* event)
{
    const bool next = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool previous = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (!next && !previous)
        return QWidget::keyPressEvent(event);
    QStringList tensors;
    for (const TreemapGroup& group : spec().groups)
        for (const TreemapCell& cell : group.cells)
            tensors << cell.tensor;
    const qsizetype at = tensors.indexOf(spec().selected);
    const qsizetype wanted = at < 0 ? 0 : at + (next ? 1 : -1);
    if (wanted >= 0 && wanted < tensors.size())
        emit tensorClicked(tensors[wanted]);
}

bool TreemapView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const TreemapCell* cell = treemapAt(spec(), area(), font(), help->pos()))
            QToolTip::showText(help->globalPos(), cell->tensor + '\n' + cell->detail, this);
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

}  // namespace fisherlens::desktop
