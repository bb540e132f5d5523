// SPDX-License-Identifier: MIT
#include "book/look_up.hpp"

#include "book/gather_rows.hpp"
#include "book/look_up_rules.hpp"
#include "book/merge_parts.hpp"

#include <saleskpi/record/deal.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The column of a looked-up field; null if the table has none, or one of that name for something
/// else.
RawColumn* own_column(RawTable& table, const LookUpRule& rule, std::string_view name) {
    if (!rule.type) return column_of(table.columns(), rule, name);
    const FieldInfo& field = *rule.type->find(name);
    if (const RawColumn* known = table.find(name); known && known->type != field.type)
        return nullptr;
    return &table.column(field);
}

/// Whether equal numbers of two columns mean the same: codes of names may be other ones.
template <class From, class To>
bool mean_the_same(const From& from, const To& to) {
    return from.type == to.type && (from.type != FieldType::text || from.domain == to.domain) &&
           from.choices == to.choices;
}

/// A number of one column as another has it. `names` are the other's.
template <class From, class To>
std::int64_t translated(std::int64_t number, const From& from, const To& to, Dictionary* names) {
    if (number == missing_number || mean_the_same(from, to)) return number;
    if (!is_name(from.type) || !is_name(to.type)) return missing_number;
    const auto code = static_cast<std::int32_t>(number);
    const std::string_view text = from.type == FieldType::text
                                      ? from.dictionary->text(code)
                                      : from.choices[static_cast<std::size_t>(code)];
    if (to.type == FieldType::text) return names->intern(text);
    const auto at = std::find(to.choices.begin(), to.choices.end(), text);
    return at == to.choices.end() ? missing_number : at - to.choices.begin();
}

/// Reads a field of the records that a rule names.
class ReferredField {
public:
    ReferredField(
        const RecordsById& records,
        RawTable* added,
        const std::vector<TablePart>& parts,
        const LookUpRule& rule,
        std::string_view field)
        : records_{&records},
          rule_{&rule},
          field_{field},
          added_{added ? column_of(added->columns(), rule, field) : nullptr} {
        is_known_ = added_ && (!added_->small.empty() || !added_->numbers.empty());
        // A rep may be told by the credits.
        if (added_ && field == kpi::deal::rep.name) is_known_ = true;
        for (const TablePart& part : parts)
            for (const ColumnSet* set : {&part->plain, &part->lines})
                if (const NamedColumn* column = column_of(set->columns, rule, field))
                    is_known_ |= !column->data.all_missing();
    }

    /// Whether any of the records may have the field: to look for it costs a pass over all.
    bool is_known() const { return is_known_; }
    /// The column of those being added; null if they have none.
    const RawColumn* added() const { return added_; }

    std::int64_t value(const RecordsById::Place& place, const RawColumn& to) {
        if (place.added_row >= 0) {
            if (!added_) return missing_number;
            const auto row = static_cast<std::size_t>(place.added_row);
            return translated(records_->value(row, *added_), *added_, to, to.dictionary);
        }
        if (place.rows != set_) {
            set_ = place.rows;
            in_set_ = column_of(set_->columns, *rule_, field_);
        }
        if (!in_set_) return missing_number;
        std::int64_t number = missing_number;
        in_set_->data.read(place.row, 1, &number);
        return translated(number, *in_set_, to, to.dictionary);
    }

private:
    const RecordsById* records_;
    const LookUpRule* rule_;
    std::string_view field_;
    const RawColumn* added_;
    const ColumnSet* set_ = nullptr;  // in which the last one was
    const NamedColumn* in_set_ = nullptr;
    bool is_known_ = false;
};

