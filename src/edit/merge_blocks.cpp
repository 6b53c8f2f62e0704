// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_blocks.h"

#include "edit/methods/fisher.h"
#include "edit/methods/linear.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 15U;

Result<void> readInto(const Tensor& tensor, std::int64_t first, std::size_t n, std::vector<double>& block)
{
    block.resize(n);
    return tensor.source->read(first, std::span(block));
}

/// True where no value is NaN or infinite: all exponent bits set. Without a branch per value.
bool allFinite(std::span<const double> values)
{
    constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000;
    std::uint64_t bad = 0;
    for (const double value : values)
        bad |= static_cast<std::uint64_t>((std::bit_cast<std::uint64_t>(value) & exponent) == exponent);
    return bad == 0;
}

bool isFisher(double value)
{
    return value >= 0 && std::isfinite(value);
}

/// Rounds once to the element type, and back to see what was written.
void roundTo(DType dtype, const std::vector<double>& values, std::span<std::byte> bytes, std::vector<double>& rounded)
{
    fromFloat64(dtype, values, bytes);
    rounded.resize(values.size());
    toFloat64(dtype, bytes, rounded);
}

double squaredStep(std::span<const double> fisher, std::span<const double> result, std::span<const double> value)
{
    double sum = 0;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double step = result[i] - value[i];
        if (isFisher(fisher[i]) && std::isfinite(step))
            sum += fisher[i] * step * step;
    }
    return sum;
}

}  // namespace

MergeBlocks::MergeBlocks(Setup setup) : setup_(std::move(setup))
{
    totals_.costs.resize(setup_.models.size());
    totals_.raised.resize(setup_.models.size());
}

/// Marks the entries that no formula can use: a value that is not finite (unless it is the same infinity everywhere), or
/// a Fisher that is not. Error NonFinite unless the fallback was asked for.
Result<void> MergeBlocks::flag(const MergedTensor& tensor, Scratch& s) const
{
    const std::size_t n = s.result.size();
    s.flagged.assign(n, 0);
    const auto isSame = [&](std::size_t i) {
        const double value = s.values.front()[i];
        return std::all_of(s.values.begin(), s.values.end(), [&](const Block& block) { return block[i] == value; })
               && (s.base.empty() || s.base[i] == value);
    };
    const auto check = [&](const Block& block, const std::string& file, bool values) -> Result<void> {
        if (values && allFinite(block))
            return {};
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (values ? std::isfinite(block[i]) || isSame(i) : isFisher(block[i]))
                continue;
            if (!setup_.settings.fallback)
                return fail(ErrorCode::NonFinite, "The tensor has NaN or infinite entries.",
                            {file, tensor.info.name, {}},
                            "Merge with --nonfinite fallback to take the weighted mean of the finite values there.");
            s.flagged[i] = 1;
        }
        return {};
    };
    for (std::size_t m = 0; m < setup_.models.size(); ++m) {
        FL_CHECK(check(s.values[m], tensor.values[m]->info.file, true));
        if (tensor.weighted && setup_.checkFishers)
            FL_CHECK(check(s.fishers[m], setup_.models[m].fisher->path, false));
    }
    if (tensor.base)
        FL_CHECK(check(s.base, tensor.base->info.file, true));
    return {};
}

void MergeBlocks::replaceFlagged(const MergedTensor& tensor, Scratch& s, Tally& tally) const
{
    std::vector<double> values, weights, terms(setup_.models.size());
    for (std::size_t i = 0; i < s.flagged.size(); ++i) {
        if (!s.flagged[i])
            continue;
        ++tally.replaced;
        values.clear();
        weights.clear();
        for (std::size_t m = 0; m < setup_.models.size(); ++m) {
            if (std::isfinite(s.values[m][i])) {
                values.push_back(s.values[m][i]);
                weights.push_back(lambda(tensor).mean[m]);
            }
        }
        if (values.empty()) {
            s.result[i] = s.values.front()[i];
            continue;
        }
        std::vector<double> sum = weights;
        if (orderlessSum(sum) == 0)
            weights.assign(values.size(), 1);
        s.result[i] = affineMean(values, normalizedCoefficients(weights), terms);
    }
}

