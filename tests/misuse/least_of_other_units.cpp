// SPDX-License-Identifier: MIT
// says: only values of the same unit can be compared
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = least(revenue, win_rate);
#else
constexpr auto twin = least(revenue, 500_usd);
#endif
