#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# with_clickhouse.sh COMMAND [ARGUMENT]...
# Runs a command, such as test_sql, with two servers of ClickHouse on ports of this machine, which are the shards
# of a cluster "two": SALESKPI_TEST_CLICKHOUSE has their addresses. They end with the command.
# CLICKHOUSE_SERVER is the program, if it is not in PATH.

set -euo pipefail

[ $# -gt 0 ] || {
    sed -n '3,6s/^# //p' "$0" >&2
    exit 2
}
server=${CLICKHOUSE_SERVER:-$(PATH=$PATH:/usr/sbin command -v clickhouse-server)}
folder=$(mktemp -d)
first_port=${SALESKPI_TEST_CLICKHOUSE_PORT:-28120}
servers=()

stop() {
    for pid in "${servers[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

shard() {  # NUMBER
    printf '<shard><replica><host>127.0.0.1</host><port>%d</port></replica></shard>' \
        $((first_port + 2 + $1))
}

start() {  # NUMBER
    local its=$folder/$1
    mkdir -p "$its"/{data,tmp,files}
    cat >"$its/users.xml" <<EOF
<yandex>
    <profiles><default></default></profiles>
    <users><default>
        <password></password><profile>default</profile><quota>default</quota>
        <networks><ip>127.0.0.1</ip></networks>
    </default></users>
    <quotas><default></default></quotas>
</yandex>
EOF
    cat >"$its/config.xml" <<EOF
<yandex>
    <logger><level>warning</level><log>$its/log</log><errorlog>$its/errors</errorlog></logger>
    <listen_host>127.0.0.1</listen_host>
    <http_port>$((first_port + $1))</http_port>
    <tcp_port>$((first_port + 2 + $1))</tcp_port>
    <interserver_http_port>$((first_port + 4 + $1))</interserver_http_port>
    <path>$its/data/</path><tmp_path>$its/tmp/</tmp_path>
    <user_files_path>$its/files/</user_files_path>
    <users_config>$its/users.xml</users_config>
    <default_profile>default</default_profile><default_database>default</default_database>
    <mark_cache_size>5368709</mark_cache_size>
    <remote_servers><two>$(shard 0)$(shard 1)</two></remote_servers>
</yandex>
EOF
    "$server" --config-file="$its/config.xml" >"$its/out" 2>&1 &
    servers+=($!)
}

answers() {  # NUMBER
    (exec 3<>"/dev/tcp/127.0.0.1/$((first_port + $1))") 2>/dev/null
}

start 0
start 1
for number in 0 1; do
    for ((tries = 0; tries < 300; ++tries)); do
        answers $number && break
        kill -0 "${servers[number]}" 2>/dev/null || {
            cat "$folder/$number"/{out,errors} >&2
            exit 1
        }
        sleep 0.1
    done
    answers $number || {
        echo "with_clickhouse.sh: no server answers on port $((first_port + number))" >&2
        exit 1
    }
done

export SALESKPI_TEST_BOOKS=${SALESKPI_TEST_BOOKS:-2}  # it takes its time for each statement
SALESKPI_TEST_CLICKHOUSE="http://127.0.0.1:$first_port,http://127.0.0.1:$((first_port + 1))" "$@"
