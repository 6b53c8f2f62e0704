// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/finding_words.h"

#include "desktop/views/core_words.h"

#include <QCoreApplication>

namespace fisherlens::desktop {
namespace {

struct Row {
    const char* id;
    const char* sentence;
};

/// What to do in the window, by id, where the core names options of the command line.
constexpr Row kAdvice[] = {
    {"batch-size-unknown",
     QT_TRANSLATE_NOOP("Findings", "Set the batch size in Recycle: examples per optimizer step, all ranks together.")},
    {"bias-not-corrected", QT_TRANSLATE_NOOP("Findings", "Set the step in Recycle when it is known.")},
    {"exact-zeros", QT_TRANSLATE_NOOP("Findings", "No evidence is not unimportance: see the choice in Prune.")},
    {"foreign-optimizer-state", QT_TRANSLATE_NOOP("Findings", "Open the state that was saved with this model.")},
    {"layer-collapse", QT_TRANSLATE_NOOP("Findings", "Prune per tensor, or to a lower sparsity.")},
    {"mapping-ambiguous", QT_TRANSLATE_NOOP("Findings", "Save the state with the names of its parameters.")},
    {"loss-scale-in-squares",
     QT_TRANSLATE_NOOP("Findings",
                       "If so, set the scale as loss factor in Recycle; it may have changed during the run.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "Check the training run before deciding by these values.")},
    {"pattern-without-match", QT_TRANSLATE_NOOP("Findings", "Compare it with the tensor names.")},
    {"reduction-assumed", QT_TRANSLATE_NOOP("Findings", "Say in Recycle whether it was mean or sum.")},
    {"reduction-recorded", QT_TRANSLATE_NOOP("Findings", "Say in Recycle where this is wrong.")},
    {"scales-differ", QT_TRANSLATE_NOOP("Findings", "Set the batch size, so that both are at one scale.")},
    {"zero-fisher", QT_TRANSLATE_NOOP("Findings", "No evidence is not unimportance: see the choice in Prune.")},
};

}  // namespace

QString findingText(const Finding& finding)
{
    return coreSentence(finding.text);
}

QString findingHint(const Finding& finding)
{
    for (const Row& row : kAdvice)
        if (finding.id == row.id)
            return QCoreApplication::translate("Findings", row.sentence);
    return coreSentence(finding.hint);
}

}  // namespace fisherlens::desktop
