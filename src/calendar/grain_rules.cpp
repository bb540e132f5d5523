// SPDX-License-Identifier: MIT
#include "calendar_data.hpp"
#include "custom_rule.hpp"
#include "day_rule.hpp"
#include "month_rule.hpp"
#include "week_block_rule.hpp"
#include "week_rule.hpp"
#include "window_rule.hpp"

#include <saleskpi/value/error.hpp>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int nearest = 3;  // days by which the nearest of a weekday may be early
constexpr int whole_week = 6;

constexpr YearLabel month_label{"FY", " M", 2};
constexpr YearLabel quarter_label{"FY", " Q", 1};
constexpr YearLabel half_label{"FY", " H", 1};
constexpr YearLabel year_label{"FY", "", 0};

/// By how many months the fiscal count runs ahead of the civil one.
int fiscal_lead(date::month first_month, FiscalName name) {
    const int skipped = static_cast<int>(static_cast<unsigned>(first_month)) - 1;
    const bool named_a_year_later = name == FiscalName::by_end && skipped > 0;
    return named_a_year_later ? 12 - skipped : -skipped;
}

/// A name that is the label of another period could not be read back.
void require_own_names(const CustomPeriods& custom, const GrainRules& rules) {
    for (const NamedWindow& period : custom.all())
        for (const Grain grain : all_grains)
            if (grain != Grain::custom && rules[grain].find(period.name))
                throw Error{
                    ErrorCode::invalid_argument, "a custom period cannot be called '" +
                                                     period.name + "', for that is a " +
                                                     std::string{name(grain)}};
}

}  // namespace

GrainRules::GrainRules(const CalendarParts& parts) {
    set_civil(parts.week_start);
    if (const auto* months = std::get_if<FiscalMonths>(&parts.fiscal))
        set_fiscal(*months, parts.week_start);
    else
        set_fiscal(std::get<FiscalWeeks>(parts.fiscal));
    set(Grain::custom, std::make_unique<CustomRule>(parts.custom));
    set(Grain::window, std::make_unique<WindowRule>());
    require_own_names(parts.custom, *this);
}

void GrainRules::set_civil(date::weekday week_start) {
    const auto months = [this](Grain grain, int count, YearLabel text) {
        set(grain, std::make_unique<MonthRule>(MonthBlocks{count, 0}, text));
    };
    set(Grain::day, std::make_unique<DayRule>());
    months(Grain::month, 1, {"", "-", 2});
    months(Grain::quarter, 3, {"", "-Q", 1});
    months(Grain::half, 6, {"", "-H", 1});
    months(Grain::year, 12, {"", "", 0});
    const WeekYears years{week_start, MonthBlocks{12, 0}, nearest};
    if (week_start == date::Monday)
        set(Grain::week, std::make_unique<NumberedWeekRule>(years, YearLabel{"", "-W", 2}));
    else
        set(Grain::week, std::make_unique<DatedWeekRule>(years));
}

void GrainRules::set_fiscal(const FiscalMonths& fiscal, date::weekday week_start) {
    const int lead = fiscal_lead(fiscal.first_month, fiscal.name);
    const auto months = [this, lead](Grain grain, int count, YearLabel text) {
        set(grain, std::make_unique<MonthRule>(MonthBlocks{count, lead}, text));
    };
    set(Grain::fiscal_week,
        std::make_unique<NumberedWeekRule>(
            WeekYears{week_start, MonthBlocks{12, lead}, nearest}, fiscal_week_label));
    months(Grain::fiscal_month, 1, month_label);
    months(Grain::fiscal_quarter, 3, quarter_label);
    months(Grain::fiscal_half, 6, half_label);
    months(Grain::fiscal_year, 12, year_label);
}

void GrainRules::set_fiscal(const FiscalWeeks& fiscal) {
    const RetailYear& year = fiscal.year;
    // A year that ends near the end of January begins near the first of February.
    const int lead = fiscal_lead(year.month + date::months{1}, year.name);
    const int reach = year.end == RetailYear::End::last_in_month ? whole_week : nearest;
    const WeekYears years{year.day + date::days{1}, MonthBlocks{12, lead}, reach};
    const auto blocks = [&](Grain grain, int months, YearLabel text) {
        set(grain, std::make_unique<WeekBlockRule>(years, fiscal.pattern, months, text));
    };
    set(Grain::fiscal_week, std::make_unique<NumberedWeekRule>(years, fiscal_week_label));
    blocks(Grain::fiscal_month, 1, month_label);
    blocks(Grain::fiscal_quarter, 3, quarter_label);
    blocks(Grain::fiscal_half, 6, half_label);
    blocks(Grain::fiscal_year, 12, year_label);
}

}  // namespace saleskpi::inline v0_3::detail
