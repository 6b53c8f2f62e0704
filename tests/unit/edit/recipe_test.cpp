// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/recipe.h"

#include <gtest/gtest.h>

#include <limits>

namespace fisherlens {
namespace {

const std::string kHashA(64, 'a');
const std::string kHashB(64, '0');

Recipe mergeRecipe()
{
    MergeSettings settings;
    settings.method = findMergeMethod("fisher");
    settings.coefficients = {0.25, 0.75};
    settings.normalization = Normalization::Mean;
    return {{{"model", "a.pt", kHashA}, {"model", "b \"quoted\".pt", kHashB}},
            true,
            std::make_shared<MergeSettings>(settings),
            nullptr};
}

Recipe pruneRecipe()
{
    PruneSettings settings;
    settings.criterion = PruneCriterion::Random;
    settings.sparsity = 0.1;
    settings.perTensor = true;
    settings.exclude = {"*.bias"};
    settings.seed = std::numeric_limits<std::uint64_t>::max();
    return {{{"model", "a.pt", kHashA}}, false, nullptr, std::make_shared<PruneSettings>(settings)};
}

constexpr std::string_view kMergeText =
    R"({"format":"fisherlens.recipe","inputs":[)"
    R"({"file":"a.pt","role":"model","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},)"
    R"({"file":"b \"quoted\".pt","role":"model","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],)"
    R"("settings":{"coefficients":[0.25,0.75],"fisher":"recycled","floor":1e-06,"method":"fisher","nonfinite":"refuse","normalize":"mean"},)"
    R"("verb":"merge","version":1})";

TEST(Recipe, CanonicalTextIsSortedAndWithoutSpaces)
{
    EXPECT_EQ(canonicalJson(mergeRecipe()), kMergeText);
    EXPECT_EQ(
        canonicalJson(pruneRecipe()),
        R"({"format":"fisherlens.recipe","inputs":[{"file":"a.pt","role":"model","sha256":")" + kHashA
            + R"("}],"settings":{"criterion":"random","exclude":["*.bias"],"include":[],"nonfinite":"refuse","scope":"tensor",)"
              R"("seed":18446744073709551615,"sparsity":0.1},"verb":"prune","version":1})");
}

TEST(Recipe, ReadsWhatItWritesAlsoInsideAFileBesideTheOutput)
{
    for (const Recipe& recipe : {mergeRecipe(), pruneRecipe()}) {
        const std::string text = canonicalJson(recipe);
        const auto bare = parseRecipe(text, "r");
        ASSERT_TRUE(bare) << bare.error().detail;
        EXPECT_EQ(canonicalJson(bare->recipe), text);
        EXPECT_EQ(bare->paths, std::vector<std::optional<std::string>>(recipe.inputs.size()));
        const auto beside = parseRecipe(
            R"({"date":"today","recipe":)" + text + R"(,"inputs":[{"path":"../x/a.pt"},{"path":"/abs"}]})", "r");
        ASSERT_TRUE(beside) << beside.error().detail;
        EXPECT_EQ(canonicalJson(beside->recipe), text);
        EXPECT_EQ(beside->paths.front(), recipe.merge ? std::optional<std::string>("../x/a.pt") : std::nullopt);
        EXPECT_FALSE(beside->paths.back());  // absolute paths, and lists of another length, are not followed
    }
}

TEST(Recipe, RulesAreThereOnlyWhereThereAreAnyAndComeBack)
{
    Recipe recipe = mergeRecipe();
    auto settings = std::make_shared<MergeSettings>(*recipe.merge);
    settings->rules = {{"conv*", {0.1, 0.9}}, {"fc\"1=*", {1, 2}}};
    recipe.merge = settings;
    const std::string text = canonicalJson(recipe);
    EXPECT_NE(
        text.find(
            R"("rules":[{"coefficients":[0.1,0.9],"pattern":"conv*"},{"coefficients":[1.0,2.0],"pattern":"fc\"1=*"}])"),
        std::string::npos)
        << text;
    EXPECT_EQ(canonicalJson(mergeRecipe()).find("rules"), std::string::npos);
    const auto back = parseRecipe(text, "r");
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(canonicalJson(back->recipe), text);
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string changed = text;
        const std::size_t at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return changed.replace(at, from.size(), to);
    };
    for (const std::string& wrong :
         {with("[0.1,0.9]", "[0.1]"), with("[0.1,0.9]", "[0.1,\"x\"]"), with("\"conv*\"", "\"\""),
          with("\"conv*\"", "7"), with("\"pattern\":\"conv*\"", "\"pattern\":\"conv*\",\"more\":1"),
          with("\"rules\":[", "\"rules\":[[],")}) {
        const auto parsed = parseRecipe(wrong, "r");
        ASSERT_FALSE(parsed) << wrong;
        EXPECT_EQ(parsed.error().code, ErrorCode::Damaged);
    }
}

TEST(Recipe, WhateverIsWrongIsDamage)
{
    const auto with = [](std::string_view from, std::string_view to) {
        std::string text(kMergeText);
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    const std::vector<std::string> texts{
        "",
        "[]",
        "null",
        "{",
        "{}",
        "\xff\xfe",
        R"({"recipe":3})",
        with(R"("floor":1e-06)", R"("floor":-1)"),
        with(R"("floor":1e-06)", R"("floor":1e999)"),
        with(R"("floor":1e-06)", R"("floor":"0")"),
        with(R"("floor":1e-06,)", ""),
        with(R"("floor":1e-06)", R"("floor":1e-06,"other":1)"),
        with("[0.25,0.75]", "[0.25]"),
        with("[0.25,0.75]", "[0.25,null]"),
        with("[0.25,0.75]", "0.25"),
        with("\"recycled\"", "\"files\""),  // then Fishers would have to be among the inputs
        with("\"mean\"", "\"median\""),
        with("\"refuse\"", "\"maybe\""),
        with("\"merge\"", "\"melt\""),
        with("\"method\":\"fisher\"", "\"method\":\"fish\""),
        with("fisherlens.recipe", "other.recipe"),
        with("a.pt", "../a.pt"),
        with("a.pt", ".."),
        with("a.pt", ""),
        with("\"role\":\"model\"", "\"role\":\"guess\""),
        with("\"role\":\"model\"", "\"role\":\"base\""),
        with("aaaa", "AAAA"),
        with("aaaa", "aaa"),
        with("\"version\":1", "\"version\":-1"),
        with("\"version\":1", "\"version\":1,\"x\":" + std::string(100000, '[') + std::string(100000, ']')),
    };
    for (const std::string& text : texts) {
        const auto result = parseRecipe(text, "file.json");
        ASSERT_FALSE(result) << text.substr(0, 300);
        EXPECT_EQ(result.error().code, ErrorCode::Damaged) << text.substr(0, 300);
        EXPECT_EQ(result.error().where.file, "file.json");
    }
}

TEST(Recipe, OtherVersionsAndUnbuiltMethodsAreUnsupported)
{
    std::string text(kMergeText);
    text.replace(text.find("\"version\":1"), 11, "\"version\":2");
    EXPECT_EQ(parseRecipe(text, "r").error().code, ErrorCode::Unsupported);
    text = kMergeText;
    text.replace(text.find("\"method\":\"fisher\""), 17, "\"method\":\"ties\"");
    const auto unbuilt = parseRecipe(text, "r");
    ASSERT_FALSE(unbuilt);
    EXPECT_EQ(unbuilt.error().code, ErrorCode::Unsupported);
    EXPECT_NE(unbuilt.error().detail.find("linear, fisher, task-arithmetic"), std::string::npos);
}

}  // namespace
}  // namespace fisherlens
