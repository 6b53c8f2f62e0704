// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/tile_view.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr std::int64_t kMostCells = 512;
/// Wide matrices are folded to at most this many pixels per entry, so that a bias is a strip and not a wall.
constexpr double kLargestCell = 28;
constexpr int kRowMeans = 64;  ///< width of the bars of row means

QString count(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

}  // namespace

TileView::TileView(JobRunner& runner, const QString& key, QWidget* parent) : QWidget(parent), runner_(runner), key_(key)
{
    setMinimumHeight(60);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    installFigureMenu(this, [this] { return figure(); });
}

void TileView::setTensor(const QString& name, const MatrixView& view, TileReader read, ColourMap map, double low,
                         double high)
{
    const bool same = name == name_ && view.rows == view_.rows && view.columns == view_.columns;
    name_ = name;
    view_ = view;
    read_ = std::move(read);
    map_ = map;
    low_ = low;
    high_ = high;
    if (!same) {
        picture_.reset();
        image_ = {};
        marked_.reset();
        shown_ = {0, 0, view.rows, view.columns};
    }
    setAccessibleName(name);
    request();
    emit rectangleChanged();
}

void TileView::clear()
{
    name_.clear();
    picture_.reset();
    image_ = {};
    read_ = nullptr;
    update();
}

QRectF TileView::area() const
{
    QRectF all = QRectF(rect()).adjusted(kPadding, 2, -kPadding - (rowMeans_ ? kRowMeans + 8 : 0), -4);
    if (shown_.rows > 0)
        all.setHeight(std::min(all.height(), kLargestCell * static_cast<double>(shown_.rows)));
    if (shown_.columns > 0)
        all.setWidth(std::min(all.width(), kLargestCell * static_cast<double>(shown_.columns)));
    return all;
}

void TileView::request()
{
    if (!read_ || shown_.empty() || width() < 8)
        return;
    const std::int64_t rows = std::clamp<std::int64_t>(static_cast<std::int64_t>(area().height()) / 2, 1, kMostCells);
    const std::int64_t columns = std::clamp<std::int64_t>(static_cast<std::int64_t>(area().width()) / 2, 1, kMostCells);
    const auto work = [read = read_, rectangle = shown_, rows, columns](const JobContext& context) {
        return read(rectangle, rows, columns, context);
    };
    runner_.start<std::shared_ptr<const TilePicture>>(Lane::Interactive, tr("Read %1").arg(name_), key_, work,
                                                      [this](Result<std::shared_ptr<const TilePicture>> result) {
                                                          if (!result)
                                                              return;  // the Jobs panel says why
                                                          picture_ = std::move(*result);
                                                          compose();
                                                          update();
                                                      });
}

void TileView::compose()
{
    painted_ = spec();
    image_ = tilesImage(painted_, Theme::of(palette()));
}

TilesSpec TileView::spec() const
{
    TilesSpec spec = picture_ ? tilesSpec(*picture_) : TilesSpec();
    spec.map = map_;
    spec.low = low_;
    spec.high = high_;
    spec.barLabel = barLabel_;
    if (rowMeans_)
        spec.rowMeans = Ink{Ink::Source, *rowMeans_};
    return spec;
}

