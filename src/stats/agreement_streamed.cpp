// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/philox.h"
#include "stats/agreement_parts.h"
#include "stats/key_histogram.h"
#include "stats/ordered_key.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <utility>

namespace fisherlens::detail {
namespace {

std::uint64_t keyOf(float value)
{
    return std::uint64_t{orderedKey(value)} << 32U;
}

/// Key of a/b for positive a and b: the double's bits without its sign. Resolved to 40 bits the ratio is known to
/// 2^-29.
std::uint64_t ratioKey(float a, float b)
{
    return std::bit_cast<std::uint64_t>(static_cast<double>(a) / static_cast<double>(b)) << 1U;
}

double log10OfRatioBucket(const KeyHistogram::Bucket& bucket)
{
    const std::uint64_t middle = bucket.key | std::uint64_t{1} << static_cast<unsigned>(63 - bucket.bits);
    return std::log10(std::bit_cast<double>(middle >> 1U));
}

/// One entry in each of `count` runs of consecutive entries, at a random place.
class StratifiedSample {
public:
    StratifiedSample(std::int64_t total, const AgreementOptions& options, std::uint64_t address)
        : total_(total), count_(std::min(options.kendallSample, total)), field_(options.seed, 0), address_(address)
    {}

    /// Appends the sampled entries of a chunk, finite ones only.
    void take(const PairChunk& chunk)
    {
        const auto end = chunk.ordinal + static_cast<std::int64_t>(chunk.a.size());
        for (; next_ < count_ && begin(next_) < end; ++next_) {
            const auto length = static_cast<double>(begin(next_ + 1) - begin(next_));
            const auto place =
                begin(next_)
                + static_cast<std::int64_t>(length * field_.uniform(address_, static_cast<std::uint64_t>(next_)));
            if (place >= end)
                return;
            const auto i = static_cast<std::size_t>(place - chunk.ordinal);
            if (isFiniteBits(chunk.a[i]) && isFiniteBits(chunk.b[i])) {
                a_.push_back(chunk.a[i]);
                b_.push_back(chunk.b[i]);
            }
        }
    }

    void estimate(Agreement& agreement) const
    {
        agreement.kendall = kendallTauB(a_, b_);
        agreement.kendallSampled = true;
        if (!agreement.kendall)
            return;
        constexpr std::size_t parts = 64;
        Moments spread;
        for (std::size_t part = 0; part < parts; ++part) {
            std::vector<float> a, b;
            for (std::size_t i = part; i < a_.size(); i += parts) {
                a.push_back(a_[i]);
                b.push_back(b_[i]);
            }
            if (const auto tau = kendallTauB(a, b))
                spread.add(*tau);
        }
        const double left = 1 - static_cast<double>(count_) / static_cast<double>(total_);
        if (const auto variance = spread.variance())
            agreement.kendallError = std::sqrt(*variance / static_cast<double>(spread.n) * left);
    }

private:
    /// floor(j·total/count) without overflow.
    [[nodiscard]] std::int64_t begin(std::int64_t j) const
    {
        return j * (total_ / count_) + j * (total_ % count_) / count_;
    }

    std::int64_t total_, count_, next_ = 0;
    RandomField field_;
    std::uint64_t address_;
    std::vector<float> a_, b_;
};

/// The k largest of one side: everything above `threshold`, and the first `needed` of those equal to it.
struct Top {
    std::uint32_t threshold = 0;
    std::int64_t needed = 0;
    bool partial = false;     ///< not all that are equal belong to it
    std::int64_t passed = 0;  ///< equals in earlier waves
};

using Tally = std::vector<std::uint64_t>;

class Measurement {
public:
    explicit Measurement(const Task& task) : task_(task), sample_(elementCount(task.pairs), task.options, task.address)
    {}

    Result<Measured> run()
    {
        FL_CHECK(splitBySample());
        FL_CHECK(firstPass());
        chooseTargets();
        for (int pass = 1; refine(); ++pass) {
            // The last level of the ratios needs no ranks and is counted by the last pass.
            if (pass == 3 && !splitA_ && !splitB_)
                break;
            FL_CHECK(countPass());
        }
        a_.finishRanks();
        b_.finishRanks();
        FL_CHECK(lastPass());
        return finish();
    }

private:
    struct Tallies {
        Tally a, b, ratio;
    };
    using ThreadTallies = tbb::enumerable_thread_specific<Tallies>;

    /// Share of the progress: at most four passes, fewer for ranks alone.
    Result<void> pass(const std::function<Result<void>(Wave)>& visit)
    {
        const double width = (task_.to - task_.from) / 4;
        const double from = task_.from + width * std::min(passes_++, 3);
        return forEachWave(task_.pairs, task_.context, task_.stage, from, from + width, visit);
    }

