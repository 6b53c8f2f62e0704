// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"

#include "base/philox.h"
#include "reference/examples.h"
#include "reference/in_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>

namespace fisherlens {
namespace {

/// Examples that one thread sums before they are added to the total. It decides the order of the sums: not a setting.
constexpr std::int64_t kBlock = 32;

/// Memory for the partial sums of all threads together; large models run on fewer threads.
constexpr std::int64_t kPartialSumBytes = std::int64_t{2} << 30;

using Vectors = std::vector<std::vector<double>>;

Vectors zeros(const ReferenceModel& model)
{
    Vectors sums;
    for (const ReferenceParameter& parameter : model.parameters())
        sums.emplace_back(static_cast<std::size_t>(parameter.count), 0.0);
    return sums;
}

void clear(Vectors& sums)
{
    for (auto& values : sums)
        std::fill(values.begin(), values.end(), 0.0);
}

void addTo(Vectors& total, const Vectors& part)
{
    for (std::size_t p = 0; p < total.size(); ++p)
        std::transform(total[p].begin(), total[p].end(), part[p].begin(), total[p].begin(), std::plus<>{});
}

/// What one block of examples adds.
struct Sums {
    Vectors squares[2];
    Vectors gradient;  ///< empty when it is not wanted
    std::int64_t examples[2] = {0, 0};
};

/// squares += weight·g², gradient += g; either may be null.
class Accumulator final : public GradientVisitor {
public:
    Accumulator(double weight, Vectors* squares, Vectors* gradient)
        : weight_(weight), squares_(squares), gradient_(gradient)
    {}
    void visit(std::size_t parameter, std::span<const float> values) override { add(parameter, values); }
    void visit(std::size_t parameter, std::span<const double> values) override { add(parameter, values); }

private:
    template <class T>
    void add(std::size_t parameter, std::span<const T> values)
    {
        if (squares_) {
            double* const out = (*squares_)[parameter].data();
            for (std::size_t i = 0; i < values.size(); ++i)
                out[i] += weight_ * (static_cast<double>(values[i]) * static_cast<double>(values[i]));
        }
        if (gradient_) {
            double* const out = (*gradient_)[parameter].data();
            for (std::size_t i = 0; i < values.size(); ++i)
                out[i] += static_cast<double>(values[i]);
        }
    }
    double weight_;
    Vectors* squares_;
    Vectors* gradient_;
};

class Estimator {
public:
    Estimator(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
              const JobContext& context)
        : model_(model), data_(data), settings_(settings), context_(context),
          examples_(settings.examples > 0 ? settings.examples : data.examples)
    {}

    Result<Estimate> run()
    {
        FL_CHECK(checkSettings());
        FL_CHECK(checkTargets(data_, settings_.loss.loss));
        FL_CHECK(checkRepeatable());
        Estimate result;
        FL_TRY(result.selfCheck, selfCheck());
        result.examples = examples_;
        result.halves[0].squares = zeros(model_);
        result.halves[1].squares = zeros(model_);
        if (wantsGradient())
            result.gradient = zeros(model_);
        const auto start = std::chrono::steady_clock::now();
        FL_CHECK(inOrder<std::unique_ptr<Sums>>(
            (examples_ + kBlock - 1) / kBlock, threads(), context_.cancel,
            [this](std::int64_t block) {
                return sumBlock(block * kBlock, std::min(kBlock, examples_ - block * kBlock));
            },
            [&](std::int64_t block, std::unique_ptr<Sums> sums) {
                commit(result, std::move(sums));
                context_.report("estimate the reference", static_cast<double>(std::min(examples_, (block + 1) * kBlock))
                                                              / static_cast<double>(examples_));
            }));
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        FL_CHECK(checkFinite(result));
        return result;
    }

private:
    bool wantsGradient() const { return settings_.labels.kind == FisherKind::Empirical; }

    unsigned threads() const
    {
        std::int64_t bytes = 0;
        for (const ReferenceParameter& parameter : model_.parameters())
            bytes += parameter.count * std::int64_t{8} * (wantsGradient() ? 3 : 2);
        const auto fitting = static_cast<unsigned>(
            std::clamp<std::int64_t>(kPartialSumBytes / std::max<std::int64_t>(bytes, 1), 1, 1024));
        const unsigned wanted =
            settings_.threads ? settings_.threads : defaultThreads();
        return std::min(wanted, fitting);
    }

    Result<void> checkSettings() const
    {
        if (settings_.labels.samples < 1)
            return fail(ErrorCode::Usage, "The number of label draws must be at least 1.");
        if (!(settings_.loss.sigma > 0) || !std::isfinite(settings_.loss.sigma))
            return fail(ErrorCode::Usage, "Sigma must be positive and finite.");
        if (settings_.examples < 0 || examples_ > data_.examples)
            return fail(ErrorCode::Usage, fmt::format("{} examples are asked for, but the data file has {}.",
                                                      settings_.examples, data_.examples));
        return {};
    }

    Result<std::unique_ptr<ForwardPass>> pass(const std::vector<Batch>& inputs, std::uint64_t example) const
    {
        auto result = model_.forward(inputs, true);
        if (!result && result.error().where.file.empty())
            return fail(result.error().code, result.error().detail,
                        {data_.path, fmt::format("example {}", example), {}}, result.error().hint);
        return result;
    }

