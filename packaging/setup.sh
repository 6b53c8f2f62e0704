# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs what is missing from Debian's own packages, configures and builds.
# Works as root and with sudo; repeated calls install and compile only what is missing or changed.
#
# FISHERLENS_BUILD   build folder (default: build in the tree)
# FISHERLENS_WERROR  ON makes compiler warnings errors (what CI does)

set -euo pipefail

# pip and other installers put newer programs first in PATH; these are Debian's.
CMAKE=/usr/bin/cmake
CTEST=/usr/bin/ctest
PYTHON=/usr/bin/python3

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=${FISHERLENS_BUILD:-$ROOT/build}

# The names are the same in Debian 12 and 13. OpenBLAS: LibTorch is content with the reference BLAS, which is 25 times
# slower. Of OpenBLAS's three variants this is the one that other packages bring along and that has the highest priority
# among Debian's alternatives, so that the BLAS in use is the same on every machine and no alternative is changed here.
BUILD_PACKAGES=(
    cmake ninja-build g++ pkgconf ccache
    libtorch-dev libgloo-dev libopenblas0-pthread libhdf5-dev libminizip-dev libssl-dev libtbb-dev
    libcli11-dev libfmt-dev libexpected-dev nlohmann-json3-dev
)
# The window: Qt with SVG and its translation tools, QCustomPlot, a Latin and a Japanese typeface.
WINDOW_PACKAGES=(
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n libqcustomplot-dev
    libgl-dev fonts-dejavu-core fonts-ipaexfont-gothic
)
TEST_PACKAGES=(
    libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
    python3 python3-numpy python3-scipy python3-h5py
)

stop() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "Installing packages needs root: run this script as root, or install sudo."
    fi
}

# install_packages NAME...: nothing at all happens when every package is there.
install_packages() {
    command -v apt-get >/dev/null || stop "This script installs Debian packages, but apt-get is not here."
    local package missing=()
    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
            installed) ;;
            *) missing+=("$package") ;;
        esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    # A source of somebody else that cannot be reached must not stop us; a missing package does, with apt's own words.
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update || echo "apt-get update reports problems; going on." >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends \
        "${missing[@]}" || stop "The packages could not be installed."
}

# As many compilers as there are processors, but at most one for every 2 GB: a file with LibTorch's headers needs that.
build_jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 2000000) }' /proc/meminfo 2>/dev/null || true)
    memory=${memory:-1}
    [ "$memory" -ge 1 ] || memory=1
    echo $((processors < memory ? processors : memory))
}

# build_tree CMAKE_ARGUMENT...
build_tree() {
    # Without this ccache keeps nothing that uses a precompiled header.
    export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}
    local cache=$BUILD/CMakeCache.txt arguments=()
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$cache"; then
        echo "The build folder belongs to a tree at another place; it is configured anew."
        rm -rf "$cache" "$BUILD/CMakeFiles"
    fi
    if [ ! -f "$cache" ]; then
        # Line tables are enough for a backtrace and cost a third of the time that full debug information does.
        arguments+=(-G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g1 -DNDEBUG")
        if command -v ccache >/dev/null; then
            arguments+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
        fi
    fi
    if [ -n "${FISHERLENS_WERROR:-}" ]; then
        arguments+=("-DFISHERLENS_WERROR=$FISHERLENS_WERROR")
    fi
    "$CMAKE" -S "$ROOT" -B "$BUILD" "${arguments[@]}" "$@" || stop "CMake could not configure the build in $BUILD."
    "$CMAKE" --build "$BUILD" --parallel "$(build_jobs)" || stop "The build in $BUILD failed."
}
