// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/compare.h"
#include "operations/output_path.h"
#include "operations/recycle.h"

#include "unit/formats/scratch.h"

#include <algorithm>
#include <array>

namespace fisherlens {
namespace {

class FisherFilesOnDisk : public Scratch {
protected:
    using Arrays = std::vector<std::pair<std::string, std::vector<float>>>;

    std::string save(const std::string& name, const Arrays& arrays, const FisherAttributes& attributes = {}) const
    {
        FisherFile file;
        file.attributes = attributes;
        for (const auto& [tensor, values] : arrays)
            EXPECT_TRUE(file.diagonal.add(memoryTensor(tensor, {static_cast<std::int64_t>(values.size())}, values)));
        EXPECT_TRUE(writeFisherFile(file, path(name), {}));
        return path(name);
    }

    static Result<CompareResult> compare(const std::string& a, const std::string& b)
    {
        CompareRequest request;
        request.approximation = a;
        request.reference = b;
        return compareFiles(request, {});
    }

    static bool has(const std::vector<Finding>& findings, std::string_view id)
    {
        return std::any_of(findings.begin(), findings.end(), [id](const Finding& finding) { return finding.id == id; });
    }
};

TEST_F(FisherFilesOnDisk, AreMatchedAcrossPrefixesAndTheRestIsListed)
{
    const auto a = save("a.fisher.h5", {{"module.w", {1, 2, 3, 4}}, {"module.only_a", {1}}});
    const auto b = save("b.safetensors", {{"w", {2, 4, 6, 8}}, {"only_b", {1, 2}}});
    const auto result = compare(a, b);
    ASSERT_TRUE(result) << describe(result.error());
    ASSERT_EQ(result->report.tensors.size(), 1U);
    EXPECT_EQ(result->report.tensors[0].name, "module.w");
    EXPECT_DOUBLE_EQ(result->report.global.traceRatio.value(), 0.5);
    EXPECT_DOUBLE_EQ(result->report.global.spearman.value(), 1);
    ASSERT_EQ(result->unmatched.size(), 2U);
    EXPECT_EQ(result->unmatched[0].name, "module.only_a");
    EXPECT_EQ(result->unmatched[0].in, 'a');
    EXPECT_EQ(result->unmatched[1].name, "only_b");
    EXPECT_EQ(result->unmatched[1].in, 'b');
    EXPECT_TRUE(has(result->findings, "unmatched"));
    EXPECT_FALSE(result->regret);
    EXPECT_FALSE(result->attainableSpearman);
}

TEST_F(FisherFilesOnDisk, OfDifferentModelsAreRefused)
{
    const auto a = save("a.fisher.h5", {{"w", {1, 2, 3}}});
    for (const auto& other : {save("b.fisher.h5", {{"w", {1, 2}}}), save("c.fisher.h5", {{"v", {1, 2, 3}}})}) {
        const auto result = compare(a, other);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
    }
}

TEST_F(FisherFilesOnDisk, OfOtherScalesAndUnitsAreComparedWithAFinding)
{
    const Arrays arrays{{"w", {1, 2, 3}}};
    FisherAttributes accumulator, token;
    accumulator.scale = FisherScale::Accumulator;
    token.unit = "token";
    const auto plain = save("plain.fisher.h5", arrays);
    const auto scales = compare(save("accumulator.fisher.h5", arrays, accumulator), plain);
    ASSERT_TRUE(scales);
    EXPECT_TRUE(has(scales->findings, "scales-differ"));
    const auto units = compare(save("token.fisher.h5", arrays, token), plain);
    ASSERT_TRUE(units);
    EXPECT_TRUE(has(units->findings, "units-differ"));
    const auto same = compare(plain, plain);
    ASSERT_TRUE(same);
    EXPECT_TRUE(same->findings.empty());
}

TEST_F(FisherFilesOnDisk, AreNotReplacedByTheirOwnRecycling)
{
    const std::string checkpoint = path("model.pt");
    std::filesystem::copy_file(FL_EXAMPLE_DIR "/a.pt", checkpoint);
    std::filesystem::create_symlink(checkpoint, path("link.pt"));
    RecycleRequest request;
    request.open.path = checkpoint;
    for (const std::string& output : {checkpoint, folder_ + "/./model.pt", path("link.pt")}) {
        request.output = output;
        const auto result = recycleCheckpoint(request, {});
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Usage);
    }
    EXPECT_EQ(content(checkpoint), content(FL_EXAMPLE_DIR "/a.pt"));
    request.output = path("a.fisher.h5");
    const auto result = recycleCheckpoint(request, {});
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->parameters, 38282);
    EXPECT_TRUE(has(result->findings, "exact-zeros"));
}

}  // namespace
}  // namespace fisherlens