void TileView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    const QRectF target = area();
    if (image_.isNull()) {
        painter.setPen(theme.muted);
        if (name_.isEmpty())
            painter.drawText(rect(), Qt::AlignCenter, tr("Select a tensor to see its entries."));
        return;
    }
    painter.drawImage(target, image_);
    const double cell = target.width() / image_.width();
    if (cell >= 6 && image_.width() * image_.height() < 20000) {
        painter.setPen(QPen(theme.base, 1));
        for (int column = 1; column < image_.width(); ++column)
            painter.drawLine(QPointF(target.left() + cell * column, target.top()),
                             QPointF(target.left() + cell * column, target.bottom()));
        const double high = target.height() / image_.height();
        for (int row = 1; row < image_.height() && high >= 4; ++row)
            painter.drawLine(QPointF(target.left(), target.top() + high * row),
                             QPointF(target.right(), target.top() + high * row));
    }
    if (rowMeans_)
        paintRowMeans(painter, target, painted_, theme);
    if (marked_ && view_.columns > 0) {
        const std::int64_t row = *marked_ / view_.columns, column = *marked_ % view_.columns;
        const double width = target.width() / static_cast<double>(shown_.columns),
                     high = target.height() / static_cast<double>(shown_.rows);
        const QRectF entry(target.left() + width * static_cast<double>(column - shown_.column),
                           target.top() + high * static_cast<double>(row - shown_.row), width, high);
        if (target.contains(entry.center())) {
            painter.setPen(QPen(theme.text, 2));
            painter.drawRect(entry.adjusted(-1, -1, 1, 1));
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(target.adjusted(-1.5, -1.5, 0.5, 0.5));
    }
}

void TileView::show(MatrixRectangle rectangle)
{
    rectangle.rows = std::clamp<std::int64_t>(rectangle.rows, 1, view_.rows);
    rectangle.columns = std::clamp<std::int64_t>(rectangle.columns, 1, view_.columns);
    rectangle.row = std::clamp<std::int64_t>(rectangle.row, 0, view_.rows - rectangle.rows);
    rectangle.column = std::clamp<std::int64_t>(rectangle.column, 0, view_.columns - rectangle.columns);
    shown_ = rectangle;
    request();
    emit rectangleChanged();
}

void TileView::showEntry(std::int64_t index)
{
    if (name_.isEmpty() || view_.columns <= 0 || index < 0 || index >= view_.rows * view_.columns)
        return;
    marked_ = index;
    constexpr std::int64_t kRows = 16, kColumns = 48;
    show({index / view_.columns - kRows / 2, index % view_.columns - kColumns / 2, kRows, kColumns});
    update();
}

void TileView::zoom(double factor, const QPointF& at)
{
    const QRectF target = area();
    const double x = std::clamp((at.x() - target.left()) / target.width(), 0.0, 1.0);
    const double y = std::clamp((at.y() - target.top()) / target.height(), 0.0, 1.0);
    const auto scaled = [factor](std::int64_t size, std::int64_t whole) {
        const auto next = static_cast<std::int64_t>(std::llround(static_cast<double>(size) * factor));
        return std::clamp<std::int64_t>(next, std::min<std::int64_t>(whole, 8), whole);
    };
    MatrixRectangle next;
    next.rows = scaled(shown_.rows, view_.rows);
    next.columns = scaled(shown_.columns, view_.columns);
    next.row = shown_.row + static_cast<std::int64_t>(std::llround(y * static_cast<double>(shown_.rows - next.rows)));
    next.column =
        shown_.column + static_cast<std::int64_t>(std::llround(x * static_cast<double>(shown_.columns - next.columns)));
    show(next);
}

void TileView::wheelEvent(QWheelEvent* event)
{
    if (name_.isEmpty() || event->angleDelta().y() == 0)
        return QWidget::wheelEvent(event);
    zoom(event->angleDelta().y() > 0 ? 0.8 : 1.25, event->position());
    event->accept();
}

void TileView::mousePressEvent(QMouseEvent* event)
{
    grabbed_ = event->position();
    grabbedRectangle_ = shown_;
}

void TileView::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton) || name_.isEmpty())
        return;
    const QRectF target = area();
    MatrixRectangle next = grabbedRectangle_;
    next.column -= static_cast<std::int64_t>(
        std::llround((event->position().x() - grabbed_.x()) / target.width() * static_cast<double>(next.columns)));
    next.row -= static_cast<std::int64_t>(
        std::llround((event->position().y() - grabbed_.y()) / target.height() * static_cast<double>(next.rows)));
    show(next);
}

void TileView::mouseDoubleClickEvent(QMouseEvent*)
{
    if (!name_.isEmpty())
        show({0, 0, view_.rows, view_.columns});
}

