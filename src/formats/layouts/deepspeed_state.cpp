// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/deepspeed_state.h"

#include "formats/containers/assembled_source.h"
#include "formats/layouts/deepspeed_partition.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <unordered_set>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxParameters = 1'000'000, kMaxName = 4096;

Failure damaged(const std::string& file, std::string text)
{
    return fail(ErrorCode::Damaged, std::move(text), {file, {}, {}}, "Copy or save the checkpoint again.");
}

/// One flat buffer as its ranks hold it: all of them flat, of one type.
struct Flat {
    std::vector<const Tensor*> parts;

    [[nodiscard]] std::int64_t total() const
    {
        std::int64_t sum = 0;
        for (const Tensor* part : parts)
            sum += part->info.count;
        return sum;
    }
};

class Assembler {
public:
    Assembler(const DeepSpeedFiles& files, const JobContext& context) : files_(files), context_(context) {}

    Result<ZeroState> run(const Document& document)
    {
        FL_CHECK(readPartitions());
        FL_TRY(shapes_, parameterShapes(document, document.root(), ranks_.front().groups.size(), files_.modelStates));
        if (ranks_.front().groups.size() != shapes_.size())
            return damaged(files_.folder, "The DeepSpeed save has " + std::to_string(shapes_.size())
                                              + " groups of parameters, but its partitions have "
                                              + std::to_string(ranks_.front().groups.size()) + ".");
        result_.stage = ranks_.front().stage3 ? 3 : 1;
        result_.record.path = "optimizer_state_dict";
        result_.record.groups = ranks_.front().options;
        for (OptimizerRecord::Group& group : result_.record.groups) {
            indices_.push_back(std::move(group.parameters));
            group.parameters.clear();
        }
        if (result_.record.groups.empty()) {
            // Old elastic checkpoints keep no groups: what was run is not known, only that it kept these averages.
            indices_.emplace_back();
            result_.record.groups.push_back({{{"betas", StateValue()}}, {}, {}});
        }
        for (std::size_t g = 0; g < shapes_.size(); ++g)
            FL_CHECK(assembleGroup(g));
        return std::move(result_);
    }

private:
    Result<void> readPartitions()
    {
        std::size_t world = 0;
        for (std::size_t r = 0; r < files_.optimStates.size(); ++r) {
            context_.report("read partitions", static_cast<double>(r) / static_cast<double>(files_.optimStates.size()));
            FL_TRY(ZeroPartition rank, readZeroPartition(files_.optimStates[r], context_));
            if (r > 0 && (rank.stage3 != ranks_.front().stage3 || rank.groups.size() != ranks_.front().groups.size()))
                return damaged(rank.file, "The partitions of the DeepSpeed save do not belong together.");
            for (const std::size_t count : rank.partitionCounts)
                world = std::max(world, count);
            ranks_.push_back(std::move(rank));
        }
        if (world != 0 && world != ranks_.size())
            return fail(ErrorCode::Unsupported,
                        "This DeepSpeed save is incomplete: " + std::to_string(ranks_.size()) + " of "
                            + std::to_string(world) + " partitions found.",
                        {files_.folder, {}, {}}, "Copy the *_optim_states.pt files of all ranks.");
        for (const std::size_t count : ranks_.front().partitionCounts)
            if (count != world)
                return fail(ErrorCode::Unsupported,
                            "Tensor- or expert-parallel DeepSpeed state; convert with ds_to_universal.py and open the "
                            "universal folder.",
                            {files_.folder, {}, {}}, "The program lies in deepspeed/checkpoint.");
        return {};
    }

    /// A slot of the state in all ranks; nothing when it is not a flat array in each of them.
    [[nodiscard]] std::optional<Flat> flat(std::size_t group, const std::string& slot) const
    {
        Flat result;
        for (const ZeroPartition& rank : ranks_) {
            const StateValue* value = findValue(rank.groups[group].state, slot);
            const auto* tensor = value ? std::get_if<Tensor>(value) : nullptr;
            if (!tensor || tensor->info.shape.size() != 1)
                return std::nullopt;
            result.parts.push_back(tensor);
        }
        return sameType(result) ? std::optional(std::move(result)) : std::nullopt;
    }
    [[nodiscard]] std::optional<Flat> masters(std::size_t group) const
    {
        Flat result;
        for (const ZeroPartition& rank : ranks_) {
            const auto& master = rank.groups[group].master;
            if (!master || master->info.shape.size() != 1)
                return std::nullopt;
            result.parts.push_back(&*master);
        }
        return sameType(result) ? std::optional(std::move(result)) : std::nullopt;
    }
    static bool sameType(const Flat& flat)
    {
        return std::all_of(flat.parts.begin(), flat.parts.end(),
                           [&](const Tensor* part) { return part->info.dtype == flat.parts[0]->info.dtype; });
    }

