// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/rounding.hpp>
#include <saleskpi/value/unit.hpp>

#include <compare>
#include <type_traits>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

template <Unit U>
class Quantity;

namespace detail {

/// What a quantity holds in place of a currency where its unit has none.
struct NoCurrency {
    constexpr NoCurrency() = default;
    constexpr explicit NoCurrency(Currency) {}
    constexpr operator Currency() const { return {}; }
    friend constexpr bool operator==(NoCurrency, NoCurrency) = default;
};

template <Unit U>
using CurrencyPart = std::conditional_t<is_money_like(U), Currency, NoCurrency>;

/// The quantity of that number; the currency is kept where the unit has one.
template <Unit U>
constexpr Quantity<U> quantity(const Rational& exact, Currency currency) {
    if constexpr (is_money_like(U)) {
        return Quantity<U>(exact, currency);
    } else {
        return Quantity<U>(exact);
    }
}

[[noreturn]] void fail_unit_mismatch(Unit actual, Unit expected);

/// The amount in minor units, rounded; throws Error overflow beyond 64 bits.
Money rounded_money(const Rational& minor, Currency currency, Rounding mode);

}  // namespace detail

/// An exact number with its unit in the type, and for money its currency in the value.
/// The number counts base units: minor units for money, 1 for 100 % in a ratio.
template <Unit U>
class Quantity {
public:
    static constexpr Unit unit = U;

    /// Zero; for money without a currency.
    constexpr Quantity() = default;

    constexpr explicit Quantity(const Rational& exact) requires(!is_money_like(U))
        : exact_(exact) {}

    constexpr Quantity(const Rational& exact, Currency currency) requires(is_money_like(U))
        : exact_(exact), currency_(currency) {}

    constexpr Quantity(Money money) requires(U == Unit::money)
        : exact_(money.minor()), currency_(money.currency()) {}

    /// In base units.
    constexpr const Rational& exact() const { return exact_; }

    /// None for a unit that is not money.
    constexpr Currency currency() const { return currency_; }

    /// In base units, money in major units. For display: the double nearest to the exact value is
    /// not the exact value.
    constexpr double to_double() const {
        return exact_.to_double() / static_cast<double>(currency().minor_per_major());
    }

    /// Whole minor units; throws Error overflow beyond 64 bits.
    Money rounded(Rounding mode) const requires(U == Unit::money) {
        return detail::rounded_money(exact_, currency_, mode);
    }

    constexpr Quantity operator-() const requires(sum_unit(U, U).has_value()) {
        return detail::quantity<U>(-exact_, currency_);
    }

    friend constexpr Quantity operator+(const Quantity& a, const Quantity& b) requires(
        sum_unit(U, U).has_value()) {
        detail::require_same(a.currency_, b.currency_);
        return detail::quantity<U>(a.exact_ + b.exact_, a.currency_);
    }

    /// One date less another is days.
    friend constexpr auto operator-(const Quantity& a, const Quantity& b) {
        detail::require_same(a.currency_, b.currency_);
        return detail::quantity<*difference_unit(U, U)>(a.exact_ - b.exact_, a.currency_);
    }

    constexpr Quantity& operator+=(const Quantity& other) requires(sum_unit(U, U).has_value()) {
        return *this = *this + other;
    }
    constexpr Quantity& operator-=(const Quantity& other) requires(sum_unit(U, U).has_value()) {
        return *this = *this - other;
    }

    /// Equal number and equal currency.
    friend constexpr bool operator==(const Quantity&, const Quantity&) = default;

    /// Throws Error currency_mismatch.
    friend constexpr std::strong_ordering operator<=>(const Quantity& a, const Quantity& b) {
        detail::require_same(a.currency_, b.currency_);
        return a.exact_ <=> b.exact_;
    }

private:
    Rational exact_;
    [[no_unique_address]] detail::CurrencyPart<U> currency_;
};

using Amount = Quantity<Unit::money>;
using Count = Quantity<Unit::count>;
using Ratio = Quantity<Unit::ratio>;
using Days = Quantity<Unit::days>;
using WorkingDayCount = Quantity<Unit::working_days>;
using Months = Quantity<Unit::months>;
using Points = Quantity<Unit::points>;
using PercentagePoints = Quantity<Unit::percentage_points>;
using Score = Quantity<Unit::score>;
using AmountPerDay = Quantity<Unit::money_per_day>;
using CountPerDay = Quantity<Unit::count_per_day>;
using AmountPerWorkingDay = Quantity<Unit::money_per_working_day>;
using CountPerWorkingDay = Quantity<Unit::count_per_working_day>;
using AmountPerMonth = Quantity<Unit::money_per_month>;
/// A day that was computed, such as that of the first deal: see date_of().
using DayQuantity = Quantity<Unit::date>;

