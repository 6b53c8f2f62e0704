// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/collector.h"

#include "reference/module/kernels.h"

#include <algorithm>

namespace fisherlens::module {
namespace {

/// Products over fewer rows spend their time on the matrix that they write.
constexpr std::int64_t kRowsTogether = 1024;

/// Of gradients that a device squares at once.
constexpr std::int64_t kElementsTogether = std::int64_t{1} << 26;

}  // namespace

Collector::Collector(const std::vector<ReferenceParameter>& parameters, at::ScalarType type, const Placement& placement,
                     GradientSums& sums)
    : type_(type), placement_(placement)
{
    for (std::size_t p = 0; p < parameters.size(); ++p) {
        Target target;
        target.shape = parameters[p].shape;
        std::vector<double>* const values[] = {&sums.squares[0][p], &sums.squares[1][p],
                                               sums.gradient.empty() ? nullptr : &sums.gradient[p]};
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (!values[which])
                continue;
            target.host[which] = at::from_blob(values[which]->data(), target.shape, at::kDouble);
            target.sums[which] =
                placement.separate ? at::zeros(target.shape, options(at::kDouble)) : target.host[which];
        }
        targets_.push_back(std::move(target));
    }
}

void Collector::setBatch(std::int64_t examples, std::int64_t firstHalf)
{
    ranges_[0] = {0, firstHalf};
    ranges_[1] = {firstHalf, examples - firstHalf};
}

at::Tensor Collector::squares(std::size_t half, const Operand& operand)
{
    targets_[operand.parameter].touched = true;
    return operand.of(targets_[operand.parameter].sums[half]);
}

at::Tensor Collector::gradient(const Operand& operand)
{
    targets_[operand.parameter].touched = true;
    return operand.of(targets_[operand.parameter].sums[2]);
}

at::Tensor Collector::staged(const Operand& operand, std::size_t which)
{
    Target& target = targets_[operand.parameter];
    if (!target.staged[which].defined())
        target.staged[which] = at::zeros(target.shape, options(type_));
    return operand.of(target.staged[which]);
}

void Collector::addRows(const Operand& operand, const at::Tensor& left, const at::Tensor& right)
{
    auto rows = std::find_if(rows_.begin(), rows_.end(), [&](const Rows& r) { return r.operand == operand; });
    if (rows == rows_.end())
        rows = rows_.insert(rows_.end(), Rows{operand, {}, {}, 0});
    for (const std::size_t half : {0U, 1U}) {
        const auto [first, count] = ranges_[half];
        if (count == 0)
            continue;
        // Copies, for a slice would keep all that it is a slice of.
        rows->left[half].push_back(left.narrow(0, first, count).clone(at::MemoryFormat::Contiguous));
        rows->right[half].push_back(right.narrow(0, first, count).clone(at::MemoryFormat::Contiguous));
        rows->count += count;
    }
    if (rows->count >= kRowsTogether)
        multiply(*rows);
}

void Collector::multiply(Rows& rows)
{
    std::vector<at::Tensor> lefts, rights;
    for (const std::size_t half : {0U, 1U}) {
        if (rows.left[half].empty())
            continue;
        lefts.push_back(at::cat(rows.left[half]));
        rights.push_back(at::cat(rows.right[half]));
        staged(rows.operand, half).addmm_(lefts.back().square().t(), rights.back().square());
        rows.left[half].clear();
        rows.right[half].clear();
    }
    if (gradientWanted_ && !lefts.empty())
        staged(rows.operand, 2).addmm_(at::cat(lefts).t(), at::cat(rights));
    rows.count = 0;
}

void Collector::flush()
{
    for (Rows& rows : rows_)
        multiply(rows);
    for (Target& target : targets_) {
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (!target.staged[which].defined())
                continue;
            target.sums[which].add_(target.staged[which]);
            target.staged[which].zero_();
            target.touched = true;
        }
    }
}

