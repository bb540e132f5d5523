// SPDX-License-Identifier: MIT
#include "json/mapping_values.hpp"

#include "json/mapping_files.hpp"
#include "value/blanks.hpp"
#include "value/digits.hpp"
#include "value/written_time.hpp"

#include <saleskpi/value/error.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The format of a number that is written 1234.56 otherwise; no value for another text.
std::optional<NumberFormat> format_of_sample(std::string_view sample) {
    constexpr std::string_view fraction = "56";
    if (!sample.starts_with('1') || !sample.ends_with(fraction)) return std::nullopt;
    sample.remove_prefix(1);
    sample.remove_suffix(fraction.size());
    if (sample.empty()) return std::nullopt;
    NumberFormat format;
    format.decimal_mark = sample.back();
    sample.remove_suffix(1);
    constexpr std::string_view group = "234";
    if (!sample.ends_with(group)) return std::nullopt;
    sample.remove_suffix(group.size());
    format.thousands_separator = sample;
    const bool is_known = sample.empty() || sample == "," || sample == "." || sample == "'" ||
                          sample == "\u2019" || blank_length(sample) == sample.size();
    const bool is_mark = format.decimal_mark == '.' || format.decimal_mark == ',';
    if (!is_known || !is_mark || sample == std::string_view{&format.decimal_mark, 1})
        return std::nullopt;
    return format;
}

std::vector<std::string> words_at(const JsonPlace& place) {
    std::vector<std::string> words = place.texts();
    if (words.empty()) place.fail("needs at least one word");
    return words;
}

}  // namespace

std::vector<std::string> read_date_formats(const JsonPlace& place) {
    std::vector<std::string> patterns = place.texts();
    if (patterns.empty()) place.fail("needs at least one pattern");
    for (const std::string& pattern : patterns) {
        try {
            require_time_pattern(pattern);
        } catch (const Error& error) {
            place.fail(error.what());
        }
    }
    return patterns;
}

NumberFormat read_number_format(const JsonPlace& place) {
    if (!place.is_object()) {
        if (place.text() == "auto") return {.is_inferred = true};
        const auto format = format_of_sample(place.text());
        if (!format)
            place.fail(
                "is not one of 1,234.56 and 1.234,56 and 1 234,56 and 1'234.56 and 1234.56, or one "
                "like these, nor auto, nor an object with decimal, thousands, currency_sign");
        return *format;
    }
    place.allow({"decimal", "thousands", "currency_sign"});
    NumberFormat format;
    if (const auto mark = place.find("decimal")) format.decimal_mark = read_mark(*mark);
    if (const auto thousands = place.find("thousands"))
        format.thousands_separator = thousands->text();
    if (const auto sign = place.find("currency_sign")) format.currency_sign = sign->text();
    if (format.thousands_separator == std::string_view{&format.decimal_mark, 1})
        place.fail("the decimal mark and the thousands separator are the same");
    return format;
}

void read_value_rules(const JsonPlace& place, ValueRules& rules) {
    if (const auto missing = place.find("missing")) rules.missing = words_at(*missing);
    if (const auto yes = place.find("yes")) rules.yes = words_at(*yes);
    if (const auto no = place.find("no")) rules.no = words_at(*no);
    if (const auto mode = place.find("round")) {
        constexpr std::array<std::string_view, 3> names{"half_even", "half_up", "down"};
        const std::string word = mode->text();
        if (word == names[0])
            rules.round = Rounding::half_even;
        else if (word == names[1])
            rules.round = Rounding::half_up;
        else if (word == names[2])
            rules.round = Rounding::down;
        else
            mode->fail_unknown("value", word, names);
    }
}

Scale read_scale(const JsonPlace& place, const FieldInfo* field) {
    const bool is_money = field && field->type == FieldType::money;
    const bool is_number =
        is_money ||
        (field && (field->type == FieldType::decimal || field->type == FieldType::integer));
    if (!is_number) place.fail("the field holds no numbers");
    const std::string text = place.scalar();
    if (text == "minor_units") {
        if (!is_money) place.fail("the field holds no amounts of money");
        return {Rational{1}, true};
    }
    const auto factor = try_parse_rational(text);
    if (!factor || factor->sign() <= 0)
        place.fail("is not a number such as 1/100 or 1000, nor minor_units");
    return {*factor, false};
}

}  // namespace saleskpi::inline v0_3::detail
