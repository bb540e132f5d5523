// SPDX-License-Identifier: MIT
// says: placed in time by dates of their own
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = count<Deal>().by(lead::created);
#else
constexpr auto twin = count<Deal>().by(deal::created);
#endif
