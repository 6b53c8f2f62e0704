// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/safetensors_writer.h"

#include "base/atomic_file.h"
#include "base/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <future>
#include <optional>
#include <system_error>

namespace fisherlens {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxHeader = 100'000'000;  // readers refuse more

Failure notWritable(const std::string& path, std::string detail, std::string tensor = {})
{
    return fail(ErrorCode::NotWritten, std::move(detail), {path, std::move(tensor), {}}, "Nothing was written.");
}

Result<void> checkTensors(const std::string& path, const std::vector<OutputTensor>& tensors)
{
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const TensorInfo& info = tensors[i].info;
        if (info.name == "__metadata__" || (i > 0 && info.name == tensors[i - 1].info.name))
            return notWritable(path, "A safetensors file cannot hold this name, or holds it twice.", info.name);
        if (info.dtype == DType::C128)
            return notWritable(path, "A safetensors file cannot hold complex128.", info.name);
        if (elementCount(info.shape) != info.count)
            return notWritable(path, "The shape " + shapeText(info.shape) + " does not fit the number of elements.",
                               info.name);
    }
    return {};
}

/// Length, JSON and padding. `dump` throws on names that are not UTF-8.
std::string headerOf(const std::vector<OutputTensor>& tensors, const std::map<std::string, std::string>& metadata)
{
    std::string json = "{";
    if (!metadata.empty())
        json += "\"__metadata__\":" + nlohmann::json(metadata).dump();
    std::uint64_t offset = 0;
    for (const OutputTensor& tensor : tensors) {
        const TensorInfo& info = tensor.info;
        if (json.size() > 1)
            json += ',';
        json += nlohmann::json(info.name).dump() + ":{\"dtype\":\"" + std::string(dtypeName(info.dtype))
                + "\",\"shape\":" + nlohmann::json(info.shape).dump() + ",\"data_offsets\":[" + std::to_string(offset)
                + "," + std::to_string(offset + info.bytes()) + "]}";
        offset += info.bytes();
    }
    json += '}';
    json.append((8 - json.size() % 8) % 8, ' ');
    const std::uint64_t length = json.size();
    std::string header(sizeof length, '\0');
    std::memcpy(header.data(), &length, sizeof length);
    return header + json;
}

/// Hashes and writes a block while the next one is computed.
class OverlappedWriter {
public:
    OverlappedWriter(AtomicFile& file, Sha256& hash) : file_(file), hash_(hash) {}

    /// The buffer to fill next; valid until the next but one call of put().
    std::span<std::byte> buffer(std::size_t bytes)
    {
        buffers_[current_].resize(bytes);
        return buffers_[current_];
    }
    Result<void> put()
    {
        FL_CHECK(wait());
        const auto write = [this, block = std::span<const std::byte>(buffers_[current_])] {
            hash_.update(block);
            return file_.write(block);
        };
        current_ = 1 - current_;
        try {
            pending_ = std::async(std::launch::async, write);
        } catch (const std::system_error&) {  // no thread to be had
            return write();
        }
        return {};
    }
    Result<void> wait()
    {
        if (!pending_.valid())
            return {};
        return pending_.get();
    }

private:
    AtomicFile& file_;
    Sha256& hash_;
    std::array<std::vector<std::byte>, 2> buffers_;
    std::size_t current_ = 0;
    std::future<Result<void>> pending_;  // last: joined before the buffers go
};

}  // namespace

OutputTensor copyOf(const Tensor& tensor)
{
    return {tensor.info, [source = tensor.source](std::int64_t first, std::span<std::byte> out) {
                return source->readBytes(first, out);
            }};
}

Result<std::string> writeSafetensors(const std::string& path, std::vector<OutputTensor> tensors,
                                     const std::map<std::string, std::string>& metadata, const JobContext& context)
{
    std::sort(tensors.begin(), tensors.end(), [](const OutputTensor& a, const OutputTensor& b) {
        const std::size_t sizeA = byteSize(a.info.dtype), sizeB = byteSize(b.info.dtype);
        return sizeA != sizeB ? sizeA > sizeB : a.info.name < b.info.name;
    });
    FL_CHECK(checkTensors(path, tensors));
    std::string header;
    try {
        header = headerOf(tensors, metadata);
    } catch (const nlohmann::json::exception&) {
        return notWritable(path, "A tensor name or a metadata text is not valid UTF-8.");
    }
    if (header.size() > kMaxHeader)
        return notWritable(path, "The names of the tensors and the metadata exceed 100 MB.");
    std::uint64_t total = 0;
    for (const OutputTensor& tensor : tensors)
        total += tensor.info.bytes();

    FL_TRY(AtomicFile file, AtomicFile::create(path));
    Sha256 hash;
    hash.update(header);
    FL_CHECK(file.write(header));
    std::uint64_t done = 0;
    {
        OverlappedWriter writer(file, hash);
        for (const OutputTensor& tensor : tensors) {
            const std::size_t item = byteSize(tensor.info.dtype);
            const auto visit = [&](std::int64_t first, std::int64_t n) -> Result<void> {
                context.report("write tensors", static_cast<double>(done) / static_cast<double>(total));
                const std::size_t bytes = static_cast<std::size_t>(n) * item;
                FL_CHECK(tensor.fill(first, writer.buffer(bytes)));
                done += bytes;
                return writer.put();
            };
            FL_CHECK(
                forEachBlock(tensor.info.count, context.cancel, visit, static_cast<std::int64_t>(kBlockBytes / item)));
        }
        FL_CHECK(writer.wait());
    }
    if (context.cancel.requested())
        return cancelled();
    context.report("write tensors", 1);
    FL_CHECK(file.commit());
    return hash.finish();
}

}  // namespace fisherlens
