// SPDX-License-Identifier: MIT
#pragma once

#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/metric/operators.hpp>

/// The report that the tests of text, JSON and CSV write. Two teams of one rep each; three deals:
///   North  Asha  won 1,234.50 on 2025-01-20, lost on 2025-02-10
///   South  Zoë   won 400 on 2025-04-02
namespace small_report {

inline saleskpi::Book book() {
    using namespace make;
    return make::book(
        std::vector{seat("Asha", "North"), seat("Zoë", "South")},
        deals(
            deal_of("Asha").won(1234.50_usd, "2025-01-20"),
            deal_of("Asha").lost(10_usd, "2025-02-10"), deal_of("Zoë").won(400_usd, "2025-04-02")));
}

/// From January to the middle of May, so that the second quarter is incomplete.
inline saleskpi::Window window() { return make::days("2025-01-01", "2025-05-16"); }

}  // namespace small_report
