#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# to_postgresql.sh FOLDER
# Makes a table of each CSV file in the folder, in the database that psql connects to (PGHOST, PGDATABASE
# and so on): days and amounts become dates and exact numbers, and what is none becomes NULL.

set -euo pipefail

type_of() {  # COLUMN
    case $1 in
        date | from | until | since | sent | opened | closed | created | started | ended | accepted | \
            qualified | sales_qualified | converted | first_contact | first_activity | \
            expected_close | signed_up | trial_until | discount_until | paused | resumed | cancelled)
            echo DATE ;;
        amount | list | cost | price | rate | number | units | probability | contract_months | \
            employees | quantity | interval_count | discount_rate)
            echo NUMERIC ;;
        *) echo TEXT ;;
    esac
}

# As many databases, PostgreSQL takes a text that is no date for a reason to give up.
psql -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
CREATE OR REPLACE FUNCTION as_date(value TEXT) RETURNS DATE LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN value::DATE; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION as_number(value TEXT) RETURNS NUMERIC LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN value::NUMERIC; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
SQL

for file in "$1"/*.csv; do
    table=$(basename "$file" .csv)
    texts="" values=""
    while read -r column; do
        texts+="${texts:+, }\"$column\" TEXT"
        case $(type_of "$column") in
            DATE) value="as_date(\"$column\")" ;;
            NUMERIC) value="as_number(\"$column\")" ;;
            *) value="\"$column\"" ;;
        esac
        values+="${values:+, }$value AS \"$column\""
    done < <(head -n 1 "$file" | tr -d '\r' | tr ',' '\n')
    psql -q -v ON_ERROR_STOP=1 <<SQL
SET client_min_messages = warning;
DROP TABLE IF EXISTS "$table";
CREATE TEMPORARY TABLE file ($texts);
\\copy file FROM '$file' WITH (FORMAT csv, HEADER)
CREATE TABLE "$table" AS SELECT $values FROM file;
SQL
done
