// SPDX-License-Identifier: MIT
#pragma once

#include "year_part_rule.hpp"

#include <saleskpi/calendar/month_blocks.hpp>

namespace saleskpi::inline v0_3::detail {

/// Periods of whole months, civil ("2025-03", "2025-Q1", "2025") and fiscal ("FY2026 Q1",
/// "FY2026").
class MonthRule final : public YearPartRule {
public:
    MonthRule(MonthBlocks blocks, YearLabel text)
        : YearPartRule{blocks.per_year(), text}, blocks_{blocks} {}

    std::int32_t ordinal_of(Date day) const override;
    Window days(std::int32_t ordinal) const override;
    /// Counted in months and days, so that it ends on the same day of the month.
    Window same_part(const Window& part, std::int32_t from, std::int32_t to) const override;

private:
    MonthBlocks blocks_;
};

}  // namespace saleskpi::inline v0_3::detail
