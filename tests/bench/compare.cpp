// SPDX-License-Identifier: MIT
#include "compare.hpp"

#include <charconv>
#include <stdexcept>

namespace bench {

using namespace saleskpi;

namespace {

[[noreturn]] void differ(
    const std::string& who,
    std::size_t group,
    std::size_t period,
    const std::string& what,
    const std::string& expected,
    const std::string& found) {
    throw std::runtime_error{
        "the answers differ: " + who + ", group " + std::to_string(group) + ", period " +
        std::to_string(period) + ", " + what + ": expected " + expected + ", found " + found};
}

[[noreturn]] void differ_in_rows(const std::string& who, std::size_t expected, std::size_t found) {
    throw std::runtime_error{
        "the answers differ: " + who + ": expected " + std::to_string(expected) + " rows, found " +
        std::to_string(found)};
}

std::size_t number_at_end(std::string_view name) {
    std::size_t number = 0;
    name.remove_prefix(name.rfind('-') + 1);
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

std::string text(const Value& value) { return value ? to_text(*value) : "no value"; }

std::vector<std::int64_t> list(const Sums& s) {
    return {s.won, s.lost, s.revenue, s.list, s.cost, s.full_price, s.cycle};
}

}  // namespace

void compare(
    const Table& table,
    std::size_t rows,
    const std::function<void(const Place&, std::span<Value>)>& expected,
    const std::string& who) {
    if (table.size() != rows) differ_in_rows(who, rows, table.size());
    const std::int32_t first = table.calendar().period(table.grain(), table.window().first).ordinal;
    std::vector<Value> values(table.metrics().size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        const RowView view = table[row];
        const auto& key = view.key();
        const Place place{
            key.group.size(), key.group.empty() ? 0 : number_at_end(key.group.back()),
            static_cast<std::size_t>(key.period.ordinal - first)};
        expected(place, values);
        for (std::size_t m = 0; m < values.size(); ++m) {
            const auto& outcome = view.values()[m].outcome;
            const Value found = outcome ? Value{outcome->exact()} : std::nullopt;
            if (found != values[m])
                differ(
                    who, place.group, place.period, std::string{table.metrics()[m].id()},
                    text(values[m]), text(found));
        }
    }
}

void compare(const Table& table, const Grid<Sums>& expected, const std::string& who) {
    compare(
        table, expected.groups() * expected.periods(),
        [&](const Place& place, std::span<Value> values) {
            const SevenValues seven = values_of(expected(place.group, place.period));
            std::copy(seven.begin(), seven.end(), values.begin());
        },
        who);
}

void compare(const Grid<Sums>& grid, const Grid<Sums>& expected, const std::string& who) {
    for (std::size_t g = 0; g < expected.groups(); ++g)
        for (std::size_t p = 0; p < expected.periods(); ++p)
            if (list(grid(g, p)) != list(expected(g, p)))
                differ(
                    who, g, p, "won", std::to_string(expected(g, p).won),
                    std::to_string(grid(g, p).won));
}

void compare(
    const Numbers& rows,
    std::size_t cells,
    const std::function<std::vector<std::int64_t>(std::size_t, std::size_t)>& expected,
    const std::string& who) {
    if (rows.size() != cells) differ_in_rows(who, cells, rows.size());
    for (const auto& row : rows) {
        const auto group = static_cast<std::size_t>(row[0]);
        const auto period = static_cast<std::size_t>(row[1]);
        const std::vector<std::int64_t> values = expected(group, period);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (row[i + 2] != values[i])
                differ(
                    who, group, period, "column " + std::to_string(i), std::to_string(values[i]),
                    std::to_string(row[i + 2]));
    }
}

Numbers by_number(DuckDb& duckdb, const std::string& sql) {
    return duckdb.numbers(
        "SELECT string_split(g::VARCHAR, '-')[-1]::BIGINT, p::BIGINT,"
        " COLUMNS(* EXCLUDE (g, p))::BIGINT FROM (" +
        sql + ")");
}

void compare_seven(const Numbers& rows, const Grid<Sums>& expected, const std::string& who) {
    Grid<Sums> found{expected.groups(), expected.periods()};
    for (const auto& row : rows) {
        const auto group = static_cast<std::size_t>(row[0]);
        const auto period = static_cast<std::size_t>(row[1]);
        if (group >= found.groups() || period >= found.periods())
            differ(who, group, period, "the cell", "none", "one");
        found(group, period).add({row[2], row[3], row[4], row[5], row[6], row[7], row[8]});
    }
    compare(found, expected, who);
}

void compare_seven(
    DuckDb& duckdb, const std::string& sql, const Grid<Sums>& expected, const std::string& who) {
    compare_seven(by_number(duckdb, sql), expected, who);
}

}  // namespace bench
