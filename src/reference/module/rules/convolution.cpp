// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/recorder.h"

#include <algorithm>
#include <stdexcept>

// Convolutions of one to three dimensions with stride, padding, dilation and groups, and their transposes. Gradients of
// single examples come from one convolution_backward in which the examples are groups: the fastest of five ways that
// were tried (facts/reference-engine.md).

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

/// Gradients formed at once take no more than this.
constexpr std::int64_t kFormedBytes = std::int64_t{64} << 20;

struct Geometry {
    Shape stride, padding, dilation, outputPadding;
    bool transposed;
    std::int64_t groups;
};

class ConvolutionGradient final : public Contribution {
public:
    /// input [N, R, C, ..], gradient of the output [N, R, O, ..]; sizes of the weight.
    ConvolutionGradient(Geometry geometry, at::Tensor input, at::Tensor gradient, Shape weight)
        : geometry_(std::move(geometry)), input_(std::move(input)), gradient_(std::move(gradient)),
          weight_(std::move(weight))
    {}
    void addTo(std::int64_t n, at::Tensor& out) const override { out.add_(form(n, 1).select(0, 0)); }
    void collect(Collector& collector, const Operand& operand) const override
    {
        std::int64_t bytes = static_cast<std::int64_t>(input_.element_size()) * input_.size(1);
        for (const std::int64_t size : weight_)
            bytes *= std::max<std::int64_t>(size, 1);
        const std::int64_t together = std::max<std::int64_t>(1, kFormedBytes / bytes);
        for (std::int64_t n = 0; n < collector.examples(); n += together)
            collector.add(n, operand, form(n, std::min(together, collector.examples() - n)));
    }
    bool merge(Contribution&) override { return false; }

private:
    /// [count, weight].
    at::Tensor form(std::int64_t first, std::int64_t count) const
    {
        const std::int64_t rows = input_.size(1);
        const auto asGroups = [&](const at::Tensor& tensor) {
            Shape sizes = tensor.sizes().slice(3).vec();
            sizes.insert(sizes.begin(), {1, count * rows * tensor.size(2)});
            return tensor.narrow(0, first, count).reshape(sizes);
        };
        Shape sizes = weight_;
        sizes[0] *= count * rows;
        const at::Tensor weight = at::empty(sizes, input_.options());
        const at::Tensor formed = std::get<1>(
            at::convolution_backward(asGroups(gradient_), asGroups(input_), weight, c10::nullopt, geometry_.stride,
                                     geometry_.padding, geometry_.dilation, geometry_.transposed,
                                     geometry_.outputPadding, geometry_.groups * count * rows, {false, true, false}));
        Shape result{count, rows};
        result.insert(result.end(), weight_.begin(), weight_.end());
        return rows == 1 ? formed.reshape(result).select(1, 0) : formed.reshape(result).sum(1);
    }

    Geometry geometry_;
    at::Tensor input_, gradient_;
    Shape weight_;
};

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const OptionalTensor& bias,
                    at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                    at::IntArrayRef outputPadding, std::int64_t groups)
{
    Recorder& recorder = Recorder::current();
    const auto w = recorder.find(weight), b = recorder.find(bias);
    const auto plain = [&](const at::Tensor& wanted, const OptionalTensor& wantedBias) {
        return at::convolution(input, wanted, wantedBias, stride, padding, dilation, transposed, outputPadding, groups);
    };
    // Inputs without a batch dimension are single examples of a hand-written loop.
    if ((!w && !b) || input.dim() != weight.dim())
        return plain(weight, bias);
    const at::Tensor output = plain(w ? weight.detach() : weight, b ? OptionalTensor(bias->detach()) : bias);
    std::vector<at::Tensor> parameters;
    std::vector<Operand> operands;
    if (w) {
        parameters.push_back(weight);
        operands.push_back(*w);
    }
    if (b) {
        parameters.push_back(*bias);
        operands.push_back(*b);
    }
    // One number stands for all dimensions.
    const auto full = [&](at::IntArrayRef values) {
        const auto dimensions = static_cast<std::size_t>(input.dim() - 2);
        return values.size() == 1 ? Shape(dimensions, values[0]) : values.vec();
    };
    const Geometry geometry{full(stride), full(padding), full(dilation), full(outputPadding), transposed, groups};
    return recorder.tap(
        "convolution", output, parameters, operands,
        [=, x = Saved(input), sizes = weight.sizes().vec()](Recorder& here, const at::Tensor& gradient,
                                                            const Place& place) {
            if (place.dimension != 0)
                throw std::runtime_error("A convolution has the examples in another dimension than the first.");
            const at::Tensor g = examplesFirst(gradient, place, here.examples());
            if (b)
                here.contribute(*b, std::make_unique<ExplicitGradient>(g.flatten(3).sum(3).sum(1)));
            if (w)
                here.contribute(*w, std::make_unique<ConvolutionGradient>(
                                        geometry, examplesFirst(x.get(), place, here.examples()), g, sizes));
        });
}

at::Tensor convolveWithSwitches(const at::Tensor& input, const at::Tensor& weight, const OptionalTensor& bias,
                                at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation,
                                bool transposed, at::IntArrayRef outputPadding, std::int64_t groups, bool, bool, bool,
                                bool)
{
    return convolve(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("convolution", Front<convolve>::call);
    library.impl("_convolution", Front<convolveWithSwitches>::call);
}
