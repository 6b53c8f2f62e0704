// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/regret_budget.h"

#include "edit/regret.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"
#include "stats/jackknife.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <memory>

namespace fisherlens {
namespace {

/// The sums of the groups take no more, where that leaves enough of them.
constexpr std::int64_t kGroupBytes = std::int64_t{2} << 30;

using Vectors = std::vector<std::vector<double>>;

void addTo(Vectors& total, const Vectors& part)
{
    if (total.empty()) {
        total = part;
        return;
    }
    for (std::size_t p = 0; p < part.size(); ++p)
        for (std::size_t i = 0; i < part[p].size(); ++i)
            total[p][i] += part[p][i];
}

void add(Estimate& total, Estimate part)
{
    if (total.examples == 0) {
        total = std::move(part);
        return;
    }
    total.examples += part.examples;
    total.units += part.units;
    for (const std::size_t half : {0U, 1U}) {
        total.halves[half].units += part.halves[half].units;
        addTo(total.halves[half].squares, part.halves[half].squares);
    }
    addTo(total.gradient, part.gradient);
    if (part.selfCheck)
        total.selfCheck = std::max(total.selfCheck.value_or(0), *part.selfCheck);
    if (total.looped.empty())
        total.looped = std::move(part.looped);
    total.seconds += part.seconds;
    total.processorSeconds += part.processorSeconds;
}

/// Σ F of a group of examples, both halves together.
struct Group {
    Vectors squares;
    std::int64_t units = 0;
};

Group groupOf(const Estimate& part)
{
    Group group{part.halves[0].squares, part.units};
    addTo(group.squares, part.halves[1].squares);
    return group;
}

/// The groups of examples so far, and the regret of all but one of them.
class GroupedRegret {
public:
    GroupedRegret(const ReferenceModel& model, double sparsity) : model_(model), sparsity_(sparsity)
    {
        std::int64_t bytes = 1;
        for (const ReferenceParameter& parameter : model.parameters())
            bytes += parameter.count * static_cast<std::int64_t>(sizeof(double));
        mostGroups_ = 2 * std::clamp(kGroupBytes / bytes / 2, kFewestBudgetGroups, kMostBudgetGroups);
    }

    /// θ and the recycled diagonal of every parameter that both files have.
    Result<void> open(const std::string& weights, const RegretBudget& budget, const JobContext& context)
    {
        OpenOptions options;
        options.path = weights;
        FL_TRY(const Checkpoint checkpoint, openCheckpoint(options, context));
        std::shared_ptr<const FisherFile> file = budget.opened;
        if (!file) {
            FL_TRY(FisherFile read, openFisherFile(budget.recycled, context));
            file = std::make_shared<const FisherFile>(std::move(read));
        }
        for (std::size_t p = 0; p < model_.parameters().size(); ++p) {
            const ReferenceParameter& parameter = model_.parameters()[p];
            const Tensor* values = checkpoint.tensors.findMatching(parameter.name);
            const Tensor* diagonal = file->diagonal.findMatching(parameter.name);
            if (!values || !diagonal)
                continue;
            for (const Tensor* tensor : {values, diagonal})
                if (tensor->info.shape != parameter.shape)
                    return fail(ErrorCode::Incompatible,
                                fmt::format("The shape is {} here and {} in the model.", shapeText(tensor->info.shape),
                                            shapeText(parameter.shape)),
                                {tensor->info.file, tensor->info.name, {}}, "Give the files of the same model.");
            parameters_.push_back(p);
            tensors_.push_back({parameter.name, *values, *diagonal, {}});
        }
        if (tensors_.empty())
            return fail(ErrorCode::Incompatible, "The recycled Fisher and the weights have no tensor of the model.",
                        {file->path, {}, {}}, "Give the files of the same model.");
        return {};
    }

    void add(Group group)
    {
        addTo(total_.squares, group.squares);
        total_.units += group.units;
        if (open_ == 0)
            groups_.push_back(std::move(group));
        else
            join(groups_.back(), group);
        if (++open_ < size_)
            return;
        open_ = 0;
        if (std::ssize(groups_) < mostGroups_)
            return;
        for (std::size_t g = 0; g + 1 < groups_.size(); g += 2) {
            join(groups_[g], groups_[g + 1]);
            if (g > 0)
                groups_[g / 2] = std::move(groups_[g]);
        }
        groups_.resize(groups_.size() / 2);
        size_ *= 2;
    }

