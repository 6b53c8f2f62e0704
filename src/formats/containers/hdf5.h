// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace fisherlens {

/// A scalar attribute, or a list of texts. Integers (and the booleans of h5py, as 0 and 1) are int64, uint64 only where
/// it does not fit.
using Hdf5Attribute = std::variant<std::int64_t, std::uint64_t, double, std::string, std::vector<std::string>>;

/// An HDF5 file, catalogued by the child process fisherlens-h5. Object paths have no leading slash; the root is "".
struct Hdf5File {
    Catalogue tensors;                           ///< datasets of numbers, named by path
    std::map<std::string, std::string> skipped;  ///< other objects: path → why they are not read, one sentence
    std::map<std::string, std::map<std::string, Hdf5Attribute>> attributes;  ///< of groups and datasets, by path

    /// nullptr when the object has no such attribute (or one that is neither a single number or text nor a list of texts).
    [[nodiscard]] const Hdf5Attribute* attribute(const std::string& path, const std::string& name) const;
};

/// True when an HDF5 signature stands at byte 0, 512, 1024, 2048, ...
[[nodiscard]] bool looksLikeHdf5(const ByteSource& file);

/// Catalogues the file, which may be a window of another one, in a child process. Contiguous little-endian datasets are read by this process at their offset;
/// others (chunked, compressed with gzip or shuffle, compact, big-endian, never written) are decoded by the child when
/// first read and then kept in memory: at most 4 GiB each. Errors: Damaged (the library died, failed or stalled on the
/// file), Unsupported (links to other files, virtual datasets, too many objects), Environment (no fisherlens-h5 beside
/// the program, in ../libexec/fisherlens or where FISHERLENS_H5 says), Changed, Cancelled.
Result<Hdf5File> openHdf5(std::shared_ptr<const ByteSource> file, const JobContext& context);

/// Gets the file at this place of the list, or the error of openHdf5 for it; an error of its own ends the work.
using Hdf5Receiver = std::function<Result<void>(std::size_t index, Result<Hdf5File> file)>;

/// How many files one child process catalogues.
inline constexpr std::size_t kHdf5Batch = 64;

/// Catalogues whole files of one origin, kHdf5Batch in one child process: where the library fails on one, the others go to
/// a fresh one. `take` is called once for each file, in their order. Errors: those of `take`, Environment, Cancelled.
Result<void> openHdf5Files(std::span<const std::shared_ptr<const ByteSource>> files, const JobContext& context,
                           const Hdf5Receiver& take);

}  // namespace fisherlens
