// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/placement.h"
#include "reference/module/torch_compat.h"
#include "reference/reference.h"

#include <memory>
#include <string>
#include <vector>

namespace fisherlens::module {

/// A loaded, checked module. One object serves all threads: parameters are shared and only read, gradients are returned
/// by torch::autograd::grad and never stored in the parameters.
class TorchModel final : public ReferenceModel {
public:
    static Result<std::unique_ptr<ReferenceModel>> open(const std::string& path, const JobContext& context);

    const std::vector<ReferenceParameter>& parameters() const override { return parameters_; }
    Result<void> replaceWeights(const Catalogue& weights, const JobContext& context) override;
    Result<void> useDevice(Device device) override;
    Result<std::unique_ptr<ForwardPass>> forward(const std::vector<Batch>& inputs, bool gradients) const override;
    Result<BatchOffer> batchEngine(const std::vector<Batch>& inputs, const std::vector<Batch>& other,
                                   const CancelToken& cancel) const override;

private:
    TorchModel(std::string path, torch::jit::Module module) : path_(std::move(path)), module_(std::move(module)) {}
    Result<void> collect(const JobContext& context);
    at::Tensor toTensor(const Batch& batch) const;
    Result<at::Tensor> logits(const std::vector<Batch>& inputs, bool gradients) const;
    /// Sum of the version counters of all parameters and buffers: it grows when something changes one of them.
    std::uint64_t stateVersion() const;

    /// A parameter or buffer under all its names.
    struct State {
        at::Tensor tensor;
        std::vector<std::string> names;
    };
    Result<void> replace(State& state, const Catalogue& weights, bool required) const;

    std::string path_;
    mutable torch::jit::Module module_;  // forward() is not const in LibTorch 1.13
    std::vector<ReferenceParameter> parameters_;
    std::vector<at::Tensor> tensors_;  // of parameters_
    std::vector<State> parameterStates_, bufferStates_;
    at::ScalarType dtype_ = at::kFloat;
    Placement placement_;
    bool alwaysByRules_ = false;  ///< the rules also run where nothing is recorded
    std::uint64_t version_ = 0;
};

}  // namespace fisherlens::module
