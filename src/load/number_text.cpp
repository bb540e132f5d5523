// SPDX-License-Identifier: MIT
#include "load/number_text.hpp"

#include "load/currency_signs.hpp"
#include "value/blanks.hpp"
#include "value/digits.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int largest_exponent = 100;

bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// What stands around the digits of a number, each of it at most once.
class Surroundings {
public:
    explicit Surroundings(std::string_view declared_sign) : declared_sign_{declared_sign} {}

    bool is_negative() const { return is_negative_; }
    bool is_percent() const { return is_percent_; }
    std::string_view currency() const { return currency_; }

    void take_off(std::string_view& text) {
        text = without_blanks(text);
        while (take_sign(text) || take_brackets(text) || take_front_currency(text))
            text = without_blanks(text);
        while (take_minus_behind(text) || take_percent(text) || take_end_currency(text))
            text = without_blanks(text);
    }

private:
    static constexpr std::string_view long_minus = "\u2212";

    bool take_sign(std::string_view& text) {
        const std::string_view sign = text.starts_with(long_minus) ? long_minus : text.substr(0, 1);
        if (has_sign_ || (sign != "-" && sign != "+" && sign != long_minus)) return false;
        has_sign_ = true;
        is_negative_ = sign != "+";
        text.remove_prefix(sign.size());
        return true;
    }
    bool take_brackets(std::string_view& text) {
        if (has_sign_ || !text.starts_with('(') || !text.ends_with(')')) return false;
        has_sign_ = is_negative_ = true;
        text = text.substr(1, text.size() - 2);
        return true;
    }
    bool take_minus_behind(std::string_view& text) {
        if (has_sign_ || !text.ends_with('-')) return false;
        has_sign_ = is_negative_ = true;
        text.remove_suffix(1);
        return true;
    }
    bool take_percent(std::string_view& text) {
        if (is_percent_ || !text.ends_with('%')) return false;
        is_percent_ = true;
        text.remove_suffix(1);
        return true;
    }
    bool take_front_currency(std::string_view& text) {
        if (has_currency_) return false;
        if (!declared_sign_.empty() && text.starts_with(declared_sign_)) {
            text.remove_prefix(declared_sign_.size());
            return has_currency_ = true;
        }
        currency_ = first_currency(text);
        text.remove_prefix(currency_.size());
        return has_currency_ = !currency_.empty();
    }
    bool take_end_currency(std::string_view& text) {
        if (has_currency_) return false;
        if (!declared_sign_.empty() && text.ends_with(declared_sign_)) {
            text.remove_suffix(declared_sign_.size());
            return has_currency_ = true;
        }
        currency_ = last_currency(text);
        text.remove_suffix(currency_.size());
        return has_currency_ = !currency_.empty();
    }

    std::string_view declared_sign_;
    std::string_view currency_;
    bool has_sign_ = false;
    bool has_currency_ = false;
    bool is_negative_ = false;
    bool is_percent_ = false;
};

constexpr std::string_view straight_mark = "'";
constexpr std::string_view curly_mark = "\u2019";

/// The length of the mark between groups that begins the text: all blanks are one mark, and so are both
/// apostrophes.
std::size_t group_mark_length(std::string_view text, std::string_view separator) {
    if (separator.empty()) return 0;
    if (blank_length(separator) == separator.size()) return blank_length(text);
    if (separator == straight_mark || separator == curly_mark)
        for (const std::string_view mark : {straight_mark, curly_mark})
            if (text.starts_with(mark)) return mark.size();
    return text.starts_with(separator) ? separator.size() : 0;
}

/// Joins groups of digits. They must look like groups, "1,234,567" or "12,34,567": taking any
/// separator out would make 123 of "1,23", where a comma stands for the decimal point.
bool append_groups(std::string_view text, std::string_view separator, std::string& digits) {
    constexpr std::size_t size_of_last = 3;
    std::size_t groups = 0;
    std::size_t size = 0;
    while (!text.empty()) {
        if (is_digit(text.front())) {
            digits += text.front();
            text.remove_prefix(1);
            ++size;
            continue;
        }
        const std::size_t mark = group_mark_length(text, separator);
        const std::size_t least = groups == 0 ? 1 : 2;
        if (mark == 0 || size < least || size > size_of_last) return false;
        text.remove_prefix(mark);
        size = 0;
        ++groups;
    }
    return groups == 0 || size == size_of_last;
}

/// Takes "e3", "E+03" off the end of a number: whether what is there is an exponent.
bool take_exponent(std::string_view& text, std::string& exponent) {
    const std::size_t mark = text.find_first_of("eE");
    if (mark == std::string_view::npos) return true;
    std::string_view power = text.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const bool is_negative = power.starts_with('-');
    if (is_negative) power.remove_prefix(1);
    if (mark == 0 || power.empty() || !are_digits(power)) return false;
    exponent = (is_negative ? "e-" : "e") + std::string{power};
    text = text.substr(0, mark);
    return true;
}

}  // namespace

std::optional<WrittenNumber> plain_number(std::string_view text, const NumberFormat& format) {
    Surroundings around{format.currency_sign};
    around.take_off(text);
    WrittenNumber number;
    number.percent = around.is_percent();
    number.currency = around.currency();
    if (around.is_negative()) number.text = "-";

    std::string exponent;
    if (!take_exponent(text, exponent)) return std::nullopt;
    const std::size_t mark = (std::min)(text.find(format.decimal_mark), text.size());
    const std::string_view fraction = text.substr((std::min)(mark + 1, text.size()));
    if (mark < text.size() && fraction.empty()) return std::nullopt;
    if (text.empty() || !are_digits(fraction)) return std::nullopt;
    if (!append_groups(text.substr(0, mark), format.thousands_separator, number.text))
        return std::nullopt;
    if (!fraction.empty()) {
        number.text += '.';
        number.text += fraction;
    }
    if (!exponent.empty()) {
        auto plain = without_exponent(number.text + exponent);
        if (!plain) return std::nullopt;
        number.text = std::move(*plain);
    }
    return number;
}

std::optional<std::string> without_exponent(std::string_view number) {
    const std::size_t mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return std::string{number};
    std::string_view mantissa = number.substr(0, mark);
    std::string_view power = number.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int exponent = 0;
    const auto end = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (end.ec != std::errc{} || exponent < -largest_exponent || exponent > largest_exponent)
        return std::nullopt;

    const bool is_negative = mantissa.starts_with('-');
    if (is_negative) mantissa.remove_prefix(1);
    const std::size_t point = (std::min)(mantissa.find('.'), mantissa.size());
    std::string digits{mantissa.substr(0, point)};
    digits += mantissa.substr((std::min)(point + 1, mantissa.size()));
    int whole = static_cast<int>(point) + exponent;  // digits before the point
    if (whole < 1) {
        digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
        whole = 1;
    }
    if (digits.size() < static_cast<std::size_t>(whole))
        digits.append(static_cast<std::size_t>(whole) - digits.size(), '0');
    if (digits.size() > static_cast<std::size_t>(whole))
        digits.insert(static_cast<std::size_t>(whole), 1, '.');
    return is_negative ? "-" + digits : digits;
}

bool has_more_decimals(std::string_view plain, int places) {
    const std::size_t point = plain.find('.');
    if (point == std::string_view::npos) return false;
    const std::size_t last = plain.find_last_not_of('0');
    return last > point + static_cast<std::size_t>(places);
}

}  // namespace saleskpi::inline v0_3::detail
