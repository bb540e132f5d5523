// SPDX-License-Identifier: MIT
// says: only.pure.numbers.have.a.product
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = product_over(revenue, Grain::month);
#else
constexpr auto twin = product_over(win_rate, Grain::month);
#endif
