// SPDX-License-Identifier: MIT
// says: this.day.does.not.exist
#include <saleskpi/value/date.hpp>

using namespace saleskpi::literals;

#ifdef SALESKPI_MISUSE
constexpr auto twin = "2025-02-30"_date;
#else
constexpr auto twin = "2025-02-28"_date;
#endif
