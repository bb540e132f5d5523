// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

struct YearPart {
    int year = 0;
    int number = 1;
};

/// The text form of a numbered part of a year: "2025-Q1" is {"", "-Q", 1}, "FY2026" is {"FY", "",
/// 0}.
struct YearLabel {
    std::string_view before;
    std::string_view between;
    int digits = 0;  ///< of the number; 0 where the year says it all

    std::string write(YearPart part) const;

    /// Strict: takes exactly what write() gives. Does not judge whether the number exists.
    std::optional<YearPart> read(std::string_view text) const;
};

}  // namespace saleskpi::inline v0_3::detail
