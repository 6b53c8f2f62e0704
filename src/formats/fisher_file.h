// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fisherlens {

enum class FisherKind { Recycled, Empirical, Sampled, Exact };
enum class FisherScale { MeanPerUnit, Accumulator };

/// "recycled", ...; "mean-per-unit", "accumulator".
[[nodiscard]] std::string_view name(FisherKind kind);
[[nodiscard]] std::string_view name(FisherScale scale);
[[nodiscard]] std::optional<FisherKind> fisherKindFromName(std::string_view name);
[[nodiscard]] std::optional<FisherScale> fisherScaleFromName(std::string_view name);

/// The root attributes of a Fisher file (DESIGN.md 7).
struct FisherAttributes {
    FisherKind kind = FisherKind::Recycled;
    FisherScale scale = FisherScale::MeanPerUnit;
    std::string unit = "example";        ///< example, sequence, token
    std::int64_t examples = 0;           ///< 0 unknown
    double lossFactor = 1;               ///< c: training loss of one example = c·(−log p)
    bool biasCorrected = false;
    double batchSize = 0;                ///< effective B of one optimizer step; 0 unknown
    std::string reduction;               ///< "mean", "sum", "" where it has no meaning
    std::string optimizer;
    double step = 0;
    std::string split = "unknown";       ///< train, held-out, unknown
    std::uint64_t seed = 0;
    std::int64_t samples = 0;            ///< label draws per example of a sampled reference
    std::string provenance = "{}";       ///< JSON object
};

/// A Fisher diagonal with what belongs to it. Tensors are float32 in the file and carry the parameter names.
struct FisherFile {
    std::string path;
    FisherAttributes attributes;
    Catalogue diagonal;
    Catalogue standardError;  ///< optional parts are empty catalogues when absent
    Catalogue meanGradient;   ///< μ = mean of the gradients of log p; sign as of the loss −log p
    Catalogue half0, half1;   ///< diagonals of two disjoint halves of the examples
    std::int64_t half0Examples = 0, half1Examples = 0;
};

/// Opens HDF5 or safetensors, by content. A safetensors file without our metadata is taken as raw accumulators: kind
/// recycled, scale accumulator. Errors: Missing, Damaged, Unsupported (a checkpoint or data file; newer version).
Result<FisherFile> openFisherFile(const std::string& path, const JobContext& context);

/// Writes safetensors when `path` ends in ".safetensors", else HDF5. Atomic; values are rounded to float32 once.
/// Errors: those of reading the tensors, NotWritten, Cancelled.
Result<void> writeFisherFile(const FisherFile& file, const std::string& path, const JobContext& context);

}  // namespace fisherlens
