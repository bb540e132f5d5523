// SPDX-License-Identifier: MIT
#include "svg_scale.hpp"

#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The smallest of 1, 2 and 5 times a power of ten that is not below it.
double nice_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

std::string with_signs(std::string_view digits, const NumberSigns& signs) {
    const std::size_t point = (std::min)(digits.find('.'), digits.size());
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > first && i < point && (point - i) % 3 == 0) text += signs.thousands;
        if (i == point)
            text += signs.point;
        else
            text += digits[i];
    }
    return text;
}

std::string raised(int exponent) {
    constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text = " ×10";
    for (const char c : fmt::format("{}", exponent))
        text += digits[static_cast<std::size_t>(c - '0')];
    return text;
}

constexpr double longest_in_full = 1e9;

}  // namespace

std::optional<double> drawn(const ChartNumber& number) {
    // Beyond it differences are no numbers.
    constexpr double largest = 1e300;
    const bool is_drawn = number.value && std::abs(*number.value) <= largest;
    return is_drawn ? number.value : std::nullopt;
}

void Range::include(double value) {
    low = empty ? value : (std::min)(low, value);
    high = empty ? value : (std::max)(high, value);
    empty = false;
}

void Range::include(const ChartNumber& number) {
    if (const auto value = drawn(number)) include(*value);
}

void Range::include(const ChartSeries& series) {
    for (const ChartNumber& number : series.numbers)
        include(number);
}

double Scale::operator()(double value) const {
    if (!(high > low)) return from;
    // Halved first: a difference of the greatest doubles is beyond them.
    return from + (to - from) * ((value / 2 - low / 2) / (high / 2 - low / 2));
}

Axis axis_of(Range range, const Chart& chart, int ticks) {
    if (range.empty) range = {false, 0, 1};
    if (range.low == range.high) range.include(range.low == 0 ? 1 : 0);
    const bool is_percent = chart.unit == Unit::ratio;
    const bool is_date = chart.unit == Unit::date;
    const double step = (std::max)(
        nice_step((range.high - range.low) / ticks),
        // Below it neighbours are one double.
        nice_step((std::max)(std::abs(range.low), std::abs(range.high)) * 1e-12));
    const double first = std::floor(range.low / step + 1e-9);
    const double last = std::ceil(range.high / step - 1e-9);

    const double largest = (std::max)(std::abs(first), std::abs(last)) * step;
    const double shown = is_percent ? 100 : 1;
    int exponent = 0;
    if (!is_date && largest * shown >= longest_in_full)
        exponent = 3 * static_cast<int>(std::floor(std::log10(largest * shown) / 3));
    const double unit = shown / std::pow(10.0, exponent);
    const int digits = (std::max)(0, -static_cast<int>(std::floor(std::log10(step * unit) + 1e-9)));

    Axis axis;
    if (exponent > 0) axis.factor = raised(exponent);
    const int count = static_cast<int>(last - first);
    for (int i = 0; i <= count; ++i) {
        const double number = first + i == 0 ? 0 : (first + i) * step;  // never -0
        std::string text;
        if (is_date)
            text = to_text(Date{date::days{static_cast<int>(std::clamp(number, -1e6, 1e7))}});
        else
            text = with_signs(
                fmt::format("{:.{}f}", number * unit, (std::min)(digits, 15)), chart.signs);
        axis.ticks.push_back({number, is_percent ? text + " %" : text});
    }
    return axis;
}

}  // namespace saleskpi::inline v0_3::detail