    /// All that add() has made: the arrays of `view`, and its numbers behind those that are there.
    void show(SumsView& view) const
    {
        view.arrays.emplace_back("total", &total_.squares);
        view.numbers.insert(view.numbers.end(), {static_cast<double>(total_.units), static_cast<double>(size_),
                                                 static_cast<double>(open_)});
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            view.arrays.emplace_back(fmt::format("group_{}", g), &groups_[g].squares);
            view.numbers.push_back(static_cast<double>(groups_[g].units));
        }
    }
    /// `numbers`: what show() has put behind the others. False: they are none of a grouping.
    bool take(KeptSums& kept, std::span<const double> numbers)
    {
        if (numbers.size() < 4)
            return false;
        std::vector<Group> groups;
        for (std::size_t g = 0; g + 3 < numbers.size(); ++g)
            groups.push_back({std::move(kept.arrays[fmt::format("group_{}", g)]), std::llround(numbers[g + 3])});
        Group total{std::move(kept.arrays["total"]), std::llround(numbers[0])};
        const std::size_t parameters = model_.parameters().size();
        if (total.squares.size() != parameters
            || std::any_of(groups.begin(), groups.end(), [&](const Group& g) { return g.squares.size() != parameters; }))
            return false;
        groups_ = std::move(groups);
        total_ = std::move(total);
        size_ = std::llround(numbers[1]);
        open_ = std::llround(numbers[2]);
        return true;
    }

    /// `error`: that the interval does not hold the regret.
    Result<void> measure(BudgetOutcome& outcome, double error, const JobContext& context)
    {
        outcome.regret = outcome.low = outcome.high = std::nullopt;
        FL_TRY(outcome.regret, regretWithout(nullptr, context));
        const auto full = groups_.size() - (open_ > 0 ? 1 : 0);
        if (!outcome.regret || full < static_cast<std::size_t>(kFewestBudgetGroups))
            return {};
        // At most kMostBudgetGroups, by leaving out neighbours together.
        const std::size_t together = (full + kMostBudgetGroups - 1) / static_cast<std::size_t>(kMostBudgetGroups);
        std::vector<double> without;
        for (std::size_t g = 0; g + together <= full; g += together) {
            Group left = groups_[g];
            for (std::size_t k = 1; k < together; ++k)
                join(left, groups_[g + k]);
            FL_TRY(const std::optional<double> regret, regretWithout(&left, context));
            if (!regret)
                return {};
            without.push_back(*regret);
        }
        const Interval interval = jackknifeInterval(*outcome.regret, without, error);
        outcome.low = std::max(interval.low, 1.0);
        outcome.high = interval.high;
        outcome.excluded = outcome.until < *outcome.low || outcome.until > *outcome.high;
        return {};
    }

private:
    static void join(Group& group, const Group& other)
    {
        addTo(group.squares, other.squares);
        group.units += other.units;
    }

    Result<std::optional<double>> regretWithout(const Group* left, const JobContext& context)
    {
        std::vector<RegretTensor> tensors = tensors_;
        const auto units = static_cast<double>(total_.units - (left ? left->units : 0));
        if (!(units > 0))
            return std::optional<double>();
        for (std::size_t t = 0; t < tensors.size(); ++t) {
            const std::size_t p = parameters_[t];
            TensorInfo info{
                tensors[t].name, DType::F32, model_.parameters()[p].shape, model_.parameters()[p].count, {}, {}};
            tensors[t].reference = computedTensor(
                std::move(info), [this, left, p, units](std::int64_t first, std::span<double> out) -> Result<void> {
                    for (std::size_t i = 0; i < out.size(); ++i) {
                        const std::size_t at = static_cast<std::size_t>(first) + i;
                        // The difference of sums of squares can round below 0.
                        const double sum = total_.squares[p][at] - (left ? left->squares[p][at] : 0);
                        out[i] = std::max(sum, 0.0) / units;
                    }
                    return {};
                });
        }
        JobContext quiet;
        quiet.cancel = context.cancel;
        FL_TRY(const auto regrets, pruneRegret(tensors, std::array{sparsity_}, quiet, false));
        return regrets.front().regret;
    }

    const ReferenceModel& model_;
    double sparsity_;
    std::vector<std::size_t> parameters_;  ///< of the model, for each of tensors_
    std::vector<RegretTensor> tensors_;
    std::vector<Group> groups_;
    std::int64_t mostGroups_ = 0;  ///< so many are joined in pairs; even
    Group total_;
    std::int64_t size_ = 1, open_ = 0;  ///< parts of a full group, and of the last one when it is not full
};

/// The parts so far as sums to keep, in front of what the grouping has.
SumsView viewOf(const Estimate& total, double elapsed)
{
    SumsView view;
    view.arrays = {{"squares_0", &total.halves[0].squares},
                   {"squares_1", &total.halves[1].squares},
                   {"gradient", &total.gradient}};
    view.numbers = {static_cast<double>(total.examples), static_cast<double>(total.halves[0].units),
                    static_cast<double>(total.halves[1].units), total.selfCheck.value_or(-1), total.seconds,
                    total.processorSeconds, elapsed};
    return view;
}
constexpr std::size_t kNumbers = 7;

/// The estimate that viewOf() has shown; unset when it is none.
std::optional<Estimate> estimateOf(KeptSums& kept)
{
    if (kept.numbers.size() < kNumbers || kept.arrays["squares_0"].empty() || kept.arrays["squares_1"].empty())
        return std::nullopt;
    Estimate total;
    total.examples = total.resumed = std::llround(kept.numbers[0]);
    for (const std::size_t half : {0U, 1U}) {
        total.halves[half].units = std::llround(kept.numbers[1 + half]);
        total.units += total.halves[half].units;
        total.halves[half].squares = std::move(kept.arrays[half == 0 ? "squares_0" : "squares_1"]);
    }
    total.gradient = std::move(kept.arrays["gradient"]);
    if (kept.numbers[3] >= 0)
        total.selfCheck = kept.numbers[3];
    total.seconds = kept.numbers[4];
    total.processorSeconds = kept.numbers[5];
    return total;
}

}  // namespace

