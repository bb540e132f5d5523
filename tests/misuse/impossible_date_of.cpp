// SPDX-License-Identifier: MIT
// says: this.day.does.not.exist
#include <saleskpi/value/date.hpp>

#ifdef SALESKPI_MISUSE
constexpr auto twin = saleskpi::date_of(2025, 2, 30);
#else
constexpr auto twin = saleskpi::date_of(2025, 2, 28);
#endif