/// The same as below, for codes and days of records that are all being added: millions of rows.
void fill_small(
    RawColumn& to,
    const RawColumn& from,
    std::span<const std::int32_t> keys,
    std::span<const std::uint32_t> rows_of_keys) {
    if (rows_of_keys.empty()) return;  // records without ids
    to.small.resize((std::max)(to.small.size(), keys.size()), to.none());
    for (std::size_t row = 0; row < keys.size(); ++row) {
        if (keys[row] == missing_code || to.small[row] != to.none()) continue;
        const std::uint32_t number = rows_of_keys[static_cast<std::size_t>(keys[row])];
        if (number != 0) to.small[row] = from.small_at(number - 1);
    }
}

using RowsByKey = std::unordered_map<std::int32_t, std::size_t>;

/// The columns of packed records that a rule fills, by their number, where anything is new.
std::map<std::size_t, Column> filled_columns(
    const ColumnSet& set,
    const LookUpRule& rule,
    const AddedRecords& referred,
    const RowsByKey& rows,
    Dictionaries& dictionaries) {
    std::map<std::size_t, Column> filled;
    const NamedColumn* key = column_of(set.columns, rule, rule.key);
    if (!key || key->data.all_missing()) return filled;
    std::vector<std::int32_t> keys(set.rows);
    key->data.read(0, set.rows, keys.data(), missing_code);
    for (const LookedUp& field : rule.fields) {
        const RawColumn* from = column_of(referred.table->columns(), rule, field.from);
        const NamedColumn* to = column_of(set.columns, rule, field.field);
        if (!from || from->small.empty() || !to) continue;
        const std::int32_t none = none_of(*to);
        std::vector<std::int32_t> values(set.rows);
        to->data.read(0, set.rows, values.data(), none);
        Dictionary* names = to->type == FieldType::text ? &dictionaries[to->domain] : nullptr;
        bool any = false;
        for (std::size_t row = 0; row < set.rows; ++row) {
            if (keys[row] == missing_code || values[row] != none) continue;
            const auto found = rows.find(keys[row]);
            if (found == rows.end() || from->is_missing(found->second)) continue;
            const std::int64_t value = translated(from->small_at(found->second), *from, *to, names);
            if (value == missing_number) continue;
            values[row] = static_cast<std::int32_t>(value);
            any = true;
        }
        if (!any) continue;
        std::vector<std::uint32_t> order(set.rows);
        std::iota(order.begin(), order.end(), 0U);
        filled[static_cast<std::size_t>(to - set.columns.data())] =
            Column::pack(std::span<const std::int32_t>{values}, order, none);
    }
    return filled;
}

void put(std::map<std::size_t, Column> columns, ColumnSet& set) {
    for (auto& [number, column] : columns)
        set.columns[number].data = std::move(column);
}

/// The rows of added records that something in a part may name, by its code for them.
RowsByKey rows_by_key(const AddedRecords& referred, const RawColumn& id, const Dictionary& keys) {
    RowsByKey rows;
    for (std::size_t row = 0; row < referred.table->rows(); ++row)
        if (referred.counts(row))
            if (const auto code = keys.find(id.text_at(row)); code != missing_code)
                rows.emplace(code, row);
    return rows;
}

std::optional<std::uint16_t> field_of(
    const DoubtFields& fields, const LookUpRule& rule, std::string_view name) {
    return rule.table.empty() ? fields.of_domain(name) : fields.find(name);
}

/// What the rule fills of a record of which not all is known; nothing if that is nothing new.
std::shared_ptr<const Doubt> filled(
    const Doubt& doubt,
    const LookUpRule& rule,
    const AddedRecords& referred,
    const RowsByKey& rows,
    Dictionaries& dictionaries) {
    const auto key = field_of(*doubt.of, rule, rule.key);
    const std::int64_t code = key ? doubt.value(*key) : missing_number;
    const auto row =
        code == missing_number ? rows.end() : rows.find(static_cast<std::int32_t>(code));
    if (row == rows.end()) return nullptr;
    std::shared_ptr<Doubt> more;
    for (const LookedUp& field : rule.fields) {
        const RawColumn* from = column_of(referred.table->columns(), rule, field.from);
        const auto number = field_of(*doubt.of, rule, field.field);
        if (!from || !number || from->is_missing(row->second) || !from->is_small()) continue;
        if (doubt.is_unknown(*number) || doubt.value(*number) != missing_number) continue;
        const DoubtField& to = doubt.of->fields[*number];
        Dictionary* names = to.type == FieldType::text ? &dictionaries[to.domain] : nullptr;
        const std::int64_t value = translated(from->small_at(row->second), *from, to, names);
        if (value == missing_number) continue;
        if (!more) more = std::make_shared<Doubt>(doubt);
        more->values.emplace_back(*number, value);
    }
    return more;
}

