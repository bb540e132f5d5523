// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

/// A range of days with a name: a season, a campaign, a sales cycle.
struct NamedWindow {
    std::string name{};
    Window days{};

    friend bool operator==(const NamedWindow&, const NamedWindow&) = default;
};

/// Periods that follow no rule: named, ascending, disjoint; there may be gaps. An immutable value.
class CustomPeriods {
public:
    CustomPeriods() = default;

    /// Throws Error{invalid_argument} if a range is empty, reaches beyond the years 1 to 9999 or
    /// into its neighbour, or if a name is empty, not UTF-8 or there twice.
    explicit CustomPeriods(std::vector<NamedWindow> periods);

    [[nodiscard]] const std::vector<NamedWindow>& all() const noexcept { return periods_; }

    friend bool operator==(const CustomPeriods&, const CustomPeriods&) = default;

private:
    std::vector<NamedWindow> periods_;
};

}  // namespace saleskpi::inline v0_3
