// SPDX-License-Identifier: MIT
#include "book/checks.hpp"

#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr auto open_stage = static_cast<std::int32_t>(Stage::open);

void check_required(RawTable& table) {
    for (RawColumn& column : table.columns()) {
        if (!column.required) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (column.is_missing(row) && (!table.is_deletion(row) || column.identity))
                table.reject(row, column.name, "", "is missing", FindingKind::missing);
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
            until->small_at(row) <= from->small_at(row) && !table.is_deletion(row))
            table.reject(
                row, until->name, until->shown(row),
                fmt::format("is not after 'from' ({})", from->shown(row)),
                FindingKind::contradicts);
}

void check_deals(RawTable& deals) {
    const RawColumn* stage = deals.find(kpi::deal::stage.name);
    RawColumn* closed = deals.find(kpi::deal::closed.name);
    if (!stage || !closed) return;
    for (std::size_t row = 0; row < deals.rows(); ++row) {
        if (deals.is_rejected(row) || deals.is_deletion(row) || stage->is_missing(row)) continue;
        if (stage->small_at(row) != open_stage && closed->is_missing(row))
            deals.reject(
                row, closed->name, "",
                fmt::format("is missing although the deal is {}", stage->shown(row)),
                FindingKind::missing);
    }
}

void clear_closing_of_open(RawTable& deals) {
    const RawColumn* stage = deals.find(kpi::deal::stage.name);
    RawColumn* closed = deals.find(kpi::deal::closed.name);
    if (!stage || !closed) return;
    for (std::size_t row = 0; row < deals.rows(); ++row) {
        if (deals.is_rejected(row) || stage->is_missing(row)) continue;
        if (stage->small_at(row) == open_stage && !closed->is_missing(row)) {
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
        if (credits == table.credits().end() || table.is_deletion(row)) continue;
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

void reject_faulty(RawTable& table) {
    check_required(table);
    check_ranges(table);
    if (table.name() == "deals") check_deals(table);
    check_credits(table);
}

void note_order(RawTable& table) {
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

void note_closing_of_open(RawTable& table) {
    if (table.name() == "deals") clear_closing_of_open(table);
}

}  // namespace saleskpi::inline v0_3::detail
