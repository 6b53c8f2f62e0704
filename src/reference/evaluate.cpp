// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/evaluate.h"

#include "reference/examples.h"
#include "reference/in_order.h"
#include "reference/token_losses.h"

#include <cmath>

namespace fisherlens {
namespace {

constexpr std::int64_t kBatch = 64;

struct Sums {
    double loss = 0, squares = 0;
    std::int64_t right = 0, judged = 0;  ///< predictions: examples of a class loss, tokens of a token loss
    std::int64_t outputs = 0;
};

Result<void> addOutput(const LossSettings& settings, const LossExample& example, Sums& sums)
{
    FL_TRY(const double loss, lossOf(settings, example));
    sums.loss += loss;
    if (isClassLoss(settings.loss)) {
        sums.right += static_cast<double>(predictedClass(example.output)) == example.target[0];
        ++sums.judged;
    } else if (isTokenLoss(settings.loss)) {
        FL_TRY(const std::int64_t right, rightTokens(settings, example));
        sums.right += right;
        sums.judged += predictedTokens(settings.loss, example.target);
    } else if (settings.loss == Loss::Mse) {
        for (std::size_t d = 0; d < example.output.size(); ++d)
            sums.squares += std::pow(example.output[d] - example.target[d], 2);
        sums.outputs += std::ssize(example.output);
    }
    return {};
}

Result<void> addOneByOne(const ReferenceModel& model, const ExampleBlock& block, const LossSettings& settings,
                         Sums& sums)
{
    for (std::int64_t i = 0; i < block.count; ++i) {
        FL_TRY(const auto pass, model.forward(singleExample(block, i), false));
        FL_TRY(const auto outputs, outputsOf(*pass, 1, settings.loss));
        FL_CHECK(addOutput(settings, {outputs[0], block.target(i), block.first + static_cast<std::uint64_t>(i)}, sums));
    }
    return {};
}

Result<Sums> evaluateBatch(const ReferenceModel& model, const DataFile& data, const LossSettings& settings,
                           std::int64_t first, std::int64_t count)
{
    FL_TRY(const ExampleBlock block, readExamples(data, first, count));
    Sums sums;
    const auto pass = model.forward(block.inputs, false);
    const auto outputs = pass ? outputsOf(**pass, count, settings.loss)
                              : Result<std::vector<std::span<const double>>>(fail(pass.error()));
    if (!outputs) {
        // A module traced for one example rejects batches; if the data is the reason, the first example says so.
        FL_CHECK(addOneByOne(model, block, settings, sums));
        return sums;
    }
    for (std::int64_t i = 0; i < count; ++i)
        FL_CHECK(addOutput(
            settings,
            {(*outputs)[static_cast<std::size_t>(i)], block.target(i), block.first + static_cast<std::uint64_t>(i)},
            sums));
    return sums;
}

}  // namespace

Result<Evaluation> evaluateModel(const ReferenceModel& model, const DataFile& data, const LossSettings& settings,
                                 const JobContext& context, unsigned threads)
{
    if (!(settings.sigma > 0) || !std::isfinite(settings.sigma))
        return fail(ErrorCode::Usage, "Sigma must be positive and finite.");
    FL_CHECK(checkTargets(data, settings.loss));
    Sums total;
    const std::int64_t blocks = (data.examples + kBatch - 1) / kBatch;
    FL_CHECK(inOrder<Sums>(
        blocks, threads ? threads : defaultThreads(), context.cancel,
        [&](std::int64_t block) {
            return evaluateBatch(model, data, settings, block * kBatch,
                                 std::min(kBatch, data.examples - block * kBatch));
        },
        [&](std::int64_t block, const Sums& sums) {
            total.loss += sums.loss;
            total.squares += sums.squares;
            total.right += sums.right;
            total.judged += sums.judged;
            total.outputs += sums.outputs;
            context.report("evaluate the model", static_cast<double>(block + 1) / static_cast<double>(blocks));
        }));
    Evaluation result;
    const auto n = static_cast<double>(data.examples);
    result.loss = total.loss / n;
    result.examples = data.examples;
    if (total.judged > 0)
        result.accuracy = static_cast<double>(total.right) / static_cast<double>(total.judged);
    if (settings.loss == Loss::Mse)
        result.mse = total.squares / static_cast<double>(total.outputs);
    return result;
}

}  // namespace fisherlens
