// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/baselines.h"

#include "base/philox.h"

#include <cmath>
#include <functional>

namespace fisherlens {
namespace {

/// Replaces the weights of tensor `tensor`, from flat index `first` on, by the baseline.
using Score = std::function<void(std::size_t tensor, std::int64_t first, std::span<double> values)>;

Tensor scored(const RegretTensor& tensor, std::size_t number, const Score& score)
{
    TensorInfo info = tensor.weights.info;
    info.dtype = DType::F32;
    return computedTensor(
        std::move(info),
        [source = tensor.weights.source, number, score](std::int64_t first, std::span<double> out) -> Result<void> {
            FL_CHECK(source->read(first, out));
            score(number, first, out);
            return {};
        });
}

}  // namespace

Result<std::vector<Baseline>> measureBaselines(std::span<const RegretTensor> tensors, const AgreementOptions& options,
                                               const JobContext& context)
{
    const RandomField random(0, 0);
    const std::pair<std::string_view, Score> scores[] = {
        {"magnitude",
         [](std::size_t, std::int64_t, std::span<double> values) {
             for (double& value : values)
                 value = std::abs(value);
         }},
        {"magnitude-squared",
         [](std::size_t, std::int64_t, std::span<double> values) {
             for (double& value : values)
                 value *= value;
         }},
        {"random",
         [&](std::size_t tensor, std::int64_t first, std::span<double> values) {
             const std::uint64_t address = fnv1a64(tensors[tensor].name);
             for (std::size_t i = 0; i < values.size(); ++i)
                 values[i] = random.uniform(address, static_cast<std::uint64_t>(first) + i);
         }},
        {"layer-index",
         [](std::size_t tensor, std::int64_t, std::span<double> values) {
             std::fill(values.begin(), values.end(), static_cast<double>(tensor + 1));
         }},
    };
    std::vector<Baseline> baselines;
    for (const auto& [name, score] : scores) {
        std::vector<TensorPair> pairs;
        for (std::size_t t = 0; t < tensors.size(); ++t)
            pairs.push_back({tensors[t].name, scored(tensors[t], t, score), tensors[t].reference});
        FL_TRY(AgreementReport report, measureAgreement(pairs, options, context));
        baselines.push_back({name, report.global, report.withinSpearman});
    }
    return baselines;
}

}  // namespace fisherlens
