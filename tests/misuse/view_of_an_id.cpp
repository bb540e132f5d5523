// SPDX-License-Identifier: MIT
// says: use of deleted function|invokes a deleted function
#include <saleskpi/saleskpi.hpp>

using namespace saleskpi;

#ifdef SALESKPI_MISUSE
const std::string_view twin = kpi::attainment(kpi::revenue).id();
#else
const std::string twin{kpi::attainment(kpi::revenue).id()};
#endif
