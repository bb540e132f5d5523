// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/chart.hpp>
#include <saleskpi/chart/glossary.hpp>

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// "no target" of "no_target".
std::string with_blanks(std::string_view name);

ChartWords words_in(const Glossary& glossary);

/// "USD per day", "days", or nothing.
std::string unit_in(const Glossary& glossary, Unit unit, Currency currency);

/// "small sample: too few to prove anything", of a line of the legend of some marks.
std::string mark_text(const Glossary& glossary, Marks marks, std::string_view line);

}  // namespace saleskpi::inline v0_3::detail
