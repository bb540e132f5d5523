// SPDX-License-Identifier: MIT
#include "steps.hpp"

#include <cmath>

namespace saleskpi::inline v0_3::detail {

std::vector<std::optional<double>> starts_of_steps(const Chart& chart) {
    const std::size_t count = chart.categories.size();
    std::vector<std::optional<double>> starts(count);
    if (chart.series.empty()) return starts;
    const auto value = [&](std::size_t c) -> std::optional<double> {
        const auto& numbers = chart.series.front().numbers;
        if (c >= numbers.size() || !numbers[c].value || !std::isfinite(*numbers[c].value))
            return std::nullopt;
        return numbers[c].value;
    };
    std::optional<double> at;
    for (std::size_t c = 0; c < count; ++c) {
        starts[c] = chart.categories[c].is_total ? 0 : at;
        const auto step = value(c);
        at = step && starts[c] ? std::optional{*starts[c] + *step} : std::nullopt;
    }
    at.reset();
    for (std::size_t c = count; c-- > 0;) {
        const auto step = value(c);
        if (chart.categories[c].is_total) {
            at = step;
            continue;
        }
        at = step && at ? std::optional{*at - *step} : std::nullopt;
        if (!starts[c]) starts[c] = at;
    }
    return starts;
}

}  // namespace saleskpi::inline v0_3::detail
