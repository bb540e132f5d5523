// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <span>

namespace saleskpi::inline v0_3::detail {

/// The library's record types: first those that are loaded, then those that a book derives.
std::span<const RecordType* const> library_types();

}  // namespace saleskpi::inline v0_3::detail
