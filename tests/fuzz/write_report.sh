#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/fuzz/write_report.sh FOLDER
# Writes what the fuzz programs said of themselves, and what they reached, into docs/quality.md.

. "$(dirname "$0")/../checks/common.sh"
. tests/fuzz/common.sh

folder=$1
page=docs/quality.md

# FILE:LINE NAME of each function of src, with a 1 in front if the target reached it.
functions_of() {  # TARGET
    sed -nE 's#^(UN)?COVERED_FUNC: hits: [0-9]+ edges: ([0-9]+)/[0-9]+ (.*) [^ ]*/(src/[^ ]*:[0-9]+)$#\2 \4 \3#p' \
        "$folder/$1.reached" | awk '{
            reached = $1 > 0
            place = $2
            $1 = $2 = ""
            name = $0
            sub(/\(anonymous namespace\)/, "", name)
            sub(/\(.*/, "", name)               # its parameters
            gsub(/saleskpi::v[0-9_]*::/, "", name)
            gsub(/detail::|\[abi:cxx11\]|::+$|^ +/, "", name)
            while (gsub(/<[^<>]*>/, "", name)) {}
            sub(/.* /, "", name)                # what it returns
            sub(/^::/, "", name)
            if (name != "" && name !~ /~|operator=$/) print reached, place, name
        }'
}

stat() { sed -n "s/^stat::$2: *//p" "$folder/$1.said"; }

section() {
    printf 'Each program ran on its corpus and on what earlier runs had found.\n\n'
    printf '| program | seconds | runs | inputs that reach something of their own | functions of `src` reached |\n'
    printf '|---|--:|--:|--:|--:|\n'
    local target
    for target in "${all_targets[@]}"; do
        [ -e "$folder/$target.reached" ] || continue
        printf '| `fuzz_%s` | %d | %d | %d | %d of %d |\n' "$target" \
            "$(sed -nE 's/^Done [0-9]+ runs in ([0-9]+) second.*/\1/p' "$folder/$target.said")" \
            "$(stat "$target" number_of_executed_units)" \
            "$(sed -nE 's/.*seed corpus: files: ([0-9]+) .*/\1/p' "$folder/$target.reached")" \
            "$(functions_of "$target" | awk '$1 { n[$2] = 1 } END { print length(n) }')" \
            "$(functions_of "$target" | awk '{ n[$2] = 1 } END { print length(n) }')"
    done
    for target in "${all_targets[@]}"; do
        [ ! -e "$folder/$target.reached" ] || functions_of "$target"
    done | LC_ALL=C sort -k2,2 -k1,1nr | awk '
        { if (!($2 in reached)) { places[++count] = $2; name[$2] = $3 } }
        { if ($1 > reached[$2]) reached[$2] = $1; else reached[$2] += 0 }
        END {
            for (i = 1; i <= count; i++) {
                place = places[i]
                split(place, parts, /[\/:]/)
                layer = parts[2]
                file = place
                sub(/:.*/, "", file)
                if (!(layer in all)) layers[++layer_count] = layer
                all[layer]++
                if (reached[place]) { some[layer]++; continue }
                if (!(file in left)) files[++file_count] = file
                if (index(", " left[file] ", ", ", `" name[place] "`, ")) continue
                left[file] = left[file] (left[file] == "" ? "" : ", ") "`" name[place] "`"
            }
            print "\nBy layer, how many functions any of them reached:\n"
            print "| layer | reached | of |\n|---|--:|--:|"
            for (i = 1; i <= layer_count; i++)
                printf "| `%s` | %d | %d |\n", layers[i], some[layers[i]], all[layers[i]]
            print "\nNever reached by any of them:\n"
            for (i = 1; i <= file_count; i++) print "- `" files[i] "`: " left[files[i]]
        }'
}

fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
section >"$fresh"
grep -q '^<!-- fuzz begin -->$' "$page" || printf '\n<!-- fuzz begin -->\n<!-- fuzz end -->\n' >>"$page"
awk -v section="$fresh" '
    /^<!-- fuzz begin -->$/ { print; print ""; while ((getline line < section) > 0) print line; print ""; inside = 1 }
    /^<!-- fuzz end -->$/ { inside = 0 }
    !inside { print }' "$page" >"$fresh.page"
cat "$fresh.page" >"$page"
rm -f "$fresh.page"
