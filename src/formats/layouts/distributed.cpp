// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"
#include "formats/containers/assembled_source.h"
#include "formats/layouts/dcp_metadata.h"
#include "formats/layouts/dcp_names.h"
#include "formats/layouts/file_pool.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace fisherlens {
namespace {

constexpr std::uint64_t kMaxMetadata = std::uint64_t{1} << 30U;
constexpr std::uint64_t kMaxLeaf = std::uint64_t{64} << 20U;
constexpr std::size_t kMaxShownValues = 64, kMaxOptions = 200'000;

bool isNumber(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A text that equal options share, and others do not.
std::string signature(const StateValues& options)
{
    std::string text;
    const auto number = [&text](double value) {
        char buffer[32];
        text.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr) += ' ';
    };
    for (const auto& [name, value] : options) {
        text += '\n' + name + '\t' + std::to_string(value.index()) + '\t';
        if (const auto* real = std::get_if<double>(&value))
            number(*real);
        else if (const auto* flag = std::get_if<bool>(&value))
            number(*flag ? 1 : 0);
        else if (const auto* list = std::get_if<std::vector<double>>(&value))
            std::for_each(list->begin(), list->end(), number);
        else if (const auto* word = std::get_if<std::string>(&value))
            text += *word;
    }
    return text;
}

/// A folder of torch.distributed.checkpoint.
class DistributedCheckpoint final : public ModelFile {
public:
    DistributedCheckpoint(std::string folder, DcpMetadata metadata)
        : folder_(std::move(folder)), metadata_(std::move(metadata)), names_(sortDcpNames(metadata_))
    {}

