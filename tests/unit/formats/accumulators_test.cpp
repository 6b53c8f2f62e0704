// SPDX-License-Identifier: GPL-3.0-or-later
#include "layouts.h"

#include <cstring>

namespace fisherlens {
namespace {

using Accumulators = LayoutTest;

std::string file(const std::string& name)
{
    return FL_TEST_DATA "/accumulators/" + name;
}

const nlohmann::json& expected()
{
    static const nlohmann::json json = expectedIn("accumulators");
    return json;
}

/// Only averages: no first moment, no step, no hyper-parameters.
nlohmann::json averagesOnly()
{
    nlohmann::json json = expected();
    json.erase("group");
    for (auto& [name, state] : json["states"].items()) {
        state.erase("m");
        state.erase("step");
    }
    return json;
}

TEST_F(Accumulators, OlmoFoldersAreReadByTheNamesInsideOfTheNames)
{
    const auto checkpoint = opened(file("olmo"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, "olmo-safetensors");
    EXPECT_EQ(checkpoint->optimizer->kind, "AdamW");
    expectModel(*checkpoint, expected()["tensors"]);
    expectStates(*checkpoint, expected());
}

TEST_F(Accumulators, OlmoFilesOpenAlone)
{
    const auto model = opened(file("olmo/model.safetensors"), file("olmo/optim.safetensors"));
    ASSERT_TRUE(model) << describe(model.error());
    expectStates(*model, expected());
}

TEST_F(Accumulators, AveragesBesideAModelAreItsState)
{
    const auto checkpoint = opened(file("ota"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    expectModel(*checkpoint, expected()["tensors"]);
    expectStates(*checkpoint, averagesOnly());
    EXPECT_EQ(checkpoint->optimizer->kind, "Adam or AdamW");
}

TEST_F(Accumulators, AveragesAloneAreAStateOfTheirOwnNames)
{
    Findings findings;
    const auto alone = opened(file("ota/exp_avg_sq.safetensors"), {}, &findings);
    ASSERT_TRUE(alone) << describe(alone.error());
    expectStates(*alone, averagesOnly());
    EXPECT_TRUE(findings.has("accumulators-only"));
    const auto given = opened(file("ota/model.safetensors"), file("ota/exp_avg_sq.safetensors"));
    ASSERT_TRUE(given) << describe(given.error());
    expectModel(*given, expected()["tensors"]);
    expectStates(*given, averagesOnly());
}

TEST_F(Accumulators, NamesInsideOfStatesCount)
{
    nlohmann::json json = expected();
    for (auto& [name, state] : json["states"].items())
        state.erase("m");
    const auto checkpoint = opened(file("ota/model.safetensors"), file("bergson.pt"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    ASSERT_TRUE(checkpoint->optimizer && !checkpoint->optimizer->unusable);
    EXPECT_EQ(checkpoint->optimizer->mapped.size(), 4U);
    for (const ParameterState& state : checkpoint->optimizer->mapped) {
        EXPECT_EQ(state.how, MappingHow::RecordedName);
        EXPECT_EQ(state.step, 5);
        expectNumbers(state.accumulator, json["states"][state.parameter]["v"]);
    }
}

/// A safetensors file with one value: a name and bytes.
std::string safetensors(const std::string& name, const std::string& value)
{
    const std::string header = "{\"" + name + "\":{\"dtype\":\"U8\",\"shape\":[" + std::to_string(value.size())
                               + "],\"data_offsets\":[0," + std::to_string(value.size()) + "]}}";
    std::string bytes(8, '\0');
    const std::uint64_t size = header.size();
    std::memcpy(bytes.data(), &size, 8);
    return bytes + header + value;
}

TEST_F(Accumulators, PicklesInOlmoFilesAreNotRun)
{
    // A pickled (("param_groups",), True), its value asking for os.system.
    const std::string groups = "gASVFQAAAAAAAACMDHBhcmFtX2dyb3Vwc5SFlIiGlC4=";
    put(path("optim.safetensors"), safetensors(groups, "cos\nsystem\n(S'true'\ntR."));
    EXPECT_EQ(opened(path("optim.safetensors")).error().code, ErrorCode::Unsafe);
    put(path("optim.safetensors"), safetensors(groups, "]."));
    EXPECT_EQ(exitStatus(opened(path("optim.safetensors")).error().code), 3);
    put(path("optim.safetensors"), safetensors(groups, "x"));
    EXPECT_EQ(exitStatus(opened(path("optim.safetensors")).error().code), 3);
    // The same in the name: cos\nsystem\n(S'true'\ntR. behind PROTO 2.
    put(path("optim.safetensors"), safetensors("gAJjb3MKc3lzdGVtCihTJ3RydWUnCnRSLg==", "x"));
    EXPECT_EQ(opened(path("optim.safetensors")).error().code, ErrorCode::Unsafe);
}

}  // namespace
}  // namespace fisherlens
