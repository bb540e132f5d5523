#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the library never does: macros, streams, output, reading of the environment, ending of the
# process, numbers that depend on the locale. The words are searched for outside of comments.

. "$(dirname "$0")/common.sh"

forbid() {  # REASON REGEX
    local file line text
    while IFS=: read -r file line text; do
        text=${text%%//*}
        [[ ! $text =~ $2 ]] || complain "$file:$line" "$1: ${text#"${text%%[! ]*}"}"
    done < <(xargs grep -nE "$2" /dev/null <<<"$library")
}

library=$(cpp_files include src)

forbid "no macros" '^ *# *define'
forbid "no streams" '^#include <(iostream|iomanip|[io]?stream|[io]?fstream|[io]?sstream|strstream|locale|clocale)>'
forbid "no output" '\b(std::)?(printf|fprintf|puts|putchar|perror)\(|\b(cout|cerr|clog)\b|fmt::print'
forbid "nothing ends the process" '\b(abort|exit|_Exit|quick_exit|terminate|assert)\('
forbid "the environment is not read" '\b(getenv|setenv|putenv|setlocale)\('
forbid "numbers do not depend on the locale" '\b(stod|stof|stold|stoi|stol|stoll|stoul|stoull|strtod|strtol|strtoll|atof|atoi|atol)\('
forbid "letters do not depend on the locale" '\b(isalpha|isdigit|isalnum|isspace|isupper|islower|ispunct|toupper|tolower)\('


# Tests run in other locales too.
library=$(cpp_files tests examples)
forbid "numbers do not depend on the locale" '\b(stod|stof|stold|strtod|atof)\('

conclude
