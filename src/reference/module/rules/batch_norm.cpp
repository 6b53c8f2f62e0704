// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/kernels.h"
#include "reference/module/rules/affine_norm.h"

// Batch norm in eval mode, with running statistics: an affine map per channel. With the statistics of the batch it mixes
// the examples, which the proof finds.

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

std::pair<at::Tensor, at::Tensor> sumsOf(const at::Tensor& gradient, const at::Tensor& input, const at::Tensor& mean,
                                         const at::Tensor& deviation)
{
    const at::Tensor g = gradient.contiguous(), x = input.contiguous(), centre = mean.contiguous();
    const std::int64_t examples = x.size(0), channels = x.size(1), inner = x.numel() / (examples * channels);
    const at::Tensor sums = at::empty({examples, channels}, x.options()), dots = at::empty_like(sums);
    if (x.scalar_type() == at::kDouble)
        centredSums(g.data_ptr<double>(), x.data_ptr<double>(), centre.data_ptr<double>(), examples, channels, inner,
                    sums.data_ptr<double>(), dots.data_ptr<double>());
    else
        centredSums(g.data_ptr<float>(), x.data_ptr<float>(), centre.data_ptr<float>(), examples, channels, inner,
                    sums.data_ptr<float>(), dots.data_ptr<float>());
    return {sums, dots / deviation};
}

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
    const auto sums = [mean = *mean, variance = *variance, eps](const at::Tensor& gradient, const at::Tensor& x,
                                                                const Place& place) {
        const auto fits = [&](const at::Tensor& tensor) {
            return tensor.is_cpu() && tensor.scalar_type() == x.scalar_type();
        };
        if (place != Place{} || x.numel() == 0 || (x.scalar_type() != at::kFloat && x.scalar_type() != at::kDouble)
            || !fits(x) || !fits(gradient) || !fits(mean) || !fits(variance))
            return std::pair<at::Tensor, at::Tensor>();
        return sumsOf(gradient, x, mean, (variance + eps).sqrt());
    };
    return tapNorm({"batch_norm", input, weight, bias, recorder.find(weight), recorder.find(bias), output, normalised,
                    allButChannels, sums});
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    library.impl("batch_norm", fisherlens::module::Front<fisherlens::module::batchNorm>::call);
}
