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
    {"pickled-module",
     QT_TRANSLATE_NOOP("Findings", "The file holds a whole pickled module; its parameters are read as records.")},
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
    {"block-means",
     QT_TRANSLATE_NOOP("Findings",
                       "The optimizer keeps one mean square per block: within a block all values are equal.")},
    {"clipped-gradients",
     QT_TRANSLATE_NOOP("Findings",
                       "Gradients were clipped: values of different runs are not comparable, ranks suffer little.")},
    {"clipping-always-on",
     QT_TRANSLATE_NOOP("Findings", "Nearly every step was clipped, so the scale is that of the clipping.")},
    {"dequantised",
     QT_TRANSLATE_NOOP("Findings", "The squares were block-quantised; small values are rounded or zero.")},
    {"envelope",
     QT_TRANSLATE_NOOP("Findings",
                       "The accumulator is an envelope of the gradients, not an average of squares: ranks only.")},
    {"factored-accumulator",
     QT_TRANSLATE_NOOP("Findings",
                       "The optimizer keeps row and column averages; their product stands for the matrix.")},
    {"half-precision-accumulator",
     QT_TRANSLATE_NOOP("Findings", "The squares are stored with 16 bits: small values are zero or have stalled.")},
    {"large-batch",
     QT_TRANSLATE_NOOP(
         "Findings",
         "More than half of the estimate is the square of the mean gradient, not the variance of single gradients.")},
    {"mapping-by-rule",
     QT_TRANSLATE_NOOP("Findings", "Some equal shapes are told apart by a rule only; check the mapping.")},
    {"optimizer-restarted",
     QT_TRANSLATE_NOOP("Findings",
                       "The optimizer counts fewer steps than the run: it was restarted without its state.")},
    {"partly-without-squares", QT_TRANSLATE_NOOP("Findings", "The optimizer keeps no squares for some parameters.")},
    {"peft-adapter",
     QT_TRANSLATE_NOOP("Findings", "This is a PEFT adapter: its tensors are the adapter's, not the model's.")},
    {"relative-scale",
     QT_TRANSLATE_NOOP("Findings", "Only ranks can be recycled from this optimizer; no batch size is applied.")},
    {"sampled-labels",
     QT_TRANSLATE_NOOP("Findings", "The average is of gradients with labels drawn from the model, every few steps.")},
    {"scale-uncertain",
     QT_TRANSLATE_NOOP("Findings", "The trainer's version may have scaled the loss wrongly; ranks are not affected.")},
    {"settings-not-read", QT_TRANSLATE_NOOP("Findings", "Some settings of the training run could not be read.")},
    {"sparse-rows", QT_TRANSLATE_NOOP("Findings", "Rows were updated at their own steps, which are not recorded.")},
    {"tied-parameters",
     QT_TRANSLATE_NOOP("Findings", "Some parameters have several names and share one optimizer state.")},
    {"training-objective",
     QT_TRANSLATE_NOOP("Findings", "The squares are those of a smoothed objective, not of the plain loss.")},
    {"warm-up", QT_TRANSLATE_NOOP("Findings", "The average still remembers the warm-up of the run.")},
    {"weighted-squares", QT_TRANSLATE_NOOP("Findings", "The optimizer weighs later squares more: ranks only.")},
    {"well-fitted",
     QT_TRANSLATE_NOOP("Findings", "Almost every example is fitted: gradients with the data's labels vanish.")},
    {"whole-run-average",
     QT_TRANSLATE_NOOP("Findings", "The estimate is the mean over the whole run, not over its recent steps.")},
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
