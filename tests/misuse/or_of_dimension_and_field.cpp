// SPDX-License-Identifier: MIT
// says: a condition on a dimension and one on a field are joined by && only
#include <saleskpi/language/scope.hpp>
#include <saleskpi/record/deal.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
const auto twin = by::team == "North" || deal::product == "Alpha";
#else
const auto twin = by::team == "North" && deal::product == "Alpha";
#endif
