// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/density.h"

#include "base/philox.h"
#include "stats/ordered_key.h"
#include "stats/ranks.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

namespace fisherlens {
namespace {

constexpr std::string_view kStage = "count the density";
constexpr std::size_t kMostCells = std::size_t{1} << 24U;

/// What is not drawn, and the range of what is. Minima and maxima of positive values; 0 when there is none.
struct Census {
    std::int64_t zerosX = 0, zerosY = 0, zerosBoth = 0, negative = 0, nonfinite = 0;
    float lowX = 0, highX = 0, lowY = 0, highY = 0;

    std::int64_t entries = 0;

    void add(std::span<const float> xs, std::span<const float> ys)
    {
        entries += std::ssize(xs);
        for (std::size_t i = 0; i < xs.size(); ++i) {
            const float x = xs[i], y = ys[i];
            if (!isFiniteBits(x) || !isFiniteBits(y)) {
                ++nonfinite;
            } else if (x < 0 || y < 0) {
                ++negative;
            } else if (x == 0 || y == 0) {
                ++(x != 0 ? zerosY : y != 0 ? zerosX : zerosBoth);
            } else {
                lowX = lowX > 0 ? std::min(lowX, x) : x;
                lowY = lowY > 0 ? std::min(lowY, y) : y;
                highX = std::max(highX, x);
                highY = std::max(highY, y);
            }
        }
    }
    void add(const Census& other)
    {
        zerosX += other.zerosX;
        zerosY += other.zerosY;
        zerosBoth += other.zerosBoth;
        negative += other.negative;
        nonfinite += other.nonfinite;
        entries += other.entries;
        const auto lower = [](float a, float b) { return a > 0 && b > 0 ? std::min(a, b) : std::max(a, b); };
        lowX = lower(lowX, other.lowX);
        lowY = lower(lowY, other.lowY);
        highX = std::max(highX, other.highX);
        highY = std::max(highY, other.highY);
    }
};

/// One axis: which cell a value falls into.
struct Axis {
    double low = 0, high = 1;
    std::size_t cells = 1;

    [[nodiscard]] std::size_t cell(double value) const
    {
        const double at = std::max((value - low) / (high - low), 0.0) * static_cast<double>(cells);
        return std::min(static_cast<std::size_t>(at), cells - 1);
    }
};

/// A logarithmic axis whose cells are found without a logarithm: the leading 16 bits of a positive float give a first
/// cell, and the edges above it decide.
class LogAxis {
public:
    LogAxis(float low, float high, std::size_t cells) : axis_{0, 1, cells}, edges_(cells + 1), first_(kBuckets)
    {
        if (low > 0)
            axis_ = {std::log10(static_cast<double>(low)), std::log10(static_cast<double>(high)), cells};
        if (!(axis_.high > axis_.low)) {
            axis_.low -= 0.5;
            axis_.high += 0.5;
        }
        for (std::size_t c = 0; c <= cells; ++c) {
            const double share = static_cast<double>(c) / static_cast<double>(cells);
            edges_[c] = std::pow(10.0, axis_.low + share * (axis_.high - axis_.low));
        }
        edges_[cells] = std::numeric_limits<double>::infinity();  // the last cell includes its upper end
        std::size_t cell = 0;
        for (std::uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
            const double least = std::bit_cast<float>(bucket << 16U);
            while (cell + 1 < cells && least >= edges_[cell + 1])
                ++cell;
            first_[bucket] = static_cast<std::uint32_t>(cell);
        }
    }

    [[nodiscard]] const Axis& axis() const { return axis_; }

    /// Of a finite value > 0.
    [[nodiscard]] std::size_t cell(float value) const
    {
        std::size_t cell = first_[std::bit_cast<std::uint32_t>(value) >> 16U];
        while (static_cast<double>(value) >= edges_[cell + 1])
            ++cell;
        return cell;
    }

private:
    static constexpr std::uint32_t kBuckets = 0x7F80;  ///< of finite values ≥ 0

