// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The rows of a column by their text: by the id of records, or by a name that they say.
class RowsByText {
public:
    explicit RowsByText(const RawColumn& column, std::size_t rows);

    /// Calls f with each row of the text.
    template <class F>
    void each(std::string_view text, F&& f) const {
        if (column_->identity) {
            for (std::uint32_t at = first_with_id(text); at != 0; at = next_of(at - 1))
                f(at - 1);
            return;
        }
        const std::int32_t code = column_->dictionary->find(text);
        if (code == missing_code || static_cast<std::size_t>(code) + 1 >= first_.size()) return;
        for (std::uint32_t i = first_[static_cast<std::size_t>(code)];
             i < first_[static_cast<std::size_t>(code) + 1]; ++i)
            f(rows_[i]);
    }

private:
    void index_ids(std::size_t rows);
    void index_codes();
    std::uint32_t first_with_id(std::string_view id) const;  // the row + 1, or 0
    std::uint32_t next_of(std::uint32_t row) const { return next_.empty() ? 0 : next_[row]; }

    const RawColumn* column_;
    // Of ids: a table of rows + 1, and from each row to the one before it of the same id.
    std::vector<std::uint32_t> slots_;
    std::vector<std::uint32_t> next_;
    // Of codes: where the rows of each begin.
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> rows_;
};

}  // namespace saleskpi::inline v0_3::detail
