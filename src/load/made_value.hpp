// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>

#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What a mapping makes of several cells. Missing if all are, and a number if one is; one that cannot be worked out
/// comes as a text that is no number, for whoever reads it to say so. The text is kept in `made`.
Cell combined(
    const FieldMapping& field,
    std::span<const Cell> cells,
    const NumberFormat& format,
    std::string& made);

/// A part of a text, without blanks at its ends.
std::string_view cut_of(const TextCut& cut, std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