    Axis axis_;
    std::vector<double> edges_;
    std::vector<std::uint32_t> first_;
};

Result<Density> begin(std::span<const TensorPair> pairs, const DensityOptions& options)
{
    if (options.columns == 0 || options.rows == 0 || options.columns > kMostCells / options.rows)
        return fail(ErrorCode::Usage, "A density needs between 1 and 16,777,216 cells.");
    Density density;
    density.columns = options.columns;
    density.rows = options.rows;
    density.counts.resize(options.columns * options.rows);
    density.entries = elementCount(pairs);
    return density;
}

void setAxes(const Axis& x, const Axis& y, Density& density)
{
    density.xLow = x.low;
    density.xHigh = x.high;
    density.yLow = y.low;
    density.yHigh = y.high;
}

void take(const Census& census, Density& density)
{
    density.zerosX = census.zerosX;
    density.zerosY = census.zerosY;
    density.zerosBoth = census.zerosBoth;
    density.negative = census.negative;
    density.nonfinite = census.nonfinite;
}

/// Adds the census of every chunk of a wave; counts only, so the order does not matter.
void addCensus(Wave wave, Census& census)
{
    std::vector<Census> parts(wave.size());
    tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t c) { parts[c].add(wave[c].a, wave[c].b); });
    for (const Census& part : parts)
        census.add(part);
}

}  // namespace

Result<std::vector<TensorPair>> pairDiagonals(const Catalogue& x, const Catalogue& y, std::string_view tensor)
{
    std::vector<TensorPair> pairs;
    for (const Tensor& a : x.tensors()) {
        if (!tensor.empty() && a.info.name != tensor)
            continue;
        const Tensor* b = y.findMatching(a.info.name);
        if (!b)
            continue;
        if (a.info.shape != b->info.shape)
            return fail(ErrorCode::Incompatible,
                        "The shapes " + shapeText(a.info.shape) + " and " + shapeText(b->info.shape) + " differ.",
                        {b->info.file, a.info.name, {}}, "Compare diagonals of one model.");
        pairs.push_back({a.info.name, a, *b});
    }
    if (pairs.empty())
        return fail(ErrorCode::Incompatible,
                    tensor.empty() ? "The two diagonals have no tensor in common."
                                   : "The tensor is not in both diagonals.",
                    {{}, std::string(tensor), {}}, "Compare diagonals of one model.");
    return pairs;
}

struct LogDensityCounter::State {
    using Counts = std::vector<std::int64_t>;

    Density density;
    bool swapped = false;
    std::optional<LogAxis> x, y;  ///< known between the passes
    tbb::enumerable_thread_specific<Census> census{};
    tbb::enumerable_thread_specific<Counts> counts{};
};

LogDensityCounter::LogDensityCounter(std::unique_ptr<State> state) : state_(std::move(state)) {}
LogDensityCounter::LogDensityCounter(LogDensityCounter&&) noexcept = default;
LogDensityCounter& LogDensityCounter::operator=(LogDensityCounter&&) noexcept = default;
LogDensityCounter::~LogDensityCounter() = default;

Result<LogDensityCounter> LogDensityCounter::of(std::span<const TensorPair> pairs, const DensityOptions& options,
                                                bool swapped)
{
    auto state = std::make_unique<State>();
    FL_TRY(state->density, begin(pairs, options));
    state->swapped = swapped;
    return LogDensityCounter(std::move(state));
}

void LogDensityCounter::first(const PairChunk& chunk)
{
    Census& census = state_->census.local();
    state_->swapped ? census.add(chunk.b, chunk.a) : census.add(chunk.a, chunk.b);
}

void LogDensityCounter::between()
{
    Census sum;
    for (const Census& part : state_->census)
        sum.add(part);
    Density& density = state_->density;
    sum.nonfinite = density.entries - sum.entries;
    take(sum, density);
    state_->x.emplace(sum.lowX, sum.highX, density.columns);
    state_->y.emplace(sum.lowY, sum.highY, density.rows);
    setAxes(state_->x->axis(), state_->y->axis(), density);
}

