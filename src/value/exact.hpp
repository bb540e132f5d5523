// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/rational.hpp>

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// A number on its way through the arithmetic of a metric. It is exact: a Rational as long as that
/// holds it, beyond that a fraction of up to 1,024 bits above and below. What needs more is rounded
/// to twelve places, half to even; what is so large that even that needs more is lost, and all that is
/// made of it. Nothing of this throws, but for a division by zero.
class Exact {
public:
    Exact() = default;
    Exact(const Rational& number) : number_{number} {}  // NOLINT: every rational is one
    Exact(const Exact& other) : number_{other.number_}, below_{other.below_}, loss_{other.loss_} {
        if (other.wide_) wide_ = copied(*other.wide_);
    }
    Exact(Exact&&) noexcept = default;
    Exact& operator=(const Exact& other) { return *this = Exact{other}; }
    Exact& operator=(Exact&&) noexcept = default;
    ~Exact() = default;

    /// The number, if its parts have 128 bits; else rounded half to even, to twelve places or as many
    /// as fit. Nothing if not even its whole part fits.
    std::optional<Rational> value() const;
    /// The same, but the greatest rational where that is nothing: for what is approximate anyhow.
    Rational nearest() const;
    /// Whether value() is not the number itself.
    bool is_rounded() const { return loss_ != Loss::none || wide_; }

    /// The same number as numerator over denominator, which is above zero, reduced only as far as that
    /// took no work.
    struct Parts {
        int128 numerator;
        int128 denominator;
    };
    std::optional<Parts> parts() const;

    int sign() const;
    bool is_zero() const { return sign() == 0; }
    Exact abs() const { return sign() < 0 ? -*this : *this; }
    Exact operator-() const;

    friend Exact operator+(const Exact& a, const Exact& b);
    friend Exact operator-(const Exact& a, const Exact& b);
    friend Exact operator*(const Exact& a, const Exact& b);
    /// Throws Error invalid_argument when b is zero.
    friend Exact operator/(const Exact& a, const Exact& b);
    /// Of a number that is not negative. Exact where it is the square of a fraction; else rounded to
    /// twelve places, half to even, which is_rounded() says.
    friend Exact square_root(const Exact& number);
    Exact& operator+=(const Exact& other) { return *this = *this + other; }

    friend bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == 0; }
    friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);

private:
    struct Wide;
    struct Delete {
        void operator()(Wide* wide) const noexcept;
    };
    using OwnedWide = std::unique_ptr<Wide, Delete>;

    enum class Loss : std::uint8_t { none, rounded, lost };

    Exact(Wide&& wide, Loss loss);
    /// If there is no wide one.
    Rational narrow() const {
        return below_ == 0 ? number_ : Rational{number_.numerator(), below_};
    }
    static OwnedWide copied(const Wide& wide);
    static Wide widened(const Exact& number);
    template <class OfRationals, class OfWides>
    static Exact computed(
        const Exact& a, const Exact& b, OfRationals of_rationals, OfWides of_wides);

    Rational number_;  ///< if there is no wide one
    /// Where it is not zero, the number is the whole `number_` divided by this, not reduced: most
    /// quotients end in a report, and their common divisor costs more than all else about them.
    std::int64_t below_ = 0;
    OwnedWide wide_;          ///< what no Rational holds
    Loss loss_ = Loss::none;  ///< on the way
};

/// The number times a / b, rounded as value() is where that does not fit: to show it in another unit.
/// For numbers below 10^34 in size, if a is 10,000 at most.
Rational scaled(const Rational& number, std::int64_t a, std::int64_t b);

}  // namespace saleskpi::inline v0_3::detail
