// SPDX-License-Identifier: MIT
#pragma once

#include "grain_rule.hpp"
#include "year_label.hpp"

namespace saleskpi::inline v0_3::detail {

/// Periods of which every year has the same number: all but weeks and days. Their ordinal is the
/// year times that number, plus the number within the year from 0.
class YearPartRule : public GrainRule {
public:
    YearPartRule(int per_year, YearLabel text) : per_year_{per_year}, text_{text} {}

    std::int32_t year_before(std::int32_t ordinal) const override { return ordinal - per_year_; }
    std::string label(std::int32_t ordinal) const override;
    std::optional<std::int32_t> find(std::string_view label) const override;

protected:
    int per_year() const { return per_year_; }

private:
    int per_year_;
    YearLabel text_;
};

}  // namespace saleskpi::inline v0_3::detail
