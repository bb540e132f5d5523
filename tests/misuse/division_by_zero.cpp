// SPDX-License-Identifier: MIT
// says: a.division.by.zero.has.no.value
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = metric("twin", revenue / (Rational(1, 2) - Rational(1, 2)));
#else
constexpr auto twin = metric("twin", revenue / Rational(1, 2));
#endif