std::int64_t budgetLooks(std::int64_t parts)
{
    std::int64_t looks = 1;
    for (std::int64_t n = kFewestBudgetGroups; n < parts; n *= 2)
        ++looks;
    return looks;
}

Result<BudgetedEstimate> estimateWithinBudget(const ReferenceModel& model, const DataFile& data,
                                              const EstimateSettings& settings, const RegretBudget& budget,
                                              const std::string& weights, const JobContext& context,
                                              SumsKeeper* keeper)
{
    if (!(budget.until > 0) || !std::isfinite(budget.until))
        return fail(ErrorCode::Usage, "The regret to decide about must be positive and finite.");
    if (settings.standardError)
        return fail(ErrorCode::Usage, "A standard error needs all examples; a budget stops before that.", {},
                    "Leave out --standard-error or --until-regret.");
    GroupedRegret regret(model, budget.sparsity);
    FL_CHECK(regret.open(weights, budget, context));
    const std::int64_t there = data.examples - settings.first;
    const std::int64_t total = settings.examples > 0 ? settings.examples : there;
    if (total > there)
        return fail(ErrorCode::Usage, fmt::format("{} examples are asked for, but the data file has {}.",
                                                  settings.first + settings.examples, data.examples));
    // Small enough to stop early, large enough that the check of the engine does not weigh.
    const std::int64_t each = std::clamp<std::int64_t>(total / 64, 16, 1024);
    const double error = 0.05 / static_cast<double>(budgetLooks(total / each));
    std::int64_t look = kFewestBudgetGroups;  // the number of parts at which the interval is looked at next

    BudgetedEstimate result;
    result.outcome.sparsity = budget.sparsity;
    result.outcome.until = budget.until;
    double before = 0;  // seconds of an ended run
    if (keeper) {
        if (auto kept = keeper->restore(fmt::format("examples={};part={}", total, each))) {
            std::optional<Estimate> sums = estimateOf(*kept);
            if (sums && regret.take(*kept, std::span(kept->numbers).subspan(kNumbers))) {
                before = kept->numbers[kNumbers - 1];
                result.estimate = std::move(*sums);
            }
        }
    }
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [&] {
        return before + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const auto keep = [&](bool ended) {
        if (!keeper || result.estimate.examples == 0)
            return;
        SumsView view = viewOf(result.estimate, elapsed());
        regret.show(view);
        keeper->keep(view, ended);
    };
    JobContext part;
    part.cancel = context.cancel;
    part.findings = context.findings;
    while (look * each <= result.estimate.examples)
        look *= 2;
    for (std::int64_t done = result.estimate.examples; done < total;) {
        EstimateSettings next = settings;
        next.first = settings.first + done;
        next.mayBeEmpty = true;
        // A last part that would be too small for the engine goes with the one before it.
        next.examples = total - done < 2 * each ? total - done : each;
        auto estimated = estimate(model, data, next, part);
        if (!estimated) {
            keep(true);
            return fail(estimated.error());
        }
        part.findings = nullptr;  // the same for every part
        done += next.examples;
        regret.add(groupOf(*estimated));
        add(result.estimate, std::move(*estimated));
        result.outcome.examples = done;
        context.report("estimate until the regret is known", static_cast<double>(done) / static_cast<double>(total));
        const bool late = budget.seconds && elapsed() >= *budget.seconds;
        const bool looked = done == look * each;
        if (!looked && !late && done < total) {
            keep(false);
            continue;
        }
        if (looked)
            look *= 2;
        if (const auto measured = regret.measure(result.outcome, error, context); !measured) {
            keep(true);
            return fail(measured.error());
        }
        result.outcome.stopped = result.outcome.excluded ? "regret" : late ? "seconds" : "examples";
        if (result.outcome.excluded || late)
            break;
        if (done < total)
            keep(false);
    }
    if (result.estimate.units == 0)
        return noTokens(data);
    return result;
}

}  // namespace fisherlens
