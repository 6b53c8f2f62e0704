// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/reference.h"

#include "formats/checkpoint.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace fisherlens {
namespace {

constexpr const char* kModuleFile = "libfisherlens-reference.so";

std::vector<std::filesystem::path> candidates()
{
    if (const char* given = std::getenv("FISHERLENS_REFERENCE_MODULE"); given && *given)
        return {given};
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    return {program / kModuleFile, program / ".." / "lib" / "fisherlens" / kModuleFile,
            program / ".." / "lib" / kModuleFile};
}

/// LibTorch computes with OpenMP and with OpenBLAS's own threads; on few cores two pools that wait by spinning stall
/// every small product for milliseconds. Both are read when the libraries start. Examples run on threads of our own.
void quietThreadPools()
{
    setenv("OMP_WAIT_POLICY", "passive", 0);
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
}

Failure missing(std::string detail)
{
    return fail(
        ErrorCode::Environment, std::move(detail), {},
        "References and evaluations need LibTorch and the file libfisherlens-reference.so beside the program or in its "
        "lib/fisherlens folder: install libtorch, or set FISHERLENS_REFERENCE_MODULE to the file.");
}

Result<const ReferenceModuleEntry*> load()
{
    for (const auto& path : candidates()) {
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored))
            continue;
        quietThreadPools();
        // LibTorch cannot be unloaded (its symbols are unique in the process), so the handle is kept for good.
        void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (!handle)
            return missing(std::string("The reference module cannot be loaded: ") + dlerror() + ".");
        using Function = const ReferenceModuleEntry* (*)();
        const auto function = reinterpret_cast<Function>(dlsym(handle, kReferenceEntrySymbol));
        if (!function || function()->abi != kReferenceAbi)
            return missing("The reference module " + path.string() + " belongs to another version of this program.");
        return function();
    }
    return missing("The reference module " + std::string(kModuleFile) + " is not installed.");
}

/// Debian's reference BLAS works, but a product that takes OpenBLAS 18 ms takes it 460 ms.
bool usesReferenceBlas()
{
    std::ifstream maps("/proc/self/maps");
    bool reference = false;
    for (std::string line; std::getline(maps, line);) {
        if (line.find("openblas") != std::string::npos || line.find("libmkl") != std::string::npos
            || line.find("libblis") != std::string::npos)
            return false;
        reference = reference || line.find("/libblas.so") != std::string::npos;
    }
    return reference;
}

/// LibTorch's archive reader and unpickler trust what they read; ours do not, so a file that is damaged is found before
/// LibTorch sees it. What is well-formed and no TorchScript module is left to the module to say.
Result<void> checkWithOurReaders(const std::string& path, const JobContext& context)
{
    JobContext quiet = context;
    quiet.findings = nullptr;
    OpenOptions options;
    options.path = path;
    const auto checkpoint = openCheckpoint(options, quiet);
    if (checkpoint || checkpoint.error().code == ErrorCode::Unsupported
        || checkpoint.error().code == ErrorCode::Incompatible)
        return {};
    return fail(checkpoint.error());
}

/// Loaded once.
Result<const ReferenceModuleEntry*> loaded()
{
    static std::mutex mutex;
    static const ReferenceModuleEntry* entry = nullptr;
    const std::lock_guard lock(mutex);
    if (!entry) {
        FL_TRY(entry, load());
    }
    return entry;
}

}  // namespace

std::string_view name(Device device)
{
    return device == Device::Cuda ? "cuda" : "cpu";
}

std::optional<Device> deviceFromName(std::string_view name)
{
    if (name == "cpu")
        return Device::Cpu;
    return name == "cuda" ? std::optional(Device::Cuda) : std::nullopt;
}

Result<void> checkRankSums()
{
    FL_TRY(const ReferenceModuleEntry* const entry, loaded());
    if (entry->connectRanks)
        return {};
    return fail(ErrorCode::Environment, "This build has no Gloo, so several ranks cannot add their sums.", {},
                "Build it with libgloo-dev installed, or use --shard and combine, which need nothing.");
}

Result<std::unique_ptr<RankSums>> openRankSums(const RankMeeting& meeting)
{
    FL_CHECK(checkRankSums());
    FL_TRY(const ReferenceModuleEntry* const entry, loaded());
    return entry->connectRanks(meeting);
}

Result<std::unique_ptr<ReferenceModel>> openReferenceModel(const std::string& path, const JobContext& context)
{
    FL_CHECK(checkWithOurReaders(path, context));
    FL_TRY(const ReferenceModuleEntry* const entry, loaded());
    if (usesReferenceBlas())
        context.find({Severity::Warning,
                      "reference-blas",
                      {},
                      "LibTorch uses the slow reference BLAS (up to 25 times slower).",
                      "Install libopenblas0-pthread or libopenblas0-openmp."});
    return entry->open(path, context);
}

}  // namespace fisherlens
