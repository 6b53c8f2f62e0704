// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/formats/pickle/literals.cpp
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a number that is none."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a text that is not well-formed."),
    // src/formats/pickle/machine.cpp
    QT_TRANSLATE_NOOP("Core", "The pickle in this file appends to something that is not a list."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file calls something without a list of arguments."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file gives a state to something that is not an object."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a key without a value."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a memo number that is none."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has an unknown instruction."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has protocol %1; protocols up to 5 are read."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file names a class by something that is not text."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file refers to a value that it never stored."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file refers to stored data in an unknown way."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file sets items of something that is not a dictionary."),
    // src/formats/pickle/place.h
    QT_TRANSLATE_NOOP("Core", "Do not load this file with PyTorch, and ask its author for a safetensors file."),
    QT_TRANSLATE_NOOP("Core", "The file asks for %1, which runs code or reaches the system when it is loaded; "
        "nothing was run."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or not a PyTorch file; save it again."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file ends too early."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has more or deeper values than this program reads."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file takes a value that is not there."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses %1, which PyTorch does not write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses buffers outside of the file, which PyTorch does not "
        "write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses extension codes, which PyTorch does not write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses text references to other objects, which PyTorch does "
        "not write."),
    // src/formats/pickle/tensor_record.cpp
    QT_TRANSLATE_NOOP("Core", "A tensor in this file is described wrongly."),
    QT_TRANSLATE_NOOP("Core", "it is a meta tensor without values"),
    QT_TRANSLATE_NOOP("Core", "it is a nested tensor"),
    QT_TRANSLATE_NOOP("Core", "it is made by the unknown function %1"),
    QT_TRANSLATE_NOOP("Core", "it is of a tensor class of another library"),
    QT_TRANSLATE_NOOP("Core", "it is of a tensor class of another library (a DTensor, a quantized tensor)"),
    QT_TRANSLATE_NOOP("Core", "it is quantized"),
    QT_TRANSLATE_NOOP("Core", "it is sparse"),
    QT_TRANSLATE_NOOP("Core", "its storage class %1 is not read"),
    QT_TRANSLATE_NOOP("Core", "its values are stored as a NumPy array"),
};
// clang-format on

}  // namespace

Templates ofFormatsPickle()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
