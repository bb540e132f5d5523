// SPDX-License-Identifier: MIT
// Statistics over the points that two formulas make, and over a rate. Square roots are no fractions:
// here numbers are floating-point, of values in an order of their own, and rounded to nine places.
#include "step_rule.hpp"

#include <saleskpi/metric/group_operators.hpp>
#include <saleskpi/plan/operators.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

constexpr std::size_t fewest_points = 3;
constexpr std::size_t reliable_points = 10;

Rational rounded(double number) {
    constexpr std::int64_t places = 1'000'000'000;
    return Rational{std::llround(number * static_cast<double>(places)), places};
}

/// The rank of each value, 1 for the least; those that are equal share the mean of theirs.
std::vector<double> ranks(const std::vector<Rational>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b];
    });
    std::vector<double> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        for (std::size_t i = first; i < last; ++i)
            result[order[i]] = static_cast<double>(first + last + 1) / 2;
        first = last;
    }
    return result;
}

std::vector<double> numbers(const std::vector<Rational>& values) {
    std::vector<double> result;
    for (const Rational& value : values)
        result.push_back(value.to_double());
    return result;
}

bool is_constant(const std::vector<Rational>& values) {
    return std::all_of(
        values.begin(), values.end(), [&](const Rational& v) { return v == values.front(); });
}

double pearson(const std::vector<double>& x, const std::vector<double>& y) {
    const auto mean = [](const std::vector<double>& v) {
        return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
    };
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    return (std::clamp)(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
}

struct Point {
    Exact x;
    Exact y;
};

/// Those of which both values are known, in an order of their own, so that no other order can show in
/// a floating-point sum. None where a side is not cut by what the points are of.
std::optional<std::vector<Point>> points(Asking& ask) {
    std::vector<Point> all;
    for (const auto& [x, y] : ask.pairs(ask.step().over)) {
        if (x.reason == Reason::not_cut || y.reason == Reason::not_cut) return std::nullopt;
        if (!x.reason && !y.reason) all.push_back({x.value, y.value});
    }
    std::sort(all.begin(), all.end(), [](const Point& a, const Point& b) {
        return std::tie(a.x, a.y) < std::tie(b.x, b.y);
    });
    return all;
}

Evaluated correlation(Asking& ask) {
    const auto found = points(ask);
    if (!found) return without_value(Reason::not_cut);
    std::vector<Rational> x;
    std::vector<Rational> y;
    for (const Point& point : *found) {
        x.push_back(point.x.nearest());
        y.push_back(point.y.nearest());
    }
    Evaluated result;
    result.records = static_cast<std::int64_t>(x.size());
    if (x.size() < fewest_points)
        result.reason = Reason::insufficient_n;
    else if (is_constant(x) || is_constant(y))
        result.reason = Reason::zero_denominator;
    if (result.reason) return result;
    if (x.size() < reliable_points) result.marks.add(Mark::small_sample);
    const bool in_a_line = ask.step().fit == Fit::pearson;
    result.value =
        rounded(in_a_line ? pearson(numbers(x), numbers(y)) : pearson(ranks(x), ranks(y)));
    return result;
}

Evaluated forecast_error(Asking& ask) {
    const auto found = points(ask);
    if (!found) return without_value(Reason::not_cut);
    Exact off;
    Exact actual;
    for (const Point& point : *found) {
        off += (point.x - point.y).abs();
        actual += point.x;
    }
    Evaluated result;
    result.records = static_cast<std::int64_t>(found->size());
    if (result.records == 0)
        result.reason = Reason::no_records;
    else if (actual.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = off / actual;
    return result;
}

/// The Wilson interval of 95 % around k cases of n, 0 <= k <= n, n > 0.
struct Interval {
    Rational low;
    Rational high;
};

Interval wilson(const Rational& k, const Rational& n) {
    constexpr double z = 1.959963984540054;  // 97.5 % of a normal distribution lie below it
    const double size = n.to_double();
    const double p = (k / n).to_double();
    const double middle = p + z * z / (2 * size);
    const double half = z * std::sqrt(p * (1 - p) / size + z * z / (4 * size * size));
    const double whole = 1 + z * z / size;
    return {
        rounded((std::clamp)((middle - half) / whole, 0.0, 1.0)),
        rounded((std::clamp)((middle + half) / whole, 0.0, 1.0))};
}

/// Of a quotient of counts.
Evaluated bound(const Combining& of, Rational Interval::*side) {
    Evaluated result = of[0];
    if (result.reason) return result;
    const Exact& k = of.below(0, 0).value;
    const Exact& n = of.below(0, 1).value;
    if (k > n || k.sign() < 0) return {{}, Reason::incomparable, result.records, result.missing};
    result.value = wilson(k.nearest(), n.nearest()).*side;
    return result;
}

Evaluated wilson_low(const Combining& of) { return bound(of, &Interval::low); }
Evaluated wilson_high(const Combining& of) { return bound(of, &Interval::high); }

std::string_view is_no_quotient(const Checking& check) {
    return check.operand(0).kind == steps::divide
               ? std::string_view{}
               : "a Wilson interval is one of a quotient of two counts";
}

constexpr std::array too_few{
    Occasion{Reason::insufficient_n, "there are fewer than three points"},
    Occasion{Reason::zero_denominator, "a series is constant"}};
constexpr std::array no_points{
    Occasion{Reason::no_records, "there is no point"},
    Occasion{Reason::zero_denominator, "what is divided by is zero"}};
constexpr std::array too_many{
    Occasion{Reason::incomparable, "there are more cases than those they are of"}};

constexpr std::array rules{
    StepRule{
        .kind = steps::correlation,
        .name = "correlation",
        .operands = 2,
        .unit = always<Unit::coefficient>,
        .parameters = takes_fit_and_over,
        .ask = correlation,
        .is_told_by_value = true,
        .occasions = too_few},
    StepRule{
        .kind = steps::forecast_error,
        .name = "forecast_error",
        .operands = 2,
        .unit = of_equal<Unit::ratio>,
        .parameters = takes_over,
        .ask = forecast_error,
        .is_told_by_value = true,
        .occasions = no_points},
    StepRule{
        .kind = steps::wilson_low,
        .name = "wilson_low",
        .unit = always<Unit::ratio>,
        .combine = wilson_low,
        .is_told_by_value = true,
        .occasions = too_many,
        .misuse = is_no_quotient},
    StepRule{
        .kind = steps::wilson_high,
        .name = "wilson_high",
        .unit = always<Unit::ratio>,
        .combine = wilson_high,
        .is_told_by_value = true,
        .occasions = too_many,
        .misuse = is_no_quotient},
};

constexpr std::array operators{
    Operator{
        "correlation",
        {a_formula, a_formula, which_fit, over_what},
        [](Arguments a) {
            return kpi::correlation(*a[0].metric, *a[1].metric, word<Fit>(a[2]), word<Over>(a[3]));
        }},
    Operator{
        "forecast_error",
        {a_formula, a_formula, over_what},
        [](Arguments a) {
            return kpi::forecast_error(*a[0].metric, *a[1].metric, word<Over>(a[2]));
        }},
    Operator{"wilson_low", {a_formula}, [](Arguments a) { return kpi::wilson_low(*a[0].metric); }},
    Operator{
        "wilson_high", {a_formula}, [](Arguments a) { return kpi::wilson_high(*a[0].metric); }},
};

}  // namespace

StepFamily points_family() { return {rules, operators}; }

}  // namespace saleskpi::inline v0_3::detail
