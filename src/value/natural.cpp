// SPDX-License-Identifier: MIT
#include "value/natural.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr unsigned limb_bits = 32;

}  // namespace

Natural::Natural(uint128 number) {
    for (; number != 0; number >>= limb_bits)
        limbs_.push_back(static_cast<std::uint32_t>(number));
}

void Natural::trim() {
    while (!limbs_.empty() && limbs_.back() == 0)
        limbs_.pop_back();
}

std::size_t Natural::bits() const {
    if (is_zero()) return 0;
    return limbs_.size() * limb_bits - static_cast<std::size_t>(std::countl_zero(limbs_.back()));
}

uint128 Natural::low() const {
    uint128 number = 0;
    for (std::size_t i = (std::min)(limbs_.size(), std::size_t{4}); i-- > 0;)
        number = number << limb_bits | limbs_[i];
    return number;
}

std::strong_ordering operator<=>(const Natural& a, const Natural& b) {
    if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() <=> b.limbs_.size();
    return std::lexicographical_compare_three_way(
        a.limbs_.rbegin(), a.limbs_.rend(), b.limbs_.rbegin(), b.limbs_.rend());
}

Natural operator+(const Natural& a, const Natural& b) {
    if (a.limbs_.size() < b.limbs_.size()) return b + a;
    Natural sum = a;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < sum.limbs_.size(); ++i) {
        carry += std::uint64_t{sum.limbs_[i]} + (i < b.limbs_.size() ? b.limbs_[i] : 0);
        sum.limbs_[i] = static_cast<std::uint32_t>(carry);
        carry >>= limb_bits;
    }
    if (carry != 0) sum.limbs_.push_back(static_cast<std::uint32_t>(carry));
    return sum;
}

Natural operator-(const Natural& a, const Natural& b) {
    Natural difference = a;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < a.limbs_.size(); ++i) {
        const std::uint64_t less = (i < b.limbs_.size() ? b.limbs_[i] : 0) + borrow;
        borrow = a.limbs_[i] < less ? 1 : 0;
        difference.limbs_[i] = static_cast<std::uint32_t>(a.limbs_[i] - less);
    }
    difference.trim();
    return difference;
}

Natural operator*(const Natural& a, const Natural& b) {
    Natural product;
    product.limbs_.resize(a.limbs_.size() + b.limbs_.size());
    for (std::size_t i = 0; i < a.limbs_.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < b.limbs_.size(); ++j) {
            carry += product.limbs_[i + j] + std::uint64_t{a.limbs_[i]} * b.limbs_[j];
            product.limbs_[i + j] = static_cast<std::uint32_t>(carry);
            carry >>= limb_bits;
        }
        product.limbs_[i + b.limbs_.size()] = static_cast<std::uint32_t>(carry);
    }
    product.trim();
    return product;
}

Natural Natural::shifted_left(unsigned bits) const {
    Natural result;
    std::uint64_t carry = 0;
    for (const std::uint32_t limb : limbs_) {
        carry |= std::uint64_t{limb} << bits;
        result.limbs_.push_back(static_cast<std::uint32_t>(carry));
        carry >>= limb_bits;
    }
    result.limbs_.push_back(static_cast<std::uint32_t>(carry));
    return result;  // with a highest limb that may be zero
}

Natural Natural::shifted_right(unsigned bits) const {
    Natural result = *this;
    std::uint64_t carry = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
        carry = carry << limb_bits | limbs_[i];
        result.limbs_[i] = static_cast<std::uint32_t>(carry >> bits);
        carry &= (std::uint64_t{1} << bits) - 1;
    }
    result.trim();
    return result;
}

/// Knuth, TAOCP 4.3.1, algorithm D: each digit is guessed from the highest limbs, and the guess is at
/// most two too large once the divisor's highest bit is set.
Natural::Divided divided(const Natural& a, const Natural& b) {
    if (a < b) return {{}, a};
    constexpr std::uint64_t base = std::uint64_t{1} << limb_bits;
    const auto shift = static_cast<unsigned>(std::countl_zero(b.limbs_.back()));
    Natural rest = a.shifted_left(shift);
    Natural divisor = b.shifted_left(shift);
    divisor.trim();
    const std::vector<std::uint32_t>& d = divisor.limbs_;
    std::vector<std::uint32_t>& r = rest.limbs_;
    const std::size_t n = d.size();
    const std::uint64_t second = n > 1 ? d[n - 2] : 0;
    Natural quotient;
    quotient.limbs_.resize(r.size() - n);
    for (std::size_t j = r.size() - n; j-- > 0;) {
        const std::uint64_t top = std::uint64_t{r[j + n]} << limb_bits | r[j + n - 1];
        std::uint64_t digit = top / d[n - 1];
        std::uint64_t left = top % d[n - 1];
        const std::uint64_t third = n > 1 ? r[j + n - 2] : 0;
        while (digit >= base || digit * second > (left << limb_bits | third)) {
            --digit;
            left += d[n - 1];
            if (left >= base) break;
        }
        std::uint64_t borrow = 0;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < n; ++i) {
            carry += digit * d[i];
            const std::uint64_t less = (carry & (base - 1)) + borrow;
            carry >>= limb_bits;
            borrow = r[i + j] < less ? 1 : 0;
            r[i + j] = static_cast<std::uint32_t>(r[i + j] - less);
        }
        const std::uint64_t less = carry + borrow;
        const bool is_too_large = r[j + n] < less;
        r[j + n] = static_cast<std::uint32_t>(r[j + n] - less);
        if (is_too_large) {
            --digit;
            std::uint64_t back = 0;
            for (std::size_t i = 0; i < n; ++i) {
                back += std::uint64_t{r[i + j]} + d[i];
                r[i + j] = static_cast<std::uint32_t>(back);
                back >>= limb_bits;
            }
            r[j + n] = static_cast<std::uint32_t>(r[j + n] + back);
        }
        quotient.limbs_[j] = static_cast<std::uint32_t>(digit);
    }
    quotient.trim();
    return {std::move(quotient), rest.shifted_right(shift)};
}

Natural Natural::power_of_two(std::size_t exponent) {
    Natural result;
    result.limbs_.resize(exponent / limb_bits + 1);
    result.limbs_.back() = std::uint32_t{1} << (exponent % limb_bits);
    return result;
}

Natural root_of(const Natural& number) {
    if (number.is_zero()) return number;
    // Newton's steps come down from above, and stop at the root.
    Natural root = Natural::power_of_two((number.bits() + 1) / 2);
    for (;;) {
        Natural next = divided(root + divided(number, root).quotient, Natural{2}).quotient;
        if (next >= root) return root;
        root = std::move(next);
    }
}

Natural gcd(Natural a, Natural b) {
    while (!b.is_zero())
        a = std::exchange(b, divided(a, b).rest);
    return a;
}

}  // namespace saleskpi::inline v0_3::detail
