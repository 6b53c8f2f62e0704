// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/hdf5.h"
#include "formats/optimizer_log.h"

#include <cstdint>
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

/// Reads a segment: its rows, and the step of its snapshot. Errors: Missing, Damaged (no HDF5; columns of other lengths;
/// steps that do not increase), those of openHdf5.
Result<SegmentContent> readSegment(const std::string& path, std::uint64_t number, const JobContext& context);

/// "snapshot/400/fc1.weight" → (400, "fc1.weight").
[[nodiscard]] std::optional<std::pair<std::int64_t, std::string>> snapshotTensor(std::string_view path);

/// Attributes of an object of a segment; "" or nullopt where there is none of that kind.
[[nodiscard]] std::string textAttribute(const Hdf5File& file, const std::string& path, const std::string& name);
[[nodiscard]] std::optional<double> numberAttribute(const Hdf5File& file, const std::string& path,
                                                    const std::string& name);

}  // namespace fisherlens::detail
