# SPDX-License-Identifier: MIT
# Sourced by examples/run, tests/run and .ci/run: what a fresh machine needs, and how we configure.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# ensure_packages [COMMAND=]PACKAGE...
# Installs the Debian packages that are missing. A package with a COMMAND counts as present if
# there is such a command, wherever it comes from. On other systems it only says what is needed.
ensure_packages() {
    local wanted package missing=()
    for wanted in "$@"; do
        package=${wanted#*=}
        if [[ $wanted == *=* ]] && command -v "${wanted%%=*}" >/dev/null; then continue; fi
        if [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *" installed" ]]; then continue; fi
        missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    if ! command -v apt-get >/dev/null; then
        echo "This script installs packages on Debian and Ubuntu only. Elsewhere, have what these" >&2
        echo "packages of Debian hold: ${missing[*]}" >&2
        return 0
    fi
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    echo "Installing ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

ensure_build_packages() {
    ensure_packages g++=g++ cmake=cmake ninja=ninja-build \
        libfmt-dev libhowardhinnant-date-dev nlohmann-json3-dev libcsv-dev zlib1g-dev libsimdjson-dev libsqlite3-dev libpq-dev unixodbc-dev libcpp-httplib-dev tzdata "$@"
}

# configure DIR [ARGUMENT...]: configures the project in the folder DIR, with ccache where it is, so
# that several sources are compiled at once. Whoever edits a source often builds it alone, in a
# folder of their own: cmake -S . -B build/mine -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
configure() {
    local dir=$1 launcher=()
    shift
    if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    cmake -S . -B "$dir" -G Ninja -DCMAKE_UNITY_BUILD=ON "${launcher[@]}" "$@" >&2
}

# Lets ccache cache what is compiled with a precompiled header.
export CCACHE_SLOPPINESS=pch_defines,time_macros
