// SPDX-License-Identifier: MIT
#include "book/period_rates.hpp"

#include "book/conversion.hpp"
#include "book/in_force_rows.hpp"
#include "book/table_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The days on which the rate of a currency changes, each currency looked up once.
class Changes {
public:
    explicit Changes(const BookData& book)
        : rates_{&*book.conversion.rates}, to_{book.currency}, as_of_{book.as_of} {}

    const std::vector<std::int32_t>& of(Currency currency) {
        const auto [known, is_new] = known_.try_emplace(currency);
        if (is_new)
            for (const Date day : rates_->changes(currency, to_))
                if (!as_of_ || day <= *as_of_) known->second.push_back(day_number(day));
        return known->second;
    }

private:
    const ExchangeRates* rates_;
    Currency to_;
    std::optional<Date> as_of_;  // rates that come later are not those of any day of the book
    std::map<Currency, std::vector<std::int32_t>> known_;
};

/// Of a table, the foreign currencies of each row that has any.
std::map<std::uint32_t, std::set<Currency>> foreign_rows(const RawTable& table) {
    std::map<std::uint32_t, std::set<Currency>> rows;
    for (const RawColumn& column : table.columns())
        for (const auto& [row, currency] : column.currencies)
            rows[row].insert(currency);
    return rows;
}

struct Days {
    std::int32_t from, until;  ///< missing_day: since ever, for ever
};

/// In which a row may be in a stock: from its first date until it ends, and while it is in force.
Days days_of(const RawTable& table, std::size_t row) {
    return {
        first_day_in_stock(table, row),
        earlier_day(
            day_at(table, rules_of(table.name()).ends, row), day_at(table, in_force_until, row))};
}

std::vector<std::int32_t> turns(
    const Days& days, const std::set<Currency>& currencies, Changes& changes) {
    std::set<std::int32_t> all;
    for (const Currency& currency : currencies)
        for (const std::int32_t day : changes.of(currency))
            if ((days.from == missing_day || day > days.from) &&
                (days.until == missing_day || day < days.until))
                all.insert(day);
    return {all.begin(), all.end()};
}

}  // namespace

std::int32_t first_day_in_stock(const RawTable& table, std::size_t row) {
    std::int32_t first = missing_day;
    for (const RawColumn& column : table.columns())
        if (column.is_date() && !is_in_force(column.name))
            first = earlier_day(first, column.small_at(row));
    return later_begin(first, day_at(table, in_force_from, row));
}

void add_rows_by_rate(BookDraft& draft) {
    Changes changes{*draft.data};
    std::vector<RawTable*> tables;  // as they are now: rows are added to further ones
    for (RawTable& table : draft.tables)
        tables.push_back(&table);
    // What stands in the place of records first: what records get here is divided already.
    for (const bool are_variants : {true, false})
        for (RawTable* table : tables) {
            const bool are_in_stock = !rules_of(table->name()).ends.empty();
            if (table->is_variant() != are_variants || !(are_variants || are_in_stock)) continue;
            for (const auto& [row, currencies] : foreign_rows(*table)) {
                if (!is_in_stocks(draft, *table, row)) continue;
                const auto at = turns(days_of(*table, row), currencies, changes);
                if (!are_variants || !at.empty()) divide_in_stock(draft, *table, row, at);
            }
        }
}

}  // namespace saleskpi::inline v0_3::detail