void Collector::finish()
{
    flush();
    if (!placement_.separate)
        return;
    for (Target& target : targets_) {
        if (!target.touched)
            continue;
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (!target.sums[which].defined())
                continue;
            target.host[which].add_(target.sums[which].to(at::kCPU));
            target.sums[which].zero_();
        }
        target.touched = false;
        target.filled = true;
    }
}

void Collector::discard()
{
    rows_.clear();
    for (Target& target : targets_) {
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (target.staged[which].defined())
                target.staged[which].zero_();
            if (placement_.separate && target.sums[which].defined())
                target.sums[which].zero_();
        }
    }
}

void Collector::moveTo(GradientSums& total)
{
    for (Rows& rows : rows_)
        multiply(rows);
    const auto move = [this](const at::Tensor& from, std::vector<double>& to) {
        if (placement_.separate && !(from.is_cpu() && from.scalar_type() == at::kDouble)) {
            const at::Tensor copy = from.to(at::kCPU, at::kDouble).contiguous();
            moveSums(copy.data_ptr<double>(), copy.numel(), to.data());
            from.zero_();
        } else if (from.scalar_type() == at::kDouble) {
            moveSums(from.data_ptr<double>(), from.numel(), to.data());
        } else {
            moveSums(from.data_ptr<float>(), from.numel(), to.data());
        }
    };
    for (std::size_t p = 0; p < targets_.size(); ++p) {
        Target& target = targets_[p];
        std::vector<double>* const sums[] = {&total.squares[0][p], &total.squares[1][p],
                                             total.gradient.empty() ? nullptr : &total.gradient[p]};
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (!sums[which])
                continue;
            if (target.filled)
                move(target.host[which], *sums[which]);
            if (target.touched)
                move(target.sums[which], *sums[which]);
            if (target.staged[which].defined())
                move(target.staged[which], *sums[which]);
        }
        target.touched = target.filled = false;
    }
}

void Collector::add(std::int64_t first, const Operand& operand, const at::Tensor& gradients)
{
    for (const std::size_t half : {0U, 1U}) {
        const std::int64_t begin = std::max(ranges_[half].first, first);
        const std::int64_t end = std::min(ranges_[half].first + ranges_[half].count, first + gradients.size(0));
        if (begin < end)
            addToHalf(half, operand, gradients.narrow(0, begin - first, end - begin));
    }
}

void Collector::addToHalf(std::size_t half, const Operand& operand, const at::Tensor& gradients)
{
    const std::int64_t count = gradients.size(0);
    at::Tensor sum = squares(half, operand);
    at::Tensor total = gradientWanted_ ? gradient(operand) : at::Tensor();
    if (placement_.separate) {
        // Some examples at a time: in float64 they are twice as large.
        const std::int64_t each = std::max<std::int64_t>(sum.numel(), 1);
        const std::int64_t together = std::max<std::int64_t>(kElementsTogether / each, 1);
        for (std::int64_t n = 0; n < count; n += together) {
            const at::Tensor precise = gradients.narrow(0, n, std::min(together, count - n)).to(at::kDouble);
            sum.add_(precise.square().sum(0));
            if (total.defined())
                total.add_(precise.sum(0));
        }
        return;
    }
    if (operand.isContiguous()) {
        const at::Tensor dense = gradients.contiguous();
        double* const out = total.defined() ? total.data_ptr<double>() : nullptr;
        if (dense.scalar_type() == at::kDouble)
            addSquares(dense.data_ptr<double>(), count, sum.numel(), sum.data_ptr<double>(), out);
        else
            addSquares(dense.data_ptr<float>(), count, sum.numel(), sum.data_ptr<double>(), out);
        return;
    }
    for (std::int64_t n = 0; n < count; ++n) {
        const at::Tensor precise = gradients.select(0, n).to(at::kDouble);
        sum.add_(precise.square());
        if (total.defined())
            total.add_(precise);
    }
}

}  // namespace fisherlens::module
