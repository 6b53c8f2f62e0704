// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/partial_sums.h"

#include "base/sha256.h"
#include "formats/containers/safetensors.h"
#include "formats/safetensors_writer.h"
#include "report/provenance.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace fisherlens {
namespace {

constexpr const char* kKey = "fisherlens.partial";
constexpr const char* kPlan = "fisherlens.partial_plan";
constexpr const char* kNumbers = "fisherlens.partial_numbers";
constexpr const char* kHash = "fisherlens.partial_sha256";

/// A run that is told to stop has 200 ms: it writes where that is sure to be shorter.
constexpr std::chrono::milliseconds kAtTheEnd{100};
constexpr std::uintmax_t kSmall = std::uintmax_t{16} << 20U;

/// Changes when somebody writes to the file, or to one below the folder.
std::string stampOf(const std::string& path)
{
    namespace fs = std::filesystem;
    std::vector<std::string> stamps;
    const auto add = [&](const std::string& file) {
        struct ::stat status {};
        if (::stat(file.c_str(), &status) == 0)
            stamps.push_back(fmt::format("{} {} {} {} {}.{}", file, status.st_dev, status.st_ino, status.st_size,
                                         status.st_mtim.tv_sec, status.st_mtim.tv_nsec));
    };
    add(path);
    std::error_code error;
    if (fs::is_directory(path, error))
        for (fs::recursive_directory_iterator entries(path, error); !error && entries != fs::end(entries);
             entries.increment(error))
            add(entries->path().string());
    std::sort(stamps.begin(), stamps.end());
    return fmt::format("{}", fmt::join(stamps, "\n"));
}

std::size_t bytesOf(const SumsView& sums)
{
    std::size_t bytes = 0;
    for (const auto& [name, arrays] : sums.arrays)
        for (const auto& values : *arrays)
            bytes += values.size() * sizeof(double);
    return bytes;
}

std::string nameOf(const std::string& array, const ReferenceParameter& parameter)
{
    return array + "/" + parameter.name;
}

void addTo(Sha256& hash, const std::string& array, const ParameterArrays& values)
{
    hash.update(array + "\n");
    for (const auto& parameter : values)
        hash.update(std::as_bytes(std::span(parameter)));
}

Sha256 hashOf(const std::string& key, const std::string& plan, const std::string& numbers)
{
    Sha256 hash;
    hash.update(key + "\n" + plan + "\n" + numbers + "\n");
    return hash;
}

Failure damaged(const std::string& path)
{
    return fail(ErrorCode::Damaged, "the file is damaged", {path, {}, {}});
}

}  // namespace

std::string keyDifference(const std::string& mine, const std::string& other)
{
    const auto a = nlohmann::json::parse(mine, nullptr, false), b = nlohmann::json::parse(other, nullptr, false);
    std::string names;
    if (a.is_object() && b.is_object())
        for (const auto& [name, value] : a.items())
            if (const auto same = b.find(name); same == b.end() || *same != value)
                names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "settings" : names;
}

PartialSums::PartialSums(std::string path, PartialKey key, const std::vector<ReferenceParameter>& parameters,
                         double every, const JobContext& context)
    : path_(std::move(path)), key_(std::move(key)), parameters_(parameters), context_(context),
      every_(std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(every))),
      start_(Clock::now()), last_(start_)
{
    for (const auto& [name, file] : key_.files)
        stamps_.push_back(stampOf(file));
}

Result<std::string> PartialSums::key(const JobContext& context)
{
    if (!keyText_.empty())
        return keyText_;
    nlohmann::json json;
    json["program"] = programVersion();
    for (const auto& [name, value] : key_.settings)
        json[name] = value;
    for (std::size_t i = 0; i < key_.files.size(); ++i) {
        const auto& [name, file] = key_.files[i];
        FL_TRY(json[name], sha256OfFile(file, context));
        if (stampOf(file) != stamps_[i])
            return fail(ErrorCode::Changed, "The file was changed meanwhile.", {file, {}, {}});
    }
    keyText_ = json.dump();
    return keyText_;
}

