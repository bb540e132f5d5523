// SPDX-License-Identifier: MIT
#include "value/exact.hpp"

#include "value/natural.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/gcd.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_bits = 1024;
constexpr std::size_t rational_bits = 127;
constexpr std::uint64_t parts_per_one = 1'000'000'000'000;

/// The nearest whole number of a fraction, half to even.
Natural to_whole(const Natural& above, const Natural& below) {
    auto [whole, rest] = divided(above, below);
    const auto by_half = rest + rest <=> below;
    const bool is_up = by_half > 0 || (by_half == 0 && whole.is_odd());
    return is_up ? whole + Natural{1} : whole;
}

}  // namespace

/// Reduced, with a denominator above zero.
struct Exact::Wide {
    bool is_negative;
    Natural above;
    Natural below;

    void reduce() {
        const Natural divisor = gcd(above, below);
        above = divided(above, divisor).quotient;
        below = divided(below, divisor).quotient;
    }
    bool is_within(std::size_t most) const { return above.bits() <= most && below.bits() <= most; }
    /// Of one that is within rational_bits.
    Rational rational() const {
        const auto size = static_cast<int128>(above.low());
        return {is_negative ? -size : size, static_cast<int128>(below.low())};
    }
    /// The nearest of those fractions.
    Wide in(std::uint64_t parts) const {
        Wide result{is_negative, to_whole(above * Natural{parts}, below), Natural{parts}};
        result.reduce();
        return result;
    }
    Wide plus(const Wide& other) const {
        const Natural a = above * other.below;
        const Natural b = other.above * below;
        if (is_negative == other.is_negative) return {is_negative, a + b, below * other.below};
        if (a < b) return {other.is_negative, b - a, below * other.below};
        return {is_negative, a - b, below * other.below};
    }
    Wide times(const Wide& other) const {
        return {is_negative != other.is_negative, above * other.above, below * other.below};
    }
    /// Of one that is not zero.
    Wide inverse() const { return {is_negative, below, above}; }
    Wide negative() const { return {!is_negative, above, below}; }
};

void Exact::Delete::operator()(Wide* wide) const noexcept { delete wide; }

Exact::OwnedWide Exact::copied(const Wide& wide) { return OwnedWide{new Wide(wide)}; }

Exact::Exact(Wide&& wide, Loss loss) : loss_{loss} {
    wide.reduce();
    if (!wide.is_within(most_bits)) {
        wide = wide.in(parts_per_one);
        loss_ = wide.is_within(most_bits) ? (std::max)(loss, Loss::rounded) : Loss::lost;
    }
    if (loss_ == Loss::lost)
        number_ = wide.is_negative ? -1 : 1;  // no more than its sign is known
    else if (wide.is_within(rational_bits))
        number_ = wide.rational();
    else
        wide_ = OwnedWide{new Wide(std::move(wide))};
}

Exact::Wide Exact::widened(const Exact& number) {
    if (number.wide_) return *number.wide_;
    const Rational narrow = number.narrow();
    return {
        narrow.sign() < 0, Natural{magnitude(narrow.numerator())},
        Natural{magnitude(narrow.denominator())}};
}

std::optional<Rational> Exact::value() const {
    if (loss_ == Loss::lost) return std::nullopt;
    if (!wide_) return narrow();
    for (std::uint64_t parts = parts_per_one; parts > 0; parts /= 10)
        if (const Wide nearest = wide_->in(parts); nearest.is_within(rational_bits))
            return nearest.rational();
    return std::nullopt;
}

std::optional<Exact::Parts> Exact::parts() const {
    if (below_ != 0 && loss_ != Loss::lost) return Parts{number_.numerator(), below_};
    const std::optional<Rational> reduced = value();
    if (!reduced) return std::nullopt;
    return Parts{reduced->numerator(), reduced->denominator()};
}

Rational Exact::nearest() const {
    return value().value_or(sign() < 0 ? Rational{-int128_max} : Rational{int128_max});
}

