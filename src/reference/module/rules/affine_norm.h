// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/recorder.h"

#include <functional>
#include <utility>

namespace fisherlens::module {

/// output = normalised·weight + bias, with weight and bias along some dimensions of the output: what all norms share.
/// Gives the tapped `output(weight, bias)`, computed from detached parameters. `normalised` makes the values without
/// weight and bias again, for the backward pass. `reduced` are the dimensions that weight and bias do not have, of the
/// result of examplesFirst() with so many dimensions.
struct AffineNorm {
    const char* name;
    at::Tensor input;
    c10::optional<at::Tensor> weight, bias;
    std::optional<Operand> weightOperand, biasOperand;
    std::function<at::Tensor(const c10::optional<at::Tensor>&, const c10::optional<at::Tensor>&)> output;
    std::function<at::Tensor(const at::Tensor& input)> normalised;
    std::function<std::vector<std::int64_t>(std::int64_t dimensions, const Place& place)> reduced;
    /// Optional, and without temporaries of the size of the input: Σ gradient and Σ gradient·normalised for each example
    /// and element of weight or bias; undefined tensors where it does not apply.
    std::function<std::pair<at::Tensor, at::Tensor>(const at::Tensor& gradient, const at::Tensor& input,
                                                    const Place& place)>
        sums = nullptr;
};

at::Tensor tapNorm(const AffineNorm& norm);

/// Where channels are dimension 1 of an operator's output: all others but the first, which are the examples.
std::vector<std::int64_t> allButChannels(std::int64_t dimensions, const Place& place);

}  // namespace fisherlens::module
