// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/batch_proof.h"

#include "reference/module/interception.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <map>
#include <set>

namespace fisherlens::module {
namespace {

/// Largest difference of the other examples' outputs, relative to the largest output, that rounding explains.
constexpr double kRounding = 1e-5;

/// Copies of activations that a forward and a backward pass hold, beside those of operators without parameters.
constexpr std::int64_t kActivationCopies = 6;

/// The rule that can also work on look-ups that do not depend on the examples.
constexpr const char* kLookUp = "embedding";

/// Rounds until every parameter is known to be fast or not; each takes some away.
constexpr int kRounds = 8;

std::vector<Batch> withFirst(std::vector<Batch> inputs, const std::vector<Batch>& other)
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
        std::memcpy(inputs[i].bytes.data(), other[i].bytes.data(),
                    std::min(inputs[i].bytes.size(), other[i].bytes.size()));
    return inputs;
}

std::vector<Batch> withoutLast(std::vector<Batch> inputs)
{
    for (Batch& input : inputs) {
        input.bytes.resize(input.bytes.size() - input.bytes.size() / static_cast<std::size_t>(input.shape.front()));
        --input.shape.front();
    }
    return inputs;
}

/// One run with the rules in place.
struct Run {
    std::unique_ptr<Recorder> recorder;
    at::Tensor output;
};

Result<Run> runWithRules(const BatchSource& source, const Proof& proof, const std::vector<Batch>& inputs,
                         const CancelToken& cancel)
{
    Run run{std::make_unique<Recorder>(proof.table, proof.manners, source.parameters->size(), nullptr, cancel), {}};
    const RecorderScope scope(*run.recorder);
    const Interception interception;
    FL_TRY(run.output, source.forward(inputs));
    return run;
}

Result<void> checkOutputs(const BatchSource& source, const at::Tensor& base, const at::Tensor& changed)
{
    const at::Tensor others = base.detach().narrow(0, 1, base.size(0) - 1);
    const at::Tensor othersAgain = changed.detach().narrow(0, 1, base.size(0) - 1);
    if (sameValues(others, othersAgain))
        return {};
    const double difference = (others - othersAgain).abs().max().item<double>();
    if (difference <= kRounding * others.abs().max().item<double>())
        return {};
    return fail(ErrorCode::Unsupported,
                fmt::format("The model mixes examples: changing one example changes the output for another by {:.2g}.",
                            difference),
                {source.path, {}, {}},
                "A Fisher diagonal is a mean over independent examples. Export a model that treats each on its own "
                "(batch norm in eval mode, no statistics over the first dimension).");
}

bool isViewName(const std::string& name)
{
    static const std::set<std::string> views{"T",       "Transpose", "View",      "UnsafeView", "Permute", "Select",
                                             "Slice",   "Expand",    "Unsqueeze", "Squeeze",    "Split",   "Alias",
                                             "Reshape", "Unbind",    "Narrow",    "AsStrided",  "Detach"};
    return views.contains(name);
}

/// "MulBackward0" → "Mul".
std::string operatorName(const torch::autograd::Node& node)
{
    const std::string name = node.name();
    return printable(name.substr(0, name.find("Backward")));
}

/// The operator through which autograd reaches a parameter; views are passed over.
std::string consumerOf(const at::Tensor& output, const at::Tensor& parameter)
{
    using torch::autograd::Node;
    const auto target = torch::autograd::impl::grad_accumulator(parameter);
    std::map<const Node*, const Node*> usedBy;
    std::vector<const Node*> queue{output.grad_fn().get()};
    usedBy[queue.front()] = nullptr;
    while (!queue.empty()) {
        const Node* node = queue.back();
        queue.pop_back();
        for (const auto& edge : node->next_edges()) {
            if (!edge.function)
                continue;
            if (edge.function == target) {
                if (node->name().find("fisherlens") != std::string::npos)
                    continue;
                const Node* user = node;
                while (isViewName(operatorName(*user)) && usedBy[user])
                    user = usedBy[user];
                return operatorName(*user);
            }
            if (usedBy.emplace(edge.function.get(), node).second)
                queue.push_back(edge.function.get());
        }
    }
    return "an operator";
}

class Prover {
public:
    Prover(const BatchSource& source, const std::vector<Batch>& inputs, const std::vector<Batch>& other,
           const CancelToken& cancel)
        : source_(source), runs_{inputs, withFirst(inputs, other), withoutLast(inputs)}, cancel_(cancel)
    {}

