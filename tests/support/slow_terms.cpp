// SPDX-License-Identifier: MIT
// What trials, discounts and pauses make of subscriptions: asked anew of each day.
#include "support/slow_terms.hpp"

#include <saleskpi/calendar/add_months.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace slow {

namespace {

Rational intervals_a_year(const std::string& interval, const RevenuePolicy& policy) {
    static const std::map<std::string, std::int64_t> others{
        {"month", 12}, {"quarter", 4}, {"half_year", 2}, {"year", 1}};
    if (interval == "day") return policy.days == DayPolicy::of_30_a_month ? 30 * 12 : 365;
    if (interval != "week") return others.at(interval);
    if (policy.weeks == WeekPolicy::of_4_a_month) return 4 * 12;
    if (policy.weeks == WeekPolicy::of_4_33_a_month) return Rational{5196, 100};
    if (policy.weeks == WeekPolicy::of_365_25_days_a_year) return Rational{1461, 28};
    return 52;
}

/// One subscription, and what is asked of it on a day.
class Terms {
public:
    Terms(const Table& table, const Row& row, const RevenuePolicy& policy)
        : table_{&table}, row_{&row}, policy_{policy} {}

    std::optional<std::int64_t> day(const char* field) const {
        const Cell* cell = table_->cell(*row_, field);
        return cell->known ? std::optional{cell->number} : std::nullopt;
    }
    Rational number(const char* field, std::int64_t otherwise) const {
        const Cell* cell = table_->cell(*row_, field);
        return Rational{cell->known ? cell->number : otherwise};
    }

    Rational full_price() const { return number("price", 0) * number("quantity", 1); }

    bool is_on_trial(std::int64_t on) const {
        const auto until = day("trial_until");
        return until && on < *until;
    }
    bool is_paused(std::int64_t on) const {
        const auto from = day("paused");
        const auto until = day("resumed");
        return policy_.pause != PausePolicy::keep && from && *from <= on && (!until || on < *until);
    }
    Rational due(std::int64_t on) const {
        const Rational all = full_price();
        if (all.sign() <= 0 || !has_discount(on)) return all;
        Rational left = all - all * number("discount_rate", 0) / Rational{Decimal::per_unit};
        if (number("discount", 0).sign() > 0) left -= number("discount", 0);
        return left.sign() > 0 ? left : Rational{};
    }
    Rational yearly(const Rational& due) const {
        return due * intervals_a_year(table_->cell(*row_, "interval")->text, policy_) /
               number("interval_count", 1);
    }

private:
    bool has_discount(std::int64_t on) const {
        const auto until = day("discount_until");
        switch (policy_.discount) {
            case DiscountPolicy::always:
                return !until || on < *until;
            case DiscountPolicy::forever_only:
                return !until;
            case DiscountPolicy::never:
                return false;
            case DiscountPolicy::next_renewal:
                break;
        }
        const auto since = since_when(*table_, *row_);
        if (!until || !since) return !until || on < *until;
        const auto trial = day("trial_until");
        const std::int64_t first = trial && *trial > *since ? *trial : *since;
        // The next day on which it is due.
        for (int times = 0;; ++times)
            if (const std::int64_t next = renewal(first, times); next > on) return next < *until;
    }

    std::int64_t renewal(std::int64_t first, int times) const {
        static const std::map<std::string, int> months{
            {"month", 1}, {"quarter", 3}, {"half_year", 6}, {"year", 12}};
        const std::string& interval = table_->cell(*row_, "interval")->text;
        const int count = static_cast<int>(number("interval_count", 1).numerator()) * times;
        if (interval == "day") return first + count;
        if (interval == "week") return first + 7 * count;
        return add_months(Date{date::days{first}}, count * months.at(interval))
            .time_since_epoch()
            .count();
    }

    const Table* table_;
    const Row* row_;
    RevenuePolicy policy_;
};

PaidSpan span_on(const Terms& terms, std::int64_t day, const RevenuePolicy& policy) {
    PaidSpan span;
    const Rational due = terms.due(day);
    const bool is_trial = terms.is_on_trial(day);
    const bool is_paused = !is_trial && terms.is_paused(day);
    span.is_free = is_trial || is_paused || due.is_zero();
    if (terms.full_price().is_zero()) span.is_free = false;
    if (!span.is_free) span.yearly = terms.yearly(due);
    span.is_on_hold = is_paused && due.sign() > 0 && policy.pause == PausePolicy::contraction;
    return span;
}

bool are_alike(const PaidSpan& a, const PaidSpan& b) {
    return a.yearly == b.yearly && a.is_free == b.is_free && a.is_on_hold == b.is_on_hold;
}

}  // namespace

