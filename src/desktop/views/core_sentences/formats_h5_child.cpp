// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/formats/h5_child/catalogue.cpp
    QT_TRANSLATE_NOOP("Core", "Store it without compression or with gzip."),
    QT_TRANSLATE_NOOP("Core", "The file holds more than 1,000,000 objects or has names of more than 65,536 bytes."),
    QT_TRANSLATE_NOOP("Core", "The groups are nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The values of this dataset are not numbers of a supported type."),
    QT_TRANSLATE_NOOP("Core", "The values of this dataset lie in another file, which is not opened."),
    QT_TRANSLATE_NOOP("Core", "This dataset is compressed by a plug-in, and plug-ins are not loaded."),
    QT_TRANSLATE_NOOP("Core", "This dataset is empty."),
    QT_TRANSLATE_NOOP("Core", "This group is there under another name already."),
    QT_TRANSLATE_NOOP("Core", "This is a link to a group, which is not followed."),
    QT_TRANSLATE_NOOP("Core", "This is neither a group nor a dataset."),
    QT_TRANSLATE_NOOP("Core", "This link leads to another file, which is not followed."),
    QT_TRANSLATE_NOOP("Core", "This link leads to nothing."),
    QT_TRANSLATE_NOOP("Core", "This virtual dataset is made of other files, which are not opened."),
};
// clang-format on

}  // namespace

Templates ofFormatsH5Child()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
