// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/timeline.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

const std::string kLog = FL_TEST_DATA "/logs/adamw.optlog";

std::shared_ptr<const Timeline> timelineOf(const std::string& path,
                                           const std::shared_ptr<const Timeline>& earlier = nullptr)
{
    const auto timeline = readTimeline(path, earlier, {});
    EXPECT_TRUE(timeline) << describe(timeline.error());
    return timeline ? *timeline : nullptr;
}

const TimelineTensor* tensorNamed(const Timeline& timeline, const std::string& name)
{
    for (const TimelineTensor& tensor : timeline.tensors)
        if (tensor.name == name)
            return &tensor;
    return nullptr;
}

/// A timeline of one tensor whose consecutive snapshots, 100 steps apart, agree as given.
Timeline withCorrelations(const std::vector<std::optional<double>>& correlation, std::optional<double> beta2 = 0.999)
{
    Timeline timeline;
    TimelineTensor tensor;
    tensor.name = "w";
    tensor.beta2 = beta2;
    tensor.entries = 10;
    tensor.correlation = correlation;
    timeline.tensors.push_back(tensor);
    for (std::size_t i = 0; i <= correlation.size(); ++i)
        timeline.snapshots.push_back(static_cast<std::int64_t>(100 * (i + 1)));
    return timeline;
}

TEST(TimelineOfALog, NumbersAreThoseOfNumPyAndSciPy)
{
    const auto expected = nlohmann::json::parse(std::ifstream(FL_TEST_DATA "/logs/adamw.json"));
    const auto timeline = timelineOf(kLog);
    ASSERT_TRUE(timeline);
    const auto& rows = expected["rows"];
    ASSERT_EQ(timeline->step.size(), rows.size());
    EXPECT_TRUE(timeline->scaled);
    EXPECT_EQ(timeline->batchSize, 16);
    EXPECT_TRUE(timeline->chainIntact);
    EXPECT_EQ(timeline->lastStep(), 80);
    EXPECT_THAT(timeline->snapshots, testing::ElementsAre(20, 40, 60, 80));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(timeline->step[i], rows[i]["step"].get<double>());
        EXPECT_NEAR(timeline->loss[i], rows[i]["loss"].get<double>(), 1e-6);
        EXPECT_EQ(timeline->learningRate[i], rows[i]["lr"].get<double>());
        for (const auto& [name, quantiles] : rows[i]["quantiles"].items()) {
            const TimelineTensor* tensor = tensorNamed(*timeline, name);
            ASSERT_TRUE(tensor) << name;
            EXPECT_EQ(tensor->beta2, 0.99);
            for (std::size_t q = 0; q < kLogQuantiles.size(); ++q) {
                const double value = quantiles[q].get<double>();
                EXPECT_NEAR(static_cast<double>(tensor->quantiles[i][q]), value, 2e-6 * value + 1e-12) << name;
            }
        }
    }
    ASSERT_EQ(timeline->tensors.size(), 4U);
    EXPECT_EQ(timeline->tensors.front().name, "0.weight");  // the order of the model
    for (const auto& [name, pairs] : expected["spearman"].items()) {
        const TimelineTensor* tensor = tensorNamed(*timeline, name);
        ASSERT_EQ(tensor->correlation.size(), pairs.size());
        for (std::size_t k = 0; k < pairs.size(); ++k)
            EXPECT_NEAR(tensor->correlation[k].value_or(-2), pairs[k].get<double>(), 1e-12) << name;
    }
}