Result<KeptSums> PartialSums::read(const JobContext& context)
{
    FL_TRY(const std::string mine, key(context));
    const auto source = ByteSource::open(path_);
    if (!source)
        return fail(source.error());
    const auto file = openSafetensors(*source, context);
    if (!file)
        return damaged(path_);
    const auto text = [&](const char* name) {
        const auto found = file->metadata.find(name);
        return found == file->metadata.end() ? std::string() : found->second;
    };
    const std::string other = text(kKey), plan = text(kPlan), numbers = text(kNumbers);
    if (other.empty())
        return damaged(path_);
    if (other != mine)
        return fail(ErrorCode::Incompatible, "the file belongs to a run with another " + keyDifference(mine, other),
                    {path_, {}, {}});
    if (plan != plan_)
        return fail(ErrorCode::Incompatible, "the file belongs to a run with another plan", {path_, {}, {}});
    KeptSums kept;
    const auto list = nlohmann::json::parse(numbers, nullptr, false);
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), [](const auto& n) { return n.is_number(); }))
        return damaged(path_);
    kept.numbers = list.get<std::vector<double>>();
    for (const Tensor& tensor : file->tensors.tensors())
        kept.arrays[tensor.info.name.substr(0, tensor.info.name.find('/'))];
    Sha256 hash = hashOf(other, plan, numbers);
    for (auto& [name, arrays] : kept.arrays) {
        for (const ReferenceParameter& parameter : parameters_) {
            const Tensor* tensor = file->tensors.find(nameOf(name, parameter));
            if (!tensor || tensor->info.dtype != DType::F64 || tensor->info.count != parameter.count)
                return damaged(path_);
            arrays.emplace_back(static_cast<std::size_t>(parameter.count));
            FL_CHECK(tensor->source->readBytes(0, std::as_writable_bytes(std::span(arrays.back()))));
        }
        addTo(hash, name, arrays);
    }
    if (hash.finish() != text(kHash))
        return damaged(path_);
    return kept;
}

std::optional<KeptSums> PartialSums::restore(const std::string& plan)
{
    plan_ = plan;
    std::error_code ignored;
    if (!std::filesystem::exists(path_, ignored))
        return std::nullopt;
    found_ = true;
    JobContext quiet = context_;
    quiet.findings = nullptr;
    Result<KeptSums> kept = read(quiet);
    if (kept) {
        kept_ = true;
        return std::move(*kept);
    }
    if (kept.error().code != ErrorCode::Cancelled)
        context_.find({Severity::Warning,
                       "partial-unusable",
                       {path_, {}, {}},
                       fmt::format("The sums of an ended run cannot be used: {}.", kept.error().detail),
                       "The estimate begins with the first example; the file is replaced."});
    return std::nullopt;
}

Result<void> PartialSums::write(const SumsView& sums, const JobContext& context)
{
    FL_TRY(const std::string mine, key(context));
    const std::string numbers = nlohmann::json(sums.numbers).dump();
    // In the order in which they are read.
    std::map<std::string, const ParameterArrays*> sorted;
    for (const auto& [name, arrays] : sums.arrays)
        if (!arrays->empty())
            sorted.emplace(name, arrays);
    Sha256 hash = hashOf(mine, plan_, numbers);
    std::vector<OutputTensor> tensors;
    for (const auto& [name, arrays] : sorted) {
        addTo(hash, name, *arrays);
        for (std::size_t p = 0; p < parameters_.size(); ++p) {
            const std::vector<double>& values = (*arrays)[p];
            const auto count = static_cast<std::int64_t>(values.size());
            TensorInfo info{nameOf(name, parameters_[p]), DType::F64, {count}, count, {}, {}};
            tensors.push_back({std::move(info), [&values](std::int64_t first, std::span<std::byte> out) -> Result<void> {
                                   std::memcpy(out.data(), values.data() + first, out.size());
                                   return {};
                               }});
        }
    }
    FL_CHECK(writeSafetensors(path_, std::move(tensors),
                              {{kKey, mine}, {kPlan, plan_}, {kNumbers, numbers}, {kHash, hash.finish()}}, context));
    return {};
}

bool PartialSums::isQuick(const SumsView& sums) const
{
    if (wrote_.count() > 0)
        return wrote_ < kAtTheEnd;
    std::uintmax_t bytes = bytesOf(sums);
    for (const auto& [name, file] : key_.files) {
        std::error_code error;
        bytes += std::filesystem::is_regular_file(file, error) ? std::filesystem::file_size(file, error) : kSmall;
    }
    return bytes <= kSmall;
}

void PartialSums::keep(const SumsView& sums, bool ended)
{
    const auto now = Clock::now();
    // A run that was short leaves nothing behind.
    if (ended ? failed_ || now - start_ < every_ || !isQuick(sums) : now - last_ < std::max(every_, 20 * wrote_))
        return;
    JobContext quiet;
    if (!ended)
        quiet.cancel = context_.cancel;
    const Result<void> written = write(sums, quiet);
    if (written) {
        kept_ = true;
    } else if (!failed_ && written.error().code != ErrorCode::Cancelled) {
        failed_ = true;
        context_.find({Severity::Warning,
                       "partial-not-kept",
                       {path_, {}, {}},
                       "The sums so far cannot be kept: " + written.error().detail,
                       "When this run is ended, the next one has to begin with the first example."});
    }
    last_ = Clock::now();
    wrote_ = last_ - now;
}

void PartialSums::remove()
{
    if (kept_ || found_)
        ::unlink(path_.c_str());
    kept_ = found_ = false;
}

}  // namespace fisherlens
