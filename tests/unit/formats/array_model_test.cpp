// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters in NPZ and plain HDF5 files (tests/data/make_arrays.py).
#include "layouts.h"

namespace fisherlens {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ArrayModels : public LayoutTest {
protected:
    static std::vector<std::string> names(const Checkpoint& checkpoint)
    {
        std::vector<std::string> all;
        for (const Tensor& tensor : checkpoint.tensors.tensors())
            all.push_back(tensor.info.name);
        return all;
    }
    static Result<Checkpoint> below(const std::string& path, const std::string& key)
    {
        OpenOptions options;
        options.path = path;
        options.key = key;
        return openCheckpoint(options, {});
    }
    std::unique_ptr<Findings> findings_ = std::make_unique<Findings>();
};

TEST_F(ArrayModels, NumpyArchivesAreModelsInTheOrderOfTheirArguments)
{
    for (const char* file : {"model_a.npz", "model_a_deflated.npz"}) {
        SCOPED_TRACE(file);
        const auto checkpoint = opened(arrayFile(file), {}, findings_.get());
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->format, "npz");
        EXPECT_FALSE(checkpoint->optimizer);
        expectModel(*checkpoint, expectedArrays()["model_a"]);
        EXPECT_THAT(names(*checkpoint), ElementsAre("fc1.weight", "fc1.bias", "fc2.weight", "steps", "a/b"));
    }
    EXPECT_TRUE(findings_->has("tensor-not-readable")) << "the texts";
    const auto group = below(arrayFile("model_a.npz"), "a");
    ASSERT_TRUE(group) << describe(group.error());
    EXPECT_THAT(names(*group), ElementsAre("b"));
    EXPECT_EQ(below(arrayFile("model_a.npz"), "none").error().code, ErrorCode::Incompatible);
}

TEST_F(ArrayModels, PlainHdf5FilesAreModelsWithoutAnOrder)
{
    const auto checkpoint = below(arrayFile("model_a.h5"), "params");
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, "hdf5");
    EXPECT_EQ(checkpoint->key, "params");
    expectModel(*checkpoint, expectedArrays()["model_a"]);
    const auto whole = opened(arrayFile("model_a.h5"), {}, findings_.get());
    ASSERT_TRUE(whole) << describe(whole.error());
    EXPECT_NE(whole->tensors.find("params/fc1.weight"), nullptr);
    EXPECT_TRUE(findings_->has("tensor-not-readable")) << "the texts";
}

TEST_F(ArrayModels, DataAndFilesOfThisProgramAreNoModels)
{
    for (const char* file : {"data.npz", "data_deflated.npz", "data.h5"})
        EXPECT_THAT(opened(arrayFile(file)).error().detail, HasSubstr("data file")) << file;
    EXPECT_THAT(opened(arrayFile("fisher.h5")).error().detail, HasSubstr("not a model"));
    std::string cut = content(arrayFile("model_a.npz"));
    cut.resize(cut.size() / 2);
    EXPECT_EQ(opened(write("cut.npz", cut)).error().code, ErrorCode::Damaged);
    // An array that says it is larger than its entry.
    std::string larger = content(arrayFile("model_a.npz"));
    const std::size_t at = larger.find("(4, 3)");
    ASSERT_NE(at, std::string::npos);
    larger.replace(at, 6, "(9, 3)");
    EXPECT_EQ(opened(write("larger.npz", larger)).error().code, ErrorCode::Damaged);
}

}  // namespace
}  // namespace fisherlens
