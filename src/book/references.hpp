// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The names in one column of a table of a book, such as the deals that have stage changes in it.
class References {
public:
    References(std::vector<TablePart> parts, std::string_view column)
        : parts_{std::move(parts)}, column_{column}, codes_(parts_.size()) {}

    bool contains(std::string_view name);

private:
    std::vector<TablePart> parts_;
    std::string_view column_;
    std::vector<std::set<std::int32_t>> codes_;  // filled only if a name may be there
};

/// Throws Error incompatible if records that are added, and belong to a deal, would change what a
/// book worked out of those that it has of the deal: `what` of one deal come all at once. Either
/// raw table may be null.
void check_complete(
    const BookData& before,
    RawTable* deals,
    RawTable* records,
    std::string_view table,
    std::string_view what);

}  // namespace saleskpi::inline v0_3::detail
