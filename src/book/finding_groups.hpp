// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding_group.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The same as grouped() of some findings that stay where they are.
std::vector<FindingGroup> grouped(std::span<const Finding* const> findings, std::size_t examples);

}  // namespace saleskpi::inline v0_3::detail
