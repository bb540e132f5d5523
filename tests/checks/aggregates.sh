#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What an aggregate computes is said in its rule, in src/plan/aggregates, and nowhere else: the rest asks
# the rule, and the engine the type of its state. Constants are made of all kinds, in headers, where none
# is compared with another; a plan counts the records that lack what is needed.

. "$(dirname "$0")/common.sh"

counts=" src/rollup/query_plan.cpp "

while IFS=: read -r file line text; do
    [[ $counts != *" $file "* || $text != *' = aggregates::count;'* ]] || continue
    text=${text%%//*}
    [[ ! $text =~ aggregates::[a-z] ]] ||
        complain "$file:$line" "asks for a kind of aggregate: ${text#"${text%%[! ]*}"}"
done < <(cpp_files src | grep -v '^src/plan/aggregates/' | xargs grep -nE '\baggregates::' /dev/null)

while IFS=: read -r file line text; do
    complain "$file:$line" "compares a kind of aggregate: ${text#"${text%%[! ]*}"}"
done < <(cpp_files include | xargs grep -nE '[!=]= *(saleskpi::)?aggregates::[a-z]' /dev/null)

while IFS=: read -r file line text; do
    complain "$file:$line" "a switch over aggregates: ${text#"${text%%[! ]*}"}"
done < <(cpp_files include src | xargs grep -nE 'switch *\(.*(aggregation|kind\.number)' /dev/null)

conclude
