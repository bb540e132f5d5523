// SPDX-License-Identifier: MIT
#include <saleskpi/value/compound.hpp>

#include <cmath>
#include <cstdint>

namespace saleskpi::inline v0_3 {

Ratio compounded(const Ratio& growth, int periods) {
    if (periods < 0)
        throw Error{
            ErrorCode::invalid_argument, "growth is compounded over periods, not before them"};
    Rational factor = 1;
    for (int i = 0; i < periods; ++i)
        factor *= Rational{1} + growth.exact();
    return Ratio{factor - Rational{1}};
}

Ratio growth_per_period(const Ratio& growth, int periods) {
    const Rational factor = Rational{1} + growth.exact();
    if (periods < 1 || factor.sign() < 0)
        throw Error{
            ErrorCode::invalid_argument,
            "a growth is told apart into at least one period, and loses at most everything"};
    constexpr std::int64_t places = 1'000'000'000;
    const double each = std::pow(factor.to_double(), 1.0 / periods) - 1;
    return Ratio{Rational{std::llround(each * static_cast<double>(places)), places}};
}

}  // namespace saleskpi::inline v0_3
