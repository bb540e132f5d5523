#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# with_postgresql.sh COMMAND...
# Runs a command with SALESKPI_TEST_POSTGRESQL naming an empty database of a server of its own, which has a
# socket in a temporary folder and no port, and is gone afterwards.

set -euo pipefail

programs=$(find /usr/lib/postgresql/*/bin /usr/bin /usr/local/bin -name initdb 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || { echo "with_postgresql.sh: there is no initdb" >&2; exit 1; }
programs=$(dirname "$(readlink -f "$programs")")
folder=$(mktemp -d)
as_owner=()
if [ "$(id -u)" -eq 0 ]; then  # the server does not run as root
    chown nobody "$folder"
    as_owner=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
server() { (cd / && "${as_owner[@]}" "$programs/$1" -D "$folder/data" "${@:2}" >>"$folder/log" 2>&1); }
finish() {
    server pg_ctl -m immediate stop || true
    rm -rf "$folder"
}
trap finish EXIT

touch "$folder/log" && chmod a+w "$folder/log"
if ! server initdb -U saleskpi --auth=trust --encoding=UTF8 --no-locale --no-sync ||
    ! server pg_ctl -w -o "-k $folder -c listen_addresses= -c fsync=off" start; then
    cat "$folder/log" >&2
    exit 1
fi
SALESKPI_TEST_POSTGRESQL="host=$folder user=saleskpi dbname=postgres" "$@"
