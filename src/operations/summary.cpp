// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/summary.h"

#include "stats/key_histogram.h"
#include "stats/ordered_key.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>

namespace fisherlens {
namespace {

constexpr std::int64_t kChunk = std::int64_t{1} << 16;
/// Up to so many entries a tensor is sorted in memory.
constexpr std::int64_t kSortLimit = std::int64_t{1} << 16;
constexpr std::string_view kStage = "summarise the tensors";

/// Counts, sum and extremes of a run of values.
struct Census {
    std::int64_t zeros = 0, negative = 0, nonfinite = 0;
    double sum = 0;
    float minPositive = 0, maxPositive = 0;  ///< 0: none

    void add(std::span<const float> values)
    {
        for (const float value : values) {
            if (!isFiniteBits(value)) {
                ++nonfinite;
                continue;
            }
            sum += static_cast<double>(value);
            if (value > 0) {
                minPositive = minPositive > 0 ? std::min(minPositive, value) : value;
                maxPositive = std::max(maxPositive, value);
            } else {
                ++(value < 0 ? negative : zeros);
            }
        }
    }
    void add(const Census& other)
    {
        zeros += other.zeros;
        negative += other.negative;
        nonfinite += other.nonfinite;
        sum += other.sum;
        if (other.minPositive > 0)
            minPositive = minPositive > 0 ? std::min(minPositive, other.minPositive) : other.minPositive;
        maxPositive = std::max(maxPositive, other.maxPositive);
    }
};

/// The bins of log10 between the extremes of a census; as logHistogram() of stats/distribution.h.
class LogBins {
public:
    explicit LogBins(const Census& census)
        : low_(std::log10(static_cast<double>(census.minPositive))),
          high_(std::log10(static_cast<double>(census.maxPositive)))
    {}
    void count(std::span<const float> values, std::span<std::int64_t> bins) const
    {
        const double width = high_ - low_;
        for (const float value : values) {
            if (!isFiniteBits(value) || !(value > 0))
                continue;
            const double at = width > 0 ? (std::log10(static_cast<double>(value)) - low_) / width : 0;
            const auto bin = static_cast<std::size_t>(std::max(at, 0.0) * static_cast<double>(bins.size()));
            ++bins[std::min(bin, bins.size() - 1)];
        }
    }
    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }

private:
    double low_, high_;
};

TensorSummary begin(const TensorInfo& info)
{
    TensorSummary summary;
    summary.name = info.name;
    summary.shape = info.shape;
    summary.dtype = info.dtype;
    summary.histogram.count = info.count;
    summary.histogram.bins.resize(kSummaryBins);
    return summary;
}

void setCensus(const Census& census, TensorSummary& summary)
{
    LogHistogram& histogram = summary.histogram;
    histogram.zeros = census.zeros;
    histogram.negative = census.negative;
    histogram.nonfinite = census.nonfinite;
    if (histogram.count > census.nonfinite)
        summary.mean = census.sum / static_cast<double>(histogram.count - census.nonfinite);
    if (census.minPositive > 0) {
        summary.minPositive = static_cast<double>(census.minPositive);
        summary.maxPositive = static_cast<double>(census.maxPositive);
        const LogBins bins(census);
        histogram.low = bins.low();
        histogram.high = bins.high();
    }
}

/// Quantiles of `finite` > 0 values from their order statistics (type 7: linear between neighbours).
void setQuantiles(std::int64_t finite, const std::function<double(std::int64_t)>& valueAt, TensorSummary& summary)
{
    for (std::size_t i = 0; i < kSummaryQuantiles; ++i) {
        const double at = static_cast<double>(i) / (kSummaryQuantiles - 1) * static_cast<double>(finite - 1);
        const auto lower = static_cast<std::int64_t>(at);
        const double low = valueAt(lower);
        const double high = valueAt(std::min(lower + 1, finite - 1));
        summary.quantiles[i] = low + (at - static_cast<double>(lower)) * (high - low);
    }
}

Result<TensorSummary> summariseInMemory(const Tensor& tensor)
{
    TensorSummary summary = begin(tensor.info);
    std::vector<float> values(static_cast<std::size_t>(tensor.info.count));
    FL_CHECK(tensor.source->read(0, std::span(values)));
    Census census;
    census.add(values);
    setCensus(census, summary);
    if (summary.minPositive)
        LogBins(census).count(values, summary.histogram.bins);
    std::erase_if(values, [](float value) { return !isFiniteBits(value); });
    std::sort(values.begin(), values.end());
    if (!values.empty())
        setQuantiles(
            std::ssize(values),
            [&](std::int64_t k) { return static_cast<double>(values[static_cast<std::size_t>(k)]); }, summary);
    return summary;
}

/// Calls visit(chunk, values) on several threads, and then commit(chunks) once per block.
Result<void> forEachChunk(const Tensor& tensor, const JobContext& context,
                          const std::function<void(std::size_t, std::span<const float>)>& visit,
                          const std::function<void(std::size_t, std::int64_t)>& commit)
{
    std::vector<float> block(static_cast<std::size_t>(std::min(tensor.info.count, kBlockElements)));
    return forEachBlock(tensor.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
        const auto chunks = static_cast<std::size_t>((n + kChunk - 1) / kChunk);
        std::vector<Result<void>> read(chunks);
        tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
            const std::int64_t begin = static_cast<std::int64_t>(c) * kChunk;
            const auto values = std::span(block).subspan(static_cast<std::size_t>(begin),
                                                         static_cast<std::size_t>(std::min(kChunk, n - begin)));
            read[c] = tensor.source->read(first + begin, values);
            if (read[c])
                visit(c, values);
        });
        for (Result<void>& result : read)
            FL_CHECK(std::move(result));
        commit(chunks, n);
        return {};
    });
}

