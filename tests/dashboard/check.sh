#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check.sh PROGRAM
# Starts the dashboard on a few records that are written here, asks it by curl as its members would, and ends
# it. The numbers are worked by hand: Asha won 1000, Ben 300, in the first quarter.

set -euo pipefail
program=$1
work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

complaints=0
expect() {  # WHAT WANTED GOT
    [ "$2" = "$3" ] && return
    printf '%s: %s, not %s\n' "$1" "$3" "$2"
    complaints=$((complaints + 1))
}

mkdir "$work/data"
cat >"$work/data/deals.csv" <<'CSV'
id,rep,stage,closed,amount
D-1,Asha,won,2025-01-20,1000
D-2,Ben,won,2025-02-11,300
D-3,Ben,lost,2025-03-03,50
CSV
printf 'rep,team\nAsha,North\nBen,South\n' >"$work/data/assignments.csv"
cat >"$work/members.json" <<'JSON'
[{"name": "office", "password": "open sesame", "sees": "*"},
 {"name": "asha", "password": "a", "sees": "rep = Asha"},
 {"name": "south", "password": "s", "sees": "team = South"}]
JSON

# Ten seconds are given, and an address that is free is chosen.
"$program" "$work/data" "$work/members.json" --port 0 --refresh 7 >"$work/out" &
server=$!
for _ in {1..100}; do
    [ -s "$work/out" ] && break
    sleep 0.1
