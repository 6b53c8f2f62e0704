// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

/// What fisherlens-h5 and the program that starts it say to each other.
///
///     fisherlens-h5 catalogue FILE OFFSET LENGTH      answers records, the last of them End
///     fisherlens-h5 data FILE OFFSET LENGTH DATASET   answers the elements of one dataset: little-endian, C order,
///                                                     nothing else
///     fisherlens-h5 catalogues COUNT                  the whole files that are open as descriptors 3, 4, ...: answers
///                                                     the records of one after the other, each ending with End or
///                                                     Refused. All files are mapped before the library sees the first
///                                                     one; it fails on the file whose records are not complete. What
///                                                     it says of files after a hostile one is worth no more than that
///                                                     one: files of one batch have one origin.
///
/// The file is open as descriptor 3 (FILE is used only where /proc is not mounted); answers come on standard output.
/// With an OFFSET other than 0, the HDF5 file is the LENGTH bytes from there (inside of a ZIP archive), and offsets in
/// answers count from there.
/// Exit status 0: everything was answered; anything else, or a signal: the library failed on the file.
///
/// A record is a tag (1 byte), the length of its payload (u32) and the payload. Integers are little-endian, a text is
/// its length (u32) and its bytes. Paths have no leading slash; the root is "".
///
///     Dataset    path, dtype name, layout (1 byte), byte offset (u64), number of dimensions (u32), sizes (u64 each)
///     Attribute  path of the object, name, type (1 byte), 8 bytes of value or a text or (u32) a number of texts
///     Skipped    path, sentence: an object that is not read
///     Refused    path, sentence: what the file does is not allowed; nothing follows
///     End        empty
namespace fisherlens::h5 {

enum class Tag : unsigned char { Dataset = 1, Attribute, Skipped, Refused, End };

enum class Layout : unsigned char {
    Contiguous = 1,  ///< little-endian elements in C order at the byte offset
    Decoded,         ///< chunked, compressed, big-endian, ...: to be asked for with `data`
};

enum class Value : unsigned char { Signed = 1, Unsigned, Real, Text, Texts };

inline constexpr int kFirstFile = 3;  ///< descriptor
inline constexpr int kMaxFiles = 64;  ///< of one `catalogues`
inline constexpr std::uint64_t kMaxObjects = 1'000'000;
inline constexpr std::uint32_t kMaxPath = 65'536;
inline constexpr std::uint32_t kMaxDimensions = 32;     // H5S_MAX_RANK
inline constexpr std::uint32_t kMaxAttributes = 4'096;  // of one object
inline constexpr std::uint32_t kMaxAttributeText = 16U << 20U;
inline constexpr std::uint32_t kMaxAttributeTexts = 1'000'000;  // of one attribute

template <class T>
void put(std::string& out, T value)
{
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

inline void putText(std::string& out, std::string_view text)
{
    put(out, static_cast<std::uint32_t>(text.size()));
    out += text;
}

}  // namespace fisherlens::h5
