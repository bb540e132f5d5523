// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"

namespace saleskpi::inline v0_3::detail {

/// The reporting window as a whole. It has one period, all time; the steps of an actual window
/// depend on its days and not on its ordinal, so Calendar takes those itself.
class WindowRule final : public GrainRule {
public:
    std::int32_t ordinal_of(Date) const override { return 0; }
    Window days(std::int32_t) const override { return all_time; }
    std::int32_t year_before(std::int32_t ordinal) const override { return ordinal - 1; }
    std::string label(std::int32_t) const override { return "all"; }
    std::optional<std::int32_t> find(std::string_view label) const override {
        return label == "all" ? std::optional<std::int32_t>{0} : std::nullopt;
    }
};

}  // namespace saleskpi::inline v0_3::detail