    void count(const PairChunk& chunk, Tallies& tallies) const
    {
        // Sized here, not by the caller: threads appear as the pass goes on.
        const auto fit = [](Tally& tally, bool wanted, const KeyHistogram& histogram) {
            if (wanted && tally.empty())
                tally.resize(histogram.generationSize());
        };
        fit(tallies.a, splitA_, a_);
        fit(tallies.b, splitB_, b_);
        fit(tallies.ratio, splitRatio_, ratio_);
        const auto countAll = [](const KeyHistogram& histogram, std::span<const float> values, Tally& tally) {
            histogram.countEach(values.size(), [values](std::size_t i) { return keyOf(values[i]); }, tally);
        };
        if (splitA_)
            countAll(a_, chunk.a, tallies.a);
        if (splitB_)
            countAll(b_, chunk.b, tallies.b);
        if (splitRatio_)
            for (std::size_t i = 0; i < chunk.a.size(); ++i)
                if (chunk.a[i] > 0 && chunk.b[i] > 0)
                    ratio_.count(ratioKey(chunk.a[i], chunk.b[i]), tallies.ratio);
    }

    void collect(const ThreadTallies& threads)
    {
        for (const Tallies& tallies : threads) {
            a_.add(tallies.a);
            b_.add(tallies.b);
            ratio_.add(tallies.ratio);
        }
    }

    /// Short runs of entries at equal distances, whatever tensors they lie in, show which buckets will be heavy.
    Result<void> splitBySample()
    {
        constexpr std::int64_t runs = 128, length = 512;
        const std::int64_t total = elementCount(task_.pairs), distance = std::max(total / runs, length);
        std::vector<std::uint64_t> keysA, keysB;
        std::vector<float> values(length);
        std::int64_t begin = 0;  // of the tensor, counted through all of them
        for (const TensorPair& pair : task_.pairs) {
            const std::int64_t end = begin + pair.a.info.count;
            for (std::int64_t run = begin / distance * distance; run < end; run += distance) {
                const std::int64_t first = std::max(run, begin), last = std::min(run + length, end);
                if (first >= last)
                    continue;
                const auto part = std::span(values).first(static_cast<std::size_t>(last - first));
                FL_CHECK(addKeys(pair.a, first - begin, part, keysA));
                FL_CHECK(addKeys(pair.b, first - begin, part, keysB));
            }
            begin = end;
        }
        a_.splitBySample(std::move(keysA), static_cast<std::uint64_t>(total));
        b_.splitBySample(std::move(keysB), static_cast<std::uint64_t>(total));
        return {};
    }

    static Result<void> addKeys(const Tensor& tensor, std::int64_t first, std::span<float> values,
                                std::vector<std::uint64_t>& keys)
    {
        if (first + std::ssize(values) > tensor.info.count)
            return {};  // a pair of unequal shapes: the first pass refuses it
        FL_CHECK(tensor.source->read(first, values));
        for (const float value : values)
            if (isFiniteBits(value))
                keys.push_back(keyOf(value));
        return {};
    }

    Result<void> firstPass()
    {
        splitRatio_ = task_.full;
        ThreadTallies threads;
        FL_CHECK(pass([&](Wave wave) -> Result<void> {
            if (task_.full)
                for (const PairChunk& chunk : wave)
                    sample_.take(chunk);
            addSums(wave, task_.full, sums_);
            tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
                count(wave[i], threads.local());
                if (task_.visitor)
                    task_.visitor->first(wave[i]);
            });
            return {};
        }));
        collect(threads);
        if (task_.visitor)
            task_.visitor->between();
        return {};
    }

    void chooseTargets()
    {
        a_.markTied(keyOf(0), static_cast<std::uint64_t>(sums_.zerosA));
        b_.markTied(keyOf(0), static_cast<std::uint64_t>(sums_.zerosB));
        if (!task_.full)
            return;
        if (sums_.n >= 3 && !sums_.constant())
            for (const double share : kTopShares)
                topTargets_.push_back(static_cast<std::uint64_t>(sums_.n - topCount(share, sums_.n)));
        if (sums_.logs.n > 0) {
            for (const double q : kQuartiles) {
                const auto position = quantilePosition(q, sums_.logs.n);
                ratioTargets_.insert(ratioTargets_.end(), {position.lower, position.upper});
            }
        }
    }

    bool refine()
    {
        splitA_ = a_.refine(topTargets_, sums_.n >= 3);
        splitB_ = b_.refine(topTargets_, sums_.n >= 3);
        splitRatio_ = ratio_.refine(ratioTargets_, false);
        return splitA_ || splitB_ || splitRatio_;
    }

