// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/format/value.hpp>
#include <saleskpi/record/records.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Short ways to write the few records of a worked example, and to read its answer:
///
///     const Book book = make::book(make::deals(
///         make::deal_of("A").won(100_usd), make::times(9, make::deal_of("B").lost(10_usd))));
namespace make {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

inline Date day(std::string_view text) { return try_parse_date(text).value(); }
inline Window days(std::string_view first, std::string_view last) {
    return {day(first), day(last)};
}

inline constexpr Money one_dollar{100, usd};

/// A deal that each call refines. Without a day it is decided on 2025-01-20.
struct DealMaker : Deal {
    DealMaker decided(Stage how, std::optional<Money> worth, std::string_view on) const {
        DealMaker d = *this;
        d.stage = how;
        d.amount = worth;
        d.closed = day(on);
        return d;
    }
    DealMaker won(
        std::optional<Money> worth = one_dollar, std::string_view on = "2025-01-20") const {
        return decided(Stage::won, worth, on);
    }
    DealMaker lost(
        std::optional<Money> worth = one_dollar, std::string_view on = "2025-01-20") const {
        return decided(Stage::lost, worth, on);
    }
    DealMaker worth(std::optional<Money> money) const { return with(&Deal::amount, money); }
    DealMaker created_on(std::string_view on) const { return with(&Deal::created, day(on)); }
    DealMaker opened_on(std::string_view on) const { return with(&Deal::opened, day(on)); }
    DealMaker from(std::string_view buyer) const {
        return with(&Deal::customer, std::string{buyer});
    }
    DealMaker listed_at(Money money) const { return with(&Deal::list, money); }
    DealMaker costing(Money money) const { return with(&Deal::cost, money); }
    DealMaker likely(int percent) const {
        return with(&Deal::probability, Decimal::ratio(percent, 100));
    }
    /// Credit in percent: `shared({{"A", 60}, {"B", 40}})`.
    DealMaker shared(const std::vector<std::pair<std::string, int>>& parts) const {
        DealMaker d = *this;
        for (const auto& [who, percent] : parts)
            d.credits.push_back({who, Decimal::ratio(percent, 100)});
        return d;
    }
    /// Any other field.
    template <class T, class V>
    DealMaker with(T Deal::*member, const V& value) const {
        DealMaker d = *this;
        d.*member = value;
        return d;
    }
};

inline DealMaker deal_of(std::string_view rep = "A") {
    DealMaker d;
    d.rep = rep;
    return d;
}

template <class Record>
std::vector<Record> times(std::size_t n, const Record& record) {
    return std::vector<Record>(n, record);
}

inline void append(std::vector<Deal>& all, const Deal& one) { all.push_back(one); }
inline void append(std::vector<Deal>& all, const std::vector<DealMaker>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

/// Deals, and numbers of equal ones.
template <class... Parts>
std::vector<Deal> deals(const Parts&... parts) {
    std::vector<Deal> all;
    (append(all, parts), ...);
    return all;
}

/// A rep in a team of the region EMEA, since ever and still unless a day is given.
inline Assignment seat(
    std::string_view rep,
    std::string_view team,
    std::optional<Date> from = {},
    std::optional<Date> until = {}) {
    return {std::string{rep}, std::string{team}, "EMEA", from, until, {}};
}

/// A rep's target for revenue; by default for January 2025.
inline Target quota(
    std::string_view rep, Money amount, const Window& when = days("2025-01-01", "2025-02-01")) {
    Target t;
    t.metric = "revenue";
    t.rep = rep;
    t.from = when.first;
    t.until = when.until;
    t.amount = amount;
    return t;
}

inline Quote quote_of(std::string_view deal, std::string_view sent = "2025-01-05") {
    Quote q;
    q.deal = deal;
    q.sent = day(sent);
    return q;
}

inline Customer customer_since(std::string_view since, std::string_view until = {}) {
    Customer c;
    c.since = day(since);
    if (!until.empty()) c.until = day(until);
    return c;
}

inline Subscription paying(
    std::string_view customer,
    Money price,
    Interval interval = Interval::month,
    std::string_view started = "2025-01-01",
    std::string_view ended = {}) {
    Subscription s;
    s.customer = customer;
    s.price = price;
    s.interval = interval;
    s.started = day(started);
    if (!ended.empty()) s.ended = day(ended);
    return s;
}

inline Spend spent(Money amount, std::string_view on) {
    Spend s;
    s.amount = amount;
    s.date = day(on);
    return s;
}

inline ExchangeRate rate(
    std::string_view base, std::string_view from, std::string_view rate_in_usd) {
    return {std::string{base}, "USD", day(from), Decimal::try_parse(rate_in_usd)};
}

inline StageChange change(
    std::string_view deal, std::string_view on, Stage stage, std::optional<Money> amount = {}) {
    return {std::string{deal}, day(on), stage, {}, amount};
}

/// A move to a stage of the pipeline.
inline StageChange moved(std::string_view deal, std::string_view on, std::string_view stage) {
    StageChange c = change(deal, on, Stage::open);
    c.pipeline_stage = stage;
    return c;
}

inline Touch touch_of(std::string_view deal, std::string_view on, std::string_view source) {
    Touch t;
    t.deal = deal;
    t.date = day(on);
    t.source = source;
    return t;
}

/// The records, those without an id numbered.
template <class Range>
Range identified(Range records, std::size_t range) {
    if constexpr (requires { records.front().id; }) {
        for (std::size_t i = 0; i < records.size(); ++i)
            if (records[i].id.empty()) records[i].id = fmt::format("{}-{}", range, i + 1);
    }
    return records;
}

template <class... Ranges>
Book book_in(Currency currency, const Ranges&... ranges) {
    BookBuilder builder{currency};
    std::size_t range = 0;
    (builder.add(identified(ranges, ++range)), ...);
    return builder.build();
}

/// A book in USD.
template <class... Ranges>
Book book(const Ranges&... ranges) {
    return book_in(usd, ranges...);
}

/// As a reader sees it: "11.96 %", "19000.00 USD", "no_target".
template <class T>
std::string text(const Outcome<T>& outcome) {
    return fmt::format("{}", outcome);
}

}  // namespace make
