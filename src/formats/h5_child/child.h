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

/// Bytes of a file, mapped into memory; a file that is cut meanwhile ends the program by a signal.
struct Window {
    void* mapped = nullptr;  ///< from the beginning of the page
    std::size_t lead = 0;    ///< bytes of it before the window
    std::size_t length = 0;
};

/// `length` bytes of an open descriptor from `offset`. LibraryFailed: they cannot be mapped.
Window mapWindow(int descriptor, std::uint64_t offset, std::uint64_t length);
void unmap(const Window& window);

/// The window as an HDF5 file: given to the library as an image that is not copied, so that nothing has to be opened.
Hdf5Handle openWindow(const Window& window);

/// `catalogue`: walks the groups of the file and answers records.
void answerCatalogue(hid_t file);
/// `data`: answers the decoded elements of one dataset.
void answerData(hid_t file, const std::string& path);

}  // namespace fisherlens::h5
