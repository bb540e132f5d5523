#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# docs.sh [--fix] [PROGRAMS]
# What the pages show is real. A block of code is a named region of a file that is compiled and run,
# a block of output is what a program writes, found in the folder PROGRAMS, and a list of files is of
# those that have a word:
#
#   <!-- examples/one_number.cpp: exact -->       lines between two `//! [exact]`, less indentation
#   <!-- examples/definitions.json -->            the whole file
#   <!-- output: sales_report examples/data -->   run in the top folder; not compared without PROGRAMS
#   <!-- files with: some_id -->                  in the folders docs examples include src tests
#   <!-- picture: docs/mrr.svg: sales_report examples/data --format svg -->
#                                                 a file that the program writes; not compared without
#                                                 PROGRAMS
#
# With --fix the pages are rewritten, without it differences fail. Each region must be shown somewhere.

. "$(dirname "$0")/common.sh"

fix=
if [ "${1:-}" = --fix ]; then
    fix=yes
    shift
fi
programs=${1:-}
used=()

region() {  # FILE NAME
    awk -v mark="//! [$2]" '
        index($0, mark) { inside = !inside; next }
        inside {
            lines[++n] = $0
            if ($0 != "") {
                match($0, /^ */)
                if (indent == "" || RLENGTH < indent) indent = RLENGTH
            }
        }
        END { for (i = 1; i <= n; i++) print substr(lines[i], indent + 1) }' "$1"
}

# Prints what the block below a marker should hold, or fails if it is left as it is.
content() {  # MARKER
    if [[ $1 =~ ^'<!-- '([a-z_/]+\.[ch]pp)': '([a-z_]+)' -->'$ ]]; then
        local code
        code=$(region "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}")
        [ -n "$code" ] || complain "$page" "there is no code for $1" >&2
        printf '%s\n' "$code"
        used+=("${BASH_REMATCH[1]}: ${BASH_REMATCH[2]}")
    elif [[ $1 =~ ^'<!-- '(examples/[a-z_/]+\.json)' -->'$ ]]; then
        cat "${BASH_REMATCH[1]}"
    elif [[ $1 =~ ^'<!-- output: '([a-z_]+)' '?(.*)' -->'$ && -n $programs ]]; then
        local arguments
        read -ra arguments <<<"${BASH_REMATCH[2]}"
        "$programs/${BASH_REMATCH[1]}" "${arguments[@]}" 2>/dev/null
    elif [[ $1 =~ ^'<!-- files with: '([a-z_]+)' -->'$ ]]; then
        grep -rlw "${BASH_REMATCH[1]}" docs examples include src tests | LC_ALL=C sort
    else
        return 1
    fi
}

# Copies a page with the content that its blocks should have.
renewed() {  # PAGE
    local line before= keep=yes
    while IFS= read -r line; do
        if [[ $line == '```'?* ]]; then
            printf '%s\n' "$line"
            if content "$before"; then keep=; fi
            [[ $line != '```cpp' || $before == '<!-- '* ]] ||
                complain "$1" "a block of C++ is not cut from a compiled file" >&2
        elif [[ $line == '```' ]]; then
            printf '%s\n' "$line"
            keep=yes
        elif [ -n "$keep" ]; then
            printf '%s\n' "$line"
        fi
        before=$line
    done <"$1"
}

fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
for page in README.md docs/*.md; do
    renewed "$page" >"$fresh"
    if [ -n "$fix" ]; then
        cmp -s "$fresh" "$page" || cat "$fresh" >"$page"
    else
        diff -u "$page" "$fresh" ||
            complain "$page" "shows something else than the code; tests/checks/docs.sh --fix renews it"
    fi
done

# Pictures, which are files of their own.
while IFS= read -r picture; do
    [[ $picture =~ ^'<!-- picture: '([a-z_/]+\.svg)': '([a-z_]+)' '(.*)' -->'$ ]] ||
        complain "docs" "is no marker of a picture: $picture"
    file=${BASH_REMATCH[1]}
    [ -n "$programs" ] || continue
    read -ra arguments <<<"${BASH_REMATCH[3]}"
    "$programs/${BASH_REMATCH[2]}" "${arguments[@]}" >"$fresh" 2>/dev/null
    if [ -n "$fix" ]; then
        cmp -s "$fresh" "$file" || cat "$fresh" >"$file"
    else
        cmp -s "$fresh" "$file" ||
            complain "$file" "shows something else than the program; tests/checks/docs.sh --fix renews it"
    fi
done < <(grep -h '^<!-- picture: ' README.md docs/*.md)

while IFS=: read -r file mark; do
    name=${mark#*[}
    name=${name%]*}
    [[ " ${used[*]/%/;} " == *" $file: $name; "* ]] || complain "$file" "no page shows the region [$name]"
done < <(grep -r '//! \[' examples include tests --include='*.[ch]pp' | sort -u)

conclude
