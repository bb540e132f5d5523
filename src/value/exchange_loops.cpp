// SPDX-License-Identifier: MIT
#include "value/exact.hpp"

#include <saleskpi/value/exchange.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

/// Rates that contradict each other: around a loop of currencies their product is 1, but for rounding.
namespace saleskpi::inline v0_3 {

namespace {

using detail::Exact;

/// Half a unit of the last place in which a rate is written; nothing of a fraction without a last one.
Rational half_a_unit(const Rational& rate) {
    constexpr int most = 18;
    const int least = rate < Rational(100) ? 2 : 0;
    Rational unit(1);
    for (int written = 0; written <= most; ++written) {
        if (written >= least && unit.denominator() % rate.denominator() == 0)
            return unit * Rational(1, 2);
        unit *= Rational(1, 10);
    }
    return Rational(0);
}

}  // namespace

class ExchangeRates::Loops {
public:
    explicit Loops(const ExchangeRates& rates) : rates_{&rates} {
        for (const Entry& entry : rates.entries_) {
            auto& days = days_[std::minmax(entry.from, entry.to)];
            days.push_back(entry.valid_from);
            neighbours_[entry.from].insert(entry.to);
            neighbours_[entry.to].insert(entry.from);
        }
    }

    std::vector<Contradiction> find() {
        for (const auto& [pair, days] : days_)
            check({pair.first, pair.second});
        for (const auto& [a, of_a] : neighbours_)
            for (auto b = of_a.upper_bound(a); b != of_a.end(); ++b)
                for (auto c = std::next(b); c != of_a.end(); ++c)
                    if (are_a_pair(*b, *c))
                        check({a, *b, *c});
                    else
                        check_squares(a, *b, *c);
        std::sort(found_.begin(), found_.end(), [](const auto& x, const auto& y) {
            return std::tie(x.from, x.to, x.valid_from, x.over) <
                   std::tie(y.from, y.to, y.valid_from, y.over);
        });
        return std::move(found_);
    }

private:
    bool are_a_pair(Currency a, Currency b) const { return neighbours_.at(a).contains(b); }

    /// Those over two currencies that are no pair, and another across that is none with the first.
    void check_squares(Currency a, Currency b, Currency c) {
        for (const Currency across : neighbours_.at(b))
            if (across > a && across != c && are_a_pair(across, c) && !are_a_pair(across, a))
                check({a, b, across, c});
    }

    void check(const std::vector<Currency>& loop) {
        std::vector<Date> days;
        for (std::size_t i = 0; i < loop.size(); ++i) {
            const auto& some = days_.at(std::minmax(loop[i], loop[(i + 1) % loop.size()]));
            days.insert(days.end(), some.begin(), some.end());
        }
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        for (const Date day : days)
            if (is_contradicted(loop, day)) return;
    }

    /// Notes it if it is.
    bool is_contradicted(const std::vector<Currency>& loop, Date day) {
        std::vector<Leg> legs;
        for (std::size_t i = 0; i < loop.size(); ++i) {
            const Currency from = loop[i];
            const Currency to = loop[(i + 1) % loop.size()];
            if (loop.size() > 2) {
                const auto found = rates_->leg(from, to, day);
                if (!found) return false;
                legs.push_back(*found);
            } else {
                const Entry* entry = rates_->latest(from, to, day);
                if (!entry) return false;
                legs.push_back({entry, false});
            }
        }
        Exact least{Rational(1)};
        Exact most{Rational(1)};
        for (const Leg& leg : legs) {
            const Rational& rate = leg.entry->rate;
            const Rational half = half_a_unit(rate);
            const Exact low{rate - half};
            const Exact high{rate + half};
            least = leg.is_inverse ? least / high : least * low;
            most = leg.is_inverse ? most / low : most * high;
        }
        const Exact one{Rational(1)};
        if (least <= one && one <= most) return false;
        note(loop, legs);
        return true;
    }

    void note(const std::vector<Currency>& loop, const std::vector<Leg>& legs) {
        const auto newest =
            std::min_element(legs.begin(), legs.end(), [](const Leg& x, const Leg& y) {
                return std::tie(y.entry->valid_from, x.entry->from, x.entry->to) <
                       std::tie(x.entry->valid_from, y.entry->from, y.entry->to);
            });
        const auto at = static_cast<std::size_t>(newest - legs.begin());
        const Entry& entry = *newest->entry;
        // From its one end around the loop to the other.
        Exact others{Rational(1)};
        std::vector<Currency> over;
        for (std::size_t i = 1; i < loop.size(); ++i) {
            const std::size_t next = (at + i) % loop.size();
            others = others * Exact{legs[next].rate()};
            if (i > 1) over.push_back(loop[next]);
        }
        if (!newest->is_inverse) {
            others = Exact{Rational(1)} / others;
            std::reverse(over.begin(), over.end());
        }
        found_.push_back(
            {entry.from, entry.to, entry.valid_from, entry.rate, std::move(over),
             others.nearest()});
    }

    const ExchangeRates* rates_;
    std::map<std::pair<Currency, Currency>, std::vector<Date>>
        days_;  // of pairs in either direction
    std::map<Currency, std::set<Currency>> neighbours_;
    std::vector<Contradiction> found_;
};

std::vector<ExchangeRates::Contradiction> ExchangeRates::contradictions() const {
    return Loops{*this}.find();
}

}  // namespace saleskpi::inline v0_3
