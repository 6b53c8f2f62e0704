// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"

#include "reference/batch_plan.h"
#include "reference/in_order.h"
#include "reference/kept_memory.h"
#include "reference/running_sums.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numeric>

namespace fisherlens {
namespace {

/// Memory for the partial sums and batches of all threads together; large models run on fewer threads.
constexpr std::int64_t kThreadBytes = std::int64_t{4} << 30;

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// The sums of a block, and what adds to them.
struct Partial {
    ExampleSums sums;
    std::unique_ptr<BatchWorker> worker;  ///< null without an engine
    std::int64_t astray = 0;              ///< examples that the loop did although there is an engine

    Partial(const ReferenceModel& model, bool gradient) : sums(model, gradient) {}
};

class Estimator {
public:
    Estimator(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
              const JobContext& context, SumsKeeper* keeper, Ranks* ranks)
        : model_(model), data_(data), settings_(settings), context_(context), keeper_(keeper), ranks_(ranks),
          loop_(model, data, settings, context.cancel),
          examples_(settings.examples > 0 ? settings.examples : data.examples - settings.first)
    {}

    Result<Estimate> run()
    {
        FL_CHECK(checkSettings());
        FL_CHECK(checkTargets(data_, settings_.loss.loss));
        FL_CHECK(checkRepeatable());
        FL_TRY(plan_, planBatches(model_, data_, settings_, examples_, context_));
        blocks_ = (examples_ + plan_.block - 1) / plan_.block;
        groups_ = std::min(blocks_, settings_.standardError ? kMostGroups : blocks_);
        if (ranks_) {
            firstBlock_ = blocksBefore(groups_ * ranks_->rank() / ranks_->size());
            endBlock_ = blocksBefore(groups_ * (ranks_->rank() + 1) / ranks_->size());
        } else {
            endBlock_ = blocks_;
        }
        RunningSums sums(model_, wantsGradient(), settings_.standardError);
        restore(sums);
        FL_CHECK(addBlocks(sums));
        if (ranks_)
            FL_CHECK(sumOverRanks(sums));
        return conclude(sums);
    }

private:
    /// Blocks before a group: block b is in group b·groups/blocks. Ranks share out whole groups.
    std::int64_t blocksBefore(std::int64_t group) const { return (group * blocks_ + groups_ - 1) / groups_; }

    std::int64_t examplesBefore(std::int64_t block) const { return std::min(examples_, block * plan_.block); }

    Result<void> sumOverRanks(RunningSums& sums) const
    {
        std::vector<double> counts = sums.counts();
        std::vector<std::span<double>> values{counts};
        for (ParameterArrays* arrays : sums.arrays())
            for (std::vector<double>& parameter : *arrays)
                values.emplace_back(parameter);
        FL_CHECK(ranks_->sum(values));
        sums.setCounts(counts);
        return {};
    }

    /// Goes on from the sums of an ended run where there are some.
    void restore(RunningSums& sums) const
    {
        if (!keeper_)
            return;
        std::optional<KeptSums> kept = keeper_->restore(fmt::format(
            "blocks={}-{};examples={};block={};batch={};loop={}", firstBlock_, endBlock_, examples_,
            plan_.block, plan_.batch,
            plan_.engine ? fmt::format("[{}]", fmt::join(plan_.loop, ",")) : "all"));
        if (kept && sums.take(std::move(*kept)))
            sums.resumed = examplesBefore(firstBlock_ + sums.blocks) - examplesBefore(firstBlock_);
    }

    Result<void> addBlocks(RunningSums& sums)
    {
        const std::int64_t first = firstBlock_ + sums.blocks;
        const auto start = std::chrono::steady_clock::now();
        const double processorStart = processorSeconds();
        const double earlier = sums.seconds, processorEarlier = sums.processorSeconds;
        const auto measure = [&] {
            sums.seconds = earlier + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            sums.processorSeconds = processorEarlier + processorSeconds() - processorStart;
        };
        const Result<void> done = inOrder<std::unique_ptr<Partial>>(
            endBlock_ - first, threads(), context_.cancel,
            [this, first](std::int64_t i) {
                const std::int64_t example = (first + i) * plan_.block;
                return sumBlock(example, std::min(plan_.block, examples_ - example));
            },
            [&](std::int64_t i, std::unique_ptr<Partial> partial) {
                const std::int64_t block = first + i;
                if (sums.errors) {
                    sums.errors->add(partial->sums);
                    if ((block + 1) * groups_ / blocks_ != block * groups_ / blocks_)
                        sums.errors->closeGroup();
                }
                sums.astray += partial->astray;
                moveTo(sums.total, *partial);
                release(std::move(partial));
                ++sums.blocks;
                measure();
                if (keeper_)
                    keeper_->keep(sums.view(), false);
                context_.report("estimate the reference",
                                static_cast<double>(block + 1 - firstBlock_)
                                    / static_cast<double>(endBlock_ - firstBlock_));
            });
        measure();
        if (!done && keeper_ && sums.blocks > 0)
            keeper_->keep(sums.view(), true);
        return done;
    }

