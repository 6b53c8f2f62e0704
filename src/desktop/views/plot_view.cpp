// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/plot_view.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/plots/render.h"
#include "desktop/views/figure_menu.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace fisherlens::desktop {
namespace {

/// A line of the accent's colour around what has the focus.
class FocusFrame final : public QWidget {
public:
    explicit FocusFrame(QWidget* parent) : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(Theme::of(palette()).accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

}  // namespace

PlotView::PlotView(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot(this)), focus_(new FocusFrame(this))
{
    plot_->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot_->setFocusPolicy(Qt::NoFocus);
    setMinimumSize(160, 120);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_NoMousePropagation);
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
    // Also before the first resize event, which comes when the view is shown, and to the plot after this one.
    plot_->setGeometry(rect());
    plot_->setViewport(plot_->rect());
    std::visit(
        [&](const auto& spec) {
            if constexpr (std::is_same_v<std::decay_t<decltype(spec)>, MatrixSpec>) {
                MatrixSpec live = spec;
                live.bar = live.bar && barShown_;
                renderFigure(*plot_, live, theme);
            } else if constexpr (std::is_same_v<std::decay_t<decltype(spec)>, CurveSpec>) {
                CurveSpec live = spec;
                if (!hint_.isEmpty() && !live.note.isEmpty())
                    live.note += QStringLiteral(" \u00b7 ") + hint_;
                renderFigure(*plot_, live, theme);
            } else if constexpr (requires { renderFigure(*plot_, spec, theme); }) {
                renderFigure(*plot_, spec, theme);
            }
        },
        figure_.spec);
    if (property("panel").toBool())
        plot_->setBackground(theme.window);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QPointF PlotView::pixelOf(double x, double y) const
{
    return {plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y)};
}

QPoint PlotView::pixelAt(double x) const
{
    return {static_cast<int>(plot_->xAxis->coordToPixel(x)), plot_->axisRect()->center().y()};
}

QSize PlotView::sizeHint() const
{
    return static_cast<const QWidget*>(plot_)->sizeHint();
}

void PlotView::replot()
{
    plot_->replot();
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
    const QList<QCPAxisRect*> rects = plot_->axisRects();
    return std::any_of(rects.begin(), rects.end(), [&](QCPAxisRect* rect) { return rect->rect().contains(point); });
}

double PlotView::clamped(double x) const
{
    return std::clamp(x, plot_->xAxis->range().lower, plot_->xAxis->range().upper);
}

QPoint PlotView::cellAt(const QPointF& point) const
{
    const auto* matrix = std::get_if<MatrixSpec>(&figure_.spec);
    if (!matrix)
        return {-1, -1};
    const int column = static_cast<int>(std::lround(plot_->xAxis->pixelToCoord(point.x())));
    const int row = static_cast<int>(matrix->rows.size()) - 1
                    - static_cast<int>(std::lround(plot_->yAxis->pixelToCoord(point.y())));
    const bool inside = row >= 0 && row < matrix->rows.size() && column >= 0 && column < matrix->columns.size();
    return inside ? QPoint(column, row) : QPoint(-1, -1);
}

QString PlotView::cellText(int row, int column) const
{
    const auto* matrix = std::get_if<MatrixSpec>(&figure_.spec);
    if (!matrix || row < 0 || column < 0)
        return {};
    const double value = matrix->values[static_cast<std::size_t>(row * matrix->columns.size() + column)];
    if (std::isinf(value))
        return {};
    return matrix->rows[row] + QStringLiteral(" \u00b7 ") + matrix->columns[column] + '\n'
           + (std::isnan(value) ? tr("undefined") : shortNumber(value, 3))
           + (matrix->barLabel.isEmpty() ? QString() : ", " + matrix->barLabel);
}

bool PlotView::stepCell(int key)
{
    const auto* matrix = std::get_if<MatrixSpec>(&figure_.spec);
    const QPoint step = key == Qt::Key_Left    ? QPoint(-1, 0)
                        : key == Qt::Key_Right ? QPoint(1, 0)
                        : key == Qt::Key_Up    ? QPoint(0, -1)
                        : key == Qt::Key_Down  ? QPoint(0, 1)
                                               : QPoint();
    if (!matrix || step.isNull())
        return false;
    const bool none = matrix->selectedRow < 0 || matrix->selectedColumn < 0;
    QPoint cell = none ? QPoint(0, 0) : QPoint(matrix->selectedColumn, matrix->selectedRow) + step;
    const QRect all(0, 0, static_cast<int>(matrix->columns.size()), static_cast<int>(matrix->rows.size()));
    while (all.contains(cell) && cellText(cell.y(), cell.x()).isEmpty())
        cell += step;
    if (!all.contains(cell))
        return true;
    emit cellClicked(cell.y(), cell.x());
    setAccessibleDescription(cellText(cell.y(), cell.x()));
    QToolTip::showText(mapToGlobal(pixelOf(cell.x(), static_cast<double>(all.height()) - 1 - cell.y()).toPoint()),
                       cellText(cell.y(), cell.x()), this);
    return true;
}

bool PlotView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && std::holds_alternative<MatrixSpec>(figure_.spec)) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(), cellText(cell.y(), cell.x()), this);
        return true;
    }
    return QWidget::event(event);
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (std::holds_alternative<MatrixSpec>(figure_.spec)) {
        if (const QPoint cell = cellAt(event->position()); cell.x() >= 0)
            emit cellClicked(cell.y(), cell.x());
        return;
    }
    if ((!draggable_ && !pointDraggable_) || !overRect(event->position().toPoint()))
        return;
    if (const auto* timeline = std::get_if<TimelineSpec>(&figure_.spec); timeline && timeline->strip) {
        QCPAxisRect* strip = plot_->axisRects().value(1);
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
    emit dragged(clamped(plot_->xAxis->pixelToCoord(event->position().x())), false);
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    if (dragging_ && pointDraggable_)
        emit pointDragged(event->position(), false);
    else if (dragging_)
        emit dragged(clamped(plot_->xAxis->pixelToCoord(event->position().x())), false);
    else if (draggable_ || pointDraggable_)
        setCursor(!overRect(event->position().toPoint()) ? Qt::ArrowCursor
                  : pointDraggable_                      ? Qt::OpenHandCursor
                                                         : Qt::SizeHorCursor);
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!dragging_ || event->button() != Qt::LeftButton)
        return;
    dragging_ = false;
    if (pointDraggable_)
        emit pointDragged(event->position(), true);
    else
        emit dragged(clamped(plot_->xAxis->pixelToCoord(event->position().x())), true);
}

