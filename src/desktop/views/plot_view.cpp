// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/plot_view.h"

#include "desktop/plots/render.h"
#include "desktop/views/figure_menu.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace fisherlens::desktop {

PlotView::PlotView(QWidget* parent) : QCustomPlot(parent)
{
    setMinimumSize(160, 120);
    setFocusPolicy(Qt::StrongFocus);
    installFigureMenu(this, [this] { return figure_; });
    draw();
}

void PlotView::setFigure(NamedFigure figure)
{
    figure_ = std::move(figure);
    setAccessibleName(figure_.title);
    draw();
}

void PlotView::draw()
{
    const Theme& theme = Theme::of(palette());
    std::visit(
        [&](const auto& spec) {
            if constexpr (std::is_same_v<std::decay_t<decltype(spec)>, MatrixSpec>) {
                MatrixSpec live = spec;
                live.bar = live.bar && barShown_;
                renderFigure(*this, live, theme);
            } else if constexpr (std::is_same_v<std::decay_t<decltype(spec)>, CurveSpec>) {
                CurveSpec live = spec;
                if (!hint_.isEmpty() && !live.note.isEmpty())
                    live.note += QStringLiteral(" \u00b7 ") + hint_;
                renderFigure(*this, live, theme);
            } else if constexpr (requires { renderFigure(*this, spec, theme); }) {
                renderFigure(*this, spec, theme);
            }
        },
        figure_.spec);
    replot(QCustomPlot::rpQueuedReplot);
}

double PlotView::cursor() const
{
    if (const auto* timeline = std::get_if<TimelineSpec>(&figure_.spec))
        return timeline->cursor;
    const auto* curve = std::get_if<CurveSpec>(&figure_.spec);
    return curve ? (std::isnan(curve->cursor) ? curve->pointX : curve->cursor) : kUnset;
}

bool PlotView::overRect(const QPoint& point) const
{
    const QList<QCPAxisRect*> rects = axisRects();
    return std::any_of(rects.begin(), rects.end(), [&](QCPAxisRect* rect) { return rect->rect().contains(point); });
}

double PlotView::clamped(double x) const
{
    return std::clamp(x, xAxis->range().lower, xAxis->range().upper);
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    QCustomPlot::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto* matrix = std::get_if<MatrixSpec>(&figure_.spec)) {
        const int column = static_cast<int>(std::lround(xAxis->pixelToCoord(event->position().x())));
        const int row = static_cast<int>(matrix->rows.size()) - 1
                        - static_cast<int>(std::lround(yAxis->pixelToCoord(event->position().y())));
        if (row >= 0 && row < matrix->rows.size() && column >= 0 && column < matrix->columns.size())
            emit cellClicked(row, column);
        return;
    }
    if ((!draggable_ && !pointDraggable_) || !overRect(event->position().toPoint()))
        return;
    if (const auto* timeline = std::get_if<TimelineSpec>(&figure_.spec); timeline && timeline->strip) {
        QCPAxisRect* strip = axisRects().value(1);
        const int row =
            static_cast<int>(timeline->strip->rows.size()) - 1
            - static_cast<int>(std::lround(strip->axis(QCPAxis::atLeft)->pixelToCoord(event->position().y())));
        if (strip->rect().contains(event->position().toPoint()) && row >= 0 && row < timeline->strip->rows.size())
            emit cellClicked(row, 0);
    }
    before_ = cursor();
    dragging_ = true;
    if (pointDraggable_)
        return void(emit pointDragged(event->position(), false));
    emit dragged(clamped(xAxis->pixelToCoord(event->position().x())), false);
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    QCustomPlot::mouseMoveEvent(event);
    if (dragging_ && pointDraggable_)
        emit pointDragged(event->position(), false);
    else if (dragging_)
        emit dragged(clamped(xAxis->pixelToCoord(event->position().x())), false);
    else if (draggable_ || pointDraggable_)
        setCursor(!overRect(event->position().toPoint()) ? Qt::ArrowCursor
                  : pointDraggable_                      ? Qt::OpenHandCursor
                                                         : Qt::SizeHorCursor);
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    QCustomPlot::mouseReleaseEvent(event);
    if (!dragging_ || event->button() != Qt::LeftButton)
        return;
    dragging_ = false;
    if (pointDraggable_)
        emit pointDragged(event->position(), true);
    else
        emit dragged(clamped(xAxis->pixelToCoord(event->position().x())), true);
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    emit doubleClicked();
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && dragging_) {
        dragging_ = false;
        if (pointDraggable_)
            emit pointDragCancelled();
        else
            emit dragged(before_, true);
        return;
    }
    const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
    if (pointDraggable_ && (left || right)) {
        emit pointStepped((right ? 1 : -1) * (event->modifiers() & Qt::ShiftModifier ? 0.1 : 1));
        return;
    }
    if (draggable_ && (left || right) && !std::isnan(cursor())) {
        const double step = xAxis->range().size() / (event->modifiers() & Qt::ShiftModifier ? 1000 : 100);
        emit dragged(clamped(cursor() + (right ? step : -step)), true);
        return;
    }
    QCustomPlot::keyPressEvent(event);
}

void PlotView::changeEvent(QEvent* event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QCustomPlot::resizeEvent(event);
    // The text beside the point changes sides near the right edge; names beside a matrix and a strip are fitted.
    if (std::holds_alternative<CurveSpec>(figure_.spec) || std::holds_alternative<MatrixSpec>(figure_.spec)
        || std::holds_alternative<TimelineSpec>(figure_.spec))
        draw();
}

}  // namespace fisherlens::desktop
