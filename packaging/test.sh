#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing on a Debian 12 or 13, builds, and runs the whole test suite; needs no display.
# Arguments are passed on to ctest, for example: packaging/test.sh -R cli
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_packages "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
build_tree -DFISHERLENS_TESTS=ON
exec "$CTEST" --test-dir "$BUILD" --output-on-failure --no-tests=error --parallel "$(nproc)" "$@"
