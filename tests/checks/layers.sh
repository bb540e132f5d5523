#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An include points only downwards, and a third-party header stays in the layer that adapts it.

. "$(dirname "$0")/common.sh"

# The folders whose headers the files of a folder may include, besides their own.
declare -A below
below[value]=""
below[calendar]="value"
below[record]="value"
below[metric]="value calendar record"
below[plan]="${below[metric]} metric"
below[language]="${below[plan]} plan"
below[kpi]="${below[language]} language"
below[book]="${below[language]} language"    # neither book nor engine knows a KPI
below[engine]="${below[book]} book"  # in src/ only
below[rollup]="${below[engine]} engine kpi"
below[load]="${below[book]} book"
below[check]="${below[rollup]} rollup load"
below[chart]="${below[rollup]} rollup"
below[format]="${below[check]} check"
below[json]="${below[format]} chart"
below[html]="${below[check]} check chart"
below[csv]="${below[format]}"
below[sql]="${below[rollup]} rollup load"
below[sqlite]="value sql"
below[postgresql]="value sql"
below[duckdb]="value sql"
below[odbc]="value sql"
below[clickhouse]="value sql"
below[timezone]="value calendar"

# Third-party headers, and where they may be included.
may_include() {  # FILE HEADER
    case $2 in
        date/date.h) true ;;
        date/tz.h) [[ $1 == */timezone/* ]] ;;
        fmt/*) [[ $1 == include/saleskpi/format/* || $1 == src/* ]] ;;
        nlohmann/*) [[ $1 == */json/* ]] ;;
        simdjson.h) [[ $1 == src/json/flat_line.cpp:* ]] ;;
        sqlite3.h) [[ $1 == src/sqlite/* ]] ;;
        dlfcn.h) [[ $1 == src/duckdb/* ]] ;;
        httplib.h) [[ $1 == src/clickhouse/* ]] ;;
        sql.h | sqlext.h) [[ $1 == src/odbc/* ]] ;;
        libpq-fe.h) [[ $1 == src/postgresql/* ]] ;;
        csv.h) [[ $1 == src/csv/* ]] ;;
        iconv.h | zlib.h) [[ $1 == src/load/* ]] ;;
        immintrin.h) [[ $1 == src/engine/kernels/* ]] ;;
        emmintrin.h) [[ $1 == src/csv/plain_line.cpp:* ]] ;;
        */* | *.h) false ;;
        *) true ;;  # the standard library
    esac
}

check_include() {  # FILE:LINE FOLDER HEADER
    local header=$3 folder
    case $header in
        *.inc | saleskpi/fwd.hpp | saleskpi/version.hpp) return ;;
        saleskpi/*) header=${header#saleskpi/} ;;
        '"'*'"') header=${header//'"'/} ;;
        *)
            may_include "$1" "$header" || complain "$1" "<$header> does not belong in this layer"
            return
            ;;
    esac
    [[ $header == */* ]] || return 0  # a private header of the same folder
    folder=${header%%/*}
    [[ $folder == "$2" || " ${below[$2]} " == *" $folder "* ]] ||
        complain "$1" "$2 may not include $header, which is not below it"
}

for folder in include/saleskpi/*/ src/*/; do
    name=$(basename "$folder")
    [[ -n "${below[$name]+known}" || $folder == src/cmake/ ]] ||
        complain "$folder" "is no layer of tests/checks/layers.sh"
done

while IFS=: read -r file line include; do
    folder=${file#src/}
    folder=${folder#include/saleskpi/}
    [[ $folder == */* ]] || continue  # an umbrella header
    folder=${folder%%/*}
    [ -n "${below[$folder]+known}" ] || continue
    header=${include#\#include }
    header=${header%%>*}
    check_include "$file:$line" "$folder" "${header#<}"
done < <(cpp_files include src | xargs grep -n '^#include' /dev/null)

conclude
