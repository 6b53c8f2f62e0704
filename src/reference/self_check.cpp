// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/self_check.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::int64_t kSpotChecks = 3;

/// Squares this much smaller than the largest are rounding: float32 gradients have errors of 1e-7 of the largest.
constexpr double kSquareFloor = 1e-10, kGradientFloor = 1e-5;

using Vectors = std::vector<std::vector<double>>;

double largest(const std::vector<double>& values)
{
    double size = 0;
    for (const double value : values)
        size = std::max(size, std::abs(value));
    return size;
}

double relativeError(const Vectors& expected, const Vectors& actual, const std::vector<std::size_t>& parameters,
                     double floor)
{
    double top = 0, worst = 0;
    for (const std::size_t p : parameters)
        top = std::max(top, largest(expected[p]));
    for (const std::size_t p : parameters) {
        double difference = 0;
        for (std::size_t i = 0; i < expected[p].size(); ++i)
            difference = std::max(difference, std::abs(expected[p][i] - actual[p][i]));
        const double size = largest(expected[p]) + floor * top;
        if (difference > 0)
            worst = std::max(worst, size > 0 ? difference / size : 1.0);
    }
    return worst;
}

std::vector<std::size_t> allParameters(const ReferenceModel& model)
{
    std::vector<std::size_t> all(model.parameters().size());
    for (std::size_t p = 0; p < all.size(); ++p)
        all[p] = p;
    return all;
}

/// Σ g of the visited gradients.
class GradientSum final : public GradientVisitor {
public:
    explicit GradientSum(Vectors& sums) : sums_(sums) {}
    void visit(std::size_t parameter, std::span<const float> values) override { add(parameter, values); }
    void visit(std::size_t parameter, std::span<const double> values) override { add(parameter, values); }

private:
    template <class T>
    void add(std::size_t parameter, std::span<const T> values)
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            sums_[parameter][i] += static_cast<double>(values[i]);
    }
    Vectors& sums_;
};

EstimateSettings withDataLabels(EstimateSettings settings)
{
    settings.labels.kind = FisherKind::Empirical;
    return settings;
}

}  // namespace

Result<std::optional<double>> checkEngine(const ReferenceModel& model, const BatchEngine& engine, const DataFile& data,
                                          const EstimateSettings& settings, const OrderedBlock& ordered,
                                          const CancelToken& cancel)
{
    const EstimateSettings plain = withDataLabels(settings);
    const std::int64_t last = ordered.block.count - 1;
    std::vector<std::int64_t> chosen{0, last / 2, last};
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());

    std::vector<std::size_t> fast = allParameters(model);
    for (const BatchEngine::Fallback& other : engine.fallbacks())
        fast.erase(std::find(fast.begin(), fast.end(), other.parameter));

    ExampleSums batched(model, false), single(model, false);
    {
        const auto worker = engine.worker(batched.sums, cancel);
        const auto usable = addBatch(*worker, ordered, data, plain, false, chosen);
        if (!usable && usable.error().code == ErrorCode::Cancelled)
            return fail(usable.error());
        if (!usable || !*usable)
            return std::optional<double>{};
        worker->finish();
    }
    const ExampleLoop loop(model, data, plain, cancel);
    for (const std::int64_t i : chosen)
        FL_CHECK(loop.add(part(ordered.block, i, 1), fast, single, true));
    for (ExampleSums* sums : {&batched, &single})
        for (std::size_t p = 0; p < sums->sums.squares[0].size(); ++p)
            for (std::size_t i = 0; i < sums->sums.squares[0][p].size(); ++i)
                sums->sums.squares[0][p][i] += sums->sums.squares[1][p][i];
    return std::optional<double>(relativeError(single.sums.squares[0], batched.sums.squares[0], fast, kSquareFloor));
}

Result<std::optional<double>> checkPlainBatch(const ReferenceModel& model, const DataFile& data,
                                              const EstimateSettings& settings, std::int64_t examples)
{
    const std::int64_t n = std::min(kSpotChecks, examples);
    const LabelSettings dataLabels{FisherKind::Empirical, 1, 0};
    FL_TRY(const ExampleBlock block, readExamples(data, 0, n));
    Vectors single = zerosOf(model), batch = zerosOf(model);
    std::vector<double> directions;
    for (std::int64_t i = 0; i < n; ++i) {
        FL_TRY(const auto forward, forwardPass(model, data, singleExample(block, i), block.index(i)));
        FL_TRY(const auto outputs, outputsOf(*forward, 1, settings.loss.loss));
        FL_TRY(const auto terms,
               directionsOf(settings.loss, dataLabels, {outputs[0], block.target(i), block.index(i)}));
        GradientSum sum(single);
        const std::vector<double> gradient = summedGradient(terms, outputs[0].size());
        FL_CHECK(forward->backward(gradient, true, sum));
        directions.insert(directions.end(), gradient.begin(), gradient.end());
    }
    const auto forward = model.forward(block.inputs, true);
    if (!forward || (*forward)->values().size() != directions.size() || (*forward)->shape().empty()
        || (*forward)->shape()[0] != n)
        return std::optional<double>{};
    GradientSum sum(batch);
    if (!(*forward)->backward(directions, true, sum))
        return std::optional<double>{};
    return std::optional<double>(relativeError(single, batch, allParameters(model), kGradientFloor));
}

}  // namespace fisherlens
