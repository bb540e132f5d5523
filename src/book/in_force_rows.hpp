// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The day that a row says in a field; missing_day if it does not.
std::int32_t day_at(const RawTable& table, std::string_view field, std::size_t row);

/// The later of two days since which something is; missing_day: since ever.
constexpr std::int32_t later_begin(std::int32_t a, std::int32_t b) {
    return a == missing_day || (b != missing_day && b > a) ? b : a;
}
/// The earlier of two days on which something ends; missing_day: never.
constexpr std::int32_t earlier_day(std::int32_t a, std::int32_t b) {
    return a == missing_day || (b != missing_day && b < a) ? b : a;
}

/// Gives stocks, in place of a record or of what stands in its place already, one row for each of the
/// spans of days that the turns divide. `f` may change each of them and is told its number, the last first.
void divide_in_stock(
    BookDraft& draft,
    RawTable& table,
    std::size_t row,
    std::span<const std::int32_t> turns,
    const std::function<void(RawTable& table, std::size_t row, std::size_t number)>& f = {});

/// Whether leaves that ask for stocks see a row that counts.
bool is_in_stocks(BookDraft& draft, RawTable& table, std::size_t row);

}  // namespace saleskpi::inline v0_3::detail
