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

/// A NumPy archive, opened: headers only.
struct NpzFile {
    Catalogue tensors;                           ///< named like the entries, without ".npy"
    std::map<std::string, std::string> skipped;  ///< entry → why it is not read, one sentence
};

/// Opens the arrays of an .npz (ZIP of .npy, numpy/lib/format.py, versions 1 to 3). Stored entries are read at their
/// offset, deflated ones (savez_compressed) are unpacked when first read and kept in memory: at most 4 GiB each.
/// Dtypes: little-endian f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 b1, C or Fortran order; others are skipped. The header is a Python
/// literal and is parsed strictly, never evaluated. Errors: Damaged, Unsupported, Cancelled.
Result<NpzFile> openNpz(std::shared_ptr<const ByteSource> file, const JobContext& context);

}  // namespace fisherlens
