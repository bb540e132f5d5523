// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/int128.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A whole number of any length, zero or above.
class Natural {
public:
    Natural() = default;
    explicit Natural(uint128 number);

    bool is_zero() const { return limbs_.empty(); }
    bool is_odd() const { return !is_zero() && limbs_.front() % 2 == 1; }
    /// How many binary digits it has; none for zero.
    std::size_t bits() const;
    static Natural power_of_two(std::size_t exponent);
    /// Its lowest 128 bits.
    uint128 low() const;

    friend Natural operator+(const Natural& a, const Natural& b);
    /// a must not be less than b.
    friend Natural operator-(const Natural& a, const Natural& b);
    friend Natural operator*(const Natural& a, const Natural& b);
    struct Divided;
    /// b must not be zero.
    friend Divided divided(const Natural& a, const Natural& b);
    friend bool operator==(const Natural&, const Natural&) = default;
    friend std::strong_ordering operator<=>(const Natural& a, const Natural& b);

private:
    void trim();
    Natural shifted_left(unsigned bits) const;
    Natural shifted_right(unsigned bits) const;

    std::vector<std::uint32_t> limbs_;  ///< 32 bits each, the lowest first, the highest not zero
};

struct Natural::Divided {
    Natural quotient;
    Natural rest;
};

/// The greatest number whose square is not more.
Natural root_of(const Natural& number);

/// At least one of them must not be zero.
Natural gcd(Natural a, Natural b);

}  // namespace saleskpi::inline v0_3::detail
