// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/finding_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace fisherlens::desktop {
namespace {

/// What the core says, by id, with its numbers and names as %1, %2, ...: so the sentence can be said in another language.
/// The last row of an id is said in general where the core's sentence has another form.
struct Row {
    const char* id;
    const char* sentence;
};
constexpr Row kRows[] = {
    {"accumulators-only",
     QT_TRANSLATE_NOOP("Findings", "The file holds averages of squared gradients by the names of the parameters, and "
                                   "nothing about the run: step, betas and batch size are unknown.")},
    {"amsgrad", QT_TRANSLATE_NOOP("Findings", "AMSGrad is on; the average is used, not the maximum.")},
    {"batch-size-recorded", QT_TRANSLATE_NOOP("Findings", "The batch size is the one that the log records.")},
    {"batch-size-unknown",
     QT_TRANSLATE_NOOP("Findings", "The batch size is unknown: ranks are right, values are not.")},
    {"beyond-float32",
     QT_TRANSLATE_NOOP("Findings", "%1 entries of %2 tensors leave the range of float32 when corrected, and become "
                                   "infinite or zero in the file.")},
    {"beyond-float32",
     QT_TRANSLATE_NOOP("Findings", "Some values are outside the range of float32 after the corrections.")},
    {"bias-not-corrected",
     QT_TRANSLATE_NOOP("Findings",
                       "%1 of %2 tensors have no usable step or beta2 and are not bias-corrected: their values are too "
                       "small by 1 − beta2^t, and not comparable with the others.")},
    {"bias-not-corrected",
     QT_TRANSLATE_NOOP("Findings", "The bias was not corrected because the step or β₂ is not recorded.")},
    {"buffers-extrapolated",
     QT_TRANSLATE_NOOP("Findings", "%1 that are buffers, not parameters, merged by %2 as well.")},
    {"buffers-extrapolated", QT_TRANSLATE_NOOP("Findings", "Buffers were merged like parameters.")},
    {"computed-in-float32",
     QT_TRANSLATE_NOOP("Findings", "The parameters are stored in 16 bits; gradients are computed in float32.")},
    {"copied-from-first", QT_TRANSLATE_NOOP("Findings", "%1 not in every input and %2 without floating values copied "
                                                        "from the first model.")},
    {"copied-from-first", QT_TRANSLATE_NOOP("Findings", "%1 without floating values copied from the first model.")},
    {"copied-from-first", QT_TRANSLATE_NOOP("Findings", "%1 not in every input copied from the first model.")},
    {"copied-from-first", QT_TRANSLATE_NOOP("Findings", "Some tensors were copied from the first model.")},
    {"coupled-weight-decay",
     QT_TRANSLATE_NOOP("Findings", "Weight decay is coupled: the accumulator holds squares of g + wd·θ.")},
    {"disjoint-assumed",
     QT_TRANSLATE_NOOP("Findings", "Not every part says which examples it is made of, so they are taken as disjoint.")},
    {"exact-zeros", QT_TRANSLATE_NOOP("Findings", "%1 entries of %2 tensors are exactly zero: these parameters had no "
                                                  "gradient.")},
    {"exact-zeros",
     QT_TRANSLATE_NOOP("Findings",
                       "Some entries are exactly zero: they never had a gradient. No evidence is not unimportance.")},
    {"examples-interact",
     QT_TRANSLATE_NOOP("Findings", "A batch has another gradient than the same examples one by one: the examples "
                                   "influence each other.")},
    {"fisher-not-floating",
     QT_TRANSLATE_NOOP("Findings", "This tensor does not hold floating numbers and is not part of the diagonal.")},
    {"foreign-optimizer-state",
     QT_TRANSLATE_NOOP("Findings", "The optimizer state belongs to another model and is not used.")},
    {"kinds-differ",
     QT_TRANSLATE_NOOP("Findings", "The Fishers are of different kinds (recycled, empirical, sampled, exact).")},
    {"layer-collapse", QT_TRANSLATE_NOOP("Findings", "%1 tensors (%2) lost all their entries.")},
    {"layer-collapse", QT_TRANSLATE_NOOP("Findings", "Some tensors lost all their entries.")},
    {"log-damaged",
     QT_TRANSLATE_NOOP("Findings", "A segment of the log is missing or cannot be read; the log is shown up to there.")},
    {"log-restarted",
     QT_TRANSLATE_NOOP("Findings", "The run went on from an earlier step; what it did again replaces what was there.")},
    {"mapping-ambiguous",
     QT_TRANSLATE_NOOP("Findings", "The file holds several optimizer states (%1), of which %2 fit the model.")},
    {"mapping-ambiguous",
     QT_TRANSLATE_NOOP("Findings", "The optimizer state fits the parameters in more than one order and is not used.")},
    {"negative-accumulator",
     QT_TRANSLATE_NOOP("Findings", "%1 entries of %2 tensors are negative, which no average of squares is; they are "
                                   "stored as they are.")},
    {"negative-accumulator",
     QT_TRANSLATE_NOOP("Findings", "The accumulator has negative entries, which squares cannot have.")},
    {"no-fisher", QT_TRANSLATE_NOOP("Findings", "%1 without a Fisher in every model merged by the weighted mean.")},
    {"no-fisher", QT_TRANSLATE_NOOP("Findings", "%1 tensors (%2) have no Fisher and are left untouched; the sparsity "
                                                "does not count them.")},
    {"no-fisher", QT_TRANSLATE_NOOP("Findings", "Some tensors have no Fisher.")},
    {"no-reference", QT_TRANSLATE_NOOP("Findings", "%1 without a reference in every model left out of the regret.")},
    {"no-reference", QT_TRANSLATE_NOOP("Findings", "Tensors without a reference are left out of the regret.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "%1 entries of %2 tensors are NaN or infinite in the accumulator and "
                                                "stored as they are.")},
    {"nonfinite",
     QT_TRANSLATE_NOOP("Findings", "%1 entries are NaN or infinite in one of the files and are left out.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "At %1 entries a value or a Fisher is NaN or infinite, so the weighted "
                                                "mean of the finite values was taken.")},
    {"nonfinite",
     QT_TRANSLATE_NOOP("Findings", "%1 prunable entries with NaN or infinity in weight or Fisher are kept.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "There are entries that are NaN or infinite.")},
    {"normalized-by-mean",
     QT_TRANSLATE_NOOP("Findings",
                       "The Fishers are not all means per unit of one unit, so each was divided by its mean.")},
    {"not-in-first", QT_TRANSLATE_NOOP("Findings", "%1 of other models missing from the first model and so from the "
                                                   "output.")},
    {"not-in-first", QT_TRANSLATE_NOOP("Findings", "Tensors that the first model lacks are not in the output.")},
    {"opaque-object", QT_TRANSLATE_NOOP("Findings", "The file names %1, which this program does not know; it is kept "
                                                    "as a record and never run.")},
    {"opaque-object",
     QT_TRANSLATE_NOOP("Findings", "The file holds an object of an unknown class; nothing of it was run.")},
    {"optimizer-class-unknown",
     QT_TRANSLATE_NOOP("Findings",
                       "The file does not tell Adam from AdamW; with Adam, weight decay would be in the accumulator.")},
    {"option-without-effect", QT_TRANSLATE_NOOP("Findings", "The method %1 does not use %2.")},
    {"overflow", QT_TRANSLATE_NOOP("Findings", "%1 merged entries are too large for the element type and became "
                                               "infinite or NaN.")},
    {"overflow", QT_TRANSLATE_NOOP("Findings", "Some merged entries are too large for the element type.")},
    {"parameter-without-state",
     QT_TRANSLATE_NOOP("Findings", "%1 of %2 parameters have no optimizer state (frozen, unused or never given a "
                                   "gradient).")},
    {"parameter-without-state", QT_TRANSLATE_NOOP("Findings", "Some parameters have no optimizer state.")},
    {"part-left-out", QT_TRANSLATE_NOOP("Findings", "This part has no %1, so the combined file has none.")},
    {"part-left-out", QT_TRANSLATE_NOOP("Findings", "A part lacks something, so the combined file has none of it.")},
    {"partial-not-kept", QT_TRANSLATE_NOOP("Findings", "The sums so far cannot be kept.")},
    {"partial-unusable",
     QT_TRANSLATE_NOOP("Findings", "The sums of an ended run cannot be used: the file is damaged.")},
    {"partial-unusable", QT_TRANSLATE_NOOP("Findings", "The sums of an ended run cannot be used: the file belongs to a "
                                                       "run with another %1.")},
    {"partial-unusable", QT_TRANSLATE_NOOP("Findings", "The sums of an ended run cannot be used.")},
    {"pattern-without-match", QT_TRANSLATE_NOOP("Findings", "The pattern %1 of %2 matches no tensor.")},
    {"pickle-leftover",
     QT_TRANSLATE_NOOP("Findings", "The pickle in this file holds more than one value; the last one counts.")},
    {"pickled-module",
     QT_TRANSLATE_NOOP("Findings", "The file holds a whole pickled module; its parameters are read as records.")},
    {"reduction-assumed",
     QT_TRANSLATE_NOOP("Findings", "Nobody said how the training loss was reduced; mean is assumed.")},
    {"reference-blas", QT_TRANSLATE_NOOP("Findings", "LibTorch uses the slow reference BLAS (up to 25 times slower).")},
    {"reference-loop", QT_TRANSLATE_NOOP("Findings", "%1 examples took another way through the model than the first "
                                                     "ones and were worked on one by one.")},
    {"reference-loop",
     QT_TRANSLATE_NOOP("Findings", "Some gradients were computed one example at a time; the result is the same.")},
    {"regret-partial",
     QT_TRANSLATE_NOOP("Findings", "The regret is over %1 of %2 tensors: the checkpoint lacks the others.")},
    {"regret-undefined",
     QT_TRANSLATE_NOOP("Findings",
                       "The Fisher merge that the regret compares with does not exist for negative coefficients.")},
    {"resumed", QT_TRANSLATE_NOOP("Findings", "%1 of %2 examples were done by a run that was ended; this one went on "
                                              "from there.")},
    {"rule-without-match",
     QT_TRANSLATE_NOOP("Findings", "The rule '%1' sets no tensor: its pattern matches none, or later rules match all "
                                   "of its tensors.")},
    {"scales-differ", QT_TRANSLATE_NOOP("Findings", "The scales differ (%1 and %2): ranks, overlap and cosine can be "
                                                    "compared, trace ratio, fit and log-ratio cannot.")},
    {"scales-differ",
     QT_TRANSLATE_NOOP("Findings", "The Fishers are not all means per unit of one unit, and they were not normalised: "
                                   "their scales decide.")},
    {"short-run", QT_TRANSLATE_NOOP("Findings", "The accumulator has seen %1 steps; with beta2 = %2 it averages over "
                                                "about %3, and after fewer than %4 it is noisy.")},
    {"short-run",
     QT_TRANSLATE_NOOP(
         "Findings",
         "The accumulator has seen few steps for its memory and is noisy. Trust ranks between large groups only.")},
    {"sparsity-not-reached",
     QT_TRANSLATE_NOOP("Findings", "Only %1 of the %2 entries asked for may be removed; the others are kept as "
                                   "asked.")},
    {"state-without-parameter",
     QT_TRANSLATE_NOOP("Findings", "%1 optimizer states name parameters that the model does not have.")},
    {"snapshots-correlated",
     QT_TRANSLATE_NOOP(
         "Findings", "The mean of several snapshots is taken; they share memory, so its standard error is too small.")},
    {"state-without-parameter",
     QT_TRANSLATE_NOOP("Findings", "Some optimizer states belong to no parameter of this file.")},
    {"steps-differ", QT_TRANSLATE_NOOP("Findings", "The parameters have seen different numbers of steps, from %1 to "
                                                   "%2; each is corrected with its own.")},
    {"steps-differ", QT_TRANSLATE_NOOP("Findings", "The parameters have seen different numbers of steps.")},
    {"tensor-not-readable", QT_TRANSLATE_NOOP("Findings", "Some tensors are stored in a form that is not read.")},
    {"tied-parameters", QT_TRANSLATE_NOOP("Findings", "Tied parameters appear once, under their first name: %1.")},
    {"tied-tensors",
     QT_TRANSLATE_NOOP("Findings", "%1 tensors (%2) are stored under several names; they count once and stay equal.")},
    {"units-differ",
     QT_TRANSLATE_NOOP("Findings", "The units differ (per %1 and per %2): ranks can be compared, values cannot.")},
    {"unmatched", QT_TRANSLATE_NOOP("Findings", "%1 tensors are in one of the files only and are left out, for "
                                                "example %2.")},
    {"unmatched", QT_TRANSLATE_NOOP("Findings", "%1 of %2 tensors of the recycled file and %3 of the empirical one are "
                                                "in all files; the others are left out.")},
    {"weights-unused", QT_TRANSLATE_NOOP("Findings", "Some tensors of the weights have no place in the model.")},
    {"zero-fisher", QT_TRANSLATE_NOOP("Findings", "%1 prunable entries have a Fisher of exactly 0: no evidence, which "
                                                  "is not unimportance. They are removed first.")},
    {"zero-fisher", QT_TRANSLATE_NOOP("Findings", "%1 prunable entries have a Fisher of exactly 0: no evidence, which "
                                                  "is not unimportance. They are kept.")},
    {"zero-fisher", QT_TRANSLATE_NOOP("Findings", "The Fisher is zero everywhere, so this model has no weight in the "
                                                  "merge.")},
    {"zero-weight", QT_TRANSLATE_NOOP("Findings", "At %1 entries all Fishers are 0, so the weighted mean was taken.")},
    {"zip-trailing-bytes", QT_TRANSLATE_NOOP("Findings", "%1 bytes follow the end of the archive; they are ignored.")},
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

/// What to do, by id; ids that are missing need nothing.
constexpr Row kAdvice[] = {
    {"batch-size-unknown",
     QT_TRANSLATE_NOOP("Findings", "Set the batch size in Recycle: examples per optimizer step, all ranks together.")},
    {"beyond-float32", QT_TRANSLATE_NOOP("Findings", "Check the batch size and the loss factor.")},
    {"bias-not-corrected", QT_TRANSLATE_NOOP("Findings", "Set the step in Recycle when it is known.")},
    {"buffers-extrapolated",
     QT_TRANSLATE_NOOP("Findings", "Recompute running statistics on data before the model is used.")},
    {"copied-from-first", QT_TRANSLATE_NOOP("Findings", "Check that the models have the same architecture.")},
    {"coupled-weight-decay", QT_TRANSLATE_NOOP("Findings", "Prefer AdamW for runs that are to be recycled.")},
    {"exact-zeros", QT_TRANSLATE_NOOP("Findings", "No evidence is not unimportance: see the choice in Prune.")},
    {"examples-interact", QT_TRANSLATE_NOOP("Findings", "Export the model in evaluation mode.")},
    {"foreign-optimizer-state", QT_TRANSLATE_NOOP("Findings", "Open the state that was saved with this model.")},
    {"kinds-differ", QT_TRANSLATE_NOOP("Findings", "Use one kind for all models.")},
    {"layer-collapse", QT_TRANSLATE_NOOP("Findings", "Prune per tensor, or to a lower sparsity.")},
    {"mapping-ambiguous", QT_TRANSLATE_NOOP("Findings", "Save the state with the names of its parameters.")},
    {"negative-accumulator", QT_TRANSLATE_NOOP("Findings", "Check that the file is what its optimizer wrote.")},
    {"no-fisher", QT_TRANSLATE_NOOP("Findings", "Check that the Fisher belongs to this model.")},
    {"nonfinite", QT_TRANSLATE_NOOP("Findings", "Check the training run before deciding by these values.")},
    {"not-in-first", QT_TRANSLATE_NOOP("Findings", "Put the model that has all tensors first.")},
    {"overflow", QT_TRANSLATE_NOOP("Findings", "Use smaller coefficients.")},
    {"pattern-without-match", QT_TRANSLATE_NOOP("Findings", "Compare it with the tensor names.")},
    {"pickled-module", QT_TRANSLATE_NOOP("Findings", "Save model.state_dict() instead of the model.")},
    {"reduction-assumed", QT_TRANSLATE_NOOP("Findings", "Say in Recycle whether it was mean or sum.")},
    {"reference-blas", QT_TRANSLATE_NOOP("Findings", "Install libopenblas0-pthread or libopenblas0-openmp.")},
    {"rule-without-match", QT_TRANSLATE_NOOP("Findings", "Compare it with the tensor names.")},
    {"scales-differ", QT_TRANSLATE_NOOP("Findings", "Set the batch size, so that both are at one scale.")},
    {"short-run", QT_TRANSLATE_NOOP("Findings", "Trust ranks between large groups only, or train longer.")},
    {"units-differ", QT_TRANSLATE_NOOP("Findings", "Compute both for the same unit.")},
    {"zero-fisher", QT_TRANSLATE_NOOP("Findings", "No evidence is not unimportance: see the choice in Prune.")},
    {"zip-trailing-bytes", QT_TRANSLATE_NOOP("Findings", "If the file was copied in parts, copy it again.")},
};

/// What the core's sentence has in place of %1, %2, ...; empty when it has another form.
QStringList captured(const QString& sentence, const QString& form)
{
    QString pattern = QRegularExpression::escape(form);
    static const QRegularExpression place("\\\\?%(\\d)");
    pattern.replace(place, "(.+?)");
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(sentence);
    QStringList values = match.hasMatch() ? match.capturedTexts() : QStringList();
    for (QString& value : values) {
        bool number = false;
        if (const qlonglong whole = value.toLongLong(&number); number)
            value = QLocale().toString(whole);
    }
    return values;
}

}  // namespace

QString findingText(const Finding& finding)
{
    const QString own = QString::fromStdString(finding.text);
    QString general;
    for (const Row& row : kRows) {
        if (finding.id != row.id)
            continue;
        const QString form = QString::fromUtf8(row.sentence),
                      translated = QCoreApplication::translate("Findings", row.sentence);
        if (translated == form)
            return own;
        if (!form.contains("%1")) {
            general = translated;
            continue;
        }
        const QStringList values = captured(own, form);
        if (values.isEmpty())
            continue;
        QString text = translated;
        for (qsizetype i = 1; i < values.size(); ++i)
            text.replace('%' + QString::number(i), values[i]);
        return text;
    }
    return general.isEmpty() ? own : general;
}

QString findingHint(const Finding& finding)
{
    for (const Row& row : kAdvice)
        if (finding.id == row.id) {
            const QString translated = QCoreApplication::translate("Findings", row.sentence);
            if (translated != QString::fromUtf8(row.sentence))
                return translated;
        }
    // English, or nothing to do: the core's hint would be the only English in a translated sentence.
    const char* probe = kAdvice[0].sentence;
    const bool english = QCoreApplication::translate("Findings", probe) == QString::fromUtf8(probe);
    return english ? QString::fromStdString(finding.hint) : QString();
}

bool hasFindingWords(std::string_view id)
{
    for (const Row& row : kRows)
        if (id == row.id)
            return true;
    return false;
}

}  // namespace fisherlens::desktop