    Result<void> countPass()
    {
        ThreadTallies threads;
        FL_CHECK(pass([&](Wave wave) -> Result<void> {
            tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
                keepFinite(wave[i]);
                count(wave[i], threads.local());
            });
            return {};
        }));
        collect(threads);
        return {};
    }

    static Top topOf(const KeyHistogram& histogram, std::uint64_t ordinal)
    {
        const auto bucket = histogram.bucketOf(ordinal);
        Top top;
        top.threshold = static_cast<std::uint32_t>(bucket.key >> 32U);
        top.needed = static_cast<std::int64_t>(bucket.below + bucket.count - ordinal);
        top.partial = top.needed < static_cast<std::int64_t>(bucket.count);
        return top;
    }

    /// Rank products, intersections of the k largest, and the last level of the ratios.
    Result<void> lastPass()
    {
        for (const std::uint64_t target : topTargets_) {
            topsA_.push_back(topOf(a_, target));
            topsB_.push_back(topOf(b_, target));
        }
        both_.assign(topTargets_.size(), 0);
        ThreadTallies threads;
        FL_CHECK(pass([&](Wave wave) -> Result<void> {
            std::vector<double> products(wave.size());
            tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
                keepFinite(wave[i]);
                products[i] = rankProducts(wave[i]);
                count(wave[i], threads.local());
                if (task_.visitor)
                    task_.visitor->last(wave[i]);
            });
            for (const double product : products)
                rankProducts_ += product;
            for (std::size_t q = 0; q < both_.size(); ++q)
                both_[q] += intersection(wave, topsA_[q], topsB_[q]);
            return {};
        }));
        collect(threads);
        return {};
    }

    [[nodiscard]] double rankProducts(const PairChunk& chunk) const
    {
        const double middle = (static_cast<double>(sums_.n) + 1) / 2;
        const auto product = [&](std::size_t i) {
            return (a_.rankOf(keyOf(chunk.a[i])) - middle) * (b_.rankOf(keyOf(chunk.b[i])) - middle);
        };
        // Side by side, so that one look-up does not wait for the sum of the one before.
        std::array<double, 4> sums{};
        std::size_t i = 0;
        for (; i + sums.size() <= chunk.a.size(); i += sums.size())
            for (std::size_t k = 0; k < sums.size(); ++k)
                sums[k] += product(i + k);
        for (; i < chunk.a.size(); ++i)
            sums[0] += product(i);
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /// Equals of the threshold before each chunk; only where they decide. Advances `top` past the wave.
    static std::vector<std::int64_t> equalsBefore(Wave wave, bool sideA, Top& top)
    {
        std::vector<std::int64_t> before(wave.size());
        if (!top.partial)
            return before;
        tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
            const auto values = sideA ? wave[i].a : wave[i].b;
            before[i] = std::count_if(values.begin(), values.end(),
                                      [&](float value) { return orderedKey(value) == top.threshold; });
        });
        for (std::int64_t& n : before)
            top.passed += std::exchange(n, top.passed);
        return before;
    }

    static std::int64_t intersection(Wave wave, Top& topA, Top& topB)
    {
        const auto beforeA = equalsBefore(wave, true, topA);
        const auto beforeB = equalsBefore(wave, false, topB);
        std::vector<std::int64_t> both(wave.size());
        tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
            std::int64_t leftA = topA.needed - beforeA[i];
            std::int64_t leftB = topB.needed - beforeB[i];
            std::int64_t n = 0;
            for (std::size_t k = 0; k < wave[i].a.size(); ++k) {
                const std::uint32_t keyA = orderedKey(wave[i].a[k]);
                const std::uint32_t keyB = orderedKey(wave[i].b[k]);
                if (!topA.partial && !topB.partial) {
                    n += static_cast<std::int64_t>(keyA >= topA.threshold && keyB >= topB.threshold);
                    continue;
                }
                const bool inA = keyA > topA.threshold || (keyA == topA.threshold && (!topA.partial || leftA-- > 0));
                const bool inB = keyB > topB.threshold || (keyB == topB.threshold && (!topB.partial || leftB-- > 0));
                n += static_cast<std::int64_t>(inA && inB);
            }
            both[i] = n;
        });
        std::int64_t sum = 0;
        for (const std::int64_t n : both)
            sum += n;
        return sum;
    }

    Measured finish()
    {
        Measured result;
        Agreement& agreement = result.agreement;
        fillFromSums(sums_, agreement);
        result.ranks = {sums_.n, rankProducts_, a_.rankSquares(), b_.rankSquares()};
        if (sums_.constant())
            result.ranks.ab = 0;
        agreement.spearman = result.ranks.correlation();
        if (!task_.full)
            return result;
        sample_.estimate(agreement);
        for (std::size_t q = 0; q < both_.size(); ++q) {
            const std::int64_t k = topCount(kTopShares[q], sums_.n);
            agreement.topOverlap[q] = static_cast<double>(both_[q]) / static_cast<double>(2 * k - both_[q]);
        }
        for (std::size_t i = 0; i < kQuartiles.size() && sums_.logs.n > 0; ++i) {
            const auto position = quantilePosition(kQuartiles[i], sums_.logs.n);
            const double low = log10OfRatioBucket(ratio_.bucketOf(position.lower));
            const double high = log10OfRatioBucket(ratio_.bucketOf(position.upper));
            setQuartile(agreement, i, low + position.weight * (high - low));
        }
        return result;
    }

    const Task& task_;
    PairSums sums_;
    KeyHistogram a_{32}, b_{32}, ratio_{40};
    bool splitA_ = true, splitB_ = true, splitRatio_ = true;
    StratifiedSample sample_;
    std::vector<std::uint64_t> topTargets_, ratioTargets_;
    std::vector<Top> topsA_, topsB_;
    std::vector<std::int64_t> both_;
    double rankProducts_ = 0;
    int passes_ = 0;
};

}  // namespace

Result<Measured> measureStreamed(const Task& task)
{
    return Measurement(task).run();
}

}  // namespace fisherlens::detail
