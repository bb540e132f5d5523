// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/day_range.hpp"
#include "book/inside_index.hpp"
#include "plan/seen_by.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Records of a part that a book no longer has: the part's rows stay as they are, since other books and
/// the index have them too. What goes over rows leaves these out. Sums by lane are those of all rows,
/// less those of the `copies`, which are made of the dead ones alone.
struct DeadRecords {
    std::vector<std::uint32_t> plain;   ///< rows, ascending
    std::vector<std::uint32_t> lines;   ///< the same of the lines of shared records
    std::vector<std::uint32_t> shared;  ///< those records, by their number among the shared ones
    std::vector<std::uint32_t>
        left_out;  ///< ids that are taken no more, by their number among those
    std::vector<std::shared_ptr<const BookTable>> copies;
    /// Of the records that are left.
    std::shared_ptr<RecordSample> sample = std::make_shared<RecordSample>();
    /// By the name of a date, where others stand in for it: the first day of a record in a stock.
    std::shared_ptr<InsideIndex> first_days = std::make_shared<InsideIndex>();

    std::size_t records() const { return plain.size() + shared.size(); }
};

/// Rows of a table, and what a book says of them.
struct TablePart {
    std::shared_ptr<const BookTable> rows;
    SeenBy seen_by = SeenBy::all;  ///< of the leaves that see them
    /// They stand beside records of the table, in whose place leaves of the reach see them: no records.
    bool is_variant = false;
    std::shared_ptr<const DeadRecords> dead = nullptr;  ///< null while all live

    const BookTable& operator*() const { return *rows; }
    const BookTable* operator->() const { return rows.get(); }
    bool operator==(const TablePart&) const = default;

    std::size_t records() const {
        return is_variant ? 0 : rows->records() - (dead ? dead->records() : 0);
    }
    /// The dead ones of the plain rows, or of the lines.
    std::span<const std::uint32_t> dead_rows(const ColumnSet& set) const {
        if (!dead) return {};
        return &set == &rows->lines ? dead->lines : dead->plain;
    }
    /// Whether a record of this number is dead; after them come those that were left out.
    bool is_dead(std::size_t record) const;
    /// The living record with the id, or one that was left out.
    std::optional<std::size_t> find(std::string_view id) const;
    std::vector<std::size_t> find_all(std::string_view id) const;
    /// In how many living rows a code or day of a column is.
    std::size_t rows_with(const NamedColumn& column, std::int64_t value) const;
    /// The first and the last day of a column, if a living row has one.
    std::optional<DayRange> days(const ColumnSet& set, const NamedColumn& column) const;
    RecordSample& sample() const { return dead ? *dead->sample : *rows->sample; }
};

inline bool is_among(std::span<const std::uint32_t> dead, std::size_t row) {
    return !dead.empty() &&
           std::binary_search(dead.begin(), dead.end(), static_cast<std::uint32_t>(row));
}

/// Calls f(first, n) for the runs of rows of [0, rows) that live, in batches of at most so many.
template <class F>
void each_living(std::span<const std::uint32_t> dead, std::size_t rows, std::size_t batch, F&& f) {
    auto next = dead.begin();
    for (std::size_t first = 0; first < rows;) {
        while (next != dead.end() && *next < first)
            ++next;
        if (next != dead.end() && *next == first) {
            ++first;
            continue;
        }
        std::size_t until = (std::min)(rows, first + batch);
        if (next != dead.end()) until = (std::min)(until, std::size_t{*next});
        f(first, until - first);
        first = until;
    }
}

}  // namespace saleskpi::inline v0_3::detail