namespace detail {

/// The currency of a product or quotient; throws Error currency_mismatch where both sides have one.
template <Unit A, Unit B>
constexpr Currency common_currency(const Quantity<A>& a, const Quantity<B>& b) {
    if constexpr (is_money_like(A) && is_money_like(B)) {
        require_same(a.currency(), b.currency());
    }
    return is_money_like(A) ? a.currency() : b.currency();
}

}  // namespace detail

/// The unit of the product is product_unit(A, B); money of two currencies throws currency_mismatch.
template <Unit A, Unit B>
    requires(product_unit(A, B).has_value())
constexpr Quantity<*product_unit(A, B)> operator*(const Quantity<A>& a, const Quantity<B>& b) {
    return detail::quantity<*product_unit(A, B)>(
        a.exact() * b.exact(), detail::common_currency(a, b));
}

/// The unit of the quotient is quotient_unit(A, B). Throws Error invalid_argument for a zero b.
template <Unit A, Unit B>
    requires(quotient_unit(A, B).has_value())
constexpr Quantity<*quotient_unit(A, B)> operator/(const Quantity<A>& a, const Quantity<B>& b) {
    return detail::quantity<*quotient_unit(A, B)>(
        a.exact() / b.exact(), detail::common_currency(a, b));
}

// What has no meaning is deleted and not merely absent, so that the compiler's message shows one
// sentence in place of a list of candidates. clang-format keeps each sentence on its line.
// clang-format off
template <Unit A, Unit B> requires(!sum_unit(A, B))
void operator+(const Quantity<A>&, const Quantity<B>&) = delete;  // only quantities of one unit add
template <Unit A, Unit B> requires(!difference_unit(A, B))
void operator-(const Quantity<A>&, const Quantity<B>&) = delete;  // only quantities of one unit subtract
template <Unit A, Unit B> requires(!product_unit(A, B))
void operator*(const Quantity<A>&, const Quantity<B>&) = delete;  // the product of these units has no meaning
template <Unit A, Unit B> requires(!quotient_unit(A, B))
void operator/(const Quantity<A>&, const Quantity<B>&) = delete;  // the quotient of these units has no meaning
template <Unit A, Unit B> requires(A != B)
bool operator==(const Quantity<A>&, const Quantity<B>&) = delete;  // only quantities of one unit compare
template <Unit A, Unit B> requires(A != B)
bool operator<=>(const Quantity<A>&, const Quantity<B>&) = delete;  // only quantities of one unit compare
// clang-format on

/// percent(25) is the ratio 1/4.
constexpr Ratio percent(const Rational& hundredths) { return Ratio(hundredths / Rational(100)); }

/// points(1) is one point of a scorecard.
constexpr Points points(const Rational& number) { return Points(number); }

/// percentage_points(1) is the difference of 6 % and 5 %.
constexpr PercentagePoints percentage_points(const Rational& number) {
    return PercentagePoints(number);
}

/// From 5 % to 6 % is one percentage point; relative to 5 % it is growth of 20 %.
constexpr PercentagePoints difference_in_points(const Ratio& from, const Ratio& to) {
    return PercentagePoints((to.exact() - from.exact()) * Rational(100));
}

/// A quantity whose unit is known at run time only.
class AnyQuantity {
public:
    /// The ratio zero.
    constexpr AnyQuantity() = default;

    /// The currency is kept only where the unit is of money.
    constexpr AnyQuantity(const Rational& exact, Unit unit, Currency currency = {})
        : exact_(exact), unit_(unit), currency_(is_money_like(unit) ? currency : Currency()) {}

    template <Unit U>
    constexpr AnyQuantity(const Quantity<U>& typed)
        : AnyQuantity(typed.exact(), U, typed.currency()) {}

    /// In base units: minor units for money, 1 for 100 % in a ratio.
    constexpr const Rational& exact() const { return exact_; }
    constexpr Unit unit() const { return unit_; }
    /// None for a unit that is not money.
    constexpr Currency currency() const { return currency_; }

    /// In base units, money in major units; for display only.
    constexpr double to_double() const {
        return exact_.to_double() / static_cast<double>(currency_.minor_per_major());
    }

    /// The typed quantity; throws Error unit_mismatch that names both units.
    template <Unit U>
    constexpr Quantity<U> as() const {
        if (unit_ != U) {
            detail::fail_unit_mismatch(unit_, U);
        }
        return detail::quantity<U>(exact_, currency_);
    }

    /// Equal number, unit and currency.
    friend constexpr bool operator==(const AnyQuantity&, const AnyQuantity&) = default;

private:
    Rational exact_;
    Unit unit_ = Unit::ratio;
    Currency currency_;
};

}  // namespace saleskpi::inline v0_3
