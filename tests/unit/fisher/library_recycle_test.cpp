// SPDX-License-Identifier: GPL-3.0-or-later
// Every optimizer saw one gradient g at each of its steps (tests/data/make_library_optimizers.py), so whatever average
// it keeps, the estimate of the mean square has to be g².
#include "fisher/recycle.h"
#include "formats/checkpoint.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace fisherlens {
namespace {

const std::string kFolder = FL_TEST_DATA "/libraries/optimizers/";

const nlohmann::json& cases()
{
    static const nlohmann::json json = nlohmann::json::parse(std::ifstream(kFolder + "expected.json")).at("cases");
    return json;
}

std::vector<std::string> usableCases()
{
    std::vector<std::string> names;
    for (const auto& [name, expected] : cases().items())
        if (!expected["parameters"].empty())
            names.push_back(name);
    return names;
}

std::vector<double> valuesOf(const Tensor& tensor)
{
    auto values = readAll(tensor);
    EXPECT_TRUE(values);
    if (values->size() > 4000)  // of a large tensor the fixture has the ends
        values->erase(values->begin() + 64, values->end() - 64);
    return *values;
}

class Corrections : public testing::TestWithParam<std::string> {};

TEST_P(Corrections, GiveTheSquareOfAConstantGradient)
{
    const nlohmann::json& expected = cases().at(GetParam());
    const auto checkpoint = openCheckpoint({.path = kFolder + GetParam() + ".pt"}, {});
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    RecycleSettings settings;
    settings.batchSize = 1;
    settings.reduction = Reduction::Mean;
    const auto file = recycle(*checkpoint, settings, {});
    ASSERT_TRUE(file) << describe(file.error());
    const bool relative = expected["relative"].get<bool>();
    EXPECT_EQ(file->attributes.scale, relative ? FisherScale::Accumulator : FisherScale::MeanPerUnit);
    const double tolerance = expected["tolerance"].get<double>();
    double factor = 0;
    for (const Tensor& tensor : file->diagonal.tensors()) {
        SCOPED_TRACE(tensor.info.name);
        const auto squares = expected["parameters"].at(tensor.info.name)["square"].get<std::vector<double>>();
        const std::vector<double> values = valuesOf(tensor);
        ASSERT_EQ(values.size(), squares.size());
        const double largest = *std::max_element(squares.begin(), squares.end());
        for (std::size_t i = 0; i < squares.size(); ++i) {
            if (relative && factor == 0)
                factor = values[i] / squares[i];
            const double square = squares[i] * (relative ? factor : 1);
            // Quantised squares are exact only to a share of the largest of their block.
            EXPECT_NEAR(values[i], square, tolerance < 0.5 ? tolerance * square : 0.1 * largest) << i;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Libraries, Corrections, testing::ValuesIn(usableCases()), [](const auto& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(RecordedBatch, IsUsedWhereAllItsFactorsAreKnown)
{
    const std::string folder = FL_TEST_DATA "/libraries/layouts/";
    const auto known = openCheckpoint({.path = folder + "hf-llama"}, {});
    ASSERT_TRUE(known);
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto file = recycle(*known, {}, context);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->attributes.batchSize, 6);
    EXPECT_EQ(file->attributes.scale, FisherScale::MeanPerUnit);
    EXPECT_TRUE(findings.has("batch-size-recorded"));
    EXPECT_NE(file->attributes.provenance.find("gradient_accumulation_steps"), std::string::npos);
    RecycleSettings given;
    given.batchSize = 12;
    EXPECT_EQ(recycle(*known, given, {})->attributes.batchSize, 12);

    const auto partly = openCheckpoint({.path = folder + "lightning.ckpt"}, {});
    ASSERT_TRUE(partly);
    Findings others;
    context.findings = &others;
    EXPECT_EQ(recycle(*partly, {}, context)->attributes.scale, FisherScale::Accumulator);
    for (const Finding& finding : others.list())
        if (finding.id == "batch-size-unknown") {
            EXPECT_NE(finding.text.find("at least 5"), std::string::npos);
        }
    EXPECT_TRUE(others.has("batch-size-unknown"));
}

}  // namespace
}  // namespace fisherlens
