// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/h5_child/child.h"
#include "formats/h5_child/protocol.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

namespace fisherlens::h5 {
namespace {

constexpr unsigned kMaxDepth = 32;

/// Ends the walk: the file does something that is not allowed.
struct Refusal {
    std::string path, sentence;
};

/// Collects records and passes them on at least twice a second, so that the parent sees that work is going on.
class Answer {
public:
    void add(Tag tag, const std::string& payload)
    {
        pending_ += static_cast<char>(tag);
        putText(pending_, payload);
        const auto now = std::chrono::steady_clock::now();
        if (pending_.size() > 65'536 || now - last_ > std::chrono::milliseconds(500)) {
            flush();
            last_ = now;
        }
    }
    void flush()
    {
        answer(pending_);
        pending_.clear();
    }

private:
    std::string pending_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

struct Link {
    std::string name;
    H5L_type_t type;
};

struct LinkList {
    std::vector<Link> links;
    bool failed = false;
};

herr_t collect(hid_t, const char* name, const H5L_info_t* info, void* data) noexcept
{
    auto& list = *static_cast<LinkList*>(data);
    try {
        list.links.push_back({name, info->type});
        list.failed = list.links.size() > kMaxObjects;
    } catch (...) {
        list.failed = true;
    }
    return list.failed ? -1 : 0;
}

/// The links of a group: in the order of creation where the file keeps it, else by name.
std::vector<Link> linksOf(hid_t group)
{
    const Hdf5Handle properties = opened(H5Gget_create_plist(group), H5Pclose);
    unsigned order = 0;
    checked(H5Pget_link_creation_order(properties.id(), &order));
    const bool indexed = (order & H5P_CRT_ORDER_INDEXED) != 0;
    LinkList list;
    checked(H5Literate(group, indexed ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &list));
    return std::move(list.links);
}

std::string text(std::string_view bytes)
{
    std::string payload;
    putText(payload, bytes);
    return payload;
}

class Walk {
public:
    explicit Walk(hid_t file) : links_(opened(H5Pcreate(H5P_LINK_ACCESS), H5Pclose))
    {
        checked(H5Pset_nlinks(links_.id(), 16));
        const Hdf5Handle root = opened(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose);
        try {
            group(root.id(), "", 0);
            answer_.add(Tag::End, {});
        } catch (const Refusal& refusal) {
            std::string payload = text(refusal.path);
            putText(payload, refusal.sentence);
            answer_.add(Tag::Refused, payload);
        }
        answer_.flush();
    }

private:
    void skip(const std::string& path, std::string_view sentence)
    {
        std::string payload = text(path);
        putText(payload, sentence);
        answer_.add(Tag::Skipped, payload);
    }

    void group(hid_t id, const std::string& path, unsigned depth)
    {
        H5O_info_t info;
        checked(H5Oget_info(id, &info));
        if (!groups_.insert(info.addr).second)
            return skip(path, "This group is there under another name already.");
        if (depth > kMaxDepth)
            throw Refusal{path, "The groups are nested too deeply."};
        attributes(id, path, info.num_attrs);
        for (const Link& link : linksOf(id)) {
            const std::string child = path.empty() ? link.name : path + "/" + link.name;
            if (++objects_ > kMaxObjects || child.size() > kMaxPath)
                throw Refusal{path,
                              "The file holds more than 1,000,000 objects or has names of more than 65,536 bytes."};
            if (link.type != H5L_TYPE_HARD && link.type != H5L_TYPE_SOFT)
                throw Refusal{child, "This link leads to another file, which is not followed."};
            object(id, link, child, depth);
        }
    }

    void object(hid_t parent, const Link& link, const std::string& path, unsigned depth)
    {
        const bool soft = link.type == H5L_TYPE_SOFT;
        const Hdf5Handle child(H5Oopen(parent, link.name.c_str(), links_.id()), H5Oclose);
        if (!child && soft)
            return skip(path, "This link leads to nothing.");
        switch (H5Iget_type(checked(child.id()))) {
        case H5I_GROUP:
            return soft ? skip(path, "This is a link to a group, which is not followed.")
                        : group(child.id(), path, depth + 1);
        case H5I_DATASET: return dataset(child.id(), path);
        default: return skip(path, "This is neither a group nor a dataset.");
        }
    }

