// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct NamedColumn;

/// In how many rows of a part of a table each code, choice or day of a column is. Found out when somebody
/// first asks, which nobody does before records are taken away.
class RowCounts {
public:
    /// By value less the column's least one; of a column without values nothing.
    const std::vector<std::uint32_t>& of(const NamedColumn& column);
    /// Of one value.
    std::size_t of(const NamedColumn& column, std::int64_t value);

private:
    std::mutex mutex_;
    std::map<const NamedColumn*, std::vector<std::uint32_t>> counts_;  // whose vectors do not move
};

}  // namespace saleskpi::inline v0_3::detail
