// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"
#include "formats/training_series.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace fisherlens::detail {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), rotated and offset as record files of TensorFlow store it.
[[nodiscard]] std::uint32_t maskedCrc32c(std::span<const std::byte> bytes);

/// Scalars of one serialised tensorboard Event: simple_value, or a float or double tensor of one element. False when
/// the bytes are no protobuf message. tensorboard/compat/proto/{event,summary,tensor}.proto.
bool readEvent(std::span<const std::byte> event, SeriesBuilder& series);

/// All whole records of an event file. Errors: Damaged (the first record is damaged: no event file), Cancelled.
Result<void> readEventFile(const std::shared_ptr<const ByteSource>& file, SeriesBuilder& series,
                           const JobContext& context);

}  // namespace fisherlens::detail
