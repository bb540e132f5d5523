// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/rollup_query.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/rollup/row_key.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The rows of a table, to be found by name. The table's aggregates may be computed when they are read.
class PreparedRows {
public:
    explicit PreparedRows(std::shared_ptr<const TableData> table);

    std::optional<std::size_t> group(std::span<const std::string> names) const;
    /// Of a query with one period it need not be said which.
    std::optional<std::size_t> period(const Period* period) const;
    std::optional<RowView> find(const GroupNames& group, const Period* period) const;

    const std::shared_ptr<const TableData>& table() const { return table_; }
    /// About how many bytes the states take that were computed for all groups.
    std::size_t bytes() const;

private:
    std::shared_ptr<const TableData> table_;
    std::vector<std::uint32_t> slots_;  ///< by the hash of its names: a group's number + 1, or 0
};

/// A query that is planned for a book, and what was found out about it.
class PreparedData {
public:
    /// What another book's plan has in common with this one's is taken from there.
    PreparedData(Rollup rollup, const PreparedData* other);

    /// The row, or none. Throws Error as Rollup::run() does.
    std::optional<RowView> find(const GroupNames& group, const Period* period) const;
    /// Why there is none, as a sentence.
    std::string no_such_row(const GroupNames& group, const Period* period) const;
    Table run() const;

    const Rollup& rollup() const { return rollup_; }
    const Book& book() const { return book_; }
    const Query& query() const { return query_; }

private:
    std::shared_ptr<const PreparedRows> computed(const Query& query, const QueryPlan& plan) const;
    std::shared_ptr<const PreparedRows> rows() const;
    std::shared_ptr<const PreparedRows> rows_beyond(const Period& period) const;

    Rollup rollup_;
    Book book_;
    Query query_;  // without a guard: each call has its own
    QueryPlan plan_;

    mutable std::mutex mutex_;
    mutable std::shared_ptr<const PreparedRows> rows_;
    /// The same, once there is one that is kept.
    mutable std::atomic<const PreparedRows*> ready_ = nullptr;
    /// Of a period behind or before the days of the query, the one that was asked for last.
    mutable std::optional<Period> beyond_;
    mutable std::shared_ptr<const PreparedRows> rows_beyond_;
};

}  // namespace saleskpi::inline v0_3::detail
