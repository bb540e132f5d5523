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

# The inline namespace is the version's, so that objects built against different ones do not link.
version=$(sed -nE 's/.*library_version = "([0-9]+)\.([0-9]+)\..*/v\1_\2/p' include/saleskpi/version.hpp)
while IFS=: read -r file line _; do
    complain "$file:$line" "opens the library's namespace without its version: saleskpi::inline $version"
done < <(grep -nE '^namespace saleskpi\b' $(cpp_files include src) | grep -v "saleskpi::inline $version\b")

for script in examples/run tests/run .ci/run; do
    [ -x "$script" ] || complain "$script" "has no run bit"
done

conclude
