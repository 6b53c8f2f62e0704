// SPDX-License-Identifier: GPL-3.0-or-later
// Safetensors that torch.distributed.checkpoint cut (tests/data/make_pieces.py).
#include "formats/safetensors_writer.h"
#include "layouts.h"

namespace fisherlens {
namespace {

class Pieces : public LayoutTest {
protected:
    void piece(int rank, const std::string& places, Shape shape, std::vector<float> values) const
    {
        std::vector<OutputTensor> out{copyOf(memoryTensor("w", std::move(shape), std::move(values)))};
        const std::string name = "shard-0000" + std::to_string(rank) + "-model-00001-of-00001.safetensors";
        ASSERT_TRUE(writeSafetensors(path(name), std::move(out), {{"DCP_SHARDING_INFO", places}}, {}));
    }
};

TEST_F(Pieces, OfTwoRanksAreWholeTensors)
{
    const nlohmann::json expected = expectedIn("pieces");
    for (const char* name :
         {"", "/shard-00001-model-00001-of-00002.safetensors", "/shard-00002-model-00002-of-00002.safetensors"}) {
        SCOPED_TRACE(name);
        Findings findings;
        const auto checkpoint = opened(fixture("pieces" + std::string(name)), {}, &findings);
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->format, "safetensors");
        EXPECT_EQ(checkpoint->layout, "torch-distributed");
        EXPECT_FALSE(checkpoint->metadata.contains("DCP_SHARDING_INFO"));
        expectModel(*checkpoint, expected["tensors"]);
        EXPECT_TRUE(findings.has("pieces-of-ranks"));
    }
}

TEST_F(Pieces, WithHolesOrOverlapsAreRefused)
{
    piece(1, R"({"w": {"saved_offsets": [0, 0]}})", {2, 2}, {1, 2, 3, 4});
    const auto one = opened(folder_);
    ASSERT_TRUE(one) << describe(one.error());
    EXPECT_EQ(one->tensors.find("w")->info.shape, (Shape{2, 2}));
    piece(2, R"({"w": {"saved_offsets": [2, 0]}})", {1, 2}, {5, 6});
    const auto two = opened(folder_);
    ASSERT_TRUE(two) << describe(two.error());
    expectNumbers(two->tensors.tensors()[0], {1, 2, 3, 4, 5, 6});
    for (const char* places : {R"({"w": {"saved_offsets": [1, 0]}})", R"({"w": {"saved_offsets": [3, 0]}})",
                               R"({"w": {"saved_offsets": [2, 1]}})", R"({"w": {"saved_offsets": [2]}})",
                               R"({"w": {"saved_offsets": [-1, 0]}})", R"({"w": {"saved_offsets": "2"}})",
                               R"({"w": {"saved_offsets": [1e300, 0]}})", R"({"w": []})", "[]", "{{{"}) {
        piece(2, places, {1, 2}, {5, 6});
        const auto refused = opened(folder_);
        ASSERT_FALSE(refused) << places;
        EXPECT_EQ(refused.error().code, ErrorCode::Damaged) << places;
    }
}

TEST_F(Pieces, OfARankInBetweenAreMissed)
{
    piece(1, R"({"w": {"saved_offsets": [0, 0]}})", {1, 2}, {1, 2});
    piece(3, R"({"w": {"saved_offsets": [1, 0]}})", {1, 2}, {1, 2});
    EXPECT_EQ(opened(folder_).error().code, ErrorCode::Missing);
    EXPECT_NE(opened(folder_).error().detail.find("rank 2"), std::string::npos);
    const std::string folder = copied("pieces");
    std::filesystem::remove(folder + "/shard-00002-model-00002-of-00002.safetensors");
    EXPECT_EQ(opened(folder).error().detail, "The model was divided into 2 files, of which 1 are here.");
}

TEST_F(Pieces, UnderOtherNamesAreNotTakenForWholeTensors)
{
    piece(1, R"({"w": {"saved_offsets": [2, 0]}})", {2, 3}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(opened(folder_).error().code, ErrorCode::Damaged) << "a hole";
    std::filesystem::rename(path("shard-00001-model-00001-of-00001.safetensors"), path("model.safetensors"));
    const auto refused = opened(path("model.safetensors"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_NE(refused.error().detail.find("pieces"), std::string::npos);
}

}  // namespace
}  // namespace fisherlens
