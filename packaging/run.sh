#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing on a Debian 12 or 13, builds, and opens the bundled example in the window. Without a display,
# or with --headless, it does the whole job on the example from the command line instead: recycle, reference, compare,
# ladder, merge, evaluate, prune, figures. Everything it makes then lies in one folder with a readable summary.
#
# packaging/run.sh [--headless] [FOLDER]      default folder: example in the build folder
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

EXAMPLE=$ROOT/resources/example

install_packages "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}"
build_tree -DFISHERLENS_TESTS=OFF

HEADLESS=
if [ "${1:-}" = --headless ]; then
    HEADLESS=yes
    shift
fi
if [ -z "$HEADLESS" ] && [ $# = 0 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$BUILD/bin/fisherlens"
fi

OUT=${1:-$BUILD/example}
mkdir -p "$OUT" || stop "The folder $OUT cannot be made; give another one."
OUT=$(cd "$OUT" && pwd)
SUMMARY=$OUT/summary.txt
: >"$SUMMARY" || stop "Nothing can be written to $OUT; give another folder."

say() {
    printf '%s\n' "$@" | tee -a "$SUMMARY"
}

heading() {
    say "" "== $1"
}

# Shows a command as it would be typed, runs it in the example's folder, and keeps what it says.
step() {
    local shown="\$ fisherlens-cli" word
    for word in "$@"; do
        shown+=" ${word/#"$OUT/"/}"
    done
    say "" "$shown"
    (cd "$EXAMPLE" && "$BUILD/bin/fisherlens-cli" "$@") | tee -a "$SUMMARY" || stop "That step failed: $shown"
}

say "FisherLens on its example: handwritten digits, a base model, A trained on upright and B on rotated digits."

heading "What is in a checkpoint"
step info a.pt
heading "Recycle: the optimizer's squared gradients as a Fisher diagonal, no data needed"
step recycle a.pt --batch-size 32 --reduction mean -o "$OUT/a.recycled.fisher.h5"
step recycle b.pt --batch-size 32 --reduction mean -o "$OUT/b.recycled.fisher.h5"
heading "Reference: the same from per-example gradients on the training data"
for model in a:upright b:rotated; do
    step reference --model model.ts --weights "${model%:*}.pt" --data "${model#*:}-train.h5" --loss cross-entropy \
        --split train -o "$OUT/${model%:*}.empirical.fisher.h5"
done
step reference --model model.ts --weights a.pt --data upright-train.h5 --loss cross-entropy --kind exact --split train \
    -o "$OUT/a.exact.fisher.h5"
heading "Compare: where do they agree, and does the difference matter for a decision"
step compare "$OUT/a.recycled.fisher.h5" "$OUT/a.empirical.fisher.h5" --weights a.pt
heading "Ladder: why they differ"
step ladder "$OUT/a.recycled.fisher.h5" --empirical "$OUT/a.empirical.fisher.h5" --exact "$OUT/a.exact.fisher.h5"
heading "Merge A and B, and evaluate on held-out digits of both tasks"
step merge a.pt b.pt --method linear --coefficients 0.35,0.65 -o "$OUT/linear.safetensors"
step merge a.pt b.pt --method fisher --coefficients 0.35,0.65 \
    --fisher "$OUT/a.recycled.fisher.h5" "$OUT/b.recycled.fisher.h5" \
    --reference "$OUT/a.empirical.fisher.h5" "$OUT/b.empirical.fisher.h5" -o "$OUT/fisher.safetensors"
for model in a.pt b.pt "$OUT/linear.safetensors" "$OUT/fisher.safetensors"; do
    for task in upright rotated; do
        step evaluate --model model.ts --weights "$model" --data "$task-test.h5" --loss cross-entropy
    done
done
heading "Prune A to 75 % and evaluate"
for criterion in fisher magnitude; do
    arguments=(--criterion "$criterion" --sparsity 0.75 -o "$OUT/a.pruned-$criterion.safetensors")
    [ "$criterion" = magnitude ] || arguments+=(--fisher "$OUT/a.recycled.fisher.h5")
    step prune a.pt "${arguments[@]}"
    step evaluate --model model.ts --weights "$OUT/a.pruned-$criterion.safetensors" --data upright-test.h5 \
        --loss cross-entropy
done

heading "A log of a training run: is it intact, and what did the optimizer know after 420 steps"
step info run.optlog
step verify run.optlog
step recycle run.optlog --snapshot 420 -o "$OUT/run.recycled.fisher.h5"

heading "Figures for a report, from the checkpoints and the references"
say "" "\$ fisherlens --export-figures figures a.pt b.pt run.optlog"
(cd "$EXAMPLE" && "$BUILD/bin/fisherlens" --export-figures "$OUT/figures" a.pt b.pt run.optlog) | tee -a "$SUMMARY" \
    || stop "The figures could not be drawn."

echo
echo "Everything is in $OUT; this text is $SUMMARY."
