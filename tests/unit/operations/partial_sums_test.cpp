// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/partial_sums.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <limits>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

class Partial : public testing::Test {
protected:
    Partial()
    {
        fs::create_directories(folder_);
        write("model", "a model");
        write("data", "some data");
        context_.findings = &findings_;
    }
    ~Partial() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }
    std::string content(const std::string& name) const
    {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    PartialSums keeper(const std::string& seed = "0", double every = 0)
    {
        return {path("o.partial"),
                {{{"model", path("model")}, {"data", path("data")}}, {{"seed", seed}, {"kind", "exact"}}},
                parameters_,
                every,
                context_};
    }
    SumsView view() const
    {
        return {{{"squares_1", &squares_}, {"squares_0", &squares_}, {"gradient", &none_}}, numbers_};
    }

    void keepOnce()
    {
        PartialSums partial = keeper();
        EXPECT_FALSE(partial.restore("plan"));
        partial.keep(view(), false);
        EXPECT_TRUE(partial.isKept());
        ASSERT_TRUE(fs::exists(path("o.partial")));
    }
    void expectUnusable(PartialSums partial, const std::string& plan, const std::string& says)
    {
        EXPECT_FALSE(partial.restore(plan));
        ASSERT_EQ(findings_.list().size(), 1U);
        EXPECT_EQ(findings_.list()[0].id, "partial-unusable");
        EXPECT_THAT(findings_.list()[0].text, testing::HasSubstr(says));
        EXPECT_FALSE(partial.isKept());
        // It is replaced, and is then usable.
        partial.keep(view(), false);
        partial.remove();
        EXPECT_FALSE(fs::exists(path("o.partial")));
    }

    fs::path folder_ = fs::temp_directory_path() / ("fisherlens-partial-" + std::to_string(::getpid()));
    Findings findings_;
    JobContext context_;
    std::vector<ReferenceParameter> parameters_{{"a/weight", {2, 2}, 4}, {"b", {0}, 0}, {"c", {}, 1}};
    ParameterArrays squares_{{1, 1.0 / 3, 1e-300, std::numeric_limits<double>::infinity()}, {}, {-0.0}};
    ParameterArrays none_;
    std::vector<double> numbers_{3, 0.1, 1e300};
};

TEST_F(Partial, SumsComeBackBitForBit)
{
    keepOnce();
    PartialSums partial = keeper();
    const auto kept = partial.restore("plan");
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->numbers, numbers_);
    ASSERT_EQ(kept->arrays.size(), 2U) << "an array without parameters is none";
    EXPECT_EQ(kept->arrays.at("squares_0"), squares_);
    EXPECT_TRUE(std::signbit(kept->arrays.at("squares_1")[2][0]));
    EXPECT_TRUE(findings_.list().empty());
    partial.remove();
    EXPECT_FALSE(fs::exists(path("o.partial")));
}

TEST_F(Partial, ADamagedFileIsNotUsed)
{
    keepOnce();
    const std::string whole = content("o.partial");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const bool cut : {false, true}) {
            std::string bytes = whole;
            if (cut)
                bytes.resize(at);
            else
                bytes[at] = static_cast<char>(bytes[at] ^ 1);
            if (!cut && at >= 8 && (whole[at] == ' ' || whole[at] == ','))
                continue;  // spaces of the header's padding
            write("o.partial", bytes);
            PartialSums partial = keeper();
            EXPECT_FALSE(partial.restore("plan")) << "byte " << at << (cut ? " cut" : " flipped");
        }
    }
}

TEST_F(Partial, OtherSettingsAreNamed)
{
    keepOnce();
    expectUnusable(keeper("1"), "plan", "another seed");
}

TEST_F(Partial, AnotherPlanIsNotUsed)
{
    keepOnce();
    expectUnusable(keeper(), "other plan", "another plan");
}

TEST_F(Partial, OtherDataAreNotUsed)
{
    keepOnce();
    write("data", "other data");
    expectUnusable(keeper(), "plan", "another data");
}

TEST_F(Partial, AStrangersFileIsNotUsed)
{
    write("o.partial", "not ours");
    expectUnusable(keeper(), "plan", "damaged");
}

TEST_F(Partial, InputsThatChangeDuringTheRunAreNotTakenForThoseAtItsBeginning)
{
    PartialSums partial = keeper();
    EXPECT_FALSE(partial.restore("plan"));
    fs::resize_file(path("data"), 3);
    partial.keep(view(), false);
    EXPECT_FALSE(fs::exists(path("o.partial")));
    ASSERT_EQ(findings_.list().size(), 1U);
    EXPECT_EQ(findings_.list()[0].id, "partial-not-kept");
    partial.keep(view(), false);
    EXPECT_EQ(findings_.list().size(), 1U) << "said once";
}

TEST_F(Partial, NothingIsWrittenBeforeItIsTime)
{
    PartialSums partial = keeper("0", 3600);
    EXPECT_FALSE(partial.restore("plan"));
    partial.keep(view(), false);
    partial.keep(view(), true);
    EXPECT_FALSE(fs::exists(path("o.partial")));
    partial.remove();
}

}  // namespace
}  // namespace fisherlens