    Result<Proof> run()
    {
        for (int round = 0; round < kRounds; ++round) {
            const std::size_t known = manners_.constant.size() + manners_.expanded.size();
            FL_TRY(Proof proof, attempt());
            const bool learned = known != manners_.constant.size() + manners_.expanded.size();
            if (!proof.reason.empty() || (lost_.empty() && !learned))
                return proof;
            for (auto& [parameter, reason] : lost_)
                fallbacks_.emplace(parameter, std::move(reason));
            lost_.clear();
            if (fallbacks_.size() == source_.tensors->size()) {
                proof.reason = "none of its parameters is used by an operator with a rule: "
                               + (*source_.parameters)[fallbacks_.begin()->first].name + ": "
                               + fallbacks_.begin()->second;
                return proof;
            }
        }
        Proof none;
        none.reason = "its operators change from run to run";
        return none;
    }

private:
    Result<Proof> attempt()
    {
        Proof proof;
        for (std::size_t p = 0; p < source_.tensors->size(); ++p)
            if (!fallbacks_.contains(p))
                proof.table.add((*source_.tensors)[p], p);
        for (const auto& [parameter, reason] : fallbacks_)
            proof.fallbacks.push_back({parameter, reason});
        proof.manners = manners_;
        std::array<Run, 3> runs;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            auto run = runWithRules(source_, proof, runs_[i], cancel_);
            if (cancel_.requested())
                return cancelled();
            if (!run) {
                proof.reason = "it does not take several examples at once";
                return proof;
            }
            runs[i] = std::move(*run);
        }
        const std::int64_t n = examples();
        const at::Tensor& output = runs[0].output;
        if (output.dim() < 1 || output.size(0) != n || runs[1].output.sizes() != output.sizes()
            || runs[2].output.dim() < 1 || runs[2].output.size(0) != n - 1) {
            proof.reason = "its output does not have one row per example";
            return proof;
        }
        proof.outputsPerExample = output.numel() / n;
        FL_CHECK(checkOutputs(source_, output, runs[1].output));
        if (!output.requires_grad()) {
            proof.reason = "its output does not depend on its parameters in a differentiable way";
            return proof;
        }
        placeSteps(runs, proof);
        if (proof.reason.empty())
            findUncovered(runs[0], proof);
        return proof;
    }

    std::int64_t examples() const { return runs_[0].front().shape.front(); }

    void placeSteps(const std::array<Run, 3>& runs, Proof& proof)
    {
        proof.steps = runs[0].recorder->recorded();
        for (const std::size_t i : {1U, 2U}) {
            const auto& steps = runs[i].recorder->recorded();
            const bool same = steps.size() == proof.steps.size()
                              && std::equal(steps.begin(), steps.end(), proof.steps.begin(),
                                            [](const Step& a, const Step& b) { return a.isSame(b); });
            if (!same) {
                proof.reason = "the operators it runs depend on the data";
                return;
            }
        }
        std::int64_t bytes = static_cast<std::int64_t>(runs[0].output.nbytes()) * kActivationCopies;
        for (const Batch& input : runs_[0])
            bytes += static_cast<std::int64_t>(input.bytes.size()) * 2;
        for (std::size_t s = 0; s < proof.steps.size(); ++s) {
            Step& step = proof.steps[s];
            const auto outputOf = [&](std::size_t run) { return runs[run].recorder->outputs()[s]; };
            const bool same = outputOf(0).sizes() == outputOf(1).sizes() && outputOf(0).sizes() == outputOf(2).sizes()
                              && sameValues(outputOf(0), outputOf(1)) && sameValues(outputOf(0), outputOf(2));
            bytes += static_cast<std::int64_t>(outputOf(0).nbytes()) * kActivationCopies;
            if (step.constant && same)
                continue;
            step.place = findPlace({outputOf(0), outputOf(1), outputOf(2), examples(), examples() - 1});
            if (step.place && !step.constant)
                continue;
            for (const Operand& operand : step.operands) {
                const std::size_t parameter = runs[0].recorder->parameterOf(operand);
                if (same && step.name == kLookUp && manners_.constant.insert(parameter).second)
                    continue;
                lost_.emplace(parameter, "the examples have no place of their own in " + step.name);
            }
        }
        proof.bytesPerExample = bytes / examples();
    }

    /// Parameters that get a gradient although the rules give them none.
    void findUncovered(const Run& run, const Proof& proof)
    {
        std::vector<std::size_t> indices;
        std::vector<at::Tensor> tensors;
        for (std::size_t p = 0; p < source_.tensors->size(); ++p) {
            if (proof.isFast(p)) {
                indices.push_back(p);
                tensors.push_back((*source_.tensors)[p]);
            }
        }
        const RecorderScope scope(*run.recorder);
        const auto gradients =
            torch::autograd::grad({run.output}, tensors, {at::ones_like(run.output)}, true, false, true);
        for (std::size_t i = 0; i < gradients.size(); ++i)
            if (gradients[i].defined() && !manners_.expanded.insert(indices[i]).second)
                lost_.emplace(indices[i],
                              "there is no rule for " + consumerOf(run.output, tensors[i]) + ", which uses it");
        for (const std::size_t parameter : run.recorder->leaked())
            lost_.emplace(parameter, "what is looked up in it is used by an operator without a rule");
    }

    const BatchSource& source_;
    std::vector<Batch> runs_[3];
    const CancelToken& cancel_;
    std::map<std::size_t, std::string> fallbacks_, lost_;
    Manners manners_;
};

}  // namespace

Result<Proof> prove(const BatchSource& source, const std::vector<Batch>& inputs, const std::vector<Batch>& other,
                    const CancelToken& cancel)
{
    return guarded(ErrorCode::Unsupported, "The model cannot be differentiated:", {source.path, {}, {}},
                   "Export the model again with gradients enabled.",
                   [&] { return Prover(source, inputs, other, cancel).run(); });
}

}  // namespace fisherlens::module
