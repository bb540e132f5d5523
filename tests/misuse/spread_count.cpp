// SPDX-License-Identifier: MIT
// says: only.a.sum.can.be.spread.over.days
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = count<Deal>().spread(deal::created, deal::closed);
#else
constexpr auto twin = sum(deal::amount).spread(deal::created, deal::closed);
#endif
