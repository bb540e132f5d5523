// SPDX-License-Identifier: MIT
#pragma once

#include "support/random_book.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// A second computation of everything, as slow and as obvious as can be, with nothing in common
/// with the engine: what it says, the engine has to say.
namespace slow {

using namespace saleskpi;

/// The value of one field of one record.
struct Cell {
    bool known = false;
    std::string text;         ///< of texts and choices
    std::int64_t number = 0;  ///< days since 1970, minor units, billionths, integers
    Currency currency;

    bool operator==(const Cell&) const = default;
};

struct Row {
    std::string id;
    std::vector<Cell> cells;
    std::vector<Credit> credits;
    /// Of what a record was in some days: those days, [from, until).
    std::optional<std::int64_t> in_force_from{};
    std::optional<std::int64_t> in_force_until{};
};

struct Table {
    std::vector<std::string> fields;
    std::vector<std::string> domains;  ///< what each field names
    std::vector<FieldType> types;
    std::string id_domain;
    std::vector<std::string> required;
    std::vector<Row> rows;

    /// The number of a field, or -1.
    int find(std::string_view field) const;
    const Cell* cell(const Row& row, std::string_view field) const;
};

/// All records that count, by table; those that a book must reject are gone.
struct Tables {
    std::map<std::string, Table, std::less<>> all;
    std::map<std::string, std::size_t> rejected;
    /// What records were, for what is taken at the end of a day; those of deals if any of them changed.
    std::map<std::string, Table, std::less<>> stocks;
    /// Of customers, deals and leads, where there are any: who is one, by id or as others name them.
    std::map<std::string, std::set<std::string>> members{};
    RevenuePolicy revenue{};

    const Table* find(std::string_view table) const;
    /// Of which a leaf counts the rows.
    const Table* find(const Leaf& leaf) const;
};

/// The records that count, in one currency; as they were known on a day, if one is given.
Tables tables_of(
    const laws::Records& records,
    Currency currency,
    std::optional<Date> as_of = std::nullopt,
    const RevenuePolicy& revenue = {});

/// Whether records of a table only refer to those whom they name.
bool only_refers(std::string_view table);
/// Clears numbers outside of the range of their field.
void forget_out_of_range(Tables& tables);
/// Fills `members` by the records that count.
void find_members(Tables& tables);

/// Whether a date is no event, but expected or agreed.
bool lies_ahead(std::string_view field);
/// Shares the amounts of deals out to their touches.
void share_out_touches(Tables& tables);
/// Ends subscriptions as notice of them is given, by a policy that says so.
void end_by_notice(Tables& tables);
/// Fills what subscriptions bring in a year, once their prices are in one currency: as they are first paid
/// for, and for stocks in which days they bring what.
void fill_yearly_amounts(Tables& tables);
/// Adds what the recurring revenue of customers did on each day.
void add_movements(Tables& tables);

/// What was known of the records at the end of a day.
void cut_to(Tables& tables, Date as_of);

}  // namespace slow
