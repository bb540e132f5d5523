#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# fetch_duckdb.sh [FOLDER]
# Downloads DuckDB's C library, for saleskpi_bench to compare with, and prints its path. By default it
# goes into a temporary folder; wherever it goes, it does not belong in the source tree.

set -euo pipefail

folder=${1:-${TMPDIR:-/tmp}/saleskpi_duckdb}
library=$folder/package/libduckdb.so

if [ ! -e "$library" ]; then
    mkdir -p "$folder"
    cd "$folder"
    archive=$(npm pack --silent @duckdb/node-bindings-linux-x64)
    tar xzf "$archive" package/libduckdb.so package/LICENSE
    rm "$archive"
fi
printf '%s\n' "$library"
