// SPDX-License-Identifier: MIT
#include "book/merge_parts.hpp"
#include "book/pack.hpp"
#include "book/stages/build_stage.hpp"

#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::shares, made::names, made::seats, made::report};
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

void run(BookDraft& draft) {
    BookData& data = *draft.data;
    for (RawTable& table : draft.tables) {
        const std::span<const std::uint8_t> later = draft.later_rows(table.name());
        data.added[table.name()] += table.rows();
        TextColumn left_out = left_out_ids(table, draft.checked[table.name()], later);
        BookTable part = pack(table, later, draft.threads);
        part.left_out_ids = std::move(left_out);
        part.dictionaries = data.dictionaries;
        add_part(data.tables, std::move(part), draft.threads);
    }
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
