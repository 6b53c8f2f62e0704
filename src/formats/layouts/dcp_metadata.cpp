// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/dcp_metadata.h"

#include "formats/layouts/plain_values.h"
#include "formats/pickle/machine.h"
#include "formats/pickle/tensor_record.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxName = 4096, kMaxChunks = 4'000'000, kMaxPathParts = 64, kMaxDimensions = 64;
constexpr std::size_t kMaxBytes = std::size_t{1} << 30U;

/// Classes that PyTorch itself writes into .metadata: records of no interest beyond their fields.
bool isWriters(std::string_view name)
{
    return name.starts_with("torch.distributed.") || name.starts_with("pathlib.") || name.starts_with("torch.");
}

class Parser {
public:
    Parser(const Document& document, const std::string& file, const JobContext& context)
        : document_(document), file_(file), context_(context)
    {}

    Result<DcpMetadata> parse()
    {
        const NodeId root = document_.root();
        const NodeId states = field(document_, root, "state_dict_metadata");
        const NodeId storage = field(document_, root, "storage_data");
        if (states == kNoNode || storage == kNoNode || !pickle::isMapping(document_, states)
            || !pickle::isMapping(document_, storage))
            return damaged("The file .metadata does not describe a distributed checkpoint.");
        FL_CHECK(readStorage(storage));
        FL_CHECK(readPaths(field(document_, root, "planner_data")));
        for (const auto& [key, value] : pickle::entries(document_, states)) {
            if (context_.cancel.requested())
                return cancelled();
            FL_CHECK(readItem(key, value));
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] Failure damaged(std::string text) const
    {
        return fail(ErrorCode::Damaged, std::move(text), {file_, {}, {}},
                    "The checkpoint is damaged; copy or save it again.");
    }
    [[nodiscard]] Failure tooMuch() const
    {
        return fail(ErrorCode::Unsupported, "The checkpoint has more or longer names than this program reads.",
                    {file_, {}, {}});
    }

    /// Counts what is copied out of the pickle: with shared values a small file says the same a million times.
    bool afford(std::size_t bytes)
    {
        bytes_ += bytes;
        return bytes_ <= kMaxBytes;
    }

    /// Name and offsets of a value, as a key.
    Result<std::string> place(std::string_view name, const std::vector<std::int64_t>& offsets)
    {
        std::string text(name);
        for (const std::int64_t offset : offsets)
            text += '\n' + std::to_string(offset);
        if (name.size() > kMaxName || offsets.size() > kMaxDimensions || !afford(text.size()))
            return tooMuch();
        return text;
    }

    Result<void> readStorage(NodeId storage)
    {
        const auto pairs = document_.pairs(storage);
        if (pairs.size() > kMaxChunks)
            return tooMuch();
        for (const auto& [index, info] : pairs) {
            if (context_.cancel.requested())
                return cancelled();
            const auto name = text(field(document_, index, "fqn"));
            const auto file = text(field(document_, info, "relative_path"));
            const auto offset = integer(field(document_, info, "offset"));
            const auto length = integer(field(document_, info, "length"));
            if (!name || !file || !offset || !length || *offset < 0 || *length < 0)
                return damaged("The file .metadata does not say where a value lies.");
            if (file->empty() || file->size() > kMaxName
                || file->find_first_of(std::string_view("/\\\0", 3)) != file->npos || file->starts_with(".."))
                return damaged("The file .metadata names a file outside of its folder: \"" + shownText(*file) + "\".");
            const NodeId extensions = field(document_, info, "transform_descriptors");
            if (extensions != kNoNode && document_.kind(extensions) != Kind::None
                && !document_.items(extensions).empty())
                return fail(ErrorCode::Unsupported,
                            "The checkpoint was written through an extension (such as compression), which is not read.",
                            {file_, {}, {}}, "Save it again without extensions.");
            FL_TRY(std::string at, place(*name, offsets(field(document_, index, "offset"))));
            storage_.insert_or_assign(std::move(at), DcpSlice{std::string(*file), static_cast<std::uint64_t>(*offset),
                                                              static_cast<std::uint64_t>(*length)});
        }
        return {};
    }

    /// planner_data: flat key → tuple of keys and list indices.
    Result<void> readPaths(NodeId planner)
    {
        if (planner == kNoNode || !pickle::isMapping(document_, planner))
            return {};
        for (const auto& [key, value] : document_.pairs(planner)) {
            if (context_.cancel.requested())
                return cancelled();
            const auto name = text(key);
            const std::size_t parts = document_.items(value).size();
            const auto path = name && parts > 0 && parts <= kMaxPathParts ? plainNames(document_, value) : std::nullopt;
            std::size_t length = sizeof(std::string) * parts;
            for (const std::string& part : path.value_or(std::vector<std::string>()))
                length += part.size();
            if (!afford(length))
                return tooMuch();
            if (path)
                paths_.insert_or_assign(*name, *path);
            result_.split = result_.split || path;
        }
        return {};
    }

    Result<void> readItem(NodeId key, NodeId value)
    {
        const auto name = text(key);
        if (!name)
            return damaged("The file .metadata has a value without a name.");
        DcpItem item;
        FL_TRY(item.key, place(*name, {}));
        const auto path = paths_.find(*name);
        item.path = path == paths_.end() ? std::vector{item.key} : path->second;
        const NodeId size = field(document_, value, "size");
        item.isTensor = size != kNoNode;
        if (item.isTensor) {
            FL_CHECK(readTensor(item, value, size));
        } else if (const auto at = storage_.find(item.key); at != storage_.end()) {
            item.bytes = at->second;
        }
        if (!result_.byKey.emplace(item.key, result_.items.size()).second)
            return damaged("The file .metadata names \"" + shownText(item.key) + "\" twice.");
        result_.items.push_back(std::move(item));
        return {};
    }

    Result<void> readTensor(DcpItem& item, NodeId value, NodeId size)
    {
        const std::string shown = shownText(item.key);
        const auto shape = pickle::integers(document_, size);
        if (!shape || shape->size() > kMaxDimensions || !elementCount(*shape))
            return damaged("The shape of \"" + shown + "\" is impossible.");
        item.shape = *shape;
        readType(item, field(document_, value, "properties"));
        const NodeId chunks = field(document_, value, "chunks");
        if (chunks == kNoNode)
            return damaged("The file .metadata does not say how \"" + shown + "\" is stored.");
        for (const NodeId node : document_.items(chunks)) {
            const auto from = integersAt(field(document_, node, "offsets"));
            const auto sizes = integersAt(field(document_, node, "sizes"));
            if (!from || !sizes)
                return damaged("A piece of \"" + shown + "\" is described wrongly.");
            if (!afford(sizeof(DcpItem::Chunk) + sizeof(std::int64_t) * (from->size() + sizes->size())))
                return tooMuch();
            FL_TRY(const std::string at, place(item.key, *from));
            const auto slice = storage_.find(at);
            if (slice == storage_.end())
                return damaged("The file .metadata does not say where a piece of \"" + shown + "\" lies.");
            item.chunks.push_back({*from, *sizes, slice->second});
        }
        return {};
    }

    /// TensorProperties pickles itself as the tuple (dtype, layout, requires_grad, memory format, pin_memory).
    void readType(DcpItem& item, NodeId properties) const
    {
        if (properties == kNoNode)
            return;
        NodeId type = field(document_, properties, "dtype");
        if (const auto call = document_.call(properties); type == kNoNode && call && call->state != kNoNode) {
            const auto items = document_.items(call->state);
            type = items.empty() ? kNoNode : items[0];
        }
        const auto name = type == kNoNode ? std::nullopt : document_.global(type);
        if (!name || name->module != "torch")
            return;
        item.typeName = shownText(name->name);
        item.dtype = pickle::torchDType(name->name);
    }

    [[nodiscard]] std::optional<std::string_view> text(NodeId id) const
    {
        return id == kNoNode ? std::nullopt : document_.text(id);
    }
    [[nodiscard]] std::optional<std::int64_t> integer(NodeId id) const
    {
        return id == kNoNode ? std::nullopt : document_.integer(id);
    }
    [[nodiscard]] std::optional<std::vector<std::int64_t>> integersAt(NodeId id) const
    {
        return id == kNoNode ? std::nullopt : pickle::integers(document_, id);
    }
    /// Empty for values that are no tensors, whose offset is None or absent, and for tensors without dimensions.
    [[nodiscard]] std::vector<std::int64_t> offsets(NodeId id) const
    {
        return integersAt(id).value_or(std::vector<std::int64_t>());
    }

    const Document& document_;
    const std::string& file_;
    const JobContext& context_;
    DcpMetadata result_;
    std::unordered_map<std::string, DcpSlice> storage_;
    std::unordered_map<std::string_view, std::vector<std::string>> paths_;
    std::size_t bytes_ = 0;
};

}  // namespace

Result<DcpMetadata> readDcpMetadata(std::vector<std::byte> bytes, const std::string& file, const JobContext& context)
{
    FL_TRY(const pickle::Walk walk, pickle::walk(std::move(bytes), {file, 0}, context.cancel));
    for (const std::string& name : walk.opaqueGlobals)
        if (!isWriters(name))
            context.find({Severity::Information,
                          "opaque-object",
                          {file, {}, {}},
                          "The file holds an object of class " + name + ", which is not used.",
                          ""});
    return Parser(walk.document, file, context).parse();
}

}  // namespace fisherlens
