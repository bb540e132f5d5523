// SPDX-License-Identifier: MIT
#include "book/pack.hpp"

#include "book/table_rules.hpp"

#include <saleskpi/value/allocate.hpp>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace saleskpi::detail {

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
    return lines;
}

/// Sorts rows by (rep, day) and, among equals, as they came.
void cluster(Rows& rows, const RawColumn* rep, const RawColumn* day) {
    if (!rep && !day) return;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    keys.reserve(rows.size());
    const auto biased = [](std::int32_t v) { return static_cast<std::uint32_t>(v) ^ 0x8000'0000U; };
    for (const std::uint32_t row : rows) {
        const std::uint64_t high = rep ? biased(rep->small_at(row)) : 0;
        const std::uint64_t low = day ? biased(day->small_at(row)) : 0;
        keys.emplace_back(high << 32 | low, row);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = keys[i].second;
}

NamedColumn describe(const RawColumn& raw) {
    return {raw.name, raw.type, raw.unit, raw.choices, raw.dictionary, {}};
}

Column pack_column(RawColumn& raw, std::size_t table_rows, std::span<const std::uint32_t> order) {
    if (raw.is_small()) {
        if (!raw.small.empty()) raw.small.resize(table_rows, raw.none());
        return Column::pack(std::span<const std::int32_t>{raw.small}, order, raw.none());
    }
    if (!raw.numbers.empty()) raw.numbers.resize(table_rows, missing_number);
    return Column::pack(std::span<const std::int64_t>{raw.numbers}, order, missing_number);
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

}  // namespace

BookTable pack(RawTable& table, std::span<const std::uint8_t> later) {
    BookTable packed;
    packed.name = table.name();
    RawColumn* rep = table.find("rep");

    Rows plain;
    Rows shared;
    std::vector<std::vector<Line>> lines;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row) || (!later.empty() && later[row])) continue;
        const auto credits = table.credits().find(row);
        if (credits == table.credits().end() || !rep) {
            plain.push_back(row);
            continue;
        }
        std::vector<Line> parts =
            lines_of(credits->second, rules_of(table.name()).is_whole, *rep->dictionary);
        if (parts.size() <= 1) {
            if (!parts.empty()) rep->set_small(row, parts.front().rep);
            plain.push_back(row);
        } else {
            shared.push_back(row);
            lines.push_back(std::move(parts));
        }
    }
    cluster(plain, rep, table.find(rules_of(table.name()).clustered_by));

    Rows line_rows;
    std::vector<std::int32_t> line_reps;
    for (std::size_t i = 0; i < shared.size(); ++i)
        for (const Line& line : lines[i]) {
            line_rows.push_back(shared[i]);
            line_reps.push_back(line.rep);
            packed.record_of_line.push_back(static_cast<std::uint32_t>(i));
        }
    packed.plain.rows = plain.size();
    packed.lines.rows = line_rows.size();
    packed.shared_records = shared.size();

    for (RawColumn& raw : table.columns()) {
        if (raw.type == FieldType::credits) continue;
        if (raw.identity) {
            packed.plain.ids = TextColumn::pack(raw.text, raw.ends, plain);
            packed.shared_ids = TextColumn::pack(raw.text, raw.ends, shared);
        } else {
            NamedColumn column = describe(raw);
            column.data = pack_column(raw, table.rows(), plain);
            packed.plain.columns.push_back(column);
            column.data = raw.name == "rep" ? pack_new(line_reps, missing_code)
                                            : pack_column(raw, table.rows(), line_rows);
            packed.lines.columns.push_back(column);
            if (raw.type == FieldType::money) {
                column.name = part_of(raw.name);
                column.data = pack_new(parts_of_money(raw, shared, lines), missing_number);
                packed.lines.columns.push_back(std::move(column));
            }
        }
        // Column by column, so that at no time the table is in memory twice.
        raw.small = {};
        raw.numbers = {};
        raw.text = {};
        raw.ends = {};
    }
    return packed;
}

}  // namespace saleskpi::detail