    Result<void> assembleGroup(std::size_t g)
    {
        const StateValues& slots = ranks_.front().groups[g].state;
        std::vector<OptimizerRecord::Entry> entries;
        for (const auto& [name, shape] : shapes_[g])
            entries.push_back({name, true, {}});
        for (const auto& [slot, value] : slots) {
            const auto buffer = flat(g, slot);
            if (!buffer) {  // a number, the same for the whole group: "step"
                const auto* tensor = std::get_if<Tensor>(&value);
                for (OptimizerRecord::Entry& entry : entries)
                    entry.values.emplace_back(slot, tensor && tensor->info.count != 1 ? StateValue() : value);
                continue;
            }
            FL_TRY(const std::vector<Tensor> tensors, cut(g, *buffer));
            for (std::size_t i = 0; i < tensors.size(); ++i)
                entries[i].values.emplace_back(slot, tensors[i]);
        }
        if (const auto buffer = masters(g)) {
            FL_TRY(std::vector<Tensor> tensors, cut(g, *buffer));
            std::move(tensors.begin(), tensors.end(), std::back_inserter(result_.weights));
        }
        OptimizerRecord::Group& owner = result_.record.groups[groupOf(g)];
        for (OptimizerRecord::Entry& entry : entries) {
            owner.parameters.push_back(entry.key);
            if (!entry.values.empty())
                result_.record.states.push_back(std::move(entry));
        }
        return {};
    }

    /// The entry of param_groups that lists this (sub-)group; by position where they are not listed.
    [[nodiscard]] std::size_t groupOf(std::size_t g) const
    {
        const std::string index = std::to_string(g);
        for (std::size_t i = 0; i < indices_.size(); ++i)
            if (std::find(indices_[i].begin(), indices_[i].end(), index) != indices_[i].end())
                return i;
        return std::min(g, indices_.size() - 1);
    }

    Result<std::vector<Tensor>> cut(std::size_t g, const Flat& flat) const
    {
        return result_.stage == 3 ? cutEach(g, flat) : cutConcatenated(g, flat);
    }

    Result<Tensor> assembled(const std::string& name, const Shape& shape, const Flat& flat,
                             std::vector<Piece> pieces) const
    {
        const std::int64_t count = elementCount(shape).value_or(0);
        TensorInfo info{name, flat.parts[0]->info.dtype, shape, count, files_.folder, {}};
        return assembledTensor(std::move(info), {count}, std::move(pieces));
    }

    /// Stages 1 and 2: the partitions in the order of the ranks are the flat buffer, parameter after parameter, padded
    /// at its end (and since DeepSpeed 0.19 after each parameter).
    Result<std::vector<Tensor>> cutConcatenated(std::size_t g, const Flat& flat) const
    {
        const auto& paddings = ranks_.front().paddings;
        const std::vector<std::size_t> padding = g < paddings.size() ? paddings[g] : std::vector<std::size_t>();
        const std::int64_t total = flat.total();
        std::vector<Tensor> tensors;
        std::int64_t at = 0, base = 0;
        std::size_t rank = 0;  // whose partition begins at `base`
        for (std::size_t i = 0; i < shapes_[g].size(); ++i) {
            const auto& [name, shape] = shapes_[g][i];
            const std::int64_t count = elementCount(shape).value_or(0);
            if (count > total - at)
                return tooShort(g);
            std::vector<Piece> pieces;
            for (std::int64_t done = 0; done < count;) {
                while (at + done >= base + flat.parts[rank]->info.count)
                    base += flat.parts[rank++]->info.count;
                const Tensor& part = *flat.parts[rank];
                const std::int64_t first = at + done - base;
                const std::int64_t n = std::min(part.info.count - first, count - done);
                pieces.push_back({{done}, {n}, part.source, first});
                done += n;
            }
            FL_TRY(Tensor tensor, assembled(name, shape, flat, std::move(pieces)));
            tensors.push_back(std::move(tensor));
            at += count;
            const std::size_t more = i < padding.size() ? padding[i] : 0;
            if (more > static_cast<std::uint64_t>(total - at))
                at = total;
            else
                at += static_cast<std::int64_t>(more);
        }
        // What is left can only be alignment.
        const auto unit = static_cast<std::int64_t>(2 * ranks_.size());
        if (total - at >= unit && (total + unit - 1) / unit != (at + unit - 1) / unit)
            return damaged(ranks_.front().file, "The partitions of group " + std::to_string(g) + " have "
                                                    + std::to_string(total) + " elements, but its parameters only "
                                                    + std::to_string(at) + ".");
        return tensors;
    }

