// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct NamedColumn;

/// In which rows of a part of a table each code of a column is: all that name one deal, say. Found out when
/// somebody first asks.
class CodeRows {
public:
    /// Ascending.
    std::span<const std::uint32_t> with(const NamedColumn& column, std::int32_t code);

private:
    struct Rows {
        std::vector<std::uint32_t> first;  ///< by code less the least, and the end
        std::vector<std::uint32_t> rows;
    };
    static Rows found(const NamedColumn& column);

    std::mutex mutex_;
    std::map<const NamedColumn*, Rows> known_;  // which do not move
};

}  // namespace saleskpi::inline v0_3::detail
