// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Whether two ids are of one record of Salesforce: one is the other's first fifteen characters, and its
/// last three are their checksum. An id that is merely longer is another record's.
bool is_same_in_salesforce(std::string_view one, std::string_view other);

/// "; did you mean D1?", with ids that are those of the same record or look like it; or nothing.
std::string nearest_id(std::string_view name, std::span<const std::string> ids);

}  // namespace saleskpi::inline v0_3::detail