std::optional<std::int64_t> since_when(const Table& table, const Row& row) {
    std::optional<std::int64_t> first;
    for (const char* field : {"started", "ended", "contracted", "paused", "cancelled"}) {
        const Cell* cell = table.cell(row, field);
        if (!cell->known) continue;
        if (std::string{field} == "started") return cell->number;
        if (!first || cell->number < *first) first = cell->number;
    }
    return first;
}

std::optional<std::vector<PaidSpan>> spans_of(
    const Table& table, const Row& row, const RevenuePolicy& policy) {
    if (!table.cell(row, "price")->known) return std::nullopt;
    const Terms terms{table, row, policy};
    const auto since = since_when(table, row);
    std::set<std::int64_t> turns;
    for (const char* field : {"trial_until", "paused", "resumed", "discount_until"})
        if (const auto day = terms.day(field)) turns.insert(*day);
    const std::int64_t first = since ? *since : turns.empty() ? 0 : *turns.begin() - 1;
    const std::int64_t last = turns.empty() ? first : (std::max)(first, *turns.rbegin());
    // Before the first day it is what it is on that, and after the last nothing changes.
    std::vector<PaidSpan> spans{span_on(terms, first, policy)};
    for (std::int64_t day = first; day <= last; ++day) {
        PaidSpan span = span_on(terms, day, policy);
        if (are_alike(span, spans.back())) continue;
        spans.back().until = span.from = day;
        spans.push_back(span);
    }
    return spans;
}

void put_yearly(const Table& table, Row& row, const Rational& amount, Currency currency) {
    const auto set = [&](const char* field, int128 number) {
        Cell& cell = row.cells[static_cast<std::size_t>(table.find(field))];
        cell.known = true;
        cell.number = static_cast<std::int64_t>(number);
        cell.currency = currency;
    };
    Rational whole{amount.numerator() / amount.denominator()};
    if (whole > amount) whole -= Rational{1};
    set("yearly", whole.numerator());
    if (whole == amount) return;
    set("yearly_above", (amount - whole).numerator());
    set("yearly_below", (amount - whole).denominator());
}

void end_by_notice(Tables& tables) {
    const auto subscriptions = tables.all.find("subscriptions");
    if (subscriptions == tables.all.end() ||
        tables.revenue.cancellation != CancellationPolicy::at_once)
        return;
    const Table& table = subscriptions->second;
    for (Row& row : subscriptions->second.rows) {
        const Cell& cancelled = *table.cell(row, "cancelled");
        Cell& ended = row.cells[static_cast<std::size_t>(table.find("ended"))];
        if (cancelled.known && (!ended.known || cancelled.number < ended.number)) ended = cancelled;
    }
}

void fill_yearly_amounts(Tables& tables) {
    const auto subscriptions = tables.all.find("subscriptions");
    if (subscriptions == tables.all.end()) return;
    Table& table = subscriptions->second;
    Table stocks = table;
    stocks.rows.clear();
    for (Row& row : table.rows) {
        const auto spans = spans_of(table, row, tables.revenue);
        if (!spans) {
            stocks.rows.push_back(row);
            continue;
        }
        const Currency currency = table.cell(row, "price")->currency;
        for (const PaidSpan& span : *spans) {
            Row& then = stocks.rows.emplace_back(row);
            then.in_force_from = span.from;
            then.in_force_until = span.until;
            if (span.is_free) then.cells[static_cast<std::size_t>(table.find("price"))].number = 0;
            put_yearly(table, then, span.yearly, currency);
        }
        const Terms terms{table, row, tables.revenue};
        std::int64_t first =
            since_when(table, row).value_or(all_time.first.time_since_epoch().count());
        if (const auto trial = terms.day("trial_until")) first = (std::max)(first, *trial);
        put_yearly(table, row, terms.yearly(terms.due(first)), currency);
    }
    tables.stocks.insert_or_assign("subscriptions", std::move(stocks));
}

}  // namespace slow
