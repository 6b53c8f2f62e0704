// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/h5_child/child.h"

#include <array>
#include <cstddef>

namespace fisherlens::h5 {
namespace {

Hdf5Handle copied(hid_t type)
{
    return opened(H5Tcopy(type), H5Tclose);
}

/// A 16-bit floating type: sign, exponent, mantissa from the top.
Hdf5Handle small(std::size_t exponentBits, std::size_t mantissaBits, std::size_t bias)
{
    Hdf5Handle type = copied(H5T_IEEE_F32LE);
    checked(H5Tset_fields(type.id(), 15, mantissaBits, exponentBits, 0, mantissaBits));
    checked(H5Tset_size(type.id(), 2));
    checked(H5Tset_ebias(type.id(), bias));
    return type;
}

/// The enumeration {FALSE = 0, TRUE = 1} of one byte by which h5py stores booleans.
bool isBoolean(hid_t type)
{
    if (H5Tget_size(type) != 1 || H5Tget_nmembers(type) != 2)
        return false;
    signed char no = -1, yes = -1;
    return H5Tenum_valueof(type, "FALSE", &no) >= 0 && H5Tenum_valueof(type, "TRUE", &yes) >= 0 && no == 0 && yes == 1;
}

struct Candidate {
    std::string_view name;
    Hdf5Handle type;
};

}  // namespace

ElementType elementType(hid_t fileType)
{
    const H5T_class_t kind = H5Tget_class(fileType);
    if (kind == H5T_ENUM && isBoolean(fileType))
        return {"BOOL", copied(fileType), true};
    if (kind != H5T_INTEGER && kind != H5T_FLOAT)
        return {};
    std::array<Candidate, 12> candidates{{
        {"F32", copied(H5T_IEEE_F32LE)},
        {"F64", copied(H5T_IEEE_F64LE)},
        {"F16", small(5, 10, 15)},
        {"BF16", small(8, 7, 127)},
        {"I64", copied(H5T_STD_I64LE)},
        {"I32", copied(H5T_STD_I32LE)},
        {"I16", copied(H5T_STD_I16LE)},
        {"I8", copied(H5T_STD_I8LE)},
        {"U64", copied(H5T_STD_U64LE)},
        {"U32", copied(H5T_STD_U32LE)},
        {"U16", copied(H5T_STD_U16LE)},
        {"U8", copied(H5T_STD_U8LE)},
    }};
    for (Candidate& candidate : candidates) {
        if (checked(H5Tequal(fileType, candidate.type.id())) > 0)
            return {candidate.name, std::move(candidate.type), true};
        const Hdf5Handle swapped = copied(candidate.type.id());
        checked(H5Tset_order(swapped.id(), H5T_ORDER_BE));
        if (checked(H5Tequal(fileType, swapped.id())) > 0)
            return {candidate.name, std::move(candidate.type), false};
    }
    return {};
}

}  // namespace fisherlens::h5