/// What the rule fills of the table.
void look_up(
    RawTable& table,
    const LookUpRule& rule,
    const AddedRecords& referred,
    const std::vector<TablePart>& parts) {
    const RawColumn* key = column_of(table.columns(), rule, rule.key);
    if (!key || !key->dictionary || key->small.empty()) return;
    const RecordsById records{referred, parts, *key->dictionary};
    const std::vector<std::int32_t> keys = key->small;  // the columns may move
    std::unordered_map<std::int32_t, RecordsById::Place> in_parts;
    const auto place_of = [&](std::int32_t key_code) {
        if (const auto place = records.find(key_code, false)) return place;
        if (parts.empty()) return RecordsById::Place{};
        const auto [known, is_new] = in_parts.try_emplace(key_code);
        if (is_new) known->second = records.find(key_code);
        return known->second;
    };
    for (const LookedUp& field : rule.fields) {
        RawColumn* to = own_column(table, rule, field.field);
        ReferredField from{records, referred.table, parts, rule, field.from};
        if (!to || !from.is_known()) continue;
        if (parts.empty() && to->is_small() && to->name != kpi::deal::rep.name &&
            mean_the_same(*from.added(), *to)) {
            fill_small(*to, *from.added(), keys, records.added_rows());
            continue;
        }
        for (std::size_t row = 0; row < keys.size(); ++row) {
            if (keys[row] == missing_code || !to->is_missing(row)) continue;
            const RecordsById::Place place = place_of(keys[row]);
            if (!place) continue;
            const std::int64_t value = from.value(place, *to);
            if (value == missing_number) continue;
            if (to->is_small())
                to->set_small(row, static_cast<std::int32_t>(value));
            else
                to->set_number(row, value);
        }
    }
}

}  // namespace

RecordsById::RecordsById(
    const AddedRecords& added, std::vector<TablePart> parts, const Dictionary& keys)
    : keys_{&keys}, added_{added.table}, parts_{std::move(parts)} {
    const RawColumn* id = added_ ? added_->id_column() : nullptr;
    if (!id || keys.size() == 0) return;
    added_rows_.resize(keys.size());
    for (std::size_t row = 0; row < added_->rows(); ++row)
        if (added.counts(row))
            if (const std::int32_t key = keys.find(id->text_at(row)); key != missing_code)
                added_rows_[static_cast<std::size_t>(key)] = static_cast<std::uint32_t>(row + 1);
}

