// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/edit_inputs.h"

#include "base/sha256.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

namespace fisherlens {
namespace {

/// A folder is the same as long as it is itself: its times change with every file beside the checkpoint's.
bool isSame(const struct ::stat& a, const struct ::stat& b)
{
    if (S_ISDIR(a.st_mode) && S_ISDIR(b.st_mode))
        return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size
           && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::string fileName(const std::string& path)
{
    const std::filesystem::path given(path);
    return (given.has_filename() ? given : given.parent_path()).filename().string();
}

}  // namespace

Result<void> EditInputs::add(const std::string& role, const std::string& path)
{
    FL_TRY(File file, registered({role, fileName(path), {}}, path));
    files_.push_back(std::move(file));
    return {};
}

Result<bool> EditInputs::addIfSame(const RecipeInput& recorded, const std::string& path, const JobContext& context)
{
    // Registered before it is hashed: a change in between is found by checkUnchanged.
    FL_TRY(File file, registered(recorded, path));
    FL_TRY(const std::string hash, sha256OfFile(path, context));
    if (hash != recorded.sha256)
        return false;
    files_.push_back(std::move(file));
    return true;
}

Result<EditInputs::File> EditInputs::registered(RecipeInput input, const std::string& path)
{
    File file{std::move(input), path, {}};
    if (::stat(path.c_str(), &file.status) != 0)
        return fail(ErrorCode::Missing, "The file cannot be opened: " + std::generic_category().message(errno) + ".",
                    {path, {}, {}}, "Check the path and the permissions.");
    return file;
}

Result<void> EditInputs::hash(const JobContext& context)
{
    std::vector<std::optional<Error>> errors(files_.size());
    std::atomic<std::size_t> done{0};
    JobContext quiet = context;  // several files at once: their own shares would jump
    quiet.progress = nullptr;
    tbb::parallel_for(std::size_t{0}, files_.size(), [&](std::size_t f) {
        File& file = files_[f];
        if (!file.input.role.empty() && file.input.sha256.empty()) {
            auto hash = sha256OfFile(file.path, quiet);
            if (hash)
                file.input.sha256 = std::move(*hash);
            else
                errors[f] = hash.error();
        }
        context.report("hash the inputs", static_cast<double>(++done) / static_cast<double>(files_.size()));
    });
    for (const auto& error : errors)
        if (error)
            return fail(*error);
    return {};
}

Result<void> EditInputs::checkUnchanged() const
{
    for (const File& file : files_) {
        struct ::stat now {};
        if (::stat(file.path.c_str(), &now) != 0 || !isSame(now, file.status))
            return fail(ErrorCode::Changed, "The file changed while it was used.", {file.path, {}, {}},
                        "Wait until the program that writes it is done, then try again.");
    }
    return {};
}

std::vector<RecipeInput> EditInputs::recorded() const
{
    std::vector<RecipeInput> inputs;
    for (const File& file : files_)
        if (!file.input.role.empty())
            inputs.push_back(file.input);
    return inputs;
}

std::vector<std::string> EditInputs::paths() const
{
    std::vector<std::string> paths;
    for (const File& file : files_)
        paths.push_back(file.path);
    return paths;
}

std::vector<std::string> EditInputs::paths(std::string_view role) const
{
    std::vector<std::string> paths;
    for (const File& file : files_)
        if (file.input.role == role)
            paths.push_back(file.path);
    return paths;
}

std::vector<std::string> EditInputs::recordedPaths() const
{
    std::vector<std::string> paths;
    for (const File& file : files_)
        if (!file.input.role.empty())
            paths.push_back(file.path);
    return paths;
}

std::vector<OutputTensor> guardedBy(const EditInputs& inputs, std::vector<OutputTensor> outputs)
{
    std::uint64_t total = 0;
    for (const OutputTensor& output : outputs)
        total += output.info.bytes();
    const auto left = std::make_shared<std::uint64_t>(total);
    for (OutputTensor& output : outputs) {
        output.fill = [&inputs, left, fill = std::move(output.fill)](std::int64_t first,
                                                                     std::span<std::byte> out) -> Result<void> {
            FL_CHECK(fill(first, out));
            *left -= out.size();
            return *left == 0 ? inputs.checkUnchanged() : Result<void>{};
        };
    }
    return outputs;
}

std::vector<std::string> taskNames(const std::vector<std::string>& paths)
{
    std::map<std::string, int> seen;
    std::vector<std::string> names;
    for (const std::string& path : paths) {
        const std::string name = fileName(path);
        const int count = ++seen[name];
        names.push_back(count == 1 ? name : name + " (" + std::to_string(count) + ")");
    }
    return names;
}

}  // namespace fisherlens
