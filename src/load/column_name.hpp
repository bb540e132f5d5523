// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What two names of columns have in common that are one to those who write headers: without regard to case,
/// blanks, underscores, quotes and kinds of dashes.
std::string folded_column(std::string_view name);

/// A name of columns with one * for any text. The rest is compared as names of columns are.
class ColumnPattern {
public:
    static bool is_one(std::string_view name) { return name.find('*') != std::string_view::npos; }

    /// The text must have one *.
    explicit ColumnPattern(std::string_view text);

    /// What the * stands for in this name, without blanks and quotes around it; no value for any other name.
    std::optional<std::string_view> part_of(std::string_view name) const;

private:
    std::string before_;
    std::string after_;
    std::string folded_before_;
    std::string folded_after_;
};

}  // namespace saleskpi::inline v0_3::detail
