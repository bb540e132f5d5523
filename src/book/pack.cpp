// SPDX-License-Identifier: MIT
#include "book/pack.hpp"

#include "book/radix_sort.hpp"
#include "book/table_rules.hpp"
#include "book/threads.hpp"

#include <saleskpi/value/allocate.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <type_traits>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;

/// A rep's part of a shared record.
struct Line {
    std::int32_t rep;
    std::int64_t weight;
};

/// The parts of a record, the last one nobody's if the shares leave something over. None where all
/// credit comes on top: the record is then its owner's.
std::vector<Line> lines_of(std::span<const Credit> credits, bool is_whole, Dictionary& reps) {
    std::vector<Line> lines;
    std::int64_t rest = Decimal::per_unit;
    for (const Credit& credit : credits) {
        if (credit.overlay) continue;
        lines.push_back({reps.intern(credit.rep), credit.share.nanos()});
        rest -= credit.share.nanos();
    }
    if (rest > 0 && !is_whole && !lines.empty()) lines.push_back({missing_code, rest});
    // Of those who took part in all of it, nobody need have a share of the money.
    if (std::all_of(lines.begin(), lines.end(), [](const Line& line) { return line.weight == 0; }))
        for (Line& line : lines)
            line.weight = 1;
    return lines;
}

/// Sorts rows by a column's values, missing ones first; those of equal values stay as they are.
void sort_by(const RawColumn* column, Rows& rows, unsigned threads) {
    if (column && !column->small.empty()) sort_rows(rows, column->small, column->none(), threads);
}

/// Sorts rows by (rep, day) and, among equals, as they came.
void cluster(Rows& rows, const RawColumn* rep, const RawColumn* day, unsigned threads) {
    sort_by(day, rows, threads);
    sort_by(rep, rows, threads);
}

NamedColumn describe(const RawColumn& raw) {
    return {raw.name,    raw.domain,     raw.type, raw.unit,
            raw.choices, raw.dictionary, {},       raw.is_foreseen};
}

/// Where the records of a table go: those of one rep, in ascending order and clustered; those that
/// several share; and the lines of the latter.
struct Layout {
    Rows rows;
    Rows clustered;
    Rows shared;
    std::vector<std::vector<Line>> lines;  // of each shared record
    Rows line_rows;
    std::vector<std::int32_t> line_reps;
};

Layout lay_out(RawTable& table, std::span<const std::uint8_t> later) {
    Layout layout;
    layout.rows.reserve(table.rows());
    RawColumn* rep = table.find("rep");
    const bool has_credits = rep && !table.credits().empty();
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row) || (!later.empty() && later[row])) continue;
        const auto credits = has_credits ? table.credits().find(row) : table.credits().end();
        if (credits == table.credits().end()) {
            layout.rows.push_back(row);
            continue;
        }
        std::vector<Line> parts =
            lines_of(credits->second, rules_of(table.name()).is_whole, *rep->dictionary);
        if (parts.size() <= 1) {
            if (!parts.empty()) rep->set_small(row, parts.front().rep);
            layout.rows.push_back(row);
        } else {
            layout.shared.push_back(row);
            layout.lines.push_back(std::move(parts));
        }
    }
    for (std::size_t i = 0; i < layout.shared.size(); ++i)
        for (const Line& line : layout.lines[i]) {
            layout.line_rows.push_back(layout.shared[i]);
            layout.line_reps.push_back(line.rep);
        }
    return layout;
}

Column pack_rows(const RawColumn& raw, const Rows& rows, const Rows& order) {
    return raw.is_small()
               ? Column::pack(std::span<const std::int32_t>{raw.small}, rows, order, raw.none())
               : Column::pack(
                     std::span<const std::int64_t>{raw.numbers}, rows, order, missing_number);
}

/// A column of values made for the lines, one each.
template <class Int>
Column pack_new(const std::vector<Int>& values, Int missing) {
    Rows order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    return Column::pack(std::span<const Int>{values}, order, missing);
}

std::vector<std::int64_t> parts_of_money(
    const RawColumn& raw, const Rows& rows, std::span<const std::vector<Line>> lines) {
    std::vector<std::int64_t> parts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t whole = raw.number_at(rows[i]);
        std::vector<std::int64_t> weights;
        for (const Line& line : lines[i])
            weights.push_back(line.weight);
        if (whole == missing_number)
            parts.insert(parts.end(), weights.size(), missing_number);
        else
            for (const std::int64_t part : allocate(whole, weights))
                parts.push_back(part);
    }
    return parts;
}

