// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

inline constexpr std::size_t no_column = (std::numeric_limits<std::size_t>::max)();

/// The columns of a header line, found by the names that a mapping has for them: a column of exactly
/// this name, else one that differs in case, blanks, underscores, quotes or kinds of dashes, else
/// the same for each alias. "amount#2" is the second column "amount".
class HeaderColumns {
public:
    explicit HeaderColumns(std::vector<std::string> names);

    std::size_t size() const { return names_.size(); }
    /// Where each of the wanted columns is. Throws Error unreadable_file for one that may be either
    /// of two.
    std::vector<std::size_t> find(const ReadRequest& request) const;
    /// How many of the wanted columns there are.
    std::size_t count(const ReadRequest& request) const;
    bool has(std::string_view name) const { return !matches(name).empty(); }
    /// The names, where each column that was found is called as it was wanted.
    std::vector<std::string> names_as_wanted(
        std::span<const std::string> wanted, std::span<const std::size_t> found) const;

private:
    std::vector<std::size_t> matches(std::string_view name) const;
    std::vector<std::size_t> matches(std::string_view name, const FileLayout& layout) const;
    [[noreturn]] void fail_of_two(
        const ReadRequest& request,
        std::string_view name,
        std::span<const std::size_t> found) const;

    std::vector<std::string> names_;
    std::vector<std::string> folded_;
};

}  // namespace saleskpi::inline v0_3::detail
