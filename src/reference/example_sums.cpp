// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/example_sums.h"

#include "base/philox.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace fisherlens {
namespace {

using Vectors = std::vector<std::vector<double>>;

void clearAll(Vectors& sums)
{
    for (auto& values : sums)
        std::fill(values.begin(), values.end(), 0.0);
}

void addTo(Vectors& total, const Vectors& part)
{
    for (std::size_t p = 0; p < total.size(); ++p)
        std::transform(total[p].begin(), total[p].end(), part[p].begin(), total[p].begin(), std::plus<>{});
}

/// squares += weight·g², gradient += g unless it is null.
class Accumulator final : public GradientVisitor {
public:
    Accumulator(double weight, Vectors& squares, Vectors* gradient)
        : weight_(weight), squares_(squares), gradient_(gradient)
    {}
    void visit(std::size_t parameter, std::span<const float> values) override { add(parameter, values); }
    void visit(std::size_t parameter, std::span<const double> values) override { add(parameter, values); }

private:
    template <class T>
    void add(std::size_t parameter, std::span<const T> values)
    {
        double* const squares = squares_[parameter].data();
        for (std::size_t i = 0; i < values.size(); ++i)
            squares[i] += weight_ * (static_cast<double>(values[i]) * static_cast<double>(values[i]));
        if (gradient_) {
            double* const gradient = (*gradient_)[parameter].data();
            for (std::size_t i = 0; i < values.size(); ++i)
                gradient[i] += static_cast<double>(values[i]);
        }
    }
    double weight_;
    Vectors& squares_;
    Vectors* gradient_;
};

}  // namespace

Vectors zerosOf(const ReferenceModel& model)
{
    Vectors sums;
    for (const ReferenceParameter& parameter : model.parameters())
        sums.emplace_back(static_cast<std::size_t>(parameter.count), 0.0);
    return sums;
}

ExampleSums::ExampleSums(const ReferenceModel& model, bool gradient)
{
    sums.squares[0] = zerosOf(model);
    sums.squares[1] = zerosOf(model);
    if (gradient)
        sums.gradient = zerosOf(model);
}

void ExampleSums::clear()
{
    for (const std::size_t half : {0U, 1U}) {
        clearAll(sums.squares[half]);
        units[half] = 0;
    }
    clearAll(sums.gradient);
}

void ExampleSums::add(const ExampleSums& other)
{
    for (const std::size_t half : {0U, 1U}) {
        addTo(sums.squares[half], other.sums.squares[half]);
        units[half] += other.units[half];
    }
    addTo(sums.gradient, other.sums.gradient);
}

void ExampleSums::takeCounts(ExampleSums& other)
{
    for (const std::size_t half : {0U, 1U}) {
        units[half] += std::exchange(other.units[half], 0);
    }
}

void ExampleSums::take(ExampleSums& other, std::size_t parameter)
{
    const auto move = [parameter](Vectors& total, Vectors& part) {
        if (total.empty())
            return;
        for (std::size_t i = 0; i < total[parameter].size(); ++i)
            total[parameter][i] += std::exchange(part[parameter][i], 0.0);
    };
    move(sums.squares[0], other.sums.squares[0]);
    move(sums.squares[1], other.sums.squares[1]);
    move(sums.gradient, other.sums.gradient);
}

Result<std::unique_ptr<ForwardPass>> forwardPass(const ReferenceModel& model, const DataFile& data,
                                                 const std::vector<Batch>& inputs, std::uint64_t example)
{
    auto result = model.forward(inputs, true);
    if (!result && result.error().where.file.empty())
        return fail(result.error().code, result.error().detail, {data.path, fmt::format("example {}", example), {}},
                    result.error().hint);
    return result;
}

Result<void> ExampleLoop::addExample(const ExampleBlock& block, std::int64_t i,
                                     const std::vector<std::size_t>& parameters, ExampleSums& sums, bool count) const
{
    const std::uint64_t index = block.index(i);
    FL_TRY(const auto forward, forwardPass(model_, data_, singleExample(block, i), index));
    FL_TRY(const auto outputs, outputsOf(*forward, 1, settings_.loss.loss));
    FL_TRY(const std::vector<Direction> directions,
           directionsOf(settings_.loss, settings_.labels, {outputs[0], block.target(i), index}));
    const unsigned half = halfOfExample(settings_.labels.seed, index);
    if (count)
        sums.units[half] += unitsOf(settings_.loss, block.target(i));
    forward->restrictTo(parameters);
    std::vector<double> gradient(outputs[0].size());
    for (std::size_t k = 0; k < directions.size(); ++k) {
        if (cancel_.requested())
            return cancelled();
        Accumulator accumulator(directions[k].weight, sums.sums.squares[half],
                                sums.sums.gradient.empty() ? nullptr : &sums.sums.gradient);
        expand(directions[k], gradient);
        FL_CHECK(forward->backward(gradient, k + 1 == directions.size(), accumulator));
    }
    return {};
}

Result<void> ExampleLoop::add(const ExampleBlock& block, const std::vector<std::size_t>& parameters, ExampleSums& sums,
                              bool count) const
{
    for (std::int64_t i = 0; i < block.count; ++i) {
        if (cancel_.requested())
            return cancelled();
        FL_CHECK(addExample(block, i, parameters, sums, count));
    }
    return {};
}

}  // namespace fisherlens
