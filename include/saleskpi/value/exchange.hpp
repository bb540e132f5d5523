// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/rational.hpp>

#include <optional>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Dated exchange rates. A rate holds from its day until the next rate of the same pair.
class ExchangeRates {
public:
    /// One unit of `from` is worth `rate` units of `to` (major units) from that day on. A second rate
    /// for the same pair and day replaces the first. Throws Error invalid_argument unless the rate is
    /// positive and the currencies are two different ones.
    void add(Currency from, Currency to, Date valid_from, const Rational& rate);

    /// From that day on it is not known what `from` is worth in `to`, until the next rate of the pair.
    void withhold(Currency from, Currency to, Date valid_from);

    bool empty() const { return entries_.empty(); }

    /// The latest direct rate valid on the day, else the inverse of the latest opposite one; 1 for
    /// the same currency. No value where neither exists: rates are not chained over a third currency.
    std::optional<Rational> rate(Currency from, Currency to, Date day) const;

    /// The money in the other currency, rounded once, half to even; no value where there is no rate.
    /// Throws Error overflow.
    std::optional<Money> convert(Money money, Currency to, Date day) const;

    friend bool operator==(const ExchangeRates&, const ExchangeRates&) = default;

private:
    struct Entry {
        Currency from;
        Currency to;
        Date valid_from;
        Rational rate;  // zero: withheld

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    void put(const Entry& added);
    const Entry* latest(Currency from, Currency to, Date day) const;

    std::vector<Entry> entries_;  // sorted by from, to, valid_from
};

}  // namespace saleskpi::inline v0_3
