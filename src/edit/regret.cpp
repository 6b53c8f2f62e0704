// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/regret.h"

#include "edit/criterion.h"
#include "edit/selection.h"
#include "edit/sum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace fisherlens {
namespace {

constexpr std::int64_t kChunk = std::int64_t{1} << 16;
constexpr std::uint64_t kRandomSeed = 0;

/// What decides: the reference itself (the divisor), and what is compared with it.
enum Decision : std::size_t { Own, Approximation, Magnitude, Random, kDecisions };

/// Values of one chunk, with unusable entries already told apart.
struct Chunk {
    std::vector<double> weights, approximation, reference;

    Result<void> read(const RegretTensor& tensor, std::int64_t first, std::size_t n)
    {
        for (std::vector<double>* values : {&weights, &approximation, &reference})
            values->resize(n);
        FL_CHECK(tensor.weights.source->read(first, std::span(weights)));
        FL_CHECK(tensor.approximation.source->read(first, std::span(approximation)));
        return tensor.reference.source->read(first, std::span(reference));
    }
    [[nodiscard]] bool usable(std::size_t i) const
    {
        const auto fisher = [](double value) { return value >= 0 && std::isfinite(value); };
        return std::isfinite(weights[i]) && fisher(approximation[i]) && fisher(reference[i]);
    }
    void decide(Decision decision, const std::string& name, std::int64_t first, std::span<double> out) const
    {
        switch (decision) {
        case Own: score(PruneCriterion::Fisher, weights, reference, name, first, kRandomSeed, out); break;
        case Approximation: score(PruneCriterion::Fisher, weights, approximation, name, first, kRandomSeed, out); break;
        case Magnitude: score(PruneCriterion::Magnitude, weights, {}, name, first, kRandomSeed, out); break;
        default: score(PruneCriterion::Random, weights, {}, name, first, kRandomSeed, out); break;
        }
        for (std::size_t i = 0; i < out.size(); ++i)
            if (!usable(i))
                out[i] = std::numeric_limits<double>::quiet_NaN();
    }
};

std::vector<ScoredTensor> scoredTensors(std::span<const RegretTensor* const> tensors, Decision decision)
{
    std::vector<ScoredTensor> scored;
    for (const RegretTensor* tensor : tensors) {
        scored.push_back({tensor->weights.info.count,
                          [tensor, decision, chunk = Chunk{}](std::int64_t first, std::span<double> scores,
                                                              std::span<double> magnitudes) mutable -> Result<void> {
                              FL_CHECK(chunk.read(*tensor, first, scores.size()));
                              chunk.decide(decision, tensor->name, first, scores);
                              for (std::size_t i = 0; i < magnitudes.size(); ++i)
                                  magnitudes[i] = std::fabs(chunk.weights[i]);
                              return {};
                          }});
    }
    return scored;
}

std::optional<double> ratio(double cost, double own)
{
    if (!(own > 0))
        return std::nullopt;
    return cost / own;
}

}  // namespace

Result<std::vector<PruneRegret>> pruneRegret(std::span<const RegretTensor> tensors, std::span<const double> sparsities,
                                             const JobContext& context, bool baselines)
{
    for (const double sparsity : sparsities)
        if (!(sparsity >= 0 && sparsity <= 1))
            return fail(ErrorCode::Usage, "A sparsity must lie between 0 and 1.");
    std::vector<const RegretTensor*> ordered;
    for (const RegretTensor& tensor : tensors) {
        if (tensor.approximation.info.count != tensor.weights.info.count || tensor.reference.info.count != tensor.weights.info.count)
            return fail(ErrorCode::Incompatible, "Weights and Fishers have different sizes.", {{}, tensor.name, {}});
        ordered.push_back(&tensor);
    }
    std::sort(ordered.begin(), ordered.end(), [](const RegretTensor* a, const RegretTensor* b) { return a->name < b->name; });

    const std::size_t decisions = baselines ? kDecisions : Magnitude;
    std::array<std::vector<Cut>, kDecisions> cuts;
    std::vector<std::int64_t> counts(sparsities.size());
    for (std::size_t decision = 0; decision < decisions; ++decision) {
        const auto scored = scoredTensors(ordered, static_cast<Decision>(decision));
        if (decision == Own) {
            FL_TRY(const std::int64_t entries, countCandidates(scored, context));
            std::transform(sparsities.begin(), sparsities.end(), counts.begin(),
                           [&](double sparsity) { return entriesToPrune(sparsity, entries); });
        }
        FL_TRY(cuts[decision], selectLowest(scored, counts, context, "rank the entries for the regret"));
    }

    // Σ F_ref θ² of what each decision removes.
    std::array<std::vector<CompensatedSum>, kDecisions> costs;
    costs.fill(std::vector<CompensatedSum>(sparsities.size()));
    Chunk chunk;
    std::vector<double> scores;
    for (std::size_t t = 0; t < ordered.size(); ++t) {
        const RegretTensor& tensor = *ordered[t];
        FL_CHECK(forEachBlock(tensor.weights.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
            scores.resize(static_cast<std::size_t>(n));
            FL_CHECK(chunk.read(tensor, first, scores.size()));
            for (std::size_t decision = 0; decision < decisions; ++decision) {
                chunk.decide(static_cast<Decision>(decision), tensor.name, first, scores);
                for (std::size_t s = 0; s < sparsities.size(); ++s) {
                    double sum = 0;
                    for (std::size_t i = 0; i < scores.size(); ++i) {
                        const auto key = RankKey::of(scores[i], std::fabs(chunk.weights[i]), t, first + static_cast<std::int64_t>(i));
                        if (!std::isnan(scores[i]) && selects(cuts[decision][s], key))
                            sum += chunk.reference[i] * chunk.weights[i] * chunk.weights[i];
                    }
                    costs[decision][s].add(sum);
                }
            }
            return {};
        }, kChunk));
    }

    std::vector<PruneRegret> result(sparsities.size());
    for (std::size_t s = 0; s < sparsities.size(); ++s) {
        const double own = costs[Own][s].value();
        result[s] = {sparsities[s], ratio(costs[Approximation][s].value(), own), {}, {}};
        if (baselines) {
            result[s].magnitude = ratio(costs[Magnitude][s].value(), own);
            result[s].random = ratio(costs[Random][s].value(), own);
        }
    }
    return result;
}

}  // namespace fisherlens
