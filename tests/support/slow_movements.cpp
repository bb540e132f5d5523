// SPDX-License-Identifier: MIT
// What customers pay again and again, day by day: everything is asked anew of each day.
#include "support/slow_terms.hpp"

#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/value/rational.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace slow {

namespace {

using Days = std::set<std::int64_t>;

/// A subscription of somebody.
struct Held {
    const Row* row;
    std::vector<PaidSpan> spans;  ///< while it is there

    const PaidSpan* on(std::int64_t day) const {
        for (const PaidSpan& span : spans)
            if ((!span.from || *span.from <= day) && (!span.until || day < *span.until))
                return &span;
        return nullptr;
    }
    Rational amount(std::int64_t day) const {
        const PaidSpan* span = on(day);
        return span ? span->yearly : Rational{};
    }
};

Rational total(const std::vector<Held>& all, std::int64_t day) {
    Rational sum;
    for (const Held& held : all)
        sum += held.amount(day);
    return sum;
}

/// Whether somebody has paid on a day, or earlier.
bool has_paid(const std::vector<Held>& all, const Days& days, std::int64_t day) {
    if (total(all, *days.begin() - 1).sign() > 0) return true;
    return std::any_of(days.begin(), days.end(), [&](std::int64_t other) {
        return other <= day && total(all, other).sign() > 0;
    });
}

/// Who pays, or has only paused.
bool is_customer(const std::vector<Held>& all, const Days& days, std::int64_t day) {
    if (total(all, day).sign() > 0) return true;
    return has_paid(all, days, day) && std::any_of(all.begin(), all.end(), [&](const Held& held) {
               const PaidSpan* span = held.on(day);
               return span && span->is_on_hold;
           });
}

/// The last day before one on which he was no customer any more.
std::optional<std::int64_t> left_before(
    const std::vector<Held>& all, const Days& days, std::int64_t before) {
    std::optional<std::int64_t> left;
    for (const std::int64_t day : days)
        if (day < before && is_customer(all, days, day - 1) && !is_customer(all, days, day))
            left = day;
    return left;
}

class Movements {
public:
    Movements(const Table& subscriptions, const RevenuePolicy& policy, Table& movements)
        : from_{&subscriptions}, policy_{policy}, to_{&movements} {}

    void add(const std::vector<Held>& all) {
        Days days;
        for (const Held& held : all)
            for (const PaidSpan& span : held.spans)
                for (const auto& day : {span.from, span.until})
                    if (day) days.insert(*day);
        for (const std::int64_t day : days)
            add(all, days, day);
    }

private:
    const char* kind_of(const std::vector<Held>& all, const Days& days, std::int64_t day) const {
        const Rational before = total(all, day - 1);
        const Rational after = total(all, day);
        if (before.sign() > 0 && after.sign() <= 0)
            return is_customer(all, days, day) ? "contraction" : "churn";
        if (before.sign() > 0 || after.sign() <= 0)
            return after > before ? "expansion" : "contraction";
        if (is_customer(all, days, day - 1)) return "expansion";
        if (!has_paid(all, days, day - 1)) return "new_business";
        const auto left = left_before(all, days, day);
        const bool is_long_ago =
            policy_.reactivation_within && left && day - *left > *policy_.reactivation_within;
        return is_long_ago ? "new_business" : "reactivation";
    }

    void add(const std::vector<Held>& all, const Days& days, std::int64_t day) {
        const Rational net = total(all, day) - total(all, day - 1);
        const char* kind = kind_of(all, days, day);
        std::vector<std::pair<const Row*, Rational>> steps;
        for (const Held& held : all)
            if (const Rational step = held.amount(day) - held.amount(day - 1); !step.is_zero())
                steps.emplace_back(held.row, step);
        std::sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
            return a.first->id < b.first->id;
        });
        const std::vector<Rational> shares = shares_of(net, steps);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto& [row, step] = steps[i];
            if (!shares[i].is_zero()) add(*row, day, kind, shares[i]);
            if (step != shares[i]) add(*row, day, "moved", step - shares[i]);
        }
    }

    /// In units that all amounts are whole numbers of: rounded down, and those that lost the most get the
    /// units that are left over.
    static std::vector<Rational> shares_of(
        const Rational& net, const std::vector<std::pair<const Row*, Rational>>& steps) {
        std::vector<Rational> shares(steps.size());
        if (net.is_zero()) return shares;
        const auto is_that_way = [&](std::size_t i) {
            return steps[i].second.sign() == net.sign();
        };
        Rational unit{1};
        Rational all;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            while (!(steps[i].second / unit).is_whole())
                unit = unit / Rational{(steps[i].second / unit).denominator()};
            if (is_that_way(i)) all += steps[i].second;
        }
        std::vector<std::pair<Rational, std::size_t>> lost;
        Rational left = net.abs() / unit;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (!is_that_way(i)) continue;
            const Rational exact = (net / all) * (steps[i].second.abs() / unit);
            const Rational whole{exact.numerator() / exact.denominator()};
            shares[i] = whole * unit * Rational{net.sign()};
            left -= whole;
            lost.emplace_back(whole - exact, i);
        }
        std::stable_sort(lost.begin(), lost.end(), [](const auto& a, const auto& b) {
            return a.first < b.first;
        });
        for (std::size_t n = 0; left.sign() > 0; ++n, left -= Rational{1})
            shares[lost[n].second] += unit * Rational{net.sign()};
        return shares;
    }

    void add(const Row& subscription, std::int64_t day, const char* kind, const Rational& amount) {
        Row row;
        row.cells.resize(to_->fields.size());
        const auto cell = [&](const char* field) -> Cell& {
            return row.cells[static_cast<std::size_t>(to_->find(field))];
        };
        for (const char* field : {"customer", "account", "rep", "product", "segment"})
            cell(field) = *from_->cell(subscription, field);
        cell("subscription") = {true, subscription.id, 0, {}};
        cell("date") = {true, {}, day, {}};
        cell("kind") = {true, kind, 0, {}};
        put_yearly(*to_, row, amount, from_->cell(subscription, "price")->currency);
        to_->rows.push_back(std::move(row));
    }

    const Table* from_;
    RevenuePolicy policy_;
    Table* to_;
};

}  // namespace

void add_movements(Tables& tables) {
    const auto subscriptions = tables.all.find("subscriptions");
    if (subscriptions == tables.all.end()) return;
    const Table& table = subscriptions->second;
    Table movements;
    for (const FieldInfo& field : record_type<MrrMovement>().fields) {
        movements.fields.emplace_back(field.name);
        movements.domains.emplace_back(field.domain);
        movements.types.push_back(field.type);
    }
    std::map<std::string, std::vector<Held>> by_customer;
    for (const Row& row : table.rows) {
        const auto spans = spans_of(table, row, tables.revenue);
        if (!spans) continue;
        const Cell* ended = table.cell(row, "ended");
        const auto from = since_when(table, row);
        Held held{&row, {}};
        for (PaidSpan span : *spans) {
            if (from && (!span.from || *from > *span.from)) span.from = from;
            if (ended->known && (!span.until || ended->number < *span.until))
                span.until = ended->number;
            if (!span.from || !span.until || *span.from < *span.until) held.spans.push_back(span);
        }
        if (held.spans.empty()) continue;
        const Cell* customer = table.cell(row, "customer");
        by_customer[customer->known ? "known " + customer->text : "of " + row.id].push_back(held);
    }
    Movements all{table, tables.revenue, movements};
    for (const auto& one : by_customer)
        all.add(one.second);
    tables.all.insert_or_assign("mrr_movements", std::move(movements));
}

}  // namespace slow