TEST(TimelineOfALog, WhatIsNewIsAddedToWhatWasRead)
{
    std::string pattern = testing::TempDir() + "timeline-XXXXXX";
    const std::string folder = std::string(::mkdtemp(pattern.data())) + "/run.optlog";
    fs::create_directory(folder);
    fs::copy(kLog + "/meta.json", folder);
    std::shared_ptr<const Timeline> growing;
    for (int segment = 1; segment <= 4; ++segment) {
        fs::copy(kLog + "/seg-0000000" + std::to_string(segment) + ".h5", folder);
        growing = timelineOf(folder, growing);
        ASSERT_TRUE(growing);
        EXPECT_EQ(growing->snapshots.size(), static_cast<std::size_t>(segment));
        EXPECT_TRUE(growing->chainIntact);
    }
    const auto whole = timelineOf(folder);
    EXPECT_EQ(growing->step, whole->step);
    EXPECT_EQ(growing->loss, whole->loss);
    EXPECT_EQ(growing->hashes, whole->hashes);
    ASSERT_EQ(growing->tensors.size(), whole->tensors.size());
    for (std::size_t i = 0; i < whole->tensors.size(); ++i) {
        EXPECT_EQ(growing->tensors[i].name, whole->tensors[i].name);
        EXPECT_EQ(growing->tensors[i].correlation, whole->tensors[i].correlation);
        EXPECT_EQ(growing->tensors[i].quantiles, whole->tensors[i].quantiles);
    }
    // The same again reads nothing new; a changed segment breaks the chain of a fresh reading.
    EXPECT_EQ(timelineOf(folder, growing)->snapshots, whole->snapshots);
    std::fstream file(folder + "/seg-00000002.h5", std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(-9, std::ios::end);
    file.put('x');
    file.close();
    EXPECT_FALSE(timelineOf(folder)->chainIntact);
    fs::remove_all(fs::path(folder).parent_path());
}

TEST(TimelineOfALog, TrainingLogsGiveLossLearningRateAndGradientNorm)
{
    const auto timeline = timelineOf(FL_TEST_DATA "/training/checkpoint-30");
    ASSERT_TRUE(timeline);
    EXPECT_FALSE(timeline->log);
    EXPECT_THAT(timeline->step, testing::ElementsAre(10, 20, 30));
    EXPECT_EQ(timeline->loss[0], 0.2);
    EXPECT_TRUE(std::isnan(timeline->loss[2]));  // the trainer logged NaN
    EXPECT_EQ(timeline->gradientNorm[1], 0.075);
    EXPECT_EQ(judgeTimeline(*timeline).kind, TimelineJudgement::CannotJudge);
    EXPECT_TRUE(timelineOf(FL_TEST_DATA "/training/ultralytics/results.csv")->epochs);
    const auto none = readTimeline(FL_TEST_DATA, nullptr, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::Unsupported);
}

TEST(Memory, SharesAreThoseOfTheWeightsOfTheAverage)
{
    const double beta = 0.9;
    double before = 0, all = 0;
    for (int step = 1; step <= 30; ++step) {
        const double weight = (1 - beta) * std::pow(beta, 30 - step);
        all += weight;
        if (step <= 25)
            before += weight;
    }
    EXPECT_NEAR(memoryFilled(beta, 30), all, 1e-15);
    EXPECT_NEAR(memoryFromBefore(beta, 25, 30), before / all, 1e-15);
    EXPECT_EQ(memoryFromBefore(beta, 0, 30), 0);
    EXPECT_EQ(memoryFromBefore(beta, 30, 30), 1);
}

TEST(Judgement, FollowsTheSnapshots)
{
    EXPECT_EQ(judgeTimeline(Timeline{}).kind, TimelineJudgement::CannotJudge);
    EXPECT_EQ(judgeTimeline(withCorrelations({})).kind, TimelineJudgement::CannotJudge);
    EXPECT_EQ(judgeTimeline(withCorrelations({std::nullopt})).kind, TimelineJudgement::CannotJudge);

    const auto changing = judgeTimeline(withCorrelations({0.99, 0.5}));
    EXPECT_EQ(changing.kind, TimelineJudgement::StillChanging);
    EXPECT_EQ(changing.step, 200);
    EXPECT_EQ(changing.next, 300);
    EXPECT_EQ(changing.correlation, 0.5);

    // Different at the beginning only: the average fills up.
    const auto filled = judgeTimeline(withCorrelations({0.5, 0.97, 0.99}));
    EXPECT_EQ(filled.kind, TimelineJudgement::Stationary);
    EXPECT_EQ(filled.step, 200);
    EXPECT_EQ(filled.correlation, 0.97);

    const auto changed = judgeTimeline(withCorrelations({0.5, 0.99, 0.7, 0.99}));
    EXPECT_EQ(changed.kind, TimelineJudgement::NotStationary);
    EXPECT_EQ(changed.step, 300);
    EXPECT_EQ(changed.tensor, "w");
    EXPECT_NEAR(*changed.memory, memoryFromBefore(0.999, 300, 500), 1e-15);

    // The same change in an average that has forgotten what was before it.
    const auto forgotten = judgeTimeline(withCorrelations({0.5, 0.99, 0.7, 0.99}, 0.98));
    EXPECT_EQ(forgotten.kind, TimelineJudgement::Stationary);
    EXPECT_EQ(forgotten.step, 400);
    // Without beta2 nothing says that it is forgotten.
    EXPECT_EQ(judgeTimeline(withCorrelations({0.99, 0.7, 0.99}, std::nullopt)).kind, TimelineJudgement::NotStationary);
}

}  // namespace
}  // namespace fisherlens
