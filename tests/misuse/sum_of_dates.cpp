// SPDX-License-Identifier: MIT
// says: nor dates
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin =
    smallest(deal::closed).by(deal::closed) + largest(deal::closed).by(deal::closed);
#else
constexpr auto twin =
    largest(deal::closed).by(deal::closed) - smallest(deal::closed).by(deal::closed);
#endif
