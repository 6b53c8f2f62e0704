// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/words.h"

#include <QCoreApplication>

namespace fisherlens::desktop {
namespace {

/// What a finding says in general, by id. The core's own sentence has the numbers but is English.
struct Row {
    const char* id;
    const char* sentence;
};
constexpr Row kRows[] = {
    {"amsgrad", QT_TRANSLATE_NOOP("Findings", "AMSGrad is on; the average is used, not the maximum.")},
    {"batch-size-recorded", QT_TRANSLATE_NOOP("Findings", "The batch size is the one that the log records.")},
    {"batch-size-unknown",
     QT_TRANSLATE_NOOP("Findings", "The batch size is unknown: ranks are right, values are not.")},
    {"beyond-float32",
     QT_TRANSLATE_NOOP("Findings", "Some values are outside the range of float32 after the corrections.")},
    {"bias-not-corrected",
     QT_TRANSLATE_NOOP("Findings", "The bias was not corrected because the step or β₂ is not recorded.")},
    {"coupled-weight-decay",
     QT_TRANSLATE_NOOP("Findings", "Weight decay is coupled: the accumulator holds squares of g + wd·θ.")},
    {"exact-zeros",
     QT_TRANSLATE_NOOP("Findings",
                       "Some entries are exactly zero: they never had a gradient. No evidence is not unimportance.")},
    {"foreign-optimizer-state",
     QT_TRANSLATE_NOOP("Findings", "The optimizer state belongs to another model and is not used.")},
    {"log-damaged",
     QT_TRANSLATE_NOOP("Findings", "A segment of the log is missing or cannot be read; the log is shown up to there.")},
    {"log-restarted",
     QT_TRANSLATE_NOOP("Findings", "The run went on from an earlier step; what it did again replaces what was there.")},
    {"mapping-ambiguous",
     QT_TRANSLATE_NOOP("Findings", "The optimizer state fits the parameters in more than one order and is not used.")},
    {"negative-accumulator",
     QT_TRANSLATE_NOOP("Findings", "The accumulator has negative entries, which squares cannot have.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "The accumulator has entries that are NaN or infinite.")},
    {"opaque-object",
     QT_TRANSLATE_NOOP("Findings", "The file holds an object of an unknown class; nothing of it was run.")},
    {"optimizer-class-unknown",
     QT_TRANSLATE_NOOP("Findings",
                       "The file does not tell Adam from AdamW; with Adam, weight decay would be in the accumulator.")},
    {"parameter-without-state", QT_TRANSLATE_NOOP("Findings", "Some parameters have no optimizer state.")},
    {"pickled-module", QT_TRANSLATE_NOOP("Findings", "The file holds a whole pickled module, which is not read.")},
    {"reduction-assumed",
     QT_TRANSLATE_NOOP("Findings", "Nobody said how the training loss was reduced; mean is assumed.")},
    {"short-run",
     QT_TRANSLATE_NOOP(
         "Findings",
         "The accumulator has seen few steps for its memory and is noisy. Trust ranks between large groups only.")},
    {"snapshots-correlated",
     QT_TRANSLATE_NOOP(
         "Findings", "The mean of several snapshots is taken; they share memory, so its standard error is too small.")},
    {"state-without-parameter",
     QT_TRANSLATE_NOOP("Findings", "Some optimizer states belong to no parameter of this file.")},
    {"steps-differ", QT_TRANSLATE_NOOP("Findings", "The parameters have seen different numbers of steps.")},
    {"tensor-not-readable", QT_TRANSLATE_NOOP("Findings", "Some tensors are stored in a form that is not read.")},
    {"training-log-damaged",
     QT_TRANSLATE_NOOP("Findings", "A record of the training log is damaged; what follows it is left out.")},
    {"zip-trailing-bytes",
     QT_TRANSLATE_NOOP("Findings", "There are bytes after the end of the archive; they are ignored.")},
};

}  // namespace

QString findingText(const Finding& finding)
{
    const QString own = QString::fromStdString(finding.text);
    for (const Row& row : kRows)
        if (finding.id == row.id) {
            const QString translated = QCoreApplication::translate("Findings", row.sentence);
            return translated == QString::fromUtf8(row.sentence) ? own : translated;
        }
    return own;
}

}  // namespace fisherlens::desktop