/// Costs under the references: of what was made, and of the Fisher merge with the references.
void MergeBlocks::judge(const MergedTensor& tensor, Scratch& s, Tally& tally) const
{
    s.importance = s.references;
    for (std::size_t m = 0; m < setup_.models.size(); ++m)
        setup_.referenceWeightings[m].apply(s.importance[m]);
    const auto values = views(s.values);
    const auto importance = views(s.importance);
    s.own.resize(s.result.size());
    const std::vector<double>& mean = lambda(tensor).mean;
    kFisherMerge.merge({values, importance, {}, mean}, s.own);
    s.bytes.resize(s.own.size() * byteSize(tensor.info.dtype));
    roundTo(tensor.info.dtype, s.own, s.bytes, s.own);
    for (std::size_t i = 0; i < s.own.size(); ++i) {
        const bool usable = !s.flagged[i]
                            && std::all_of(s.references.begin(), s.references.end(),
                                           [&](const Block& reference) { return isFisher(reference[i]); });
        if (!usable)
            for (Block& reference : s.references)
                reference[i] = 0;
    }
    for (std::size_t m = 0; m < setup_.models.size(); ++m) {
        tally.regretMade += mean[m] * squaredStep(s.references[m], s.rounded, s.values[m]);
        tally.regretOwn += mean[m] * squaredStep(s.references[m], s.own, s.values[m]);
    }
}

Result<void> MergeBlocks::mergeChunk(const MergedTensor& tensor, std::int64_t first, std::span<std::byte> out,
                                     Scratch& s, Tally& tally) const
{
    const std::size_t n = out.size() / byteSize(tensor.info.dtype);
    const std::size_t count = setup_.models.size();
    s.result.resize(n);
    s.base.clear();
    for (std::vector<Block>* blocks : {&s.values, &s.fishers, &s.importance, &s.references})
        blocks->resize(count);
    for (std::size_t m = 0; m < count; ++m) {
        FL_CHECK(readInto(*tensor.values[m], first, n, s.values[m]));
        if (tensor.fishers[m])
            FL_CHECK(readInto(*tensor.fishers[m], first, n, s.fishers[m]));
        if (setup_.judged && !tensor.references.empty())
            FL_CHECK(readInto(*tensor.references[m], first, n, s.references[m]));
    }
    if (tensor.base)
        FL_CHECK(readInto(*tensor.base, first, n, s.base));
    FL_CHECK(flag(tensor, s));

    const auto values = views(s.values);
    if (tensor.weighted) {
        s.importance = s.fishers;
        for (std::size_t m = 0; m < count; ++m)
            tally.raised[m] = setup_.weightings[m].apply(s.importance[m]);
        const auto importance = views(s.importance);
        tally.unweighted = setup_.settings.method->merge({values, importance, s.base, lambda(tensor).used}, s.result);
    } else {
        const MergeMethod& method = tensor.meanOnly ? kLinearMerge : *setup_.settings.method;
        method.merge({values, {}, s.base, tensor.meanOnly ? lambda(tensor).mean : lambda(tensor).used}, s.result);
    }
    replaceFlagged(tensor, s, tally);
    roundTo(tensor.info.dtype, s.result, out, s.rounded);
    if (!allFinite(s.rounded))
        for (std::size_t i = 0; i < n; ++i)
            tally.overflowed += !s.flagged[i] && !std::isfinite(s.rounded[i]) && std::isfinite(s.values.front()[i]);
    for (std::size_t m = 0; m < count; ++m)
        if (tensor.fishers[m])
            tally.costs[m] = 0.5 * squaredStep(s.fishers[m], s.rounded, s.values[m]);
    if (setup_.judged && !tensor.references.empty())
        judge(tensor, s, tally);
    return {};
}

Result<void> MergeBlocks::fill(const MergedTensor& tensor, std::int64_t first, std::span<std::byte> out)
{
    const std::size_t chunkBytes = kChunk * byteSize(tensor.info.dtype);
    const std::size_t chunks = (out.size() + chunkBytes - 1) / chunkBytes;
    std::vector<Tally> tallies(chunks);
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
        const std::size_t begin = c * chunkBytes;
        Tally& tally = tallies[c];
        tally.costs.resize(setup_.models.size());
        tally.raised.resize(setup_.models.size());
        const auto done =
            mergeChunk(tensor, first + static_cast<std::int64_t>(c * kChunk),
                       out.subspan(begin, std::min(chunkBytes, out.size() - begin)), scratch_.local(), tally);
        if (!done)
            tally.error = done.error();
    });
    for (const Tally& tally : tallies) {
        if (tally.error)
            return fail(*tally.error);
        add(tally);
    }
    return {};
}

void MergeBlocks::add(const Tally& tally)
{
    for (std::size_t m = 0; m < tally.costs.size(); ++m) {
        totals_.costs[m].add(tally.costs[m]);
        totals_.raised[m] += tally.raised[m];
    }
    totals_.regretMade.add(tally.regretMade);
    totals_.regretOwn.add(tally.regretOwn);
    totals_.unweighted += tally.unweighted;
    totals_.replaced += tally.replaced;
    totals_.overflowed += tally.overflowed;
}

}  // namespace fisherlens
