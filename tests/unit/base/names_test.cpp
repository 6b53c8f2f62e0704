// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/names.h"

#include <gtest/gtest.h>

namespace fisherlens {
namespace {

TEST(MatchKey, DropsThePrefixesOfDistributionAndCompilation)
{
    EXPECT_EQ(matchKey("module.layer.weight"), "layer.weight");
    EXPECT_EQ(matchKey("_orig_mod.layer.weight"), "layer.weight");
    EXPECT_EQ(matchKey("module._orig_mod.a._fsdp_wrapped_module.b.weight"), "a.b.weight");
    EXPECT_EQ(matchKey("_orig_mod.module.a"), "a");
    EXPECT_EQ(matchKey("my_orig_mod.a"), "my_orig_mod.a");
    EXPECT_EQ(matchKey("submodule.a"), "submodule.a");
}

TEST(Globs, MatchWholeNames)
{
    EXPECT_TRUE(globMatches("*", ""));
    EXPECT_TRUE(globMatches("*.weight", "a.b.weight"));
    EXPECT_FALSE(globMatches("*.weight", "a.b.weight2"));
    EXPECT_TRUE(globMatches("layer.?.bias", "layer.3.bias"));
    EXPECT_FALSE(globMatches("layer.?.bias", "layer.33.bias"));
    EXPECT_TRUE(globMatches("layer.[0-3].*", "layer.2.x"));
    EXPECT_FALSE(globMatches("layer.[!0-3].*", "layer.2.x"));
    EXPECT_TRUE(globMatches("a*b*c", "aXbYbZc"));
    EXPECT_TRUE(globMatches("a[", "a["));
    EXPECT_FALSE(globMatches("", "a"));
}

}  // namespace
}  // namespace fisherlens
