// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"
#include "unit/reference/cases.h"

#include <map>

// Estimates that are ended after some of their blocks and go on from the sums that were kept.

namespace fisherlens {
namespace {

/// Keeps copies in memory, and asks to stop after some of the blocks.
class Memory final : public SumsKeeper {
public:
    std::optional<KeptSums> restore(const std::string& plan) override
    {
        plans.push_back(plan);
        return sums;
    }
    void keep(const SumsView& view, bool) override
    {
        sums.emplace();
        for (const auto& [name, arrays] : view.arrays)
            sums->arrays[name] = *arrays;
        sums->numbers = view.numbers;
        if (++kept == stopAfter)
            cancel.request();
    }

    std::optional<KeptSums> sums;
    std::vector<std::string> plans;
    int kept = 0, stopAfter = 0;
    CancelToken cancel;
};

void expectSameBits(const Estimate& a, const Estimate& b)
{
    EXPECT_EQ(a.examples, b.examples);
    EXPECT_EQ(a.units, b.units);
    for (const std::size_t half : {0U, 1U}) {
        EXPECT_EQ(a.halves[half].units, b.halves[half].units);
        EXPECT_EQ(a.halves[half].squares, b.halves[half].squares);
    }
    EXPECT_EQ(a.gradient, b.gradient);
    EXPECT_EQ(a.standardError, b.standardError);
    EXPECT_EQ(a.looped.size(), b.looped.size());
}

void expectResumable(const cases::Case& test, const EstimateSettings& settings, int stopAfter)
{
    ASSERT_TRUE(test.model);
    const auto whole = estimate(*test.model, test.data, settings, {});
    ASSERT_TRUE(whole) << describe(whole.error());
    EXPECT_EQ(whole->resumed, 0);

    Memory memory;
    memory.stopAfter = stopAfter;
    JobContext context;
    context.cancel = memory.cancel;
    const auto ended = estimate(*test.model, test.data, settings, context, &memory);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::Cancelled);
    const int kept = memory.kept;
    EXPECT_GT(kept, stopAfter) << "the sums at the end were not offered";

    memory.stopAfter = 0;
    const auto resumed = estimate(*test.model, test.data, settings, {}, &memory);
    ASSERT_TRUE(resumed) << describe(resumed.error());
    EXPECT_GT(resumed->resumed, 0);
    EXPECT_LT(resumed->resumed, resumed->examples);
    expectSameBits(*resumed, *whole);
    ASSERT_EQ(memory.plans.size(), 2U);
    EXPECT_EQ(memory.plans[0], memory.plans[1]);

    // All blocks are in the sums of the last call.
    const auto again = estimate(*test.model, test.data, settings, {}, &memory);
    ASSERT_TRUE(again) << describe(again.error());
    EXPECT_EQ(again->resumed, again->examples);
    expectSameBits(*again, *whole);
}

TEST(Resuming, GivesTheBitsOfARunWithoutInterruption)
{
    for (const char* name : {"mlp", "cnn"}) {
        SCOPED_TRACE(name);
        const cases::Case test(name);
        for (const FisherKind kind : {FisherKind::Empirical, FisherKind::Sampled, FisherKind::Exact}) {
            EstimateSettings settings{test.loss, {kind, 2, 5}, 0, 1, 2};
            expectResumable(test, settings, 2);
            settings.batched = false;
            settings.examples = 0;
            if (test.data.examples > 32)
                expectResumable(test, settings, 1);
        }
    }
}

TEST(Resuming, KeepsTheGroupsOfTheStandardError)
{
    const cases::Case test("mlp");
    EstimateSettings settings{test.loss, {}, 0, 1, 1};
    settings.standardError = true;
    for (const int blocks : {3, 16, 17})
        expectResumable(test, settings, blocks);
}

TEST(Resuming, DoesNotUseSumsThatDoNotFit)
{
    const cases::Case test("mlp");
    ASSERT_TRUE(test.model);
    const EstimateSettings settings{test.loss, {}, 0, 1, 2};
    const auto whole = estimate(*test.model, test.data, settings, {});
    ASSERT_TRUE(whole);
    Memory full;
    ASSERT_TRUE(estimate(*test.model, test.data, settings, {}, &full));
    for (const int damage : {0, 1, 2}) {
        Memory memory;
        memory.sums = full.sums;
        if (damage == 0)
            memory.sums->numbers.pop_back();
        else if (damage == 1)
            memory.sums->arrays.erase("gradient");
        else
            memory.sums->arrays["squares_0"].back().pop_back();
        const auto result = estimate(*test.model, test.data, settings, {}, &memory);
        ASSERT_TRUE(result) << describe(result.error());
        EXPECT_EQ(result->resumed, 0);
        expectSameBits(*result, *whole);
    }
}

}  // namespace
}  // namespace fisherlens
