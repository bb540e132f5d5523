// SPDX-License-Identifier: MIT
#include "book/unused_names.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

bool has_names(const RawColumn& column) {
    return column.type == FieldType::text && column.dictionary && !column.small.empty();
}

void suspect(const AddedRecords& records, const BookData* before, CodesByDomain& all) {
    for (std::size_t row = 0; row < records.table->rows(); ++row) {
        if (records.counts(row)) continue;
        for (const RawColumn& column : records.table->columns())
            if (has_names(column) && !column.is_missing(row))
                if (const auto code = column.small_at(row);
                    !is_used_in(before, column.domain, code))
                    all[column.domain].insert(code);
    }
}

/// Ends as soon as there is no suspect: mostly after a few rows.
void clear(const AddedRecords& records, CodesByDomain& all) {
    for (const RawColumn& column : records.table->columns()) {
        const auto suspects = all.find(column.domain);
        if (!has_names(column) || suspects == all.end()) continue;
        for (std::size_t row = 0; row < column.small.size() && !suspects->second.empty(); ++row)
            if (column.small[row] != missing_code && records.counts(row))
                suspects->second.erase(column.small[row]);
    }
    const auto reps = all.find("rep");
    const RawColumn* rep = records.table->find("rep");
    if (reps == all.end() || !rep || !rep->dictionary) return;
    for (const auto& [row, credits] : records.table->credits())
        for (const Credit& credit : credits)
            if (const std::int32_t code = rep->dictionary->find(credit.rep);
                code != missing_code && records.counts(row))
                reps->second.erase(code);
}

}  // namespace

bool is_used_in(const BookData* before, const std::string& domain, std::int32_t code) {
    const Dictionary* known = before ? before->dictionary(domain) : nullptr;
    return known && static_cast<std::size_t>(code) < known->size() &&
           !before->is_unused(domain, code);
}

void note_unused_names(
    BookData& book, const BookData* before, std::span<const AddedRecords> added) {
    CodesByDomain all;
    if (before) {
        all = before->unused_names;
        // What named nothing may be a member by now.
        each_unresolved(*before, [&](const std::string& domain, std::int32_t code) {
            all[domain].erase(code);
        });
    }
    for (const auto& [domain, codes] : book.unused_names)  // taken away from it
        all[domain].insert(codes);
    book.unused_names.clear();
    for (const AddedRecords& records : added)
        suspect(records, before, all);
    for (const AddedRecords& records : added)
        clear(records, all);
    each_unresolved(
        book, [&](const std::string& domain, std::int32_t code) { all[domain].insert(code); });
    std::erase_if(all, [](const auto& of_domain) { return of_domain.second.empty(); });
    book.unused_names = std::move(all);
}

}  // namespace saleskpi::inline v0_3::detail
