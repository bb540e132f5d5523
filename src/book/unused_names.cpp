// SPDX-License-Identifier: MIT
#include "book/unused_names.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The names of one domain that no record is known to use, by their codes.
struct Suspects {
    std::vector<std::uint8_t> flags;
    std::size_t left = 0;

    void add(std::int32_t code) {
        const auto at = static_cast<std::size_t>(code);
        if (at >= flags.size()) flags.resize(at + 1);
        left += flags[at] == 0 ? 1 : 0;
        flags[at] = 1;
    }
    void clear(std::int32_t code) {
        const auto at = static_cast<std::size_t>(code);
        if (at >= flags.size() || flags[at] == 0) return;
        flags[at] = 0;
        --left;
    }
};

using SuspectsByDomain = std::map<std::string, Suspects, std::less<>>;

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
    const BookData& book,
    const AddedRecords& records,
    const BookData* before,
    SuspectsByDomain& all) {
    for (const RawColumn& column : records.table->columns()) {
        if (!has_names(column)) continue;
        const auto flags = unresolved_in(book, *records.table, column);
        for (std::size_t code = 0; code < flags.size(); ++code)
            if (const auto its = static_cast<std::int32_t>(code);
                flags[code] != 0 && !is_used_in(before, column.domain, its))
                all[column.domain].add(its);
    }
}

void suspect(const AddedRecords& records, const BookData* before, SuspectsByDomain& all) {
    for (std::size_t row = 0; row < records.table->rows(); ++row) {
        if (records.counts(row)) continue;
        for (const RawColumn& column : records.table->columns())
            if (has_names(column) && !column.is_missing(row))
                if (const auto code = column.small_at(row);
                    !is_used_in(before, column.domain, code))
                    all[column.domain].add(code);
    }
}

/// Ends as soon as there is no suspect: mostly after a few rows.
void clear(const BookData& book, const AddedRecords& records, SuspectsByDomain& all) {
    for (const RawColumn& column : records.table->columns()) {
        const auto suspects = all.find(column.domain);
        if (!has_names(column) || suspects == all.end()) continue;
        const auto unresolved = unresolved_in(book, *records.table, column);
        const auto is_member = [&](std::int32_t code) {
            return unresolved.empty() || unresolved[static_cast<std::size_t>(code)] == 0;
        };
        for (std::size_t row = 0; row < column.small.size() && suspects->second.left > 0; ++row)
            if (column.small[row] != missing_code && records.counts(row) &&
                is_member(column.small[row]))
                suspects->second.clear(column.small[row]);
    }
    const auto reps = all.find("rep");
    const RawColumn* rep = records.table->find("rep");
    if (reps == all.end() || !rep || !rep->dictionary) return;
    for (const auto& [row, credits] : records.table->credits())
        for (const Credit& credit : credits)
            if (const std::int32_t code = rep->dictionary->find(credit.rep);
                code != missing_code && records.counts(row))
                reps->second.clear(code);
}

}  // namespace

bool is_used_in(const BookData* before, const std::string& domain, std::int32_t code) {
    const Dictionary* known = before ? before->dictionary(domain) : nullptr;
    return known && static_cast<std::size_t>(code) < known->size() &&
           !before->is_unused(domain, code);
}

void note_unused_names(
    BookData& book, const BookData* before, std::span<const AddedRecords> added) {
    SuspectsByDomain all;
    if (before)
        for (const auto& [domain, codes] : before->unused_names)
            for (const std::int32_t code : codes)
                all[domain].add(code);
    for (const auto& [domain, codes] : book.unused_names)  // taken away from it
        for (const std::int32_t code : codes)
            all[domain].add(code);
    book.unused_names.clear();
    for (const AddedRecords& records : added)
        suspect(records, before, all);
    for (const AddedRecords& records : added)
        if (!records.table->is_variant()) suspect_unresolved(book, records, before, all);
    if (all.empty()) return;
    for (const AddedRecords& records : added)
        clear(book, records, all);
    for (const auto& [domain, suspects] : all)
        for (std::size_t code = 0; code < suspects.flags.size() && suspects.left > 0; ++code)
            if (suspects.flags[code])
                book.unused_names[domain].insert(static_cast<std::int32_t>(code));
}

}  // namespace saleskpi::inline v0_3::detail
