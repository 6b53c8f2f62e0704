// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/rules/affine_norm.h"

#include <stdexcept>

namespace fisherlens::module {

at::Tensor tapNorm(const AffineNorm& norm)
{
    using OptionalTensor = c10::optional<at::Tensor>;
    const auto& w = norm.weightOperand;
    const auto& b = norm.biasOperand;
    if (!w && !b)
        return norm.output(norm.weight, norm.bias);
    const at::Tensor output = norm.output(w ? OptionalTensor(norm.weight->detach()) : norm.weight,
                                          b ? OptionalTensor(norm.bias->detach()) : norm.bias);
    std::vector<at::Tensor> parameters;
    std::vector<Operand> operands;
    if (w) {
        parameters.push_back(*norm.weight);
        operands.push_back(*w);
    }
    if (b) {
        parameters.push_back(*norm.bias);
        operands.push_back(*b);
    }
    return Recorder::current().tap(
        norm.name, output, parameters, operands,
        [w, b, x = Saved(norm.input), normalised = norm.normalised,
         reduced = norm.reduced, sums = norm.sums](Recorder& recorder, const at::Tensor& gradient, const Place& place) {
            const std::int64_t examples = recorder.examples();
            const auto contribute = [&](const Operand& operand, const at::Tensor& gradients) {
                Shape sizes{examples};
                sizes.insert(sizes.end(), operand.sizes.begin(), operand.sizes.end());
                recorder.contribute(operand, std::make_unique<ExplicitGradient>(gradients.reshape(sizes)));
            };
            auto [ofBias, ofWeight] = sums ? sums(gradient, x.get(), place) : std::pair<at::Tensor, at::Tensor>();
            if (!ofBias.defined()) {
                const at::Tensor g = examplesFirst(gradient, place, examples);
                const std::vector<std::int64_t> dimensions = reduced(g.dim(), place);
                if (b)
                    ofBias = g.sum(dimensions);
                if (w)
                    ofWeight = (g * examplesFirst(normalised(x.get()), place, examples)).sum(dimensions);
            }
            if (b)
                contribute(*b, ofBias);
            if (w)
                contribute(*w, ofWeight);
        });
}

std::vector<std::int64_t> allButChannels(std::int64_t dimensions, const Place& place)
{
    if (place.dimension == 1)
        throw std::runtime_error("The examples are where the channels should be.");
    const std::int64_t channels = place.dimension == 0 ? 2 : 3;
    std::vector<std::int64_t> reduced;
    for (std::int64_t d = 1; d < dimensions; ++d)
        if (d != channels)
            reduced.push_back(d);
    return reduced;
}

}  // namespace fisherlens::module
