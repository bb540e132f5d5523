// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <tuple>

/// Statistics over the points that two metrics make, and over a rate. Square roots are no fractions:
/// here numbers are floating-point, of values in an order of their own, and rounded to nine places.
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

}  // namespace

Evaluator::Points Evaluator::points(std::size_t metric, std::size_t number, const Period& period) {
    const std::span<const Step> steps = data_->query.metrics[metric].steps();
    Points found;
    std::vector<Point>& all = found.all;
    const auto add = [&](Evaluator& group, const Period& when) {
        const Evaluated y = group.step(metric, number - 1, when);
        const Evaluated x = group.step(metric, number - 1 - steps[number - 1].size, when);
        if (!x.reason && !y.reason) all.push_back({x.value, y.value});
        found.are_cut &= x.reason != Reason::not_cut && y.reason != Reason::not_cut;
    };
    if (static_cast<Over>(steps[number].option) == Over::periods) {
        for (const Period& each : data_->plan.periods)
            add(*this, each);
    } else {
        const std::size_t depth = data_->query.dimensions.size();
        for (const Members& members : groups_within(members_, depth)) {
            Evaluator group{*data_, members, depth};
            add(group, period);
        }
    }
    // In an order of their own, so that no other order can show in a floating-point sum.
    std::sort(all.begin(), all.end(), [](const Point& a, const Point& b) {
        return std::tie(a.x, a.y) < std::tie(b.x, b.y);
    });
    return found;
}

Evaluated Evaluator::correlated(std::size_t metric, std::size_t number, const Period& period) {
    const Step& s = data_->query.metrics[metric].steps()[number];
    std::vector<Rational> x;
    std::vector<Rational> y;
    const Points found = points(metric, number, period);
    if (!found.are_cut) return {{}, Reason::not_cut};
    for (const Point& point : found.all) {
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
    result.value = rounded(
        s.fit == Fit::pearson ? pearson(numbers(x), numbers(y)) : pearson(ranks(x), ranks(y)));
    return result;
}

Evaluated Evaluator::forecast_error(std::size_t metric, std::size_t number, const Period& period) {
    Exact off;
    Exact actual;
    Evaluated result;
    const Points found = points(metric, number, period);
    if (!found.are_cut) return {{}, Reason::not_cut};
    for (const Point& point : found.all) {
        off += (point.x - point.y).abs();
        actual += point.x;
        ++result.records;
    }
    if (result.records == 0)
        result.reason = Reason::no_records;
    else if (actual.is_zero())
        result.reason = Reason::zero_denominator;
    else
        result.value = off / actual;
    return result;
}

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

}  // namespace saleskpi::inline v0_3::detail
