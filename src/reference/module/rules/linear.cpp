// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/recorder.h"

// Products of activations [.., I] with a matrix that is a parameter: nn.Linear with any leading dimensions, addmm, mm
// and matmul of traces and of hand-written layers (GPT-2's Conv1D holds the matrix transposed).

namespace fisherlens::module {
namespace {

using OptionalTensor = c10::optional<at::Tensor>;

/// [.., C] → [N, R, C].
at::Tensor rowsOf(const at::Tensor& tensor, const Place& place, std::int64_t examples)
{
    return examplesFirst(tensor, place, examples).reshape({examples, -1, tensor.size(-1)});
}

/// `weight` is [O, I] when `outputsFirst`, else [I, O]. Either operand may be absent, not both.
at::Tensor tapProduct(const char* name, const at::Tensor& input, const at::Tensor& output, const at::Tensor& weight,
                      const std::optional<Operand>& weightOperand, bool outputsFirst, const OptionalTensor& bias,
                      const std::optional<Operand>& biasOperand)
{
    std::vector<at::Tensor> parameters;
    std::vector<Operand> operands;
    if (weightOperand) {
        parameters.push_back(weight);
        operands.push_back(*weightOperand);
    }
    if (biasOperand) {
        parameters.push_back(*bias);
        operands.push_back(*biasOperand);
    }
    return Recorder::current().tap(
        name, output, parameters, operands,
        [=, x = Saved(input)](Recorder& recorder, const at::Tensor& gradient, const Place& place) {
            const at::Tensor right = rowsOf(gradient, place, recorder.examples());
            if (biasOperand) {
                Shape sizes{recorder.examples()};
                sizes.insert(sizes.end(), biasOperand->sizes.begin(), biasOperand->sizes.end());
                recorder.contribute(*biasOperand, std::make_unique<ExplicitGradient>(right.sum(1).reshape(sizes)));
            }
            if (weightOperand) {
                const at::Tensor left = rowsOf(x.get(), place, recorder.examples());
                recorder.contribute(*weightOperand, outputsFirst ? std::make_unique<OuterGradient>(right, left)
                                                                 : std::make_unique<OuterGradient>(left, right));
            }
        });
}

at::Tensor linear(const at::Tensor& input, const at::Tensor& weight, const OptionalTensor& bias)
{
    const Recorder& recorder = Recorder::current();
    const auto w = recorder.find(weight), b = recorder.find(bias);
    if ((!w && !b) || input.dim() < 2 || weight.dim() != 2)
        return at::linear(input, weight, bias);
    const at::Tensor output =
        at::linear(input, w ? weight.detach() : weight, b ? OptionalTensor(bias->detach()) : bias);
    return tapProduct("linear", input, output, weight, w, true, bias, b);
}

at::Tensor addmm(const at::Tensor& self, const at::Tensor& first, const at::Tensor& second, const at::Scalar& beta,
                 const at::Scalar& alpha)
{
    const Recorder& recorder = Recorder::current();
    const auto w = recorder.find(second);
    auto b = recorder.find(self);
    const bool plainFactors = beta.toDouble() == 1 && alpha.toDouble() == 1;
    if (b && self.numel() != second.size(1))
        b.reset();
    if ((!w && !b) || !plainFactors)
        return at::addmm(self, first, second, beta, alpha);
    const at::Tensor output = at::addmm(b ? self.detach() : self, first, w ? second.detach() : second, beta, alpha);
    return tapProduct("addmm", first, output, second, w, false, self, b);
}

at::Tensor product(const char* name, const at::Tensor& first, const at::Tensor& second)
{
    const auto w = Recorder::current().find(second);
    if (!w || first.dim() < 2 || second.dim() != 2)
        return at::matmul(first, second);
    return tapProduct(name, first, at::matmul(first, second.detach()), second, w, false, c10::nullopt, std::nullopt);
}

at::Tensor mm(const at::Tensor& first, const at::Tensor& second)
{
    return product("mm", first, second);
}

at::Tensor matmul(const at::Tensor& first, const at::Tensor& second)
{
    return product("matmul", first, second);
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("linear", Front<linear>::call);
    library.impl("addmm", Front<addmm>::call);
    library.impl("mm", Front<mm>::call);
    library.impl("matmul", Front<matmul>::call);
}
