// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"
#include "sql/group_keys.hpp"
#include "sql/statement_text.hpp"

#include <saleskpi/sql/executor.hpp>
#include <saleskpi/sql/open.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Why a leaf is not worked out in a database; null where it can be, as far as its kind says.
const sql::NotPushedDown* why_not_pushed(const Leaf& leaf);

/// Leaves of one table and one placement, of which a single statement has the states: a row for each group and
/// column of the plan's time. Values that need to be kept, as of a median, come with how often each occurs.
class LeafQuery {
public:
    LeafQuery(
        const Database& database,
        const BookData& book,
        PartialData& data,
        std::span<const std::size_t> leaves,
        bool lists = false);

    /// The leaf that the rows of the table cannot tell; none if they can.
    std::optional<std::size_t> untold() const { return untold_; }
    const GroupKeys& keys() const { return *keys_; }
    sql::Statement statement() const;
    /// Of a query that lists: the rows that count, one by one, as the columns of the keys, the column of time, the
    /// id, which is missing where records have none, and 1 where the value is known.
    sql::Statement list() const;
    /// Adds a row of the answer to the states.
    void take(sql::Row row, Groups& groups);

private:
    enum class Part : std::uint8_t { known, missing, total, squares, least, greatest, value };
    struct Column {
        std::size_t leaf;
        Part part;
        int shift;  ///< of a piece of a sum, by how many bits
        Sql value;
    };
    struct LeafParts {
        std::size_t leaf;
        Sql condition;
        SqlValue value;
    };

    const Leaf& leaf(std::size_t number) const { return data_->plan.leaves[number].leaf; }
    const Leaf& first() const { return leaf(leaves_.front()); }
    bool keeps_values() const;
    bool are_steps() const;
    void add_columns(const LeafParts& parts);
    template <class State>
    void add_values(State& state, const sql::Value& value, int128 times);
    template <class State>
    void add_part(State& state, const Column& column, int128 number);
    void add_sum(const LeafParts& parts, Part part, const Sql& a, const Sql& b);
    Sql placed_rows() const;
    Sql rank_of(const Sql& day) const;
    Sql days_table() const;

    const Database* database_;
    PartialData* data_;
    std::vector<std::size_t> leaves_;
    bool lists_;
    RowQuery rows_;
    Bindings bindings_;
    std::optional<GroupKeys> keys_;
    std::optional<std::size_t> untold_;
    Sql id_;
    Sql from_;
    Sql until_;
    std::vector<LeafParts> parts_;
    std::vector<Column> columns_;
    std::shared_ptr<Dictionary> texts_;  ///< of kept values that are texts
};

/// A number of up to 128 bits. Throws Error database_failed for what is none, such as a floating-point number.
int128 wide_integer(const sql::Value& value);
/// The days from one to another, as numbers.
DayRange range_of(const sql::Value& first, const sql::Value& last);

}  // namespace saleskpi::inline v0_3::detail
