// SPDX-License-Identifier: MIT
// For how long records are in force within a period.
#include "plan/aggregates/portions.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

Evaluated months_in_force(const Reading&, Portions& months) {
    return {months.total, std::nullopt, months.known, months.missing};
}

constexpr std::array rules{
    AggregateRule{
        .kind = aggregates::time_in_force,
        .name = "months_in_force",
        .takes = Takes::record,
        .unit = unit_always<Unit::months>,
        .reader = read_by<months_in_force>,
        .seen_by = SeenBy::counts,
        .refusal_unless_active = "months in force are placed by 'active from ... until ...'",
        .days = "for the time in the period",
        .starts_at_zero = true},
};

}  // namespace

AggregateFamily time_in_force_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
