// SPDX-License-Identifier: MIT
// says: dates.are.only.compared.and.one.less.another.is.days
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

constexpr auto first_deal = metric("first_deal", smallest(deal::closed).by(deal::closed));
#ifdef SALESKPI_MISUSE
constexpr auto twin = change(first_deal, previous);
#else
constexpr auto twin = difference(first_deal, previous);
#endif
