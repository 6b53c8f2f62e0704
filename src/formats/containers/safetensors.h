// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <map>
#include <memory>
#include <string>

namespace fisherlens {

/// A safetensors file, opened: the header is read, tensors are read on demand.
struct SafetensorsFile {
    Catalogue tensors;                            ///< in the order of the header
    std::map<std::string, std::string> metadata;  ///< `__metadata__`
};

/// True when the first bytes are a plausible header length followed by `{`; says nothing about the rest.
[[nodiscard]] bool looksLikeSafetensors(const ByteSource& file);

/// Opens a safetensors file with every check of the reference implementation (github.com/huggingface/safetensors,
/// `tensor.rs`): header of at most 100 MB, tensors in C order without holes or overlaps that fill the rest of the file
/// exactly, sizes that agree with shape and dtype; besides, duplicate names and more than 64 dimensions or 1,000,000
/// tensors are refused. Errors: Damaged, Unsupported (dtypes of less than a byte and F8_E8M0, the limits), Cancelled.
Result<SafetensorsFile> openSafetensors(std::shared_ptr<const ByteSource> file, const JobContext& context);

}  // namespace fisherlens
