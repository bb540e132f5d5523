// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/checks.hpp"
#include "book/pack.hpp"
#include "book/raw_table.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/exchange_rate.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace saleskpi {

using detail::RawColumn;
using detail::RawTable;

struct BookBuilder::State {
    explicit State(Currency c) : currency{c} { data->currency = c; }

    RawTable& table(std::string_view name) {
        for (RawTable& t : tables)
            if (t.name() == name) return t;
        tables.emplace_back(std::string{name}, currency, data->dictionaries);
        return tables.back();
    }
    RawTable* find(std::string_view name) {
        for (RawTable& t : tables)
            if (t.name() == name) return &t;
        return nullptr;
    }

    Currency currency;
    std::shared_ptr<detail::BookData> data = std::make_shared<detail::BookData>();
    std::vector<RawTable> tables;
    std::vector<Finding> loaded;  // found by loaders
};

namespace {

/// By table, a flag per row: it began after the day as of which the book is known.
using LaterRows = std::map<std::string, std::vector<std::uint8_t>>;

/// Reads the exchange rates off their table; a rate that is none is rejected there.
ExchangeRates read_rates(RawTable* table) {
    ExchangeRates rates;
    if (!table) return rates;
    const RawColumn* base = table->find(exchange_rate::base.name);
    const RawColumn* quote = table->find(exchange_rate::quote.name);
    const RawColumn* from = table->find(exchange_rate::from.name);
    const RawColumn* rate = table->find(exchange_rate::rate.name);
    for (std::size_t row = 0; row < table->rows(); ++row) {
        if (table->is_rejected(row)) continue;
        const auto base_currency = Currency::find(base->shown(row));
        const auto quote_currency = Currency::find(quote->shown(row));
        const auto bad = [&](const RawColumn& c, const char* why) {
            table->reject(row, c.name, c.shown(row), why);
        };
        if (!base_currency)
            bad(*base, "is not an ISO 4217 currency");
        else if (!quote_currency)
            bad(*quote, "is not an ISO 4217 currency");
        else if (*base_currency == *quote_currency)
            bad(*quote, "is the same currency as 'base'");
        else if (rate->is_missing(row) || rate->number_at(row) <= 0)
            bad(*rate, "is not above zero");
        else {
            const Date day =
                from->is_missing(row) ? all_time.first : Date{date::days{from->small_at(row)}};
            rates.add(
                *base_currency, *quote_currency, day,
                Decimal::from_nanos(rate->number_at(row)).exact());
        }
    }
    return rates;
}

void seat_reps(RawTable* table, detail::Seating& seating) {
    if (!table) return;
    const RawColumn* rep = table->find(assignment::rep.name);
    const RawColumn* team = table->find(assignment::team.name);
    const RawColumn* region = table->find(assignment::region.name);
    const RawColumn* from = table->find(assignment::from.name);
    const RawColumn* until = table->find(assignment::until.name);
    // By day and name, so that of two that contradict each other the same one is kept in any order.
    std::vector<std::size_t> rows(table->rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto key = [&](std::size_t row) {
        return std::tuple{
            from->small_at(row), until->small_at(row), rep->shown(row), team->shown(row),
            region->shown(row)};
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return from->small_at(a) != from->small_at(b) ? from->small_at(a) < from->small_at(b)
                                                      : key(a) < key(b);
    });
    for (const std::size_t row : rows) {
        if (table->is_rejected(row)) continue;
        const detail::Sitting ever;
        const std::int32_t first = from->is_missing(row) ? ever.from : from->small_at(row);
        const std::int32_t last = until->is_missing(row) ? ever.until : until->small_at(row);
        const detail::Seat seat{rep->small_at(row), team->small_at(row), region->small_at(row)};
        if (!seating.assign(seat, first, last))
            table->reject(
                row, rep->name, rep->shown(row), "has another assignment on the same days");
    }
}

/// Seats for what names a rep without assignment, or a team or region without a rep.
void seat_others(RawTable& table, detail::Seating& seating) {
    const RawColumn* rep = table.find("rep");
    const RawColumn* team = table.find("team");
    const RawColumn* region = table.find("region");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (rep && !rep->is_missing(row)) continue;
        const std::int32_t t = team && team->dictionary ? team->small_at(row) : missing_code;
        const std::int32_t r = region && region->dictionary ? region->small_at(row) : missing_code;
        if (t >= 0 || r >= 0) seating.admit(t, r);
    }
}