    void dataset(hid_t id, const std::string& path)
    {
        const Hdf5Handle properties = opened(H5Dget_create_plist(id), H5Pclose);
        const H5D_layout_t layout = H5Pget_layout(properties.id());
        if (layout == H5D_VIRTUAL)
            throw Refusal{path, "This virtual dataset is made of other files, which are not opened."};
        if (checked(H5Pget_external_count(properties.id())) > 0)
            throw Refusal{path, "The values of this dataset lie in another file, which is not opened."};

        const Hdf5Handle stored = opened(H5Dget_type(id), H5Tclose);
        const ElementType type = elementType(stored.id());
        if (type.name.empty())
            return skip(path, "The values of this dataset are not numbers of a supported type.");
        const Hdf5Handle space = opened(H5Dget_space(id), H5Sclose);
        if (H5Sget_simple_extent_type(space.id()) == H5S_NULL)
            return skip(path, "This dataset is empty.");
        const auto rank = static_cast<unsigned>(checked(H5Sget_simple_extent_ndims(space.id())));
        std::array<hsize_t, kMaxDimensions> sizes{};
        if (rank > kMaxDimensions)
            throw LibraryFailed{};
        checked(H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr));
        const int filters = checked(H5Pget_nfilters(properties.id()));
        for (unsigned i = 0; i < static_cast<unsigned>(filters); ++i) {
            unsigned flags = 0, configuration = 0;
            std::size_t parameters = 0;
            const H5Z_filter_t filter =
                checked(H5Pget_filter2(properties.id(), i, &flags, &parameters, nullptr, 0, nullptr, &configuration));
            if (checked(H5Zfilter_avail(filter)) == 0)
                return skip(path,
                            "This dataset is compressed by a plug-in, and plug-ins are not loaded. Store it without "
                            "compression or with gzip.");
        }

        const haddr_t offset = layout == H5D_CONTIGUOUS && type.asStored ? H5Dget_offset(id) : HADDR_UNDEF;
        std::string payload = text(path);
        putText(payload, type.name);
        put(payload, offset == HADDR_UNDEF ? Layout::Decoded : Layout::Contiguous);
        put(payload, offset == HADDR_UNDEF ? std::uint64_t{0} : std::uint64_t{offset});
        put(payload, std::uint32_t{rank});
        for (unsigned k = 0; k < rank; ++k)
            put(payload, std::uint64_t{sizes[k]});
        answer_.add(Tag::Dataset, payload);
        H5O_info_t info;
        checked(H5Oget_info(id, &info));
        attributes(id, path, info.num_attrs);
    }

