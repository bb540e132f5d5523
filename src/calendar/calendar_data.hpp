// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"

#include <saleskpi/calendar/custom_periods.hpp>
#include <saleskpi/calendar/fiscal.hpp>
#include <saleskpi/calendar/working_days.hpp>

#include <date/date.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <variant>

namespace saleskpi::inline v0_3::detail {

/// Fiscal years that begin on the first of a month.
struct FiscalMonths {
    date::month first_month = date::January;
    FiscalName name = FiscalName::by_end;

    friend bool operator==(const FiscalMonths&, const FiscalMonths&) = default;
};

/// Fiscal years of whole weeks.
struct FiscalWeeks {
    RetailPattern pattern = RetailPattern::p454;
    RetailYear year = nrf;

    friend bool operator==(const FiscalWeeks&, const FiscalWeeks&) = default;
};

/// What a calendar is made of. Parts that mean the same are written the same way.
struct CalendarParts {
    date::weekday week_start = date::Monday;
    std::variant<FiscalMonths, FiscalWeeks> fiscal{};
    WorkingDays working_days{};
    CustomPeriods custom{};
    std::string zone{};

    friend bool operator==(const CalendarParts&, const CalendarParts&) = default;
};

/// The rules of a calendar, one per grain.
class GrainRules {
public:
    explicit GrainRules(const CalendarParts& parts);

    const GrainRule& operator[](Grain grain) const {
        return *rules_[static_cast<std::size_t>(grain)];
    }

private:
    void set(Grain grain, std::unique_ptr<const GrainRule> rule) {
        rules_[static_cast<std::size_t>(grain)] = std::move(rule);
    }
    void set_civil(date::weekday week_start);
    void set_fiscal(const FiscalMonths& fiscal, date::weekday week_start);
    void set_fiscal(const FiscalWeeks& fiscal);

    std::array<std::unique_ptr<const GrainRule>, all_grains.size()> rules_;
};

struct CalendarData {
    explicit CalendarData(CalendarParts of) : parts{std::move(of)}, rules{parts} {}

    CalendarParts parts;
    GrainRules rules;
};

}  // namespace saleskpi::inline v0_3::detail
