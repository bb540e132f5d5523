# SPDX-License-Identifier: MIT
# Sourced by the checks. Each goes to the top folder, calls `complain FILE[:LINE] REASON` for each
# breach, and ends with `conclude`.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

complaints=0

complain() {
    printf '%s: %s\n' "$1" "$2"
    complaints=$((complaints + 1))
}

conclude() {
    [ "$complaints" -eq 0 ] || { printf '%d complaints\n' "$complaints"; exit 1; }
}

# The C++ files in the given folders.
cpp_files() {
    find "$@" -name '*.hpp' -o -name '*.cpp' | sort
}
