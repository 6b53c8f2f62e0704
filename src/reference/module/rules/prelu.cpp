// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/rules/affine_norm.h"

#include <numeric>

// PReLU: max(0, x) + w·min(0, x) with one w, or one per channel (dimension 1).

namespace fisherlens::module {
namespace {

at::Tensor prelu(const at::Tensor& input, const at::Tensor& weight)
{
    Recorder& recorder = Recorder::current();
    const auto w = recorder.find(weight);
    if (!w || input.dim() < 1 || weight.dim() > 1)
        return at::prelu(input, weight);
    return recorder.tap("prelu", at::prelu(input, weight.detach()), {weight}, {*w},
                        [w = *w, perChannel = weight.numel() != 1,
                         saved = Saved(input)](Recorder& here, const at::Tensor& gradient, const Place& place) {
                            const std::int64_t examples = here.examples();
                            const at::Tensor product =
                                examplesFirst(gradient * saved.get().clamp_max(0), place, examples);  // [N, R, C, ..]
                            Shape sizes{examples};
                            sizes.insert(sizes.end(), w.sizes.begin(), w.sizes.end());
                            std::vector<std::int64_t> summed(static_cast<std::size_t>(product.dim() - 1));
                            std::iota(summed.begin(), summed.end(), std::int64_t{1});
                            if (perChannel)
                                summed = allButChannels(product.dim(), place);
                            here.contribute(w, std::make_unique<ExplicitGradient>(product.sum(summed).reshape(sizes)));
                        });
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    library.impl("prelu", fisherlens::module::Front<fisherlens::module::prelu>::call);
}
