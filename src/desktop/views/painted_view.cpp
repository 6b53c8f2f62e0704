// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/painted_view.h"

#include "desktop/document/tensor_filter.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {

BarsSpec shownBars(BarsSpec bars, const Analyses& analyses, SourceId source)
{
    const TensorFilter filter(analyses.document().filter());
    const auto& data = analyses.source(source).value;
    const Catalogue* tensors = data ? data->tensors() : nullptr;
    if (filter.isEmpty() || !tensors)
        return bars;
    const QString selected = bars.rows.empty() || bars.selected < 0
                                 ? QString()
                                 : bars.rows[static_cast<std::size_t>(bars.selected)].label;
    std::erase_if(bars.rows, [&](const BarRow& row) {
        const Tensor* tensor = tensors->findMatching(row.label.toStdString());
        return tensor
               && !filter.matches(row.label, tensor->info.shape, tensor->info.count, tensor->info.dtype);
    });
    const auto at = std::find_if(bars.rows.begin(), bars.rows.end(), [&](const BarRow& row) { return row.label == selected; });
    bars.selected = selected.isEmpty() || at == bars.rows.end() ? -1 : static_cast<int>(at - bars.rows.begin());
    return bars;
}

BarsView::BarsView(QWidget* parent) : QWidget(parent), figure_{{}, {}, BarsSpec{}, {}}
{
    setFocusPolicy(Qt::StrongFocus);
    setFont(secondaryFont(font()));
    installFigureMenu(this, [this] { return figure_; });
}

QRectF BarsView::area() const
{
    return QRectF(rect()).adjusted(kPadding, 4, -kPadding, -4);
}

void BarsView::setFigure(NamedFigure figure)
{
    figure_ = std::move(figure);
    setAccessibleName(figure_.title);
    setMinimumHeight(static_cast<int>(std::ceil(barsHeight(bars()))) + 8);
    update();
}

void BarsView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::of(palette());
    painter.fillRect(rect(), theme.base);
    paintBars(painter, area(), bars(), theme);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1, -1));
    }
}

void BarsView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const int row = barAt(bars(), area(), event->position()); row >= 0)
        emit rowClicked(row);
}

void BarsView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int row = bars().selected + step;
    if (step && row >= 0 && row < static_cast<int>(bars().rows.size()))
        emit rowClicked(row);
    else
        QWidget::keyPressEvent(event);
}

bool BarsView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = barAt(bars(), area(), help->pos());
        if (row >= 0) {
            const BarRow& bar = bars().rows[static_cast<std::size_t>(row)];
            QToolTip::showText(help->globalPos(),
                               bar.label + "  " + bar.text + (bar.note.isEmpty() ? "" : '\n' + bar.note), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

LadderView::LadderView(QWidget* parent) : QWidget(parent), figure_{{}, {}, LadderSpec{}, {}}
{
    setFocusPolicy(Qt::StrongFocus);
    setFont(secondaryFont(font()));
    setFixedHeight(84);
    installFigureMenu(this, [this] { return figure_; });
}

void LadderView::setFigure(NamedFigure figure)
{
    figure_ = std::move(figure);
    setAccessibleName(figure_.title);
    update();
}

void LadderView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLadder(painter, QRectF(rect()).adjusted(kPadding + 2, 8, -kPadding, -4), std::get<LadderSpec>(figure_.spec),
                Theme::of(palette()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::of(palette()).accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1, -1));
    }
}

bool LadderView::event(QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

}  // namespace fisherlens::desktop
