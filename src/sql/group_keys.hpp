// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "rollup/partial_data.hpp"
#include "sql/database.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The groups of an answer, by the names of their members.
class Groups {
public:
    explicit Groups(PartialData& data) : data_{&data} {}

    std::uint32_t number(std::vector<std::uint32_t> members);

private:
    PartialData* data_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
};

/// By what the rows of a query are grouped, so that each group is of one member of each axis; whose a row is
/// on a day, the book knows, and it tells the statement by a table of seats.
class GroupKeys {
public:
    GroupKeys(const BookData& book, const Query& query, std::vector<Axis>& axes, RowQuery& rows);

    const std::vector<RowQuery::Cut>& cuts() const { return cuts_; }
    /// Whether who had a seat on which day must be joined.
    bool needs_seats() const { return by_seat_; }
    /// The join of rows r with the seats s of their reps, for FROM; and the condition for WHERE that leaves those on
    /// which a rep sat on a day, or at some time between two. Who has no seat at all stays, without a lane.
    Sql join_seats() const;
    static Sql sat_on(const Sql& day);
    static Sql sat_between(const Sql& first, const Sql& until);

    /// The columns to group by, of rows r that have the columns of the query and, with seats, "lane".
    const std::vector<Sql>& columns() const { return columns_; }
    /// Members of the axes, by the values of these columns.
    std::vector<std::uint32_t> members(sql::Row row) const;

private:
    struct Seat {
        std::int32_t rep;
        std::int32_t from;
        std::int32_t until;
        std::vector<std::uint32_t> members;  ///< of the axes that are levels
    };
    void note_seats();

    const BookData* book_;
    const Query* query_;
    std::vector<Axis>* axes_;
    const sql::Dialect* dialect_;
    std::vector<RowQuery::Cut> cuts_;
    bool by_seat_ = false;
    std::optional<std::size_t> rep_axis_;
    Sql rep_;
    std::vector<Seat> seats_;
    std::vector<Sql> columns_;
    std::vector<std::optional<std::size_t>> axis_of_column_;
};

}  // namespace saleskpi::inline v0_3::detail
