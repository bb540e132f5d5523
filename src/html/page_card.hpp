// SPDX-License-Identifier: MIT
#pragma once

#include "html/page_parts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a card says: the total of a KPI in the shown period. No text is escaped yet.
struct PageCard {
    struct Target {
        std::size_t column = 0;  ///< of the attainment
        bool has_value = false;
        std::string number;  ///< "98.05 %", or the reason
        double part = 0;     ///< from 0 to 1
        bool is_met = false;
    };

    std::size_t column = 0;
    std::string title;
    std::string timing;
    bool has_value = false;
    std::string number;   ///< or "no records"
    std::string unit;     ///< empty without a value
    std::string meaning;  ///< of the reason, where there is no value
    PageChange change{};  ///< without an amount there is none to be told
    std::string
        before;  ///< "2025-Q3: 1,234", "2025-Q3: no records"; empty: there is no period before
    Marks marks{};
    std::string coverage;  ///< "rests on 3 of 4 records, ...", or nothing
    std::optional<Target> target{};
    std::string latest;  ///< "2026-Q1 so far: 12", or nothing
};

/// A period, and all of its cards; none where there is no total.
struct PageOverview {
    std::string period;
    std::size_t row = 0;  ///< of the report
    std::vector<PageCard> cards{};
};
PageOverview overview_of(const PageModel& model, std::size_t period);

}  // namespace saleskpi::inline v0_3::detail
