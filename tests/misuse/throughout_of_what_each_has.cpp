// SPDX-License-Identifier: MIT
// says: what.each.has.is.placed.by.active.or.a.date
#include <saleskpi/kpi/retention.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = held(subscription::price, subscription::customer)
                          .active_throughout(subscription::started, subscription::ended);
#else
constexpr auto twin = held(subscription::price, subscription::customer)
                          .active(subscription::started, subscription::ended);
#endif
