// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/placement.h"
#include "reference/module/recorder.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace fisherlens::module {

/// What the engine needs of a model. `forward` evaluates inputs with gradients and gives the logits.
struct BatchSource {
    std::string path;
    const std::vector<ReferenceParameter>* parameters = nullptr;
    const std::vector<at::Tensor>* tensors = nullptr;  ///< of the parameters
    at::ScalarType type = at::kFloat;
    Placement placement;
    std::function<Result<at::Tensor>(const std::vector<Batch>&)> forward;
};

/// How a model keeps its examples apart.
struct Proof {
    std::string reason;  ///< why it cannot be shown, "" when it is
    OperandTable table;  ///< of the parameters that rules work on
    Manners manners;
    std::vector<Step> steps;
    std::vector<BatchEngine::Fallback> fallbacks;  ///< the other parameters
    std::int64_t bytesPerExample = 0, outputsPerExample = 0;

    [[nodiscard]] bool isFast(std::size_t parameter) const
    {
        return std::none_of(fallbacks.begin(), fallbacks.end(),
                            [parameter](const auto& other) { return other.parameter == parameter; });
    }
};

/// Runs the model on `inputs`, on the same with the first example replaced by `other`, and on one example less, with all
/// rules in place, and looks at the output of every intercepted operator and of the model. Parameters whose operators
/// have no place for the examples, or which get a gradient by autograd, become fallbacks; then it is done again.
/// Errors: Unsupported when an example changes the output of another.
Result<Proof> prove(const BatchSource& source, const std::vector<Batch>& inputs, const std::vector<Batch>& other,
                    const CancelToken& cancel);

}  // namespace fisherlens::module
