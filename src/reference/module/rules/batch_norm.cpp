// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/rules/affine_norm.h"

// Batch norm in eval mode, with running statistics: an affine map per channel. With the statistics of the batch it mixes
// the examples, which the proof finds.

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

at::Tensor batchNorm(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias,
                     const OptionalTensor& mean, const OptionalTensor& variance, bool training, double momentum,
                     double eps, bool cudnn)
{
    const auto output = [&](const OptionalTensor& w, const OptionalTensor& b) {
        return at::batch_norm(input, w, b, mean, variance, training, momentum, eps, cudnn);
    };
    if (training || !mean || !variance || !mean->defined() || !variance->defined() || input.dim() < 2)
        return output(weight, bias);
    const Recorder& recorder = Recorder::current();
    const auto normalised = [mean = *mean, variance = *variance, eps](const at::Tensor& x) {
        Shape sizes(static_cast<std::size_t>(x.dim()), 1);
        sizes[1] = -1;
        return (x - mean.reshape(sizes)) * (variance + eps).rsqrt().reshape(sizes);
    };
    return tapNorm({"batch_norm", input, weight, bias, recorder.find(weight), recorder.find(bias), output, normalised,
                    allButChannels});
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    library.impl("batch_norm", fisherlens::module::Front<fisherlens::module::batchNorm>::call);
}
