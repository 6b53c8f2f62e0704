// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/provenance.h"
#include "report/table.h"

#include <gtest/gtest.h>

#include <limits>

namespace fisherlens {
namespace {

TEST(NumberText, KeepsSignificantDigitsAndARealMinus)
{
    EXPECT_EQ(numberText(0.98012, 3), "0.980");
    EXPECT_EQ(numberText(-3.27), "\u22123.270");
    EXPECT_EQ(numberText(1234567, 3), "1234567");
    EXPECT_EQ(numberText(1.2345e-7, 3), "1.23e\u22127");
    EXPECT_EQ(numberText(9.9999e-5, 2), "0.00010") << "the exponent is that after rounding";
    EXPECT_EQ(numberText(0.0), "0");
    EXPECT_EQ(numberText(std::nullopt), "undefined");
    EXPECT_EQ(numberText(std::numeric_limits<double>::quiet_NaN()), "undefined");
}

TEST(CountText, GroupsThousands)
{
    EXPECT_EQ(countText(0), "0");
    EXPECT_EQ(countText(999), "999");
    EXPECT_EQ(countText(38282), "38,282");
    EXPECT_EQ(countText(-1000000), "\u22121,000,000");
}

TEST(PercentText, NamesTheUnit)
{
    EXPECT_EQ(percentText(0.1234), "12.3 %");
    EXPECT_EQ(percentText(std::nullopt), "undefined");
}

TEST(PlainText, AlignsNumbersRightAndWordsLeft)
{
    const Table table{{"tensor", "n"}, {{"a.weight", "5"}, {"\u5c64", "1,200"}, {"c", "\u22123"}}};
    EXPECT_EQ(plainText(table), "tensor        n\n"
                                "--------  -----\n"
                                "a.weight      5\n"
                                "\u5c64         1,200\n"
                                "c            \u22123\n");
}

TEST(Provenance, NamesTheProgramAndAUtcTime)
{
    EXPECT_TRUE(programVersion().starts_with("FisherLens "));
    EXPECT_EQ(timestamp().size(), 20U);
    EXPECT_EQ(timestamp().back(), 'Z');
}

}  // namespace
}  // namespace fisherlens
