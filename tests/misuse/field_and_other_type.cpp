// SPDX-License-Identifier: MIT
// says: a field is compared only with a value of its own type
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = deal::closed == Stage::won;
#else
constexpr auto twin = deal::stage == Stage::won;
#endif
