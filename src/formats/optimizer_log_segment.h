// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/hdf5.h"
#include "formats/optimizer_log.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fisherlens::detail {

/// What one segment holds.
struct SegmentContent {
    LogSegment segment;
    LogRows rows;
    std::vector<LogSummary> summaries;
    std::optional<std::int64_t> snapshot;
};

/// Opens the file of a segment. Errors: Missing, Damaged (no HDF5).
Result<std::shared_ptr<const ByteSource>> openSegment(const std::string& path);

/// Reads a segment that was catalogued: its rows, and the step of its snapshot. Errors: Damaged (columns of other
/// lengths; steps that do not increase), Changed.
Result<SegmentContent> readSegment(const ByteSource& source, const Hdf5File& file, std::uint64_t number);

/// "snapshot/400/fc1.weight" → (400, "fc1.weight").
[[nodiscard]] std::optional<std::pair<std::int64_t, std::string>> snapshotTensor(std::string_view path);

/// Attributes of an object of a segment; "" or nullopt where there is none of that kind.
[[nodiscard]] std::string textAttribute(const Hdf5File& file, const std::string& path, const std::string& name);
[[nodiscard]] std::optional<double> numberAttribute(const Hdf5File& file, const std::string& path,
                                                    const std::string& name);

}  // namespace fisherlens::detail
