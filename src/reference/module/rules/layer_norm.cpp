// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/rules/affine_norm.h"

#include <limits>

// Layer norm and RMS norm: weight and bias have the shape of the last dimensions.

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

auto allBefore(at::IntArrayRef normalised)
{
    return [last = static_cast<std::int64_t>(normalised.size())](std::int64_t dimensions, const Place&) {
        std::vector<std::int64_t> reduced;
        for (std::int64_t d = 1; d < dimensions - last; ++d)
            reduced.push_back(d);
        return reduced;
    };
}

at::Tensor layerNorm(const at::Tensor& input, at::IntArrayRef shape, const OptionalTensor& weight,
                     const OptionalTensor& bias, double eps, bool cudnn)
{
    const Recorder& recorder = Recorder::current();
    return tapNorm({"layer_norm", input, weight, bias, recorder.find(weight), recorder.find(bias),
                    [&](const OptionalTensor& w, const OptionalTensor& b) {
                        return at::layer_norm(input, shape, w, b, eps, cudnn);
                    },
                    [sizes = shape.vec(), eps](const at::Tensor& x) {
                        return at::layer_norm(x, sizes, c10::nullopt, c10::nullopt, eps, false);
                    },
                    allBefore(shape)});
}

/// x/√(mean x² + ε). LibTorch has the operator since 2.4; it is written out for the others.
at::Tensor overRootMeanSquare(const at::Tensor& x, std::int64_t dimensions, double eps)
{
    std::vector<std::int64_t> last;
    for (std::int64_t d = 1; d <= dimensions; ++d)
        last.push_back(-d);
    return x * (x.square().mean(last, true) + eps).rsqrt();
}

at::Tensor rmsNorm(const at::Tensor& input, at::IntArrayRef shape, const OptionalTensor& weight,
                   c10::optional<double> givenEps)
{
    const double eps = givenEps.value_or(input.scalar_type() == at::kDouble
                                             ? std::numeric_limits<double>::epsilon()
                                             : static_cast<double>(std::numeric_limits<float>::epsilon()));
    const auto dimensions = static_cast<std::int64_t>(shape.size());
    const Recorder& recorder = Recorder::current();
    return tapNorm({"rms_norm", input, weight, c10::nullopt, recorder.find(weight), std::nullopt,
                    [&](const OptionalTensor& w, const OptionalTensor&) {
                        const at::Tensor normalised = overRootMeanSquare(input, dimensions, eps);
                        return w && w->defined() ? normalised * *w : normalised;
                    },
                    [dimensions, eps](const at::Tensor& x) { return overRootMeanSquare(x, dimensions, eps); },
                    allBefore(shape)});
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("layer_norm", Front<layerNorm>::call);
    library.impl("rms_norm", Front<rmsNorm>::call);
}
