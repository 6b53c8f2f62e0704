// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"
#include "unit/reference/cases.h"

#include <gmock/gmock.h>

#include <barrier>
#include <cmath>
#include <functional>
#include <mutex>
#include <thread>

// What an estimate must not depend on: how its examples are cut into batches, shards and ranks, and where it computes.

namespace fisherlens {
namespace {

struct EngineCase {
    nlohmann::json json;
    DataFile data;
    LossSettings loss;
    std::string file;

    explicit EngineCase(const std::string& name)
        : json(cases::read("engine").at(name)), data(cases::data(json)), loss(cases::loss(json)), file(name + ".ts")
    {}
    std::unique_ptr<ReferenceModel> model() const { return cases::model(file, {}, "engine"); }
};

Estimate run(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
             Ranks* ranks = nullptr)
{
    auto result = estimate(model, data, settings, {}, nullptr, ranks);
    EXPECT_TRUE(result) << describe(result.error());
    return result ? std::move(*result) : Estimate{};
}

/// Largest difference of the sums relative to the largest entry of the parameter, or to `floor` of the model's.
double difference(const Estimate& a, const Estimate& b, double floor = 1e-6)
{
    double worst = 0, top = 0;
    const auto compare = [&](const ParameterArrays& x, const ParameterArrays& y) {
        EXPECT_EQ(x.size(), y.size());
        for (const auto& values : y)
            for (const double value : values)
                top = std::max(top, std::abs(value));
        for (std::size_t p = 0; p < std::min(x.size(), y.size()); ++p) {
            double size = floor * top, gap = 0;
            for (std::size_t i = 0; i < y[p].size(); ++i) {
                size = std::max(size, std::abs(y[p][i]));
                gap = std::max(gap, std::abs(x[p][i] - y[p][i]));
            }
            worst = std::max(worst, size > 0 ? gap / size : gap);
        }
    };
    for (const std::size_t half : {0U, 1U}) {
        EXPECT_EQ(a.halves[half].units, b.halves[half].units);
        compare(a.halves[half].squares, b.halves[half].squares);
    }
    compare(a.gradient, b.gradient);
    compare(a.standardError, b.standardError);
    return worst;
}

/// Ranks that are threads of one process.
class Team {
public:
    explicit Team(int size) : size_(size), barrier_(size) {}

    std::vector<Estimate> run(const std::function<Estimate(Ranks&)>& work)
    {
        std::vector<Estimate> results(static_cast<std::size_t>(size_));
        std::vector<std::thread> threads;
        for (int rank = 0; rank < size_; ++rank)
            threads.emplace_back([&, rank] {
                Member member(*this, rank);
                results[static_cast<std::size_t>(rank)] = work(member);
            });
        for (std::thread& thread : threads)
            thread.join();
        return results;
    }

private:
    class Member final : public Ranks {
    public:
        Member(Team& team, int rank) : team_(team), rank_(rank) {}
        int rank() const override { return rank_; }
        int size() const override { return team_.size_; }
        Result<void> sum(const std::vector<std::span<double>>& values) override
        {
            for (int turn = 0; turn < team_.size_; ++turn) {
                if (turn == rank_)
                    team_.add(values);
                team_.barrier_.arrive_and_wait();
            }
            for (std::size_t i = 0; i < values.size(); ++i)
                std::copy(team_.sums_[i].begin(), team_.sums_[i].end(), values[i].begin());
            return {};
        }

    private:
        Team& team_;
        int rank_;
    };

    void add(const std::vector<std::span<double>>& values)
    {
        sums_.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            sums_[i].resize(values[i].size());
            for (std::size_t k = 0; k < values[i].size(); ++k)
                sums_[i][k] += values[i][k];
        }
    }

