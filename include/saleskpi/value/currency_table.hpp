// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::detail {

/// ISO 4217: the codes of money, sorted, by their number of minor digits. Codes withdrawn since 2020
/// (ANG, BGN, CUC, HRK, SLL, ZWL) are kept, since records of those years carry them; codes that have
/// no minor unit by definition (gold, baskets, testing) are left out, since nobody pays in them.
inline constexpr std::string_view currencies_without_minor_unit =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
inline constexpr std::string_view currencies_with_2_digits =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD "
    "BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD "
    "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS "
    "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT "
    "MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
    "YER ZAR ZMW ZWG ZWL";
inline constexpr std::string_view currencies_with_3_digits = "BHD IQD JOD KWD LYD OMR TND";
inline constexpr std::string_view currencies_with_4_digits = "CLF UYW";

/// Whether a sorted list holds the code.
constexpr bool lists(std::string_view codes, std::string_view code) {
    std::size_t first = 0;
    std::size_t last = (codes.size() + 1) / 4;
    while (first < last) {
        const std::size_t middle = (first + last) / 2;
        const int order = codes.substr(middle * 4, 3).compare(code);
        if (order == 0) {
            return true;
        }
        (order < 0 ? first : last) = order < 0 ? middle + 1 : middle;
    }
    return false;
}

/// The number of minor digits of an upper-case code; -1 for a code that is not in the table.
constexpr int minor_digits_of(std::string_view code) {
    return lists(currencies_with_2_digits, code)        ? 2
           : lists(currencies_without_minor_unit, code) ? 0
           : lists(currencies_with_3_digits, code)      ? 3
           : lists(currencies_with_4_digits, code)      ? 4
                                                        : -1;
}

}  // namespace saleskpi::inline v0_3::detail
