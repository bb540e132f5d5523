#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/fuzz/run_short.sh BUILD [SECONDS]
# Runs each fuzz program of a build, two at a time, for so many seconds (20) on its corpus.

. "$(dirname "$0")/../checks/common.sh"
. tests/fuzz/common.sh

build=$1
seconds=${2:-20}
state=$build/fuzz
mkdir -p "$state"

run_one() {
    run_target "$build" "$1" "$seconds" "$state/found/$1" "$state/faults" >"$state/$1.said" 2>&1 ||
        touch "$state/$1.failed"
}

rm -f "$state"/*.failed
for target in "${all_targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
    run_one "$target" &
done
wait
for target in "${all_targets[@]}"; do
    printf '%-12s %s runs\n' "$target" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$state/$target.said")"
    if [ -e "$state/$target.failed" ]; then
        tail -n 40 "$state/$target.said"
        complain "fuzz_$target" "found a fault: see $state/faults"
    fi
done
conclude
