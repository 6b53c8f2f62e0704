// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/render_places.h"

#include <qcustomplot.h>

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fisherlens::desktop {
namespace {

bool runsThrough(const QLineF& line, const QRectF& area)
{
    const QRectF around = QRectF(line.p1(), line.p2()).normalized();
    if (around.left() > area.right() || around.right() < area.left() || around.top() > area.bottom()
        || around.bottom() < area.top())
        return false;
    if (area.contains(line.p1()) || area.contains(line.p2()))
        return true;
    const QLineF diagonals[] = {{area.topLeft(), area.bottomRight()}, {area.topRight(), area.bottomLeft()}};
    return std::any_of(std::begin(diagonals), std::end(diagonals), [&](const QLineF& diagonal) {
        return line.intersects(diagonal, nullptr) == QLineF::BoundedIntersection;
    });
}

}  // namespace

void updateLayout(QCustomPlot& plot)
{
    plot.plotLayout()->setOuterRect(plot.viewport());
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plot.plotLayout()->update(phase);
}

int crossings(const QCustomPlot& plot, const CurveSpec& spec, const QRectF& area)
{
    int count = 0;
    for (const SeriesSpec& series : spec.series) {
        QPointF before;
        bool known = false;
        for (std::size_t i = 0; i < series.x.size() && i < series.y.size(); ++i) {
            const QPointF point(plot.xAxis->coordToPixel(series.x[i]), plot.yAxis->coordToPixel(series.y[i]));
            const bool finite = std::isfinite(point.x()) && std::isfinite(point.y());
            count += known && finite && runsThrough({before, point}, area);
            before = point;
            known = finite;
        }
    }
    return count;
}

QRectF placed(const QRectF& area, const QSizeF& size, Qt::Alignment alignment)
{
    QRectF result(QPointF(), size);
    result.moveCenter(area.center());
    if (alignment & Qt::AlignLeft)
        result.moveLeft(area.left());
    if (alignment & Qt::AlignRight)
        result.moveRight(area.right());
    if (alignment & Qt::AlignTop)
        result.moveTop(area.top());
    if (alignment & Qt::AlignBottom)
        result.moveBottom(area.bottom());
    return result;
}

Place legendPlace(const QCustomPlot& plot, const CurveSpec& spec, const QSizeF& size, const QMargins& margins)
{
    const QRectF inside = QRectF(plot.axisRect()->rect().marginsRemoved(margins));
    Place best{Qt::AlignLeft | Qt::AlignTop, std::numeric_limits<int>::max()};
    for (const Qt::Alignment candidate :
         {Qt::AlignLeft | Qt::AlignTop, Qt::AlignRight | Qt::AlignTop, Qt::AlignLeft | Qt::AlignBottom,
          Qt::AlignRight | Qt::AlignBottom, Qt::AlignHCenter | Qt::AlignTop, Qt::AlignHCenter | Qt::AlignBottom}) {
        const int crossed = crossings(plot, spec, placed(inside, size, candidate));
        if (crossed < best.crossed)
            best = {candidate, crossed};
    }
    return best;
}

Beside besidePoint(const QCustomPlot& plot, const CurveSpec& spec, const QPointF& point, const QSizeF& size,
                   const QRectF& taken)
{
    const QRectF axes = QRectF(plot.axisRect()->rect());
    Beside best;
    int fewest = std::numeric_limits<int>::max();
    for (const int distance : {8, 20, 34})
        for (const Qt::Alignment candidate :
             {Qt::AlignBottom | Qt::AlignLeft, Qt::AlignBottom | Qt::AlignRight, Qt::AlignTop | Qt::AlignLeft,
              Qt::AlignTop | Qt::AlignRight, Qt::AlignBottom | Qt::AlignHCenter, Qt::AlignTop | Qt::AlignHCenter}) {
            QRectF words(QPointF(), size);
            words.moveCenter(point);
            if (candidate & Qt::AlignLeft)
                words.moveLeft(point.x() + distance);
            if (candidate & Qt::AlignRight)
                words.moveRight(point.x() - distance);
            if (candidate & Qt::AlignTop)
                words.moveTop(point.y() + distance);
            if (candidate & Qt::AlignBottom)
                words.moveBottom(point.y() - distance);
            const int crossed =
                crossings(plot, spec, words) + (axes.contains(words) ? 0 : 100) + (taken.intersects(words) ? 50 : 0);
            if (crossed < fewest) {
                fewest = crossed;
                best = {candidate, distance};
            }
        }
    return best;
}

}  // namespace fisherlens::desktop
