// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What tells the records of a table from each other: their id, or else the fields of their key. Two
/// rows of one identity speak of the same record.
class Identity {
public:
    /// `more` are further fields of the key.
    explicit Identity(RawTable& table, std::span<const std::string> more = {});

    /// Whether the table has any: of those without, two equal rows are two records.
    explicit operator bool() const { return !columns_.empty(); }
    bool is_id() const { return columns_.size() == 1 && columns_.front()->identity; }
    /// The first of its columns.
    const RawColumn& column() const { return *columns_.front(); }
    const std::vector<const RawColumn*>& columns() const { return columns_; }

    /// Whether a row lacks an id. A key is there even if some of its fields are missing.
    bool is_missing(std::size_t row) const { return is_id() && column().is_missing(row); }
    /// Whether the key alone tells a row from others: not where its order is missing.
    bool is_whole(std::size_t row) const { return !order_ || !order_->is_missing(row); }
    std::uint32_t hash(std::size_t row) const;
    /// As it would be written, for findings.
    std::string shown(std::size_t row) const;
    bool is_same(std::size_t row, std::size_t other) const;

private:
    const RawTable* table_;
    std::vector<const RawColumn*> columns_;
    const RawColumn* order_ = nullptr;
};

}  // namespace saleskpi::inline v0_3::detail
