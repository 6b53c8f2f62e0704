// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"
#include "reference/module/recorder.h"

#include <algorithm>
#include <numeric>

// Table look-ups. An example touches few rows of the table, so its gradient is never formed as a whole.

namespace fisherlens::module {
namespace {

class EmbeddingGradient final : public Contribution {
public:
    /// indices [N, R], gradient of the output [N, R, D]. Rows of index `padding` get no gradient.
    EmbeddingGradient(const at::Tensor& indices, const at::Tensor& gradient, std::int64_t padding)
        : indices_(indices.to(at::kLong).contiguous()), gradient_(gradient.contiguous()), padding_(padding)
    {}

    void addTo(std::int64_t n, at::Tensor& out) const override
    {
        at::Tensor rows = gradient_.select(0, n);
        const at::Tensor indices = indices_.select(0, n);
        if (padding_ >= 0)
            rows = rows.masked_fill(indices.eq(padding_).unsqueeze(1), 0);
        out.index_add_(0, indices, rows);
    }

    void collect(Collector& collector, const Operand& operand) const override
    {
        for (const std::size_t half : {0U, 1U}) {
            const auto [first, count] = collector.range(half);
            for (std::int64_t n = first; n < first + count; ++n)
                collectExample(n, half, collector, operand);
        }
    }

    bool merge(Contribution& other) override
    {
        const auto* same = dynamic_cast<EmbeddingGradient*>(&other);
        if (!same || same->padding_ != padding_)
            return false;
        indices_ = at::cat({indices_, same->indices_}, 1);
        gradient_ = at::cat({gradient_, same->gradient_}, 1);
        return true;
    }

private:
    /// Rows of the same index are added before they are squared.
    void collectExample(std::int64_t n, std::size_t half, Collector& collector, const Operand& operand) const
    {
        const at::Tensor all = indices_.select(0, n).to(at::kCPU);
        const auto count = static_cast<std::size_t>(all.numel());
        const std::int64_t* index = all.data_ptr<std::int64_t>();
        std::vector<std::int64_t> order(count);
        std::iota(order.begin(), order.end(), std::int64_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [index](std::int64_t a, std::int64_t b) { return index[a] < index[b]; });
        const at::Tensor rows = gradient_.select(0, n);
        const at::Tensor squares = collector.squares(half, operand);
        const at::Tensor total = collector.gradientWanted() ? collector.gradient(operand) : at::Tensor();
        for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
            const std::int64_t row = index[order[begin]];
            at::Tensor sum = rows.select(0, order[begin]);
            for (end = begin + 1; end < count && index[order[end]] == row; ++end)
                sum = sum + rows.select(0, order[end]);
            if (row == padding_)
                continue;
            const at::Tensor precise = sum.to(at::kDouble);
            squares.select(0, row).addcmul_(precise, precise);
            if (total.defined())
                total.select(0, row).add_(precise);
        }
    }

    at::Tensor indices_, gradient_;
    std::int64_t padding_;
};

at::Tensor embedding(const at::Tensor& weight, const at::Tensor& indices, std::int64_t padding, bool scaleByFrequency,
                     bool sparse)
{
    Recorder& recorder = Recorder::current();
    const auto w = recorder.find(weight);
    if (!w || scaleByFrequency || indices.dim() < 1)
        return at::embedding(weight, indices, padding, scaleByFrequency, sparse);
    const at::Tensor output = at::embedding(weight.detach(), indices, padding, false, false);
    // Positions are looked up once for all examples; the sum with what is looked up for each holds the examples.
    if (recorder.isConstant(*w))
        return recorder.tapConstant(
            "embedding", output, weight, *w,
            [w = *w, padding, saved = Saved(indices)](Recorder& here, const at::Tensor& gradients) {
                const std::int64_t examples = here.examples();
                const at::Tensor index = saved.get().reshape({1, -1}).expand({examples, -1});
                const at::Tensor rows = gradients.reshape({examples, -1, gradients.size(-1)});
                here.contribute(w, std::make_unique<EmbeddingGradient>(index, rows, padding));
            });
    return recorder.tap(
        "embedding", output, {weight}, {*w},
        [w = *w, padding, saved = Saved(indices)](Recorder& here, const at::Tensor& gradient, const Place& place) {
            const std::int64_t examples = here.examples();
            const at::Tensor rows = examplesFirst(gradient, place, examples).reshape({examples, -1, gradient.size(-1)});
            const at::Tensor index = examplesFirst(saved.get(), place, examples).reshape({examples, -1});
            here.contribute(w, std::make_unique<EmbeddingGradient>(index, rows, padding));
        });
}

}  // namespace
}  // namespace fisherlens::module

TORCH_LIBRARY_IMPL(aten, TESTING_ONLY_GenericMode, library)
{
    library.impl("embedding", fisherlens::module::Front<fisherlens::module::embedding>::call);
}
