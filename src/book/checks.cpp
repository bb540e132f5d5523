// SPDX-License-Identifier: MIT
#include "book/checks.hpp"

#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace saleskpi::detail {

namespace {

void check_required(RawTable& table) {
    for (RawColumn& column : table.columns()) {
        if (!column.required) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (column.is_missing(row)) table.reject(row, column.name, "", "is missing");
    }
}

/// Sorting hashes finds equal ids in a fraction of the memory a set of the ids would take.
void check_unique(RawTable& table, const RawColumn& id) {
    std::vector<std::pair<std::size_t, std::uint32_t>> hashes;
    hashes.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (!table.is_rejected(row))
            hashes.emplace_back(
                std::hash<std::string_view>{}(id.text_at(row)), static_cast<std::uint32_t>(row));
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 0; i < hashes.size(); ++i)
        for (std::size_t j = i + 1; j < hashes.size() && hashes[j].first == hashes[i].first; ++j)
            if (id.text_at(hashes[i].second) == id.text_at(hashes[j].second))
                table.reject(
                    hashes[j].second, id.name, std::string{id.text_at(hashes[j].second)},
                    "was there before: the first record of this id counts");
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
                    fmt::format("is before '{}' ({})", from->name, from->shown(row)));
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
                fmt::format("is not after 'from' ({})", from->shown(row)));
}

void check_deals(RawTable& deals) {
    const RawColumn* stage = deals.find(deal::stage.name);
    RawColumn* closed = deals.find(deal::closed.name);
    if (!stage || !closed) return;
    constexpr auto open = static_cast<std::int32_t>(Stage::open);
    for (std::size_t row = 0; row < deals.rows(); ++row) {
        if (deals.is_rejected(row) || stage->is_missing(row)) continue;
        const bool is_open = stage->small_at(row) == open;
        if (!is_open && closed->is_missing(row)) {
            deals.reject(
                row, closed->name, "",
                fmt::format("is missing although the deal is {}", stage->shown(row)));
        } else if (is_open && !closed->is_missing(row)) {
            // Left from before a reopening, or an expected date: either way it is not closed.
            deals.note(row, closed->name, closed->shown(row), "is set although the deal is open");
            closed->set_small(row, missing_day);
        }
    }
}

void check_credits(RawTable& table) {
    if (rules_of(table.name()).is_whole) return;
    for (std::uint32_t row = 0; row < table.rows() && !table.credits().empty(); ++row) {
        const auto credits = table.credits().find(row);
        if (credits == table.credits().end()) continue;
        std::int64_t left = Decimal::per_unit;
        for (const Credit& credit : credits->second) {
            const std::int64_t share = credit.share.nanos();
            if (credit.overlay) continue;
            if (share < 0)
                table.reject(row, "credits", to_text(credit.share), "is a share below zero");
            else if (share > left)
                table.reject(row, "credits", to_text(credit.share), "shares exceed the whole");
            else
                left -= share;
        }
    }
}

/// The record's own date for exchange: its main date, else the first it has.
std::int32_t own_date(RawTable& table, std::size_t row) {
    const RawColumn* main = table.find(rules_of(table.name()).clustered_by);
    if (main && !main->is_missing(row)) return main->small_at(row);
    for (const RawColumn& column : table.columns())
        if (column.type == FieldType::date && !column.is_missing(row)) return column.small_at(row);
    return missing_day;
}

}  // namespace

void check_records(RawTable& table) {
    check_required(table);
    check_ranges(table);
    if (table.name() == "deals") check_deals(table);
    check_credits(table);
    check_order(table);
    for (const RawColumn& column : table.columns())
        if (column.identity) check_unique(table, column);
}

void convert_money(RawTable& table, const ExchangeRates& rates, Currency currency) {
    for (RawColumn& column : table.columns()) {
        std::vector<std::uint32_t> rows;
        for (const auto& entry : column.currencies)
            rows.push_back(entry.first);
        std::sort(rows.begin(), rows.end());
        for (const std::uint32_t row : rows) {
            if (table.is_rejected(row)) continue;
            const Money money{column.number_at(row), column.currencies.at(row)};
            const std::int32_t day = own_date(table, row);
            const auto refuse = [&](const std::string& why) {
                table.reject(row, column.name, to_text(money), why);
            };
            if (day == missing_day) {
                refuse(fmt::format("has no exchange rate to {}, having no date", currency.code()));
                continue;
            }
            const Date date{date::days{day}};
            try {
                if (const auto converted = rates.convert(money, currency, date))
                    column.set_number(row, converted->minor());
                else
                    refuse(fmt::format(
                        "has no exchange rate to {} on {}", currency.code(), to_text(date)));
            } catch (const Error& error) {
                if (error.code() != ErrorCode::overflow) throw;
                refuse(fmt::format("is too large in {}", currency.code()));
            }
        }
        column.currencies.clear();
    }
}

}  // namespace saleskpi::detail
