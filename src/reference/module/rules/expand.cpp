// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/recorder.h"

// A parameter that is repeated for every example before it is put beside activations: class tokens, bias keys. Only for
// parameters for which the proof has found that nothing else covers them.

namespace fisherlens::module {
namespace {

at::Tensor spreadOver(const char* name, const at::Tensor& parameter, const Operand& operand, at::IntArrayRef sizes)
{
    Recorder& recorder = Recorder::current();
    const at::Tensor result = recorder.spread(name, parameter, operand, sizes.vec());
    recorder.observe(result);
    return result;
}

at::Tensor expand(const at::Tensor& self, at::IntArrayRef sizes, bool implicit)
{
    const at::Tensor plain = self.expand(sizes, implicit);
    const auto operand = Recorder::current().find(self);
    if (!operand || !Recorder::current().isExpanded(*operand))
        return plain;
    return spreadOver("expand", self, *operand, plain.sizes());
}

at::Tensor repeat(const at::Tensor& self, at::IntArrayRef repeats)
{
    const auto operand = Recorder::current().find(self);
    bool likeExpand = repeats.size() >= static_cast<std::size_t>(self.dim());
    Shape sizes = repeats.vec();
    const std::size_t added = likeExpand ? repeats.size() - static_cast<std::size_t>(self.dim()) : 0;
    for (std::size_t d = added; likeExpand && d < sizes.size(); ++d) {
        const std::int64_t size = self.size(static_cast<std::int64_t>(d - added));
        likeExpand = repeats[d] == 1 || size == 1;
        sizes[d] *= size;
    }
    if (!operand || !likeExpand || !Recorder::current().isExpanded(*operand))
        return self.repeat(repeats);
    return spreadOver("repeat", self, *operand, sizes).contiguous();
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    using namespace fisherlens::module;
    library.impl("expand", Front<expand>::call);
    library.impl("repeat", Front<repeat>::call);
}
