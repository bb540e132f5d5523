// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"

namespace saleskpi::inline v0_3::detail {

/// Days: "2025-03-01".
class DayRule final : public GrainRule {
public:
    std::int32_t ordinal_of(Date day) const override;
    Window days(std::int32_t ordinal) const override;
    std::int32_t year_before(std::int32_t ordinal) const override;
    std::string label(std::int32_t ordinal) const override;
    std::optional<std::int32_t> find(std::string_view label) const override;
};

}  // namespace saleskpi::inline v0_3::detail
