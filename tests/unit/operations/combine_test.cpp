// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/combine.h"

#include "unit/formats/scratch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace fisherlens {
namespace {

/// Gradients of 10 examples of a model with three parameters: what whole runs and shards of them are made of.
constexpr int kExamples = 10;
constexpr int kEntries = 3;

double gradient(int example, int entry)
{
    return std::sin(3.0 * example + 5.0 * entry + 1);
}

bool inFirstHalf(int example)
{
    return example % 3 == 0;
}

class Shards : public Scratch {
protected:
    static Tensor mean(const std::function<double(int, int)>& value, const std::vector<int>& examples)
    {
        std::vector<float> values;
        for (int entry = 0; entry < kEntries; ++entry) {
            double sum = 0;
            for (const int example : examples)
                sum += value(example, entry);
            values.push_back(static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(1, examples.size()))));
        }
        return memoryTensor("w", {kEntries}, values);
    }

    /// The reference of examples [first, last).
    static FisherFile reference(int first, int last)
    {
        FisherFile file;
        file.attributes.kind = FisherKind::Empirical;
        file.attributes.examples = last - first;
        file.attributes.provenance =
            fmt::format(R"({{"data": "d.h5", "end_example": {}, "first_example": {}, "loss": "nll", "model": "m.ts"}})",
                        last, first);
        std::vector<int> all, half0, half1;
        for (int example = first; example < last; ++example) {
            all.push_back(example);
            (inFirstHalf(example) ? half0 : half1).push_back(example);
        }
        const auto square = [](int example, int entry) { return std::pow(gradient(example, entry), 2); };
        EXPECT_TRUE(file.diagonal.add(mean(square, all)));
        EXPECT_TRUE(file.meanGradient.add(mean(gradient, all)));
        EXPECT_TRUE(file.half0.add(mean(square, half0)));
        EXPECT_TRUE(file.half1.add(mean(square, half1)));
        file.half0Examples = std::ssize(half0);
        file.half1Examples = std::ssize(half1);
        return file;
    }

    std::string save(const std::string& name, const FisherFile& file) const
    {
        EXPECT_TRUE(writeFisherFile(file, path(name), {}));
        return path(name);
    }

    std::string shard(int first, int last) const
    {
        return save(fmt::format("{}-{}.fisher.h5", first, last), reference(first, last));
    }

    Result<CombineResult> combine(std::vector<std::string> parts) const
    {
        return combineReferences({std::move(parts), path("all.fisher.h5")}, {});
    }

    static void expectEqual(const Catalogue& actual, const Catalogue& expected)
    {
        ASSERT_EQ(actual.size(), 1U);
        const auto a = readAll(actual.tensors()[0]), b = readAll(expected.tensors()[0]);
        ASSERT_TRUE(a && b);
        for (std::size_t i = 0; i < b->size(); ++i)
            EXPECT_NEAR((*a)[i], (*b)[i], 3e-7 * std::abs((*b)[i])) << i;
    }
};

TEST_F(Shards, AreTogetherWhatOneRunGives)
{
    const auto parts = std::vector{shard(4, 10), shard(0, 1), shard(1, 4)};
    const auto result = combine(parts);
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->examples, kExamples);
    EXPECT_TRUE(result->findings.empty());
    ASSERT_EQ(result->parts.size(), 3U);
    EXPECT_EQ(result->parts[0].examples, 1);
    const auto all = openFisherFile(result->output, {});
    ASSERT_TRUE(all);
    const FisherFile whole = reference(0, kExamples);
    expectEqual(all->diagonal, whole.diagonal);
    expectEqual(all->meanGradient, whole.meanGradient);
    expectEqual(all->half0, whole.half0);
    expectEqual(all->half1, whole.half1);
    EXPECT_EQ(all->half0Examples, whole.half0Examples);
    EXPECT_EQ(all->half1Examples, whole.half1Examples);
    EXPECT_EQ(all->attributes.examples, kExamples);
    EXPECT_EQ(all->attributes.kind, FisherKind::Empirical);
}

