// SPDX-License-Identifier: MIT
#include "book/book_draft.hpp"
#include "book/salesforce_id.hpp"
#include "book/unresolved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_names = 50;  // of one field
/// Of names and ids that are compared, to find the nearest ones: a book that grows does it each time.
constexpr std::size_t most_pairs = 100'000;

std::size_t counted_in(const AddedRecords& added) {
    std::size_t n = 0;
    for (std::size_t row = 0; added.table && row < added.table->rows(); ++row)
        n += added.counts(row) ? 1 : 0;
    return n;
}

/// Ids of a table, if they are few enough to look through for so many names.
std::vector<std::string> candidates(BookDraft& draft, std::string_view table, std::size_t names) {
    std::vector<std::string> ids;
    const AddedRecords added = draft.added(table);
    if ((draft.data->records(table) + counted_in(added)) * names > most_pairs) return ids;
    for (const TablePart& part : draft.data->parts(table))
        for (std::size_t record = 0; record < part->records(); ++record)
            if (const RecordName name = part->record_name(record);
                name.is_id && !part.is_dead(record))
                ids.push_back(name.text);
    const RawColumn* column = added.table ? added.table->id_column() : nullptr;
    for (std::size_t row = 0; column && row < added.table->rows(); ++row)
        if (added.counts(row)) ids.emplace_back(column->text_at(row));
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::string in_records(std::size_t n) {
    return n == 1 ? std::string{"in one record"} : fmt::format("in {} records", n);
}

}  // namespace

std::vector<Finding> unresolved_notes(BookDraft& draft) {
    std::vector<Finding> notes;
    for (const auto& [field, names] : draft.data->unresolved->names) {
        const std::string_view table = table_of_domain(field.domain);
        const std::vector<std::string> ids =
            candidates(draft, table, (std::min)(names.size(), most_names));
        const auto note = [&, &of = field](std::string value, std::string reason) {
            Finding& finding = notes.emplace_back();
            finding.table = of.table;
            finding.field = of.field;
            finding.value = std::move(value);
            finding.reason = std::move(reason);
            finding.rejected = false;
            finding.kind = FindingKind::unresolved;
        };
        std::size_t told = 0;
        std::size_t records = 0;
        for (const auto& [name, n] : names) {
            if (told < most_names)
                note(
                    name,
                    fmt::format(
                        "names none of the {}, {}{}", table, in_records(n), nearest_id(name, ids)));
            else
                records += n;
            ++told;
        }
        if (told > most_names)
            note(
                "", fmt::format(
                        "and {} more name none of the {}, {}", told - most_names, table,
                        in_records(records)));
    }
    return notes;
}

bool is_unresolved_note(const Finding& finding) {
    return finding.kind == FindingKind::unresolved && finding.id.empty() && finding.line == 0;
}

}  // namespace saleskpi::inline v0_3::detail
