// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "formats/containers/torch_container.h"
#include "formats/pickle/machine.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// True for the first bytes of a file of torch.save before PyTorch 1.6: a pickle of its magic number.
[[nodiscard]] bool looksLikeLegacyStream(std::span<const std::byte> firstBytes);

/// The format of torch.save before 1.6 (facts/formats-pytorch.md 2): five pickles, namely magic number, version, system,
/// the object, the list of storage keys; then for each key the number of elements and the elements, little-endian.
class LegacyStream final : public TorchContainer {
public:
    /// The stream and its walked object. Errors: Damaged (truncated, keys and storages contradict each other), Unsafe,
    /// Unsupported (views of storages as PyTorch 0.4 wrote them), Cancelled.
    static Result<std::pair<std::unique_ptr<LegacyStream>, pickle::Walk>> open(std::shared_ptr<const ByteSource> file,
                                                                               const JobContext& context);

    [[nodiscard]] std::string_view format() const override { return "pytorch-legacy"; }
    [[nodiscard]] const std::string& path() const override { return file_->path(); }
    Result<Tensor> tensor(std::string name, const pickle::TensorRecord& record, const CancelToken& cancel) override;

private:
    struct Storage {
        std::uint64_t offset = 0, bytes = 0;  ///< of the elements in the file
        std::string className;
        std::int64_t count = 0;
    };
    explicit LegacyStream(std::shared_ptr<const ByteSource> file) : file_(std::move(file)) {}
    Result<void> placeStorages(const pickle::Document& object, const std::vector<std::string>& keys,
                               std::uint64_t offset, const JobContext& context);

    std::shared_ptr<const ByteSource> file_;
    std::unordered_map<std::string, Storage> storages_;
};

}  // namespace fisherlens