TEST_F(Shards, ThatWereCombinedCanBeCombinedAgain)
{
    const auto first = combineReferences({{shard(0, 3), shard(3, 5)}, path("first.fisher.h5")}, {});
    ASSERT_TRUE(first);
    const auto all = combine({shard(5, 10), first->output});
    ASSERT_TRUE(all) << describe(all.error());
    EXPECT_TRUE(all->findings.empty());
    EXPECT_EQ(combine({shard(4, 10), first->output}).error().code, ErrorCode::Incompatible) << "example 4 is in both";
}

TEST_F(Shards, DoNotCountAnExampleTwice)
{
    const auto overlapping = combine({shard(0, 5), shard(4, 10)});
    ASSERT_FALSE(overlapping);
    EXPECT_EQ(overlapping.error().code, ErrorCode::Incompatible);
    EXPECT_NE(overlapping.error().detail.find("Example 4"), std::string::npos);
    const auto part = shard(0, 5);
    EXPECT_FALSE(combine({part, part}));
}

TEST_F(Shards, ErrorsOfIndependentPartsAddInSquares)
{
    FisherFile a = reference(0, 4), b = reference(4, 10);
    ASSERT_TRUE(a.standardError.add(memoryTensor("w", {kEntries}, {1, 2, 3})));
    ASSERT_TRUE(b.standardError.add(memoryTensor("w", {kEntries}, {0.5, 1, 0})));
    const auto result = combine({save("a.h5", a), save("b.h5", b)});
    ASSERT_TRUE(result);
    const auto all = openFisherFile(result->output, {});
    ASSERT_TRUE(all);
    const auto errors = readAll(all->standardError.tensors().at(0));
    ASSERT_TRUE(errors);
    EXPECT_NEAR((*errors)[0], std::hypot(0.4 * 1, 0.6 * 0.5), 1e-7);
    EXPECT_NEAR((*errors)[1], std::hypot(0.4 * 2, 0.6 * 1), 1e-7);
    EXPECT_NEAR((*errors)[2], 0.4 * 3, 1e-7);
}

TEST_F(Shards, WhatOnePartLacksIsLeftOutAndSaid)
{
    FisherFile without = reference(4, 10);
    without.half1 = {};
    without.half1Examples = 0;
    const auto result = combine({shard(0, 4), save("b.h5", without)});
    ASSERT_TRUE(result) << describe(result.error());
    ASSERT_EQ(result->findings.size(), 1U);
    EXPECT_EQ(result->findings[0].id, "part-left-out");
    const auto all = openFisherFile(result->output, {});
    EXPECT_TRUE(all->half0.empty() && all->half1.empty());
    EXPECT_FALSE(all->meanGradient.empty());
}

TEST_F(Shards, OfAnotherKindSeedOrModelAreRefused)
{
    const std::string first = shard(0, 5);
    const auto refused = [&](const std::function<void(FisherFile&)>& change) {
        FisherFile other = reference(5, 10);
        change(other);
        const auto result = combine({first, save("other.h5", other)});
        return !result && result.error().code == ErrorCode::Incompatible;
    };
    EXPECT_FALSE(refused([](FisherFile&) {}));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.kind = FisherKind::Exact; }));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.seed = 1; }));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.unit = "token"; }));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.examples = 0; }));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.kind = FisherKind::Recycled; }));
    EXPECT_TRUE(refused([](FisherFile& file) { file.attributes.provenance = R"({"data": "other.h5"})"; }));
    EXPECT_TRUE(refused([](FisherFile& file) {
        file.diagonal = file.meanGradient = file.half0 = file.half1 = {};
        (void)file.diagonal.add(memoryTensor("w", {2}, {1, 2}));
    }));
    EXPECT_EQ(combine({}).error().code, ErrorCode::Usage);
    EXPECT_EQ(combineReferences({{first}, first}, {}).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace fisherlens
