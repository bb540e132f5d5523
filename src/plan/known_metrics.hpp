// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/unit.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A metric by its id, for records that name one.
struct KnownMetric {
    std::string id;
    Unit unit;
};

/// The unit of what is no id and yet a metric of the library, "stage_conversion(Demo, Proposal)"; or nothing.
std::optional<Unit> unit_of_formula(std::string_view text);

/// Those of the library. Said by its catalogue: whoever asks here knows none of them.
std::span<const KnownMetric> known_metrics();

}  // namespace saleskpi::inline v0_3::detail
