// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// By field, what corrections add to what a deal has.
using Additions = std::map<std::string, std::int64_t, std::less<>>;

/// Whether values of a field add up: money, and numbers of things.
template <class AnyColumn>
bool adds_up(const AnyColumn& column) {
    return column.type == FieldType::money ||
           (column.type == FieldType::integer && column.unit == Unit::count);
}

/// What a deal has, with what is added; missing if it has none. Of a sum that does not fit, as it was.
std::int64_t net_of(std::int64_t value, std::int64_t addition);

/// Puts the net deals of a book, by id, in the place of the deals for what needs the values themselves.
void put_net_deals(
    BookData& book,
    const std::map<std::string, Additions, std::less<>>& additions,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
