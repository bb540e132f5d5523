// SPDX-License-Identifier: MIT
// says: an.aggregate.is.not.placed.in.time
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = metric("m", count<Deal>());
#else
constexpr auto twin = metric("m", count<Deal>().by(deal::closed));
#endif
