// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The library's record types: first those that are loaded, then those that a book derives.
std::span<const RecordType* const> library_types();

/// The domain of the ids of such a table; its own name if its records have none, such as reps and accounts.
std::string_view id_domain_of(std::string_view table);

}  // namespace saleskpi::inline v0_3::detail