/// A column of the table, packed; that of the ids, which are texts, apart.
struct Packed {
    NamedColumn plain;
    std::vector<NamedColumn> lines;
    TextColumn ids;
    TextColumn shared_ids;
};

/// Empties the raw column, unless it is kept.
Packed pack_column(RawColumn& raw, std::size_t table_rows, const Layout& layout, bool is_kept) {
    Packed packed;
    if (raw.identity) {
        raw.ends.resize(table_rows);
        packed.ids = TextColumn::pack(raw.text, raw.ends, layout.clustered);
        packed.shared_ids = TextColumn::pack(raw.text, raw.ends, layout.shared);
    } else {
        if (!raw.small.empty()) raw.small.resize(table_rows, raw.none());
        if (!raw.numbers.empty()) raw.numbers.resize(table_rows, missing_number);
        packed.plain = describe(raw);
        NamedColumn column = packed.plain;
        packed.plain.data = pack_rows(raw, layout.rows, layout.clustered);
        column.data = raw.name == "rep" ? pack_new(layout.line_reps, missing_code)
                                        : pack_rows(raw, layout.line_rows, layout.line_rows);
        packed.lines.push_back(column);
        if (raw.type == FieldType::money) {
            column.name = part_of(raw.name);
            column.data =
                pack_new(parts_of_money(raw, layout.shared, layout.lines), missing_number);
            packed.lines.push_back(std::move(column));
        }
    }
    if (is_kept) return packed;
    // Not = {}, which empties them and keeps their memory.
    const auto give_back = [](auto& values) { std::decay_t<decltype(values)>{}.swap(values); };
    give_back(raw.small);
    give_back(raw.numbers);
    give_back(raw.text);
    give_back(raw.ends);
    return packed;
}

bool has_ids(RawTable& table) {
    for (const RawColumn& column : table.columns())
        if (column.identity) {
            bool all = true;
            for (std::size_t row = 0; all && row < table.rows(); ++row)
                all = table.is_rejected(row) || !column.is_missing(row);
            return all;
        }
    return false;
}

}  // namespace

BookTable pack(
    RawTable& table, std::span<const std::uint8_t> later, unsigned threads, bool is_kept) {
    if (table.rows() < rows_worth_a_thread) threads = 1;
    Layout layout = lay_out(table, later);
    layout.clustered = layout.rows;
    cluster(
        layout.clustered, table.find("rep"), table.find(rules_of(table.name()).clustered_by),
        threads);

    BookTable packed;
    packed.name = table.name();
    packed.plain.rows = layout.rows.size();
    packed.lines.rows = layout.line_rows.size();
    packed.shared_records = layout.shared.size();
    for (std::size_t i = 0; i < layout.shared.size(); ++i)
        packed.record_of_line.insert(
            packed.record_of_line.end(), layout.lines[i].size(), static_cast<std::uint32_t>(i));

    if (!has_ids(table)) {
        const OriginRows origins = table.origins(packed.files);
        packed.origins = {origins, layout.clustered};
        packed.shared_origins = {origins, layout.shared};
    }

    // A column is gone as soon as it is packed, so that at no time the table is in memory twice.
    std::vector<Packed> columns(table.columns().size());
    // The ids, which are the largest, when the others are gone.
    std::vector<std::size_t> in_turn(columns.size());
    std::iota(in_turn.begin(), in_turn.end(), std::size_t{0});
    std::stable_partition(in_turn.begin(), in_turn.end(), [&](std::size_t i) {
        return !table.columns()[i].identity;
    });
    in_parallel(threads, columns.size(), [&](std::size_t turn) {
        const std::size_t i = in_turn[turn];
        RawColumn& raw = table.columns()[i];
        if (raw.type != FieldType::credits)
            columns[i] = pack_column(raw, table.rows(), layout, is_kept);
    });
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (table.columns()[i].type == FieldType::credits) continue;
        if (table.columns()[i].identity) {
            packed.id_name = table.columns()[i].name;
            packed.id_domain = table.columns()[i].domain;
            packed.plain.ids = std::move(columns[i].ids);
            packed.shared_ids = std::move(columns[i].shared_ids);
            continue;
        }
        packed.plain.columns.push_back(std::move(columns[i].plain));
        std::move(
            columns[i].lines.begin(), columns[i].lines.end(),
            std::back_inserter(packed.lines.columns));
    }
    return packed;
}

}  // namespace saleskpi::inline v0_3::detail
