// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {
namespace {

using std::string_view;

constexpr const char* kLatest = "latest_checkpointed_iteration.txt";

/// The folders that hold one rank's part each, of legacy saves.
std::vector<std::string> ranksIn(const Folder& folder)
{
    std::vector<std::string> ranks;
    std::copy_if(folder.folders.begin(), folder.folders.end(), std::back_inserter(ranks),
                 [](string_view name) { return name.starts_with("mp_rank_"); });
    return ranks;
}

bool isRun(const Folder& folder)
{
    return folder.hasFile(kLatest) && std::any_of(folder.folders.begin(), folder.folders.end(), [](string_view name) {
               return name.starts_with("iter_") || name == "release";
           });
}

/// The folder of the iteration that the run names: "100" is iter_0000100.
Result<std::string> latestIn(const Folder& folder)
{
    const Where where{folder.at(kLatest), {}, {}};
    FL_TRY(const auto source, ByteSource::open(where.file));
    std::string text(static_cast<std::size_t>(std::min<std::uint64_t>(source->size(), 64)), '\0');
    FL_CHECK(source->read(0, std::as_writable_bytes(std::span(text))));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    unsigned long iteration = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), iteration);
    const bool number = error == std::errc() && end == text.data() + text.size();
    const std::string name = number ? fmt::format("iter_{:07}", iteration) : text;
    if ((!number && text != "release") || !folder.hasFolder(name))
        return fail(ErrorCode::Damaged,
                    "The file names the iteration \"" + shownText(text) + "\", whose folder is not beside it.", where,
                    "Give the folder of one iteration itself.");
    return name;
}

}  // namespace

bool isMegatron(const Folder& folder)
{
    return isRun(folder) || !ranksIn(folder).empty();
}

Result<std::unique_ptr<ModelFile>> openMegatron(const Folder& folder, const JobContext& context)
{
    if (isRun(folder)) {
        FL_TRY(const std::string name, latestIn(folder));
        FL_TRY(const Folder iteration, Folder::list(folder.at(name), context));
        return isRun(iteration) ? openTrainerFolder(iteration, context) : openModelFolder(iteration, context);
    }
    const std::vector<std::string> ranks = ranksIn(folder);
    if (ranks.size() > 1)
        return fail(ErrorCode::Unsupported,
                    fmt::format("Megatron cut the model into {} parts (tensor or pipeline parallel), one for every "
                                "folder mp_rank_…; re-save as torch_dist.",
                                ranks.size()),
                    {folder.path, {}, {}}, "Megatron writes it with --ckpt-format torch_dist.");
    FL_TRY(const Folder rank, Folder::list(folder.at(ranks.front()), context));
    return isMegatron(rank) ? openTrainerFolder(rank, context) : openModelFolder(rank, context);
}

}  // namespace fisherlens
