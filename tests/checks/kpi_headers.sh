#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the library writes, a user can write: the headers of KPIs use public names only.

. "$(dirname "$0")/common.sh"

while IFS=: read -r file line text; do
    complain "$file:$line" "is no public name: ${text#"${text%%[! ]*}"}"
done < <(cpp_files include/saleskpi/kpi | xargs grep -nE '\bdetail\b' /dev/null)

conclude
