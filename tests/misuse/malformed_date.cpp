// SPDX-License-Identifier: MIT
// says: a.date.is.written.as.in.2025.02.28
#include <saleskpi/value/date.hpp>

using namespace saleskpi::literals;

#ifdef SALESKPI_MISUSE
const auto twin = "28.02.2025"_date;
#else
const auto twin = "2025-02-28"_date;
#endif
