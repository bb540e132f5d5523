// SPDX-License-Identifier: MIT
#pragma once

#include "book/identity.hpp"
#include "book/raw_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Whether two rows say the same of a field, or of all.
bool is_same_value(
    const RawTable& table, const RawColumn& column, std::size_t row, std::size_t other);
bool is_same_record(const RawTable& table, std::size_t row, std::size_t other);

/// What several rows say of one identity.
class Claims {
public:
    /// Rows in ascending order. Finds out which of them are not outdone by another one.
    Claims(const RawTable& table, const std::vector<std::uint32_t>& rows);

    std::uint32_t first_row() const { return rows_.front(); }
    /// Leaves one record of them in the table, or none. Returns whether they were in conflict.
    bool settle(RawTable& table, const Identity& identity) const;

private:
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint32_t> standing_;
};

/// Rejects a row whose record is there already.
void reject_copy(RawTable& table, const Identity& identity, std::size_t row);

}  // namespace saleskpi::inline v0_3::detail
