// SPDX-License-Identifier: MIT
#pragma once

#include "json/checked_json.hpp"

#include <saleskpi/record/own_fields.hpp>

#include <array>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The keys of a field that say what it is, where the library does not.
inline constexpr std::array<std::string_view, 6> own_field_keys{"type",  "choices", "unit",
                                                                "least", "most",    "foreseen"};

/// Adds the fields of one's own among those of a file. Fails for what records of the type cannot have, and for
/// what was said otherwise before.
void read_own_fields(const JsonPlace& fields, const RecordType& of, OwnFields& to);

}  // namespace saleskpi::inline v0_3::detail
