// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/recipe.h"
#include "operations/edit_inputs.h"

#include <string>
#include <vector>

namespace fisherlens {

/// Reads a recipe from an OUT.recipe.json or from a model's metadata, looks its inputs up and registers them, in order:
/// at the path recorded relative to the recipe (only in the former), beside the recipe, in the current folder. Only a
/// file with the recorded SHA-256 counts. Errors: Missing naming the input, Damaged, Unsupported (a model without recipe),
/// Cancelled.
Result<Recipe> openRecipe(const std::string& path, EditInputs& inputs, const JobContext& context);

/// The name of the recipe beside an output: OUT.recipe.json.
[[nodiscard]] std::string recipePath(const std::string& output);

/// What was made, for the recipe beside it.
struct WrittenOutput {
    std::string path;
    std::string sha256;
};

/// Writes OUT.recipe.json: the canonical recipe with date, program version, output hash, findings and the paths of the
/// inputs relative to itself. Error NotWritten.
Result<void> writeRecipeBeside(const WrittenOutput& output, const Recipe& recipe, const EditInputs& inputs,
                               const std::vector<Finding>& findings);

}  // namespace fisherlens
