#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a step of arithmetic does is said in its rule, in src/plan/steps, and nowhere else: the rest asks
# the rule. Aggregates and numbers are steps, too, that everybody knows; formulas are made of all kinds
# by operators, in headers and in a few sources.

. "$(dirname "$0")/common.sh"

makes_formulas=" src/plan/expression.cpp src/plan/operators.cpp src/plan/scorecard.cpp "
known='steps::(leaf|constant)\b'

while IFS=: read -r file line text; do
    [[ $makes_formulas != *" $file "* ]] || continue
    text=${text%%//*}
    text=$(sed -E "s/$known//g" <<<"$text")
    [[ ! $text =~ steps::[a-z] ]] || complain "$file:$line" "asks for a kind of step: ${text#"${text%%[! ]*}"}"
done < <(cpp_files src | grep -v '^src/plan/steps/' | xargs grep -nE '\bsteps::' /dev/null)

while IFS=: read -r file line text; do
    complain "$file:$line" "a switch over steps: ${text#"${text%%[! ]*}"}"
done < <(cpp_files include src | xargs grep -nE 'switch *\(.*(kind\.number|StepKind|step\.kind\))' /dev/null)

conclude
