#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# format.sh         complains about files that clang-format 14 would lay out differently
# format.sh --fix   lays them out

. "$(dirname "$0")/common.sh"

# Other versions lay some lines out differently.
clang_format=$(command -v clang-format-14 || command -v clang-format)
if [ "${1:-}" = --fix ]; then
    cpp_files include src tests examples | xargs -r -n 20 -P 2 "$clang_format" -i
    exit
fi

# By comparison and not by --dry-run, which calls a right `// namespace a::inline b` wrong.
for file in $(cpp_files include src tests examples); do
    "$clang_format" "$file" | cmp -s - "$file" || complain "$file" "clang-format lays it out differently"
done

conclude
