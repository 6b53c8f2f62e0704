// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/array_model.h"

#include "formats/containers/npz.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kMaxFindings = 100;

class ArrayModel final : public ModelFile {
public:
    ArrayModel(std::string path, std::string_view format, Catalogue tensors, bool ordered)
        : path_(std::move(path)), format_(format), tensors_(std::move(tensors)), ordered_(ordered)
    {}
    [[nodiscard]] std::string_view format() const override { return format_; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {""}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return {}; }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        StateDict dict;
        dict.path = path;
        dict.ordered = ordered_;
        const std::string prefix = path.empty() || path.ends_with('/') ? path : path + "/";
        for (const Tensor& tensor : tensors_.tensors()) {
            if (context.cancel.requested())
                return cancelled();
            if (!tensor.info.name.starts_with(prefix))
                continue;
            Tensor named = tensor;
            named.info.name.erase(0, prefix.size());
            // Two names of one dataset (links) are one parameter.
            const bool placed = tensor.info.offset && tensor.info.count > 0;
            dict.identity.push_back(placed ? std::to_string(*tensor.info.offset) + ":" + shapeText(tensor.info.shape)
                                           : std::string());
            FL_CHECK(dict.tensors.add(std::move(named)));
        }
        if (dict.tensors.empty())
            return fail(ErrorCode::Incompatible, "The file has no group \"" + shownText(path) + "\" with arrays.",
                        {path_, {}, {}}, "Give a group of the file by --key, or leave it out.");
        return dict;
    }
    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override
    {
        return fail(ErrorCode::Unsupported, "A file of plain arrays holds no optimizer state.", {path_, {}, {}});
    }

private:
    std::string path_;
    std::string_view format_;
    Catalogue tensors_;
    bool ordered_;
};

Result<std::unique_ptr<ModelFile>> modelOf(const std::string& path, std::string_view format, Catalogue tensors,
                                           const std::map<std::string, std::string>& skipped, bool ordered,
                                           const JobContext& context)
{
    const Where where{path, {}, {}};
    if ((tensors.find("inputs") || tensors.find("inputs/0")) && tensors.find("targets"))
        return fail(ErrorCode::Unsupported, "This is a data file (inputs and targets), not a model.", where,
                    "Give it as the data of reference or evaluate (--data).");
    const auto& all = tensors.tensors();
    if (std::none_of(all.begin(), all.end(), [](const Tensor& tensor) { return isFloating(tensor.info.dtype); }))
        return fail(ErrorCode::Unsupported, "The file holds no floating-point arrays, so no parameters.", where);
    std::size_t reported = 0;
    for (const auto& [name, reason] : skipped) {
        if (reported++ == kMaxFindings)
            break;
        context.find(
            {Severity::Warning, "tensor-not-readable", {path, shownText(name), {}}, reason, "It is left out."});
    }
    return std::make_unique<ArrayModel>(path, format, std::move(tensors), ordered);
}

}  // namespace

bool isNumpyArchive(const ZipDirectory& zip)
{
    const auto& entries = zip.entries();
    return !entries.empty() && std::all_of(entries.begin(), entries.end(), [](const ZipEntry& entry) {
        return entry.name.ends_with(".npy");
    });
}

Result<std::unique_ptr<ModelFile>> openNumpyModel(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    const std::string path = file->path();
    FL_TRY(NpzFile opened, openNpz(std::move(file), context));
    return modelOf(path, "npz", std::move(opened.tensors), opened.skipped, true, context);
}

Result<std::unique_ptr<ModelFile>> openHdf5Model(const std::string& path, Hdf5File file, const JobContext& context)
{
    const Hdf5Attribute* format = file.attribute("", "format");
    const auto* text = format ? std::get_if<std::string>(format) : nullptr;
    if ((text && text->starts_with("fisherlens.")) || file.attribute("", "previous_sha256"))
        return fail(ErrorCode::Unsupported, "This is a file of FisherLens, but not a model.", {path, {}, {}},
                    "Give the checkpoint itself.");
    return modelOf(path, "hdf5", std::move(file.tensors), file.skipped, false, context);
}

}  // namespace fisherlens
