// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/many_values.hpp"
#include "rollup/report_data.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Evaluates the rows of a table, many cells of a metric at once: aggregates are read group by group
/// into columns, and the four signs go over columns. What is not made of them alone, or does not fit
/// in 64 bits, is left to the Evaluator, which says the same of single cells.
class ManyCells {
public:
    explicit ManyCells(const TableData& table);

    /// Adds the cells of at most ManyValues::most rows to the columns of a block.
    void add_rows(std::size_t first_row, std::size_t rows, ReportBlock& block);

private:
    /// Rows of one group that follow each other.
    struct Part {
        const TableData::Group* group;
        std::span<const std::uint32_t> members;
        std::uint64_t named;
        std::size_t first_period;
        std::size_t last_period;
        std::size_t first_cell;
    };

    void find_parts(std::size_t first_row, std::size_t rows);
    void read_leaves();
    /// A leaf of a metric, with what it lacks of the fields it needs: one that was read, or `own`.
    const ManyValues& leaf_of(std::size_t metric, std::size_t leaf, ManyValues& own) const;
    /// The value of a metric whose steps all go over columns.
    const ManyValues& compute(std::size_t metric);
    void add_many(std::size_t metric, CellColumn& column);
    void add_single(std::size_t metric, CellColumn& column);
    CellParts single(std::size_t metric, const Part& part, std::size_t cell);

    const TableData* table_;
    const PartialData* source_;
    std::vector<std::size_t> ranges_;    ///< of the table's periods
    std::vector<std::uint8_t> is_many_;  ///< by metric: whether its steps go over columns
    std::vector<std::unique_ptr<LeafReader>> readers_;  ///< by leaf of the plan
    std::vector<std::uint8_t> is_read_;                 ///< by leaf: whether such a metric has it
    std::vector<ManyValues> leaves_;                    ///< by leaf
    std::vector<ManyValues> lines_;                     ///< of the metric that is computed
    std::vector<const ManyValues*> line_of_;
    std::vector<Part> parts_;
    std::vector<std::unique_ptr<Evaluator>> evaluators_;  ///< by part, where one was needed
    std::size_t cells_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
