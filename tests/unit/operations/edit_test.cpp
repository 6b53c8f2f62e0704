// SPDX-License-Identifier: GPL-3.0-or-later
// Merge and prune from files to files: outputs, recipes, and what is refused.
#include "operations/merge.h"
#include "operations/prune.h"

#include "base/atomic_file.h"
#include "base/sha256.h"
#include "formats/checkpoint.h"
#include "operations/edit_inputs.h"
#include "unit/edit/model_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;
using test::vectorTensor;

struct Folder : testing::Test {
    fs::path folder;

    void SetUp() override
    {
        std::string name = (fs::temp_directory_path() / "fl-edit-XXXXXX").string();
        ASSERT_TRUE(::mkdtemp(name.data()));
        folder = name;
        for (std::uint64_t m = 0; m < 3; ++m) {
            const std::string id(1, static_cast<char>('a' + m));
            model(id + ".safetensors", test::randomWeights(3000, m));
            fisher("f" + id + ".safetensors", test::randomFisher(3000, 10 + m));
        }
    }
    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::string at(const std::string& name) const { return (folder / name).string(); }
    void model(const std::string& name, std::vector<float> values) const
    {
        ASSERT_TRUE(writeSafetensors(at(name), {copyOf(vectorTensor("w", std::move(values)))}, {}, {}));
    }
    void fisher(const std::string& name, std::vector<float> values) const
    {
        ASSERT_TRUE(writeFisherFile(test::fisherFile({vectorTensor("w", std::move(values))}), at(name), {}));
    }
    [[nodiscard]] std::string text(const std::string& name) const
    {
        std::ifstream file(at(name), std::ios::binary);
        std::stringstream stream;
        stream << file.rdbuf();
        return stream.str();
    }
    [[nodiscard]] std::size_t files() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    [[nodiscard]] MergeRequest mergeRequest() const
    {
        MergeRequest request;
        request.models = {at("a.safetensors"), at("b.safetensors")};
        request.fishers = {at("fa.safetensors"), at("fb.safetensors")};
        request.method = "fisher";
        request.coefficients = {0.25, 0.75};
        request.output = at("out.safetensors");
        return request;
    }
    [[nodiscard]] PruneRequest pruneRequest() const
    {
        PruneRequest request;
        request.model = at("a.safetensors");
        request.fisher = at("fa.safetensors");
        request.settings.sparsity = 0.6;
        request.output = at("out.safetensors");
        request.mask = at("mask.safetensors");
        return request;
    }
};

TEST_F(Folder, AMergeIsWrittenWithItsRecipe)
{
    const auto result = mergeModels(mergeRequest(), {});
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->sha256, *sha256OfFile(result->output, {}));
    EXPECT_EQ(result->parameters, 3000);
    ASSERT_EQ(result->costs.size(), 2U);
    EXPECT_EQ(result->costs[0].task, "a.safetensors");
    EXPECT_EQ(result->normalization, Normalization::None);

    const auto checkpoint = openCheckpoint({result->output, {}, {}, {}}, {});
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->metadata.at("format"), "pt");
    const auto recipe = nlohmann::json::parse(checkpoint->metadata.at("fisherlens.recipe"));
    EXPECT_EQ(recipe["inputs"][1]["file"], "b.safetensors");
    EXPECT_EQ(recipe["inputs"][1]["sha256"], *sha256OfFile(at("b.safetensors"), {}));
    EXPECT_EQ(recipe["inputs"][3]["role"], "fisher");
    EXPECT_EQ(recipe["settings"]["coefficients"], (std::vector<double>{0.25, 0.75}));
    const auto beside = nlohmann::json::parse(text("out.safetensors.recipe.json"));
    EXPECT_EQ(beside["recipe"], recipe);
    EXPECT_EQ(beside["output"]["sha256"], result->sha256);
    EXPECT_EQ(beside["inputs"][0]["path"], "a.safetensors");
    EXPECT_EQ(checkpoint->metadata.at("fisherlens.recipe").find(folder.string()), std::string::npos);  // no path
}

