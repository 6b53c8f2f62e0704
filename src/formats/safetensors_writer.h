// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// A tensor to be written: name, dtype and shape of `info`, and a function that fills the little-endian elements from
/// flat index `first` (out.size() is a whole number of elements). Called in order, one block at a time.
struct OutputTensor {
    TensorInfo info;
    std::function<Result<void>(std::int64_t first, std::span<std::byte> out)> fill;
};

/// An OutputTensor that copies the stored bytes of `tensor` under its own name.
OutputTensor copyOf(const Tensor& tensor);

/// Writes a safetensors file, atomically and streaming: tensors by dtype size (largest first), then name, header padded
/// to 8 bytes, `metadata` as __metadata__. The bytes depend on nothing else. Returns the SHA-256 of the file.
/// Errors: those of `fill`, NotWritten, Cancelled.
Result<std::string> writeSafetensors(const std::string& path, std::vector<OutputTensor> tensors,
                                     const std::map<std::string, std::string>& metadata, const JobContext& context);

}  // namespace fisherlens
