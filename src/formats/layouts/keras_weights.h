// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/containers/hdf5.h"
#include "formats/layouts/keras_config.h"
#include "formats/layouts/keras_slots.h"
#include "formats/optimizers.h"

#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// What a weights file of Keras 3 (or tf.keras from 2.12 on) holds, brought together with the configuration.
struct KerasWeights {
    std::vector<Tensor> tensors;           ///< "first/vars/0": layers by their own names, in the order of the model
    std::vector<KerasVariable> trainable;  ///< what the optimizer has slots for, in its order
    /// Unset: the order of `trainable` is not known, for this reason.
    std::optional<std::string> unordered;
    std::vector<Tensor> optimizer;  ///< optimizer/vars/0, 1, 2, ...; those of the inner one of a LossScaleOptimizer
    std::string optimizerName;      ///< as the file calls it ("adam"), "" before Keras 3.6
};

/// True when the file has the groups of such a weights file.
[[nodiscard]] bool isKerasWeights(const Hdf5File& file);

/// Sorts the datasets. Without a configuration (`config` null) the layers are in the order in which they were written.
Result<KerasWeights> readKerasWeights(const Hdf5File& file, const KerasConfig* config, const std::string& path);

/// The optimizer state: slots found by the order that Keras uses, every shape verified; OptimizerRecord::unusable when
/// no order fits. Error: those of reading the step.
Result<OptimizerRecord> kerasOptimizerRecord(const KerasWeights& weights, const KerasOptimizer& optimizer,
                                             const std::string& path);

}  // namespace fisherlens
