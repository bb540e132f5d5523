# SPDX-License-Identifier: MIT
# Sourced by the scripts that run the fuzz programs, in the top folder.

all_targets=(formula definitions calendar csv mapping json api)

# dictionary TARGET FILE: the words of which its inputs are made, as the sources name them.
dictionary() {
    local folders
    case $1 in
        formula | definitions) folders="src/plan include/saleskpi/plan include/saleskpi/record" ;;
        calendar) folders="src/calendar src/json/calendar.cpp include/saleskpi/calendar" ;;
        csv) folders="include/saleskpi/record/deal.hpp" ;;
        mapping) folders="src/json/mapping.cpp src/load include/saleskpi/record/deal.hpp" ;;
        json) folders="include/saleskpi/record/deal.hpp include/saleskpi/record/activity.hpp" ;;
        *) folders=/dev/null ;;
    esac
    # shellcheck disable=SC2086
    { grep -rhoE '"[a-z_]{2,30}"' $folders || true; } | LC_ALL=C sort -u >"$2"
}

# run_target BUILD TARGET SECONDS FOUND FAULTS: on its corpus and what is in FOUND, where it leaves what it
# finds. An input with a fault goes to FAULTS.
run_target() {
    local words=$5/$2.words dictionary=()
    mkdir -p "$4" "$5"
    dictionary "$2" "$words"
    [ ! -s "$words" ] || dictionary=(-dict="$words")
    "$1/tests/fuzz/fuzz_$2" -max_total_time="$3" -timeout=60 -rss_limit_mb=3000 -max_len=4000 \
        "${dictionary[@]}" -print_final_stats=1 -artifact_prefix="$5/$2-" "$4" "tests/fuzz/corpus/$2"
}
