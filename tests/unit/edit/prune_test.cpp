// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune.h"

#include "base/philox.h"
#include "unit/edit/model_data.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <tuple>

namespace fisherlens {
namespace {

using test::bytesOf;
using test::catalogue;
using test::fisherFile;
using test::Job;
using test::randomFisher;
using test::randomWeights;
using test::typedTensor;
using test::valuesOf;
using test::vectorTensor;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

using Values = std::map<std::string, std::vector<double>>;

struct Made {
    Values values, masks;
    PruneOutcome outcome;
};

Result<Made> make(const Catalogue& tensors, const FisherFile* fisher, const PruneSettings& settings, const JobContext& context)
{
    FL_TRY(const auto prune, ModelPrune::prepare(tensors, fisher, "task", settings, context));
    FL_TRY(Values values, valuesOf(prune->outputs(), 333));
    FL_TRY(Values masks, valuesOf(prune->masks(), 77));
    return Made{std::move(values), std::move(masks), prune->outcome()};
}

PruneSettings how(PruneCriterion criterion, double sparsity)
{
    PruneSettings settings;
    settings.criterion = criterion;
    settings.sparsity = sparsity;
    return settings;
}

struct Model {
    std::map<std::string, std::vector<float>> weights, fisher;

    [[nodiscard]] Catalogue tensors() const
    {
        Catalogue result;
        for (auto at = weights.rbegin(); at != weights.rend(); ++at)  // not in the order of names
            if (!result.add(vectorTensor(at->first, at->second)))
                std::abort();
        return result;
    }
    [[nodiscard]] FisherFile fishers() const
    {
        FisherFile file = fisherFile({});
        for (const auto& [name, values] : fisher)
            if (!file.diagonal.add(vectorTensor(name, values)))
                std::abort();
        return file;
    }
    /// The masks of the definition: all entries sorted, the first floor(S·n + 1e-9) removed.
    [[nodiscard]] Values masks(const PruneSettings& settings) const
    {
        using Key = std::tuple<double, double, std::string, std::size_t>;
        std::vector<std::vector<Key>> scopes(settings.perTensor ? weights.size() : 1);
        Values masks;
        std::size_t t = 0;
        for (const auto& [name, values] : weights) {
            masks[name].assign(values.size(), 1);
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double w = static_cast<double>(values[i]), f = static_cast<double>(fisher.at(name)[i]);
                const double random = RandomField(settings.seed, 0).uniform(fnv1a64(name), i);
                const double score = settings.criterion == PruneCriterion::Fisher       ? 0.5 * f * w * w
                                     : settings.criterion == PruneCriterion::FisherOnly ? f
                                     : settings.criterion == PruneCriterion::Magnitude  ? std::fabs(w)
                                                                                        : random;
                scopes[settings.perTensor ? t : 0].push_back({score, std::fabs(w), name, i});
            }
            ++t;
        }
        for (auto& keys : scopes) {
            std::sort(keys.begin(), keys.end());
            const auto k = static_cast<std::size_t>(std::floor(settings.sparsity * static_cast<double>(keys.size()) + 1e-9));
            for (std::size_t i = 0; i < k; ++i)
                masks[std::get<2>(keys[i])][std::get<3>(keys[i])] = 0;
        }
        return masks;
    }
};

Model randomModel(std::size_t n)
{
    Model model;
    std::uint64_t seed = 1;
    for (const char* name : {"z.weight", "a.weight", "a.bias"}) {
        model.weights[name] = randomWeights(n, seed++);
        model.fisher[name] = randomFisher(n, seed++);
    }
    return model;
}

TEST(Prune, RemovesWhatASortOfTheDefinitionRemoves)
{
    const Model model = randomModel(3000);
    const FisherFile fisher = model.fishers();
    for (const PruneCriterion criterion :
         {PruneCriterion::Fisher, PruneCriterion::Magnitude, PruneCriterion::FisherOnly, PruneCriterion::Random}) {
        for (const bool perTensor : {false, true}) {
            PruneSettings settings = how(criterion, 0.7);
            settings.perTensor = perTensor;
            settings.seed = 11;
            const auto made = make(model.tensors(), &fisher, settings, {});
            ASSERT_TRUE(made);
            EXPECT_EQ(made->masks, model.masks(settings));
            EXPECT_EQ(made->outcome.pruned, 6300);
            EXPECT_EQ(made->outcome.prunable, 9000);
            EXPECT_DOUBLE_EQ(*made->outcome.sparsity, 0.7);
            double cost = 0;
            for (const auto& [name, mask] : made->masks) {
                for (std::size_t i = 0; i < mask.size(); ++i) {
                    const double w = static_cast<double>(model.weights.at(name)[i]);
                    ASSERT_EQ(made->values.at(name)[i], mask[i] * w);
                    cost += 0.5 * (1 - mask[i]) * static_cast<double>(model.fisher.at(name)[i]) * w * w;
                }
            }
            ASSERT_EQ(made->outcome.costs.size(), 1U);
            EXPECT_NEAR(made->outcome.costs[0].value / cost, 1, 1e-12);
            EXPECT_EQ(made->outcome.costs[0].task, "task");
        }
    }
}

TEST(Prune, TiesGoToTheSmallerWeightThenTheNameThenTheIndex)
{
    // ½Fθ² is 0.5 everywhere (b: 8·0.25², a: 0.5·1², and once 2·0.5²).
    Model model;
    model.weights = {{"b", {0.25F, 0.25F}}, {"a", {1, -1, 0.5F, 1}}};
    model.fisher = {{"b", {16, 16}}, {"a", {1, 1, 4, 1}}};
    const FisherFile fisher = model.fishers();
    const std::vector<std::pair<std::string, std::size_t>> order{{"b", 0}, {"b", 1}, {"a", 2}, {"a", 0}, {"a", 1}, {"a", 3}};
    for (std::size_t k = 0; k <= order.size(); ++k) {
        const auto made = make(model.tensors(), &fisher, how(PruneCriterion::Fisher, static_cast<double>(k) / 6), {});
        ASSERT_TRUE(made);
        Values expected{{"b", {1, 1}}, {"a", {1, 1, 1, 1}}};
        for (std::size_t i = 0; i < k; ++i)
            expected[order[i].first][order[i].second] = 0;
        EXPECT_EQ(made->masks, expected) << k;
    }
}

RC_GTEST_PROP(PruneLaws, TheCountIsExactAndMasksAreNested, ())
{
    Model model;
    std::size_t n = 0;
    for (const char* name : {"p", "q"}) {
        const auto size = *rc::gen::inRange<std::size_t>(1, 40);
        // Few distinct values: ties are the rule.
        const auto small = rc::gen::map(rc::gen::inRange(-3, 4), [](int v) { return static_cast<float>(v); });
        const auto positive = rc::gen::map(rc::gen::inRange(0, 3), [](int v) { return static_cast<float>(v); });
        model.weights[name] = *rc::gen::container<std::vector<float>>(size, small);
        model.fisher[name] = *rc::gen::container<std::vector<float>>(size, positive);
        n += size;
    }
    const FisherFile fisher = model.fishers();
    const auto criterion = *rc::gen::element(PruneCriterion::Fisher, PruneCriterion::Magnitude, PruneCriterion::FisherOnly,
                                             PruneCriterion::Random);
    std::set<std::pair<std::string, std::size_t>> before;
    for (const double sparsity : {0.0, 0.1, 0.25, 0.5, 0.9, 1.0}) {
        const PruneSettings settings = how(criterion, sparsity);
        const auto made = make(model.tensors(), &fisher, settings, {});
        RC_ASSERT(made.has_value());
        RC_ASSERT(made->masks == model.masks(settings));
        std::set<std::pair<std::string, std::size_t>> removed;
        for (const auto& [name, mask] : made->masks)
            for (std::size_t i = 0; i < mask.size(); ++i)
                if (mask[i] == 0)
                    removed.insert({name, i});
        RC_ASSERT(removed.size() == static_cast<std::size_t>(std::floor(sparsity * static_cast<double>(n) + 1e-9)));
        RC_ASSERT(std::includes(removed.begin(), removed.end(), before.begin(), before.end()));
        before = removed;
    }
}

TEST(Prune, LeavesBuffersIntegersAndExcludedTensorsAlone)
{
    const Catalogue tensors = catalogue({vectorTensor("fc.weight", {1, 2}), vectorTensor("fc.bias", {0.5F}),
                                         vectorTensor("bn.running_mean", {0.1F}), typedTensor("bn.num_batches_tracked", DType::I64, {7})});
    PruneSettings settings = how(PruneCriterion::Magnitude, 1);
    auto made = make(tensors, nullptr, settings, {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->outcome.prunable, 3);
    EXPECT_EQ(made->values, (Values{{"fc.weight", {0, 0}}, {"fc.bias", {0}}, {"bn.running_mean", {static_cast<double>(0.1F)}}, {"bn.num_batches_tracked", {7}}}));
    EXPECT_EQ(made->masks, (Values{{"fc.weight", {0, 0}}, {"fc.bias", {0}}}));

    Job job;
    settings.exclude = {"*.bias", "nothing*"};
    made = make(tensors, nullptr, settings, job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("fc.bias"), std::vector<double>{0.5});
    EXPECT_NE(job.textOf("pattern-without-match").find("nothing*"), std::string::npos);

    settings.exclude = {};
    settings.include = {"*.bias"};
    made = make(tensors, nullptr, settings, {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->outcome.prunable, 1);
    settings.include = {"none"};
    EXPECT_EQ(make(tensors, nullptr, settings, {}).error().code, ErrorCode::Usage);
}

TEST(Prune, TensorsWithoutFisherAreLeftUntouchedAndSaid)
{
    const Catalogue tensors = catalogue({vectorTensor("module.w", {1, 2, 3, 4}), vectorTensor("frozen", {1e-9F})});
    const FisherFile fisher = fisherFile({vectorTensor("w", {1, 1, 1, 1})});
    Job job;
    const auto made = make(tensors, &fisher, how(PruneCriterion::Fisher, 0.5), job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->outcome.prunable, 4);
    EXPECT_EQ(made->values.at("module.w"), (std::vector<double>{0, 0, 3, 4}));
    EXPECT_NE(made->values.at("frozen")[0], 0);
    EXPECT_NE(job.textOf("no-fisher").find("frozen"), std::string::npos);
    const FisherFile other = fisherFile({vectorTensor("x", {1})});
    EXPECT_EQ(make(tensors, &other, how(PruneCriterion::Fisher, 0.5), {}).error().code, ErrorCode::Incompatible);
    EXPECT_EQ(make(tensors, nullptr, how(PruneCriterion::FisherOnly, 0.5), {}).error().code, ErrorCode::Usage);
}

TEST(Prune, ZeroFishersAreCountedAndMayBeKept)
{
    const Catalogue tensors = catalogue({vectorTensor("w", {10, 1, 2, 3})});
    const FisherFile fisher = fisherFile({vectorTensor("w", {0, 1, 1, 0})});
    PruneSettings settings = how(PruneCriterion::Fisher, 0.75);
    Job job;
    auto made = make(tensors, &fisher, settings, job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("w"), (std::vector<double>{0, 0, 2, 0}));
    EXPECT_NE(job.textOf("zero-fisher").find("2 prunable entries"), std::string::npos);

    settings.keepZeroFisher = true;
    Job keep;
    made = make(tensors, &fisher, settings, keep.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("w"), (std::vector<double>{10, 0, 0, 3}));
    EXPECT_DOUBLE_EQ(*made->outcome.sparsity, 0.5);
    EXPECT_TRUE(keep.findings.has("sparsity-not-reached"));
    EXPECT_TRUE(keep.findings.has("zero-fisher"));
}

TEST(Prune, AlreadyZeroEntriesCount)
{
    const Catalogue tensors = catalogue({vectorTensor("w", {0, -0.0F, 2, 3})});
    const auto made = make(tensors, nullptr, how(PruneCriterion::Magnitude, 0.5), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->outcome.pruned, 2);
    EXPECT_EQ(made->values.at("w"), (std::vector<double>{0, 0, 2, 3}));
    EXPECT_FALSE(std::signbit(made->values.at("w")[1]));  // removed entries are +0
}

TEST(Prune, NonfiniteEntriesAreRefusedOrKept)
{
    const Catalogue tensors = catalogue({vectorTensor("w", {1, kNan, 3, 4})});
    const FisherFile fisher = fisherFile({vectorTensor("w", {1, 1, kNan, 1})});
    PruneSettings settings = how(PruneCriterion::Fisher, 1);
    const auto refused = make(tensors, &fisher, settings, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NonFinite);
    EXPECT_EQ(refused.error().where.tensor, "w");
    settings.fallback = true;
    Job job;
    const auto made = make(tensors, &fisher, settings, job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->masks.at("w"), (std::vector<double>{0, 1, 1, 0}));
    EXPECT_NE(job.textOf("nonfinite").find("2 prunable"), std::string::npos);
    EXPECT_DOUBLE_EQ(*made->outcome.sparsity, 0.5);
}

TEST(Prune, KeepsTheBytesOfWhatItKeeps)
{
    std::vector<std::byte> bytes(8);
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::byte>(0x11 * i + 3);
    const Catalogue tensors = catalogue({*memoryTensor("h", DType::BF16, {4}, bytes)});
    const auto prune = ModelPrune::prepare(tensors, nullptr, "t", how(PruneCriterion::Magnitude, 0.25), {});
    ASSERT_TRUE(prune);
    const auto out = bytesOf((*prune)->outputs().front());
    ASSERT_TRUE(out);
    std::size_t changed = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const bool same = (*out)[2 * i] == bytes[2 * i] && (*out)[2 * i + 1] == bytes[2 * i + 1];
        changed += !same;
        if (!same) {
            EXPECT_TRUE((*out)[2 * i] == std::byte{0} && (*out)[2 * i + 1] == std::byte{0});
        }
    }
    EXPECT_EQ(changed, 1U);
}

TEST(Prune, TiedNamesStayEqualAndCountOnce)
{
    // Two names of one storage: the same file, offset and shape. Only one of them has a Fisher.
    Tensor embedding = vectorTensor("z.embedding", {1, 2, 3, 4});
    embedding.info.file = "model.pt";
    embedding.info.offset = 64;
    Tensor head = embedding;
    head.info.name = "a.head";
    const Catalogue tensors = catalogue({embedding, head});
    const FisherFile fisher = fisherFile({vectorTensor("a.head", {1, 1, 1, 1})});
    Job job;
    const auto made = make(tensors, &fisher, how(PruneCriterion::Fisher, 0.5), job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->outcome.prunable, 4);
    EXPECT_EQ(made->values.at("a.head"), (std::vector<double>{0, 0, 3, 4}));
    EXPECT_EQ(made->values.at("z.embedding"), made->values.at("a.head"));
    EXPECT_EQ(made->masks.size(), 2U);
    EXPECT_TRUE(job.findings.has("tied-tensors"));
}

TEST(Prune, SaysWhenALayerIsGone)
{
    const Catalogue tensors = catalogue({vectorTensor("small", {0.1F, 0.1F}), vectorTensor("large", {5, 6})});
    Job job;
    ASSERT_TRUE(make(tensors, nullptr, how(PruneCriterion::Magnitude, 0.5), job.context));
    EXPECT_NE(job.textOf("layer-collapse").find("small"), std::string::npos);
}

TEST(Prune, RefusesASparsityOutsideItsRange)
{
    const Catalogue tensors = catalogue({vectorTensor("w", {1})});
    for (const double sparsity : {-0.1, 1.1, std::nan("")})
        EXPECT_EQ(make(tensors, nullptr, how(PruneCriterion::Magnitude, sparsity), {}).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace fisherlens
