// SPDX-License-Identifier: MIT
#pragma once

#include "engine/groups.hpp"
#include "engine/states.hpp"
#include "rollup/query_plan.hpp"

#include <saleskpi/book/book.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace saleskpi::detail {

/// The answer to a query over one book, or the merge of several: states by group and leaf.
struct PartialData {
    PartialData(const Query& q, const BuildReport& r) : query{q}, plan{q}, report{r} {}

    Query query;
    QueryPlan plan;
    BuildReport report;
    /// Of an answer that is to be merged: see assignments_of.
    std::string assignments;
    std::vector<Axis> axes;                          ///< of plan.kept_dimensions
    std::vector<std::vector<std::uint32_t>> groups;  ///< a member of each axis
    std::vector<LeafCells> leaves;  ///< of plan.leaves; cell = group * columns + column
    /// The texts behind the codes of leaves that count distinct ones.
    std::vector<std::shared_ptr<const Dictionary>> dictionaries;
};

/// Computes a query over a book.
std::unique_ptr<PartialData> compute(const Query& query, const Book& book, unsigned threads);

/// A text that two books share only if they seat everyone alike; empty for a book without records.
std::string assignments_of(const BookData& book);

/// Adds one answer to another: see Partial::merge.
void merge(PartialData& into, const PartialData& from);

}  // namespace saleskpi::detail
