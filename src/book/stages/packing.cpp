// SPDX-License-Identifier: MIT
#include "book/merge_parts.hpp"
#include "book/pack.hpp"
#include "book/stages/build_stage.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::shares, made::names, made::corrections,
                           made::doubts, made::seats, made::report};
constexpr std::array makes{made::parts};

/// The ids of records that are out of the book although nothing was wrong with their ids: those
/// rejected since the first `checked` findings, those that began later, and those deleted.
TextColumn left_out_ids(RawTable& table, std::size_t checked, std::span<const std::uint8_t> later) {
    std::vector<std::string_view> ids;
    for (const RawColumn& column : table.columns()) {
        if (!column.identity) continue;
        const std::vector<Finding>& findings = table.findings();
        for (std::size_t i = checked; i < findings.size(); ++i)
            if (findings[i].rejected) ids.push_back(findings[i].id);
        for (std::size_t row = 0; row < later.size(); ++row)
            if (later[row] && !table.is_rejected(row)) ids.push_back(column.text_at(row));
        for (std::size_t row = 0; table.has_deletions() && row < table.rows(); ++row)
            if (table.is_deletion(row) && table.is_dropped(row)) ids.push_back(column.text_at(row));
    }
    return TextColumn::pack(ids.size(), [&](std::size_t i) { return ids[i]; });
}

void pack_variants(BookDraft& draft, RawTable& table) {
    const AddedRecords of = draft.added(table.name());
    std::vector<std::uint8_t> left_out(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row)
        left_out[row] = of.counts(table.instead_of(row)) ? 0 : 1;
    BookTable part = pack(table, left_out, draft.threads);
    part.dictionaries = draft.data->dictionaries;
    add_part(draft.data->tables, std::move(part), draft.threads, table.seen_by(), true);
}

/// Rows that not all leaves see stand in parts of their own.
void pack_hidden(BookDraft& draft, RawTable& table) {
    std::set<SeenBy> all;
    for (std::size_t row = 0; row < table.rows(); ++row)
        all.insert(table.seen_by(row));
    all.erase(SeenBy::all);
    const AddedRecords records = draft.added(table);
    for (const SeenBy seen_by : all) {
        std::vector<std::uint8_t> left_out(table.rows());
        for (std::size_t row = 0; row < table.rows(); ++row)
            left_out[row] = records.counts(row) && table.seen_by(row) == seen_by ? 0 : 1;
        BookTable part = pack(table, left_out, draft.threads, true);
        part.dictionaries = draft.data->dictionaries;
        add_part(draft.data->tables, std::move(part), draft.threads, seen_by);
    }
}

void pack_records(BookDraft& draft, RawTable& table) {
    BookData& data = *draft.data;
    const std::span<const std::uint8_t> later = draft.later_rows(table);
    data.added[table.name()] += table.rows();
    TextColumn left_out = left_out_ids(table, draft.checked[table.name()], later);
    std::vector<std::uint8_t> hidden;
    if (table.hides_any()) {
        hidden.assign(later.begin(), later.end());
        hidden.resize(table.rows());
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (table.seen_by(row) != SeenBy::all) hidden[row] = 1;
    }
    BookTable part = pack(
        table, hidden.empty() ? later : std::span<const std::uint8_t>{hidden}, draft.threads,
        !hidden.empty());
    part.left_out_ids = std::move(left_out);
    part.dictionaries = data.dictionaries;
    add_part(data.tables, std::move(part), draft.threads);
    if (!hidden.empty()) pack_hidden(draft, table);
}

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables)
        if (!table.is_variant()) pack_records(draft, table);
    for (RawTable& table : draft.tables)
        if (table.is_variant()) pack_variants(draft, table);
}

}  // namespace

/// The raw tables are empty thereafter: it reads what all others make of them.
BuildStage packing_stage() {
    return {
        "packing", reads, makes, &run,
        "The new part is merged with those before it that are less than four times as "
        "large: a record is copied about as often as there are parts."};
}

}  // namespace saleskpi::inline v0_3::detail
