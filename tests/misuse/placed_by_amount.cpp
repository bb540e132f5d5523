// SPDX-License-Identifier: MIT
// says: records are placed in time by dates
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = count<Deal>().by(deal::amount);
#else
constexpr auto twin = count<Deal>().by(deal::closed);
#endif
