// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/deepspeed_partition.h"

#include "formats/containers/torch_archive.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"

#include <algorithm>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxGroups = 100'000, kMaxSlots = 64;

class Reader {
public:
    Reader(TorchArchive& archive, const Document& document, const JobContext& context)
        : archive_(archive), document_(document), context_(context)
    {}

    Result<ZeroPartition> read()
    {
        const NodeId outer = field(document_, document_.root(), "optimizer_state_dict");
        if (outer == kNoNode || !pickle::isMapping(document_, outer))
            return damaged("The file holds no optimizer state of DeepSpeed.");
        result_.file = archive_.path();
        FL_CHECK(checkIntervals(outer));
        readCounts(field(document_, outer, "partition_count"));
        readPaddings(field(document_, outer, "param_alignment_paddings"));
        const NodeId master3 = field(document_, outer, "fp32_flat_groups");
        const NodeId inner3 = field(document_, outer, "optimizer_state_dict");
        result_.stage3 = master3 != kNoNode || inner3 != kNoNode;
        NodeId master = result_.stage3 ? master3 : field(document_, outer, "single_partition_of_fp32_groups");
        if (master == kNoNode)
            master = field(document_, outer, "local_sub_partitions_of_fp32_groups");
        const NodeId inner = result_.stage3 ? inner3 : field(document_, outer, "base_optimizer_state");
        FL_CHECK(readMasters(master));
        FL_CHECK(readStates(inner, outer));
        if (result_.groups.empty())
            return damaged("The file holds no partition of an optimizer state.");
        return std::move(result_);
    }

private:
    [[nodiscard]] Failure damaged(const char* text) const
    {
        return fail(ErrorCode::Damaged, text, {archive_.path(), {}, {}}, "Copy or save the checkpoint again.");
    }

    [[nodiscard]] std::vector<std::size_t> counts(NodeId id) const
    {
        std::vector<std::size_t> values;
        if (id == kNoNode)
            return values;
        const auto add = [&](NodeId node) {
            if (const auto value = document_.integer(node); value && *value >= 0)
                values.push_back(static_cast<std::size_t>(*value));
        };
        add(id);
        for (const NodeId item : document_.items(id))
            add(item);
        return values;
    }

    Result<void> checkIntervals(NodeId outer) const
    {
        const auto intervals = counts(field(document_, outer, "num_comm_intervals_per_group"));
        if (std::any_of(intervals.begin(), intervals.end(), [](std::size_t n) { return n > 1; }))
            return fail(ErrorCode::Unsupported,
                        "DeepSpeed before 0.6, ZeRO stage 1 with several communication intervals: not supported yet.",
                        {archive_.path(), {}, {}}, "Load it with DeepSpeed and save it with a current version.");
        return {};
    }

    void readCounts(NodeId id) { result_.partitionCounts = counts(id); }

    void readPaddings(NodeId id)
    {
        if (id == kNoNode)
            return;
        const auto groups = document_.items(id);
        for (std::size_t g = 0; g < std::min(groups.size(), kMaxGroups); ++g)
            result_.paddings.push_back(counts(groups[g]));
    }

    /// A tensor, or a list with a tensor as its only element (one communication interval).
    Result<std::optional<Tensor>> tensor(NodeId id)
    {
        if (document_.items(id).size() == 1 && !pickle::isTensor(document_, id))
            id = document_.items(id)[0];
        FL_TRY(const auto record, pickle::tensorRecord(document_, id, archive_.path()));
        if (!record || !record->unreadable.empty())
            return std::nullopt;
        FL_TRY(Tensor read, archive_.tensor({}, *record, context_.cancel));
        return std::optional(std::move(read));
    }

    ZeroPartition::Group& group(std::size_t index)
    {
        if (result_.groups.size() <= index)
            result_.groups.resize(index + 1);
        return result_.groups[index];
    }

    Result<void> readMasters(NodeId list)
    {
        if (list == kNoNode)
            return {};
        const auto items = document_.items(list);
        for (std::size_t g = 0; g < std::min(items.size(), kMaxGroups); ++g) {
            if (context_.cancel.requested())
                return cancelled();
            FL_TRY(group(g).master, tensor(items[g]));
        }
        return {};
    }

    Result<void> readStates(NodeId inner, NodeId outer)
    {
        if (inner == kNoNode)
            return damaged("The file holds no optimizer state of DeepSpeed.");
        NodeId groups = field(document_, inner, "param_groups");
        if (groups == kNoNode)
            groups = field(document_, outer, "param_groups");
        if (groups != kNoNode)
            for (const NodeId node : document_.items(groups))
                if (auto read = plainGroup(document_, node); read && result_.options.size() < kMaxGroups)
                    result_.options.push_back(std::move(*read));
        if (!pickle::isMapping(document_, inner)) {  // old elastic checkpoints: a list of states
            result_.lean = true;
            const auto items = document_.items(inner);
            for (std::size_t g = 0; g < std::min(items.size(), kMaxGroups); ++g)
                FL_CHECK(readState(g, document_.items(items[g]).size() == 1 ? document_.items(items[g])[0] : items[g]));
            return {};
        }
        const NodeId state = field(document_, inner, "state");
        if (state == kNoNode || !pickle::isMapping(document_, state))
            return damaged("The file holds no optimizer state of DeepSpeed.");
        for (const auto& [key, value] : pickle::entries(document_, state)) {
            const auto index = document_.integer(key);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= kMaxGroups)
                return damaged("The optimizer state of DeepSpeed has a group without a number.");
            FL_CHECK(readState(static_cast<std::size_t>(*index), value));
        }
        return {};
    }

    Result<void> readState(std::size_t index, NodeId state)
    {
        if (context_.cancel.requested())
            return cancelled();
        if (!pickle::isMapping(document_, state))
            return {};
        StateValues& values = group(index).state;
        for (const auto& [key, value] : pickle::entries(document_, state)) {
            const auto name = document_.text(key);
            if (!name || name->size() > 256 || values.size() >= kMaxSlots)
                continue;
            FL_TRY(std::optional<Tensor> read, tensor(value));
            values.emplace_back(std::string(*name), read ? StateValue(std::move(*read)) : plainValue(document_, value));
        }
        return {};
    }

    TorchArchive& archive_;
    const Document& document_;
    const JobContext& context_;
    ZeroPartition result_;
};

}  // namespace

Result<ZeroPartition> readZeroPartition(const std::string& file, const JobContext& context)
{
    FL_TRY(auto source, ByteSource::open(file));
    FL_TRY(TorchArchive archive, TorchArchive::open(std::move(source), context));
    FL_TRY(const pickle::Walk walk, archive.walk(context));
    return Reader(archive, walk.document, context).read();
}

}  // namespace fisherlens
