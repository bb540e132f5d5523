// SPDX-License-Identifier: MIT
#include "source.hpp"

#include <saleskpi/format/terminal.hpp>
#ifdef SALES_REPORT_CLICKHOUSE
#include <saleskpi/clickhouse.hpp>
#endif
#ifdef SALES_REPORT_DUCKDB
#include <saleskpi/duckdb.hpp>
#endif
#ifdef SALES_REPORT_ODBC
#include <saleskpi/odbc.hpp>
#endif
#ifdef SALES_REPORT_POSTGRESQL
#include <saleskpi/postgresql.hpp>
#endif
#ifdef SALES_REPORT_SQLITE
#include <saleskpi/sqlite.hpp>
#endif

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace sales_report {

namespace {

struct Kind {
    std::string_view name;
    std::shared_ptr<sql::Executor> (*open)(const std::string& which, const Options& options);
};

constexpr std::array kinds{
#ifdef SALES_REPORT_SQLITE
    Kind{"sqlite", [](const std::string& file, const Options&) { return sql::open_sqlite(file); }},
#endif
#ifdef SALES_REPORT_DUCKDB
    Kind{
        "duckdb",
        [](const std::string& file, const Options& options) {
            sql::DuckDbOptions how;
            if (options.duckdb_library) how.library = *options.duckdb_library;
            return sql::open_duckdb(file, how);
        }},
#endif
#ifdef SALES_REPORT_POSTGRESQL
    Kind{
        "postgres", [](const std::string& connection,
                       const Options&) { return sql::open_postgresql(connection); }},
#endif
#ifdef SALES_REPORT_ODBC
    Kind{
        "odbc",
        [](const std::string& source, const Options&) {
            const bool is_name = source.find('=') == std::string::npos;
            return sql::open_odbc(is_name ? "DSN=" + source : source);
        }},
#endif
#ifdef SALES_REPORT_CLICKHOUSE
    Kind{
        "clickhouse",
        [](const std::string& url, const Options&) { return sql::open_clickhouse(url); }},
#endif
    // So that there is one.
    Kind{"", nullptr},
};

}  // namespace

std::shared_ptr<sql::Executor> open_source(const Options& options) {
    const std::string& source = *options.source;
    const std::size_t colon = source.find(':');
    const std::string_view name = std::string_view{source}.substr(0, colon);
    std::string known;
    for (const Kind& kind : kinds) {
        if (!kind.open) continue;
        if (colon != std::string::npos && kind.name == name)
            // A connection may be a URI as a whole: postgres://...
            return kind.open(
                source.substr(colon + 1).starts_with("//") ? source : source.substr(colon + 1),
                options);
        known += fmt::format("{}{}:", known.empty() ? "" : ", ", kind.name);
    }
    throw UsageError{fmt::format(
        "--source wants a kind of database and which one, as sqlite:crm.db; this program knows {}",
        known.empty() ? "none" : known)};
}

std::string tables_text(const std::vector<sql::OpenedTable>& tables) {
    std::string text;
    for (const sql::OpenedTable& table : tables) {
        if (table.records == 0) continue;
        const std::string name = for_terminal(table.name);
        if (table.read == table.records)
            text += fmt::format("  {}: {} records read", name, table.read);
        else
            text += fmt::format(
                "  {}: {} of {} records stay in the database", name, table.records - table.read,
                table.records);
        text += table.read_because.empty() ? "\n" : fmt::format(", for {}\n", table.read_because);
    }
    return text;
}

}  // namespace sales_report
