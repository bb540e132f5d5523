// SPDX-License-Identifier: MIT
#include "book/references.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

namespace saleskpi::inline v0_3::detail {

bool References::contains(std::string_view name) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const NamedColumn* column = parts_[i]->plain.find(column_);
        if (!column || !column->dictionary) continue;
        const std::int32_t code = column->dictionary->find(name);
        if (code == missing_code) continue;
        if (codes_[i].empty()) {
            const ColumnSet& rows = parts_[i]->plain;
            std::vector<std::int32_t> codes(rows.rows);
            each_living(
                parts_[i].dead_rows(rows), rows.rows, rows.rows,
                [&](std::size_t first, std::size_t n) {
                    column->data.read(first, n, codes.data(), missing_code);
                    codes_[i].insert(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(n));
                });
        }
        if (codes_[i].contains(code)) return true;
    }
    return false;
}

void check_complete(
    const BookData& before,
    RawTable* deals,
    RawTable* records,
    std::string_view table,
    std::string_view what) {
    References known{before.parts(table), "deal"};
    const auto check = [&](std::string_view deal) {
        if (!known.contains(deal)) return;
        throw Error{
            ErrorCode::incompatible,
            fmt::format(
                "the book has {} of deal '{}': it cannot grow by others of them, nor by the deal; "
                "build it anew from all records",
                what, deal)};
    };
    if (records) {
        const RawColumn* deal_of = records->find("deal");
        for (std::size_t row = 0; deal_of && row < records->rows(); ++row)
            if (!records->is_rejected(row) && !deal_of->is_missing(row))
                check(deal_of->dictionary->text(deal_of->small_at(row)));
    }
    if (deals) {
        const RawColumn* id = deals->find(kpi::deal::id.name);
        for (std::size_t row = 0; id && row < deals->rows(); ++row)
            if (!deals->is_rejected(row)) check(id->text_at(row));
    }
}

}  // namespace saleskpi::inline v0_3::detail