int Exact::sign() const {
    if (!wide_) return number_.sign();
    return wide_->is_negative ? -1 : 1;
}

/// Narrow as long as that holds: what is caught costs nothing where nothing is thrown.
template <class OfRationals, class OfWides>
Exact Exact::computed(const Exact& a, const Exact& b, OfRationals of_rationals, OfWides of_wides) {
    const Loss loss = (std::max)(a.loss_, b.loss_);
    if (!a.wide_ && !b.wide_) {
        try {
            Exact result{of_rationals(a.narrow(), b.narrow())};
            result.loss_ = loss;
            return result;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::overflow) throw;
        }
    }
    return {of_wides(widened(a), widened(b)), loss};
}

Exact Exact::operator-() const { return Exact{} - *this; }

Exact operator+(const Exact& a, const Exact& b) {
    return Exact::computed(
        a, b, [](const Rational& x, const Rational& y) { return x + y; },
        [](const Exact::Wide& x, const Exact::Wide& y) { return x.plus(y); });
}

Exact operator-(const Exact& a, const Exact& b) {
    return Exact::computed(
        a, b, [](const Rational& x, const Rational& y) { return x - y; },
        [](const Exact::Wide& x, const Exact::Wide& y) { return x.plus(y.negative()); });
}

Exact operator*(const Exact& a, const Exact& b) {
    return Exact::computed(
        a, b, [](const Rational& x, const Rational& y) { return x * y; },
        [](const Exact::Wide& x, const Exact::Wide& y) { return x.times(y); });
}

namespace {

bool is_whole_of_64_bits(const Rational& number) {
    constexpr int128 most = std::numeric_limits<std::int64_t>::max();
    return number.is_whole() && -most <= number.numerator() && number.numerator() <= most;
}

}  // namespace

Exact operator/(const Exact& a, const Exact& b) {
    const bool is_simple = !a.wide_ && !b.wide_ && a.below_ == 0 && b.below_ == 0 &&
                           is_whole_of_64_bits(a.number_) && is_whole_of_64_bits(b.number_);
    if (is_simple && !b.number_.is_zero()) {
        const auto below = static_cast<std::int64_t>(b.number_.numerator());
        Exact result{below < 0 ? -a.number_ : a.number_};
        result.below_ = below < 0 ? -below : below;
        result.loss_ = (std::max)(a.loss_, b.loss_);
        return result;
    }
    return Exact::computed(
        a, b, [](const Rational& x, const Rational& y) { return x / y; },
        [](const Exact::Wide& x, const Exact::Wide& y) { return x.times(y.inverse()); });
}

Exact square_root(const Exact& number) {
    const Exact::Wide of = Exact::widened(number);
    const Natural above = root_of(of.above);
    const Natural below = root_of(of.below);
    if (above * above == of.above && below * below == of.below)
        return {Exact::Wide{false, above, below}, number.loss_};
    // Of the number in parts of a square: no root of a fraction that is no square ends in a half.
    const Natural parts{parts_per_one};
    const Natural twice =
        root_of(divided(Natural{4} * of.above * parts * parts, of.below).quotient);
    const Natural nearest = divided(twice + Natural{1}, Natural{2}).quotient;
    return {Exact::Wide{false, nearest, parts}, (std::max)(number.loss_, Exact::Loss::rounded)};
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
    if (!a.wide_ && !b.wide_) return a.narrow() <=> b.narrow();
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    const Exact::Wide x = Exact::widened(a);
    const Exact::Wide y = Exact::widened(b);
    const auto by_size = x.above * y.below <=> y.above * x.below;
    return a.sign() < 0 ? 0 <=> by_size : by_size;
}

Rational scaled(const Rational& number, std::int64_t a, std::int64_t b) {
    const std::optional<Rational> value = (Exact{number} * Exact{a} / Exact{b}).value();
    if (!value) fail(ErrorCode::overflow, "a number does not fit in 128 bits in another unit");
    return *value;
}

}  // namespace saleskpi::inline v0_3::detail
