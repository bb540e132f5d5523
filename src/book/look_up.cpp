// SPDX-License-Identifier: MIT
#include "book/look_up.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/lead.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/stage_visit.hpp>
#include <saleskpi/record/touch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

struct LookedUp {
    std::string_view field;
    std::string_view from;
};

/// Which fields of a table are those of the records that `key` names.
struct LookUpRule {
    std::string_view table;
    std::string_view key;
    std::string_view in;
    std::span<const LookedUp> fields;
    const RecordType& (*type)();
    bool may_come_later =
        false;  ///< a book that grows may get the named record after the naming one
};

constexpr std::array quote_fields{
    LookedUp{kpi::quote::deal_stage.name, kpi::deal::stage.name},
    LookedUp{kpi::quote::deal_closed.name, kpi::deal::closed.name}};
constexpr std::array deal_fields{LookedUp{kpi::deal::lead_created.name, kpi::lead::created.name}};

constexpr std::array visit_fields{LookedUp{kpi::stage_visit::rep.name, kpi::deal::rep.name}};
constexpr std::array touch_fields{
    LookedUp{kpi::touch::rep.name, kpi::deal::rep.name},
    LookedUp{kpi::touch::deal_stage.name, kpi::deal::stage.name},
    LookedUp{kpi::touch::deal_closed.name, kpi::deal::closed.name},
    LookedUp{kpi::touch::deal_amount.name, kpi::deal::amount.name}};

constexpr std::array rules{
    LookUpRule{"quotes", kpi::quote::deal.name, "deals", quote_fields, &record_type<Quote>, true},
    LookUpRule{"deals", kpi::deal::lead.name, "leads", deal_fields, &record_type<Deal>, true},
    LookUpRule{
        "stage_visits", kpi::stage_visit::deal.name, "deals", visit_fields,
        &record_type<StageVisit>},
    LookUpRule{"touches", kpi::touch::deal.name, "deals", touch_fields, &record_type<Touch>}};

const RawColumn* id_column(RawTable& table) {
    for (const RawColumn& column : table.columns())
        if (column.identity) return &column;
    return nullptr;
}

/// The column of a looked-up field; null if the table has one of that name for something else.
RawColumn* own_column(RawTable& table, const FieldInfo& field) {
    if (const RawColumn* known = table.find(field.name); known && known->type != field.type)
        return nullptr;
    return &table.column(field);
}

using RowsByKey = std::unordered_map<std::int32_t, std::size_t>;

/// The columns of packed records that a rule fills, by their number, where anything is new.
std::map<std::size_t, Column> filled_columns(
    const ColumnSet& set,
    const LookUpRule& rule,
    const AddedRecords& referred,
    const RowsByKey& rows) {
    std::map<std::size_t, Column> filled;
    const NamedColumn* key = set.find(rule.key);
    if (!key || key->data.all_missing()) return filled;
    std::vector<std::int32_t> keys(set.rows);
    key->data.read(0, set.rows, keys.data(), missing_code);
    for (const LookedUp& field : rule.fields) {
        const RawColumn* from = referred.table->find(field.from);
        const auto to = std::find_if(set.columns.begin(), set.columns.end(), [&](const auto& c) {
            return c.name == field.field;
        });
        if (!from || to == set.columns.end() || to->type != from->type) continue;
        const std::int32_t none = none_of(*to);
        std::vector<std::int32_t> values(set.rows);
        to->data.read(0, set.rows, values.data(), none);
        bool any = false;
        for (std::size_t row = 0; row < set.rows; ++row) {
            if (keys[row] == missing_code || values[row] != none) continue;
            const auto found = rows.find(keys[row]);
            if (found == rows.end() || from->is_missing(found->second)) continue;
            values[row] = from->small_at(found->second);
            any = true;
        }
        if (!any) continue;
        std::vector<std::uint32_t> order(set.rows);
        std::iota(order.begin(), order.end(), 0U);
        filled[static_cast<std::size_t>(to - set.columns.begin())] =
            Column::pack(std::span<const std::int32_t>{values}, order, none);
    }
    return filled;
}

void put(std::map<std::size_t, Column> columns, ColumnSet& set) {
    for (auto& [number, column] : columns)
        set.columns[number].data = std::move(column);
}

}  // namespace

RecordsById::RecordsById(
    const AddedRecords& added, std::vector<const BookTable*> parts, const Dictionary& keys)
    : keys_{&keys}, added_{added.table}, parts_{std::move(parts)} {
    const RawColumn* id = added_ ? id_column(*added_) : nullptr;
    if (!id || keys.size() == 0) return;
    added_rows_.resize(keys.size());
    for (std::size_t row = 0; row < added_->rows(); ++row)
        if (added.counts(row))
            if (const std::int32_t key = keys.find(id->text_at(row)); key != missing_code)
                added_rows_[static_cast<std::size_t>(key)] = static_cast<std::uint32_t>(row + 1);
}

