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

# build_fuzz BUILD TARGET...: unless FUZZ_BUILD names a folder, it is configured first.
build_fuzz() {
    local build=$1
    shift
    if [ -z "${FUZZ_BUILD:-}" ]; then
        ensure_build_packages catch2 clang-14 libclang-rt-14-dev llvm-14
        configure "$build" -DCMAKE_CXX_COMPILER=clang++-14 -DSALESKPI_SANITIZE=address,undefined \
            -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DSALESKPI_BUILD_FUZZ=ON
    fi
    cmake --build "$build" --target "$@"
}

# run_target BUILD TARGET LIMIT FOUND FAULTS [OPTION...]: for so many seconds, or with "1000x" so many inputs, on its
# corpus and what is in FOUND, where it leaves what it finds. An input with a fault goes to FAULTS.
run_target() {
    local build=$1 target=$2 limit=-max_total_time=$3 found=$4 faults=$5
    local words=$faults/$target.words dictionary=()
    shift 5
    [[ $limit != *x ]] || limit=${limit/max_total_time/runs}
    limit=${limit%x}
    mkdir -p "$found" "$faults"
    dictionary "$target" "$words"
    [ ! -s "$words" ] || dictionary=(-dict="$words")
    "$build/tests/fuzz/fuzz_$target" "$limit" -timeout=60 -rss_limit_mb=3000 -max_len=4000 \
        "${dictionary[@]}" -print_final_stats=1 -artifact_prefix="$faults/$target-" "$@" \
        "$found" "tests/fuzz/corpus/$target"
}
