// SPDX-License-Identifier: MIT
// What the compiler promises about values: sizes, copies, and what does not compile.
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/exchange.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <concepts>
#include <type_traits>

namespace saleskpi {
namespace {

// Small plain values: regular, and copied as bytes.
template <class T>
concept PlainValue = std::regular<T> && std::is_trivially_copyable_v<T> &&
    std::is_trivially_destructible_v<T> && std::is_nothrow_move_constructible_v<T>;

static_assert(PlainValue<Rational> && sizeof(Rational) == 32);
static_assert(PlainValue<Decimal> && sizeof(Decimal) == 8);
static_assert(PlainValue<Currency> && sizeof(Currency) == 4);
static_assert(PlainValue<Money> && sizeof(Money) == 16);
static_assert(PlainValue<Date> && sizeof(Date) == 4);
static_assert(PlainValue<Ratio> && sizeof(Ratio) == sizeof(Rational));
static_assert(PlainValue<Count> && sizeof(Count) == sizeof(Rational));
static_assert(PlainValue<Amount> && sizeof(Amount) == 48);
static_assert(PlainValue<AnyQuantity> && sizeof(AnyQuantity) == 48);
static_assert(sizeof(Unit) == 1 && sizeof(Reason) == 1 && sizeof(ErrorCode) == 1);

static_assert(std::is_trivially_copyable_v<Outcome<Ratio>>);
static_assert(std::equality_comparable<Outcome<Ratio>>);
static_assert(!std::is_default_constructible_v<Outcome<Ratio>>);  // no value without a reason
static_assert(!std::is_convertible_v<Outcome<Ratio>, bool>);
static_assert(std::regular<ExchangeRates>);

// What compiles, and what does not.
template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Subtractable = requires(A a, B b) {
    a - b;
};
template <class A, class B>
concept Multipliable = requires(A a, B b) {
    a* b;
};
template <class A, class B>
concept Divisible = requires(A a, B b) {
    a / b;
};
template <class A, class B>
concept EqualityComparable = requires(A a, B b) {
    a == b;
};
template <class A, class B>
concept Ordered = requires(A a, B b) {
    a < b;
};
template <class A, class B>
concept Mixable = Addable<A, B> || Subtractable<A, B> || EqualityComparable<A, B> || Ordered<A, B>;

template <class T>
concept OrderedNumber =
    Addable<T, T> && Subtractable<T, T> && EqualityComparable<T, T> && Ordered<T, T>;

static_assert(OrderedNumber<Rational> && OrderedNumber<Money> && OrderedNumber<Amount>);
static_assert(OrderedNumber<Ratio> && OrderedNumber<Count> && OrderedNumber<Points>);

static_assert(!Mixable<Amount, Ratio> && !Mixable<Ratio, Amount>);
static_assert(!Mixable<Ratio, Points> && !Mixable<Points, Ratio>);
static_assert(!Mixable<Count, Ratio> && !Mixable<Count, Days>);
static_assert(!Mixable<Days, Months> && !Mixable<Score, Points>);
static_assert(!Mixable<Amount, AmountPerDay> && !Mixable<AmountPerDay, AmountPerMonth>);
static_assert(!Mixable<Money, Rational> && !Mixable<Money, Count> && !Mixable<Money, int>);
static_assert(!Mixable<Ratio, Rational> && !Mixable<Ratio, double>);

static_assert(!Multipliable<Amount, Amount> && !Multipliable<Days, Months>);
static_assert(!Divisible<Count, Amount> && !Divisible<Days, Months> && !Divisible<Ratio, Amount>);
static_assert(!Multipliable<Money, Money> && !Divisible<Money, Money>);

// A type's unit is the unit of the table, which run-time code reads too.
static_assert(std::same_as<decltype(Amount() / Count(1)), Amount>);
static_assert(std::same_as<decltype(Amount() / Amount()), Ratio>);
static_assert(std::same_as<decltype(Amount() / Days(1)), AmountPerDay>);
static_assert(std::same_as<decltype(Amount() / AmountPerMonth()), Months>);
static_assert(std::same_as<decltype(Ratio() * Amount()), Amount>);
static_assert(std::same_as<decltype(Count() / Days(1)), CountPerDay>);

// Numbers enter a unit by name only; money is an amount of itself.
static_assert(std::is_convertible_v<Money, Amount>);
static_assert(!std::is_convertible_v<Rational, Ratio> && std::is_constructible_v<Ratio, Rational>);
static_assert(!std::is_constructible_v<Amount, Rational>);  // an amount needs its currency
static_assert(!std::is_constructible_v<Ratio, Rational, Currency>);
static_assert(std::is_convertible_v<Amount, AnyQuantity>);
static_assert(!std::is_convertible_v<AnyQuantity, Amount>);

}  // namespace
}  // namespace saleskpi