done
url=$(cat "$work/out")
[[ $url =~ ^http://127\.0\.0\.1:[0-9]+/$ ]] || { echo "it listens to '$url'"; exit 1; }

# ask WHO [ARGUMENT...]: prints the status; the body is in $work/body, the headers are in $work/headers.
ask() {
    local who=$1
    shift
    curl -sS --noproxy '*' -m 20 -o "$work/body" -D "$work/headers" -w '%{http_code}' ${who:+-u "$who"} "$@"
}
has() { if grep -qF -- "$1" "$work/body"; then echo yes; else echo no; fi; }
office=office:'open sesame'

# Who may look.
expect "nobody" 401 "$(ask '' "$url")"
expect "nobody is told of records" no "$(has Asha)"
expect "nobody is asked who it is" 1 "$(grep -ci '^www-authenticate: basic' "$work/headers")"
expect "unknown member" 401 "$(ask ben:b "$url")"
expect "wrong password" 401 "$(ask asha:s "$url")"
expect "part of a password" 401 "$(ask office:open "$url")"
expect "unknown member who posts" 401 "$(ask ben:b "${url}records/deals" -H 'Content-Type: text/csv' -d x)"

# Each sees his part of it.
expect "office" 200 "$(ask "$office" "$url")"
for text in Asha Ben '1,300' D-1 D-2; do expect "office sees $text" yes "$(has "$text")"; done
expect "it renews itself" 1 "$(grep -c '^Refresh: 7.$' "$work/headers")"
expect "nobody keeps it" 1 "$(grep -c '^Cache-Control: no-store' "$work/headers")"
expect "asha" 200 "$(ask asha:a "$url")"
for text in Ben South 'D-2' '1,300'; do expect "asha sees $text" no "$(has "$text")"; done
expect "asha sees her own" yes "$(has 'D-1')"
expect "south" 200 "$(ask south:s "$url")"
expect "south sees Ben" yes "$(has D-2)"
expect "south sees Asha" no "$(has Asha)"

# No parameter shows more.
for where in 'rep = Ben' 'rep = Asha or rep = Ben' 'rep != nobody' 'team = South' 'rep = Asha) or (rep = Ben'; do
    status=$(ask asha:a -G "$url" --data-urlencode "where=$where")
    expect "asha asks for $where and gets 200 or 400" yes "$([[ $status == [24]00 ]] && echo yes)"
    # What she asked for is said again; no number and no record is.
    for text in D-2 300 '<bdi>Ben'; do expect "asha asks for $where, sees $text" no "$(has "$text")"; done
done
for parameters in 'sees=*' 'member=office' 'name=office' 'where=&where=rep%20%3D%20Ben' 'user=office&password=open%20sesame'; do
    expect "asha says $parameters" 200 "$(ask asha:a "$url?$parameters")"
    expect "asha says $parameters, sees Ben's" no "$(has D-2)"
done
expect "office asks for Ben" 200 "$(ask "$office" -G "$url" --data-urlencode 'where=rep = Ben')"
expect "office sees Ben's" yes "$(has D-2)"
expect "office sees Asha's" no "$(has D-1)"
expect "no condition" 400 "$(ask "$office" -G "$url" --data-urlencode 'where=((')"
expect "no grain" 400 "$(ask "$office" "$url?every=blue")"
expect "months" 200 "$(ask "$office" "$url?every=month")"
expect "months are shown" yes "$(has 2025-02)"
expect "another page" 404 "$(ask "$office" "${url}members.json")"

# Records come in.
post() {  # WHO TABLE TYPE BODY
    ask "$1" "${url}records/$2" -H "Content-Type: $3" --data-binary "$4"
}
head='id,rep,stage,closed,amount'
expect "asha posts" 403 "$(post asha:a deals text/csv "$head"$'\nD-9,Asha,won,2025-01-09,9')"
expect "a form posts" 415 "$(post "$office" deals application/x-www-form-urlencoded "$head")"
expect "office posts CSV" 200 "$(post "$office" deals text/csv "$head"$'\nD-4,Ben,won,2025-03-05,4000\n')"
expect "one is kept" yes "$(has '"kept": 1')"
expect "office posts JSON" 200 \
    "$(post "$office" deals application/json '[{"id": "D-5", "rep": "Asha", "stage": "won", "closed": "2025-03-06", "amount": 20000}]')"
expect "office sees all" 200 "$(ask "$office" "$url")"
expect "the total is 25,300" yes "$(has '25,300')"
expect "asha sees hers" 200 "$(ask asha:a "$url")"
expect "her total is 21,000" yes "$(has '21,000')"
expect "asha sees Ben's" no "$(has 4,000)"

# Bad ones are answered with what is wrong, and none of that post counts.
expect "a bad stage" 422 \
    "$(post "$office" deals text/csv "$head"$'\nD-6,Ben,won,2025-03-07,500000\nD-7,Ben,wno,2025-03-08,1\n')"
for text in '"kept": 0' '"line": 3' '"field": "stage"' '"value": "wno"'; do
    expect "it tells $text" yes "$(has "$text")"
done
expect "no such table" 400 "$(post "$office" dreams text/csv $'id\n1\n')"
expect "no such column" 400 "$(post "$office" deals text/csv $'colour\nred\n')"
expect "no JSON" 400 "$(post "$office" deals application/json '[{')"
expect "too large" 413 "$(head -c 20000000 /dev/zero | ask "$office" "${url}records/deals" -H 'Content-Type: text/csv' --data-binary @-)"
expect "office sees the same" 200 "$(ask "$office" "$url")"
expect "the total is 25,300 still" yes "$(has '25,300')"
expect "a deal is corrected" 200 "$(post "$office" deals text/csv "$head"$'\nD-4,Ben,won,2025-03-05,5000\n')"
ask "$office" "$url" >/dev/null
expect "the total is 26,300" yes "$(has '26,300')"

# Many at once: each post counts once.
for i in {1..20}; do
    curl -sS --noproxy '*' -m 20 -o /dev/null -u "$office" "${url}records/deals" -H 'Content-Type: text/csv' \
        --data-binary "$head"$'\n'"M-$i,Ben,won,2025-03-09,1000" &
    posts[i]=$!
done
wait "${posts[@]}"
ask "$office" "$url" >/dev/null
expect "the total is 46,300" yes "$(has '46,300')"

kill -0 "$server" || complaints=$((complaints + 1))
[ "$complaints" -eq 0 ] || { printf '%d complaints\n' "$complaints"; exit 1; }
echo "the dashboard serves each his part"
