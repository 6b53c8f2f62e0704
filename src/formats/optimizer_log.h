// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/checkpoint.h"
#include "formats/optimizers.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// Shares of the quantiles in a row of a log (DESIGN.md 7).
inline constexpr std::array<double, 9> kLogQuantiles{0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

using LogQuantiles = std::array<float, kLogQuantiles.size()>;

/// What meta.json says; every field may be missing.
struct LogMeta {
    struct Parameter {
        std::string name;
        Shape shape;
        std::size_t group = 0;
    };
    std::string optimizer;              ///< class: "AdamW", "" unknown
    std::vector<StateValues> groups;    ///< options of the parameter groups
    std::vector<Parameter> parameters;  ///< in the order of the model
    std::optional<double> batchSize;    ///< examples of one optimizer step
    std::string reduction;              ///< "mean", "sum", "" unknown
    std::string sha256;                 ///< of the bytes of meta.json
};

/// One column per quantity, one entry per row; NaN where the log has no number.
struct LogRows {
    std::vector<std::int64_t> step;  ///< optimizer steps, strictly increasing
    std::vector<double> loss, learningRate, gradientNorm;
    std::vector<double> time;  ///< seconds since 1970

    [[nodiscard]] std::size_t size() const { return step.size(); }
};

/// Quantiles of one tensor's accumulator over the rows, as stored (not corrected); NaN where a row has none.
struct LogSummary {
    std::string name;
    std::vector<LogQuantiles> rows;  ///< as many as LogRows
};

struct LogSegment {
    std::uint64_t number = 0;  ///< 1, 2, ...
    std::string file;
    std::string previousSha256, metaSha256;  ///< root attributes as they are; "" when missing
};

struct LogSnapshot {
    std::int64_t step = 0;
    std::size_t segment = 0;  ///< index into OptimizerLog::segments
};

/// An optimizer log, NAME.optlog/ (DESIGN.md 7). Rows are in memory, snapshots are read on demand.
struct OptimizerLog {
    std::string path;
    LogMeta meta;
    std::vector<LogSegment> segments;
    LogRows rows;
    std::vector<LogSummary> summaries;   ///< in the order of the parameters
    std::vector<LogSnapshot> snapshots;  ///< by ascending step
    std::optional<Error> damage;         ///< why reading stopped before the last segment

    [[nodiscard]] std::optional<std::int64_t> lastStep() const;
};

/// True for a folder that holds meta.json or a segment of a log.
[[nodiscard]] bool looksLikeOptimizerLog(const std::string& path);

/// The number of "seg-00000012.h5": 12; nullopt for every other name.
[[nodiscard]] std::optional<std::uint64_t> segmentNumber(std::string_view fileName);

/// Reads meta.json and the rows of all segments in order; HDF5 through the child process. A segment that is missing or
/// cannot be read ends the log there (`damage`, finding log-damaged). A run that went on from an earlier step replaces
/// the rows and snapshots behind it (finding log-restarted). `earlier`, an older reading of the same folder, is
/// extended by the segments that are new. Errors: Missing, Damaged (meta.json is no JSON object, the first segment
/// cannot be read), Unsupported (a newer version, more rows than fit 1 GiB), Cancelled.
Result<OptimizerLog> openOptimizerLog(const std::string& path, const JobContext& context,
                                      const OptimizerLog* earlier = nullptr);

/// The optimizer state at a snapshot as a checkpoint without parameters: the accumulators are mapped by name. Without a
/// step the last one. Errors: Unsupported (no snapshot, none at this step: the sentence lists those that are there),
/// those of reading.
Result<Checkpoint> checkpointOfSnapshot(const OptimizerLog& log, std::optional<std::int64_t> step,
                                        const JobContext& context);

}  // namespace fisherlens