Result<TensorSummary> summariseStreamed(const Tensor& tensor, const JobContext& context,
                                        const std::function<void(double)>& report)
{
    TensorSummary summary = begin(tensor.info);
    KeyHistogram keys(32);
    Census census;
    std::vector<Census> chunkCensus(kBlockElements / kChunk);
    std::vector<std::uint64_t> targets;
    std::optional<LogBins> bins;
    int pass = 0;
    do {
        using Tally = std::vector<std::uint64_t>;
        tbb::enumerable_thread_specific<Tally> tallies([&] { return Tally(keys.generationSize()); });
        tbb::enumerable_thread_specific<std::vector<std::int64_t>> logs(
            [] { return std::vector<std::int64_t>(kSummaryBins); });
        const bool countLogs = bins && pass == 1;  // the first pass finds their range
        std::int64_t done = 0;
        FL_CHECK(forEachChunk(
            tensor, context,
            [&](std::size_t chunk, std::span<const float> values) {
                Tally& tally = tallies.local();
                for (const float value : values)
                    if (isFiniteBits(value))
                        keys.count(std::uint64_t{orderedKey(value)} << 32U, tally);
                if (pass == 0) {
                    chunkCensus[chunk] = {};
                    chunkCensus[chunk].add(values);
                }
                if (countLogs)
                    bins->count(values, logs.local());
            },
            [&](std::size_t chunks, std::int64_t n) {
                for (std::size_t c = 0; pass == 0 && c < chunks; ++c)
                    census.add(chunkCensus[c]);
                done += n;
                report((std::min(pass, 2) + static_cast<double>(done) / static_cast<double>(tensor.info.count)) / 3);
            }));
        for (const Tally& tally : tallies)
            keys.add(tally);
        if (pass == 0) {
            setCensus(census, summary);
            if (summary.minPositive)
                bins.emplace(census);
            const std::int64_t finite = tensor.info.count - census.nonfinite;
            for (std::size_t i = 0; i < kSummaryQuantiles && finite > 0; ++i) {
                const double at = static_cast<double>(i) / (kSummaryQuantiles - 1) * static_cast<double>(finite - 1);
                const auto lower = static_cast<std::uint64_t>(at);
                targets.insert(targets.end(), {lower, std::min(lower + 1, static_cast<std::uint64_t>(finite - 1))});
            }
        }
        for (const std::vector<std::int64_t>& part : logs)
            for (std::size_t b = 0; b < kSummaryBins; ++b)
                summary.histogram.bins[b] += part[b];
        ++pass;
    } while (
        keys.refine(targets, false));  // always true after the first pass over finite values: 16 of 32 bits are known
    if (keys.total() > 0)
        setQuantiles(
            static_cast<std::int64_t>(keys.total()),
            [&](std::int64_t k) {
                const auto bucket = keys.bucketOf(static_cast<std::uint64_t>(k));
                return static_cast<double>(keyValue(static_cast<std::uint32_t>(bucket.key >> 32U)));
            },
            summary);
    return summary;
}

}  // namespace

Result<DiagonalSummary> summarise(const Catalogue& tensors, const JobContext& context)
{
    const std::vector<Tensor>& list = tensors.tensors();
    const auto total = static_cast<double>(std::max<std::int64_t>(tensors.parameters(), 1));
    std::vector<std::optional<Result<TensorSummary>>> found(list.size());
    std::atomic<std::int64_t> done = 0;
    tbb::parallel_for(std::size_t{0}, list.size(), [&](std::size_t t) {
        if (list[t].info.count > kSortLimit || context.cancel.requested())
            return;
        found[t].emplace(summariseInMemory(list[t]));
        context.report(kStage, static_cast<double>(done += list[t].info.count) / total);
    });
    if (context.cancel.requested())
        return cancelled();
    for (std::size_t t = 0; t < list.size(); ++t) {
        if (found[t]) {
            if (!*found[t])
                return fail(found[t]->error());
            continue;
        }
        const auto before = static_cast<double>(done.load());
        const auto count = static_cast<double>(list[t].info.count);
        found[t].emplace(summariseStreamed(
            list[t], context, [&](double share) { context.report(kStage, (before + share * count) / total); }));
        if (!*found[t])
            return fail(found[t]->error());
        done += list[t].info.count;
    }

    DiagonalSummary summary;
    double sum = 0;
    for (auto& result : found) {
        TensorSummary& tensor = **result;
        const LogHistogram& histogram = tensor.histogram;
        summary.entries += histogram.count;
        summary.zeros += histogram.zeros;
        summary.negative += histogram.negative;
        summary.nonfinite += histogram.nonfinite;
        sum += tensor.mean.value_or(0) * static_cast<double>(histogram.count - histogram.nonfinite);
        if (tensor.minPositive) {
            summary.minPositive = std::min(summary.minPositive.value_or(*tensor.minPositive), *tensor.minPositive);
            summary.maxPositive = std::max(summary.maxPositive.value_or(*tensor.maxPositive), *tensor.maxPositive);
        }
        summary.tensors.push_back(std::move(tensor));
    }
    if (summary.entries > summary.nonfinite)
        summary.mean = sum / static_cast<double>(summary.entries - summary.nonfinite);
    context.report(kStage, 1);
    return summary;
}

Result<DiagonalSummary> summarise(const FisherFile& file, const JobContext& context)
{
    return summarise(file.diagonal, context);
}

}  // namespace fisherlens
