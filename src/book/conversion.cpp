// SPDX-License-Identifier: MIT
#include "book/conversion.hpp"

#include "book/table_rules.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/record/exchange_rate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

Date date_of(std::int32_t day) { return Date{date::days{day}}; }

/// The dates of a table by which its money is converted, in the order in which they are asked: see
/// TableRules::converted_by.
class ConversionDates {
public:
    explicit ConversionDates(RawTable& table) {
        const TableRules& rules = rules_of(table.name());
        for (const std::string_view name : rules.converted_by)
            add(table.find(name));
        add(table.find(rules.clustered_by));
        for (const RawColumn& column : table.columns())
            add(&column);
    }

    /// missing_day for a record without any.
    std::int32_t of(std::size_t row) const {
        for (const RawColumn* date : dates_)
            if (!date->is_missing(row)) return date->small_at(row);
        return missing_day;
    }

private:
    void add(const RawColumn* column) {
        if (column && column->is_date() && !is_in_force(column->name) &&
            std::find(dates_.begin(), dates_.end(), column) == dates_.end())
            dates_.push_back(column);
    }

    std::vector<const RawColumn*> dates_;
};

void check_unchanged(const Conversion& before, const ExchangeRates& rates, Currency currency) {
    for (const auto& [foreign, day] : before.asked)
        if (before.rates.rate(foreign, currency, date_of(day)) !=
            rates.rate(foreign, currency, date_of(day)))
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "the added exchange rates change that of {} to {} on {}, by which records of "
                    "the book were converted: build it anew from all records",
                    foreign.code(), currency.code(), to_text(date_of(day)))};
}

}  // namespace

void read_rates(RawTable& table, Conversion& conversion, Currency currency) {
    ExchangeRates rates = conversion.rates;
    const RawColumn* base = table.find(kpi::exchange_rate::base.name);
    const RawColumn* quote = table.find(kpi::exchange_rate::quote.name);
    const RawColumn* from = table.find(kpi::exchange_rate::from.name);
    const RawColumn* rate = table.find(kpi::exchange_rate::rate.name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row)) continue;
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
        else if (rate->is_missing(row) || rate->number_at(row) <= 0)
            bad(*rate, "is not above zero");
        else
            rates.add(
                *base_currency, *quote_currency,
                from->is_missing(row) ? all_time.first : date_of(from->small_at(row)),
                Decimal::from_nanos(rate->number_at(row)).exact());
    }
    check_unchanged(conversion, rates, currency);
    conversion.rates = std::move(rates);
}

void convert_money(
    RawTable& table,
    Conversion& conversion,
    Currency currency,
    std::span<const std::uint8_t> later) {
    std::set<std::pair<Currency, std::int32_t>> asked;
    const ConversionDates dates{table};
    for (RawColumn& column : table.columns()) {
        std::vector<std::uint32_t> rows;
        for (const auto& entry : column.currencies)
            rows.push_back(entry.first);
        std::sort(rows.begin(), rows.end());
        for (const std::uint32_t row : rows) {
            if (table.is_rejected(row) || (row < later.size() && later[row] != 0)) continue;
            const Money money{column.number_at(row), column.currencies.at(row)};
            const std::int32_t day = dates.of(row);
            const auto refuse = [&](const std::string& why, FindingKind kind) {
                table.reject(row, column.name, to_text(money), why, kind);
            };
            if (day == missing_day) {
                refuse(
                    fmt::format("has no exchange rate to {}, having no date", currency.code()),
                    FindingKind::no_rate);
                continue;
            }
            asked.emplace(money.currency(), day);
            try {
                const auto converted = conversion.rates.convert(money, currency, date_of(day));
                if (converted && converted->minor() == missing_number)
                    refuse(
                        fmt::format("is too large in {}", currency.code()), FindingKind::invalid);
                else if (converted)
                    column.set_number(row, converted->minor());
                else
                    refuse(
                        fmt::format(
                            "has no exchange rate to {} on {}", currency.code(),
                            to_text(date_of(day))),
                        FindingKind::no_rate);
            } catch (const Error& error) {
                if (error.code() != ErrorCode::overflow) throw;
                refuse(fmt::format("is too large in {}", currency.code()), FindingKind::invalid);
            }
        }
        column.currencies.clear();
    }
    if (asked.empty()) return;
    asked.insert(conversion.asked.begin(), conversion.asked.end());
    conversion.asked.assign(asked.begin(), asked.end());
}

}  // namespace saleskpi::inline v0_3::detail
