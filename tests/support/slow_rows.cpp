// SPDX-License-Identifier: MIT
#include "support/slow_rows.hpp"

#include <saleskpi/metric/aggregates.hpp>
#include <saleskpi/value/rounding.hpp>

#include <date/date.h>

#include <algorithm>

namespace slow {

std::vector<Line> lines_of(const Table& table, const Row& row) {
    std::vector<Line> lines;
    std::int64_t shared = 0;
    for (const Credit& credit : row.credits) {
        if (credit.overlay) continue;
        lines.push_back({credit.rep, credit.share.nanos()});
        shared += credit.share.nanos();
    }
    const Cell* owner = table.cell(row, "rep");
    if (lines.empty()) return {{owner ? owner->text : "", Decimal::per_unit}};
    // Only money is shared out: who took part in a meeting took part in all of it.
    const bool has_money =
        std::find(table.types.begin(), table.types.end(), FieldType::money) != table.types.end();
    if (has_money && shared < Decimal::per_unit) lines.push_back({"", Decimal::per_unit - shared});
    return lines;
}

namespace {

bool compare(Test::Op op, const Cell& a, const Cell& b, bool as_text) {
    if (as_text) return op == Test::Op::equal ? a.text == b.text : a.text != b.text;
    switch (op) {
        case Test::Op::equal:
            return a.number == b.number;
        case Test::Op::not_equal:
            return a.number != b.number;
        case Test::Op::less:
            return a.number < b.number;
        case Test::Op::less_equal:
            return a.number <= b.number;
        case Test::Op::greater:
            return a.number > b.number;
        default:
            return a.number >= b.number;
    }
}

/// Largest remainder: whole parts, then one more to those that lost most by cutting off.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<Line>& lines) {
    Rational whole;
    for (const Line& line : lines)
        whole += Rational{line.weight};
    std::vector<std::int64_t> parts;
    std::vector<Rational> lost;
    std::int64_t left = total < 0 ? -total : total;
    for (const Line& line : lines) {
        const Rational exact = Rational{total}.abs() * Rational{line.weight} / whole;
        parts.push_back(static_cast<std::int64_t>(exact.numerator() / exact.denominator()));
        lost.push_back(exact - Rational{parts.back()});
        left -= parts.back();
    }
    for (; left > 0; --left) {
        const auto most = std::max_element(lost.begin(), lost.end());
        ++parts[static_cast<std::size_t>(most - lost.begin())];
        *most = Rational{-1};
    }
    if (total < 0)
        for (std::int64_t& part : parts)
            part = -part;
    return parts;
}

std::optional<Rational> number(
    const Table& table, const Row& row, const ColumnRef& column, std::optional<std::size_t> line) {
    const Cell& cell = *table.cell(row, column.name);
    if (!cell.known) return std::nullopt;
    if (column.type == FieldType::money && line)
        return Rational{shared_out(cell.number, lines_of(table, row))[*line]};
    return Rational{cell.number, column.type == FieldType::decimal ? Decimal::per_unit : 1};
}

std::optional<Date> day(const Table& table, const Row& row, const ColumnRef& column) {
    const Cell& cell = *table.cell(row, column.name);
    if (!cell.known) return std::nullopt;
    return Date{date::days{cell.number}};
}

}  // namespace

bool satisfies(const Table& table, const Row& row, std::span<const Test> condition) {
    // Yes, no, or unknown: a comparison is unknown where a value is missing.
    using Truth = std::optional<bool>;
    std::vector<Truth> stack{true};
    for (const Test& test : condition) {
        const auto pop = [&stack] {
            const Truth top = stack.back();
            stack.pop_back();
            return top;
        };
        if (test.op == Test::Op::none) {
            const Truth a = pop();
            stack.push_back(a ? Truth{!*a} : std::nullopt);
        } else if (test.op == Test::Op::all || test.op == Test::Op::any) {
            const bool decides = test.op == Test::Op::any;  // whatever the other side is
            const Truth b = pop();
            const Truth a = pop();
            if (a == Truth{decides} || b == Truth{decides})
                stack.push_back(decides);
            else
                stack.push_back(a && b ? Truth{!decides} : std::nullopt);
        } else {
            const Cell& cell = *table.cell(row, test.column.name);
            const bool as_text =
                test.column.type == FieldType::text || test.column.type == FieldType::choice;
            Cell other{true, std::string{test.constant.text}, test.constant.number, {}};
            if (test.constant.is_column) {
                other = *table.cell(row, test.constant.column.name);
                other.number += test.constant.number;  // days later
            }
            if (test.op == Test::Op::is_missing)
                stack.push_back(!cell.known);
            else if (!cell.known || !other.known)
                stack.push_back(std::nullopt);
            else
                stack.push_back(compare(test.op, cell, other, as_text));
        }
    }
    return stack.back() == Truth{true};
}