    /// A random or stateful module would give a number that nobody can reproduce.
    Result<void> checkRepeatable() const
    {
        FL_TRY(const ExampleBlock block, readExamples(data_, 0, 1));
        FL_TRY(const auto first, pass(block.inputs, 0));
        FL_TRY(const auto second, pass(block.inputs, 0));
        const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        if (!std::equal(first->values().begin(), first->values().end(), second->values().begin(),
                        second->values().end(), same))
            return fail(ErrorCode::Unsupported, "The model gives different outputs for the same example in eval mode.",
                        {}, "Export it again after model.eval(), without random layers.");
        return {};
    }

    Result<void> addExample(const ExampleBlock& block, std::int64_t i, Sums& sums) const
    {
        const std::uint64_t index = block.first + static_cast<std::uint64_t>(i);
        FL_TRY(const auto forward, pass(singleExample(block, i), index));
        FL_TRY(const auto outputs, outputsOf(*forward, 1, settings_.loss.loss));
        FL_TRY(const std::vector<Direction> directions,
               directionsOf(settings_.loss, settings_.labels, {outputs[0], block.target(i), index}));
        const unsigned half = halfOfExample(settings_.labels.seed, index);
        ++sums.examples[half];
        for (std::size_t k = 0; k < directions.size(); ++k) {
            if (context_.cancel.requested())
                return cancelled();
            Accumulator accumulator(directions[k].weight, &sums.squares[half],
                                    wantsGradient() ? &sums.gradient : nullptr);
            FL_CHECK(forward->backward(directions[k].gradient, k + 1 == directions.size(), accumulator));
        }
        return {};
    }

    Result<std::unique_ptr<Sums>> sumBlock(std::int64_t first, std::int64_t count)
    {
        std::unique_ptr<Sums> sums = takeSums();
        FL_TRY(const ExampleBlock block, readExamples(data_, first, count));
        for (std::int64_t i = 0; i < count; ++i) {
            if (context_.cancel.requested())
                return cancelled();
            FL_CHECK(addExample(block, i, *sums));
        }
        return sums;
    }

    void commit(Estimate& result, std::unique_ptr<Sums> sums)
    {
        for (const unsigned half : {0U, 1U}) {
            result.halves[half].examples += sums->examples[half];
            addTo(result.halves[half].squares, sums->squares[half]);
        }
        if (wantsGradient())
            addTo(result.gradient, sums->gradient);
        const std::lock_guard lock(mutex_);
        spare_.push_back(std::move(sums));
    }

    std::unique_ptr<Sums> takeSums()
    {
        std::unique_ptr<Sums> sums;
        {
            const std::lock_guard lock(mutex_);
            if (!spare_.empty()) {
                sums = std::move(spare_.back());
                spare_.pop_back();
            }
        }
        if (!sums) {
            sums = std::make_unique<Sums>();
            sums->squares[0] = zeros(model_);
            sums->squares[1] = zeros(model_);
            if (wantsGradient())
                sums->gradient = zeros(model_);
            return sums;
        }
        for (const unsigned half : {0U, 1U}) {
            clear(sums->squares[half]);
            sums->examples[half] = 0;
        }
        clear(sums->gradient);
        return sums;
    }

    Result<std::optional<double>> selfCheck() const
    {
        const std::int64_t n = std::min<std::int64_t>(3, examples_);
        const LabelSettings dataLabels{FisherKind::Empirical, 1, 0};
        FL_TRY(const ExampleBlock block, readExamples(data_, 0, n));
        Vectors single = zeros(model_), batch = zeros(model_);
        std::vector<double> directions;
        for (std::int64_t i = 0; i < n; ++i) {
            FL_TRY(const auto forward, pass(singleExample(block, i), static_cast<std::uint64_t>(i)));
            FL_TRY(const auto outputs, outputsOf(*forward, 1, settings_.loss.loss));
            FL_TRY(const auto terms, directionsOf(settings_.loss, dataLabels,
                                                  {outputs[0], block.target(i), static_cast<std::uint64_t>(i)}));
            Accumulator accumulator(1, nullptr, &single);
            FL_CHECK(forward->backward(terms[0].gradient, true, accumulator));
            directions.insert(directions.end(), terms[0].gradient.begin(), terms[0].gradient.end());
        }
        const auto forward = model_.forward(block.inputs, true);
        if (!forward || (*forward)->values().size() != directions.size() || (*forward)->shape().empty()
            || (*forward)->shape()[0] != n)
            return std::optional<double>{};
        Accumulator accumulator(1, nullptr, &batch);
        if (!(*forward)->backward(directions, true, accumulator))
            return std::optional<double>{};
        const double error = relativeError(single, batch);
        if (error > 1e-3)
            context_.find(
                {Severity::Warning,
                 "examples-interact",
                 {},
                 fmt::format("A batch of {} examples has another gradient than the same examples one by one (relative "
                             "difference {:.2g}).",
                             n, error),
                 "The reference is that of single examples; a model that mixes examples trains on something else."});
        return std::optional<double>(error);
    }

    static double relativeError(const Vectors& expected, const Vectors& actual)
    {
        double worst = 0;
        for (std::size_t p = 0; p < expected.size(); ++p) {
            double difference = 0, size = 0;
            for (std::size_t i = 0; i < expected[p].size(); ++i) {
                difference = std::max(difference, std::abs(expected[p][i] - actual[p][i]));
                size = std::max(size, std::abs(expected[p][i]));
            }
            if (difference > 0)
                worst = std::max(worst, size > 0 ? difference / size : 1.0);
        }
        return worst;
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
    std::int64_t examples_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Sums>> spare_;
};

}  // namespace

Result<Estimate> estimate(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                          const JobContext& context)
{
    return Estimator(model, data, settings, context).run();
}

}  // namespace fisherlens