    int size_;
    std::barrier<> barrier_;
    ParameterArrays sums_;
};

constexpr FisherKind kKinds[] = {FisherKind::Empirical, FisherKind::Sampled, FisherKind::Exact};

TEST(Invariance, ToTheBatchSizeAndTheEngine)
{
    for (const char* name : {"cnn", "conv", "encoder", "layer-norms", "tied"}) {
        const EngineCase test(name);
        const auto model = test.model();
        ASSERT_TRUE(model);
        for (const FisherKind kind : kKinds) {
            const Estimate loop = run(*model, test.data, {test.loss, {kind, 3, 4}, 0, 0, 0, false});
            for (const std::int64_t batch : {1, 2, 5, 100})
                EXPECT_LT(difference(run(*model, test.data, {test.loss, {kind, 3, 4}, 0, 0, batch}), loop), 3e-5)
                    << name << ", batches of " << batch;
        }
    }
}

TEST(Invariance, ToShards)
{
    for (const char* name : {"cnn", "attention"}) {
        const EngineCase test(name);
        const auto model = test.model();
        ASSERT_TRUE(model);
        const std::int64_t n = test.data.examples;
        for (const FisherKind kind : kKinds) {
            const Estimate whole = run(*model, test.data, {test.loss, {kind, 3, 4}});
            Estimate sum;
            for (const auto& [first, end] : {std::pair{std::int64_t{0}, n / 3}, {n / 3, n / 3 + 1}, {n / 3 + 1, n}}) {
                EstimateSettings settings{test.loss, {kind, 3, 4}, end - first};
                settings.first = first;
                const Estimate part = run(*model, test.data, settings);
                if (sum.examples == 0)
                    sum = part;
                else
                    for (const std::size_t half : {0U, 1U}) {
                        sum.halves[half].units += part.halves[half].units;
                        for (std::size_t p = 0; p < part.halves[half].squares.size(); ++p)
                            for (std::size_t i = 0; i < part.halves[half].squares[p].size(); ++i)
                                sum.halves[half].squares[p][i] += part.halves[half].squares[p][i];
                    }
                if (first > 0)
                    for (std::size_t p = 0; p < part.gradient.size(); ++p)
                        for (std::size_t i = 0; i < part.gradient[p].size(); ++i)
                            sum.gradient[p][i] += part.gradient[p][i];
            }
            EXPECT_LT(difference(sum, whole), 3e-5) << name;
        }
    }
}

TEST(Invariance, ToRanks)
{
    const cases::Case test("mlp");
    ASSERT_TRUE(test.model);
    for (const FisherKind kind : kKinds) {
        for (const bool standardError : {false, true}) {
            EstimateSettings settings{test.loss, {kind, 2, 5}, 0, 1, 2};
            settings.standardError = standardError;
            const Estimate whole = run(*test.model, test.data, settings);
            // The last one leaves some ranks without examples.
            for (const int ranks : {2, 3, 7, 70}) {
                const auto results = Team(ranks).run(
                    [&](Ranks& member) { return run(*test.model, test.data, settings, &member); });
                for (const Estimate& result : results) {
                    EXPECT_EQ(result.examples, whole.examples);
                    EXPECT_EQ(result.units, whole.units);
                    // The same batches, whose float64 sums are added in another order.
                    EXPECT_LT(difference(result, whole), 1e-12) << ranks << " ranks";
                    EXPECT_EQ(result.halves[0].squares, results.front().halves[0].squares);
                }
            }
        }
    }
}

/// The way of a device, with its copies and its sums of its own, on the processor.
TEST(Invariance, ToSumsThatLieOnADevice)
{
    for (const char* name : {"cnn", "encoder", "tied", "position-table", "products", "uncovered"}) {
        const EngineCase test(name);
        const auto here = test.model(), there = test.model();
        ASSERT_TRUE(here && there);
        ASSERT_TRUE(there->useDevice(Device::CpuAsDevice));
        for (const FisherKind kind : kKinds) {
            const EstimateSettings settings{test.loss, {kind, 3, 4}, 0, 0, 2};
            EXPECT_LT(difference(run(*there, test.data, settings), run(*here, test.data, settings)), 1e-6) << name;
        }
    }
    const cases::Case test("mlp");
    EstimateSettings settings{test.loss, {}, 0, 0, 2};
    settings.standardError = true;
    const Estimate whole = run(*test.model, test.data, settings);
    ASSERT_TRUE(test.model->useDevice(Device::CpuAsDevice));
    const Estimate result = run(*test.model, test.data, settings);
    EXPECT_LT(difference(result, whole), 1e-6);
    ASSERT_TRUE(result.selfCheck);
    EXPECT_LT(*result.selfCheck, 1e-5);
}

TEST(Devices, ThatAreNotThereAreNamed)
{
    const auto model = cases::model("mlp.ts");
    ASSERT_TRUE(model);
    const auto moved = model->useDevice(Device::Cuda);
    if (moved)
        GTEST_SKIP() << "there is a CUDA device";
    EXPECT_EQ(moved.error().code, ErrorCode::Environment);
    EXPECT_THAT(moved.error().detail, testing::HasSubstr("CUDA"));
    EXPECT_THAT(moved.error().hint, testing::HasSubstr("--device"));
}

/// The deviation of a model with hidden layers: RMS over all entries, each over its exact value's scale.
TEST(SampledFishers, ApproachTheExactOneAsOneOverTheRootOfTheDraws)
{
    const cases::Case test("mlp");
    ASSERT_TRUE(test.model);
    const Estimate exact = run(*test.model, test.data, {test.loss, {FisherKind::Exact, 1, 0}});
    const auto sum = [](const Estimate& estimate, std::size_t p, std::size_t i) {
        return estimate.halves[0].squares[p][i] + estimate.halves[1].squares[p][i];
    };
    std::vector<double> logDraws, logErrors;
    for (const std::int64_t draws : {1, 4, 16, 64, 256}) {
        double squares = 0, count = 0;
        for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
            const Estimate sampled = run(*test.model, test.data, {test.loss, {FisherKind::Sampled, draws, seed}});
            for (std::size_t p = 0; p < exact.halves[0].squares.size(); ++p) {
                for (std::size_t i = 0; i < exact.halves[0].squares[p].size(); ++i) {
                    if (!(sum(exact, p, i) > 0))
                        continue;
                    squares += std::pow(sum(sampled, p, i) / sum(exact, p, i) - 1, 2);
                    count += 1;
                }
            }
        }
        logDraws.push_back(std::log(static_cast<double>(draws)));
        logErrors.push_back(std::log(squares / count) / 2);
    }
    double x = 0, y = 0, xx = 0, xy = 0;
    const auto n = static_cast<double>(logDraws.size());
    for (std::size_t k = 0; k < logDraws.size(); ++k) {
        x += logDraws[k] / n;
        y += logErrors[k] / n;
    }
    for (std::size_t k = 0; k < logDraws.size(); ++k) {
        xx += (logDraws[k] - x) * (logDraws[k] - x);
        xy += (logDraws[k] - x) * (logErrors[k] - y);
    }
    EXPECT_NEAR(xy / xx, -0.5, 0.1);
}

}  // namespace
}  // namespace fisherlens