RecordsById::Place RecordsById::find(std::int32_t key) const {
    const auto k = static_cast<std::size_t>(key);
    if (k < added_rows_.size() && added_rows_[k] != 0)
        return {static_cast<std::int64_t>(added_rows_[k]) - 1, nullptr, 0};
    for (const BookTable* part : parts_) {
        const auto number = part->known_ids->find(*part, keys_->text(key));
        if (!number) continue;
        if (*number < part->plain.rows) return {-1, &part->plain, *number};
        const std::size_t shared = *number - part->plain.rows;
        if (shared >= part->shared_records) return {};  // left out
        const auto line =
            std::lower_bound(part->record_of_line.begin(), part->record_of_line.end(), shared);
        return {-1, &part->lines, static_cast<std::size_t>(line - part->record_of_line.begin())};
    }
    return {};
}

std::int64_t RecordsById::rep_of(std::size_t row) const {
    const RawColumn& rep = *added_->find(kpi::deal::rep.name);
    const auto known = [](std::int32_t code) {
        return code == missing_code ? missing_number : std::int64_t{code};
    };
    const auto credits = added_->credits().find(static_cast<std::uint32_t>(row));
    if (credits != added_->credits().end())
        for (const Credit& credit : credits->second)
            if (!credit.overlay) return known(rep.dictionary->intern(credit.rep));
    return known(rep.small_at(row));
}

std::int64_t RecordsById::value(const Place& place, std::string_view field) const {
    if (place.added_row >= 0) {
        const auto row = static_cast<std::size_t>(place.added_row);
        const RawColumn* column = added_->find(field);
        if (column && field == kpi::deal::rep.name && column->dictionary) return rep_of(row);
        if (!column || column->is_missing(row)) return missing_number;
        return column->is_small() ? std::int64_t{column->small_at(row)} : column->number_at(row);
    }
    const NamedColumn* column = place.rows->find(field);
    if (!column) return missing_number;
    std::int64_t number = missing_number;
    column->data.read(place.row, 1, &number);
    return number;
}

std::string_view looked_up_in(std::string_view table) {
    for (const LookUpRule& rule : rules)
        if (rule.table == table) return rule.in;
    return {};
}

void look_up(
    RawTable& table, const AddedRecords& referred, const std::vector<const BookTable*>& parts) {
    for (const LookUpRule& rule : rules) {
        const RawColumn* key = rule.table == table.name() ? table.find(rule.key) : nullptr;
        if (!key || !key->dictionary || key->small.empty()) continue;
        const RecordsById records{referred, parts, *key->dictionary};
        const std::vector<std::int32_t> keys = key->small;  // the columns may move
        for (const LookedUp& field : rule.fields) {
            RawColumn* to = own_column(table, *rule.type().find(field.field));
            for (std::size_t row = 0; to && row < keys.size(); ++row) {
                if (keys[row] == missing_code || !to->is_missing(row)) continue;
                const RecordsById::Place place = records.find(keys[row]);
                if (!place) continue;
                const std::int64_t value = records.value(place, field.from);
                if (value == missing_number) continue;
                if (to->is_small())
                    to->set_small(row, static_cast<std::int32_t>(value));
                else
                    to->set_number(row, value);
            }
        }
    }
}

void look_up_in_parts(
    std::vector<std::shared_ptr<const BookTable>>& tables, const AddedRecords& referred) {
    const RawColumn* id = id_column(*referred.table);
    if (!id) return;
    for (auto& part : tables)
        for (const LookUpRule& rule : rules) {
            if (!rule.may_come_later || rule.table != part->name ||
                rule.in != referred.table->name())
                continue;
            const NamedColumn* key = part->plain.find(rule.key);
            if (!key || !key->dictionary) continue;
            RowsByKey rows;
            for (std::size_t row = 0; row < referred.table->rows(); ++row)
                if (referred.counts(row))
                    if (const auto code = key->dictionary->find(id->text_at(row));
                        code != missing_code)
                        rows.emplace(code, row);
            if (rows.empty()) continue;
            auto plain = filled_columns(part->plain, rule, referred, rows);
            auto lines = filled_columns(part->lines, rule, referred, rows);
            if (plain.empty() && lines.empty()) continue;
            BookTable filled = *part;
            put(std::move(plain), filled.plain);
            put(std::move(lines), filled.lines);
            part = std::make_shared<const BookTable>(std::move(filled));
        }
}

}  // namespace saleskpi::inline v0_3::detail
