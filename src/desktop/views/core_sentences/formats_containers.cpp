// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/formats/containers/assembled_source.cpp
    QT_TRANSLATE_NOOP("Core", "A piece of the tensor does not lie inside of its shape."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint is incomplete or damaged; save it again."),
    QT_TRANSLATE_NOOP("Core", "The pieces of the tensor overlap or do not cover it."),
    QT_TRANSLATE_NOOP("Core", "The tensor is cut along more than 10 dimensions."),
    // src/formats/containers/decoded_source.cpp
    QT_TRANSLATE_NOOP("Core", "Store it contiguously, without compression."),
    QT_TRANSLATE_NOOP("Core", "The array holds fewer elements than its shape says."),
    QT_TRANSLATE_NOOP("Core", "The array holds more elements than its shape says."),
    QT_TRANSLATE_NOOP("Core", "The array is compressed or chunked and takes more than 4 GiB decoded."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for the decoded array."),
    // src/formats/containers/hdf5.cpp
    QT_TRANSLATE_NOOP("Core", "Store everything in one file without links to other files."),
    QT_TRANSLATE_NOOP("Core", "The file holds an object whose name is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The file holds too many objects."),
    // src/formats/containers/hdf5_process.cpp
    QT_TRANSLATE_NOOP("Core", "Copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "Install FisherLens again."),
    QT_TRANSLATE_NOOP("Core", "The HDF5 library failed on this file: it is damaged."),
    QT_TRANSLATE_NOOP("Core", "The helper program %1 cannot be started: %2."),
    QT_TRANSLATE_NOOP("Core", "The helper program fisherlens-h5 cannot be heard."),
    QT_TRANSLATE_NOOP("Core", "The helper program fisherlens-h5, which reads HDF5 files, is not beside this "
        "program (%1)."),
    QT_TRANSLATE_NOOP("Core", "There are too many open files to start the helper program fisherlens-h5."),
    // src/formats/containers/legacy_stream.cpp
    QT_TRANSLATE_NOOP("Core", "A storage in this file is described wrongly."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it again with a current torch.save."),
    QT_TRANSLATE_NOOP("Core", "The file ends inside of the storage \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged; save it again."),
    QT_TRANSLATE_NOOP("Core", "The file names %1, which this program does not know; it is kept as a record and "
        "never run."),
    QT_TRANSLATE_NOOP("Core", "The file shares storages in the way of PyTorch 0.4, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The list of storages holds something that is no key."),
    QT_TRANSLATE_NOOP("Core", "The place of the tensor is impossible."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is declared in two ways."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is listed twice, or used by no tensor."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is missing from the file."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" should have %2 elements but has %3."),
    QT_TRANSLATE_NOOP("Core", "The storage class %1 is not read."),
    QT_TRANSLATE_NOOP("Core", "What belongs to it is not shown."),
    // src/formats/containers/msgpack.cpp
    QT_TRANSLATE_NOOP("Core", "A key of a map is neither a short text nor a number."),
    QT_TRANSLATE_NOOP("Core", "An array in chunks is not described as Flax does."),
    QT_TRANSLATE_NOOP("Core", "An array in this file is not described as Flax does."),
    QT_TRANSLATE_NOOP("Core", "An array of the shape %1 has %2 bytes."),
    QT_TRANSLATE_NOOP("Core", "The chunks of an array do not fit its shape %1."),
    QT_TRANSLATE_NOOP("Core", "The file ends within a value."),
    QT_TRANSLATE_NOOP("Core", "The file has more than 1,000,000 values."),
    QT_TRANSLATE_NOOP("Core", "The file holds a name that is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The file is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The names in this file are too long."),
    QT_TRANSLATE_NOOP("Core", "The shape of an array in chunks is no list of sizes."),
    QT_TRANSLATE_NOOP("Core", "The shape of an array is no list of sizes."),
    QT_TRANSLATE_NOOP("Core", "There are bytes after the end of the MessagePack data."),
    QT_TRANSLATE_NOOP("Core", "its type %1 is not read"),
    // src/formats/containers/msgpack_stream.cpp
    QT_TRANSLATE_NOOP("Core", "The file was probably not written to its end; copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "This is not MessagePack: a byte that begins no value."),
    // src/formats/containers/npz.cpp
    QT_TRANSLATE_NOOP("Core", "The archive holds a name that is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The archive holds more than 100,000 entries."),
    QT_TRANSLATE_NOOP("Core", "The header of this NumPy array is longer than the entry or than 65,536 bytes."),
    QT_TRANSLATE_NOOP("Core", "The header of this NumPy array is not what NumPy writes."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 does not fit the size of this entry."),
    QT_TRANSLATE_NOOP("Core", "The values of this array are not little-endian numbers."),
    QT_TRANSLATE_NOOP("Core", "This NumPy array has an unknown version."),
    QT_TRANSLATE_NOOP("Core", "This entry is no NumPy array."),
    // src/formats/containers/safetensors.cpp
    QT_TRANSLATE_NOOP("Core", "A size in the shape is impossible."),
    QT_TRANSLATE_NOOP("Core", "Convert the model to float16 or float32."),
    QT_TRANSLATE_NOOP("Core", "The entry lacks dtype, shape or data_offsets."),
    QT_TRANSLATE_NOOP("Core", "The field %1 is there twice."),
    QT_TRANSLATE_NOOP("Core", "The file holds more than 1,000,000 tensors."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was written wrongly: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The file is too short for a safetensors file."),
    QT_TRANSLATE_NOOP("Core", "The header claims %1 bytes, but the file ends before."),
    QT_TRANSLATE_NOOP("Core", "The header claims %1 bytes; at most 100 MB are allowed."),
    QT_TRANSLATE_NOOP("Core", "The header holds __metadata__ twice."),
    QT_TRANSLATE_NOOP("Core", "The header holds a value of the wrong type."),
    QT_TRANSLATE_NOOP("Core", "The header is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The header is not valid JSON."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 needs %2 bytes, but data_offsets gives %3."),
    QT_TRANSLATE_NOOP("Core", "The tensor ends before it begins."),
    QT_TRANSLATE_NOOP("Core", "The tensor has an unknown dtype."),
    QT_TRANSLATE_NOOP("Core", "The tensor has more than 64 dimensions."),
    QT_TRANSLATE_NOOP("Core", "The tensor has the dtype %1, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The tensor overlaps another one."),
    QT_TRANSLATE_NOOP("Core", "The tensors take %1 bytes, but the file holds %2 bytes of data."),
    QT_TRANSLATE_NOOP("Core", "There is a hole before the tensor."),
    QT_TRANSLATE_NOOP("Core", "data_offsets has more than two numbers."),
    QT_TRANSLATE_NOOP("Core", "data_offsets must be two numbers."),
    // src/formats/containers/torch_archive.cpp
    QT_TRANSLATE_NOOP("Core", "Give a file written by torch.save, torch.jit.save or safetensors."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it again: torch.save does not compress."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it on a common machine."),
    QT_TRANSLATE_NOOP("Core", "Save the file again."),
    QT_TRANSLATE_NOOP("Core", "Save the model's state_dict() with torch.save."),
    QT_TRANSLATE_NOOP("Core", "The archive is compressed and needs more than 1 GiB when unpacked."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was made to mislead."),
    QT_TRANSLATE_NOOP("Core", "The file is incomplete; save it again."),
    QT_TRANSLATE_NOOP("Core", "The file was written on a big-endian machine, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file holds more than one value; the last one counts."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is missing from the archive."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" should have %2 elements but has %3 bytes."),
    QT_TRANSLATE_NOOP("Core", "The tensor reaches beyond the bytes stored for it."),
    QT_TRANSLATE_NOOP("Core", "This ZIP archive holds no PyTorch checkpoint (there is no data.pkl in it)."),
    QT_TRANSLATE_NOOP("Core", "This is a torch.export archive (pt2), which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is a torch.package archive, which is not read."),
    // src/formats/containers/zip.cpp
    QT_TRANSLATE_NOOP("Core", "%1 bytes follow the end of the archive; they are ignored."),
    QT_TRANSLATE_NOOP("Core", "If the file was copied in parts, copy it again."),
    QT_TRANSLATE_NOOP("Core", "Programs disagree which one counts; save it again."),
    QT_TRANSLATE_NOOP("Core", "The archive has two entries named \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The archive is damaged or was made to mislead; save it again."),
    QT_TRANSLATE_NOOP("Core", "The compressed entry \"%1\" is damaged."),
    QT_TRANSLATE_NOOP("Core", "The compressed entry \"%1\" is shorter than it declares."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" has %2 bytes; at most %3 are read into memory."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" overlaps other parts of the archive."),
    QT_TRANSLATE_NOOP("Core", "zlib could not be started."),
    // src/formats/containers/zip_records.cpp
    QT_TRANSLATE_NOOP("Core", "The archive has no end record."),
    QT_TRANSLATE_NOOP("Core", "The archive is split over several files."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is damaged."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is larger than 256 MiB."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is too small for its entries."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive reaches beyond its end."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" declares more bytes than its compressed data can hold."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" is described differently in the directory and in its own header."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" is encrypted."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" lies beyond the end of the file."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" reaches beyond the end of the file."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" uses compression method %2; only stored and deflated entries are "
        "read."),
    QT_TRANSLATE_NOOP("Core", "The file is probably truncated or was changed: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The sizes of the entry \"%1\" are incomplete."),
    QT_TRANSLATE_NOOP("Core", "The stored entry \"%1\" declares two different sizes."),
    QT_TRANSLATE_NOOP("Core", "The two end records of the archive disagree."),
    QT_TRANSLATE_NOOP("Core", "The zip64 end record of the archive is missing."),
    QT_TRANSLATE_NOOP("Core", "The zip64 locator of the archive points outside of it."),
};
// clang-format on

}  // namespace

Templates ofFormatsContainers()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
