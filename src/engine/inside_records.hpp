// SPDX-License-Identifier: MIT
#pragma once

#include "engine/inside_groups.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Whether the library's records or the book's can be cut by a dimension.
bool is_known(const BookData& book, const std::string& dimension);

/// Throws Error unknown_dimension for what neither the library's records nor the book's are cut by. It
/// names no others: they could be of records that must not be told of.
void require_known(const BookData& book, const std::string& dimension);

/// What a scope leaves of a book's records: whether there are any, and on which days. Of a date, a
/// record is inside if it is on that very day.
class InsideRecords {
public:
    /// With `as_is`, seats are those of that day. `beside` is a dimension whose members are asked for.
    InsideRecords(
        const BookData& book,
        const Scope& scope,
        std::optional<std::int32_t> as_is,
        const std::string& beside = {});

    /// Whether nothing is asked of a table: all of it is inside.
    bool is_whole(std::string_view table) const;
    /// Whether a table is not cut by a dimension that is tested: all of it is outside. Of one that the
    /// book has not, as the library's records would be.
    bool is_outside(std::string_view table) const;

    /// Whether any record is inside on some day.
    bool has_any(const Leaf& leaf) const;
    /// The first day on which one is placed; the last of all if there is none.
    std::int32_t first_day(const Leaf& leaf) const;
    /// As Book::span.
    Window span() const;
    /// The members of the further dimension that some record inside has.
    std::vector<std::string> members() const;

private:
    class Rows;

    bool is_cut(std::string_view table, std::size_t axis) const;
    std::string key(std::string_view question, std::string_view what) const;
    /// The first day on which a leaf places a record that is inside, and whether it places any.
    InsideIndex::Days placed(const Leaf& leaf) const;
    bool has_any_on_its_dates(std::string_view table) const;
    /// Calls f(table, rows) for the parts of a table until it says that it has seen enough.
    template <class F>
    void each_part(std::string_view table, F&& f) const;

    const BookData* book_;
    const Scope* scope_;
    std::optional<std::int32_t> as_is_;
    std::size_t tested_;  ///< so many axes of the cut
    Cut cut_;
    InsideGroups inside_;
};

}  // namespace saleskpi::inline v0_3::detail