void TileView::keyPressEvent(QKeyEvent* event)
{
    if (name_.isEmpty())
        return QWidget::keyPressEvent(event);
    MatrixRectangle next = shown_;
    const std::int64_t down = std::max<std::int64_t>(shown_.rows / 8, 1),
                       right = std::max<std::int64_t>(shown_.columns / 8, 1);
    switch (event->key()) {
    case Qt::Key_Plus: return zoom(0.8, area().center());
    case Qt::Key_Minus: return zoom(1.25, area().center());
    case Qt::Key_Home: return show({0, 0, view_.rows, view_.columns});
    case Qt::Key_Left: next.column -= right; break;
    case Qt::Key_Right: next.column += right; break;
    case Qt::Key_Up: next.row -= down; break;
    case Qt::Key_Down: next.row += down; break;
    default: return QWidget::keyPressEvent(event);
    }
    show(next);
}

void TileView::resizeEvent(QResizeEvent*)
{
    request();
}

void TileView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && picture_) {
        compose();
        update();
    }
}

bool TileView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !picture_)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRectF target = area();
    const Tile& tile = picture_->tile;
    if (!target.contains(help->pos())) {
        QToolTip::hideText();
        return true;
    }
    const auto column = std::min(static_cast<std::int64_t>((help->pos().x() - target.left()) / target.width()
                                                           * static_cast<double>(tile.grid.columns)),
                                 tile.grid.columns - 1);
    const auto row = std::min(static_cast<std::int64_t>((help->pos().y() - target.top()) / target.height()
                                                        * static_cast<double>(tile.grid.rows)),
                              tile.grid.rows - 1);
    const MatrixRectangle entries = tile.grid.cell(row, column);
    const auto cell = static_cast<std::size_t>(row * tile.grid.columns + column);
    const bool single = entries.rows == 1 && entries.columns == 1;
    QString text = single ? tr("%1 [%2, %3]").arg(name_, count(entries.row), count(entries.column))
                          : tr("%1 rows %2–%3, columns %4–%5")
                                .arg(name_, count(entries.row), count(entries.row + entries.rows - 1),
                                     count(entries.column), count(entries.column + entries.columns - 1));
    if (const auto& parts = picture_->parts)
        text += '\n'
                + tr("A ÷ B %1 · A %2 · B %3")
                      .arg(shortNumber(tile.mean[cell], 3), shortNumber(parts->first.mean[cell], 3),
                           shortNumber(parts->second.mean[cell], 3));
    else
        text += '\n' + (single ? tr("value %1") : tr("mean %1")).arg(shortNumber(tile.mean[cell], 3));
    if (picture_->mask)
        text += '\n'
                + (picture_->mask->states[cell] == MaskState::Removed       ? tr("removed")
                   : picture_->mask->states[cell] == MaskState::AlreadyZero ? tr("already zero")
                                                                            : tr("kept"));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

QString TileView::description() const
{
    if (name_.isEmpty() || shown_.empty())
        return {};
    const QString place = tr("rows %1–%2, columns %3–%4")
                              .arg(count(shown_.row), count(shown_.row + shown_.rows - 1), count(shown_.column),
                                   count(shown_.column + shown_.columns - 1));
    const bool exact =
        shown_.rows <= std::min<std::int64_t>(kMostCells, static_cast<std::int64_t>(area().height()) / 2)
        && shown_.columns <= std::min<std::int64_t>(kMostCells, static_cast<std::int64_t>(area().width()) / 2);
    return place + QStringLiteral(" \u00b7 ")
           + (exact ? tr("one cell is one entry") : tr("one cell is the mean of its entries"));
}

void TileView::setFigureWords(const QString& file, const QString& title, const QString& barLabel,
                              const QString& provenance)
{
    file_ = file;
    title_ = title;
    barLabel_ = barLabel;
    provenance_ = provenance;
}

NamedFigure TileView::figure() const
{
    return {file_, title_ + ": " + name_, spec(), description() + QStringLiteral(" \u00b7 ") + provenance_};
}

}  // namespace fisherlens::desktop
