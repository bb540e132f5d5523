// SPDX-License-Identifier: MIT
#include "book/conversion.hpp"

#include "book/period_rates.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/record/exchange_rate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

Date date_of(std::int32_t day) { return Date{date::days{day}}; }

/// The day of whose rate the money of a table's records is converted.
class DayOfRate {
public:
    DayOfRate(RawTable& table, const ConversionDays& days) : table_{&table}, days_{days} {
        const TableRules& rules = rules_of(table.name());
        for (const std::string_view name : rules.converted_by)
            add(first_, table.find(name));
        add(first_, table.find(rules.clustered_by));
        for (const std::string_view name : rules.or_latest_of)
            add(latest_, table.find(name));
        for (const RawColumn& column : table.columns())
            if (!is_foreseen(rules, column)) add(others_, &column);
        if (days.rule.day == ConversionDay::as_of && !rules.ends.empty())
            is_in_stock_ = true, ends_ = table.find(rules.ends);
        if (days.rule.day == ConversionDay::period_end && table.is_variant() &&
            table.seen_by() == SeenBy::stocks)
            is_by_rate_ = true;
    }

    /// missing_day for a record without any.
    std::int32_t of(std::size_t row) const {
        if (days_.rule.fixed) return day_number(*days_.rule.fixed);
        if (is_by_rate_) return first_day_in_stock(*table_, row);
        if (is_in_stock_ && (!ends_ || ends_->is_missing(row))) return day_number(*days_.as_of);
        for (const RawColumn* date : first_)
            if (!date->is_missing(row)) return date->small_at(row);
        const std::int32_t day = latest_of(latest_, row);
        return day == missing_day ? latest_of(others_, row) : day;
    }

private:
    using Dates = std::vector<const RawColumn*>;

    void add(Dates& dates, const RawColumn* column) const {
        const auto has = [&](const Dates& some) {
            return std::find(some.begin(), some.end(), column) != some.end();
        };
        if (column && column->is_date() && !is_in_force(column->name) && !has(first_) &&
            !has(latest_))
            dates.push_back(column);
    }
    static std::int32_t latest_of(const Dates& dates, std::size_t row) {
        std::int32_t latest = missing_day;
        for (const RawColumn* date : dates)
            if (!date->is_missing(row) && (latest == missing_day || date->small_at(row) > latest))
                latest = date->small_at(row);
        return latest;
    }

    const RawTable* table_;
    ConversionDays days_;
    Dates first_;
    Dates latest_;
    Dates others_;
    bool is_in_stock_ = false;  ///< what has not ended
    const RawColumn* ends_ = nullptr;
    bool is_by_rate_ = false;  ///< one rate is for each row
};

void check_unchanged(const Conversion& before, const ExchangeRates& rates, Currency currency) {
    for (const auto& [foreign, day] : before.asked)
        if (before.rates->rate(foreign, currency, date_of(day)) !=
            rates.rate(foreign, currency, date_of(day)))
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "the added exchange rates change that of {} to {} on {}, by which records of "
                    "the book were converted: build it anew from all records",
                    foreign.code(), currency.code(), to_text(date_of(day)))};
}

/// Notes that a currency was converted over others.
void note_cross(
    Conversion& conversion, Currency foreign, std::int32_t day, const ExchangeRates::Way& way) {
    if (!way.is_cross()) return;
    const auto [known, is_new] =
        conversion.crossed.try_emplace({foreign, way.over}, std::pair{day, day});
    if (is_new) return;
    auto& [first, last] = known->second;
    first = (std::min)(first, day);
    last = (std::max)(last, day);
}

/// The ways from currencies to that of the book, each looked for once.
class Ways {
public:
    Ways(const ExchangeRates& rates, Currency currency) : rates_{&rates}, currency_{currency} {}

    const std::optional<ExchangeRates::Way>& find(Currency foreign, std::int32_t day) {
        const auto [known, is_new] = known_.try_emplace({foreign, day});
        if (is_new) known->second = rates_->way(foreign, currency_, date_of(day));
        return known->second;
    }
    const auto& all() const { return known_; }

private:
    const ExchangeRates* rates_;
    Currency currency_;
    std::map<std::pair<Currency, std::int32_t>, std::optional<ExchangeRates::Way>> known_;
};

}  // namespace

