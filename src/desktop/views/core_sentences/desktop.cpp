// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/desktop/app/example.cpp
    QT_TRANSLATE_NOOP("Core", "Open a checkpoint of your own."),
    QT_TRANSLATE_NOOP("Core", "The bundled example is not installed."),
    // src/desktop/document/compute.cpp
    QT_TRANSLATE_NOOP("Core", "Choose it as the data file of a reference or an evaluation."),
    QT_TRANSLATE_NOOP("Core", "This file holds arrays but no model and no Fisher diagonal."),
    // src/desktop/document/session.cpp
    QT_TRANSLATE_NOOP("Core", "Open the models one by one and save the session again."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not %2."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list of sources with different ids."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list of steps."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list of texts."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a number in its range."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a positive whole number."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a small whole number."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a text."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not an object."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not assumed, mean or sum."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not complete: source %2 is used but not listed."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not the id of a listed source."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not the path of a file."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not true or false."),
    QT_TRANSLATE_NOOP("Core", "This JSON file is no FisherLens session."),
    QT_TRANSLATE_NOOP("Core", "This file is too large for a session."),
    QT_TRANSLATE_NOOP("Core", "This is no session file: it is not a JSON object."),
    QT_TRANSLATE_NOOP("Core", "This session was written by a newer version of FisherLens."),
    QT_TRANSLATE_NOOP("Core", "Update FisherLens."),
    // src/desktop/document/settings.cpp
    QT_TRANSLATE_NOOP("Core", "Line %1 is no pattern with a share between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "Write for example conv* = 0.6."),
    // src/desktop/jobs/runner.cpp
    QT_TRANSLATE_NOOP("Core", "An unexpected error: %1"),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this."),
    // src/desktop/plots/export.cpp
    QT_TRANSLATE_NOOP("Core", "Choose a smaller size or resolution."),
    QT_TRANSLATE_NOOP("Core", "The figure cannot be drawn at this size."),
};
// clang-format on

}  // namespace

Templates ofDesktop()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
