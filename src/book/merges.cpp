// SPDX-License-Identifier: MIT
#include "book/merges.hpp"

#include "record/library_types.hpp"

#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/merge.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string text_of(const RawColumn& column, std::size_t row) {
    return column.is_missing(row) ? std::string{}
                                  : std::string{column.dictionary->text(column.small_at(row))};
}

/// The texts of a column of a part, of its living records.
std::vector<std::string> texts_of(const TablePart& part, std::string_view name) {
    std::vector<std::string> texts;
    const NamedColumn* column = part->plain.find(name);
    std::vector<std::int32_t> codes(part->plain.rows, missing_code);
    if (column) column->data.read(0, codes.size(), codes.data(), missing_code);
    for (std::size_t row = 0; row < codes.size(); ++row)
        if (!part.is_dead(row))
            texts.emplace_back(
                codes[row] < 0 ? std::string_view{} : column->dictionary->text(codes[row]));
    return texts;
}

[[noreturn]] void refuse(std::string_view table, std::string_view id) {
    throw Error{
        ErrorCode::incompatible,
        fmt::format(
            "the book has '{}' of {}, which is merged: build it anew from all records", id, table)};
}

}  // namespace

Merges::Merges(BookDraft& draft) : draft_{&draft} {
    read_known();
    read_added();
}

void Merges::read_known() {
    if (!draft_->before) return;
    for (const TablePart& part : draft_->data->parts(Schema<Merge>::table)) {
        const std::vector<std::string> tables = texts_of(part, kpi::merge::table.name);
        const std::vector<std::string> ids = texts_of(part, kpi::merge::id.name);
        const std::vector<std::string> into = texts_of(part, kpi::merge::into.name);
        for (std::size_t i = 0; i < ids.size(); ++i)
            by_table_[tables[i]].emplace(ids[i], into[i]);
    }
}

std::string Merges::domain_of(std::string_view table) const {
    if (const RawTable* known = draft_->find(table))
        for (const RawColumn& column : known->columns())
            if (column.identity) return column.domain;
    for (const TablePart& part : draft_->data->parts(table))
        if (!part->id_domain.empty()) return part->id_domain;
    return std::string{id_domain_of(table)};
}

bool Merges::is_known(std::string_view table, std::string_view id) const {
    const auto names = draft_->data->dictionaries->find(domain_of(table));
    if (names != draft_->data->dictionaries->end() && names->second.find(id) >= 0) return true;
    if (const RawTable* added = draft_->find(table))
        for (const RawColumn& column : added->columns())
            for (std::size_t row = 0; column.identity && row < added->rows(); ++row)
                if (column.text_at(row) == id && !added->is_deletion(row)) return true;
    const auto parts = draft_->data->parts(table);
    return std::any_of(parts.begin(), parts.end(), [&](const TablePart& part) {
        return part.find(id).has_value();
    });
}

void Merges::read_added() {
    RawTable* merges = draft_->find(Schema<Merge>::table);
    if (!merges) return;
    const RawColumn& table_of = *merges->find(kpi::merge::table.name);
    const RawColumn& id_of = *merges->find(kpi::merge::id.name);
    const RawColumn& into_of = *merges->find(kpi::merge::into.name);
    std::map<std::pair<std::string, std::string>, std::size_t> rows;
    for (std::size_t row = 0; row < merges->rows(); ++row) {
        if (merges->is_rejected(row)) continue;
        by_table_[text_of(table_of, row)].emplace(text_of(id_of, row), text_of(into_of, row));
        rows.emplace(std::pair{text_of(table_of, row), text_of(id_of, row)}, row);
    }
    for (auto& [table, ids] : by_table_) {
        Ids last;
        for (const auto& [id, into] : ids) {
            std::set<std::string_view> seen{id};
            std::string_view at = into;
            bool is_circle = false;
            for (auto next = ids.find(at); next != ids.end() && !is_circle; next = ids.find(at)) {
                is_circle = !seen.insert(at).second;
                if (!is_circle) at = next->second;
            }
            is_circle |= seen.contains(at);
            const auto row = rows.find({table, id});
            const bool is_added = row != rows.end();
            if (is_circle) {
                if (is_added)
                    merges->reject(
                        row->second, into_of.name, into, "goes in a circle",
                        FindingKind::contradicts);
            } else if (is_added && !is_known(table, at)) {
                merges->reject(
                    row->second, into_of.name, into,
                    fmt::format("is the id of nothing among {}", table));
            } else {
                last.emplace(id, at);
            }
        }
        ids = std::move(last);
    }
}

