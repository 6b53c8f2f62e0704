// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/batch_proof.h"

#include <span>
#include <vector>

namespace fisherlens::module {

/// ReferenceModel::batchEngine: the proof, and the engine that rests on it. What `source` points to outlives the engine.
Result<BatchOffer> offerBatches(const BatchSource& source, const std::vector<Batch>& inputs,
                                const std::vector<Batch>& other, const CancelToken& cancel);

/// The direction of a backward pass as a tensor of the output's shape and type.
at::Tensor directionOf(std::span<const double> values, const at::Tensor& output);

/// The values of an output.
std::vector<double> valuesOf(const at::Tensor& output);

}  // namespace fisherlens::module
