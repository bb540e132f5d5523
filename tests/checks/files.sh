#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The form of the files: a licence line on top, #pragma once, no file that is too long to read, test
# cases where they are looked for, and in each public header a line that says what threads may do.

. "$(dirname "$0")/common.sh"

longest=400

cpp=$(cpp_files include src tests examples)
while IFS=: read -r place reason; do
    complain "$place" "$reason"
done < <(
    for kind in hpp cpp; do
        grep "[.]$kind\$" <<<"$cpp" | xargs awk -v kind=$kind -v longest=$longest '
            function conclude() {
                if (lines > longest) print file ":" lines " lines, more than " longest ": split by duty"
                if (kind == "hpp" && !once) print file ":has no #pragma once"
                if (kind == "hpp" && file ~ /^include\// && !threads)
                    print file ":has no line \047/// Threads: ...\047"
            }
            FNR == 1 {
                if (file) conclude()
                file = FILENAME
                once = threads = 0
                if ($0 != "// SPDX-License-Identifier: MIT")
                    print file ":the first line is not \047// SPDX-License-Identifier: MIT\047"
            }
            { lines = FNR }
            /^#pragma once$/ { once = 1 }
            /^\/\/\/? Threads: / { threads = 1 }
            /^ *[A-Z_]*TEST_CASE/ && file !~ /_test[.]cpp$/ { print file ":a test case outside of *_test.cpp" }
            END { conclude() }'
    done
)

# The inline namespace is the version's, so that objects built against different ones do not link.
version=$(sed -nE 's/.*library_version = "([0-9]+)\.([0-9]+)\..*/v\1_\2/p' include/saleskpi/version.hpp)
while IFS=: read -r file line _; do
    complain "$file:$line" "opens the library's namespace without its version: saleskpi::inline $version"
done < <(grep -nE '^namespace saleskpi\b' $(cpp_files include src) | grep -v "saleskpi::inline $version\b")

for script in examples/run tests/run tests/browser/run tests/mutate/run .ci/run; do
    [ -x "$script" ] || complain "$script" "has no run bit"
done

conclude
