// SPDX-License-Identifier: MIT
#include <saleskpi/value/exchange.hpp>
#include <saleskpi/value/quantity.hpp>

#include <algorithm>
#include <tuple>

namespace saleskpi::inline v0_3 {

void ExchangeRates::add(Currency from, Currency to, Date valid_from, const Rational& rate) {
    if (rate.sign() <= 0) {
        detail::fail(ErrorCode::invalid_argument, "an exchange rate must be positive");
    }
    if (from.is_none() || to.is_none() || from == to) {
        detail::fail(
            ErrorCode::invalid_argument, "an exchange rate needs two different currencies");
    }
    put({.from = from, .to = to, .valid_from = valid_from, .rate = rate});
}

void ExchangeRates::withhold(Currency from, Currency to, Date valid_from) {
    put({.from = from, .to = to, .valid_from = valid_from, .rate = Rational(0)});
}

void ExchangeRates::put(const Entry& added) {
    const auto key = std::tuple(added.from, added.to, added.valid_from);
    const auto at = std::lower_bound(
        entries_.begin(), entries_.end(), key, [](const Entry& entry, const auto& wanted) {
            return std::tuple(entry.from, entry.to, entry.valid_from) < wanted;
        });
    if (at != entries_.end() && std::tuple(at->from, at->to, at->valid_from) == key) {
        *at = added;
    } else {
        entries_.insert(at, added);
    }
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

std::optional<Rational> ExchangeRates::rate(Currency from, Currency to, Date day) const {
    if (from == to) {
        return Rational(1);
    }
    if (const Entry* direct = latest(from, to, day)) {
        return direct->rate;
    }
    if (const Entry* opposite = latest(to, from, day)) {
        return Rational(1) / opposite->rate;
    }
    return std::nullopt;
}

std::optional<Money> ExchangeRates::convert(Money money, Currency to, Date day) const {
    if (money.currency() == to) {
        return money;
    }
    const std::optional<Rational> per_major = rate(money.currency(), to, day);
    if (!per_major) {
        return std::nullopt;
    }
    const Rational per_minor =
        *per_major * Rational(to.minor_per_major(), money.currency().minor_per_major());
    return detail::rounded_money(Rational(money.minor()) * per_minor, to, Rounding::half_even);
}

}  // namespace saleskpi::inline v0_3
