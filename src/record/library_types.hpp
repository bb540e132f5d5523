// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <span>

namespace saleskpi::inline v0_3::detail {

/// The library's record types: those that are loaded, and the visits that a book makes.
std::span<const RecordType* const> library_types();

}  // namespace saleskpi::inline v0_3::detail
