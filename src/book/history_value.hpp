// SPDX-License-Identifier: MIT
#pragma once

#include "book/history.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// Reads what a field of a record was said to be: texts in the form that the library writes.
class HistoryValues {
public:
    HistoryValues(const RawTable& table, const RawColumn& column, std::size_t row)
        : table_{&table}, column_{&column}, row_{row} {}

    /// The text of one line of changes; nothing for one that is no value of the field. An empty one is
    /// a missing value.
    std::optional<HeldValue> read(const RawColumn& texts, std::size_t line) const;
    /// What is wrong with a text that is none, in words that follow it.
    std::string expected() const;

private:
    std::optional<HeldValue> money(std::string_view text) const;

    const RawTable* table_;
    const RawColumn* column_;
    std::size_t row_;
};

}  // namespace saleskpi::inline v0_3::detail
