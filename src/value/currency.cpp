// SPDX-License-Identifier: MIT
#include <saleskpi/value/currency.hpp>

namespace saleskpi::inline v0_3 {

std::string Currency::code() const {
    if (is_none()) {
        return {};
    }
    return {
        static_cast<char>(packed_ >> 24U), static_cast<char>(packed_ >> 16U & 0xFFU),
        static_cast<char>(packed_ >> 8U & 0xFFU)};
}

namespace detail {

void fail_mismatch(Currency left, Currency right) {
    const auto described = [](Currency currency) {
        return currency.is_none() ? std::string("money without a currency") : currency.code();
    };
    throw Error(
        ErrorCode::currency_mismatch, described(left) + " and " + described(right) +
                                          " do not mix: convert one by an exchange rate first");
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