void PlotView::mouseDoubleClickEvent(QMouseEvent*)
{
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
    if (stepCell(event->key()))
        return;
    const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
    const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (const auto* timeline = std::get_if<TimelineSpec>(&figure_.spec); timeline && timeline->strip && down) {
        const int row = timeline->strip->selected + down;
        if (row >= 0 && row < timeline->strip->rows.size())
            emit cellClicked(row, 0);
        return;
    }
    if (pointDraggable_ && (left || right)) {
        emit pointStepped((right ? 1 : -1) * (event->modifiers() & Qt::ShiftModifier ? 0.1 : 1));
        return;
    }
    if (draggable_ && (left || right) && !std::isnan(cursor())) {
        const double step = plot_->xAxis->range().size() / (event->modifiers() & Qt::ShiftModifier ? 1000 : 100);
        emit dragged(clamped(cursor() + (right ? step : -step)), true);
        return;
    }
    QWidget::keyPressEvent(event);
}

void PlotView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    plot_->setGeometry(rect());
    focus_->setGeometry(rect());
    // The text beside the point changes sides near the right edge; names beside a matrix and a strip are fitted.
    if (std::holds_alternative<CurveSpec>(figure_.spec) || std::holds_alternative<MatrixSpec>(figure_.spec)
        || std::holds_alternative<TimelineSpec>(figure_.spec))
        draw();
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    focus_->setVisible(event->reason() != Qt::MouseFocusReason);
    focus_->raise();
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    focus_->hide();
}

}  // namespace fisherlens::desktop
