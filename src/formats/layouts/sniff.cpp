// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/hdf5.h"
#include "formats/containers/legacy_stream.h"
#include "formats/containers/msgpack.h"
#include "formats/containers/safetensors.h"
#include "formats/containers/zip.h"
#include "formats/layouts/array_model.h"
#include "formats/layouts/flax_file.h"
#include "formats/layouts/folder.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/keras_file.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/refused_layouts.h"
#include "formats/pickle/machine.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace fisherlens {
namespace {

constexpr std::string_view kSaveAgain =
    "Load it with PyTorch and save it again with a current torch.save, or as safetensors.";

/// What the first bytes are, when they are something that is known and not read: a sentence.
std::string_view knownButNotRead(std::string_view head)
{
    using namespace std::string_view_literals;
    if (head.size() > 262 && head.substr(257, 5) == "ustar")
        return "This is a tar archive (PyTorch before 0.1.10 wrote such), which is not read.";
    if (head.starts_with("PYTORCH1"))
        return "This is a container of the PyTorch 1.0 preview, which is not read.";
    if (head.starts_with("\x1f\x8b"sv))
        return "This file is compressed with gzip.";
    if (head.starts_with("\x28\xb5\x2f\xfd"sv))
        return "This file is compressed with Zstandard.";
    if (head.starts_with("GGUF"))
        return "This is a GGUF file, which is not read.";
    if (head.starts_with("\x93NUMPY"sv))
        return "This is a single NumPy array, which is not read as a checkpoint.";
    if (head.size() > 1 && head[0] == '\x80' && head[1] <= 5)
        return "This is a bare Python pickle without tensor storages, which is not read.";
    return {};
}

/// A file that says nothing without the others of its folder.
bool isPartOfFolder(const std::string& path)
{
    std::error_code ignored;
    const std::filesystem::path name = std::filesystem::path(path).filename();
    if (!std::filesystem::exists(path, ignored))
        return false;
    return name == ".metadata" || name.extension() == ".distcp" || isPieces(path);
}

/// What shares the shape of a ZIP archive: models of Keras, arrays of NumPy; files of PyTorch otherwise, which also say
/// what is wrong with the archive.
Result<std::unique_ptr<ModelFile>> openZip(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    const auto zip = ZipDirectory::open(file, {});
    if (zip && isKerasArchive(*zip))
        return openKerasArchive(std::move(file), context);
    if (zip && isNumpyArchive(*zip))
        return openNumpyModel(std::move(file), context);
    return openTorchFile(std::move(file), context);
}

/// Files that are not read but that Python would load as pickles: says so when one asks for code.
Result<void> checkPickles(const ByteSource& file, const JobContext& context)
{
    constexpr std::uint64_t limit = std::uint64_t{64} << 20U;
    std::vector<std::byte> bytes(std::min(limit, file.size()));
    FL_CHECK(file.read(0, bytes));
    std::uint64_t offset = 0;
    for (int i = 0; i < 4 && !bytes.empty(); ++i) {
        const auto walk = pickle::walk(bytes, {file.path(), offset}, context.cancel);
        if (!walk && (walk.error().code == ErrorCode::Unsafe || walk.error().code == ErrorCode::Cancelled))
            return fail(walk.error());
        if (!walk)
            return {};
        offset += walk->consumed;
        bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(walk->consumed));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<ModelFile>> openModelFile(const std::string& path, const JobContext& context)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    const bool isFolder = fs::is_directory(path, ignored);
    if (isFolder || isPartOfFolder(path)) {
        const fs::path parent = fs::path(path).parent_path();
        FL_TRY(const Folder folder, Folder::list(isFolder         ? path
                                                 : parent.empty() ? std::string(".")
                                                                  : parent.string(),
                                                 context));
        return openModelFolder(folder, context);
    }
    if (fs::exists(path, ignored) && hasCompany(path))
        return openWithCompany(path, context);
    return openAlone(path, context);
}

Result<std::unique_ptr<ModelFile>> openSingleFile(const std::string& path, const JobContext& context)
{
    FL_CHECK(checkRefusedFile(path));
    if (isKerasIndex(path))
        return openKerasIndex(path, context);
    if (const std::string index = kerasIndexOf(path); !index.empty())
        return openKerasIndex(index, context);
    FL_TRY(std::shared_ptr<const ByteSource> file, ByteSource::open(path));
    const Where where{path, {}, {}};
    if (file->size() == 0)
        return fail(ErrorCode::Damaged, "The file is empty.", where,
                    "It was probably not written to the end; save it again.");
    std::array<std::byte, 512> bytes{};
    const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), file->size()));
    FL_CHECK(file->read(0, std::span(bytes).first(n)));
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), n);
    auto opened = [&]() -> Result<std::unique_ptr<ModelFile>> {
        if (looksLikeZip(std::span(bytes).first(n)))
            return openZip(file, context);
        // Before the others: the length of a header may begin with any of their first bytes.
        if (looksLikeSafetensors(*file))
            return openSafetensorsModel(file, context);
        if (looksLikeHdf5(*file))
            return openKerasHdf5(file, context);
        if (looksLikeLegacyStream(std::span(bytes).first(n)))
            return openLegacyTorchFile(file, context);
        if (looksLikeMsgpack(std::span(bytes).first(n)))
            return openFlaxFile(file, context);
        const std::string_view known = knownButNotRead(head);
        FL_CHECK(checkPickles(*file, context));
        if (!known.empty())
            return fail(ErrorCode::Unsupported, std::string(known), where, std::string(kSaveAgain));
        return fail(ErrorCode::Unsupported, "This is neither a PyTorch checkpoint nor a safetensors file.", where,
                    "Give a file written by torch.save, torch.jit.save or safetensors.");
    }();
    FL_CHECK(file->checkUnchanged());
    return opened;
}

}  // namespace fisherlens
