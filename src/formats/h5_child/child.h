// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/hdf5_handle.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The parts of the program fisherlens-h5. It may end by any signal: the parent takes that for a damaged file.
namespace fisherlens::h5 {

/// Thrown where the library fails on the file; ends the program with status 1.
struct LibraryFailed {};

/// The handle, or LibraryFailed.
Hdf5Handle opened(hid_t id, Hdf5Handle::Close close);
/// The value, or LibraryFailed when it is negative.
template <class T>
T checked(T value)
{
    if (value < 0)
        throw LibraryFailed{};
    return value;
}

/// An element type that the program reads.
struct ElementType {
    std::string_view name;  ///< of safetensors; "" when the type is not read
    Hdf5Handle memory;      ///< little-endian type for H5Dread
    bool asStored = false;  ///< the file holds exactly these bytes
};

/// Numbers (also big-endian, half, bfloat16) and the boolean enumeration of h5py.
ElementType elementType(hid_t fileType);

/// Writes to standard output; ends the program when nobody reads.
void answer(std::string_view bytes);

/// An HDF5 file that is a part of descriptor 3: `length` bytes from `offset`. They are mapped into memory and given to
/// the library as a file image that is not copied; a file that is cut meanwhile ends the program by a signal.
Hdf5Handle openWindow(std::uint64_t offset, std::uint64_t length);

/// `catalogue`: walks the groups of the file and answers records.
void answerCatalogue(hid_t file);
/// `data`: answers the decoded elements of one dataset.
void answerData(hid_t file, const std::string& path);

}  // namespace fisherlens::h5
