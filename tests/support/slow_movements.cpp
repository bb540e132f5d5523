// SPDX-License-Identifier: MIT
// What customers pay again and again, day by day: everything is asked anew of each day.
#include "support/slow_records.hpp"

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

const std::map<std::string, std::int64_t> intervals_a_year{
    {"day", 365}, {"week", 52}, {"month", 12}, {"quarter", 4}, {"half_year", 2}, {"year", 1}};

std::optional<Rational> amount_of(const Table& table, const Row& row) {
    const auto number = [&](const char* field, std::int64_t otherwise) {
        const Cell* cell = table.cell(row, field);
        return Rational{cell->known ? cell->number : otherwise};
    };
    if (!table.cell(row, "price")->known) return std::nullopt;
    return number("price", 0) * number("quantity", 1) *
           Rational{intervals_a_year.at(table.cell(row, "interval")->text)} /
           number("interval_count", 1);
}

/// Puts an amount where records have it: whole cents, and the rest of one.
void put(const Table& table, Row& row, const Rational& amount, Currency currency) {
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

/// A subscription of somebody.
struct Held {
    const Row* row;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> until;
    Rational amount;

    Rational on(std::int64_t day) const {
        return (!from || *from <= day) && (!until || day < *until) ? amount : Rational{};
    }
};

Rational total(const std::vector<Held>& all, std::int64_t day) {
    Rational sum;
    for (const Held& held : all)
        sum += held.on(day);
    return sum;
}

class Movements {
public:
    Movements(const Table& subscriptions, Table& movements)
        : from_{&subscriptions}, to_{&movements} {}

    void add(const std::vector<Held>& all) {
        std::set<std::int64_t> days;
        for (const Held& held : all)
            for (const auto& day : {held.from, held.until})
                if (day) days.insert(*day);
        for (const std::int64_t day : days)
            add(all, days, day);
    }

private:
    void add(const std::vector<Held>& all, const std::set<std::int64_t>& days, std::int64_t day) {
        const Rational before = total(all, day - 1);
        const Rational after = total(all, day);
        bool has_paid = total(all, *days.begin() - 1).sign() > 0;
        for (const std::int64_t other : days)
            has_paid = has_paid || (other < day && total(all, other).sign() > 0);
        const char* kind = after > before ? "expansion" : "contraction";
        if (before.sign() <= 0 && after.sign() > 0)
            kind = has_paid ? "reactivation" : "new_business";
        if (before.sign() > 0 && after.sign() <= 0) kind = "churn";

        std::vector<std::pair<const Row*, Rational>> steps;
        for (const Held& held : all)
            if (const Rational step = held.on(day) - held.on(day - 1); !step.is_zero())
                steps.emplace_back(held.row, step);
        std::sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
            return a.first->id < b.first->id;
        });
        const std::vector<Rational> shares = shares_of(after - before, steps);
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
        put(*to_, row, amount, from_->cell(subscription, "price")->currency);
        to_->rows.push_back(std::move(row));
    }

    const Table* from_;
    Table* to_;
};

}  // namespace

void fill_yearly_amounts(Tables& tables) {
    const auto subscriptions = tables.all.find("subscriptions");
    if (subscriptions == tables.all.end()) return;
    const Table& table = subscriptions->second;
    for (Row& row : subscriptions->second.rows)
        if (const auto amount = amount_of(table, row))
            put(table, row, *amount, table.cell(row, "price")->currency);
}

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
        const auto day = [&](const char* field) {
            const Cell* cell = table.cell(row, field);
            return cell->known ? std::optional{cell->number} : std::nullopt;
        };
        Held held{&row, day("started"), day("ended"), {}};
        if (!held.from) held.from = held.until;  // a sign of life, and the only one
        const auto amount = amount_of(table, row);
        if (!amount) continue;
        held.amount = *amount;
        const Cell* customer = table.cell(row, "customer");
        by_customer[customer->known ? "known " + customer->text : "of " + row.id].push_back(held);
    }
    Movements all{table, movements};
    for (const auto& one : by_customer)
        all.add(one.second);
    tables.all.insert_or_assign("mrr_movements", std::move(movements));
}

}  // namespace slow
