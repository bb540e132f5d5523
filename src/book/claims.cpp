// SPDX-License-Identifier: MIT
#include "book/claims.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

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

bool is_same_value(
    const RawTable& table, const RawColumn& column, std::uint32_t row, std::uint32_t other) {
    if (column.identity) return true;
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

bool is_same_record(const RawTable& table, std::uint32_t row, std::uint32_t other) {
    return std::all_of(table.columns().begin(), table.columns().end(), [&](const RawColumn& c) {
        return is_same_value(table, c, row, other);
    });
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

std::string value_of(const RawTable& table, const RawColumn& column, std::size_t row) {
    std::string value = table.shown(column, row);
    return value.empty() ? std::string{"nothing"} : value;
}

/// Clears in the first of the rows what they say differently, and rejects the others; if what then
/// lacks a value must have one, the first as well.
void leave_common(RawTable& table, const Rows& rows) {
    const std::uint32_t kept = rows.front();
    std::vector<RawColumn*> differing;
    for (RawColumn& column : table.columns())
        if (std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
                return !is_same_value(table, column, kept, row);
            }))
            differing.push_back(&column);
    // Found before anything is cleared.
    std::vector<std::string> fields;
    const RawColumn* required = nullptr;
    for (const RawColumn* column : differing) {
        fields.push_back(column->name);
        if (column->required && !required) required = column;
    }
    const auto reject = [&](std::uint32_t row, std::uint32_t other, const RawColumn& column) {
        table.reject(
            row, column.name, table.shown(column, row),
            fmt::format(
                "is {} in {}, and neither is later: of what they say differently ({}) nothing "
                "counts",
                value_of(table, column, other), table.place(other), fmt::join(fields, ", ")),
            FindingKind::conflict);
    };
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto first = std::find_if(differing.begin(), differing.end(), [&](RawColumn* c) {
            return !is_same_value(table, *c, kept, rows[i]);
        });
        reject(rows[i], kept, **first);
    }
    if (required) {
        const auto other = std::find_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
            return !is_same_value(table, *required, kept, row);
        });
        return reject(kept, *other, *required);
    }
    for (RawColumn* column : differing) {
        table.clear_value(*column, kept);
        // Whose it is to which part nobody knows then, and not that it is the owner's.
        if (column->type == FieldType::credits)
            if (RawColumn* rep = table.find("rep")) table.clear_value(*rep, kept);
    }
}

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
    leave_common(table, records);
    return true;
}

}  // namespace saleskpi::inline v0_3::detail