/// What became of all records, those that a loader already refused among them.
BuildReport report(
    std::vector<RawTable>& tables, LaterRows& later, const std::vector<Finding>& loaded) {
    BuildReport result;
    std::map<std::string, TableCount> counts;
    result.findings = loaded;
    for (const Finding& finding : loaded) {
        if (!finding.rejected) continue;
        ++counts[finding.table].read;
        ++counts[finding.table].rejected;
    }
    for (RawTable& table : tables) {
        TableCount& count = counts[table.name()];
        const std::vector<std::uint8_t>& is_later = later[table.name()];
        count.read += table.rows();
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.is_rejected(row))
                ++count.rejected;
            else if (!is_later.empty() && is_later[row])
                ++count.later;
        }
        const std::vector<Finding>& found = table.findings();
        result.findings.insert(result.findings.end(), found.begin(), found.end());
    }
    for (auto& [name, count] : counts) {
        count.table = name;
        count.kept = count.read - count.rejected - count.later;
        result.tables.push_back(count);
    }
    return result;
}

}  // namespace

BookBuilder::BookBuilder(Currency currency) : state_{std::make_unique<State>(currency)} {}
BookBuilder::~BookBuilder() = default;
BookBuilder::BookBuilder(BookBuilder&&) noexcept = default;
BookBuilder& BookBuilder::operator=(BookBuilder&&) noexcept = default;

BookBuilder& BookBuilder::calendar(const Calendar& calendar) {
    state_->data->calendar = calendar;
    return *this;
}

BookBuilder& BookBuilder::as_of(Date day) {
    state_->data->as_of = day;
    return *this;
}

BookBuilder& BookBuilder::add(const RowSource& records, const Provenance& provenance) {
    state_->table(records.type().table).add(records, provenance);
    return *this;
}

BookBuilder& BookBuilder::add(std::span<const Finding> findings) {
    state_->loaded.insert(state_->loaded.end(), findings.begin(), findings.end());
    return *this;
}

Book BookBuilder::build() {
    // The builder starts anew even if something throws below.
    const std::unique_ptr<State> state =
        std::exchange(state_, std::make_unique<State>(state_->currency));
    detail::BookData& data = *state->data;
    for (RawTable& table : state->tables)
        check_records(table);

    LaterRows later;
    if (data.as_of) {
        // Before the cut, which forgets the days of later changes.
        RawTable* deals = state->find("deals");
        RawTable* changes = state->find("stage_changes");
        if (deals && changes) replay_stages(*deals, *changes, *data.as_of);
        for (RawTable& table : state->tables)
            cut_to(table, *data.as_of, later[table.name()]);
    }

    const ExchangeRates rates = read_rates(state->find("exchange_rates"));
    for (RawTable& table : state->tables)
        convert_money(table, rates, data.currency);

    seat_reps(state->find("assignments"), data.seating);
    for (RawTable& table : state->tables) {
        seat_others(table, data.seating);
        data.tables.push_back(
            std::make_shared<const detail::BookTable>(pack(table, later[table.name()])));
    }
    if (const detail::Dictionary* reps = data.dictionary("rep"))
        for (std::size_t rep = 0; rep < reps->size(); ++rep)
            data.seating.admit(static_cast<std::int32_t>(rep));

    data.report = report(state->tables, later, state->loaded);
    return Book{state->data};
}

}  // namespace saleskpi
