// SPDX-License-Identifier: MIT
// says: both sides of a condition must be about the same kind of record
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = deal::stage == Stage::won && lead::source == "web";
#else
constexpr auto twin = deal::stage == Stage::won && deal::source == "web";
#endif
