// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/containers/torch_archive.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// The files of one checkpoint, which may be more than a process may have open: the 64 used last stay open. Size and
/// time of each are taken when it is added; a file that differs when it is opened again is an error. Thread-safe.
class FilePool {
public:
    /// Errors: Missing (not there, no regular file).
    Result<std::size_t> add(const std::string& path);
    [[nodiscard]] std::uint64_t size(std::size_t index) const { return files_[index].size; }
    [[nodiscard]] const std::string& path(std::size_t index) const { return files_[index].path; }
    /// Errors: Missing, Changed.
    Result<std::shared_ptr<const ByteSource>> open(std::size_t index) const;

private:
    struct File {
        std::string path;
        std::uint64_t size = 0;
        std::filesystem::file_time_type time;
    };
    std::vector<File> files_;
    std::unordered_map<std::string, std::size_t> byPath_;
    mutable std::mutex mutex_;
    mutable std::list<std::pair<std::size_t, std::shared_ptr<const ByteSource>>> opened_;  ///< last used first
};

/// A torch.save archive at a place in a file of the pool: `length` bytes from `offset`.
struct ArchivePlace {
    std::shared_ptr<const FilePool> pool;
    std::size_t file = 0;
    std::uint64_t offset = 0, length = 0;

    /// Errors: those of FilePool::open and TorchArchive::open.
    [[nodiscard]] Result<TorchArchive> open(const JobContext& context) const;
};

/// The values of the tensor that a torch.save archive is (or, with a key, that its dictionary holds). The archive is
/// opened at the first read, and its description then kept; dtype and shape must be the given ones, else the read is an
/// error (Damaged). Compressed archives are refused.
std::shared_ptr<const TensorSource> archivedTensor(ArchivePlace place, std::string key, std::string name, DType dtype,
                                                   Shape shape);

}  // namespace fisherlens