TEST_F(Folder, ARecipeMakesTheSameBytesAlsoAfterTheFolderMoved)
{
    const auto made = mergeModels(mergeRequest(), {});
    ASSERT_TRUE(made);
    const std::string bytes = text("out.safetensors");
    fs::create_directory(folder / "inner");
    for (const char* name : {"a.safetensors", "b.safetensors", "fa.safetensors", "fb.safetensors"})
        fs::rename(folder / name, folder / "inner" / name);
    fs::create_directory(folder / "results");
    MergeRequest request;
    request.output = at("again.safetensors");

    request.recipe = at("out.safetensors.recipe.json");  // the inputs are neither where it says nor beside it
    const auto missing = mergeModels(request, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::Missing);
    EXPECT_NE(missing.error().detail.find("a.safetensors"), std::string::npos);

    for (const char* recipe : {"out.safetensors.recipe.json", "out.safetensors"}) {  // beside the recipe
        fs::copy(folder / recipe, folder / "inner" / recipe);
        request.recipe = at(std::string("inner/") + recipe);
        const auto again = mergeModels(request, {});
        ASSERT_TRUE(again) << describe(again.error());
        EXPECT_EQ(text("again.safetensors"), bytes);
        EXPECT_EQ(again->sha256, made->sha256);
    }
    // The new one records where the inputs lie now; the whole folder moves, and a file beside has the name but not the hash.
    fs::rename(at("again.safetensors.recipe.json"), at("results/again.safetensors.recipe.json"));
    request.output = at("results/third.safetensors");
    request.recipe = at("inner/out.safetensors.recipe.json");
    ASSERT_TRUE(mergeModels(request, {}));
    const fs::path moved = folder / "moved";
    fs::create_directory(moved);
    fs::rename(folder / "inner", moved / "inner");
    fs::rename(folder / "results", moved / "results");
    std::ofstream(moved / "results" / "a.safetensors") << "something else";
    request.recipe = (moved / "results" / "third.safetensors.recipe.json").string();
    request.output = at("fourth.safetensors");
    const auto fourth = mergeModels(request, {});
    ASSERT_TRUE(fourth) << describe(fourth.error());
    EXPECT_EQ(text("fourth.safetensors"), bytes);
}

TEST_F(Folder, AFileWithTheNameButOtherContentDoesNotCount)
{
    ASSERT_TRUE(mergeModels(mergeRequest(), {}));
    model("b.safetensors", test::randomWeights(3000, 99));
    MergeRequest request;
    request.recipe = at("out.safetensors.recipe.json");
    request.output = at("again.safetensors");
    const auto result = mergeModels(request, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Missing);
    EXPECT_NE(result.error().detail.find("b.safetensors"), std::string::npos);
    EXPECT_FALSE(fs::exists(at("again.safetensors")));
}

TEST_F(Folder, PruningIsWrittenWithMaskAndRecipeAndRepeats)
{
    const auto result = pruneModel(pruneRequest(), {});
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->outcome.pruned, 1800);
    const auto out = openCheckpoint({at("out.safetensors"), {}, {}, {}}, {});
    const auto mask = openCheckpoint({at("mask.safetensors"), {}, {}, {}}, {});
    const auto before = openCheckpoint({at("a.safetensors"), {}, {}, {}}, {});
    ASSERT_TRUE(out && mask && before);
    const auto w = *readAll(before->tensors.tensors().front()), pruned = *readAll(out->tensors.tensors().front()),
               kept = *readAll(mask->tensors.tensors().front());
    EXPECT_EQ(mask->tensors.tensors().front().info.dtype, DType::U8);
    double zeros = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        ASSERT_EQ(pruned[i], kept[i] * w[i]);
        zeros += 1 - kept[i];
    }
    EXPECT_EQ(zeros, 1800);

    PruneRequest again;
    again.recipe = at("out.safetensors");
    again.output = at("again.safetensors");
    again.mask = at("again-mask.safetensors");
    const auto second = pruneModel(again, {});
    ASSERT_TRUE(second) << describe(second.error());
    EXPECT_EQ(text("again.safetensors"), text("out.safetensors"));
    EXPECT_EQ(text("again-mask.safetensors"), text("mask.safetensors"));
}

