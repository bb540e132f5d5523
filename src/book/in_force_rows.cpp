// SPDX-License-Identifier: MIT
#include "book/in_force_rows.hpp"

namespace saleskpi::inline v0_3::detail {

std::int32_t day_at(const RawTable& table, std::string_view field, std::size_t row) {
    const RawColumn* column = table.find(field);
    return column ? column->small_at(row) : missing_day;
}

void divide_in_stock(
    BookDraft& draft,
    RawTable& table,
    std::size_t row,
    std::span<const std::int32_t> turns,
    const std::function<void(RawTable& table, std::size_t row, std::size_t number)>& f) {
    const bool is_record = !table.is_variant();
    const std::int32_t from = is_record ? missing_day : day_at(table, in_force_from, row);
    const std::int32_t until = is_record ? missing_day : day_at(table, in_force_until, row);
    // The last first: what is copied is still as it was.
    for (std::size_t i = turns.size() + 1; i-- > 0;) {
        const auto [rows, at] = is_record ? draft.add_variant(table, row, SeenBy::stocks)
                                : i == 0
                                    ? BookDraft::Variant{table, row}
                                    : BookDraft::Variant{table, table.add_copy_of_variant(row)};
        rows.set_in_force(at, i == 0 ? from : turns[i - 1], i < turns.size() ? turns[i] : until);
        if (f) f(rows, at, i);
    }
}

bool is_in_stocks(BookDraft& draft, RawTable& table, std::size_t row) {
    if (table.is_variant()) return table.seen_by() == SeenBy::stocks;
    return (table.seen_by(row) & SeenBy::stocks) != SeenBy::none && !table.is_rejected(row) &&
           draft.added(table).counts(row);
}

}  // namespace saleskpi::inline v0_3::detail