    Result<Estimate> conclude(RunningSums& sums) const
    {
        Estimate result;
        result.seconds = sums.seconds;
        result.processorSeconds = sums.processorSeconds;
        result.examples = examples_;
        result.resumed = sums.resumed;
        ExampleSums& total = sums.total;
        result.units = total.units[0] + total.units[1];
        if (result.units == 0 && !settings_.mayBeEmpty)
            return noTokens(data_);
        result.selfCheck = plan_.selfCheck;
        if (sums.errors)
            result.standardError = sums.errors->errors(total);
        for (const unsigned half : {0U, 1U})
            result.halves[half] = {total.units[half], std::move(total.sums.squares[half])};
        result.gradient = std::move(total.sums.gradient);
        for (const std::size_t p : plan_.loop)
            result.looped.push_back({p, reasonOf(p)});
        reportAstray(sums.astray);
        FL_CHECK(checkFinite(result));
        return result;
    }

    bool wantsGradient() const { return settings_.labels.kind == FisherKind::Empirical; }

    unsigned threads() const
    {
        std::int64_t bytes = plan_.workerBytes;
        for (const ReferenceParameter& parameter : model_.parameters())
            bytes += parameter.count * std::int64_t{8} * (wantsGradient() ? 3 : 2);
        const auto fitting =
            static_cast<unsigned>(std::clamp<std::int64_t>(kThreadBytes / std::max<std::int64_t>(bytes, 1), 1, 1024));
        const unsigned wanted = settings_.threads ? settings_.threads : defaultThreads();
        return std::min(wanted, fitting);
    }

    Result<void> checkSettings() const
    {
        if (settings_.labels.samples < 1)
            return fail(ErrorCode::Usage, "The number of label draws must be at least 1.");
        if (!(settings_.loss.sigma > 0) || !std::isfinite(settings_.loss.sigma))
            return fail(ErrorCode::Usage, "Sigma must be positive and finite.");
        if (settings_.batchSize < 0)
            return fail(ErrorCode::Usage, "The batch size must be at least 1.");
        if (settings_.standardError && examples_ < kFewestGroups)
            return fail(ErrorCode::Usage, fmt::format("A standard error needs at least {} examples; there are {}.",
                                                      kFewestGroups, examples_));
        if (settings_.first < 0 || settings_.examples < 0 || examples_ < 1
            || examples_ > data_.examples - settings_.first)
            return fail(ErrorCode::Usage, fmt::format("{} examples are asked for, but the data file has {}.",
                                                      settings_.first + settings_.examples, data_.examples));
        return {};
    }

    /// A random or stateful module would give a number that nobody can reproduce.
    Result<void> checkRepeatable() const
    {
        FL_TRY(const ExampleBlock block, readExamples(data_, 0, 1));
        FL_TRY(const auto first, forwardPass(model_, data_, block.inputs, 0));
        FL_TRY(const auto second, forwardPass(model_, data_, block.inputs, 0));
        const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        if (!std::equal(first->values().begin(), first->values().end(), second->values().begin(),
                        second->values().end(), same))
            return fail(ErrorCode::Unsupported, "The model gives different outputs for the same example in eval mode.",
                        {}, "Export it again after model.eval(), without random layers.");
        return {};
    }

    /// False: a batch took another way through the model than in the proof.
    Result<bool> addBatches(const ExampleBlock& block, Partial& partial) const
    {
        for (std::int64_t first = 0; first < block.count; first += plan_.batch) {
            const OrderedBlock ordered =
                orderByHalf(part(block, first, std::min(plan_.batch, block.count - first)), settings_.labels.seed);
            FL_TRY(const bool usable, addBatch(*partial.worker, ordered, data_, settings_, wantsGradient()));
            if (!usable)
                return false;
            for (std::int64_t i = 0; i < ordered.block.count; ++i)
                partial.sums.units[i < ordered.firstHalf ? 0 : 1] += unitsOf(settings_.loss, ordered.block.target(i));
        }
        if (settings_.standardError)
            partial.worker->finish();
        return true;
    }