TEST_F(Folder, OutputsThatAreInputsAreRefused)
{
    const std::size_t before = files();
    MergeRequest merge = mergeRequest();
    merge.output = folder.string() + "/./fb.safetensors";
    EXPECT_EQ(mergeModels(merge, {}).error().code, ErrorCode::Usage);
    fs::create_hard_link(at("a.safetensors"), at("link.safetensors"));
    merge.output = at("link.safetensors");
    EXPECT_EQ(mergeModels(merge, {}).error().code, ErrorCode::Usage);
    PruneRequest prune = pruneRequest();
    prune.mask = at("fa.safetensors");
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Usage);
    prune.mask = folder.string() + "/./out.safetensors";
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(files(), before + 1);
}

TEST_F(Folder, WrongUsageIsToldBeforeAnythingIsOpened)
{
    MergeRequest request = mergeRequest();
    request.models = {at("not there"), at("not there either")};
    request.method = "ties";
    const auto unbuilt = mergeModels(request, {});
    ASSERT_FALSE(unbuilt);
    EXPECT_EQ(unbuilt.error().code, ErrorCode::Usage);
    EXPECT_NE(describe(unbuilt.error()).find("linear, fisher, task-arithmetic"), std::string::npos);
    request = mergeRequest();
    request.method = "task-arithmetic";
    EXPECT_EQ(mergeModels(request, {}).error().code, ErrorCode::Usage);  // no base
    request = mergeRequest();
    request.fishers.pop_back();
    EXPECT_EQ(mergeModels(request, {}).error().code, ErrorCode::Usage);
    request = mergeRequest();
    request.fishers.clear();  // and no optimizer state to recycle
    EXPECT_EQ(mergeModels(request, {}).error().code, ErrorCode::Usage);
    PruneRequest prune = pruneRequest();
    prune.fisher = "";
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Usage);
    EXPECT_FALSE(fs::exists(at("out.safetensors")));
}

TEST_F(Folder, ARecipeOfTheOtherVerbOrNoRecipeIsRefused)
{
    ASSERT_TRUE(mergeModels(mergeRequest(), {}));
    PruneRequest prune;
    prune.recipe = at("out.safetensors");
    prune.output = at("x.safetensors");
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Usage);
    prune.recipe = at("a.safetensors");
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Unsupported);
    std::ofstream(at("bad.json")) << " {\"recipe\": 1}";
    prune.recipe = at("bad.json");
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Damaged);
    prune.recipe = at("nothing");
    EXPECT_EQ(pruneModel(prune, {}).error().code, ErrorCode::Missing);
}

TEST_F(Folder, AnInputThatChangesMeanwhileLeavesNoOutput)
{
    EditInputs inputs;
    ASSERT_TRUE(inputs.add("model", at("a.safetensors")));
    ASSERT_TRUE(inputs.hash({}));
    const auto outputs = guardedBy(inputs, {copyOf(vectorTensor("w", {1, 2}))});
    EXPECT_TRUE(writeSafetensors(at("x.safetensors"), outputs, {}, {}));
    const auto again = guardedBy(inputs, {copyOf(vectorTensor("w", {1, 2}))});
    model("a.safetensors", {1, 2, 3});
    const auto written = writeSafetensors(at("y.safetensors"), again, {}, {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Changed);
    EXPECT_FALSE(fs::exists(at("y.safetensors")));
}

TEST_F(Folder, ARecipeThatCannotBeWrittenIsReportedAsSuch)
{
    fs::create_directory(at("out.safetensors.recipe.json"));
    const auto result = mergeModels(mergeRequest(), {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NotWritten);
    EXPECT_TRUE(fs::exists(at("out.safetensors")));
}

TEST(TaskNames, AreFileNamesMadeUnique)
{
    EXPECT_EQ(taskNames({"x/a.pt", "y/a.pt", "b.pt"}), (std::vector<std::string>{"a.pt", "a.pt (2)", "b.pt"}));
}

}  // namespace
}  // namespace fisherlens
