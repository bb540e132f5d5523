#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/fuzz/run_long.sh [SECONDS [TARGET...]]
# Builds the fuzz programs, runs each for so many seconds (600) on its corpus and on what earlier runs
# found, and writes into docs/quality.md what they reached. An input with a fault is left in
# build/fuzz/faults; made small by -minimize_crash=1, it belongs into tests/fuzz/corpus. FUZZ_BUILD in
# the environment names a folder that is configured with the fuzz programs already.

. "$(dirname "$0")/../../.ci/setup.sh"
. tests/fuzz/common.sh

seconds=${1:-600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=("${all_targets[@]}")
build=${FUZZ_BUILD:-build/fuzz/build}
state=build/fuzz
mkdir -p "$state/said"

build_fuzz "$build" fuzz

failed=
for target in "${targets[@]}"; do
    said=$state/said/$target
    found=$state/found/$target
    printf '%s: %d seconds\n' "$target" "$seconds"
    if ! run_target "$build" "$target" "$seconds" "$found" "$state/faults" >"$said.said" 2>&1; then
        failed="$failed $target"
        tail -n 30 "$said.said"
    fi
    # All that was found once more, to see what it reaches.
    "$build/tests/fuzz/fuzz_$target" -runs=0 -print_coverage=1 "$found" \
        "tests/fuzz/corpus/$target" >"$said.reached" 2>&1 || true
done
tests/fuzz/write_report.sh "$state/said"
[ -z "$failed" ] || { printf 'faults in:%s\n' "$failed"; exit 1; }
