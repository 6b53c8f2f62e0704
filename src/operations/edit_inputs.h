// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/recipe.h"
#include "formats/safetensors_writer.h"

#include <sys/stat.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// The files that a merge or prune reads: which of them determine its bytes, their hashes, and whether they stayed as
/// they were. Register every input before it is opened.
class EditInputs {
public:
    /// `role` as in RecipeInput, or "" for a file that only judges (a reference). Error Missing.
    Result<void> add(const std::string& role, const std::string& path);
    /// Registers the file for an input of a recipe when it has the recorded hash; false when it has another one.
    Result<bool> addIfSame(const RecipeInput& recorded, const std::string& path, const JobContext& context);

    /// Hashes the inputs with a role, several at a time. Errors of sha256OfFile.
    Result<void> hash(const JobContext& context);
    /// Error Changed when a file is not what it was when it was registered.
    Result<void> checkUnchanged() const;

    /// After hash(): for the recipe.
    [[nodiscard]] std::vector<RecipeInput> recorded() const;
    /// Paths of all inputs, of those of one role in order, and of those in recorded().
    [[nodiscard]] std::vector<std::string> paths() const;
    [[nodiscard]] std::vector<std::string> paths(std::string_view role) const;
    [[nodiscard]] std::vector<std::string> recordedPaths() const;

private:
    struct File {
        RecipeInput input;
        std::string path;
        struct ::stat status;
    };
    static Result<File> registered(RecipeInput input, const std::string& path);
    std::vector<File> files_;
};

/// The same outputs; the last block to be filled also checks that the inputs are unchanged, so that nothing is put in
/// place otherwise. `inputs` must outlive them.
std::vector<OutputTensor> guardedBy(const EditInputs& inputs, std::vector<OutputTensor> outputs);

/// Names for the costs: the file names of `paths`, numbered where they repeat ("a.pt", "a.pt (2)").
[[nodiscard]] std::vector<std::string> taskNames(const std::vector<std::string>& paths);

}  // namespace fisherlens
