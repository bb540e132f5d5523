#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# each_alone.sh DIR COUNT
# Compiles in the configured folder DIR each of the COUNT sources that were touched last, by itself: where
# several are compiled at once one may use what another includes. All of them would take minutes.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dir=$1
count=$2
log=$(git log -m --first-parent --name-only --format= -- 'src/*.cpp' 'tests/*.cpp' 'examples/*.cpp')
touched=$(awk -v count="$count" '!seen[$0]++ && n++ < count' <<<"$log")
# An object is FOLDER/CMakeFiles/TARGET.dir/SOURCE.o, and SOURCE is below FOLDER. Sources that were removed,
# or are of another project than ours, have none.
mapfile -t objects < <(
    ninja -C "$dir" -t targets all | sed -n 's,^\(.*CMakeFiles/[^/]*\.dir/.*\.cpp\.o\): .*,\1,p' |
        while read -r object; do
            if grep -qxF "$(sed 's,CMakeFiles/[^/]*\.dir/,,; s,\.o$,,' <<<"$object")" <<<"$touched"; then
                echo "$object"
            fi
        done
)
echo "${#objects[@]} sources"
ninja -k0 -C "$dir" "${objects[@]}"
