// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "rollup/partial_data.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Which records are behind a leaf of the plan in some of the finest groups and a range of its time.
struct RecordsAsked {
    std::size_t leaf = 0;
    /// The leaf that counts those, too, that lack a field which is needed.
    std::optional<std::size_t> all{};
    std::vector<std::uint32_t> members{};  ///< ascending
    std::size_t range = 0;
};

/// Their names, ascending: ids, or of records without one, where they came from.
struct RecordNames {
    std::vector<std::string> counted;
    std::vector<std::string> missing;  ///< they count, but lack the value
};

/// Of each that is asked for. Every leaf is looked for once, however often it is asked for.
std::vector<RecordNames> records_behind(
    const PartialData& data, const BookData& book, std::span<const RecordsAsked> asked);

}  // namespace saleskpi::inline v0_3::detail
