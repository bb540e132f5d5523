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

/// Dated exchange rates. A rate holds from its day until the next rate of the same pair. What they say
/// does not depend on the order in which they were added.
class ExchangeRates {
public:
    /// One unit of `from` is worth `rate` units of `to` (major units) from that day on. Throws Error
    /// invalid_argument unless the rate is positive and the currencies are two different ones, and
    /// incompatible if there is another rate for the same pair and day; an equal one changes nothing.
    void add(Currency from, Currency to, Date valid_from, const Rational& rate);

    /// From that day on it is not known what `from` is worth in `to`, until the next rate of the pair:
    /// whatever is added for that day.
    void withhold(Currency from, Currency to, Date valid_from);

    bool empty() const { return entries_.empty(); }

    /// The rate of the pair that was added for that very day, and not withheld.
    std::optional<Rational> said(Currency from, Currency to, Date valid_from) const;

    /// How one currency is converted to another.
    struct Way {
        Rational rate;
        std::vector<Currency> over{};  ///< the currencies between the two, for a cross rate

        bool is_cross() const { return !over.empty(); }
        friend bool operator==(const Way&, const Way&) = default;
    };
    /// The latest direct rate valid on the day, else the inverse of the latest opposite one, else the
    /// product of such rates over one currency, else over two. Of several such ways it is the one whose
    /// oldest rate is the newest, then the first by the codes of the currencies between. 1 for the same
    /// currency. No value where there is no way.
    std::optional<Way> way(Currency from, Currency to, Date day) const;
    std::optional<Rational> rate(Currency from, Currency to, Date day) const;
    /// The days on which that rate is another one than on the day before, in order; there being one
    /// where there was none is such a change, and none where there was one.
    std::vector<Date> changes(Currency from, Currency to) const;

    /// The money in the other currency, rounded once, half to even; no value where there is no rate.
    /// Throws Error overflow.
    std::optional<Money> convert(Money money, Currency to, Date day) const;

    /// A rate that others, which hold on its day, contradict: by them it would be another, whatever all of
    /// them were before they were rounded to their last places. A rate below 100 has two places at least.
    struct Contradiction {
        Currency from;
        Currency to;
        Date valid_from;  ///< of the newest of them, the first by the currencies' codes
        Rational rate;
        std::vector<Currency>
            over{};  ///< which currencies the others lead over; none: the opposite rate
        Rational by_others;

        friend bool operator==(const Contradiction&, const Contradiction&) = default;
    };
    /// One for each pair of opposite rates and each loop of three or four currencies, on the first day on
    /// which it does not hold; no loop that two smaller ones make up. In order of pair and day.
    std::vector<Contradiction> contradictions() const;

    friend bool operator==(const ExchangeRates&, const ExchangeRates&) = default;

private:
    struct Entry {
        Currency from;
        Currency to;
        Date valid_from;
        Rational rate;  // zero: withheld

        friend bool operator==(const Entry&, const Entry&) = default;
    };
    /// A rate on the way from one currency to another.
    struct Leg {
        const Entry* entry;
        bool is_inverse;

        Rational rate() const { return is_inverse ? Rational(1) / entry->rate : entry->rate; }
    };
    class Loops;

    Entry& entry(Currency from, Currency to, Date valid_from, const Rational& if_new);
    std::optional<Leg> leg(Currency from, Currency to, Date day) const;
    std::vector<Currency> currencies() const;
    const Entry* latest(Currency from, Currency to, Date day) const;

    std::vector<Entry> entries_;  // sorted by from, to, valid_from
};

/// The money by a rate in major units, rounded once, half to even. Throws Error overflow.
Money converted(Money money, Currency to, const Rational& rate);

}  // namespace saleskpi::inline v0_3
