// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/merge.h"
#include "edit/merge_pairing.h"
#include "edit/merge_rules.h"
#include "edit/sum.h"

#include <tbb/enumerable_thread_specific.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fisherlens {

/// The arithmetic of ModelMerge: fills blocks of merged tensors in parallel chunks and adds up what they cost. The
/// partition into chunks, and with it every sum, is the same for every number of threads.
class MergeBlocks {
public:
    struct Setup {
        std::vector<MergeModel> models;
        MergeSettings settings;
        std::vector<MergeLambda> lambdas;  ///< of the settings, then of each rule; MergedTensor::lambda points here
        std::vector<Weighting> weightings, referenceWeightings;
        bool checkFishers = false;  ///< some entries of the weighing Fishers are not finite
        bool judged = false;        ///< the regret is wanted and defined
    };

    struct Totals {
        std::vector<CompensatedSum> costs;     ///< ½ΣF_iδ² per model
        std::vector<std::int64_t> raised;      ///< entries at the floor per model
        CompensatedSum regretMade, regretOwn;  ///< Σλ_iΣF_ref δ² of this merge, and of the references' own
        std::int64_t unweighted = 0;           ///< entries without any weight: weighted mean
        std::int64_t replaced = 0;             ///< entries that are not finite: weighted mean of the finite values
        std::int64_t overflowed = 0;           ///< results beyond the range of the element type
    };

    explicit MergeBlocks(Setup setup);

    /// Little-endian elements of the merged tensor from flat index `first`. Errors: NonFinite, those of reading.
    Result<void> fill(const MergedTensor& tensor, std::int64_t first, std::span<std::byte> out);

    [[nodiscard]] const Setup& setup() const { return setup_; }
    [[nodiscard]] const Totals& totals() const { return totals_; }

private:
    using Block = std::vector<double>;
    /// Buffers of one thread.
    struct Scratch {
        std::vector<Block> values, fishers, importance, references;
        Block base, result, rounded, own;
        std::vector<std::uint8_t> flagged;
        std::vector<std::byte> bytes;
    };
    /// What one chunk adds to the totals.
    struct Tally {
        std::vector<double> costs;
        std::vector<std::int64_t> raised;
        double regretMade = 0, regretOwn = 0;
        std::int64_t unweighted = 0, replaced = 0, overflowed = 0;
        std::optional<Error> error;
    };

    static std::vector<std::span<const double>> views(const std::vector<Block>& blocks)
    {
        return {blocks.begin(), blocks.end()};
    }
    Result<void> mergeChunk(const MergedTensor& tensor, std::int64_t first, std::span<std::byte> out, Scratch& s,
                            Tally& tally) const;
    Result<void> flag(const MergedTensor& tensor, Scratch& s) const;
    void replaceFlagged(const MergedTensor& tensor, Scratch& s, Tally& tally) const;
    [[nodiscard]] const MergeLambda& lambda(const MergedTensor& tensor) const { return setup_.lambdas[tensor.lambda]; }
    void judge(const MergedTensor& tensor, Scratch& s, Tally& tally) const;
    void add(const Tally& tally);

    Setup setup_;
    Totals totals_;
    tbb::enumerable_thread_specific<Scratch> scratch_;
};

}  // namespace fisherlens