bool is_shared_out(const RowValue& value) {
    if (value.kind == RowValue::Kind::record || value.a.type != FieldType::money) return false;
    // A share of a discount is none; a share of a price by the month is.
    return value.kind != RowValue::Kind::quotient || is_money_like(value.unit);
}

std::optional<Rational> value_of(
    const Table& table,
    const Row& row,
    const RowValue& value,
    std::optional<std::size_t> line,
    Date seen_until) {
    if (value.kind == RowValue::Kind::record) return Rational{1};
    if (value.kind == RowValue::Kind::waiting) {
        const auto since = day(table, row, value.a);
        const auto until = day(table, row, value.b);
        if (!since || (until && *until < *since)) return std::nullopt;
        return Rational{(until.value_or(seen_until) - *since).count()};
    }
    if (value.kind == RowValue::Kind::dated && !day(table, row, value.b)) return std::nullopt;
    if (value.kind == RowValue::Kind::days_between || value.kind == RowValue::Kind::signed_days) {
        const auto from = day(table, row, value.a);
        const auto until = day(table, row, value.b);
        if (!from || !until) return std::nullopt;
        const Rational days{(*until - *from).count()};
        if (value.kind == RowValue::Kind::days_between && days < Rational{}) return std::nullopt;
        return days;
    }
    if (!is_shared_out(value)) line = std::nullopt;
    const auto a = number(table, row, value.a, line);
    if (value.kind == RowValue::Kind::column || value.kind == RowValue::Kind::dated || !a) return a;
    const auto b = number(table, row, value.b, line);
    if (value.kind == RowValue::Kind::mixed) {
        const auto c = number(table, row, value.c, line);
        return b && c && !c->is_zero() ? *a + *b / *c : *a;
    }
    if (!b) return std::nullopt;
    if (value.kind == RowValue::Kind::fraction)
        return b->is_zero() ? std::nullopt : std::optional{*a / *b};
    if (value.kind == RowValue::Kind::quotient) {
        if (b->is_zero()) return std::nullopt;
        return round_to(*a / *b, 12, Rounding::half_even);
    }
    return value.kind == RowValue::Kind::difference ? *a - *b : *a * *b;
}

std::optional<Date> start_of(const Table& table, const Row& row, const Leaf& leaf) {
    if (const auto said = day(table, row, leaf.placement.from)) return said;
    for (const char* plan : {"assignments", "targets", "references", "exchange_rates"})
        if (leaf.table == plan) return std::nullopt;
    std::optional<Date> first;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const std::string& field = table.fields[i];
        if (table.types[i] != FieldType::date || !row.cells[i].known) continue;
        // Expectations, and dates of the lead or the deal.
        if (lies_ahead(field) || field == "lead_created" || field == "deal_closed") continue;
        const Date other{date::days{row.cells[i].number}};
        if (!first || other < *first) first = other;
    }
    return first;
}

std::vector<Date> days_of(
    const Table& table, const Row& row, const Leaf& leaf, const Window& window) {
    const auto from = leaf.placement.is_stock() ? start_of(table, row, leaf)
                                                : day(table, row, leaf.placement.from);
    const auto until = day(table, row, leaf.placement.until);
    const auto is_in_force = [&](Date d) {
        const std::int64_t day_number = d.time_since_epoch().count();
        return (!row.in_force_from || *row.in_force_from <= day_number) &&
               (!row.in_force_until || day_number < *row.in_force_until);
    };
    const auto is_active = [&](Date d) {
        return (!from || *from <= d) && (!until || d < *until) && is_in_force(d);
    };
    // Until when an undated one was open nobody knows.
    const Cell* stage = table.cell(row, "stage");
    if (leaf.placement.is_stock() && leaf.placement.until.name == "closed" && !until && stage &&
        stage->known && stage->text != "open")
        return {};
    const Date eve = window.first - date::days{1};
    const Date last = window.until - date::days{1};
    std::vector<Date> days;
    const bool is_spread = leaf.placement.kind == Placement::Kind::spread;
    if (is_spread || leaf.aggregation == aggregates::time_in_force) {
        if (is_spread && (!from || !until)) return {};
        const Date begin = from ? (std::max)(*from, window.first) : window.first;
        for (Date d = begin; d < window.until && is_active(d); d += date::days{1})
            days.push_back(d);
        return days;
    }
    if (leaf.aggregation.compares_edges) {
        const bool is_dated = leaf.placement.kind == Placement::Kind::by;
        for (const Date edge : {eve, last})
            if (is_dated ? from && *from <= edge : is_active(edge)) days.push_back(edge);
        return days;
    }
    switch (leaf.placement.kind) {
        case Placement::Kind::by:
            if (from && window.contains(*from)) days.push_back(*from);
            break;
        case Placement::Kind::active_at_end:
            if (is_active(last)) days.push_back(last);
            break;
        case Placement::Kind::active_at_start:
            if (is_active(eve)) days.push_back(eve);
            break;
        default:
            if (is_active(eve) && is_active(last)) days.push_back(eve);
    }
    return days;
}

}  // namespace slow
