// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/layout.h"
#include "formats/mapping.h"
#include "formats/optimizer_log.h"
#include "formats/optimizer_log_segment.h"
#include "formats/optimizer_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace fisherlens {
namespace {

using detail::numberAttribute;
using detail::snapshotTensor;
using detail::textAttribute;

std::string listOf(const std::vector<LogSnapshot>& snapshots)
{
    std::string text;
    const std::size_t shown = std::min<std::size_t>(snapshots.size(), 20);
    for (std::size_t i = 0; i < shown; ++i)
        text += (i ? ", " : "") + std::to_string(snapshots[i].step);
    if (shown < snapshots.size())
        text += ", ... " + std::to_string(snapshots.back().step);
    return text;
}

Result<LogSnapshot> chooseSnapshot(const OptimizerLog& log, std::optional<std::int64_t> step)
{
    const Where where{log.path, {}, {}};
    if (log.snapshots.empty())
        return fail(ErrorCode::Unsupported,
                    "The log holds no snapshot of the accumulator, so there is nothing to recycle.", where,
                    "Set snapshot_every of the hook.");
    if (!step)
        return log.snapshots.back();
    const auto at = std::find_if(log.snapshots.begin(), log.snapshots.end(),
                                 [step](const LogSnapshot& snapshot) { return snapshot.step == *step; });
    if (at == log.snapshots.end())
        return fail(ErrorCode::Unsupported,
                    "The log holds no snapshot at step " + std::to_string(*step) + "; it has " + listOf(log.snapshots)
                        + ".",
                    where, "Choose one of these with --snapshot.");
    return *at;
}

std::string accumulatorOf(const Hdf5File& file, std::int64_t step)
{
    const std::string key = textAttribute(file, "snapshot/" + std::to_string(step), "accumulator");
    return key.empty() ? "exp_avg_sq" : key;
}

/// Texts of an attribute with one per line.
KeySet linesOf(const Hdf5File& file, const std::string& object, const char* name)
{
    KeySet lines;
    const std::string text = textAttribute(file, object, name);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.insert(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// How the optimizer kept the squares of a tensor, which the log holds as plain numbers: what the hook says, for each
/// tensor or for all others; a hook that said nothing of it wrote down the keys of bitsandbytes' 8-bit states, which
/// have 4,096 entries or more.
std::string storedAs(const Hdf5File& file, const std::string& snapshot, const TensorInfo& dataset)
{
    if (std::string own = textAttribute(file, dataset.name, "stored_as"); !own.empty())
        return own;
    if (std::string others = textAttribute(file, snapshot, "stored_as"); !others.empty())
        return others;
    return dataset.count >= 4096 && linesOf(file, snapshot, "state_keys").contains("qmap2") ? "8-bit" : "";
}

/// The state as PyTorch would have saved it with names, so that the one table of optimizers says what it means.
OptimizerRecord recordOf(const OptimizerLog& log, const Hdf5File& file, std::int64_t step)
{
    const std::string group = "snapshot/" + std::to_string(step);
    const std::string key = accumulatorOf(file, step);
    const double steps = numberAttribute(file, group, "optimizer_step").value_or(static_cast<double>(step));
    std::map<std::string, std::pair<std::size_t, std::size_t>> place;  // name → order, group
    for (std::size_t i = 0; i < log.meta.parameters.size(); ++i)
        place[log.meta.parameters[i].name] = {i, log.meta.parameters[i].group};
    std::vector<std::pair<std::size_t, OptimizerRecord::Entry>> entries;
    OptimizerRecord record;
    for (const StateValues& options : log.meta.groups)
        record.groups.push_back({options, {}, {}});
    if (record.groups.empty())
        record.groups.emplace_back();
    for (const Tensor& stored : file.tensors.tensors()) {
        auto named = snapshotTensor(stored.info.name);
        if (!named || named->first != step)
            continue;
        Tensor tensor = stored;
        tensor.info.name = named->second;
        const double own = numberAttribute(file, stored.info.name, "optimizer_step").value_or(steps);
        const auto at = place.find(named->second);
        const std::size_t order = at == place.end() ? place.size() : at->second.first;
        entries.push_back(
            {order,
             {named->second, true, {{"step", own}, {key, std::move(tensor)}}, storedAs(file, group, stored.info)}});
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [order, entry] : entries) {
        const auto at = place.find(entry.key);
        auto& parameters = record.groups[at == place.end() ? 0 : at->second.second];
        parameters.parameters.push_back(entry.key);
        parameters.names.push_back(entry.key);
        record.states.push_back(std::move(entry));
    }
    return record;
}

/// The optimizer's row in the table: by its class, else by the keys that its state had beside the accumulator, which
/// the hook writes down since it reads more than Adam. nullptr: the accumulator and the groups decide.
const OptimizerClass* rowOf(const OptimizerLog& log, const Hdf5File& file, std::int64_t step)
{
    const std::string accumulator = accumulatorOf(file, step);
    const OptimizerClass* named = optimizerOfClass(log.meta.optimizer, accumulator);
    if (named && !named->usable())
        return named;
    KeySet group;
    const KeySet state = linesOf(file, "snapshot/" + std::to_string(step), "state_keys");
    for (const StateValues& options : log.meta.groups)
        for (const auto& option : options)
            group.insert(option.first);
    if (!state.empty()) {
        const OptimizerClass& row = recogniseOptimizer(state, group);
        if (!row.usable() && !isUnknownOptimizer(row))
            return &row;
        if (!named && row.usable() && row.accumulator == accumulator)
            named = &row;
    }
    return named && named->kind != "Adam" ? named : nullptr;  // Adam's groups say more than its class
}

void reportClass(const OptimizerLog& log, const OptimizerReading& reading, const Hdf5File& file, std::int64_t step,
                 const JobContext& context)
{
    const std::string& name = log.meta.optimizer;
    if (name.empty() || optimizerOfClass(name, accumulatorOf(file, step)))
        return;
    context.find(
        {Severity::Warning,
         "optimizer-class-unknown",
         {log.path, {}, {}},
         reading.kind == "unknown optimizer" || reading.kind == name
             ? fmt::format("The optimizer's class \"{}\" is none that this program knows; its squares are taken "
                           "as an average of squared gradients.",
                           name)
             : fmt::format("The optimizer's class \"{}\" is none that this program knows; its squares are taken "
                           "as those of {}.",
                           name, reading.kind),
         "Check that it averages the squares of plain gradients, as Adam does."});
}

/// A log that says nothing of its optimizer: the squares are usable, their correction is not known.
std::optional<OptimizerReading> plainReading(const OptimizerLog& log, const OptimizerRecord& record)
{
    OptimizerReading reading;
    reading.kind = log.meta.optimizer.empty() ? "unknown optimizer" : log.meta.optimizer;
    reading.accumulator = "exp_avg_sq";
    reading.groups.resize(record.groups.size());
    for (const OptimizerRecord::Entry& entry : record.states) {
        OptimizerReading::State state;
        state.key = entry.key;
        state.named = true;
        if (entry.storedAs != "float32" && entry.storedAs != "float64")
            state.storedAs = entry.storedAs;
        const StateValue* value = findValue(entry.values, "exp_avg_sq");
        if (!value || !std::holds_alternative<Tensor>(*value))
            return std::nullopt;  // an accumulator that is corrected in another way
        state.accumulator = std::get<Tensor>(*value);
        if (const StateValue* step = findValue(entry.values, "step"); step && std::holds_alternative<double>(*step))
            state.step = std::get<double>(*step);
        reading.states.push_back(std::move(state));
    }
    return reading;
}

}  // namespace

Result<Checkpoint> checkpointOfSnapshot(const OptimizerLog& log, std::optional<std::int64_t> step,
                                        const JobContext& context)
{
    FL_TRY(const LogSnapshot snapshot, chooseSnapshot(log, step));
    const std::string& path = log.segments[snapshot.segment].file;
    FL_TRY(const auto source, ByteSource::open(path));
    FL_TRY(const Hdf5File file, openHdf5(source, context));
    const OptimizerRecord record = recordOf(log, file, snapshot.step);
    StateDict model;
    for (const OptimizerRecord::Entry& entry : record.states)
        for (const auto& value : entry.values)
            if (const auto* tensor = std::get_if<Tensor>(&value.second)) {
                if (!isFloating(tensor->info.dtype))
                    return fail(ErrorCode::Damaged, "The snapshot does not hold floating numbers.",
                                {path, entry.key, {}});
                FL_CHECK(model.tensors.add(*tensor));
                model.identity.emplace_back();
            }
    const OptimizerClass* row = rowOf(log, file, snapshot.step);
    FL_TRY(OptimizerReading reading, readOptimizerStateAs(row, record, path, context));
    // The hook multiplies factors out and dequantises, so an optimizer without betas may hold plain averages.
    if (reading.unusable && !row && (log.meta.groups.empty() || reading.kind == "unknown optimizer"))
        if (auto plain = plainReading(log, record))
            reading = std::move(*plain);
    if (!reading.unusable) {
        reportClass(log, reading, file, snapshot.step, context);
        if (!log.meta.optimizer.empty())
            reading.kind = log.meta.optimizer;
    }
    Checkpoint checkpoint;
    checkpoint.path = log.path;
    checkpoint.format = "fisherlens.optlog";
    checkpoint.optimizer = mapOptimizer(record, std::move(reading), model, {}, path, context);
    return checkpoint;
}

}  // namespace fisherlens