    void attributes(hid_t object, const std::string& path, hsize_t count)
    {
        for (hsize_t i = 0; i < std::min<hsize_t>(count, kMaxAttributes); ++i) {
            const Hdf5Handle attribute =
                opened(H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
            const ssize_t length = checked(H5Aget_name(attribute.id(), 0, nullptr));
            if (static_cast<std::size_t>(length) > kMaxPath)
                throw LibraryFailed{};
            std::string name(static_cast<std::size_t>(length), '\0');
            checked(H5Aget_name(attribute.id(), name.size() + 1, name.data()));
            std::string payload = text(path);
            putText(payload, name);
            if (value(attribute.id(), payload))
                answer_.add(Tag::Attribute, payload);
        }
    }

    /// Appends type and value of a single number or text, or of a list of texts; false for anything else.
    static bool value(hid_t attribute, std::string& payload)
    {
        const Hdf5Handle space = opened(H5Aget_space(attribute), H5Sclose);
        const Hdf5Handle type = opened(H5Aget_type(attribute), H5Tclose);
        if (H5Sget_simple_extent_type(space.id()) == H5S_SIMPLE && H5Tget_class(type.id()) == H5T_STRING)
            return textsValue(attribute, type.id(), checked(H5Sget_simple_extent_npoints(space.id())), payload);
        if (checked(H5Sget_simple_extent_npoints(space.id())) != 1)
            return false;
        switch (H5Tget_class(type.id())) {
        case H5T_STRING: return textValue(attribute, type.id(), payload);
        case H5T_FLOAT: {
            double real = 0;
            checked(H5Aread(attribute, H5T_NATIVE_DOUBLE, &real));
            put(payload, Value::Real);
            put(payload, real);
            return true;
        }
        case H5T_INTEGER: {
            const bool isSigned = H5Tget_sign(type.id()) == H5T_SGN_2;
            std::uint64_t bits = 0;
            checked(H5Aread(attribute, isSigned ? H5T_NATIVE_INT64 : H5T_NATIVE_UINT64, &bits));
            put(payload, isSigned ? Value::Signed : Value::Unsigned);
            put(payload, bits);
            return true;
        }
        case H5T_ENUM: {
            if (elementType(type.id()).name != "BOOL")
                return false;
            signed char flag = 0;
            checked(H5Aread(attribute, type.id(), &flag));
            put(payload, Value::Signed);
            put(payload, std::int64_t{flag});
            return true;
        }
        default: return false;
        }
    }

    static bool textValue(hid_t attribute, hid_t type, std::string& payload)
    {
        std::string bytes;
        if (checked(H5Tis_variable_str(type)) > 0) {
            char* variable = nullptr;
            checked(H5Aread(attribute, type, &variable));
            bytes = variable ? variable : "";
            H5free_memory(variable);
        } else {
            const std::size_t size = H5Tget_size(type);
            if (size > kMaxAttributeText)
                throw LibraryFailed{};
            bytes.resize(size);
            checked(H5Aread(attribute, type, bytes.data()));
            trim(bytes, type);
        }
        if (bytes.size() > kMaxAttributeText)
            throw LibraryFailed{};
        put(payload, Value::Text);
        putText(payload, bytes);
        return true;
    }

    /// A fixed-length text without its padding.
    static void trim(std::string& bytes, hid_t type)
    {
        bytes.resize(std::min(bytes.find('\0'), bytes.size()));
        if (H5Tget_strpad(type) == H5T_STR_SPACEPAD)
            bytes.resize(bytes.find_last_not_of(' ') + 1);
    }

    static bool textsValue(hid_t attribute, hid_t type, hssize_t count, std::string& payload)
    {
        const auto n = static_cast<std::size_t>(count);
        if (n > kMaxAttributeTexts)
            return false;
        std::vector<std::string> texts;
        if (n > 0 && checked(H5Tis_variable_str(type)) > 0) {
            std::vector<char*> variable(n, nullptr);
            checked(H5Aread(attribute, type, variable.data()));
            for (char* text : variable) {
                texts.emplace_back(text ? text : "");
                H5free_memory(text);
            }
        } else if (n > 0) {
            const std::size_t size = H5Tget_size(type);
            if (size == 0 || size > kMaxAttributeText || n > kMaxAttributeText / size)
                return false;
            std::string all(n * size, '\0');
            checked(H5Aread(attribute, type, all.data()));
            for (std::size_t i = 0; i < n; ++i) {
                texts.push_back(all.substr(i * size, size));
                trim(texts.back(), type);
            }
        }
        std::size_t total = 0;
        for (const std::string& text : texts)
            total += text.size();
        if (total > kMaxAttributeText)
            throw LibraryFailed{};
        put(payload, Value::Texts);
        put(payload, static_cast<std::uint32_t>(n));
        for (const std::string& text : texts)
            putText(payload, text);
        return true;
    }

    Hdf5Handle links_;
    Answer answer_;
    std::set<haddr_t> groups_;
    std::uint64_t objects_ = 0;
};

}  // namespace

void answerCatalogue(hid_t file)
{
    Walk walk(file);
}

}  // namespace fisherlens::h5