void Merges::refuse_if_in_book(std::string_view table, const Ids& ids) const {
    // Of a ledger the book has nothing of the records that are added.
    if (!draft_->before || draft_->is_view) return;
    const std::string domain = domain_of(table);
    for (const auto& [id, into] : ids) {
        for (const TablePart& part : draft_->data->parts(table))
            if (part.find(id)) refuse(table, id);
        for (const TablePart& part : draft_->data->tables)
            for (const NamedColumn& column : part->plain.columns) {
                if (column.domain != domain || !column.dictionary) continue;
                const std::int32_t code = column.dictionary->find(id);
                if (code >= 0 && part.rows_with(column, code) > 0) refuse(table, id);
            }
    }
}

void Merges::follow_in(RawTable& table, std::string_view of, const Ids& ids) const {
    const std::string domain = domain_of(of);
    for (RawColumn& column : table.columns()) {
        if (column.type == FieldType::credits && domain == "rep") table.rename_credited(ids);
        if (column.domain != domain || column.identity || !column.dictionary) continue;
        std::map<std::int32_t, std::int32_t> codes;
        for (const auto& [id, into] : ids)
            if (const std::int32_t code = column.dictionary->find(id); code >= 0)
                codes.emplace(code, column.dictionary->intern(into));
        if (codes.empty()) continue;
        for (const auto& [code, into] : codes) {
            draft_->data->unused_names[domain].insert(code);
            draft_->data->gone_names[domain].insert(code);
        }
        for (std::int32_t& code : column.small)
            if (const auto merged = codes.find(code); merged != codes.end()) code = merged->second;
    }
    if (table.name() != Schema<FieldChange>::table) return;
    const RawColumn& table_of = *table.find(kpi::field_change::table.name);
    RawColumn& id_of = *table.find(kpi::field_change::id.name);
    for (std::size_t row = 0; row < id_of.small.size(); ++row)
        if (text_of(table_of, row) == of)
            if (const auto merged = ids.find(text_of(id_of, row)); merged != ids.end())
                id_of.set_small(row, id_of.dictionary->intern(merged->second));
}

void Merges::follow_references() const {
    for (const auto& [table, ids] : by_table_) {
        if (ids.empty()) continue;
        refuse_if_in_book(table, ids);
        for (RawTable& added : draft_->tables)
            if (added.name() != Schema<Merge>::table) follow_in(added, table, ids);
    }
}

void Merges::merge_records(RawTable& table) const {
    const auto merged = by_table_.find(table.name());
    if (merged == by_table_.end() || merged->second.empty()) return;
    const auto id = std::find_if(
        table.columns().begin(), table.columns().end(),
        [](const RawColumn& column) { return column.identity; });
    if (id == table.columns().end()) return;
    const Ids& ids = merged->second;
    std::set<std::string_view> lasting;
    for (const auto& [from, into] : ids)
        lasting.insert(into);
    /// Of each id that lives on its row, if it has one, and those of the others.
    struct Rows {
        std::optional<std::uint32_t> kept;
        std::vector<std::uint32_t> others;
    };
    std::map<std::string_view, Rows> groups;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row)) continue;
        const std::string_view own = id->text_at(row);
        if (const auto gone = ids.find(own); gone != ids.end())
            groups[gone->second].others.push_back(row);
        else if (lasting.contains(own))
            groups[own].kept = row;
    }
    std::map<std::uint32_t, std::string_view> renamed;
    for (auto& [into, rows] : groups) {
        if (rows.others.empty()) continue;
        if (!draft_->is_view)
            for (const TablePart& part : draft_->data->parts(table.name()))
                if (part.find(into)) refuse(table.name(), into);
        if (rows.kept) {
            table.fill_from(*rows.kept, rows.others);
        } else {
            // Their own ids decide who stands for them, and not the order of rows.
            std::sort(rows.others.begin(), rows.others.end(), [&](auto a, auto b) {
                return id->text_at(a) < id->text_at(b);
            });
            renamed.emplace(rows.others.front(), into);
            table.fill_from(rows.others.front(), {rows.others.begin() + 1, rows.others.end()});
            rows.others.erase(rows.others.begin());
        }
        for (const std::uint32_t row : rows.others)
            table.drop(row);
    }
    if (!renamed.empty()) id->rename(renamed);
    table.forget_dropped();
}

}  // namespace saleskpi::inline v0_3::detail
