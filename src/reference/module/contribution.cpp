// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/contribution.h"

#include <algorithm>

namespace fisherlens::module {
namespace {

/// Gradients formed before they are squared together: one pass over the sums for so many examples.
constexpr std::int64_t kFormedTogether = 4;
/// No more than this many bytes of them.
constexpr std::int64_t kFormedBytes = std::int64_t{64} << 20;

void collectSequences(const at::Tensor& left, const at::Tensor& right, Collector& collector, const Operand& operand)
{
    const std::int64_t rows = left.size(2), columns = right.size(2);
    const std::int64_t bytes = rows * columns * static_cast<std::int64_t>(left.element_size());
    const std::int64_t together = std::clamp<std::int64_t>(kFormedBytes / bytes, 1, kFormedTogether);
    const at::Tensor formed = at::empty({together, rows, columns}, left.options());
    for (std::int64_t first = 0; first < collector.examples(); first += together) {
        const std::int64_t n = std::min(together, collector.examples() - first);
        for (std::int64_t i = 0; i < n; ++i) {
            at::Tensor out = formed.select(0, i);
            at::mm_out(out, left.select(0, first + i).t(), right.select(0, first + i));
        }
        collector.add(first, operand, formed.narrow(0, 0, n));
    }
}

void collectByExample(const std::vector<Use>& uses, const Shape& shape, at::ScalarType type, Collector& collector)
{
    Operand whole{uses.front().operand.parameter, shape, at::zeros(shape, at::kBool).strides().vec(), 0};
    at::Tensor sum = at::empty(shape, collector.options(type));
    for (std::int64_t n = 0; n < collector.examples(); ++n) {
        sum.zero_();
        for (const Use& use : uses) {
            at::Tensor part = use.operand.of(sum);
            use.contribution->addTo(n, part);
        }
        collector.add(n, whole, sum.unsqueeze(0));
    }
}

}  // namespace

void ExplicitGradient::collect(Collector& collector, const Operand& operand) const
{
    collector.add(0, operand, gradients_);
}

bool ExplicitGradient::merge(Contribution& other)
{
    const auto* same = dynamic_cast<ExplicitGradient*>(&other);
    if (same)
        gradients_ = gradients_ + same->gradients_;
    return same != nullptr;
}

OuterGradient::OuterGradient(at::Tensor left, at::Tensor right)
{
    left_.push_back(std::move(left));
    right_.push_back(std::move(right));
}

void OuterGradient::addTo(std::int64_t n, at::Tensor& out) const
{
    for (std::size_t i = 0; i < left_.size(); ++i)
        out.add_(at::mm(left_[i].select(0, n).t(), right_[i].select(0, n)));
}

void OuterGradient::collect(Collector& collector, const Operand& operand) const
{
    const at::Tensor left = left_.size() == 1 ? left_.front() : at::cat(left_, 1);
    const at::Tensor right = right_.size() == 1 ? right_.front() : at::cat(right_, 1);
    // The sums are written along their rows: a transposed view of a parameter gets the transposed product.
    const bool turned = operand.strides[0] < operand.strides[1] && operand.sizes[1] > 1;
    const Operand target = turned ? operand.transposed() : operand;
    const at::Tensor& rows = turned ? right : left;
    const at::Tensor& columns = turned ? left : right;
    if (left.size(1) == 1)
        collector.addRows(target, rows.select(1, 0), columns.select(1, 0));
    else
        collectSequences(rows, columns, collector, target);
}

bool OuterGradient::merge(Contribution& other)
{
    auto* same = dynamic_cast<OuterGradient*>(&other);
    if (!same)
        return false;
    std::move(same->left_.begin(), same->left_.end(), std::back_inserter(left_));
    std::move(same->right_.begin(), same->right_.end(), std::back_inserter(right_));
    return true;
}

void collectUses(std::vector<Use> uses, const Shape& parameterShape, at::ScalarType type, Collector& collector)
{
    std::vector<Use> merged;
    for (Use& use : uses) {
        const auto same = std::find_if(merged.begin(), merged.end(), [&](Use& earlier) {
            return earlier.operand == use.operand && earlier.contribution->merge(*use.contribution);
        });
        if (same == merged.end())
            merged.push_back(std::move(use));
    }
    bool overlap = false;
    for (std::size_t a = 0; a < merged.size(); ++a)
        for (std::size_t b = a + 1; b < merged.size(); ++b)
            overlap = overlap || merged[a].operand.mayOverlap(merged[b].operand);
    if (overlap)
        return collectByExample(merged, parameterShape, type, collector);
    for (const Use& use : merged)
        use.contribution->collect(collector, use.operand);
}

}  // namespace fisherlens::module
