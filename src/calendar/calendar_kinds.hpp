// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <date/date.h>

#include <memory>
#include <optional>
#include <string_view>

/// The kinds of calendar there are: which rule each has for which grain, and its text form.
namespace saleskpi::detail {

/// Civil periods, ISO weeks, a fiscal year from the first of an existing month. From January both
/// ways of naming agree, and the calendar is the plain "iso".
std::shared_ptr<const GrainRules> fiscal_rules(date::month first_month, FiscalName name);

/// The first month and the name of the fiscal year in a spec; nothing if it is none.
struct FiscalSpec {
    date::month first_month = date::January;
    FiscalName name = FiscalName::by_end;
};
std::optional<FiscalSpec> parse_fiscal_spec(std::string_view text);

}  // namespace saleskpi::detail
