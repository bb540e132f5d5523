#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/fuzz/run_files.sh [RUNS]
# Reads so many made-up files and mappings (1,000,000) by the fuzz programs of mappings, JSON and CSV, under sanitizers,
# in no more than 500 MB and 20 seconds each. Then it makes files of a megabyte out of what was found and reads these. None
# may take more than a second, which is 30 here: each is read twice as CSV and twice as JSON, and reported on, under
# sanitizers. An input with a fault is left in build/fuzz/faults. Of
# what was found only what reaches something of its own is kept, in build/fuzz/found. FUZZ_BUILD in the environment names
# a folder that is configured with the fuzz programs already.

. "$(dirname "$0")/../../.ci/setup.sh"
. tests/fuzz/common.sh

runs=${1:-1000000}
state=build/fuzz
build=${FUZZ_BUILD:-$state/build}
megabyte=1000000
mkdir -p "$state/said" "$state/large"

build_fuzz "$build" fuzz_mapping fuzz_json fuzz_csv

# The program of CSV files writes all reports of each, with any number of threads: some are enough.
declare -A shares=([csv]=$((runs / 1000 + 1)) [json]=$((runs * 3 / 10)))
shares[mapping]=$((runs - shares[csv] - shares[json]))

# large FILE: a file of a megabyte, which has the rows of this one again and again.
large() {
    awk -v size=$megabyte '
        { rows[++n] = $0; if ($0 == "---" && !begin) begin = n }
        END {
            for (i = 1; i <= begin; i++) { print rows[i]; written += length(rows[i]) + 1 }
            for (i = begin; begin < n && written < size; ) {
                if (++i > n) i = begin + 1
                print rows[i]; written += length(rows[i]) + 1
            }
        }' "$1"
}

failed=
complain_of() {  # TARGET FILE
    failed="$failed $1"
    tail -n 30 "$2"
}
for target in mapping json csv; do
    found=$state/found/$target
    said=$state/said/$target.said
    printf '%s: %d runs\n' "$target" "${shares[$target]}"
    run_target "$build" "$target" "${shares[$target]}x" "$found" "$state/faults" \
        -timeout=20 -rss_limit_mb=500 >"$said" 2>&1 || complain_of "$target" "$said"
    mkdir -p "$found.few"
    "$build/tests/fuzz/fuzz_$target" -merge=1 "$found.few" "$found" >/dev/null 2>&1
    rm -r "$found"
    mv "$found.few" "$found"
done
for target in mapping json; do
    for file in tests/fuzz/corpus/"$target"/* $(find "$state/found/$target" -type f | LC_ALL=C sort | head -n 100); do
        large "$file" >"$state/large/$target"
        "$build/tests/fuzz/fuzz_$target" -timeout=30 -rss_limit_mb=1500 \
            -artifact_prefix="$state/faults/large-$target-" "$state/large/$target" \
            >"$state/said/large" 2>&1 || complain_of "$target of a megabyte, from $file" "$state/said/large"
    done
done
[ -z "$failed" ] || { printf 'faults in:%s\n' "$failed"; exit 1; }