void LogDensityCounter::last(const PairChunk& chunk)
{
    State::Counts& counts = state_->counts.local();
    const std::size_t columns = state_->density.columns;
    if (counts.empty())
        counts.resize(state_->density.counts.size());
    const std::span<const float> xs = state_->swapped ? chunk.b : chunk.a, ys = state_->swapped ? chunk.a : chunk.b;
    const LogAxis &x = *state_->x, &y = *state_->y;
    for (std::size_t i = 0; i < xs.size(); ++i)
        if (xs[i] > 0 && ys[i] > 0)
            ++counts[y.cell(ys[i]) * columns + x.cell(xs[i])];
}

Density LogDensityCounter::density() const
{
    Density density = state_->density;
    for (const State::Counts& part : state_->counts)
        for (std::size_t i = 0; i < part.size(); ++i)
            density.counts[i] += part[i];
    for (const std::int64_t count : density.counts)
        density.drawn += count;
    return density;
}

Result<Density> logDensity(std::span<const TensorPair> pairs, const DensityOptions& options, const JobContext& context)
{
    FL_TRY(LogDensityCounter counter, LogDensityCounter::of(pairs, options));
    FL_CHECK(visitPairs(pairs, counter, context, kStage));
    return counter.density();
}

Result<Density> rankDensity(std::span<const TensorPair> pairs, const DensityOptions& options, const JobContext& context)
{
    if (options.rankLimit < 1 || options.rankLimit > (std::int64_t{1} << 28))
        return fail(ErrorCode::Usage, "The sample must have between 1 and 268,435,456 entries.");
    FL_TRY(Density density, begin(pairs, options));
    density.ranks = true;
    density.sampled = density.entries > options.rankLimit;
    const std::int64_t runs = density.sampled ? options.rankLimit : density.entries;

    // Run k of the sample is the entries [k·n/runs, (k + 1)·n/runs); without sampling every entry is a run.
    const RandomField field(options.seed, 0);
    const std::uint64_t address = fnv1a64("rank density");
    const std::int64_t length = runs > 0 ? density.entries / runs : 0, rest = runs > 0 ? density.entries % runs : 0;
    const auto runBegin = [&](std::int64_t k) { return k * length + k * rest / runs; };
    std::int64_t run = 0;
    const auto chosen = [&](std::int64_t k) {
        const std::int64_t first = runBegin(k);
        const auto width = static_cast<double>(runBegin(k + 1) - first);
        return first + static_cast<std::int64_t>(field.uniform(address, static_cast<std::uint64_t>(k)) * width);
    };
    Census census;
    std::vector<float> x, y;
    FL_CHECK(forEachWave(pairs, context, kStage, 0, 0.8, [&](Wave wave) -> Result<void> {
        addCensus(wave, census);
        for (const PairChunk& chunk : wave) {
            const std::int64_t end = chunk.ordinal + std::ssize(chunk.a);
            for (; run < runs; ++run) {
                const std::int64_t at = chosen(run);
                if (at >= end)
                    break;
                const auto i = static_cast<std::size_t>(at - chunk.ordinal);
                if (!isFiniteBits(chunk.a[i]) || !isFiniteBits(chunk.b[i]))
                    continue;
                x.push_back(chunk.a[i]);
                y.push_back(chunk.b[i]);
            }
        }
        return {};
    }));
    take(census, density);
    if (context.cancel.requested())
        return cancelled();
    const std::vector<double> ranksX = midRanks(x), ranksY = midRanks(y);
    const auto n = static_cast<double>(x.size());
    const Axis axisX{0, 1, options.columns}, axisY{0, 1, options.rows};
    setAxes(axisX, axisY, density);
    for (std::size_t i = 0; i < x.size(); ++i)
        ++density.counts[axisY.cell((ranksY[i] - 0.5) / n) * options.columns + axisX.cell((ranksX[i] - 0.5) / n)];
    density.drawn = std::ssize(x);
    context.report(kStage, 1);
    return density;
}

}  // namespace fisherlens