    Result<std::unique_ptr<Partial>> sumBlock(std::int64_t first, std::int64_t count)
    {
        std::unique_ptr<Partial> partial = takePartial();
        FL_TRY(const ExampleBlock block, readExamples(data_, settings_.first + first, count));
        if (!plan_.engine) {
            FL_CHECK(loop_.add(block, plan_.loop, partial->sums, true));
            return partial;
        }
        FL_TRY(const bool usable, addBatches(block, *partial));
        if (usable) {
            if (!plan_.loop.empty())
                FL_CHECK(loop_.add(block, plan_.loop, partial->sums, false));
            return partial;
        }
        partial->worker->discard();
        partial->sums.clear();
        std::vector<std::size_t> all(model_.parameters().size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        FL_CHECK(loop_.add(block, all, partial->sums, true));
        partial->astray = count;
        return partial;
    }

    void moveTo(ExampleSums& total, Partial& partial) const
    {
        if (partial.worker && partial.astray == 0) {
            partial.worker->moveTo(total.sums);
            total.takeCounts(partial.sums);
            for (const std::size_t p : plan_.loop)
                total.take(partial.sums, p);
        } else {
            total.add(partial.sums);
            partial.sums.clear();
            partial.astray = 0;
        }
    }

    std::unique_ptr<Partial> takePartial()
    {
        {
            const std::lock_guard lock(mutex_);
            if (!spare_.empty()) {
                std::unique_ptr<Partial> partial = std::move(spare_.back());
                spare_.pop_back();
                return partial;
            }
        }
        auto partial = std::make_unique<Partial>(model_, wantsGradient());
        if (plan_.engine)
            partial->worker = plan_.engine->worker(partial->sums.sums, context_.cancel);
        return partial;
    }

    void release(std::unique_ptr<Partial> partial)
    {
        const std::lock_guard lock(mutex_);
        spare_.push_back(std::move(partial));
    }

    std::string reasonOf(std::size_t parameter) const
    {
        if (plan_.engine)
            for (const BatchEngine::Fallback& other : plan_.engine->fallbacks())
                if (other.parameter == parameter)
                    return other.reason;
        return plan_.reason;
    }

    void reportAstray(std::int64_t astray) const
    {
        if (astray > 0)
            context_.find({Severity::Information,
                           "reference-loop",
                           {},
                           fmt::format("{} examples took another way through the model than the first ones and were "
                                       "worked on one by one.",
                                       astray),
                           "The result is the same, it takes longer."});
    }

    Result<void> checkFinite(const Estimate& result) const
    {
        for (const HalfSums& half : result.halves)
            for (std::size_t p = 0; p < half.squares.size(); ++p)
                if (!std::all_of(half.squares[p].begin(), half.squares[p].end(),
                                 [](double x) { return std::isfinite(x); }))
                    return fail(ErrorCode::NonFinite, "A gradient of this parameter is not finite.",
                                {{}, model_.parameters()[p].name, {}},
                                "Check the weights and the inputs for extreme values.");
        return {};
    }

    const ReferenceModel& model_;
    const DataFile& data_;
    const EstimateSettings& settings_;
    const JobContext& context_;
    SumsKeeper* keeper_;
    Ranks* ranks_;
    ExampleLoop loop_;
    std::int64_t examples_;
    BatchPlan plan_;
    std::int64_t blocks_ = 0, groups_ = 0;
    std::int64_t firstBlock_ = 0, endBlock_ = 0;  ///< those of this rank
    std::mutex mutex_;
    std::vector<std::unique_ptr<Partial>> spare_;
};

}  // namespace

Failure noTokens(const DataFile& data)
{
    return fail(ErrorCode::Incompatible, "The data hold no token to predict.", {data.path, {}, {}},
                "Targets of -100 are not predicted, nor is the first token of a sequence by causal-lm.");
}

Result<Estimate> estimate(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                          const JobContext& context, SumsKeeper* keeper, Ranks* ranks)
{
    const KeptMemory kept;
    return Estimator(model, data, settings, context, keeper, ranks).run();
}

}  // namespace fisherlens
