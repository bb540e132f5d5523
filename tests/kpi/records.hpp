// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>
#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/spend.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/rollup/dimension.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Short ways to write the few records that a worked example needs, and to read its answer.
namespace kpi_test {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

inline Date day(std::string_view text) { return try_parse_date(text).value(); }

inline Window window(std::string_view first, std::string_view last) {
    return {day(first), day(last)};
}

/// A decided deal.
inline Deal decided_deal(
    Stage stage, std::optional<Money> amount, std::string_view closed = "2025-01-15") {
    Deal d;
    d.stage = stage;
    d.amount = amount;
    d.closed = day(closed);
    return d;
}

inline Deal won_deal(std::optional<Money> amount, std::string_view closed = "2025-01-15") {
    return decided_deal(Stage::won, amount, closed);
}

/// Puts n copies of a record behind the others.
template <class Record>
void add(std::vector<Record>& records, std::size_t n, const Record& record) {
    records.insert(records.end(), n, record);
}

inline Customer customer_since(std::string_view since, std::string_view until = {}) {
    Customer c;
    c.since = day(since);
    if (!until.empty()) c.until = day(until);
    return c;
}

inline Spend spent(SpendPurpose purpose, Money amount, std::string_view date = "2025-01-15") {
    Spend s;
    s.purpose = purpose;
    s.amount = amount;
    s.date = day(date);
    return s;
}

inline Subscription subscribed(
    std::string_view customer,
    Money price,
    Interval interval,
    std::string_view started = "2025-01-01") {
    Subscription s;
    s.customer = customer;
    s.price = price;
    s.interval = interval;
    s.started = day(started);
    return s;
}

/// "12.50 USD" or, for a fraction of a cent, "25/2 cents of USD"; "2/5" for other units; the reason
/// where there is no value.
template <Unit U>
std::string answer(const Outcome<Quantity<U>>& outcome) {
    if (!outcome) return std::string{name(outcome.reason())};
    const Rational& exact = outcome->exact();
    if (!is_money_like(U)) return to_text(exact);
    if (!exact.is_whole()) return to_text(exact) + " cents of " + outcome->currency().code();
    return to_text(Money{static_cast<std::int64_t>(exact.numerator()), outcome->currency()});
}

}  // namespace kpi_test
