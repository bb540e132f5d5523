// SPDX-License-Identifier: MIT
#include "support/slow_aggregates.hpp"

#include "value/exact.hpp"

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/rounding.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <tuple>

namespace slow {

namespace {

using Exact = detail::Exact;
using Ints = std::vector<Rational>;

constexpr std::array<std::string_view, 33> aggregate_names{
    "held",
    "retained",
    "retained_capped",
    "gained",
    "grown",
    "shrunk",
    "gone",
    "number_held",
    "number_retained",
    "number_gained",
    "number_gone",
    "number_with_any",
    "number_with_several",
    "count",
    "sum",
    "sum_of_fractions",
    "mean",
    "median",
    "smallest",
    "largest",
    "earliest_by",
    "latest_by",
    "percentile",
    "percentile_r6",
    "percentile_r7",
    "mode",
    "sample_standard_deviation",
    "population_standard_deviation",
    "distinct",
    "survival",
    "survival_low_95",
    "survival_high_95",
    "reached_within"};

/// The first value that reaches the rank.
Rational nearest_rank(std::int64_t percent, const Ints& values) {
    const auto n = static_cast<std::int64_t>(values.size());
    std::int64_t i = 0;
    while ((i + 1) * 100 < n * percent)
        ++i;
    return values[static_cast<std::size_t>(i)];
}

/// Along the straight lines between (1, first value), (2, second value), ...
Rational at_rank(const Rational& rank, const Ints& values) {
    if (rank <= Rational{1}) return values.front();
    for (std::size_t i = 1; i < values.size(); ++i) {
        const Rational here{static_cast<std::int64_t>(i)};
        if (rank <= here + Rational{1})
            return values[i - 1] + (values[i] - values[i - 1]) * (rank - here);
    }
    return values.back();
}

Rational most_frequent(const Ints& values) {
    std::map<Rational, int> times;
    for (const Rational& value : values)
        ++times[value];
    Rational found = values.front();
    for (const auto& [value, n] : times)
        if (n > times[found]) found = value;
    return found;
}

/// The greatest whole number whose square is not more.
int128 whole_root(const Exact& number) {
    int128 low = 0;
    int128 high = int128{1} << 100U;
    while (high - low > 1) {
        const int128 middle = low + (high - low) / 2;
        (Exact{middle} * Exact{middle} <= number ? low : high) = middle;
    }
    return low;
}

/// A fraction where it is one, else the nearest of twelve places.
Summary root(const Rational& number) {
    const int128 above = whole_root(Exact{number.numerator()});
    const int128 below = whole_root(Exact{number.denominator()});
    if (Rational{above, below} * Rational{above, below} == number) return {Rational{above, below}};
    const Exact places{int128{1'000'000'000'000}};
    const int128 floor = whole_root(Exact{number} * places * places);
    const Exact half = Exact{floor} + Exact{Rational{1, 2}};
    const bool is_up = half * half < Exact{number} * places * places;
    return {Rational{floor + (is_up ? 1 : 0), 1'000'000'000'000}, std::nullopt, {Mark::rounded}};
}

Summary deviation(const Ints& values, std::int64_t less) {
    const auto n = static_cast<std::int64_t>(values.size());
    if (n <= less) return {{}, Reason::insufficient_n};
    Rational mean;
    for (const Rational& value : values)
        mean += value / Rational{n};
    Rational squares;
    for (const Rational& value : values)
        squares += (value - mean) * (value - mean);
    return root(squares / Rational{n - less});
}

Rational at_day(std::vector<Given> given, bool is_first) {
    std::sort(given.begin(), given.end(), [](const Given& a, const Given& b) {
        return std::tie(a.day, a.value) < std::tie(b.day, b.value);
    });
    return is_first ? given.front().value : given.back().value;
}

/// A step of a number that is exact as long as it can be, and then has 18 places.
template <class Step>
void go_on(Rational& number, bool& is_rounded, const Exact& otherwise, Step step) {
    try {
        number = step();
    } catch (const Error&) {
        is_rounded = true;
        number = otherwise.nearest();
    }
    if (is_rounded) number = round_to(number, 18, Rounding::half_even);
}

Summary survived(const Called& aggregate, const std::vector<Given>& given) {
    Rational still{1};
    Rational spread;
    bool is_rounded = false;
    bool is_spread_rounded = false;
    for (std::int64_t day = 0; day <= aggregate.argument; ++day) {
        std::int64_t seen = 0;
        std::int64_t over = 0;
        for (const Given& one : given) {
            seen += one.value >= Rational{day} ? 1 : 0;
            over += one.value == Rational{day} && one.is_over ? 1 : 0;
        }
        if (over == 0) continue;
        const Rational left{seen - over, seen};
        go_on(still, is_rounded, Exact{still} * Exact{left}, [&] { return still * left; });
        if (over == seen) continue;
        const Rational more{over, seen * (seen - over)};
        go_on(
            spread, is_spread_rounded, Exact{spread} + Exact{more}, [&] { return spread + more; });
    }
    const auto result = [](const Exact& value, bool rounded) {
        if (!rounded) return Summary{value.nearest()};
        return Summary{
            round_to(value.nearest(), 12, Rounding::half_even), std::nullopt, {Mark::rounded}};
    };
    if (aggregate.is("survival")) return result(Exact{still}, is_rounded);
    if (aggregate.is("reached_within")) return result(Exact{Rational{1} - still}, is_rounded);
    if (still.is_zero()) return {{}, Reason::insufficient_n};
    const Exact z{Rational{1'959'963'984'540'054, 1'000'000'000'000'000}};
    const Exact half = z * Exact{still} * Exact{root(spread).value};
    const bool is_low = aggregate.is("survival_low_95");
    const Exact side = is_low ? Exact{still} - half : Exact{still} + half;
    if (side < Exact{Rational{}}) return {Rational{}};
    if (side > Exact{Rational{1}}) return {Rational{1}};
    return result(side, is_rounded || !half.is_zero());
}

}  // namespace

bool is_aggregate_name(std::string_view name) {
    return name == "months_in_force" ||
           std::find(aggregate_names.begin(), aggregate_names.end(), name) != aggregate_names.end();
}

Called called(const std::string& text) {
    const std::size_t bracket = text.find('(');
    Called result{text.substr(0, bracket)};
    for (std::size_t i = bracket + 1; text[i] >= '0' && text[i] <= '9'; ++i)
        result.argument = result.argument * 10 + (text[i] - '0');
    return result;
}

Summary of_values(const Called& aggregate, std::vector<Given> given, Rational sum) {
    const auto is = [&](std::string_view name) { return aggregate.is(name); };
    Ints values;
    for (const Given& one : given)
        values.push_back(one.value);
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    const Rational count{static_cast<std::int64_t>(n)};
    const Rational percent{aggregate.argument, 100};
    if (is("sum") || is("sum_of_fractions")) return {sum};
    if (is("mean")) return {sum / count};
    if (is("smallest")) return {values.front()};
    if (is("largest")) return {values.back()};
    if (is("earliest_by") || is("latest_by")) return {at_day(given, is("earliest_by"))};
    if (is("median")) return {(values[(n - 1) / 2] + values[n / 2]) / Rational{2}};
    if (is("percentile")) return {nearest_rank(aggregate.argument, values)};
    if (is("percentile_r6")) return {at_rank(percent * (count + Rational{1}), values)};
    if (is("percentile_r7"))
        return {at_rank(percent * (count - Rational{1}) + Rational{1}, values)};
    if (is("mode")) return {most_frequent(values)};
    if (is("sample_standard_deviation")) return deviation(values, 1);
    if (is("population_standard_deviation")) return deviation(values, 0);
    if (is("reached_within") || is("survival") || is("survival_low_95") || is("survival_high_95"))
        return survived(aggregate, given);
    throw std::logic_error{"the slow reference knows no aggregate " + aggregate.name};
}

}  // namespace slow
