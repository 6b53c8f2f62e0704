// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/level_control.h"

#include "desktop/views/plot_view.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kSteps = 1000;  ///< what the number shows; a drag lands on them too

}  // namespace

LevelControl::LevelControl(double scale, int decimals, const QString& suffix, QWidget* parent)
    : QWidget(parent), scale_(scale)
{
    slider_ = new QSlider(Qt::Horizontal, this);
    slider_->setRange(0, kSteps);
    slider_->setPageStep(kSteps / 20);
    slider_->setMinimumWidth(44);
    slider_->setMaximumWidth(150);
    slider_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    slider_->setFocusPolicy(Qt::StrongFocus);
    number_ = new QDoubleSpinBox(this);
    number_->setRange(0, scale);
    number_->setDecimals(decimals);
    number_->setSingleStep(scale / 100);
    number_->setSuffix(suffix);
    number_->setFocusPolicy(Qt::StrongFocus);
    number_->setKeyboardTracking(false);
    number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    number_->setFixedWidth(suffix.isEmpty() ? 62 : 68);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(slider_, 1);
    layout->addWidget(number_);
    connect(slider_, &QSlider::valueChanged, this,
            [this](int value) { move(static_cast<double>(value) / kSteps, !slider_->isSliderDown()); });
    connect(slider_, &QSlider::sliderReleased, this,
            [this] { move(static_cast<double>(slider_->value()) / kSteps, true); });
    connect(number_, &QDoubleSpinBox::valueChanged, this, [this](double value) { move(value / scale_, true); });
}

void LevelControl::move(double value, bool finished)
{
    emit changed(std::round(std::clamp(value, 0.0, 1.0) * kSteps) / kSteps, finished);
}

void LevelControl::setValue(double value)
{
    const QSignalBlocker quietSlider(slider_), quietNumber(number_);
    slider_->setValue(static_cast<int>(std::lround(value * kSteps)));
    number_->setValue(scale_ * value);
}

void LevelControl::setWords(const QString& name, const QString& numberName, const QString& toolTip)
{
    slider_->setAccessibleName(name);
    number_->setAccessibleName(numberName);
    slider_->setToolTip(toolTip);
    number_->setToolTip(toolTip);
}

void LevelControl::follow(PlotView& plot)
{
    plot.setDraggable(true);
    connect(&plot, &PlotView::dragged, this, &LevelControl::move);
    connect(&plot, &PlotView::doubleClicked, number_, [this] {
        number_->setFocus();
        number_->selectAll();
    });
}

bool LevelControl::isDragged() const
{
    return slider_->isSliderDown();
}

}  // namespace fisherlens::desktop
