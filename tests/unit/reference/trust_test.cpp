// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"
#include "unit/reference/cases.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

namespace fisherlens {
namespace {

struct Refusal {
    const char* file;
    ErrorCode code;
    const char* mentions;
};

class RefusedModules : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedModules, AreNamedAndNothingOfThemRuns)
{
    const auto model = openReferenceModel(cases::path(GetParam().file), {});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, GetParam().code) << describe(model.error());
    EXPECT_THAT(model.error().detail, testing::HasSubstr(GetParam().mentions));
    EXPECT_EQ(model.error().detail.find('\n'), std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator("/tmp"))
        EXPECT_FALSE(entry.path().filename().string().starts_with("fisherlens-forbidden")) << entry.path();
}

INSTANTIATE_TEST_SUITE_P(Files, RefusedModules,
                         testing::Values(Refusal{"saves.ts", ErrorCode::Unsafe, "aten::save"},
                                         Refusal{"saves-in-submodule.ts", ErrorCode::Unsafe, "aten::save"},
                                         Refusal{"reads-file.ts", ErrorCode::Unsafe, "aten::from_file"},
                                         Refusal{"forks.ts", ErrorCode::Unsafe, "prim::fork"},
                                         Refusal{"custom-operator.ts", ErrorCode::Unsafe, "elsewhere::run"},
                                         Refusal{"setstate.ts", ErrorCode::Unsafe, "__setstate__"},
                                         Refusal{"default-argument.ts", ErrorCode::Unsafe, "default value of 'y'"},
                                         Refusal{"deep-brackets.ts", ErrorCode::Damaged, "nested too deeply"},
                                         Refusal{"long-chain.ts", ErrorCode::Damaged, "nested too deeply"},
                                         Refusal{"untyped-field.ts", ErrorCode::Damaged, "RandomInTraining"},
                                         Refusal{"custom-class.ts", ErrorCode::Unsafe, "custom C++ classes"},
                                         Refusal{"random.ts", ErrorCode::Unsupported, "aten::rand_like"},
                                         Refusal{"stateful.ts", ErrorCode::Unsupported, "prim::SetAttr"},
                                         Refusal{"traced-in-training.ts", ErrorCode::Unsupported, "aten::dropout"},
                                         Refusal{"frozen.ts", ErrorCode::Unsupported, "no parameters"},
                                         Refusal{"state-dict.pt", ErrorCode::Unsupported, "not a TorchScript module"},
                                         Refusal{"expected.json", ErrorCode::Unsupported, "not a TorchScript module"},
                                         Refusal{"no-such-file.ts", ErrorCode::Missing, ""}),
                         [](const auto& parameter) {
                             std::string name = parameter.param.file;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
                             return name;
                         });

TEST(AcceptedModules, MayDrawRandomNumbersInBranchesOfTraining)
{
    EXPECT_TRUE(cases::model("random-in-training.ts"));
}

TEST(AcceptedModules, MayHaveConstantDefaultArguments)
{
    EXPECT_TRUE(cases::model("default-constant.ts"));
}

TEST(AcceptedModules, OfSixteenBitsAreComputedInFloat32)
{
    const cases::Case test("mlp");
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto model = cases::model("half.ts", context);
    ASSERT_TRUE(model);
    EXPECT_TRUE(findings.has("computed-in-float32"));
    EXPECT_TRUE(estimate(*model, test.data, {test.loss, {}, 0, 0}, {}));
}

TEST(RunningModules, AreRefusedWhenTheyChangeTheirBuffers)
{
    const cases::Case test("mlp");
    const auto model = cases::model("stateful-in-place.ts");
    const auto result = estimate(*model, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
}

TEST(RunningModules, AreRefusedWhenTheyReturnNoLogits)
{
    const cases::Case test("mlp");
    const auto result = estimate(*cases::model("integers.ts"), test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
}

TEST(DamagedModules, AreErrorsAtEveryTruncation)
{
    std::ifstream in(cases::path("mlp.ts"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const std::string path = testing::TempDir() + "fisherlens-truncated.ts";
    for (std::size_t size = 0; size < bytes.size(); size += 331) {
        std::ofstream(path, std::ios::binary) << bytes.substr(0, size);
        const auto model = openReferenceModel(path, {});
        ASSERT_FALSE(model) << size;
        EXPECT_EQ(exitStatus(model.error().code), 3);
    }
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace fisherlens
