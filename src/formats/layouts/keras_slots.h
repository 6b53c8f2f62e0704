// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"
#include "formats/layouts/keras_config.h"
#include "formats/optimizers.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// A trainable variable of a Keras model.
struct KerasVariable {
    std::string name;
    Shape shape;
};

/// One slot variable of an optimizer: whose, and what PyTorch's optimizers call it ("exp_avg_sq").
struct KerasSlot {
    std::string slot;
    std::size_t variable = 0;
    Shape shape;
};

/// The slot variables in the order in which the optimizer lists them after iteration and learning rate
/// (facts/formats-trainers.md 7): every order that a version of Keras has used, the usual one first. Empty for classes
/// whose variables are not known.
[[nodiscard]] std::vector<std::vector<KerasSlot>> kerasSlotOrders(const KerasOptimizer& optimizer,
                                                                  const std::vector<KerasVariable>& variables);

/// What PyTorch's optimizers call a slot that Keras names: "velocity" of an Adam and "v" are "exp_avg_sq", "rms" is
/// "square_avg". "" for names that are not known.
[[nodiscard]] std::string_view kerasSlotName(std::string_view optimizerClass, std::string_view slot);

/// The hyper-parameters as PyTorch's param_groups have them.
[[nodiscard]] StateValues kerasOptions(const KerasOptimizer& optimizer, const std::optional<double>& learningRate);

/// Variables that come after all slots: one for Nadam.
[[nodiscard]] std::size_t kerasTrailing(const KerasOptimizer& optimizer);

}  // namespace fisherlens
