// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// A layer (or a nested model) as Keras's configuration describes it.
struct KerasLayer {
    std::string className;  ///< "Dense"
    std::string name;       ///< "first"
    bool trainable = true;
    std::vector<KerasLayer> layers;  ///< of a model, in the order of model.layers
};

/// An optimizer as the configuration describes it.
struct KerasOptimizer {
    std::string className;   ///< "Adam"; that of the inner one for a LossScaleOptimizer. "": not compiled
    bool lossScale = false;  ///< inside of a LossScaleOptimizer (mixed_float16)
    std::map<std::string, double> numbers;  ///< "beta_1", "amsgrad" (0 or 1), ...; those that are None are absent

    [[nodiscard]] std::optional<double> number(const std::string& name) const
    {
        const auto at = numbers.find(name);
        return at == numbers.end() ? std::nullopt : std::optional(at->second);
    }
    [[nodiscard]] bool flag(const std::string& name) const { return number(name).value_or(0) != 0; }
};

struct KerasConfig {
    KerasLayer model;
    KerasOptimizer optimizer;
    std::string loss;         ///< "mse", or the class name of a loss object
    bool lossByName = false;  ///< a text or a function, which Keras wraps into a loss object of its own
    std::string reduction;    ///< of a loss object: "sum_over_batch_size", "sum", ...; "" when it does not say
};

/// config.json of a .keras file: model and compile_config in one. Errors: Damaged (no JSON), Unsupported (nested more
/// than 64 deep, more than 1,000,000 layers).
Result<KerasConfig> readKerasConfig(std::string_view json, const std::string& file);

/// The attributes model_config and training_config of a .h5 file; the second may be empty.
Result<KerasConfig> readKerasConfig(std::string_view model, std::string_view training, const std::string& file);

/// "batch_normalization" of "BatchNormalization": how Keras names the groups of a class.
[[nodiscard]] std::string kerasSnakeCase(std::string_view className);

}  // namespace fisherlens
