// SPDX-License-Identifier: MIT
// says: only money, numbers and days_between can be summed
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = sum(deal::product);
#else
constexpr auto twin = sum(deal::units);
#endif