    [[nodiscard]] std::string_view format() const override { return "torch-distributed"; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return shown_; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override
    {
        std::vector<std::string> paths;
        for (const DcpNames::Model& model : names_.models)
            paths.push_back(model.path);
        return paths;
    }
    [[nodiscard]] std::vector<std::string> optimizers() const override
    {
        std::vector<std::string> paths;
        for (const DcpNames::OptimizerKeys& optimizer : names_.optimizers)
            paths.push_back(optimizer.path);
        return paths;
    }

    /// Takes the files, which must be there and long enough; reads the single values beside the model.
    Result<void> prepare(const Folder& folder, const JobContext& context)
    {
        auto pool = std::make_shared<FilePool>();
        for (const DcpItem& item : metadata_.items) {
            if (context.cancel.requested())
                return cancelled();
            if (item.bytes)
                FL_CHECK(take(*pool, folder, *item.bytes));
            for (const DcpItem::Chunk& chunk : item.chunks) {
                FL_CHECK(take(*pool, folder, chunk.slice));
                ordered_ = ordered_ && chunk.slice.file.starts_with("__0_");
            }
        }
        pool_ = std::move(pool);
        if (names_.models.empty() && names_.optimizers.empty())
            return fail(ErrorCode::Unsupported, "The distributed checkpoint holds no model and no optimizer state.",
                        {folder_, {}, {}});
        for (const std::size_t index : names_.others) {
            const DcpItem& item = metadata_.items[index];
            if (shown_.size() >= kMaxShownValues || !item.bytes || item.bytes->length > 65'536)
                continue;
            FL_TRY(const std::optional<pickle::Walk> walk, leaf(item, context));
            if (const auto text = pickle::scalarText(walk->document, walk->document.root()))
                shown_.emplace(item.key, *text);
        }
        return {};
    }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        const auto model = std::find_if(names_.models.begin(), names_.models.end(),
                                        [&](const DcpNames::Model& entry) { return entry.path == path; });
        if (model == names_.models.end())
            return fail(ErrorCode::Incompatible, "The checkpoint has no tensors at \"" + path + "\".",
                        {folder_, {}, {}}, "Leave out --key to see which models it has.");
        StateDict dict;
        dict.path = path;
        dict.ordered = ordered_;
        for (const auto& [name, index] : model->tensors) {
            if (context.cancel.requested())
                return cancelled();
            const DcpItem& item = metadata_.items[index];
            if (!item.dtype) {
                const std::string reason = "its type " + item.typeName + " is not read";
                dict.unreadable.push_back({name, reason});
                context.find({Severity::Warning,
                              "tensor-not-readable",
                              {folder_, name, {}},
                              "The tensor cannot be read: " + reason + ".",
                              "It is left out."});
                continue;
            }
            FL_TRY(Tensor tensor, assemble(item, name));
            FL_CHECK(dict.tensors.add(std::move(tensor)));
            dict.identity.emplace_back();
        }
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        const DcpNames::OptimizerKeys& keys = names_.optimizers.at(index);
        OptimizerRecord record;
        record.path = keys.path;
        FL_CHECK(readGroups(keys, record, context));
        std::unordered_set<std::string> listed;
        for (const OptimizerRecord::Group& group : record.groups)
            listed.insert(group.parameters.begin(), group.parameters.end());
        OptimizerRecord::Group rest;
        for (const DcpNames::State& state : keys.states) {
            if (context.cancel.requested())
                return cancelled();
            OptimizerRecord::Entry entry{state.parameter, !isNumber(state.parameter), {}};
            for (const auto& [slot, item] : state.slots) {
                FL_TRY(StateValue value, slotValue(metadata_.items[item], context));
                entry.values.emplace_back(slot, std::move(value));
            }
            if (!listed.contains(state.parameter))
                rest.parameters.push_back(state.parameter);
            record.states.push_back(std::move(entry));
        }
        // Writers that save the groups by index alone, or not at all, leave the states' own names. Without groups (as
        // Megatron, which keeps them elsewhere) the optimizer is taken for an Adam of which nothing is known.
        if (record.groups.empty())
            rest.options.emplace_back("betas", StateValue());
        if (record.groups.size() == 1 && record.groups[0].parameters.empty())
            record.groups[0].parameters = std::move(rest.parameters);
        else if (!rest.parameters.empty())
            record.groups.push_back(std::move(rest));
        return record;
    }

private:
    Result<void> take(FilePool& pool, const Folder& folder, const DcpSlice& slice)
    {
        if (!folder.hasFile(slice.file))
            return fail(ErrorCode::Missing,
                        "The distributed checkpoint is incomplete: its file \"" + shownText(slice.file)
                            + "\" is not there.",
                        {folder_, {}, {}}, "Copy the whole folder, with the files of all ranks.");
        FL_TRY(const std::size_t file, pool.add(folder.at(slice.file)));
        files_.insert_or_assign(slice.file, file);
        if (slice.offset > pool.size(file) || slice.length > pool.size(file) - slice.offset)
            return fail(ErrorCode::Damaged,
                        "The file ends at byte " + std::to_string(pool.size(file)) + ", but the checkpoint has "
                            + std::to_string(slice.length) + " bytes here.",
                        {pool.path(file), {}, slice.offset}, "It is truncated: copy or save it again.");
        return {};
    }

    [[nodiscard]] ArchivePlace place(const DcpSlice& slice) const
    {
        return {pool_, files_.at(slice.file), slice.offset, slice.length};
    }

    Result<Tensor> assemble(const DcpItem& item, const std::string& name) const
    {
        std::vector<Piece> pieces;
        for (const DcpItem::Chunk& chunk : item.chunks)
            pieces.push_back({chunk.offsets, chunk.sizes,
                              archivedTensor(place(chunk.slice), {}, name, *item.dtype, chunk.sizes), 0});
        TensorInfo info{name, *item.dtype, item.shape, elementCount(item.shape).value_or(0), folder_, {}};
        return assembledTensor(std::move(info), item.shape, std::move(pieces));
    }

    /// The pickle of a value that is no tensor.
    Result<std::optional<pickle::Walk>> leaf(const DcpItem& item, const JobContext& context) const
    {
        if (!item.bytes || item.bytes->length > kMaxLeaf)
            return fail(ErrorCode::Unsupported, "The value \"" + shownText(item.key) + "\" is not stored as expected.",
                        {folder_, {}, {}});
        JobContext silent = context;
        silent.findings = nullptr;
        FL_TRY(const TorchArchive archive, place(*item.bytes).open(silent));
        FL_TRY(pickle::Walk walk, archive.walk(silent));
        return std::optional(std::move(walk));
    }

    Result<StateValue> slotValue(const DcpItem& item, const JobContext& context) const
    {
        if (!item.isTensor) {
            FL_TRY(const std::optional<pickle::Walk> walk, leaf(item, context));
            return plainValue(walk->document, walk->document.root());
        }
        if (!item.dtype)
            return StateValue();
        FL_TRY(Tensor tensor, assemble(item, item.key));
        return StateValue(std::move(tensor));
    }

    Result<void> readGroups(const DcpNames::OptimizerKeys& keys, OptimizerRecord& record, const JobContext& context)
    {
        if (keys.groupList != DcpNames::kNone && metadata_.items[keys.groupList].bytes) {
            FL_TRY(const std::optional<pickle::Walk> walk, leaf(metadata_.items[keys.groupList], context));
            for (const pickle::NodeId node : walk->document.items(walk->document.root()))
                if (auto group = plainGroup(walk->document, node))
                    record.groups.push_back(std::move(*group));
            return {};
        }
        std::unordered_map<std::string, std::size_t> known;  // of groups that name their only parameter
        std::size_t options = 0;
        for (const DcpNames::Group& written : keys.groups) {
            OptimizerRecord::Group group;
            for (const auto& [name, index] : written.options) {
                if (context.cancel.requested())
                    return cancelled();
                const DcpItem& item = metadata_.items[index];
                const bool names = name == "params" || name == "param_names";
                if (!names && ++options <= kMaxOptions) {
                    FL_TRY(StateValue value, slotValue(item, context));
                    group.options.emplace_back(name, std::move(value));
                } else if (names && item.bytes) {
                    FL_TRY(const std::optional<pickle::Walk> walk, leaf(item, context));
                    auto list = plainNames(walk->document, walk->document.root());
                    (name == "params" ? group.parameters : group.names) =
                        std::move(list).value_or(std::vector<std::string>());
                }
            }
            if (group.names.size() != group.parameters.size())
                group.names.clear();
            if (isNumber(written.key)) {
                record.groups.push_back(std::move(group));
                continue;
            }
            const auto [at, isNew] = known.emplace(signature(group.options), record.groups.size());
            if (isNew)
                record.groups.push_back(std::move(group));
            record.groups[at->second].parameters.push_back(written.key);
        }
        return {};
    }

    std::string folder_;
    DcpMetadata metadata_;
    DcpNames names_;
    std::shared_ptr<const FilePool> pool_;
    std::unordered_map<std::string, std::size_t> files_;
    std::map<std::string, std::string> shown_;
    bool ordered_ = true;  ///< one process wrote everything, so the order of the names is that of its state dict
};

bool isPiece(const std::string& name)
{
    return name.ends_with(".distcp");
}

}  // namespace

bool isDistributedCheckpoint(const Folder& folder)
{
    return folder.hasFile(".metadata") || std::any_of(folder.files.begin(), folder.files.end(), isPiece);
}

Result<std::unique_ptr<ModelFile>> openDistributedCheckpoint(const Folder& folder, const JobContext& context)
{
    const Where where{folder.path, {}, {}};
    if (!folder.hasFile(".metadata"))
        return fail(ErrorCode::Unsupported,
                    "Unfinished distributed checkpoint: .metadata is missing, so tensor positions are unknown.", where,
                    "Copy .metadata too, or use an earlier checkpoint: .metadata is written last.");
    FL_TRY(const auto file, ByteSource::open(folder.at(".metadata")));
    if (file->size() > kMaxMetadata)
        return fail(ErrorCode::Unsupported, "The file .metadata is larger than 1 GiB.", where);
    std::vector<std::byte> bytes(static_cast<std::size_t>(file->size()));
    FL_CHECK(file->read(0, bytes));
    FL_TRY(DcpMetadata metadata, readDcpMetadata(std::move(bytes), file->path(), context));
    auto opened = std::make_unique<DistributedCheckpoint>(folder.path, std::move(metadata));
    FL_CHECK(opened->prepare(folder, context));
    FL_CHECK(file->checkUnchanged());
    return opened;
}

}  // namespace fisherlens
