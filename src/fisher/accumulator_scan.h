// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "fisher/recycle.h"
#include "formats/checkpoint.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// What the values of one accumulator say.
struct TensorScan {
    std::string name;
    std::int64_t nonfinite = 0, negative = 0, zeros = 0;
    std::int64_t lost = 0;  ///< finite, but infinite or zero after correction and rounding to float32
    std::optional<double> meanGradientShare;
};

struct AccumulatorScan {
    std::vector<TensorScan> tensors;          ///< in the order of Optimizer::mapped
    std::optional<double> meanGradientShare;  ///< of all tensors for which it is defined
};

/// One pass over the accumulators and first moments of a checkpoint that recycle() accepted with these settings; all
/// cores, the same result for every number of threads. Findings: nonfinite, negative-accumulator, exact-zeros,
/// beyond-float32, rows-without-gradient, experts-rarely-used, and those of findFromValues() (run_findings.h). Errors:
/// those of reading, Cancelled.
Result<AccumulatorScan> scanAccumulators(const Checkpoint& checkpoint, const RecycleSettings& settings,
                                         const JobContext& context);

/// The same scan while somebody reads the diagonal, so that every accumulator is read once: watch(), read or write the
/// diagonal, finish(). The checkpoint must outlive the watched file.
class WatchedAccumulators {
public:
    /// Errors of recycle().
    static Result<WatchedAccumulators> of(const Checkpoint& checkpoint, const RecycleSettings& settings);
    ~WatchedAccumulators();
    WatchedAccumulators(WatchedAccumulators&&) noexcept;
    WatchedAccumulators& operator=(WatchedAccumulators&&) noexcept;

    /// The diagonal of recycle(), entry for entry; what is read from front to back is scanned on the way.
    [[nodiscard]] Result<Catalogue> diagonal() const;
    /// Scans what was not read, and reports as scanAccumulators() does.
    Result<AccumulatorScan> finish(const JobContext& context);

private:
    struct State;
    explicit WatchedAccumulators(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace fisherlens
