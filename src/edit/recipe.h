// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "edit/merge.h"
#include "edit/prune.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Key of a safetensors file's __metadata__ that holds the canonical recipe.
inline constexpr std::string_view kRecipeKey = "fisherlens.recipe";

/// An input that determines the bytes of the output.
struct RecipeInput {
    std::string role;    ///< "model", "base" or "fisher"; models and Fishers in the order of the merge
    std::string file;    ///< file name without folder
    std::string sha256;  ///< 64 lower-case hexadecimal digits
};

/// Everything that reproduces a merge or prune byte by byte.
struct Recipe {
    std::vector<RecipeInput> inputs;
    /// Fishers come from the models' own optimizer states, bias-corrected, at the scale of the accumulator.
    bool recycled = false;
    /// Exactly one is set.
    std::shared_ptr<const MergeSettings> merge;
    std::shared_ptr<const PruneSettings> prune;
};

/// Sorted keys, no spaces; no date, path, host or output hash. Settings that the method does not use are left out. Equal
/// recipes give equal text.
[[nodiscard]] std::string canonicalJson(const Recipe& recipe);

/// A recipe as read from a file, which may record where its inputs lay.
struct FoundRecipe {
    Recipe recipe;
    std::vector<std::optional<std::string>> paths;  ///< one per input, relative to the recipe file
};

/// Reads canonical JSON, or the text of an OUT.recipe.json that contains it. The text is not trusted: every type, range,
/// name and count is checked. Errors: Damaged (says what), Unsupported (newer version, method not built).
Result<FoundRecipe> parseRecipe(std::string_view text, const std::string& file);

}  // namespace fisherlens
