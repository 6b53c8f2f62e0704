// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/recorder.h"

// Sums, differences, products and quotients of activations with a parameter that is broadcast: positional embeddings,
// scales, biases of hand-written layers. The parameter is expanded over the examples, autograd does the rest.

namespace fisherlens::module {
namespace {

/// `operation` of both arguments, one of which may be a parameter that the other one's shape includes.
template <class Operation>
at::Tensor combine(const char* name, const at::Tensor& first, const at::Tensor& second, Operation operation)
{
    Recorder& recorder = Recorder::current();
    const auto a = recorder.find(first), b = recorder.find(second);
    if (a.has_value() == b.has_value())
        return operation(first, second);
    const at::Tensor& parameter = a ? first : second;
    const at::Tensor& other = a ? second : first;
    if (other.dim() == 0 || other.scalar_type() != parameter.scalar_type())
        return operation(first, second);
    const std::vector<std::int64_t> sizes = at::infer_size(first.sizes(), second.sizes());
    const at::Tensor spread = recorder.spread(name, parameter, a ? *a : *b, sizes);
    const at::Tensor result = a ? operation(spread, second) : operation(first, spread);
    recorder.observe(result);
    return result;
}

/// self is never a parameter: those are not changed in place.
template <class Operation>
at::Tensor& combineInPlace(const char* name, at::Tensor& self, const at::Tensor& other, Operation operation)
{
    Recorder& recorder = Recorder::current();
    const auto operand = recorder.find(other);
    if (!operand || recorder.find(self) || self.scalar_type() != other.scalar_type())
        return operation(self, other);
    const at::Tensor spread = recorder.spread(name, other, *operand, self.sizes().vec());
    operation(self, spread);
    recorder.observe(self);
    return self;
}

at::Tensor add(const at::Tensor& first, const at::Tensor& second, const at::Scalar& alpha)
{
    return combine("add", first, second,
                   [&](const at::Tensor& a, const at::Tensor& b) { return at::add(a, b, alpha); });
}

at::Tensor& addInPlace(at::Tensor& self, const at::Tensor& other, const at::Scalar& alpha)
{
    return combineInPlace("add_", self, other,
                          [&](at::Tensor& a, const at::Tensor& b) -> at::Tensor& { return a.add_(b, alpha); });
}

at::Tensor sub(const at::Tensor& first, const at::Tensor& second, const at::Scalar& alpha)
{
    return combine("sub", first, second,
                   [&](const at::Tensor& a, const at::Tensor& b) { return at::sub(a, b, alpha); });
}

at::Tensor mul(const at::Tensor& first, const at::Tensor& second)
{
    return combine("mul", first, second, [](const at::Tensor& a, const at::Tensor& b) { return at::mul(a, b); });
}

at::Tensor& mulInPlace(at::Tensor& self, const at::Tensor& other)
{
    return combineInPlace("mul_", self, other,
                          [](at::Tensor& a, const at::Tensor& b) -> at::Tensor& { return a.mul_(b); });
}

at::Tensor divide(const at::Tensor& first, const at::Tensor& second)
{
    return combine("div", first, second, [](const at::Tensor& a, const at::Tensor& b) { return at::div(a, b); });
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("add.Tensor", Front<add>::call);
    library.impl("add_.Tensor", Front<addInPlace>::call);
    library.impl("sub.Tensor", Front<sub>::call);
    library.impl("mul.Tensor", Front<mul>::call);
    library.impl("mul_.Tensor", Front<mulInPlace>::call);
    library.impl("div.Tensor", Front<divide>::call);
}
