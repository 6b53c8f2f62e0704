// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fisherlens {

/// A scalar attribute as h5py gives it back: int, numpy.uint64, float, bool (its enumeration), str (variable UTF-8).
using Hdf5Value = std::variant<std::int64_t, std::uint64_t, double, bool, std::string>;

struct Hdf5Group {
    std::string name;  ///< "" for the root, else one name below it
    std::map<std::string, Hdf5Value> attributes;
    std::vector<Tensor> datasets;  ///< their names are escaped with hdf5Name
};

/// The name of a tensor as an HDF5 link: `%` → `%25`, `/` → `%2F`, the whole name `.` → `%2E` (DESIGN.md 7).
[[nodiscard]] std::string hdf5Name(std::string_view tensorName);
/// The inverse; other uses of `%` stay as they are.
[[nodiscard]] std::string tensorNameOfHdf5(std::string_view linkName);

/// Writes an HDF5 file, atomically and streaming: every tensor as contiguous little-endian float32 without filter,
/// links in the given order (kept as creation order). The bytes depend on the arguments and the version of the library alone.
/// Errors: those of reading the tensors, NotWritten (also for a name that HDF5 cannot hold: empty or with a zero byte),
/// Cancelled.
Result<void> writeHdf5(const std::string& path, const std::vector<Hdf5Group>& groups, const JobContext& context);

}  // namespace fisherlens
