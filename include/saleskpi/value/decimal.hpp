// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/fixed_literal.hpp>
#include <saleskpi/value/rational.hpp>

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A fixed-point number with nine decimal places, for measures that are not money (probability,
/// score, hours). Sums of it are sums of integers, so they do not depend on the order of records.
class Decimal {
public:
    static constexpr std::int64_t per_unit = 1'000'000'000;

    /// Zero.
    constexpr Decimal() = default;

    static constexpr Decimal from_nanos(std::int64_t nanos) { return Decimal(nanos); }

    /// numerator / denominator; throws Error invalid_argument when nine places cannot hold it
    /// exactly or the denominator is zero, overflow beyond about 9.2e9.
    static constexpr Decimal ratio(std::int64_t numerator, std::int64_t denominator) {
        const Rational nanos = Rational(numerator, denominator) * Rational(per_unit);
        if (!nanos.is_whole()) {
            detail::fail(ErrorCode::invalid_argument, "a decimal with more than nine places");
        }
        if (nanos.numerator() > (std::numeric_limits<std::int64_t>::max)() ||
            nanos.numerator() < (std::numeric_limits<std::int64_t>::min)()) {
            detail::fail(ErrorCode::overflow, "a decimal does not fit in 64 bits");
        }
        return Decimal(static_cast<std::int64_t>(nanos.numerator()));
    }

    /// A plain number: sign, digits, point, digits ("-0.25", "12", ".5"). No value for anything
    /// else, for more than nine places (unless they are zeros), and beyond about 9.2e9.
    static std::optional<Decimal> try_parse(std::string_view text);
    /// The same; throws Error invalid_argument where that has no value.
    static Decimal parse(std::string_view text);

    /// Billionths.
    constexpr std::int64_t nanos() const { return nanos_; }
    constexpr Rational exact() const { return Rational(nanos_, per_unit); }

    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

private:
    constexpr explicit Decimal(std::int64_t nanos) : nanos_(nanos) {}

    std::int64_t nanos_ = 0;
};

/// The shortest exact spelling: "0.25", "12", "-0.000000001".
std::string to_text(Decimal number);

inline namespace literals {

/// 0.25_decimal, 12_decimal: exact, checked when compiled.
consteval Decimal operator""_decimal(const char* digits) {
    return Decimal::from_nanos(detail::fixed_literal(digits, 9));
}

}  // namespace literals

}  // namespace saleskpi::inline v0_3
