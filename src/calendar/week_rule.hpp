// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"
#include "week_years.hpp"
#include "year_label.hpp"

namespace saleskpi::inline v0_3::detail {

/// "FY2024 W53".
inline constexpr YearLabel fiscal_week_label{"FY", " W", 2};

/// Weeks, whatever they are called.
class WeekRule : public GrainRule {
public:
    explicit WeekRule(WeekYears years) : years_{years} {}

    std::int32_t ordinal_of(Date day) const override;
    Window days(std::int32_t ordinal) const override;
    std::int32_t year_before(std::int32_t ordinal) const override;

protected:
    const WeekYears& years() const { return years_; }

private:
    WeekYears years_;
};

/// Weeks called by their number in the year: "2025-W01", "FY2024 W53".
class NumberedWeekRule final : public WeekRule {
public:
    NumberedWeekRule(WeekYears years, YearLabel text) : WeekRule{years}, text_{text} {}

    std::string label(std::int32_t ordinal) const override;
    std::optional<std::int32_t> find(std::string_view label) const override;

private:
    YearLabel text_;
};

/// Weeks called by their first day: "week of 2025-03-02".
class DatedWeekRule final : public WeekRule {
public:
    using WeekRule::WeekRule;

    std::string label(std::int32_t ordinal) const override;
    std::optional<std::int32_t> find(std::string_view label) const override;
};

}  // namespace saleskpi::inline v0_3::detail
