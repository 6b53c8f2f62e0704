// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fisher_file.h"

#include "formats/containers/safetensors.h"
#include "formats/fisher_attributes.h"
#include "formats/safetensors_writer.h"

#include <array>

namespace fisherlens {
namespace {

constexpr std::string_view kPrefix = "fisherlens.";

struct KindRow {
    FisherKind kind;
    std::string_view name;
};
constexpr std::array<KindRow, 4> kKinds{{{FisherKind::Recycled, "recycled"},
                                         {FisherKind::Empirical, "empirical"},
                                         {FisherKind::Sampled, "sampled"},
                                         {FisherKind::Exact, "exact"}}};

/// The optional catalogues: name of the group, and of the attribute of `examples` where there is one.
struct Part {
    std::string_view name;
    Catalogue FisherFile::*catalogue;
    std::int64_t FisherFile::*examples = nullptr;
};
constexpr std::array<Part, 4> kParts{{{"standard_error", &FisherFile::standardError},
                                      {"mean_gradient", &FisherFile::meanGradient},
                                      {"half_0", &FisherFile::half0, &FisherFile::half0Examples},
                                      {"half_1", &FisherFile::half1, &FisherFile::half1Examples}}};

/// A tensor under another name.
Tensor renamed(Tensor tensor, std::string name)
{
    tensor.info.name = std::move(name);
    return tensor;
}

Result<void> addFloating(Catalogue& catalogue, const Tensor& tensor, std::string name)
{
    if (!isFloating(tensor.info.dtype))
        return fail(ErrorCode::Damaged, "A tensor of this Fisher file does not hold floating numbers.",
                    {tensor.info.file, std::move(name), {}}, "Write the file again.");
    return catalogue.add(renamed(tensor, std::move(name)));
}

/// The optional parts belong to tensors of the diagonal and have their shapes.
Result<void> checkParts(const FisherFile& file)
{
    if (file.diagonal.empty())
        return fail(ErrorCode::Unsupported, "The file holds no Fisher diagonal.", {file.path, {}, {}},
                    "Make one with fisherlens-cli recycle or reference.");
    for (const Part& part : kParts)
        for (const Tensor& tensor : (file.*part.catalogue).tensors()) {
            const Tensor* diagonal = file.diagonal.find(tensor.info.name);
            if (!diagonal || diagonal->info.shape != tensor.info.shape)
                return fail(ErrorCode::Damaged,
                            "The part " + std::string(part.name) + " holds a tensor that does not fit the diagonal.",
                            {file.path, tensor.info.name, {}}, "Write the file again.");
        }
    return {};
}

/// Which catalogue an object of the HDF5 form belongs to; nullptr for anything that is not ours.
Catalogue FisherFile::*catalogueOf(std::string_view path)
{
    const auto slash = path.find('/');
    if (slash == std::string_view::npos)
        return nullptr;
    const std::string_view group = path.substr(0, slash);
    for (const Part& part : kParts)
        if (group == part.name)
            return part.catalogue;
    return group == "diagonal" ? &FisherFile::diagonal : nullptr;
}

Result<FisherFile> openHdf5Form(std::shared_ptr<const ByteSource> source, const JobContext& context)
{
    FL_TRY(Hdf5File container, openHdf5(source, context));
    FisherFile file;
    file.path = source->path();
    FL_TRY(file.attributes, fisherAttributes(file.path, container.attributes[""]));
    for (const auto& [path, reason] : container.skipped)
        if (catalogueOf(path))
            return fail(ErrorCode::Damaged, reason, {file.path, path, {}}, "Write the file again.");
    for (const Tensor& tensor : container.tensors.tensors())
        if (const auto target = catalogueOf(tensor.info.name)) {
            const auto name = std::string_view(tensor.info.name).substr(tensor.info.name.find('/') + 1);
            FL_CHECK(addFloating(file.*target, tensor, tensorNameOfHdf5(name)));
        }
    for (const Part& part : kParts)
        if (part.examples) {
            const auto& values = container.attributes[std::string(part.name)];
            FL_TRY(file.*part.examples, countAttribute(file.path, values, "examples"));
        }
    FL_CHECK(checkParts(file));
    return file;
}

/// A safetensors file that nobody marked: every floating tensor is an accumulator.
Result<FisherFile> rawAccumulators(std::string path, const Catalogue& tensors, const JobContext& context)
{
    FisherFile file;
    file.path = std::move(path);
    file.attributes.scale = FisherScale::Accumulator;
    for (const Tensor& tensor : tensors.tensors()) {
        if (isFloating(tensor.info.dtype))
            FL_CHECK(file.diagonal.add(tensor));
        else
            context.find({Severity::Information,
                          "fisher-not-floating",
                          {tensor.info.file, tensor.info.name, {}},
                          "This tensor does not hold floating numbers and is not part of the diagonal.",
                          ""});
    }
    FL_CHECK(checkParts(file));
    return file;
}

Result<FisherFile> openSafetensorsForm(std::shared_ptr<const ByteSource> source, const JobContext& context)
{
    FL_TRY(SafetensorsFile container, openSafetensors(source, context));
    std::map<std::string, Hdf5Attribute> values;
    for (const auto& [key, value] : container.metadata)
        if (key.starts_with(kPrefix))
            values[key.substr(kPrefix.size())] = value;
    if (values.contains("recipe"))
        return fail(ErrorCode::Unsupported, "This is a model that FisherLens wrote, not a Fisher file.",
                    {source->path(), {}, {}}, "Give the Fisher file or the optimizer's accumulators.");
    if (values.empty())
        return rawAccumulators(source->path(), container.tensors, context);

    FisherFile file;
    file.path = source->path();
    FL_TRY(file.attributes, fisherAttributes(file.path, values));
    for (const Tensor& tensor : container.tensors.tensors()) {
        Catalogue FisherFile::*target = &FisherFile::diagonal;
        std::string name = tensor.info.name;
        for (const Part& part : kParts)
            if (const std::string prefix = std::string(kPrefix) + std::string(part.name) + "/";
                name.starts_with(prefix)) {
                target = part.catalogue;
                name = name.substr(prefix.size());
                break;
            }
        FL_CHECK(addFloating(file.*target, tensor, std::move(name)));
    }
    for (const Part& part : kParts)
        if (part.examples) {
            FL_TRY(file.*part.examples, countAttribute(file.path, values, std::string(part.name) + ".examples"));
        }
    FL_CHECK(checkParts(file));
    return file;
}

Result<void> writeHdf5Form(const FisherFile& file, const std::string& path, const JobContext& context)
{
    std::vector<Hdf5Group> groups{{"", toHdf5(file.attributes), {}}, {"diagonal", {}, file.diagonal.tensors()}};
    for (const Part& part : kParts) {
        if ((file.*part.catalogue).empty())
            continue;
        Hdf5Group& group = groups.emplace_back(Hdf5Group{std::string(part.name), {}, (file.*part.catalogue).tensors()});
        if (part.examples)
            group.attributes["examples"] = file.*part.examples;
    }
    return writeHdf5(path, groups, context);
}

OutputTensor asFloat32(const Tensor& tensor, std::string name)
{
    TensorInfo info = tensor.info;
    info.name = std::move(name);
    info.dtype = DType::F32;
    return {std::move(info), [source = tensor.source](std::int64_t first, std::span<std::byte> out) {
                // The writer's buffer comes from the allocator and blocks are whole elements: aligned for float.
                return source->read(first, std::span(reinterpret_cast<float*>(out.data()), out.size() / sizeof(float)));
            }};
}

Result<void> writeSafetensorsForm(const FisherFile& file, const std::string& path, const JobContext& context)
{
    std::map<std::string, std::string> metadata;
    for (const auto& [name, value] : toTexts(file.attributes))
        metadata[std::string(kPrefix) + name] = value;
    std::vector<OutputTensor> tensors;
    for (const Tensor& tensor : file.diagonal.tensors())
        tensors.push_back(asFloat32(tensor, tensor.info.name));
    for (const Part& part : kParts) {
        const std::string prefix = std::string(kPrefix) + std::string(part.name);
        for (const Tensor& tensor : (file.*part.catalogue).tensors())
            tensors.push_back(asFloat32(tensor, prefix + "/" + tensor.info.name));
        if (part.examples && !(file.*part.catalogue).empty())
            metadata[prefix + ".examples"] = std::to_string(file.*part.examples);
    }
    FL_CHECK(writeSafetensors(path, std::move(tensors), metadata, context));
    return {};
}

}  // namespace

std::string_view name(FisherKind kind)
{
    for (const KindRow& row : kKinds)
        if (row.kind == kind)
            return row.name;
    return "";
}

std::string_view name(FisherScale scale)
{
    return scale == FisherScale::MeanPerUnit ? "mean-per-unit" : "accumulator";
}

std::optional<FisherKind> fisherKindFromName(std::string_view text)
{
    for (const KindRow& row : kKinds)
        if (row.name == text)
            return row.kind;
    return std::nullopt;
}

std::optional<FisherScale> fisherScaleFromName(std::string_view text)
{
    for (const FisherScale scale : {FisherScale::MeanPerUnit, FisherScale::Accumulator})
        if (name(scale) == text)
            return scale;
    return std::nullopt;
}

Result<FisherFile> openFisherFile(const std::string& path, const JobContext& context)
{
    FL_TRY(std::shared_ptr<const ByteSource> source, ByteSource::open(path));
    if (looksLikeHdf5(*source))
        return openHdf5Form(std::move(source), context);
    if (looksLikeSafetensors(*source))
        return openSafetensorsForm(std::move(source), context);
    return fail(ErrorCode::Unsupported, "This is no Fisher file: it is neither HDF5 nor safetensors.", {path, {}, {}},
                "A checkpoint is turned into a Fisher file by fisherlens-cli recycle.");
}

Result<void> writeFisherFile(const FisherFile& file, const std::string& path, const JobContext& context)
{
    return path.ends_with(".safetensors") ? writeSafetensorsForm(file, path, context)
                                          : writeHdf5Form(file, path, context);
}

}  // namespace fisherlens
