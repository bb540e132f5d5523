// SPDX-License-Identifier: MIT
#include "value/exact.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/exchange.hpp>
#include <saleskpi/value/rounding.hpp>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

/// Of several ways the one whose oldest rate is the newest; of equal ones that which came first.
class Best {
public:
    void offer(std::vector<Currency> over, Date oldest, Rational rate) {
        if (best_ && oldest <= oldest_) return;
        oldest_ = oldest;
        best_ = ExchangeRates::Way{std::move(rate), std::move(over)};
    }
    const std::optional<ExchangeRates::Way>& found() const { return best_; }

private:
    std::optional<ExchangeRates::Way> best_;
    Date oldest_{};
};

}  // namespace

void ExchangeRates::add(Currency from, Currency to, Date valid_from, const Rational& rate) {
    if (rate.sign() <= 0) {
        detail::fail(ErrorCode::invalid_argument, "an exchange rate must be positive");
    }
    if (from.is_none() || to.is_none() || from == to) {
        detail::fail(
            ErrorCode::invalid_argument, "an exchange rate needs two different currencies");
    }
    const Rational& known = entry(from, to, valid_from, rate).rate;
    if (known != rate && !known.is_zero()) {
        throw Error(
            ErrorCode::incompatible, "there is another exchange rate of " + from.code() + " to " +
                                         to.code() + " from " + to_text(valid_from));
    }
}

void ExchangeRates::withhold(Currency from, Currency to, Date valid_from) {
    entry(from, to, valid_from, Rational(0)).rate = Rational(0);
}

ExchangeRates::Entry& ExchangeRates::entry(
    Currency from, Currency to, Date valid_from, const Rational& if_new) {
    const auto key = std::tuple(from, to, valid_from);
    const auto at = std::lower_bound(
        entries_.begin(), entries_.end(), key, [](const Entry& entry, const auto& wanted) {
            return std::tuple(entry.from, entry.to, entry.valid_from) < wanted;
        });
    if (at != entries_.end() && std::tuple(at->from, at->to, at->valid_from) == key) return *at;
    return *entries_.insert(at, {.from = from, .to = to, .valid_from = valid_from, .rate = if_new});
}

const ExchangeRates::Entry* ExchangeRates::latest(Currency from, Currency to, Date day) const {
    const auto after = std::upper_bound(
        entries_.begin(), entries_.end(), std::tuple(from, to, day),
        [](const auto& wanted, const Entry& entry) {
            return wanted < std::tuple(entry.from, entry.to, entry.valid_from);
        });
    if (after == entries_.begin()) {
        return nullptr;
    }
    const Entry& entry = *(after - 1);
    const bool is_known = entry.from == from && entry.to == to && !entry.rate.is_zero();
    return is_known ? &entry : nullptr;
}

std::optional<Rational> ExchangeRates::said(Currency from, Currency to, Date valid_from) const {
    const Entry* entry = latest(from, to, valid_from);
    return entry && entry->valid_from == valid_from ? std::optional{entry->rate} : std::nullopt;
}

std::optional<ExchangeRates::Leg> ExchangeRates::leg(Currency from, Currency to, Date day) const {
    if (const Entry* direct = latest(from, to, day)) return Leg{direct, false};
    if (const Entry* opposite = latest(to, from, day)) return Leg{opposite, true};
    return std::nullopt;
}

std::vector<Currency> ExchangeRates::currencies() const {
    std::vector<Currency> all;
    for (auto pair = entries_.begin(); pair != entries_.end();) {
        all.push_back(pair->from);
        all.push_back(pair->to);
        pair = std::upper_bound(
            pair, entries_.end(), std::pair(pair->from, pair->to),
            [](const auto& known, const Entry& entry) {
                return known < std::pair(entry.from, entry.to);
            });
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::optional<ExchangeRates::Way> ExchangeRates::way(Currency from, Currency to, Date day) const {
    if (from == to) {
        return Way{Rational(1)};
    }
    if (const auto only = leg(from, to, day)) {
        return Way{only->rate()};
    }
    struct End {
        Currency currency;
        Leg leg;
    };
    std::vector<End> first;
    std::vector<End> last;
    for (const Currency between : currencies()) {
        if (between == from || between == to) continue;
        if (const auto there = leg(from, between, day)) first.push_back({between, *there});
        if (const auto there = leg(between, to, day)) last.push_back({between, *there});
    }
    Best over_one;
    Best over_two;
    for (const End& a : first) {
        for (const End& b : last) {
            const Date oldest = (std::min)(a.leg.entry->valid_from, b.leg.entry->valid_from);
            if (a.currency == b.currency)
                over_one.offer({a.currency}, oldest, a.leg.rate() * b.leg.rate());
            else if (over_one.found())
                continue;
            else if (const auto middle = leg(a.currency, b.currency, day))
                over_two.offer(
                    {a.currency, b.currency}, (std::min)(oldest, middle->entry->valid_from),
                    a.leg.rate() * middle->rate() * b.leg.rate());
        }
    }
    return over_one.found() ? over_one.found() : over_two.found();
}

std::vector<Date> ExchangeRates::changes(Currency from, Currency to) const {
    std::vector<Date> days;
    for (const Entry& entry : entries_)
        days.push_back(entry.valid_from);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::optional<Rational> last;
    std::erase_if(days, [&](Date day) {
        std::optional<Rational> its = rate(from, to, day);
        return std::exchange(last, its) == its;
    });
    return days;
}

std::optional<Rational> ExchangeRates::rate(Currency from, Currency to, Date day) const {
    const std::optional<Way> found = way(from, to, day);
    return found ? std::optional{found->rate} : std::nullopt;
}

std::optional<Money> ExchangeRates::convert(Money money, Currency to, Date day) const {
    if (money.currency() == to) {
        return money;
    }
    const std::optional<Rational> per_major = rate(money.currency(), to, day);
    return per_major ? std::optional{converted(money, to, *per_major)} : std::nullopt;
}

Money converted(Money money, Currency to, const Rational& rate) {
    using detail::Exact;
    const Exact exact = Exact{Rational(money.minor())} * Exact{rate} *
                        Exact{Rational(to.minor_per_major(), money.currency().minor_per_major())};
    const std::optional<Rational> near = exact.value();
    using Limits = std::numeric_limits<std::int64_t>;
    if (near && near->abs() <= Rational((Limits::max)())) {
        // What no rational holds has been rounded, so it is compared once more.
        int128 whole = round(*near, Rounding::floor);
        while (Exact{Rational(whole)} > exact)
            --whole;
        const Exact rest = exact - Exact{Rational(whole)};
        const auto to_half = rest <=> Exact{Rational(1, 2)};
        if (to_half > 0 || (to_half == 0 && whole % 2 != 0)) ++whole;
        if (whole >= (Limits::min)() && whole <= (Limits::max)())
            return Money(static_cast<std::int64_t>(whole), to);
    }
    detail::fail(ErrorCode::overflow, "an amount of money does not fit in 64 bits");
}

}  // namespace saleskpi::inline v0_3
