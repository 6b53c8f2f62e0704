// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/batch_sums.h"

#include "base/philox.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fisherlens {
namespace {

ExampleBlock select(const ExampleBlock& block, const std::vector<std::int64_t>& order)
{
    ExampleBlock result;
    result.perExample = block.perExample;
    result.first = block.first;
    result.count = std::ssize(order);
    for (const std::int64_t i : order) {
        result.indices.push_back(block.index(i));
        const auto target = block.target(i);
        result.targets.insert(result.targets.end(), target.begin(), target.end());
    }
    for (const Batch& all : block.inputs) {
        const std::size_t each = all.bytes.size() / static_cast<std::size_t>(block.count);
        Batch some{all.dtype, all.shape, {}};
        some.shape.front() = result.count;
        some.bytes.reserve(each * order.size());
        for (const std::int64_t i : order) {
            const auto begin = all.bytes.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * each);
            some.bytes.insert(some.bytes.end(), begin, begin + static_cast<std::ptrdiff_t>(each));
        }
        result.inputs.push_back(std::move(some));
    }
    return result;
}

}  // namespace

OrderedBlock orderByHalf(const ExampleBlock& block, std::uint64_t seed)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(block.count));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    const auto second = std::stable_partition(order.begin(), order.end(),
                                              [&](std::int64_t i) { return halfOfExample(seed, block.index(i)) == 0; });
    return {select(block, order), second - order.begin()};
}

ExampleBlock part(const ExampleBlock& block, std::int64_t first, std::int64_t count)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), first);
    return select(block, order);
}

Result<bool> addBatch(BatchWorker& worker, const OrderedBlock& ordered, const DataFile& data,
                      const EstimateSettings& settings, bool gradient, const std::vector<std::int64_t>& chosen)
{
    const ExampleBlock& block = ordered.block;
    auto forward = worker.forward(block.inputs, ordered.firstHalf);
    if (!forward && forward.error().where.file.empty())
        return fail(forward.error().code, forward.error().detail,
                    {data.path, fmt::format("examples {} and following", block.first), {}}, forward.error().hint);
    if (!forward)
        return fail(forward.error());
    BatchPass* const pass = forward->get();
    if (!pass)
        return false;
    FL_TRY(const auto outputs, outputsOf(*pass, block.count, settings.loss.loss));
    std::vector<std::vector<Direction>> directions(outputs.size());
    std::size_t passes = 0;
    for (std::size_t n = 0; n < outputs.size(); ++n) {
        const auto i = static_cast<std::int64_t>(n);
        if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), i) == chosen.end())
            continue;
        FL_TRY(directions[n],
               directionsOf(settings.loss, settings.labels, {outputs[n], block.target(i), block.index(i)}));
        passes = std::max(passes, directions[n].size());
    }
    const std::size_t each = outputs.front().size();
    std::vector<double> together(outputs.size() * each);
    for (std::size_t k = 0; k < passes; ++k) {
        std::fill(together.begin(), together.end(), 0.0);
        for (std::size_t n = 0; n < outputs.size(); ++n) {
            if (k >= directions[n].size())
                continue;
            // w·(Jᵀd)² = (Jᵀ(√w·d))²
            const double root = std::sqrt(directions[n][k].weight);
            std::transform(directions[n][k].gradient.begin(), directions[n][k].gradient.end(),
                           together.begin() + static_cast<std::ptrdiff_t>(n * each + directions[n][k].first),
                           [root](double value) { return root * value; });
        }
        FL_TRY(const bool usable, pass->backward(together, gradient, k + 1 == passes));
        if (!usable)
            return false;
    }
    return true;
}

std::int64_t directionBytes(const EstimateSettings& settings, std::int64_t outputs, std::int64_t targets)
{
    // Terms of single tokens hold the logits of their own position only.
    const std::int64_t exact = isTokenLoss(settings.loss.loss) ? outputs / std::max<std::int64_t>(targets, 1) : outputs;
    const std::int64_t terms = settings.labels.kind == FisherKind::Exact     ? std::min(exact, kExactLimit)
                               : settings.labels.kind == FisherKind::Sampled ? settings.labels.samples
                                                                             : 1;
    return (terms + 3) * outputs * static_cast<std::int64_t>(sizeof(double));
}

}  // namespace fisherlens
