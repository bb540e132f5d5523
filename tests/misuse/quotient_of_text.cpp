// SPDX-License-Identifier: MIT
// says: an amount or a number is divided by another, if the quotient of their units has a meaning
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = mean(deal::amount / deal::product);
#else
constexpr auto twin = mean(deal::amount / deal::units);
#endif
