#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The form of the files: a licence line on top, #pragma once, no file that is too long to read.

. "$(dirname "$0")/common.sh"

longest=400

for file in $(cpp_files include src tests examples); do
    [ "$(head -n 1 "$file")" = "// SPDX-License-Identifier: MIT" ] ||
        complain "$file:1" "the first line is not '// SPDX-License-Identifier: MIT'"
    lines=$(wc -l <"$file")
    [ "$lines" -le "$longest" ] || complain "$file" "$lines lines, more than $longest: split by duty"
    if [[ $file == *.hpp ]]; then
        grep -q '^#pragma once$' "$file" || complain "$file" "has no #pragma once"
    fi
done

for script in examples/run tests/run .ci/run; do
    [ -x "$script" ] || complain "$script" "has no run bit"
done

conclude
