// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/raw_table.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a field is in each row of a part, as an added row has it: codes, days, numbers.
std::vector<std::int64_t> values_in(const BookTable& part, const RawColumn& field);

/// Which identities of added rows are in the book that grows.
class KnownIdentities {
public:
    /// By ids.
    KnownIdentities(const RawColumn& id, std::span<const TablePart> before)
        : id_{&id}, before_{before} {}
    /// By a key of fields of a table, of which it need not have all.
    KnownIdentities(
        const RawTable& table,
        std::span<const std::string> fields,
        std::span<const TablePart> before);

    bool contains(std::size_t row) const;

private:
    const RawColumn* id_ = nullptr;
    std::vector<const RawColumn*> key_;  // null for a field that no added row has
    std::span<const TablePart> before_;
    std::set<std::vector<std::int64_t>> keys_;
};

}  // namespace saleskpi::inline v0_3::detail
