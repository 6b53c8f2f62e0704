// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/estimate.h"
#include "reference/examples.h"
#include "reference/reference.h"

#include <cstdint>
#include <vector>

namespace fisherlens {

/// One array of zeros per parameter.
std::vector<std::vector<double>> zerosOf(const ReferenceModel& model);

/// What some examples add up to.
struct ExampleSums {
    GradientSums sums;
    std::int64_t units[2] = {0, 0};  ///< of each half

    ExampleSums(const ReferenceModel& model, bool gradient);
    void clear();
    void add(const ExampleSums& other);
    /// Only the numbers of units, which become 0 in `other`.
    void takeCounts(ExampleSums& other);
    /// Only one parameter, which becomes 0 in `other`.
    void take(ExampleSums& other, std::size_t parameter);
};

/// A forward pass whose errors name the example that it begins with.
Result<std::unique_ptr<ForwardPass>> forwardPass(const ReferenceModel& model, const DataFile& data,
                                                 const std::vector<Batch>& inputs, std::uint64_t example);

/// Adds the gradients of single examples, for some of the parameters.
class ExampleLoop {
public:
    ExampleLoop(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                const CancelToken& cancel)
        : model_(model), data_(data), settings_(settings), cancel_(cancel)
    {}

    /// Examples of `block` in their order; `count` decides whether they are counted in `sums.units`. Errors: those of
    /// forwardPass, directionsOf, Cancelled.
    Result<void> add(const ExampleBlock& block, const std::vector<std::size_t>& parameters, ExampleSums& sums,
                     bool count) const;

private:
    Result<void> addExample(const ExampleBlock& block, std::int64_t i, const std::vector<std::size_t>& parameters,
                            ExampleSums& sums, bool count) const;

    const ReferenceModel& model_;
    const DataFile& data_;
    const EstimateSettings& settings_;
    const CancelToken& cancel_;
};

}  // namespace fisherlens
