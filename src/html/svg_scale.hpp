// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What there is to draw of a number: nothing of one without a value, or of one that is no number.
std::optional<double> drawn(const ChartNumber& number);

/// The least and the greatest of some numbers.
struct Range {
    void include(double value);
    void include(const ChartNumber& number);
    void include(const ChartSeries& series);

    bool empty = true;
    double low = 0;
    double high = 0;
};

/// From a range of values to pixels.
struct Scale {
    double low = 0;
    double high = 1;
    double from = 0;
    double to = 1;

    double operator()(double value) const;
};

struct Tick {
    double value = 0;
    std::string text;
};

/// The ticks of an axis, at multiples of 1, 2 or 5 times a power of ten, the first and the last of them
/// around the range.
struct Axis {
    std::vector<Tick> ticks;  ///< at least two
    std::string factor;       ///< " ×10⁹", by which texts must be multiplied; else empty

    double low() const { return ticks.front().value; }
    double high() const { return ticks.back().value; }
};

/// With about so many ticks. Numbers of an empty range are from 0 to 1.
Axis axis_of(Range range, const Chart& chart, int ticks);

}  // namespace saleskpi::inline v0_3::detail
