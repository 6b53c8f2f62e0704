// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/token_losses.h"

#include "base/philox.h"
#include "reference/class_distribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace fisherlens {
namespace {

/// A position whose logits predict a token.
struct Position {
    std::size_t row = 0;  ///< of the output
    std::size_t token = 0;
};

struct Sequence {
    std::size_t vocabulary = 0;
    std::vector<Position> positions;

    [[nodiscard]] std::span<const double> logits(const LossExample& example, std::size_t row) const
    {
        return example.output.subspan(row * vocabulary, vocabulary);
    }
};

Failure wrong(const LossExample& example, std::string_view reason)
{
    return fail(ErrorCode::Incompatible, fmt::format("The targets of example {} {}.", example.index, reason), {},
                "Check that this data file belongs to this model and that --loss is right.");
}

/// How many positions before its target a row of logits lies.
std::size_t shiftOf(Loss loss)
{
    return loss == Loss::CausalLm ? 1 : 0;
}

Result<Sequence> sequenceOf(Loss loss, const LossExample& example)
{
    Sequence sequence;
    const std::size_t length = example.target.size();
    if (length == 0 || example.output.size() % length != 0)
        return wrong(example, fmt::format("are {} tokens, but the model gives {} numbers, which is no row of logits "
                                          "for each of them",
                                          length, example.output.size()));
    sequence.vocabulary = example.output.size() / length;
    const std::size_t shift = shiftOf(loss);
    for (std::size_t at = shift; at < length; ++at) {
        const double token = example.target[at];
        if (token == kIgnoredToken)
            continue;
        if (!(token >= 0 && token < static_cast<double>(sequence.vocabulary)) || token != std::floor(token))
            return wrong(example, fmt::format("hold {} at position {}, but the tokens are 0 to {} and {} where nothing "
                                              "is predicted",
                                              token, at, sequence.vocabulary - 1, kIgnoredToken));
        sequence.positions.push_back({at - shift, static_cast<std::size_t>(token)});
    }
    return sequence;
}

/// Adds ∂(−log softmax(f)_token)/∂f = p − e_token.
void addGradient(const std::vector<double>& p, std::size_t token, std::span<double> out)
{
    for (std::size_t v = 0; v < p.size(); ++v)
        out[v] += p[v];
    out[token] -= 1;
}

/// One term over the rows [first, last] of the output.
Direction direction(double weight, const Sequence& sequence, std::size_t firstRow, std::size_t lastRow)
{
    Direction result;
    result.weight = weight;
    result.first = firstRow * sequence.vocabulary;
    result.gradient.assign((lastRow - firstRow + 1) * sequence.vocabulary, 0.0);
    return result;
}

Direction tokenDirection(double weight, const Sequence& sequence, std::size_t row, const std::vector<double>& p,
                         std::size_t token)
{
    Direction result = direction(weight, sequence, row, row);
    addGradient(p, token, result.gradient);
    return result;
}

class Terms {
public:
    Terms(const LossSettings& settings, const LabelSettings& labels, const LossExample& example, Sequence sequence)
        : labels_(labels), example_(example), sequence_(std::move(sequence)), sum_(settings.unit != FisherUnit::Token),
          random_(labels.seed, kLabelStream)
    {}

    std::vector<Direction> list() const
    {
        std::vector<Direction> result;
        if (sequence_.positions.empty())
            return result;
        if (labels_.kind == FisherKind::Exact)
            exact(result);
        else if (labels_.kind == FisherKind::Empirical)
            add(
                1, [](const Position& position, const std::vector<double>&) { return position.token; }, result);
        else
            sampled(result);
        return result;
    }

private:
    [[nodiscard]] std::vector<double> p(const Position& position) const
    {
        return softmax(sequence_.logits(example_, position.row));
    }

