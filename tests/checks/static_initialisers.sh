#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# static_initialisers.sh FILE...
# A program that links these libraries and object files runs no code of theirs before main().

. "$(dirname "$0")/common.sh"

for file in "$@"; do
    while read -r place; do
        complain "$file" "runs code before or after main(): $place"
    done < <(objdump --syms "$file" | grep -E '\s_GLOBAL__|\.(init|fini)_array|\.[cd]tors' || true)
done

conclude
