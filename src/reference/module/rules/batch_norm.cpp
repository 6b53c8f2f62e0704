// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/kernels.h"
#include "reference/module/rules/affine_norm.h"

// Batch norm in eval mode, with running statistics: an affine map per channel. With the statistics of the batch it mixes
// the examples, which the proof finds.

namespace fisherlens::module {
namespace {

template <class T>
void sumChannels(const at::Tensor& g, const at::Tensor& x, const at::Tensor& mean, const at::Tensor& scale,
                 at::Tensor& weight, at::Tensor& bias)
{
    const std::int64_t rows = g.size(0) * g.size(1);
    channelSums(g.data_ptr<T>(), x.data_ptr<T>(), g.size(0), g.size(1), rows > 0 ? g.numel() / rows : 0,
                mean.data_ptr<T>(), scale.data_ptr<T>(), weight.data_ptr<T>(), bias.data_ptr<T>());
}

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
    const auto fused = [mean = *mean, variance = *variance, eps](const at::Tensor& gradient, const at::Tensor& x,
                                                                 at::Tensor& ofWeight, at::Tensor& ofBias) {
        const at::ScalarType type = gradient.scalar_type();
        if (!gradient.is_cpu() || x.scalar_type() != type || (type != at::kFloat && type != at::kDouble))
            return false;
        const at::Tensor g = gradient.contiguous(), dense = x.contiguous(), m = mean.to(type).contiguous();
        const at::Tensor scale = (variance + eps).rsqrt().to(type).contiguous();
        ofWeight = at::empty({g.size(0), g.size(1)}, g.options());
        ofBias = at::empty_like(ofWeight);
        if (type == at::kFloat)
            sumChannels<float>(g, dense, m, scale, ofWeight, ofBias);
        else
            sumChannels<double>(g, dense, m, scale, ofWeight, ofBias);
        return true;
    };
    return tapNorm({"batch_norm", input, weight, bias, recorder.find(weight), recorder.find(bias), output, normalised,
                    allButChannels, fused});
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    library.impl("batch_norm", fisherlens::module::Front<fisherlens::module::batchNorm>::call);
}
