// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"

#include <saleskpi/calendar/custom_periods.hpp>

#include <utility>

namespace saleskpi::inline v0_3::detail {

/// The periods of a list, called by their names.
class CustomRule final : public GrainRule {
public:
    explicit CustomRule(CustomPeriods periods) : periods_{std::move(periods)} {}

    /// For a day between two periods the later one; after all of them one that does not exist.
    std::int32_t ordinal_of(Date day) const override;
    Window days(std::int32_t ordinal) const override;
    std::int32_t year_before(std::int32_t ordinal) const override;
    std::string label(std::int32_t ordinal) const override;
    std::optional<std::int32_t> find(std::string_view label) const override;
    bool has(std::int64_t ordinal) const override;

private:
    const NamedWindow& at(std::int32_t ordinal) const;

    CustomPeriods periods_;
};

}  // namespace saleskpi::inline v0_3::detail
