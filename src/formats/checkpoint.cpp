// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checkpoint.h"

#include "formats/flat_state.h"
#include "formats/layouts/layout.h"
#include "formats/mapping.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace fisherlens {
namespace {

std::string quotedList(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "\"" : ", \"") + name + "\"";
    return text;
}

/// The state dict to use; empty when the file holds only optimizer states.
Result<StateDict> chooseStateDict(ModelFile& file, const OpenOptions& options, const std::string& path,
                                  const JobContext& context)
{
    if (!options.key.empty())
        return file.readStateDict(options.key, context);
    const std::vector<std::string> found = file.stateDicts();
    if (found.size() > 1)
        return fail(ErrorCode::Unsupported, "The file holds several state dicts: " + quotedList(found) + ".",
                    {path, {}, {}}, "Choose one with --key.");
    if (found.empty())
        return StateDict{};
    return file.readStateDict(found.front(), context);
}

struct Candidate {
    Optimizer optimizer;
    std::vector<Finding> findings;
};

Result<Candidate> readCandidate(ModelFile& file, std::size_t index, const StateDict& model, const MappingContext& known,
                                const std::string& path, const JobContext& context)
{
    Findings findings;
    JobContext local = context;
    local.findings = &findings;
    FL_TRY(OptimizerRecord record, file.readOptimizer(index, local));
    if (file.layout() == "fairseq")
        cutFlatState(record, model, path, local);
    FL_TRY(OptimizerReading reading, readOptimizerState(record, path, local));
    if (record.unusable) {
        reading.unusable = record.unusable;
        reading.states.clear();
    }
    Candidate candidate{mapOptimizer(record, std::move(reading), model, known, path, local), {}};
    candidate.findings = findings.list();
    return candidate;
}

/// Of several states one that fits a part of the model by its shapes only proves nothing.
bool fitsModel(const Candidate& candidate, std::size_t candidates)
{
    const bool subset = std::any_of(candidate.findings.begin(), candidate.findings.end(),
                                    [](const Finding& finding) { return finding.id == "mapping-subset"; });
    return !candidate.optimizer.unusable && !(subset && candidates > 1);
}

/// The optimizer state that belongs to the model. Of several, the only one that fits; else none, and the reason.
Result<std::optional<Optimizer>> chooseOptimizer(ModelFile& file, const StateDict& model, const MappingContext& known,
                                                 const std::string& path, const JobContext& context)
{
    const std::vector<std::string> places = file.optimizers();
    std::vector<Candidate> candidates, fitting;
    for (std::size_t i = 0; i < places.size(); ++i) {
        FL_TRY(Candidate candidate, readCandidate(file, i, model, known, path, context));
        (fitsModel(candidate, places.size()) ? fitting : candidates).push_back(std::move(candidate));
    }
    if (places.empty())
        return std::nullopt;
    Candidate chosen;
    if (fitting.size() == 1) {
        chosen = std::move(fitting.front());
    } else if (fitting.empty() && candidates.size() == 1) {
        chosen = std::move(candidates.front());
    } else {
        chosen = std::move(fitting.empty() ? candidates.front() : fitting.front());
        const std::string text = "The file holds several optimizer states (" + quotedList(places) + "), of which "
                                 + (fitting.empty() ? "none fits" : std::to_string(fitting.size()) + " fit")
                                 + " the model.";
        chosen = {{chosen.optimizer.kind, "", chosen.optimizer.groups, {}, {}, std::nullopt}, {}};
        chosen.optimizer.unusable =
            Error{ErrorCode::Unsupported,
                  text,
                  {path, {}, {}},
                  "Save the one that is meant into a file of its own and give it by --optimizer.",
                  nullptr};
        chosen.findings.push_back({Severity::Error,
                                   fitting.empty() ? "foreign-optimizer-state" : "mapping-ambiguous",
                                   {path, {}, {}},
                                   text,
                                   "None is used."});
    }
    for (Finding& finding : chosen.findings)
        context.find(std::move(finding));
    return std::move(chosen.optimizer);
}

}  // namespace

Result<Checkpoint> openCheckpoint(const OpenOptions& options, const JobContext& context)
{
    const std::string& modelPath = options.modelPath.empty() ? options.path : options.modelPath;
    const std::string& optimizerPath = options.optimizerPath.empty() ? options.path : options.optimizerPath;
    FL_TRY(const std::unique_ptr<ModelFile> model, openModelFile(modelPath, context));
    std::unique_ptr<ModelFile> other;
    if (optimizerPath != modelPath) {
        FL_TRY(other, openModelFile(optimizerPath, context));
        if (other->optimizers().empty() && !options.optimizerPath.empty())
            return fail(ErrorCode::Unsupported, "The file holds no optimizer state.", {optimizerPath, {}, {}},
                        "Give a file with optimizer.state_dict() by --optimizer.");
    }
    Checkpoint checkpoint;
    checkpoint.path = options.path;
    checkpoint.format = std::string(model->format());
    checkpoint.layout = model->layout();
    checkpoint.metadata = model->metadata();
    checkpoint.run = model->run();
    if (other)
        for (RunValue& value : other->run().values)
            checkpoint.run.add(std::move(value));
    deriveBatch(checkpoint.run);
    FL_TRY(StateDict dict, chooseStateDict(*model, options, modelPath, context));
    if (dict.tensors.empty() && !options.modelPath.empty())
        return fail(ErrorCode::Unsupported, "The file holds no parameters.", {modelPath, {}, {}},
                    "Give a file with the model's state_dict() by --model.");
    MappingContext known{model->hints(), std::nullopt};
    if (other && other->hints().huggingfaceTrainer)
        known.hints.huggingfaceTrainer = true;
    if (!options.mappingPath.empty()) {
        FL_TRY(known.byHand, readMappingFile(options.mappingPath));
    }
    FL_TRY(checkpoint.optimizer, chooseOptimizer(other ? *other : *model, dict, known, optimizerPath, context));
    checkpoint.key = std::move(dict.path);
    checkpoint.tensors = std::move(dict.tensors);
    return checkpoint;
}

}  // namespace fisherlens
