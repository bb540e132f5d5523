// SPDX-License-Identifier: MIT
#include "book/claims.hpp"

#include "book/table_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

bool is_same_value(
    const RawTable& table, const RawColumn& column, std::size_t one_row, std::size_t other_row) {
    if (column.identity) return column.text_at(one_row) == column.text_at(other_row);
    const auto row = static_cast<std::uint32_t>(one_row);
    const auto other = static_cast<std::uint32_t>(other_row);
    if (column.type == FieldType::credits) {
        const auto one = table.credits().find(row);
        const auto two = table.credits().find(other);
        const auto none = table.credits().end();
        return one == none || two == none ? one == two : one->second == two->second;
    }
    if (column.is_small()) return column.small_at(row) == column.small_at(other);
    if (column.number_at(row) != column.number_at(other)) return false;
    if (column.currencies.empty()) return true;
    const auto one = column.currencies.find(row);
    const auto two = column.currencies.find(other);
    const auto none = column.currencies.end();
    return one == none || two == none ? one == two : one->second == two->second;
}

bool is_same_record(const RawTable& table, std::size_t row, std::size_t other) {
    return std::all_of(table.columns().begin(), table.columns().end(), [&](const RawColumn& c) {
        return is_same_value(table, c, row, other);
    });
}

namespace {

using Rows = std::vector<std::uint32_t>;

/// Of some rows those with the greatest of what `said` tells.
template <class Said>
Rows greatest(const Rows& rows, const Said& said) {
    Rows best;
    for (const std::uint32_t row : rows) {
        if (!best.empty() && said(row) < said(best.front())) continue;
        if (!best.empty() && said(row) > said(best.front())) best.clear();
        best.push_back(row);
    }
    return best;
}

/// Those that no other one outdoes. Versions are compared with versions first, so that the result
/// does not depend on the order in which rows are compared.
Rows standing_of(const RawTable& table, const Rows& rows) {
    Rows with;
    Rows without;
    for (const std::uint32_t row : rows)
        (table.version(row) == no_version ? without : with).push_back(row);
    const auto known = [&](std::uint32_t row) { return table.said_at(row); };
    with = greatest(greatest(with, [&](auto row) { return table.version(row); }), known);
    Rows left = greatest(without, known);
    left.insert(left.end(), with.begin(), with.end());
    left = greatest(left, known);
    std::sort(left.begin(), left.end());
    return left;
}

/// Whether a row is outdone by another, for itself.
bool is_outdone(const RawTable& table, std::size_t row, std::size_t by) {
    if (table.version(row) != no_version && table.version(by) != no_version &&
        table.version(row) != table.version(by))
        return table.version(row) < table.version(by);
    return table.said_at(row) < table.said_at(by);
}

/// Of equal ones the first.
Rows different(const RawTable& table, const Rows& rows) {
    Rows all;
    for (const std::uint32_t row : rows)
        if (std::none_of(all.begin(), all.end(), [&](auto other) {
                return is_same_record(table, other, row);
            }))
            all.push_back(row);
    return all;
}

/// Clears in the first of the rows what they say differently, and rejects the others; if what then
/// lacks a value must have one, the first as well.
class Conflict {
public:
    Conflict(RawTable& table, const Rows& rows) : table_{&table}, rows_{&rows} {
        for (RawColumn& column : table.columns())
            if (const std::uint32_t other = differing_from_first(column); other != rows.front()) {
                differing_.push_back({&column, other, table.shown(column, rows.front())});
                fields_.push_back(column.name);
            }
    }

    void settle() {
        for (std::size_t i = 1; i < rows_->size(); ++i)
            for (const Differing& one : differing_)
                if (!is_same_value(*table_, *one.column, rows_->front(), (*rows_)[i]))
                    table_->reject(
                        (*rows_)[i], one.column->name, table_->shown(*one.column, (*rows_)[i]),
                        reason(*one.column, rows_->front()), FindingKind::conflict);
        for (const Differing& one : differing_)
            clear(one);
    }

private:
    struct Differing {
        RawColumn* column;
        std::uint32_t other;
        std::string value;  ///< of the first row
    };

    std::uint32_t differing_from_first(const RawColumn& column) const {
        const auto other = std::find_if(rows_->begin(), rows_->end(), [&](std::uint32_t row) {
            return !is_same_value(*table_, column, rows_->front(), row);
        });
        return other == rows_->end() ? rows_->front() : *other;
    }
    std::string reason(const RawColumn& column, std::uint32_t other) const {
        const std::string value = table_->shown(column, other);
        return fmt::format(
            "is {} in {}, and neither is later: of what they say differently ({}) nothing counts",
            value.empty() ? "nothing" : value, table_->place(other), fmt::join(fields_, ", "));
    }
    void clear(const Differing& one) {
        const std::uint32_t row = rows_->front();
        std::string why = reason(*one.column, one.other);
        const TableRules& rules = rules_of(table_->name());
        const bool is_decisive =
            one.column->required ||
            std::find(rules.decisive.begin(), rules.decisive.end(), one.column->name) !=
                rules.decisive.end();
        if (is_decisive)
            table_->reject(row, one.column->name, one.value, std::move(why), FindingKind::conflict);
        else
            table_->note_missing(
                row, one.column->name, one.value, std::move(why), FindingKind::conflict);
        if (rules.is_plan && one.column->name == "until") return keep_common_days(*one.column);
        table_->clear_value(*one.column, row);
        // Whose it is to which part nobody knows then, and not that it is the owner's.
        if (one.column->type == FieldType::credits)
            if (RawColumn* rep = table_->find("rep")) table_->clear_value(*rep, row);
    }

    /// Without an end it would last: all agree on the days until the first one.
    void keep_common_days(RawColumn& until) {
        std::int32_t first = missing_day;
        for (const std::uint32_t row : *rows_)
            if (!until.is_missing(row) && (first == missing_day || until.small_at(row) < first))
                first = until.small_at(row);
        until.set_small(rows_->front(), first);
    }

    RawTable* table_;
    const Rows* rows_;
    std::vector<Differing> differing_;
    std::vector<std::string> fields_;
};

}  // namespace

void reject_copy(RawTable& table, const Identity& identity, std::size_t row) {
    table.reject(
        row, identity.column().name, identity.shown(row),
        fmt::format(
            "was there before: the first record of this {} counts",
            identity.is_id() ? "id" : "key"),
        FindingKind::duplicate);
}

Claims::Claims(const RawTable& table, const Rows& rows) : rows_{rows} {
    Rows sound;
    for (const std::uint32_t row : rows)
        if (!table.is_rejected(row)) sound.push_back(row);
    standing_ = standing_of(table, sound);
}

bool Claims::settle(RawTable& table, const Identity& identity) const {
    if (standing_.empty()) return false;
    const bool is_deleted = std::any_of(
        standing_.begin(), standing_.end(), [&](auto row) { return table.is_deletion(row); });
    for (const std::uint32_t row : rows_) {
        const bool stands = std::binary_search(standing_.begin(), standing_.end(), row);
        // What is faulty and not outdone stays rejected.
        if (table.is_rejected(row) ? is_outdone(table, row, standing_.front())
                                   : is_deleted || !stands)
            table.drop(row);
    }
    if (is_deleted) return false;
    const Rows records = different(table, standing_);
    for (const std::uint32_t row : standing_)
        if (!std::binary_search(records.begin(), records.end(), row))
            reject_copy(table, identity, row);
    if (records.size() == 1) return false;
    Conflict{table, records}.settle();
    return true;
}

}  // namespace saleskpi::inline v0_3::detail
