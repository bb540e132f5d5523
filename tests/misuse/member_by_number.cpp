// SPDX-License-Identifier: MIT
// says: a dimension is compared with the name of a member
#include <saleskpi/language/scope.hpp>

using namespace saleskpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin = by::team == 7;
#else
constexpr auto twin = by::team == "7";
#endif
