// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/folder_table.h"

#include "formats/layouts/folder.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/refused_layouts.h"

#include <array>
#include <filesystem>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxEntries = 200'000;

/// The folder layouts, tried in order: those that contain others first.
constexpr std::array<FolderLayout, 11> kLayouts{{
    {isUniversal, openUniversal},
    {isDeepSpeed, openDeepSpeed},
    {isMegatron, openMegatron},
    {isDistributedPair, openDistributedPair},
    {isDistributedCheckpoint, openDistributedCheckpoint},
    {isAccumulatorFolder, openAccumulatorFolder},
    {isPiecesFolder, openPiecesFolder},
    {isKerasFolder, openKerasFolder},
    {isFlaxFolder, openFlaxFolder},
    {isRefusedFolder, openRefusedFolder},
    {isTrainerFolder, openTrainerFolder},
}};

}  // namespace

Result<Folder> Folder::list(const std::string& path, const JobContext& context)
{
    const Where where{path, {}, {}};
    Folder folder;
    folder.path = path;
    while (folder.path.size() > 1 && folder.path.ends_with('/'))
        folder.path.pop_back();
    std::error_code error;
    fs::directory_iterator entries(path, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        if (context.cancel.requested())
            return cancelled();
        std::error_code ignored;
        const bool isFolder = entries->is_directory(ignored);
        if (isFolder || entries->is_regular_file(ignored))
            (isFolder ? folder.folders : folder.files).push_back(entries->path().filename().string());
        if (folder.files.size() + folder.folders.size() > kMaxEntries)
            return fail(ErrorCode::Unsupported, "The folder holds more than 200,000 files.", where,
                        "Give the folder of one checkpoint.");
    }
    if (error)
        return fail(ErrorCode::Missing, "The folder cannot be read: " + error.message() + ".", where,
                    "Check the path and the permissions.");
    std::sort(folder.files.begin(), folder.files.end());
    std::sort(folder.folders.begin(), folder.folders.end());
    return folder;
}

bool isModelFolder(const std::string& path, const JobContext& context)
{
    const auto folder = Folder::list(path, context);
    return folder && std::any_of(kLayouts.begin(), kLayouts.end(), [&](const FolderLayout& layout) {
               return layout.probe(*folder);
           });
}

Result<std::unique_ptr<ModelFile>> openModelFolder(const Folder& folder, const JobContext& context)
{
    const auto layout = std::find_if(kLayouts.begin(), kLayouts.end(),
                                     [&folder](const FolderLayout& candidate) { return candidate.probe(folder); });
    if (layout == kLayouts.end() || layout->open == openTrainerFolder)
        return openTrainerFolder(folder, context);
    FL_TRY(std::unique_ptr<ModelFile> file, layout->open(folder, context));
    return withSurroundings(std::move(file), folder, context);
}

}  // namespace fisherlens
