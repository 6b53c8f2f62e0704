// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/fisher_file.h"
#include "stats/pair_stream.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Counts of pairs of entries (x, y) on a grid.
struct Density {
    std::size_t columns = 0, rows = 0;
    /// Cell edges are equally spaced over [xLow, xHigh]: log10 of the values, or relative ranks 0..1. The last cell
    /// includes the upper end.
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
    std::vector<std::int64_t> counts;  ///< rows·columns, row-major, the first row has the lowest y

    bool ranks = false;
    std::int64_t entries = 0;                            ///< of the pairs, before anything is left out
    std::int64_t drawn = 0;                              ///< Σ counts
    std::int64_t zerosX = 0, zerosY = 0, zerosBoth = 0;  ///< 0 only in x, only in y, in both: not on a logarithmic grid
    std::int64_t negative = 0;                           ///< no logarithm: left out of a logarithmic grid
    std::int64_t nonfinite = 0;                          ///< left out
    bool sampled = false;                                ///< ranks of a sample; its size is `drawn`
};

struct DensityOptions {
    std::size_t columns = 96, rows = 96;
    /// Up to so many entries ranks are those of all entries, above those of a sample of this size: one entry at a random
    /// place (Philox of the seed) of each of so many equal runs of consecutive entries.
    std::int64_t rankLimit = std::int64_t{1} << 20;
    std::uint64_t seed = 0;
};

/// The tensors of two diagonals that belong together (names without distribution prefixes), a from x, b from y, named and
/// ordered as in x; only the one called `tensor` in x unless that is "". Errors: Incompatible (shapes differ, nothing in
/// common).
Result<std::vector<TensorPair>> pairDiagonals(const Catalogue& x, const Catalogue& y, std::string_view tensor = "");

/// Counts the density of log10 x and log10 y over the entries positive in both, as the visitor of a measurement
/// (AgreementOptions) that goes over the pairs anyway: the first pass finds the ranges, the last one counts. A range of no
/// width gets one decade around its value. Values as float32.
class LogDensityCounter final : public PairVisitor {
public:
    /// x are the pairs' a, or their b when `swapped`. Errors: Usage (empty grid).
    static Result<LogDensityCounter> of(std::span<const TensorPair> pairs, const DensityOptions& options,
                                        bool swapped = false);
    LogDensityCounter(LogDensityCounter&&) noexcept;
    LogDensityCounter& operator=(LogDensityCounter&&) noexcept;
    ~LogDensityCounter() override;

    void first(const PairChunk& chunk) override;
    void between() override;
    void last(const PairChunk& chunk) override;
    /// After the last pass.
    [[nodiscard]] Density density() const;

private:
    struct State;
    explicit LogDensityCounter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// The same in two passes of its own. Errors: those of reading, Usage (empty grid), Cancelled.
Result<Density> logDensity(std::span<const TensorPair> pairs, const DensityOptions& options, const JobContext& context);

/// Density of the relative mid-ranks (rank − ½)/n of the entries finite in both, zeros and their ties included; one pass.
/// Errors: as above.
Result<Density> rankDensity(std::span<const TensorPair> pairs, const DensityOptions& options,
                            const JobContext& context);

}  // namespace fisherlens
