// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/pair_stream.h"

#include "stats/ordered_key.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>

namespace fisherlens {
namespace {

constexpr std::int64_t kChunk = std::int64_t{1} << 16;
constexpr std::int64_t kWave = std::int64_t{1} << 20;

Result<void> readChunk(const TensorPair& pair, const PairChunk& chunk)
{
    FL_CHECK(pair.a.source->read(chunk.first, chunk.a));
    return pair.b.source->read(chunk.first, chunk.b);
}

Result<void> readWave(std::span<const TensorPair> pairs, Wave wave)
{
    std::vector<Result<void>> read(wave.size());
    tbb::parallel_for(std::size_t{0}, wave.size(),
                      [&](std::size_t i) { read[i] = readChunk(pairs[wave[i].pair], wave[i]); });
    for (Result<void>& result : read)
        FL_CHECK(std::move(result));
    return {};
}

}  // namespace

std::int64_t elementCount(std::span<const TensorPair> pairs)
{
    std::int64_t total = 0;
    for (const TensorPair& pair : pairs)
        total += pair.a.info.count;
    return total;
}

Result<void> forEachWave(std::span<const TensorPair> pairs, const JobContext& context, std::string_view stage,
                         double from, double to, const std::function<Result<void>(Wave)>& visit)
{
    for (const TensorPair& pair : pairs)
        if (pair.a.info.count != pair.b.info.count)
            return fail(ErrorCode::Incompatible,
                        "The shapes " + shapeText(pair.a.info.shape) + " and " + shapeText(pair.b.info.shape)
                            + " differ.",
                        {pair.a.info.file, pair.name, {}});
    const std::int64_t total = elementCount(pairs);
    const auto capacity = static_cast<std::size_t>(std::min(total, kWave));
    std::vector<float> a(capacity), b(capacity);
    std::vector<PairChunk> chunks;
    std::int64_t done = 0;
    std::size_t filled = 0;
    const auto flush = [&]() -> Result<void> {
        if (context.cancel.requested())
            return cancelled();
        context.report(stage, from + (to - from) * static_cast<double>(done) / static_cast<double>(total));
        FL_CHECK(readWave(pairs, chunks));
        FL_CHECK(visit(chunks));
        done += static_cast<std::int64_t>(filled);
        filled = 0;
        chunks.clear();
        return {};
    };
    std::int64_t ordinal = 0;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        for (std::int64_t first = 0; first < pairs[p].a.info.count;) {
            const std::int64_t space = kWave - static_cast<std::int64_t>(filled);
            const auto n = static_cast<std::size_t>(std::min({kChunk, pairs[p].a.info.count - first, space}));
            chunks.push_back({p, first, ordinal, std::span(a).subspan(filled, n), std::span(b).subspan(filled, n)});
            filled += n;
            first += static_cast<std::int64_t>(n);
            ordinal += static_cast<std::int64_t>(n);
            if (static_cast<std::int64_t>(filled) == kWave)
                FL_CHECK(flush());
        }
    }
    if (filled > 0)
        FL_CHECK(flush());
    context.report(stage, to);
    return {};
}

std::int64_t keepFinite(PairChunk& chunk)
{
    std::size_t finite = 0;
    for (std::size_t i = 0; i < chunk.a.size(); ++i)
        finite += static_cast<std::size_t>(isFiniteBits(chunk.a[i]) & isFiniteBits(chunk.b[i]));
    const auto left = static_cast<std::int64_t>(chunk.a.size() - finite);
    if (left == 0)
        return 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < chunk.a.size(); ++i) {
        if (isFiniteBits(chunk.a[i]) && isFiniteBits(chunk.b[i])) {
            chunk.a[kept] = chunk.a[i];
            chunk.b[kept++] = chunk.b[i];
        }
    }
    chunk.a = chunk.a.first(kept);
    chunk.b = chunk.b.first(kept);
    return left;
}

Result<void> visitPairs(std::span<const TensorPair> pairs, PairVisitor& visitor, const JobContext& context,
                        std::string_view stage)
{
    const auto pass = [&](double from, double to, void (PairVisitor::*visit)(const PairChunk&)) {
        return forEachWave(pairs, context, stage, from, to, [&](Wave wave) -> Result<void> {
            tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
                keepFinite(wave[i]);
                (visitor.*visit)(wave[i]);
            });
            return {};
        });
    };
    FL_CHECK(pass(0, 0.5, &PairVisitor::first));
    visitor.between();
    return pass(0.5, 1, &PairVisitor::last);
}

}  // namespace fisherlens
