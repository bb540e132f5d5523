// SPDX-License-Identifier: MIT
#include "book/checks.hpp"

#include "book/ranges.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// The columns that say what became of a deal; none of a table that is no deals'.
struct Outcomes {
    const RawColumn* stage = nullptr;
    RawColumn* closed = nullptr;

    explicit Outcomes(RawTable& table) {
        if (table.name() != "deals") return;
        stage = table.find(kpi::deal::stage.name);
        closed = table.find(kpi::deal::closed.name);
    }
    explicit operator bool() const { return stage && closed; }
    bool is_undated(std::size_t row) const {
        return closed->small_at(row) == missing_day && stage->small_at(row) != open_stage &&
               !stage->is_missing(row);
    }
};

std::string undated_reason(const RawColumn& stage, std::size_t row) {
    return fmt::format("is missing although the deal is {}", stage.shown(row));
}

void clear_closing_of_open(RawTable& deals) {
    const RawColumn* stage = deals.find(kpi::deal::stage.name);
    RawColumn* closed = deals.find(kpi::deal::closed.name);
    if (!stage || !closed) return;
    for (std::size_t row = 0; row < stage->small.size(); ++row) {
        if (stage->small[row] != open_stage || deals.is_rejected(row)) continue;
        if (!closed->is_missing(row)) {
            // Left from before a reopening, or an expected date: either way it is not closed.
            deals.note(
                row, closed->name, closed->shown(row), "is set although the deal is open",
                FindingKind::contradicts);
            closed->set_small(row, missing_day);
        }
    }
}

/// Why a record cannot be shared so; empty if all is well.
std::string fault_of(const std::vector<Credit>& credits, bool is_whole, Decimal& share_of) {
    std::int64_t left = Decimal::per_unit;
    for (const Credit& credit : credits) {
        const std::int64_t share = credit.share.nanos();
        share_of = credit.share;
        if (share < 0) return "is a share below zero";
        if (credit.overlay || is_whole) continue;
        if (share > left) return "shares exceed the whole";
        left -= share;
    }
    return {};
}

/// A record whose shares cannot be is nobody's: to whom it belongs they do not tell.
void check_credits(RawTable& table) {
    const bool is_whole = rules_of(table.name()).is_whole;
    for (std::uint32_t row = 0; row < table.rows() && !table.credits().empty(); ++row) {
        const auto credits = table.credits().find(row);
        if (credits == table.credits().end() || table.is_deletion(row) || table.is_rejected(row))
            continue;
        Decimal share;
        std::string fault = fault_of(credits->second, is_whole, share);
        if (fault.empty()) continue;
        table.note_missing(
            row, "credits", to_text(share), std::move(fault),
            share.nanos() < 0 ? FindingKind::out_of_range : FindingKind::contradicts);
        table.forget_owner(row);
    }
}

}  // namespace

void reject_faulty(RawTable& table) {
    refuse_out_of_range(table);
    check_required(table);
    check_ranges(table);
    check_credits(table);
}

void note_order(RawTable& table) {
    for (const auto& [from_name, until_name] : rules_of(table.name()).in_order) {
        const RawColumn* from = table.find(from_name);
        const RawColumn* until = table.find(until_name);
        if (!from || !until) continue;
        // A missing day is the least of all: this alone leaves next to no rows.
        const std::size_t rows = (std::min)(from->small.size(), until->small.size());
        for (std::size_t row = 0; row < rows; ++row)
            if (until->small[row] < from->small[row] && until->small[row] != until->none() &&
                !table.is_rejected(row))
                table.note(
                    row, until->name, until->shown(row),
                    fmt::format("is before '{}' ({})", from->name, from->shown(row)),
                    FindingKind::contradicts);
    }
}

void reject_undated_beside_dated(RawTable& table, std::span<const std::uint32_t> rows) {
    const Outcomes outcomes{table};
    if (!outcomes) return;
    const auto is_undated = [&](std::uint32_t row) { return outcomes.is_undated(row); };
    const auto is_claim = [&](std::uint32_t row) {
        return !table.is_rejected(row) && !table.is_deletion(row) && !is_undated(row);
    };
    if (std::none_of(rows.begin(), rows.end(), is_claim)) return;
    for (const std::uint32_t row : rows)
        if (is_undated(row) && !table.is_deletion(row))
            table.reject(
                row, outcomes.closed->name, "", undated_reason(*outcomes.stage, row),
                FindingKind::undated);
}

void note_undated(RawTable& table, std::string_view instead, std::span<const Finding> loaded) {
    const Outcomes outcomes{table};
    if (!outcomes) return;
    std::set<std::size_t> told;
    for (const Finding& finding : loaded)
        if (finding.table == table.name() && finding.field == outcomes.closed->name)
            if (const auto row = table.row_at(finding.file, finding.line)) told.insert(*row);
    const RawColumn* other = instead.empty() ? nullptr : table.find(instead);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!outcomes.is_undated(row) || table.is_rejected(row)) continue;
        std::string reason = undated_reason(*outcomes.stage, row);
        const bool is_placed = other && other->is_date() && !other->is_missing(row);
        if (is_placed) {
            outcomes.closed->set_small(row, other->small_at(row));
            reason += fmt::format(": counts by '{}' ({})", other->name, other->shown(row));
        }
        const bool is_told = told.contains(row) || table.is_noted(row, outcomes.closed->name);
        if (is_placed || !is_told)
            table.note(row, outcomes.closed->name, "", std::move(reason), FindingKind::undated);
    }
}

void note_closing_of_open(RawTable& table) {
    if (table.name() == "deals") clear_closing_of_open(table);
}

}  // namespace saleskpi::inline v0_3::detail
