// SPDX-License-Identifier: MIT
// says: tiers.ascend
#include <saleskpi/kpi/revenue.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;

#ifdef SALESKPI_MISUSE
constexpr auto twin =
    tiers(revenue, std::array{Tier{500_usd, Rational(1, 10)}, Tier{500_usd, Rational(1, 5)}});
#else
constexpr auto twin =
    tiers(revenue, std::array{Tier{500_usd, Rational(1, 10)}, Tier{600_usd, Rational(1, 5)}});
#endif