    /// One label at each position: one term for the sequence, or one for every position.
    template <class Label>
    void add(double weight, Label label, std::vector<Direction>& result) const
    {
        const std::size_t first = sequence_.positions.front().row;
        if (sum_)
            result.push_back(direction(weight, sequence_, first, sequence_.positions.back().row));
        for (const Position& position : sequence_.positions) {
            const std::vector<double> distribution = p(position);
            const std::size_t token = label(position, distribution);
            if (sum_)
                addGradient(distribution, token,
                            std::span(result.back().gradient)
                                .subspan((position.row - first) * sequence_.vocabulary, sequence_.vocabulary));
            else
                result.push_back(tokenDirection(weight, sequence_, position.row, distribution, token));
        }
    }

    [[nodiscard]] std::size_t drawn(const Position& position, const std::vector<double>& distribution,
                                    std::int64_t draw) const
    {
        const std::uint64_t address = static_cast<std::uint64_t>(draw) * example_.target.size() + position.row;
        return drawClass(distribution, random_.uniform(example_.index, address));
    }

    void sampled(std::vector<Direction>& result) const
    {
        const double share = 1 / static_cast<double>(labels_.samples);
        if (sum_) {
            for (std::int64_t k = 0; k < labels_.samples; ++k)
                add(
                    share,
                    [&](const Position& position, const std::vector<double>& distribution) {
                        return drawn(position, distribution, k);
                    },
                    result);
            return;
        }
        for (const Position& position : sequence_.positions) {
            const std::vector<double> distribution = p(position);
            std::map<std::size_t, double> weights;
            for (std::int64_t k = 0; k < labels_.samples; ++k)
                weights[drawn(position, distribution, k)] += 1;
            for (const auto& [token, count] : weights)
                result.push_back(tokenDirection(count * share, sequence_, position.row, distribution, token));
        }
    }

    void exact(std::vector<Direction>& result) const
    {
        for (const Position& position : sequence_.positions) {
            const std::vector<double> distribution = p(position);
            for (std::size_t token = 0; token < distribution.size(); ++token)
                if (distribution[token] > 0)
                    result.push_back(tokenDirection(distribution[token], sequence_, position.row, distribution, token));
        }
    }

    const LabelSettings& labels_;
    const LossExample& example_;
    Sequence sequence_;
    bool sum_;  ///< unit sequence: the gradients of the positions are added before they are squared
    RandomField random_;
};

}  // namespace

Result<double> tokenLoss(const LossSettings& settings, const LossExample& example)
{
    FL_TRY(const Sequence sequence, sequenceOf(settings.loss, example));
    double loss = 0;
    for (const Position& position : sequence.positions) {
        const auto logits = sequence.logits(example, position.row);
        loss += logSumExp(logits) - logits[position.token];
    }
    return loss;
}

Result<std::vector<Direction>> tokenDirections(const LossSettings& settings, const LabelSettings& labels,
                                               const LossExample& example)
{
    FL_TRY(Sequence sequence, sequenceOf(settings.loss, example));
    if (labels.kind == FisherKind::Exact && sequence.vocabulary > static_cast<std::size_t>(kExactLimit))
        return fail(ErrorCode::Unsupported,
                    fmt::format("An exact reference over {} tokens needs as many backward passes for every position; "
                                "the limit is {}.",
                                sequence.vocabulary, kExactLimit),
                    {}, "Use --kind sampled.");
    return Terms(settings, labels, example, std::move(sequence)).list();
}

std::int64_t predictedTokens(Loss loss, std::span<const double> target)
{
    const std::size_t shift = std::min(shiftOf(loss), target.size());
    return std::count_if(target.begin() + static_cast<std::ptrdiff_t>(shift), target.end(),
                         [](double token) { return token != kIgnoredToken; });
}

Result<std::int64_t> rightTokens(const LossSettings& settings, const LossExample& example)
{
    FL_TRY(const Sequence sequence, sequenceOf(settings.loss, example));
    return std::count_if(sequence.positions.begin(), sequence.positions.end(), [&](const Position& position) {
        return predictedClass(sequence.logits(example, position.row)) == position.token;
    });
}

}  // namespace fisherlens