void read_rates(RawTable& table, Conversion& conversion, Currency currency) {
    ExchangeRates rates = conversion.rates;
    const RawColumn* base = table.find(kpi::exchange_rate::base.name);
    const RawColumn* quote = table.find(kpi::exchange_rate::quote.name);
    const RawColumn* from = table.find(kpi::exchange_rate::from.name);
    const RawColumn* rate = table.find(kpi::exchange_rate::rate.name);
    const auto begin = [&](std::size_t row) {
        return from->is_missing(row) ? all_time.first : date_of(from->small_at(row));
    };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row) && !table.is_in_conflict(row)) continue;
        const auto base_currency = Currency::try_parse(base->shown(row));
        const auto quote_currency = Currency::try_parse(quote->shown(row));
        const auto bad = [&](const RawColumn& c, const char* why) {
            table.reject(row, c.name, c.shown(row), why);
        };
        if (!base_currency)
            bad(*base, "is not an ISO 4217 currency");
        else if (!quote_currency)
            bad(*quote, "is not an ISO 4217 currency");
        else if (*base_currency == *quote_currency)
            bad(*quote, "is the same currency as 'base'");
        else if (table.is_in_conflict(row))
            rates.withhold(*base_currency, *quote_currency, begin(row));
        else if (rate->is_missing(row) || rate->number_at(row) <= 0)
            bad(*rate, "is not above zero");
        else
            rates.add(
                *base_currency, *quote_currency, begin(row),
                Decimal::from_nanos(rate->number_at(row)).exact());
    }
    check_unchanged(conversion, rates, currency);
    conversion.rates = std::move(rates);
    conversion.contradictions = conversion.rates->contradictions();
    conversion.crossed.clear();
    for (const auto& [foreign, asked] : conversion.asked)
        if (const auto way = conversion.rates->way(foreign, currency, date_of(asked)))
            note_cross(conversion, foreign, asked, *way);
}

void convert_money(
    RawTable& table,
    Conversion& conversion,
    Currency currency,
    const ConversionDays& days,
    std::span<const std::uint8_t> later) {
    Ways ways{conversion.rates, currency};
    const DayOfRate day_of_rate{table, days};
    for (RawColumn& column : table.columns()) {
        // What a record was is there whether or not its money can be told.
        const bool is_kept = !column.required || table.is_variant();
        std::vector<std::uint32_t> rows;
        for (const auto& entry : column.currencies)
            rows.push_back(entry.first);
        std::sort(rows.begin(), rows.end());
        for (const std::uint32_t row : rows) {
            if (table.is_rejected(row) || (row < later.size() && later[row] != 0)) continue;
            const Money money{column.number_at(row), column.currencies.at(row)};
            const std::int32_t day = day_of_rate.of(row);
            const auto refuse = [&](const std::string& why, FindingKind kind) {
                if (!is_kept) return table.reject(row, column.name, to_text(money), why, kind);
                table.note_missing(row, column.name, to_text(money), why, kind);
                column.set_number(row, missing_number);
            };
            if (day == missing_day) {
                refuse(
                    fmt::format("has no exchange rate to {}, having no date", currency.code()),
                    FindingKind::no_rate);
                continue;
            }
            try {
                const auto& way = ways.find(money.currency(), day);
                if (!way) {
                    refuse(
                        fmt::format(
                            "has no exchange rate to {} on {}", currency.code(),
                            to_text(date_of(day))),
                        FindingKind::no_rate);
                    continue;
                }
                const Money in_book = converted(money, currency, way->rate);
                if (in_book.minor() == missing_number)
                    refuse(
                        fmt::format("is too large in {}", currency.code()), FindingKind::invalid);
                else
                    column.set_number(row, in_book.minor());
            } catch (const Error& error) {
                if (error.code() != ErrorCode::overflow) throw;
                refuse(fmt::format("is too large in {}", currency.code()), FindingKind::invalid);
            }
        }
        column.currencies.clear();
    }
    std::vector<std::pair<Currency, std::int32_t>>& asked = conversion.asked;
    const auto known = static_cast<std::ptrdiff_t>(asked.size());
    for (const auto& [wanted, way] : ways.all()) {
        if (!std::binary_search(asked.begin(), asked.begin() + known, wanted))
            asked.push_back(wanted);
        if (way) note_cross(conversion, wanted.first, wanted.second, *way);
    }
    std::inplace_merge(asked.begin(), asked.begin() + known, asked.end());
}

}  // namespace saleskpi::inline v0_3::detail
