// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/unit.hpp>

#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// A metric by its id, for records that name one.
struct KnownMetric {
    std::string id;
    Unit unit;
};

/// Those of the library. Said by its catalogue: whoever asks here knows none of them.
std::span<const KnownMetric> known_metrics();

}  // namespace saleskpi::inline v0_3::detail
