// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/data_file.h"

#include "formats/containers/hdf5.h"
#include "formats/containers/npz.h"
#include "formats/containers/safetensors.h"
#include "formats/containers/zip.h"

#include <array>

namespace fisherlens {
namespace {

constexpr std::string_view kLayoutHint =
    "A data file holds inputs (or inputs/0, inputs/1, ...) and targets; their first dimension counts the examples.";

/// The arrays of a container, and why others are not among them.
struct Arrays {
    Catalogue tensors;
    std::map<std::string, std::string> skipped;
};

Result<Arrays> openArrays(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    std::array<std::byte, 4> head{};
    const bool readable = file->size() >= head.size() && file->read(0, head).has_value();
    if (looksLikeHdf5(*file)) {
        FL_TRY(Hdf5File container, openHdf5(file, context));
        return Arrays{std::move(container.tensors), std::move(container.skipped)};
    }
    if (readable && looksLikeZip(head)) {
        FL_TRY(NpzFile container, openNpz(file, context));
        return Arrays{std::move(container.tensors), std::move(container.skipped)};
    }
    if (looksLikeSafetensors(*file)) {
        FL_TRY(SafetensorsFile container, openSafetensors(file, context));
        return Arrays{std::move(container.tensors), {}};
    }
    return fail(ErrorCode::Unsupported, "This is no data file: it is neither HDF5 nor NPZ nor safetensors.",
                {file->path(), {}, {}}, std::string(kLayoutHint));
}

Result<Tensor> required(const Arrays& arrays, const std::string& path, const std::string& name)
{
    if (const Tensor* tensor = arrays.tensors.find(name)) {
        if (isComplex(tensor->info.dtype))
            return fail(ErrorCode::Unsupported, "Complex values are not read as data.", {path, name, {}});
        return *tensor;
    }
    const auto skipped = arrays.skipped.find(name);
    return fail(ErrorCode::Unsupported,
                skipped == arrays.skipped.end() ? "The data file holds no array " + name + "." : skipped->second,
                {path, name, {}}, std::string(kLayoutHint));
}

Result<void> checkExamples(const DataFile& data, const Tensor& tensor)
{
    const Where where{data.path, tensor.info.name, {}};
    if (tensor.info.shape.empty())
        return fail(ErrorCode::Incompatible, "This array is a single number and has no examples.", where,
                    std::string(kLayoutHint));
    if (tensor.info.shape[0] != data.examples)
        return fail(ErrorCode::Incompatible,
                    "This array has " + std::to_string(tensor.info.shape[0]) + " examples, but "
                        + data.inputs.front().info.name + " has " + std::to_string(data.examples) + ".",
                    where, std::string(kLayoutHint));
    return {};
}

}  // namespace

Result<DataFile> openDataFile(const std::string& path, const JobContext& context)
{
    FL_TRY(std::shared_ptr<const ByteSource> file, ByteSource::open(path));
    FL_TRY(const Arrays arrays, openArrays(std::move(file), context));
    DataFile data;
    data.path = path;
    if (arrays.tensors.find("inputs/0") || arrays.skipped.contains("inputs/0")) {
        for (int i = 0; i == 0 || arrays.tensors.find("inputs/" + std::to_string(i)); ++i) {
            FL_TRY(Tensor tensor, required(arrays, path, "inputs/" + std::to_string(i)));
            data.inputs.push_back(std::move(tensor));
        }
    } else {
        FL_TRY(Tensor tensor, required(arrays, path, "inputs"));
        data.inputs.push_back(std::move(tensor));
    }
    // A gap in the numbers would silently drop an input of the model.
    std::size_t numbered = 0;
    for (const Tensor& tensor : arrays.tensors.tensors())
        numbered += tensor.info.name.starts_with("inputs/") ? 1U : 0U;
    for (const auto& [name, reason] : arrays.skipped)
        numbered += name.starts_with("inputs/") ? 1U : 0U;
    if (numbered != 0 && numbered != data.inputs.size())
        return fail(ErrorCode::Unsupported, "The inputs are not numbered inputs/0, inputs/1, ... without a gap.",
                    {path, {}, {}}, std::string(kLayoutHint));
    FL_TRY(data.targets, required(arrays, path, "targets"));

    const Shape& first = data.inputs.front().info.shape;
    data.examples = first.empty() ? 0 : first[0];
    for (const Tensor& tensor : data.inputs)
        FL_CHECK(checkExamples(data, tensor));
    FL_CHECK(checkExamples(data, data.targets));
    if (data.examples == 0)
        return fail(ErrorCode::Incompatible, "The data file holds no examples.", {path, {}, {}},
                    std::string(kLayoutHint));
    return data;
}

}  // namespace fisherlens
