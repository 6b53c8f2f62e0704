// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/verify.h"

#include "base/byte_source.h"
#include "base/sha256.h"
#include "formats/containers/hdf5.h"
#include "formats/optimizer_log.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <vector>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

/// What is recorded in one segment, and the hash of its bytes.
struct Link {
    std::string hash, previous, meta;
};

std::string attributeText(const Hdf5File& file, const std::string& name)
{
    const Hdf5Attribute* value = file.attribute("", name);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

/// The hash of an unrelated file differs in nearly every digit; a record that was damaged differs in a few.
bool nearlyEqual(const std::string& a, const std::string& b)
{
    if (a.size() != b.size())
        return false;
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        different += a[i] != b[i] ? 1U : 0U;
    return different <= a.size() / 4;
}

bool isHash(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

VerifyResult::Problem changed(std::uint64_t number, const std::string& file, std::string text)
{
    return {number, file, false, std::move(text)};
}

/// The first segment that the links accuse; `links` are those of segments 1, 2, ... without a gap.
std::optional<VerifyResult::Problem> brokenLink(const std::vector<Link>& links,
                                                const std::map<std::uint64_t, std::string>& files)
{
    const std::string start(64, '0');
    const auto holds = [&](std::size_t i) { return links[i].previous == (i == 0 ? start : links[i - 1].hash); };
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (holds(i))
            continue;
        const std::string own = files.at(i + 1);
        if (i == 0)
            return changed(1, own,
                           "The first segment does not begin a chain: its record of a predecessor is not zero.");
        const bool vouchedFor = i + 1 < links.size() && holds(i + 1);
        if (!vouchedFor && (!isHash(links[i].previous) || nearlyEqual(links[i].previous, links[i - 1].hash)))
            return changed(i + 1, own, "The segment's record of its predecessor was changed.");
        return changed(i, files.at(i), "The segment's bytes are not those whose hash the next segment records.");
    }
    return std::nullopt;
}

/// meta.json against the hash that every segment records.
std::optional<VerifyResult::Problem> brokenMeta(const std::string& folder, const std::vector<Link>& links,
                                                const std::map<std::uint64_t, std::string>& files,
                                                const JobContext& context)
{
    const auto hash = sha256OfFile(folder + "/meta.json", context);
    if (!hash)
        return VerifyResult::Problem{0, "meta.json", true, "The description of the log is missing or cannot be read."};
    const auto differs = [&](const Link& link) { return link.meta != *hash; };
    if (links.empty() || std::none_of(links.begin(), links.end(), differs))
        return std::nullopt;
    if (std::all_of(links.begin(), links.end(), [&](const Link& link) { return link.meta == links.front().meta; })
        && isHash(links.front().meta))
        return changed(0, "meta.json", "The description of the log is not the one that its segments record.");
    const auto first = std::find_if(links.begin(), links.end(), differs);
    const auto number = static_cast<std::uint64_t>(first - links.begin()) + 1;
    return changed(number, files.at(number), "The segment records another meta.json than its neighbours.");
}

VerifyResult::Problem unreadable(std::uint64_t number, const std::string& file, const Error& error)
{
    return changed(number, file, "The segment cannot be read: " + error.detail);
}

/// Segments from `first` on, as many as one child process catalogues, up to the first one that is not there.
Result<void> readBatch(VerifyResult& result, std::vector<Link>& links,
                       const std::map<std::uint64_t, std::string>& files, const JobContext& context)
{
    const std::uint64_t first = links.size() + 1, last = files.rbegin()->first;
    std::vector<std::shared_ptr<const ByteSource>> sources;
    std::optional<VerifyResult::Problem> problem;
    for (std::uint64_t number = first; number <= last && sources.size() < kHdf5Batch && !problem; ++number) {
        const auto file = files.find(number);
        if (file == files.end()) {
            const std::string digits = std::to_string(number);
            problem = {number, "seg-" + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits + ".h5",
                       true, "The segment is missing; later ones are there."};
            break;
        }
        const auto source = ByteSource::open(result.path + "/" + file->second);
        if (!source)
            problem = unreadable(number, file->second, source.error());
        else if (!looksLikeHdf5(**source))
            problem =
                unreadable(number, file->second, {ErrorCode::Damaged, "The segment is no HDF5 file.", {}, {}, nullptr});
        else
            sources.push_back(*source);
    }
    const auto take = [&](std::size_t index, const Result<Hdf5File>& file) -> Result<void> {
        const std::uint64_t number = first + index;
        context.report("verify the log", static_cast<double>(number - 1) / static_cast<double>(last));
        auto hash = file ? sha256OfFile(sources[index]->path(), context) : Result<std::string>(fail(file.error()));
        if (!hash) {
            if (hash.error().code != ErrorCode::Cancelled)
                problem = unreadable(number, files.at(number), hash.error());
            return fail(hash.error());
        }
        links.push_back(
            {std::move(*hash), attributeText(*file, "previous_sha256"), attributeText(*file, "meta_sha256")});
        return {};
    };
    const auto done = openHdf5Files(sources, context, take);
    // Either the receiver has ended it and said why, or the work must end.
    if (!done && (!problem || problem->segment > links.size() + 1))
        return done;
    result.problem = std::move(problem);
    return {};
}

/// What is recorded in all segments, up to the first problem.
Result<void> readLinks(VerifyResult& result, std::vector<Link>& links,
                       const std::map<std::uint64_t, std::string>& files, const JobContext& context)
{
    while (!files.empty() && links.size() < files.rbegin()->first && !result.problem) {
        if (context.cancel.requested())
            return cancelled();
        FL_CHECK(readBatch(result, links, files, context));
    }
    return {};
}

}  // namespace

Result<VerifyResult> verifyLog(const std::string& path, const JobContext& context)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::Missing, "The log does not exist.", {path, {}, {}});
    if (!looksLikeOptimizerLog(path))
        return fail(ErrorCode::Unsupported, "This is not an optimizer log: it is no folder with segments.",
                    {path, {}, {}}, "Give the folder NAME.optlog that the hook wrote.");
    VerifyResult result;
    result.path = path;
    std::map<std::uint64_t, std::string> files;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
        std::string name = at->path().filename().string();
        if (const auto number = segmentNumber(name))
            files.emplace(*number, std::move(name));
    }
    result.segments = files.size();
    std::vector<Link> links;
    FL_CHECK(readLinks(result, links, files, context));
    context.report("verify the log", 1);
    if (auto broken = brokenLink(links, files))
        result.problem = std::move(broken);
    if (auto meta = brokenMeta(path, links, files, context);
        meta && (!result.problem || meta->segment < result.problem->segment))
        result.problem = std::move(meta);
    if (!files.empty()) {
        FL_TRY(result.lastSha256, sha256OfFile(path + "/" + files.rbegin()->second, context));
    }
    return result;
}

}  // namespace fisherlens
