// SPDX-License-Identifier: MIT
#include "book/ledger/rows_by_text.hpp"

#include "book/text_hash.hpp"

#include <bit>

namespace saleskpi::inline v0_3::detail {

RowsByText::RowsByText(const RawColumn& column, std::size_t rows) : column_{&column} {
    if (column.identity)
        index_ids(rows);
    else
        index_codes();
}

void RowsByText::index_ids(std::size_t rows) {
    slots_.resize(std::bit_ceil(rows + rows / 2 + 1));
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::string_view id = column_->text_at(row);
        if (id.empty()) continue;
        std::size_t at = text_hash(id) & (slots_.size() - 1);
        while (slots_[at] != 0 && column_->text_at(slots_[at] - 1) != id)
            at = (at + 1) & (slots_.size() - 1);
        if (slots_[at] != 0) {
            next_.resize(rows);
            next_[row] = slots_[at];
        }
        slots_[at] = row + 1;
    }
}

void RowsByText::index_codes() {
    first_.resize(column_->dictionary->size() + 1);
    for (const std::int32_t code : column_->small)
        if (code != missing_code) ++first_[static_cast<std::size_t>(code)];
    std::uint32_t begin = 0;
    for (std::uint32_t& first : first_)
        begin += first, first = begin;
    rows_.resize(begin);
    for (std::size_t row = column_->small.size(); row-- > 0;)
        if (const std::int32_t code = column_->small[row]; code != missing_code)
            rows_[--first_[static_cast<std::size_t>(code)]] = static_cast<std::uint32_t>(row);
}

std::uint32_t RowsByText::first_with_id(std::string_view id) const {
    for (std::size_t at = text_hash(id) & (slots_.size() - 1); slots_[at] != 0;
         at = (at + 1) & (slots_.size() - 1))
        if (column_->text_at(slots_[at] - 1) == id) return slots_[at];
    return 0;
}

}  // namespace saleskpi::inline v0_3::detail
