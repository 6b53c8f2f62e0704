// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/outliers.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::size_t kMost = 1'000'000;

/// The best entries seen so far. A heap whose root is the worst of them, so that most entries need one comparison.
class Best {
    [[nodiscard]] bool before(const Outlier& left, const Outlier& right) const
    {
        const double x = std::fabs(left.logRatio), y = std::fabs(right.logRatio);
        if (x != y)
            return x > y;
        if (left.pair != right.pair)
            return pairs_[left.pair].name < pairs_[right.pair].name;
        return left.index < right.index;
    }
    [[nodiscard]] auto order() const
    {
        return [this](const Outlier& left, const Outlier& right) { return before(left, right); };
    }

public:
    Best(std::span<const TensorPair> pairs, std::size_t count) : pairs_(pairs), count_(count) {}

    void offer(const Outlier& entry)
    {
        if (heap_.size() < count_) {
            heap_.push_back(entry);
            std::push_heap(heap_.begin(), heap_.end(), order());
        } else if (count_ > 0 && before(entry, heap_.front())) {
            std::pop_heap(heap_.begin(), heap_.end(), order());
            heap_.back() = entry;
            std::push_heap(heap_.begin(), heap_.end(), order());
        }
    }
    [[nodiscard]] const std::vector<Outlier>& entries() const { return heap_; }
    [[nodiscard]] std::vector<Outlier> sorted() &&
    {
        std::sort_heap(heap_.begin(), heap_.end(), order());
        return std::move(heap_);
    }

private:
    std::span<const TensorPair> pairs_;
    std::size_t count_;
    std::vector<Outlier> heap_;
};

struct Part {
    Best best;
    std::int64_t compared = 0, onlyA = 0, onlyB = 0;
};

void look(const PairChunk& chunk, Part& part)
{
    for (std::size_t i = 0; i < chunk.a.size(); ++i) {
        const double a = static_cast<double>(chunk.a[i]), b = static_cast<double>(chunk.b[i]);
        if (!std::isfinite(a) || !std::isfinite(b))
            continue;
        part.onlyA += a > 0 && b == 0;
        part.onlyB += b > 0 && a == 0;
        if (!(a > 0 && b > 0))
            continue;
        ++part.compared;
        part.best.offer({chunk.pair, chunk.first + static_cast<std::int64_t>(i), a, b, std::log10(a / b)});
    }
}

}  // namespace

Result<OutlierReport> findOutliers(std::span<const TensorPair> pairs, std::size_t count, const JobContext& context)
{
    if (count > kMost)
        return fail(ErrorCode::Usage, "At most 1,000,000 outliers can be listed.", {}, "Ask for fewer.");
    Best all(pairs, count);
    OutlierReport report;
    FL_CHECK(forEachWave(pairs, context, "find outliers", 0, 1, [&](Wave wave) -> Result<void> {
        std::vector<Part> parts(wave.size(), Part{Best(pairs, count)});
        tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t c) { look(wave[c], parts[c]); });
        for (const Part& part : parts) {
            for (const Outlier& entry : part.best.entries())
                all.offer(entry);
            report.compared += part.compared;
            report.onlyA += part.onlyA;
            report.onlyB += part.onlyB;
        }
        return {};
    }));
    report.outliers = std::move(all).sorted();
    return report;
}

std::string indexText(const Shape& shape, std::int64_t index)
{
    std::string text;
    for (std::size_t i = shape.size(); i-- > 0;) {
        const std::int64_t size = std::max<std::int64_t>(shape[i], 1);
        text = std::to_string(index % size) + (text.empty() ? "" : ", ") + text;
        index /= size;
    }
    return text.empty() ? text : "[" + text + "]";
}

}  // namespace fisherlens
