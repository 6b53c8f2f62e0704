// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/base/atomic_file.cpp
    QT_TRANSLATE_NOOP("Core", "Choose another folder or free some space; nothing was changed."),
    QT_TRANSLATE_NOOP("Core", "Give the name of a file."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be created: %1."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be put in place: %1."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be written: %1."),
    QT_TRANSLATE_NOOP("Core", "The output is a device, pipe or socket, not a file."),
    QT_TRANSLATE_NOOP("Core", "The output is a folder: %1."),
    // src/base/byte_source.cpp
    QT_TRANSLATE_NOOP("Core", "Check the path and the permissions."),
    QT_TRANSLATE_NOOP("Core", "Give the path of a file."),
    QT_TRANSLATE_NOOP("Core", "It is probably truncated: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The file became shorter while it was read."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be opened: %1."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read: %1."),
    QT_TRANSLATE_NOOP("Core", "The file changed while it was read."),
    QT_TRANSLATE_NOOP("Core", "The file ends at byte %1, but %2 bytes are expected here."),
    QT_TRANSLATE_NOOP("Core", "This is not a regular file."),
    QT_TRANSLATE_NOOP("Core", "Wait until the program that writes it is done, then open it again."),
    QT_TRANSLATE_NOOP("Core", "Wait until the program that writes it is done, then try again."),
    // src/base/result.h
    QT_TRANSLATE_NOOP("Core", "Stopped on request; nothing was written."),
    // src/base/sha256.cpp
    QT_TRANSLATE_NOOP("Core", "The folder cannot be read: %1."),
    QT_TRANSLATE_NOOP("Core", "The folder holds more than 200,000 files."),
    // src/base/tensor.cpp
    QT_TRANSLATE_NOOP("Core", "Shape and strides have different lengths."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was written wrongly."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 does not fit its data."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 is impossible."),
    QT_TRANSLATE_NOOP("Core", "The strides are impossible."),
    QT_TRANSLATE_NOOP("Core", "The tensor of shape %1 reaches beyond the bytes stored for it."),
    QT_TRANSLATE_NOOP("Core", "This tensor is computed and has no stored bytes."),
    QT_TRANSLATE_NOOP("Core", "Two tensors have the same name."),
};
// clang-format on

}  // namespace

Templates ofBase()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
