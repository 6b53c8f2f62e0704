// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/hdf5_writer.h"

#include "base/atomic_file.h"
#include "formats/containers/hdf5_handle.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <system_error>

namespace fisherlens {
namespace {

/// Thrown where the library fails, caught in writeHdf5.
struct LibraryFailed {};

Hdf5Handle opened(hid_t id, Hdf5Handle::Close close)
{
    if (id < 0)
        throw LibraryFailed{};
    return {id, close};
}

void check(herr_t status)
{
    if (status < 0)
        throw LibraryFailed{};
}

/// One user of the library at a time in this process, for builds of HDF5 that are not thread-safe; no error stacks on
/// standard error meanwhile, and no attempts to flush a failed file when the process ends.
class Library {
public:
    Library() : lock_(mutex())
    {
        static const herr_t once = H5dont_atexit();
        static_cast<void>(once);
        H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

private:
    static std::mutex& mutex()
    {
        static std::mutex instance;
        return instance;
    }
    std::scoped_lock<std::mutex> lock_;
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

/// Where the values of a tensor belong in the finished file.
struct Place {
    const Tensor* tensor;
    std::uint64_t offset;
};

Hdf5Handle property(hid_t kind)
{
    return opened(H5Pcreate(kind), H5Pclose);
}

Hdf5Handle booleanType()
{
    Hdf5Handle type = opened(H5Tenum_create(H5T_STD_I8LE), H5Tclose);
    const signed char no = 0, yes = 1;
    check(H5Tenum_insert(type.id(), "FALSE", &no));
    check(H5Tenum_insert(type.id(), "TRUE", &yes));
    return type;
}

Hdf5Handle textType()
{
    Hdf5Handle type = opened(H5Tcopy(H5T_C_S1), H5Tclose);
    check(H5Tset_size(type.id(), H5T_VARIABLE));
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    return type;
}

void writeAttribute(hid_t object, const std::string& name, const Hdf5Value& value)
{
    const auto write = [&](hid_t stored, hid_t memory, const void* data) {
        const Hdf5Handle space = opened(H5Screate(H5S_SCALAR), H5Sclose);
        const Hdf5Handle attribute =
            opened(H5Acreate2(object, name.c_str(), stored, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
        check(H5Awrite(attribute.id(), memory, data));
    };
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        write(H5T_STD_I64LE, H5T_NATIVE_INT64, integer);
    } else if (const auto* natural = std::get_if<std::uint64_t>(&value)) {
        write(H5T_STD_U64LE, H5T_NATIVE_UINT64, natural);
    } else if (const auto* real = std::get_if<double>(&value)) {
        write(H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, real);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        const Hdf5Handle type = booleanType();
        const signed char bit = *flag ? 1 : 0;
        write(type.id(), type.id(), &bit);
    } else {
        const Hdf5Handle type = textType();
        const char* text = std::get<std::string>(value).c_str();
        write(type.id(), type.id(), static_cast<const void*>(&text));
    }
}

Place createDataset(hid_t group, const Tensor& tensor, hid_t linkProperties)
{
    std::vector<hsize_t> sizes(tensor.info.shape.begin(), tensor.info.shape.end());
    const Hdf5Handle space = opened(
        sizes.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
        H5Sclose);
    const Hdf5Handle properties = property(H5P_DATASET_CREATE);
    check(H5Pset_layout(properties.id(), H5D_CONTIGUOUS));
    check(H5Pset_alloc_time(properties.id(), H5D_ALLOC_TIME_EARLY));
    check(H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER));
    check(H5Pset_obj_track_times(properties.id(), false));
    const Hdf5Handle dataset = opened(H5Dcreate2(group, hdf5Name(tensor.info.name).c_str(), H5T_IEEE_F32LE, space.id(),
                                                 linkProperties, properties.id(), H5P_DEFAULT),
                                      H5Dclose);
    if (tensor.info.count == 0)
        return {&tensor, 0};
    const haddr_t offset = H5Dget_offset(dataset.id());
    if (offset == HADDR_UNDEF)
        throw LibraryFailed{};
    return {&tensor, offset};
}

/// Everything but the values. The library only ever writes this small part; the room for the values is reserved in the
/// file and filled by writeValues, so that a full disk is met by our own pwrite.
std::vector<Place> writeStructure(const std::string& path, const std::vector<Hdf5Group>& groups)
{
    const Hdf5Handle access = property(H5P_FILE_ACCESS);
    check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG));
    check(H5Pset_file_locking(access.id(), false, true));
    const Hdf5Handle creation = property(H5P_FILE_CREATE);
    check(H5Pset_obj_track_times(creation.id(), false));
    const Hdf5Handle groupCreation = property(H5P_GROUP_CREATE);
    check(H5Pset_obj_track_times(groupCreation.id(), false));
    check(H5Pset_link_creation_order(groupCreation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    const Hdf5Handle linkCreation = property(H5P_LINK_CREATE);
    check(H5Pset_char_encoding(linkCreation.id(), H5T_CSET_UTF8));

    Hdf5Handle file = opened(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose);
    std::vector<Place> places;
    for (const Hdf5Group& group : groups) {
        const Hdf5Handle object =
            group.name.empty()
                ? opened(H5Gopen2(file.id(), "/", H5P_DEFAULT), H5Gclose)
                : opened(H5Gcreate2(file.id(), group.name.c_str(), linkCreation.id(), groupCreation.id(), H5P_DEFAULT),
                         H5Gclose);
        for (const auto& [name, value] : group.attributes)
            writeAttribute(object.id(), name, value);
        for (const Tensor& tensor : group.datasets)
            places.push_back(createDataset(object.id(), tensor, linkCreation.id()));
    }
    if (!file.close())
        throw LibraryFailed{};
    return places;
}

Failure notWritten(const std::string& path, std::string detail, std::string tensor = {})
{
    return fail(ErrorCode::NotWritten, std::move(detail), {path, std::move(tensor), {}},
                "Choose another folder or free some space; nothing was changed.");
}

Result<void> checkGroups(const std::string& path, const std::vector<Hdf5Group>& groups)
{
    for (const Hdf5Group& group : groups)
        for (const Tensor& tensor : group.datasets) {
            const std::string& name = tensor.info.name;
            if (name.empty() || name.find('\0') != std::string::npos)
                return notWritten(path, "HDF5 cannot hold an empty name or one with a zero byte; write .safetensors.",
                                  name);
            if (tensor.info.shape.size() > H5S_MAX_RANK)
                return notWritten(path, "HDF5 cannot hold more than 32 dimensions; write .safetensors.", name);
        }
    return {};
}

/// Generous: bytes of the finished file.
std::uint64_t estimatedSize(const std::vector<Hdf5Group>& groups)
{
    std::uint64_t size = std::uint64_t{16} << 10U;
    for (const Hdf5Group& group : groups) {
        for (const auto& [name, value] : group.attributes)
            size += 1024 + name.size()
                    + (std::holds_alternative<std::string>(value) ? std::get<std::string>(value).size() : 0);
        for (const Tensor& tensor : group.datasets)
            size += static_cast<std::uint64_t>(tensor.info.count) * sizeof(float) + 1024 + 6 * tensor.info.name.size();
    }
    return size;
}

Result<void> writeValues(const std::string& target, int descriptor, const std::vector<Place>& places,
                         const JobContext& context)
{
    double total = 1, done = 0;
    for (const Place& place : places)
        total += static_cast<double>(place.tensor->info.count);
    std::vector<float> values;
    for (const Place& place : places) {
        const Tensor& tensor = *place.tensor;
        FL_CHECK(
            forEachBlock(tensor.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
                context.report("write tensors", done / total);
                values.resize(static_cast<std::size_t>(n));
                FL_CHECK(tensor.source->read(first, std::span(values)));
                auto bytes = std::as_bytes(std::span<const float>(values));
                auto at = static_cast<off_t>(place.offset + static_cast<std::uint64_t>(first) * sizeof(float));
                while (!bytes.empty()) {
                    const ssize_t written = ::pwrite(descriptor, bytes.data(), bytes.size(), at);
                    if (written < 0 && errno == EINTR)
                        continue;
                    if (written <= 0)
                        return notWritten(
                            target, "The output cannot be written: " + std::generic_category().message(errno) + ".");
                    bytes = bytes.subspan(static_cast<std::size_t>(written));
                    at += written;
                }
                done += static_cast<double>(n);
                return {};
            }));
    }
    return {};
}

}  // namespace

std::string hdf5Name(std::string_view tensorName)
{
    if (tensorName == ".")
        return "%2E";
    std::string result;
    for (const char c : tensorName) {
        if (c == '%')
            result += "%25";
        else if (c == '/')
            result += "%2F";
        else
            result += c;
    }
    return result;
}

std::string tensorNameOfHdf5(std::string_view linkName)
{
    if (linkName == "%2E")
        return ".";
    std::string result;
    for (std::size_t i = 0; i < linkName.size(); ++i) {
        const std::string_view code = linkName.substr(i, 3);
        if (code == "%25" || code == "%2F") {
            result += code == "%25" ? '%' : '/';
            i += 2;
        } else {
            result += linkName[i];
        }
    }
    return result;
}

Result<void> writeHdf5(const std::string& path, const std::vector<Hdf5Group>& groups, const JobContext& context)
{
    FL_CHECK(checkGroups(path, groups));
    FL_TRY(AtomicFile file, AtomicFile::create(path));
    const int descriptor = ::open(file.temporaryPath().c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return notWritten(path, "The output cannot be written: " + std::generic_category().message(errno) + ".");
    const struct Closer {
        int descriptor;
        ~Closer() { ::close(descriptor); }
    } closer{descriptor};
    // Ask for the whole room first: the library handles a full disk badly. Not every file system can answer.
    if (::fallocate(descriptor, 0, 0, static_cast<off_t>(estimatedSize(groups))) != 0
        && (errno == ENOSPC || errno == EFBIG))
        return notWritten(path, "The output cannot be written: " + std::generic_category().message(errno) + ".");
    std::vector<Place> places;
    try {
        const Library library;
        places = writeStructure(file.temporaryPath(), groups);
    } catch (const LibraryFailed&) {
        return notWritten(path, "The HDF5 library could not write the file; the disk may be full.");
    }
    FL_CHECK(writeValues(path, descriptor, places, context));
    if (context.cancel.requested())
        return cancelled();
    return file.commit();
}

}  // namespace fisherlens
