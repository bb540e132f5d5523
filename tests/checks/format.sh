#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# format.sh         complains about files that clang-format 14 would lay out differently
# format.sh --fix   lays them out

. "$(dirname "$0")/common.sh"

# Other versions lay some lines out differently.
clang_format=$(command -v clang-format-14 || command -v clang-format)
if [ "${1:-}" = --fix ]; then
    arguments=(-i)
else
    arguments=(--dry-run -Werror)
fi
cpp_files include src tests examples | xargs -r -n 20 -P 2 "$clang_format" "${arguments[@]}"
