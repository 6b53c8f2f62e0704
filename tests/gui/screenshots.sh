#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the set of screenshots under Xvfb: every view and state, light and dark, English and Japanese, at 1600 × 960 and
# 1280 × 800 in FOLDER, and the same at 200 % in FOLDER/200.
# usage: tests/gui/screenshots.sh FOLDER [SUBSTRING]      (only names that contain SUBSTRING; build folder in $BUILD)
set -eu

if [ $# -lt 1 ]; then
    echo "usage: $0 FOLDER [SUBSTRING]" >&2
    exit 2
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$root/build}
folder=$1
wanted=${2:-}
program=$build/bin/fisherlens-screenshots
for needed in xvfb-run "$program"; do
    if ! command -v "$needed" >/dev/null; then
        echo "$0: $needed is missing (apt-get install xvfb; cmake --build $build --target fisherlens-screenshots)" >&2
        exit 2
    fi
done
mkdir -p "$folder/200"

# The screen is larger than the window at this scale.
shoot() {
    xvfb-run -a -s "-screen 0 $1x24" env QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR="$2" \
        FISHERLENS_REFERENCE_MODULE="$build/lib/libfisherlens-reference.so" "$program" "$3" "$wanted"
}
shoot 1920x1200 1 "$folder"
shoot 3840x2400 2 "$folder/200"
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder"
