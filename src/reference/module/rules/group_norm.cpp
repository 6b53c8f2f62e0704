// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/rules/affine_norm.h"

// Group norm and instance norm: statistics of one example, weight and bias per channel.

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

at::Tensor groupNorm(const at::Tensor& input, std::int64_t groups, const OptionalTensor& weight,
                     const OptionalTensor& bias, double eps, bool cudnn)
{
    const Recorder& recorder = Recorder::current();
    return tapNorm({"group_norm", input, weight, bias, recorder.find(weight), recorder.find(bias),
                    [&](const OptionalTensor& w, const OptionalTensor& b) {
                        return at::group_norm(input, groups, w, b, eps, cudnn);
                    },
                    [groups, eps](const at::Tensor& x) {
                        return at::group_norm(x, groups, c10::nullopt, c10::nullopt, eps, false);
                    },
                    allButChannels});
}

/// With running statistics LibTorch's operator writes them back although they stay what they are, which is a race
/// between threads; batch norm in eval mode is the same map.
at::Tensor instanceNorm(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias,
                        const OptionalTensor& mean, const OptionalTensor& variance, bool useInputStatistics,
                        double momentum, double eps, bool cudnn)
{
    const Recorder& recorder = Recorder::current();
    const auto evaluate = [=](const at::Tensor& x, const OptionalTensor& w, const OptionalTensor& b) {
        return useInputStatistics ? at::instance_norm(x, w, b, c10::nullopt, c10::nullopt, true, momentum, eps, cudnn)
                                  : at::batch_norm(x, w, b, mean, variance, false, momentum, eps, cudnn);
    };
    return tapNorm({"instance_norm", input, weight, bias, recorder.find(weight), recorder.find(bias),
                    [&](const OptionalTensor& w, const OptionalTensor& b) { return evaluate(input, w, b); },
                    [evaluate](const at::Tensor& x) { return evaluate(x, c10::nullopt, c10::nullopt); },
                    allButChannels});
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("group_norm", Front<groupNorm>::call);
    library.impl("instance_norm", Front<instanceNorm>::call);
}
