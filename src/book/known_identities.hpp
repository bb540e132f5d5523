// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a field is in each row of a part, as an added row has it: codes, days, numbers.
std::vector<std::int64_t> values_in(const BookTable& part, const RawColumn& field);

/// Which identities of added rows are in the book that grows.
class KnownIdentities {
public:
    /// With a key of those fields, or else by ids.
    KnownIdentities(
        const RawColumn* id, std::vector<const RawColumn*> key, std::span<const TablePart> before);

    bool contains(std::size_t row) const;

private:
    const RawColumn* id_;
    std::vector<const RawColumn*> key_;
    std::span<const TablePart> before_;
    std::set<std::vector<std::int64_t>> keys_;
};

}  // namespace saleskpi::inline v0_3::detail
