// SPDX-License-Identifier: MIT
#pragma once

#include "engine/condition.hpp"
#include "engine/guard.hpp"
#include "engine/in_force.hpp"
#include "engine/inside_groups.hpp"
#include "engine/leaf_spec.hpp"
#include "engine/row_groups.hpp"
#include "engine/row_value.hpp"
#include "engine/states.hpp"
#include "engine/time_plan.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The states of several leaves, by group and column of time.
struct Cells {
    GroupIndex groups;
    std::vector<LeafCells> leaves;
};

/// The rows of one table and how they are cut.
struct Source {
    const Facts* facts = nullptr;
    const BookTable* table = nullptr;  ///< null for records outside a book
    const Cut* cut = nullptr;
    Currency currency;
    std::optional<std::int32_t> as_is;
    std::span<const std::uint32_t> record_of_line;  ///< set where rows are lines of shared records
    bool needs_first_day = true;  ///< somebody asks whether a period lies before all records
    Guard* guard = nullptr;       ///< of what the query may cost
    const InsideGroups* inside = nullptr;   ///< the groups that count, if not all do
    std::span<const std::uint32_t> dead{};  ///< rows that are to be left out, ascending
};

/// One pass over the rows of a table for all leaves over it.
///
/// Each batch goes through the same stages: load columns, place rows in time and group, evaluate
/// each distinct condition to a mask, and add the selected rows' values to each leaf's states.
class Scan {
public:
    /// Called instead of adding to states: row, group, column of time, and whether the value is missing.
    /// Where edges are compared a column is an edge.
    using Visitor = std::function<void(
        std::size_t row, std::uint64_t group, std::size_t column, bool is_missing)>;

    Scan(const Source& source, const TimePlan& time, std::span<const LeafSpec* const> leaves);

    void run(std::size_t first_row, std::size_t last_row, Cells& cells);
    /// Shows the rows behind the leaf, which must be the only one.
    void visit(const Visitor& visitor);

private:
    struct Program {
        const LeafSpec* spec;
        ValueOfRow value;
        std::size_t condition;
        std::size_t placement;
        std::size_t columns;
        bool once_per_record;  ///< a line counts for its record
        bool parts;
        bool as_steps;  ///< of a stock: only who enters and who leaves, see finish_stocks
        bool by_portions;
        std::optional<std::size_t>
            each;  ///< the column that says whose an amount is, where edges are compared
    };
    struct InDays {
        std::int32_t from;
        std::int32_t until;
    };
    struct Placing {
        std::size_t from;
        std::size_t until;
        InForce in_force;  ///< of a stock, or of what is spread
    };

    std::size_t placing(const Placement& placement);
    /// Whether a group does not count, where not all do.
    bool is_outside(std::uint64_t group);
    void evaluate(const Program& program);
    /// Adds the batch's rows to the states of a program, and says so if it overflows.
    void add_to(std::size_t program, const Mask& mask, Cells& cells);
    void run_records(std::size_t first_row, std::size_t last_row, Cells& cells);
    /// Structs in memory that may satisfy conditions which begin alike, until they are looked at.
    /// By then what is read of them has come from memory.
    struct Waiting {
        std::vector<std::size_t> conditions;
        std::vector<std::size_t> slots;  ///< the columns that will be read
        std::vector<const void*> records;
        std::size_t size = 0;

        void append(RowFacts::Records all, const Mask& mask);
    };
    std::vector<Waiting> waiting_lists(std::size_t capacity) const;
    std::vector<std::size_t> slots_to_begin() const;
    /// The columns that are read of those for whom a condition has begun well.
    std::vector<std::size_t> slots_to_finish(std::size_t condition) const;
    void add_records(const Waiting& waiting, std::size_t n, Cells& cells);
    /// Leaves those of the taken records whose days matter: of no others anything else is read.
    void leave_in_time(const Program& program);
    template <class Holds>
    void leave_those(std::vector<const void*>& list, Holds holds);
    /// Adds up the taken records, by one day each.
    void sum_records(const Program& program, LeafCells& leaf);
    void note_first_day(const std::int32_t* days, LeafCells& leaf) const;
    void add_batch(const Program& program, const Mask& mask, LeafCells& leaf);
    /// Of a row; none if it is missing. Throws Error overflow.
    std::optional<int128> value_at(const Program& program, std::size_t row) const;
    void add(
        const Program& program,
        LeafCells& leaf,
        std::size_t row,
        std::uint64_t group,
        std::size_t column,
        std::int64_t times);
    /// Adds the line's part of the money of a shared record.
    void add_part(
        const Program& program,
        LeafCells& leaf,
        std::size_t row,
        std::size_t cell,
        std::int64_t times);
    void add_portion(
        const Program& program,
        LeafCells& leaf,
        std::size_t row,
        std::uint64_t group,
        std::size_t column,
        const std::optional<Rational>& portion);
    /// What of a row's value, or of its time in force, falls on the days [begin, end) of the whole.
    std::optional<Rational> portion(
        const Program& program,
        std::size_t row,
        std::int32_t begin,
        std::int32_t end,
        const Window& whole) const;
    void flow(const Program& program, const Mask& mask, LeafCells& leaf);
    void stock(const Program& program, const Mask& mask, LeafCells& leaf);
    void throughout(const Program& program, const Mask& mask, LeafCells& leaf);
    void up_to_edges(const Program& program, const Mask& mask, LeafCells& leaf);
    void at_edges(const Program& program, const Mask& mask, LeafCells& leaf);
    /// A number of the row's record that no other has, below zero.
    std::int64_t record_number(std::size_t row) const;
    void add_span(
        const Program& program, LeafCells& leaf, std::size_t row, std::uint64_t group, InDays days);
    void spread(const Program& program, const Mask& mask, LeafCells& leaf);
    std::size_t cell(
        std::uint64_t key, std::size_t column, const Program& program, LeafCells& leaf);

    Source source_;
    const TimePlan* time_;
    std::int32_t first_end_ = (std::numeric_limits<std::int32_t>::max)();  ///< of all ranges
    Batch batch_;
    RowGroups groups_;
    std::vector<RowCondition> conditions_;
    std::vector<std::vector<Test>> tests_;
    std::vector<Placing> placings_;
    std::vector<Program> programs_;
    std::vector<std::int64_t> values_;
    std::vector<int128> wide_;
    std::vector<const void*> finished_, in_time_;
    Mask every_{};                             ///< selects all rows
    std::optional<std::uint64_t> last_group_;  ///< that was asked for, and whether it is outside
    bool is_last_outside_ = false;
    Cells* cells_ = nullptr;
    const Visitor* visitor_ = nullptr;
};

/// A scan notes of a stock only who enters and who leaves at which edge, whatever the number of
/// edges between: this adds them up over time. Once, after all parts are merged.
void finish_stocks(const LeafSpec& spec, const TimePlan& time, LeafCells& leaf);

}  // namespace saleskpi::inline v0_3::detail