RecordsById::Place RecordsById::find(std::int32_t key, bool in_parts) const {
    const auto k = static_cast<std::size_t>(key);
    if (k < added_rows_.size() && added_rows_[k] != 0)
        return {static_cast<std::int64_t>(added_rows_[k]) - 1, nullptr, 0};
    if (!in_parts) return {};
    for (const TablePart& part : parts_) {
        const auto number = part.find(keys_->text(key));
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

std::int64_t RecordsById::rep_of(std::size_t row, const RawColumn& rep) const {
    const auto known = [](std::int32_t code) {
        return code == missing_code ? missing_number : std::int64_t{code};
    };
    const auto credits = added_->credits().find(static_cast<std::uint32_t>(row));
    if (credits != added_->credits().end())
        for (const Credit& credit : credits->second)
            if (!credit.overlay) return known(rep.dictionary->intern(credit.rep));
    return known(rep.small_at(row));
}

std::int64_t RecordsById::value(std::size_t row, const RawColumn& column) const {
    if (column.name == kpi::deal::rep.name && column.dictionary) return rep_of(row, column);
    if (column.is_missing(row)) return missing_number;
    return column.is_small() ? std::int64_t{column.small_at(row)} : column.number_at(row);
}

std::int64_t RecordsById::value(const Place& place, std::string_view field) const {
    if (place.added_row >= 0) {
        const RawColumn* column = added_->find(field);
        return column ? value(static_cast<std::size_t>(place.added_row), *column) : missing_number;
    }
    const NamedColumn* column = place.rows->find(field);
    if (!column) return missing_number;
    std::int64_t number = missing_number;
    column->data.read(place.row, 1, &number);
    return number;
}

void look_up(
    RawTable& table,
    const std::function<AddedRecords(std::string_view)>& added,
    const BookData& book) {
    for (const LookUpRule& rule : look_up_rules())
        if (rule.applies_to(table.name()))
            look_up(table, rule, added(rule.in), book.parts(rule.in));
}

void look_up_in_parts(BookData& book, const AddedRecords& referred) {
    const RawColumn* id = referred.table->id_column();
    if (!id) return;
    for (auto& part : book.tables)
        for (const LookUpRule& rule : look_up_rules()) {
            if (!rule.may_come_later || !rule.applies_to(part->name) ||
                rule.in != referred.table->name())
                continue;
            const NamedColumn* key = column_of(part->plain.columns, rule, rule.key);
            if (!key || !key->dictionary) continue;
            const RowsByKey rows = rows_by_key(referred, *id, *key->dictionary);
            if (rows.empty()) continue;
            auto plain = filled_columns(part->plain, rule, referred, rows, *book.dictionaries);
            auto lines = filled_columns(part->lines, rule, referred, rows, *book.dictionaries);
            if (plain.empty() && lines.empty()) continue;
            if (part.dead) {
                // What lanes' sums are less of would have to be filled, too.
                part = living(part, 1);
                plain = filled_columns(part->plain, rule, referred, rows, *book.dictionaries);
                lines = filled_columns(part->lines, rule, referred, rows, *book.dictionaries);
            }
            // The codes of new names are none of the part's own dictionaries.
            BookTable filled = going_on_with(*part, book.dictionaries);
            put(std::move(plain), filled.plain);
            put(std::move(lines), filled.lines);
            part.rows = std::make_shared<const BookTable>(std::move(filled));
        }
}

void look_up_in_doubts(BookData& book, const AddedRecords& referred) {
    const RawColumn* id = referred.table->id_column();
    if (!id || book.doubts->records.empty()) return;
    Doubts doubts = *book.doubts;
    bool is_any = false;
    for (const LookUpRule& rule : look_up_rules()) {
        if (!rule.may_come_later || rule.in != referred.table->name()) continue;
        std::map<std::string, RowsByKey> by_domain;  // of the key
        for (auto& doubt : doubts.records) {
            if (!rule.applies_to(doubt->of->table)) continue;
            const auto key = field_of(*doubt->of, rule, rule.key);
            const std::string domain = key ? doubt->of->fields[*key].domain : std::string{};
            const Dictionary* names = key ? book.dictionary(domain) : nullptr;
            if (!names) continue;
            const auto [rows, is_new] = by_domain.try_emplace(domain);
            if (is_new) rows->second = rows_by_key(referred, *id, *names);
            if (auto more = filled(*doubt, rule, referred, rows->second, *book.dictionaries)) {
                doubt = std::move(more);
                is_any = true;
            }
        }
    }
    if (is_any) book.doubts = std::make_shared<const Doubts>(std::move(doubts));
}

}  // namespace saleskpi::inline v0_3::detail
