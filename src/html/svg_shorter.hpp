// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>

#include <cstddef>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// How many parts of a chart could stand without the others: groups, as lines, rows, parts of a stack or
/// panels. 0: it is only understood as a whole, as a waterfall is.
std::size_t parts_of(const Chart& chart);

/// The first so many of them. Of a stack the others are one part, as high as they are together.
Chart shortened(const Chart& chart, std::size_t parts);

/// "+28 more"
std::string more_text(const Chart& chart, std::size_t left_out);

}  // namespace saleskpi::inline v0_3::detail
