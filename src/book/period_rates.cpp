// SPDX-License-Identifier: MIT
#include "book/period_rates.hpp"

#include "book/conversion.hpp"
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

std::int32_t later_of(std::int32_t a, std::int32_t b) {
    return a == missing_day || (b != missing_day && b > a) ? b : a;
}
std::int32_t earlier_of(std::int32_t a, std::int32_t b) {
    return a == missing_day || (b != missing_day && b < a) ? b : a;
}

std::int32_t day_at(const RawTable& table, std::string_view field, std::size_t row) {
    const RawColumn* column = table.find(field);
    return column ? column->small_at(row) : missing_day;
}

/// In which a row may be in a stock: from its first date until it ends, and while it is in force.
Days days_of(const RawTable& table, std::size_t row) {
    return {
        first_day_in_stock(table, row),
        earlier_of(
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

/// Sets the days in which copies of a row are in force, which the turns divide: `at` gives each one.
template <class At>
void divide(
    std::int32_t from, std::int32_t until, const std::vector<std::int32_t>& turns, const At& at) {
    // The last first: what is copied is still as it was.
    for (std::size_t i = turns.size() + 1; i-- > 0;) {
        const BookDraft::Variant part = at(i);
        part.table.set_in_force(
            part.row, i == 0 ? from : turns[i - 1], i < turns.size() ? turns[i] : until);
    }
}

void divide_version(RawTable& versions, std::uint32_t row, const std::vector<std::int32_t>& turns) {
    divide(
        day_at(versions, in_force_from, row), day_at(versions, in_force_until, row), turns,
        [&](std::size_t i) {
            return BookDraft::Variant{versions, i == 0 ? row : versions.add_copy_of_variant(row)};
        });
}

}  // namespace

std::int32_t first_day_in_stock(const RawTable& table, std::size_t row) {
    std::int32_t first = missing_day;
    for (const RawColumn& column : table.columns())
        if (column.is_date() && !is_in_force(column.name))
            first = earlier_of(first, column.small_at(row));
    return later_of(first, day_at(table, in_force_from, row));
}

void add_rows_by_rate(BookDraft& draft) {
    Changes changes{*draft.data};
    std::vector<RawTable*> tables;  // as they are now: rows are added to further ones
    for (RawTable& table : draft.tables)
        tables.push_back(&table);
    const auto is_of_stocks = [](const RawTable& table) {
        return table.is_variant() && table.seen_by() == SeenBy::stocks;
    };
    for (RawTable* table : tables) {
        if (!is_of_stocks(*table)) continue;
        for (const auto& [row, currencies] : foreign_rows(*table))
            if (const auto at = turns(days_of(*table, row), currencies, changes); !at.empty())
                divide_version(*table, row, at);
    }
    for (RawTable* table : tables) {
        if (table->is_variant() || rules_of(table->name()).ends.empty()) continue;
        for (const auto& [row, currencies] : foreign_rows(*table)) {
            const bool is_seen = (table->seen_by(row) & SeenBy::stocks) != SeenBy::none;
            if (!is_seen || table->is_rejected(row) || !draft.added(*table).counts(row)) continue;
            divide(
                missing_day, missing_day, turns(days_of(*table, row), currencies, changes),
                [&, row = row](std::size_t) {
                    return draft.add_variant(*table, row, SeenBy::stocks);
                });
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
