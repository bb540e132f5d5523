// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A record of a book: the place of its part among the tables, and its number there. Behind the records of
/// a part come the ids that it left out.
struct RecordAt {
    std::size_t part;
    std::size_t number;

    auto operator<=>(const RecordAt&) const = default;
};

/// The record with an id, or one that was left out; no other takes part in its table.
std::optional<RecordAt> find_record(
    const BookData& book, std::string_view table, std::string_view id);

/// The records that have a text in a column, such as all quotes of a deal.
std::vector<RecordAt> records_with(
    const BookData& book, std::string_view table, std::string_view column, std::string_view text);

/// By the place of a part, numbers of its records.
using RecordsByPart = std::map<std::size_t, std::set<std::size_t>>;

/// Records that leave their parts because they are kept otherwise: no report tells of it.
void set_aside(BookData& book, const RecordsByPart& records, unsigned threads);

/// The book without some records, and what stands in their places: in time of these, whatever its size.
/// What it reports is left, and what others have of them - seats, rates, look-ups, tables that are derived
/// from them: who takes a record away takes those too, or adds them anew.
void take_away(BookData& book, std::span<const RecordAt> records, unsigned threads = 1);

}  // namespace saleskpi::inline v0_3::detail
