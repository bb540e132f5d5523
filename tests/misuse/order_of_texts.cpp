// SPDX-License-Identifier: MIT
// says: texts and choices have no order
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = deal::product < "m";
#else
constexpr auto twin = deal::product == "m";
#endif
