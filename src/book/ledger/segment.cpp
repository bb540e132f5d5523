// SPDX-License-Identifier: MIT
#include "book/ledger/segment.hpp"

#include <saleskpi/record/merge.hpp>

#include <algorithm>
#include <numeric>

namespace saleskpi::inline v0_3::detail {

RawTable& LedgerSegment::table(std::string_view name) {
    for (RawTable& known : tables)
        if (known.name() == name) return known;
    return tables.emplace_back(std::string{name}, Currency{}, dictionaries);
}

const RawTable* LedgerSegment::find(std::string_view name) const {
    for (const RawTable& known : tables)
        if (known.name() == name) return &known;
    return nullptr;
}

std::size_t LedgerSegment::entries() const {
    std::size_t n = loaded.size();
    for (const RawTable& table : tables)
        n += table.rows();
    return n;
}

std::size_t LedgerSegment::bytes() const {
    std::size_t n = 0;
    for (const RawTable& table : tables)
        n += table.bytes();
    for (const auto& [domain, dictionary] : dictionaries)
        n += dictionary.bytes();
    return n;
}

const RowsByText& LedgerSegment::rows_by_text(
    const RawTable& table, const RawColumn& column) const {
    const std::lock_guard lock{indexing_};
    auto& index = indexes_[&column];
    if (!index) index = std::make_unique<const RowsByText>(column, table.rows());
    return *index;
}

void LedgerSegment::append(const LedgerSegment& other) {
    for (const RawTable& said : other.tables) {
        std::vector<std::uint32_t> rows(said.rows());
        std::iota(rows.begin(), rows.end(), 0U);
        table(said.name()).append(said, rows);
    }
    loaded.insert(loaded.end(), other.loaded.begin(), other.loaded.end());
    left_out.insert(left_out.end(), other.left_out.begin(), other.left_out.end());
    batches += other.batches;
}

std::string_view text_at(const RawColumn& column, std::size_t row) {
    if (column.identity) return column.text_at(row);
    return column.dictionary ? column.dictionary->text(column.small_at(row)) : std::string_view{};
}

std::vector<std::string> same_ids(
    const LedgerData& ledger, std::string_view table, std::string_view id) {
    std::vector<std::string> found{std::string{id}};
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const auto& segment : ledger.segments) {
            const RawTable* merges = segment->find(Schema<Merge>::table);
            if (!merges) continue;
            const RawColumn& table_of = *merges->find(kpi::merge::table.name);
            const RawColumn& ids = *merges->find(kpi::merge::id.name);
            const RawColumn& into = *merges->find(kpi::merge::into.name);
            const auto follow = [&](const RawColumn& from, const RawColumn& to) {
                const std::string text = found[i];
                segment->rows_by_text(*merges, from).each(text, [&](std::uint32_t row) {
                    const std::string_view other = text_at(to, row);
                    if (text_at(table_of, row) == table && !other.empty() &&
                        std::find(found.begin(), found.end(), other) == found.end())
                        found.emplace_back(other);
                });
            };
            follow(ids, into);
            follow(into, ids);
        }
    return found;
}

void check_kinds(const LedgerData& ledger, const LedgerSegment& more) {
    for (const RawTable& table : more.tables)
        for (const auto& segment : ledger.segments)
            if (const RawTable* known = segment->find(table.name())) known->check_like(table);
}

std::vector<std::string> LedgerData::tables() const {
    std::vector<std::string> names;
    for (const auto& segment : segments)
        for (const RawTable& table : segment->tables)
            if (std::find(names.begin(), names.end(), table.name()) == names.end())
                names.push_back(table.name());
    return names;
}

}  // namespace saleskpi::inline v0_3::detail
