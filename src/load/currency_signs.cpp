// SPDX-License-Identifier: MIT
#include "load/currency_signs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A sign, and the codes of all currencies that write it.
struct Sign {
    std::string_view sign;
    std::string_view codes;
};

/// A sign that ends with another one stands before it.
constexpr auto signs = std::to_array<Sign>({
    {"US$", "USD"},
    {"CA$", "CAD"},
    {"AU$", "AUD"},
    {"NZ$", "NZD"},
    {"HK$", "HKD"},
    {"NT$", "TWD"},
    {"MX$", "MXN"},
    {"A$", "AUD"},
    {"R$", "BRL"},
    {"S$", "SGD"},
    {"$",
     "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP JMD TTD BBD BSD BZD BMD KYD FJD NAD XCD "
     "LRD "
     "GYD SRD BND SBD"},
    {"\u20AC", "EUR"},
    {"\u00A3", "GBP"},
    {"\u00A5", "JPY CNY"},
    {"\u5143", "CNY"},
    {"\u5186", "JPY"},
    {"\u20B9", "INR"},
    {"\u20BD", "RUB"},
    {"\u20A9", "KRW"},
    {"\u20AA", "ILS"},
    {"\u20BA", "TRY"},
    {"\u20B4", "UAH"},
    {"\u20AB", "VND"},
    {"\u20B1", "PHP"},
    {"\u20A6", "NGN"},
    {"\u0E3F", "THB"},
    {"z\u0142", "PLN"},
    {"K\u010D", "CZK"},
    {"Ft", "HUF"},
    {"lei", "RON"},
    {"kr.", "SEK NOK DKK ISK"},
    {"kr", "SEK NOK DKK ISK"},
    {"Fr.", "CHF"},
});

constexpr std::size_t code_length = 3;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_code(std::string_view text) {
    return text.size() == code_length &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           Currency::try_parse(text);
}

}  // namespace

std::string_view first_currency(std::string_view text) {
    const std::string_view code = text.substr(0, code_length);
    if (is_code(code) && (text.size() == code_length || !is_letter(text[code_length]))) return code;
    for (const Sign& sign : signs)
        if (text.starts_with(sign.sign)) return text.substr(0, sign.sign.size());
    return {};
}

std::string_view last_currency(std::string_view text) {
    if (text.size() > code_length && !is_letter(text[text.size() - code_length - 1]) &&
        is_code(text.substr(text.size() - code_length)))
        return text.substr(text.size() - code_length);
    for (const Sign& sign : signs)
        if (text.ends_with(sign.sign)) return text.substr(text.size() - sign.sign.size());
    return {};
}

std::string find_currency(std::string_view written, const RowContext& row, Currency& currency) {
    const auto sign = std::find_if(
        signs.begin(), signs.end(), [&](const Sign& one) { return one.sign == written; });
    const std::string_view codes = sign == signs.end() ? written : sign->codes;
    const std::string shown = "'" + std::string{written} + "'";
    if (codes.size() == code_length) {
        const Currency own = Currency::parse(codes);
        if (row.names_currency && own != row.currency)
            return "has the currency " + shown + ", and its record is in " + row.currency.code();
        currency = own;
        return {};
    }
    if (row.currency.is_none())
        return "has the sign " + shown + " of several currencies, and its record names none";
    if (codes.find(row.currency.code()) == std::string_view::npos)
        return "has the sign " + shown + ", and its record is in " + row.currency.code();
    currency = row.currency;
    return {};
}

}  // namespace saleskpi::inline v0_3::detail
