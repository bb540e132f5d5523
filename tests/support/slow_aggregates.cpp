// SPDX-License-Identifier: MIT
#include "support/slow_aggregates.hpp"

#include <stdexcept>

namespace slow {

namespace {

/// The first value that reaches the rank.
Rational nearest_rank(std::int64_t percent, const std::vector<Rational>& values) {
    const auto n = static_cast<std::int64_t>(values.size());
    std::int64_t i = 0;
    while ((i + 1) * 100 < n * percent)
        ++i;
    return values[static_cast<std::size_t>(i)];
}

}  // namespace

Called called(const std::string& text) {
    const std::size_t bracket = text.find('(');
    Called result{text.substr(0, bracket)};
    for (std::size_t i = bracket + 1; text[i] >= '0' && text[i] <= '9'; ++i)
        result.argument = result.argument * 10 + (text[i] - '0');
    return result;
}

Rational of_values(const Called& aggregate, const std::vector<Rational>& values, Rational sum) {
    const std::size_t n = values.size();
    if (aggregate.is("sum")) return sum;
    if (aggregate.is("mean")) return sum / Rational{static_cast<std::int64_t>(n)};
    if (aggregate.is("smallest")) return values.front();
    if (aggregate.is("largest")) return values.back();
    if (aggregate.is("median")) return (values[(n - 1) / 2] + values[n / 2]) / Rational{2};
    if (aggregate.is("percentile")) return nearest_rank(aggregate.argument, values);
    throw std::logic_error{"the slow reference knows no aggregate " + aggregate.name};
}

}  // namespace slow
