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

/// By code, the names of a column that name no record, if that alone makes no member.
std::vector<std::uint8_t> unresolved_in(
    const BookData& book, const RawTable& table, const RawColumn& column) {
    std::vector<std::uint8_t> flags;
    if (!only_refers(table.name())) return flags;
    const auto names = book.unresolved->names.find({table.name(), column.name});
    if (names == book.unresolved->names.end()) return flags;
    flags.resize(column.dictionary->size());
    for (const auto& [name, records] : names->second)
        if (const std::int32_t code = column.dictionary->find(name); code != missing_code)
            flags[static_cast<std::size_t>(code)] = 1;
    return flags;
}

void suspect_unresolved(
    const BookData& book, const AddedRecords& records, const BookData* before, CodesByDomain& all) {
    for (const RawColumn& column : records.table->columns()) {
        if (!has_names(column)) continue;
        const auto flags = unresolved_in(book, *records.table, column);
        for (std::size_t code = 0; code < flags.size(); ++code)
            if (const auto its = static_cast<std::int32_t>(code);
                flags[code] != 0 && !is_used_in(before, column.domain, its))
                all[column.domain].insert(its);
    }
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
void clear(const BookData& book, const AddedRecords& records, CodesByDomain& all) {
    for (const RawColumn& column : records.table->columns()) {
        const auto suspects = all.find(column.domain);
        if (!has_names(column) || suspects == all.end()) continue;
        const auto unresolved = unresolved_in(book, *records.table, column);
        const auto is_member = [&](std::int32_t code) {
            return unresolved.empty() || unresolved[static_cast<std::size_t>(code)] == 0;
        };
        for (std::size_t row = 0; row < column.small.size() && !suspects->second.empty(); ++row)
            if (column.small[row] != missing_code && records.counts(row) &&
                is_member(column.small[row]))
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
    if (before) all = before->unused_names;
    for (const auto& [domain, codes] : book.unused_names)  // taken away from it
        all[domain].insert(codes);
    book.unused_names.clear();
    for (const AddedRecords& records : added)
        suspect(records, before, all);
    for (const AddedRecords& records : added)
        if (!records.table->is_variant()) suspect_unresolved(book, records, before, all);
    for (const AddedRecords& records : added)
        clear(book, records, all);
    std::erase_if(all, [](const auto& of_domain) { return of_domain.second.empty(); });
    book.unused_names = std::move(all);
}

}  // namespace saleskpi::inline v0_3::detail
