// SPDX-License-Identifier: MIT
// says: only values of the same unit can be added
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = sum(deal::amount).by(deal::closed) + sum(deal::probability).by(deal::closed);
#else
constexpr auto twin = sum(deal::amount).by(deal::closed) + sum(deal::cost).by(deal::closed);
#endif
