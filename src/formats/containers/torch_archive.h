// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/containers/torch_container.h"
#include "formats/containers/zip.h"
#include "formats/pickle/machine.h"
#include "formats/pickle/tensor_record.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// The ZIP archive of torch.save (since 1.6) and torch.jit.save: one pickle, and one entry per storage
/// (facts/formats-pytorch.md 1).
class TorchArchive final : public TorchContainer {
public:
    /// Errors: Damaged; Unsupported (another kind of archive, which is named; big-endian).
    static Result<TorchArchive> open(std::shared_ptr<const ByteSource> file, const JobContext& context);

    [[nodiscard]] std::string_view format() const override { return torchScript_ ? "torchscript" : "pytorch-zip"; }
    [[nodiscard]] bool isTorchScript() const override { return torchScript_; }
    [[nodiscard]] const std::string& path() const override { return zip_.file()->path(); }

    /// Walks data.pkl; names outside the allow-list become the findings `opaque-object`. Errors: see pickle::walk.
    Result<pickle::Walk> walk(const JobContext& context) const;

    /// Compressed storages (repacked archives) are unpacked into memory, 1 GiB in all; Unsupported beyond that.
    Result<Tensor> tensor(std::string name, const pickle::TensorRecord& record, const CancelToken& cancel) override;

private:
    using Bytes = std::vector<std::byte>;
    Result<const ZipEntry*> storage(const pickle::StorageReference& reference);
    Result<Tensor> unpacked(std::string name, const pickle::TensorRecord& record, const ZipEntry& entry,
                            const CancelToken& cancel);

    ZipDirectory zip_;
    std::string prefix_;  ///< "archive/"
    bool torchScript_ = false;
    std::unordered_map<std::string, pickle::StorageReference> declared_;
    std::unordered_map<std::string, std::shared_ptr<const Bytes>> inflated_;
    std::uint64_t memoryLeft_ = std::uint64_t{1} << 30U;
};

}  // namespace fisherlens
