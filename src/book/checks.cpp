// SPDX-License-Identifier: MIT
#include "book/checks.hpp"

#include "book/radix_sort.hpp"
#include "book/table_rules.hpp"
#include "book/text_hash.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;
using Parts = std::span<const TablePart>;

void check_required(RawTable& table) {
    for (RawColumn& column : table.columns()) {
        if (!column.required) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (column.is_missing(row))
                table.reject(row, column.name, "", "is missing", FindingKind::missing);
    }
}

/// Finds equal ids by sorting their hashes: in order, other than by way of a table, since a table
/// of all ids would be far larger than any cache.
void check_unique(RawTable& table, const RawColumn& id, Parts before, unsigned threads) {
    const auto is_in_book = [&](std::uint32_t row) {
        return std::any_of(before.begin(), before.end(), [&](const TablePart& part) {
            return part.find(id.text_at(row)).has_value();
        });
    };
    Rows repeated;
    std::vector<std::uint64_t> entries;
    entries.reserve(table.rows());
    for (std::uint32_t row = 0; row < table.rows(); ++row)
        if (table.is_rejected(row))
            continue;
        else if (is_in_book(row))
            repeated.push_back(row);
        else
            entries.push_back(
                sort_entry(static_cast<std::uint32_t>(text_hash(id.text_at(row))), row));
    radix_sort(entries, threads);

    Rows different;  // of equal hashes, the first row of each id
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i == 0 || key_of(entries[i]) != key_of(entries[i - 1])) different.clear();
        const std::uint32_t row = row_of(entries[i]);
        const bool is_known = std::any_of(
            different.begin(), different.end(),
            [&](std::uint32_t other) { return id.text_at(other) == id.text_at(row); });
        (is_known ? repeated : different).push_back(row);
    }
    std::sort(repeated.begin(), repeated.end());
    for (const std::uint32_t row : repeated)
        table.reject(
            row, id.name, std::string{id.text_at(row)},
            "was there before: the first record of this id counts", FindingKind::duplicate);
}

void check_order(RawTable& table) {
    for (const auto& [from_name, until_name] : rules_of(table.name()).in_order) {
        const RawColumn* from = table.find(from_name);
        const RawColumn* until = table.find(until_name);
        if (!from || !until) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (!from->is_missing(row) && !until->is_missing(row) && !table.is_rejected(row) &&
                until->small_at(row) < from->small_at(row))
                table.note(
                    row, until->name, until->shown(row),
                    fmt::format("is before '{}' ({})", from->name, from->shown(row)),
                    FindingKind::contradicts);
    }
}

/// Validity ranges of plans: an empty one can never be in force.
void check_ranges(RawTable& table) {
    if (!rules_of(table.name()).is_plan) return;
    const RawColumn* from = table.find("from");
    const RawColumn* until = table.find("until");
    if (!from || !until) return;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (!from->is_missing(row) && !until->is_missing(row) &&
            until->small_at(row) <= from->small_at(row))
            table.reject(
                row, until->name, until->shown(row),
                fmt::format("is not after 'from' ({})", from->shown(row)),
                FindingKind::contradicts);
}

void check_deals(RawTable& deals) {
    const RawColumn* stage = deals.find(kpi::deal::stage.name);
    RawColumn* closed = deals.find(kpi::deal::closed.name);
    if (!stage || !closed) return;
    constexpr auto open = static_cast<std::int32_t>(Stage::open);
    for (std::size_t row = 0; row < deals.rows(); ++row) {
        if (deals.is_rejected(row) || stage->is_missing(row)) continue;
        const bool is_open = stage->small_at(row) == open;
        if (!is_open && closed->is_missing(row)) {
            deals.reject(
                row, closed->name, "",
                fmt::format("is missing although the deal is {}", stage->shown(row)),
                FindingKind::missing);
        } else if (is_open && !closed->is_missing(row)) {
            // Left from before a reopening, or an expected date: either way it is not closed.
            deals.note(
                row, closed->name, closed->shown(row), "is set although the deal is open",
                FindingKind::contradicts);
            closed->set_small(row, missing_day);
        }
    }
}

void check_credits(RawTable& table) {
    const bool is_whole = rules_of(table.name()).is_whole;
    for (std::uint32_t row = 0; row < table.rows() && !table.credits().empty(); ++row) {
        const auto credits = table.credits().find(row);
        if (credits == table.credits().end()) continue;
        std::int64_t left = Decimal::per_unit;
        for (const Credit& credit : credits->second) {
            const std::int64_t share = credit.share.nanos();
            const bool is_part = !credit.overlay && !is_whole;
            if (share < 0)
                table.reject(row, "credits", to_text(credit.share), "is a share below zero");
            else if (is_part && share > left)
                table.reject(
                    row, "credits", to_text(credit.share), "shares exceed the whole",
                    FindingKind::contradicts);
            else if (is_part)
                left -= share;
        }
    }
}

}  // namespace

void check_records(RawTable& table, Parts before, unsigned threads) {
    check_required(table);
    check_ranges(table);
    if (table.name() == "deals") check_deals(table);
    check_credits(table);
    check_order(table);
    for (const RawColumn& column : table.columns())
        if (column.identity) check_unique(table, column, before, threads);
}

}  // namespace saleskpi::inline v0_3::detail
