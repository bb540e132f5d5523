#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check.sh PROGRAM FOLDER
# The charts that sales_report, PROGRAM, makes of the sample for Vega-Lite: each kind, with and without
# what it is compared with, and of days without data. They are validated against the published schema and
# rendered, by Node and packages of npm, which are installed into FOLDER once.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
mkdir -p "$2/charts"
folder=$(realpath "$2")
cd "$here/../.."

if ! cmp -s "$here/package.json" "$folder/package.json" || [ ! -d "$folder/node_modules/vega-lite" ]; then
    cp "$here/package.json" "$folder/package.json"
    npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
fi
rm -f "$folder"/charts/*

chart() {  # NAME OPTION...
    local name=$1
    shift
    "$program" examples/data --format vega "$@" >"$folder/charts/$name.json" 2>/dev/null
}

year="--from 2025-01-01 --to 2025-12-31"
chart line --every month $year \
    --metrics 'revenue,target(revenue),before(revenue, year_over_year)'
chart line_by_group --every quarter --by region --metrics win_rate
chart bars --by region
chart bars_beside --by region $year --metrics 'revenue,before(revenue, previous),target(revenue)'
chart bars_over_time --chart bars --every month --metrics 'difference(revenue, previous)'
chart stacked_bars --chart stacked_bars --every quarter --by region
chart stacked_bars_by_product --chart stacked_bars --by region,product --metrics revenue
chart waterfall --report mrr $year
chart bullet --chart bullet --by team $year
chart funnel --chart funnel --metrics leads_created,opportunities_created,deals_decided,deals_won
chart heat_map --chart heat_map --every quarter --by region --metrics win_rate
chart leaderboard --chart leaderboard --by team --metrics 'revenue,before(revenue, previous)'
chart distribution --chart distribution --by deal --metrics average_deal_size
chart sparkline --chart sparkline --every month --metrics revenue
chart small_multiples --chart small_multiples --every month --by region --metrics win_rate
for kind in line bars stacked_bars bullet funnel heat_map leaderboard distribution sparkline \
    small_multiples; do  # days on which nothing happened
    chart "${kind}_of_nothing" --chart "$kind" --metrics win_rate --from 1990-01-01 --to 1990-01-31
done

node "$here/check.mjs" "$folder" "$folder/charts"
