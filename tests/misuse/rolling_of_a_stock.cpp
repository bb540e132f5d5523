// SPDX-License-Identifier: MIT
// says: a.stock.has.no.rolling.value
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = rolling(paying_customers, 2);
#else
constexpr auto twin = rolling(revenue_per_customer, 2);
#endif