    /// Stage 3: every parameter is cut into equal slices, one for each rank, the last one padded.
    Result<std::vector<Tensor>> cutEach(std::size_t g, const Flat& flat) const
    {
        const auto world = static_cast<std::int64_t>(ranks_.size());
        std::vector<Tensor> tensors;
        std::int64_t at = 0;
        for (const auto& [name, shape] : shapes_[g]) {
            const std::int64_t count = elementCount(shape).value_or(0);
            const std::int64_t slice = count / world + (count % world != 0 ? 1 : 0);
            std::vector<Piece> pieces;
            for (std::int64_t r = 0; r < world; ++r) {
                const Tensor& part = *flat.parts[static_cast<std::size_t>(r)];
                if (slice > part.info.count - at)
                    return tooShort(g);
                const std::int64_t n = std::clamp<std::int64_t>(count - r * slice, 0, slice);
                if (n > 0)
                    pieces.push_back({{r * slice}, {n}, part.source, at});
            }
            FL_TRY(Tensor tensor, assembled(name, shape, flat, std::move(pieces)));
            tensors.push_back(std::move(tensor));
            at += slice;
        }
        for (const Tensor* part : flat.parts)
            if (part->info.count != at)
                return damaged(ranks_.front().file,
                               "A partition of group " + std::to_string(g) + " has " + std::to_string(part->info.count)
                                   + " elements, but its parameters take " + std::to_string(at) + ".");
        return tensors;
    }

    [[nodiscard]] Failure tooShort(std::size_t g) const
    {
        return damaged(ranks_.front().file,
                       "The partitions of group " + std::to_string(g) + " are too short for its parameters.");
    }

    const DeepSpeedFiles& files_;
    const JobContext& context_;
    std::vector<ParameterShapes> shapes_;
    std::vector<ZeroPartition> ranks_;
    std::vector<std::vector<std::string>> indices_;  ///< per entry of param_groups: the groups that it lists
    ZeroState result_;
};

/// One OrderedDict of name → torch.Size.
Result<ParameterShapes> shapesOf(const Document& document, NodeId node, const std::string& file,
                                 std::unordered_set<std::string>& seen)
{
    ParameterShapes shapes;
    for (const auto& [key, value] : pickle::entries(document, node)) {
        const auto name = document.text(key);
        const auto shape = pickle::integers(document, value);
        if (!name || name->size() > kMaxName || !shape || shape->size() > 64 || !elementCount(*shape))
            return damaged(file, "The shapes of the parameters are described wrongly.");
        if (!seen.emplace(*name).second)
            return damaged(file, "The parameter \"" + shownText(*name) + "\" is listed twice.");
        if (seen.size() > kMaxParameters)
            return fail(ErrorCode::Unsupported, "The save has more than 1,000,000 parameters.", {file, {}, {}});
        shapes.emplace_back(std::string(*name), *shape);
    }
    return shapes;
}

}  // namespace

Result<std::vector<ParameterShapes>> parameterShapes(const Document& document, NodeId root, std::size_t groups,
                                                     const std::string& file)
{
    const NodeId node = field(document, root, "param_shapes");
    std::vector<ParameterShapes> result;
    std::unordered_set<std::string> seen;
    if (node == kNoNode)
        return damaged(file, "The file does not list the shapes of its parameters.");
    if (pickle::isMapping(document, node)) {
        if (groups > 1)
            return fail(ErrorCode::Unsupported,
                        "This save of DeepSpeed before 0.5 does not say which parameters are in which group.",
                        {file, {}, {}}, "Load it with DeepSpeed and save it with a current version.");
        FL_TRY(ParameterShapes shapes, shapesOf(document, node, file, seen));
        result.push_back(std::move(shapes));
        return result;
    }
    for (const NodeId item : document.items(node)) {
        FL_TRY(ParameterShapes shapes, shapesOf(document, item, file, seen));
        result.push_back(std::move(shapes));
    }
    return result;
}

Result<ZeroState> readZeroState(const DeepSpeedFiles& files, const Document& document, const JobContext& context)
{
    return Assembler(files, context).run(document);
}

}  // namespace fisherlens
