// SPDX-License-Identifier: MIT
#pragma once

#include "week_years.hpp"
#include "year_part_rule.hpp"

#include <saleskpi/calendar/fiscal.hpp>

namespace saleskpi::inline v0_3::detail {

/// Retail months, quarters, halves and years: blocks of whole weeks, of which a year's last one has
/// a week more where the year has 53. "FY2023 M12".
class WeekBlockRule final : public YearPartRule {
public:
    /// `months` that make one period.
    WeekBlockRule(WeekYears years, RetailPattern pattern, int months, YearLabel text)
        : YearPartRule{12 / months, text}, years_{years}, pattern_{pattern}, months_{months} {}

    std::int32_t ordinal_of(Date day) const override;
    Window days(std::int32_t ordinal) const override;

private:
    /// Weeks of the year before its part of that number, from 0.
    int weeks_before(int part) const;

    WeekYears years_;
    RetailPattern pattern_;
    int months_;
};

}  // namespace saleskpi::inline v0_3::detail
