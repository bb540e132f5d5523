// SPDX-License-Identifier: MIT
#include "book/ledger/touched.hpp"

#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/exchange_rate.hpp>
#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/merge.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string_view text_of(const RawTable& table, std::string_view column, std::size_t row) {
    const RawColumn* found = table.find(column);
    return found ? text_at(*found, row) : std::string_view{};
}

/// The plans that say who sits where: none of them without the others.
constexpr std::array seating_plans{
    std::string_view{"assignments"}, std::string_view{"memberships"}, std::string_view{"targets"}};

/// Puts rows in order, each once.
void sort_rows(Touched::RowsByTable& all) {
    for (auto& [name, segments] : all)
        for (Touched::Rows& rows : segments) {
            std::sort(rows.begin(), rows.end());
            rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        }
}

/// Whether records fill a field from others, so that what they say of it is not all there is.
bool is_looked_up(std::string_view table, const RawColumn& column) {
    for (const LookUpRule& rule : look_up_rules()) {
        if (!rule.applies_to(table)) continue;
        for (const LookedUp& field : rule.fields)
            if (field.field == (rule.table.empty() ? column.domain : column.name)) return true;
    }
    return false;
}

}  // namespace

Touched::Touched(const BookData& book, const LedgerData& ledger)
    : book_{&book},
      ledger_{&ledger},
      has_merges_{
          std::any_of(ledger.segments.begin(), ledger.segments.end(), [](const auto& segment) {
              return segment->find(Schema<Merge>::table) != nullptr;
          })} {
    for (const TablePart& part : book.tables)
        if (rules_of(part->name).is_derived &&
            std::find(derived_.begin(), derived_.end(), part->name) == derived_.end())
            derived_.push_back(part->name);
}

void Touched::add(const LedgerSegment& said) {
    for (const RawTable& table : said.tables) {
        const TableRules& rules = rules_of(table.name());
        // Whom others named before nobody looked for.
        if (are_named(table.name()) && table.rows() > 0 && book_->records(table.name()) == 0 &&
            !book_->tables.empty())
            is_everything_ = true;
        if (rules.is_plan) {
            touch_whole(table.name());
            continue;
        }
        for (std::size_t row = 0; row < table.rows(); ++row)
            touch_row(table, row);
    }
}

void Touched::touch_row(const RawTable& table, std::size_t row) {
    if (table.name() == Schema<Merge>::table) return touch_merged(table, row);
    if (table.name() == Schema<FieldChange>::table) {
        const std::string_view id = text_of(table, kpi::field_change::id.name, row);
        touch_group(table.name(), kpi::field_change::id.name, id);
        touch(text_of(table, kpi::field_change::table.name, row), id);
    } else if (const RawColumn* id = table.id_column()) {
        touch(table.name(), id->text_at(row));
    } else if (const PartOf& whole = rules_of(table.name()).part_of; !whole.field.empty()) {
        touch_group(table.name(), whole.field, text_of(table, whole.field, row));
        touch(whole.table, text_of(table, whole.field, row));
    } else if (!rules_of(table.name()).key.empty() || table.is_deletion(row)) {
        touch_whole(table.name());
    } else {
        ++added_[table.name()];
    }
}

void Touched::touch(std::string_view table, std::string_view id) {
    if (id.empty()) return;
    auto known = ids_.find(table);
    if (known == ids_.end()) known = ids_.try_emplace(std::string{table}).first;
    if (!known->second.emplace(id).second) return;
    std::vector<std::string> ids{std::string{id}};
    if (has_merges_) {
        ids = same_ids(*ledger_, table, id);
        // Whether a merge is one depends on who is there.
        for (const std::string& other : ids) {
            touch_group(Schema<Merge>::table, kpi::merge::id.name, other);
            touch(table, other);
        }
    }
    for (const Namer& namer : namers_of(table))
        touch_who_name(namer, id, ids);
    for (const std::string& derived : derived_)
        if (const PartOf& whole = rules_of(derived).part_of; whole.table == table)
            groups_.emplace(derived, whole.field, id);
    if (const PartOf& whole = rules_of(table).together; !whole.field.empty())
        for (const auto& segment : ledger_->segments)
            if (const RawTable* said = segment->find(table))
                segment->rows_by_text(*said, *said->id_column()).each(id, [&](std::uint32_t row) {
                    touch(whole.table, text_of(*said, whole.field, row));
                });
    // A correction has to do with what it corrects, too.
    for (const auto& segment : ledger_->segments)
        if (const RawTable* said = segment->find(table); said && table == Schema<Deal>::table)
            if (const RawColumn* corrects = said->find(kpi::deal::corrects.name);
                corrects && !corrects->small.empty())
                segment->rows_by_text(*said, *said->id_column()).each(id, [&](std::uint32_t row) {
                    touch(table, text_at(*corrects, row));
                });
}

/// In the book they may name it by another of its ids.
void Touched::touch_who_name(
    const Namer& namer, std::string_view id, std::span<const std::string> ids) {
    bool any = false;
    namer.rows->each(id, [&](std::uint32_t row) {
        any = true;
        if (namer.ids) touch(namer.table->name(), namer.ids->text_at(row));
    });
    if (!any || namer.ids) return;
    if (rules_of(namer.table->name()).is_plan)
        touch_whole(namer.table->name());
    else
        for (const std::string& other : ids)
            touch_group(namer.table->name(), namer.column->name, other);
}

/// Those that take something from records of a table, or are worked out together with them.
const std::vector<Touched::Namer>& Touched::namers_of(std::string_view table) {
    const auto [known, is_new] = namers_.try_emplace(std::string{table});
    if (!is_new) return known->second;
    for (const auto& segment : ledger_->segments)
        for (const RawTable& other : segment->tables) {
            std::set<const RawColumn*> columns;
            const auto add = [&](const RawColumn* column) {
                if (column && column->dictionary && !column->small.empty()) columns.insert(column);
            };
            if (const PartOf& whole = rules_of(other.name()).part_of; whole.table == table)
                add(other.find(whole.field));
            if (other.name() == Schema<FieldChange>::table)
                add(other.find(kpi::field_change::id.name));
            if (other.name() == table && table == Schema<Deal>::table)
                add(other.find(kpi::deal::corrects.name));
            for (const LookUpRule& rule : look_up_rules())
                if (rule.in == table && rule.applies_to(other.name()))
                    add(column_of(other.columns(), rule, rule.key));
            for (const RawColumn* column : columns)
                known->second.push_back(
                    {&other, column, other.id_column(), &segment->rows_by_text(other, *column)});
        }
    return known->second;
}

void Touched::touch_group(std::string_view table, std::string_view column, std::string_view text) {
    if (text.empty()) return;
    for (const auto& segment : ledger_->segments)
        if (const RawTable* said = segment->find(table))
            if (const RawColumn* key = said->find(column); key && is_looked_up(table, *key))
                return touch_whole(table);
    groups_.emplace(table, column, text);
}

void Touched::touch_whole(std::string_view table) {
    if (!whole_.emplace(table).second) return;
    if (table == Schema<ExchangeRate>::table) touch_foreign_money();
    if (!rules_of(table).together.field.empty())
        for (const std::string& derived : derived_)
            if (rules_of(derived).part_of.table == table) whole_.insert(derived);
    if (std::find(seating_plans.begin(), seating_plans.end(), table) != seating_plans.end())
        whole_.insert(seating_plans.begin(), seating_plans.end());
}

void Touched::touch_foreign_money() {
    for (const auto& segment : ledger_->segments)
        for (const RawTable& table : segment->tables) {
            const RawColumn* ids = table.id_column();
            for (const RawColumn& column : table.columns()) {
                if (column.type != FieldType::money || column.numbers.empty()) continue;
                const bool is_all = table.currency() != book_->currency;
                if (is_all || (!ids && !column.currencies.empty())) touch_whole(table.name());
                if (is_all || !ids) continue;
                for (const auto& [row, currency] : column.currencies)
                    touch(table.name(), ids->text_at(row));
            }
        }
}

/// Records of either id, and all who name them.
void Touched::touch_merged(const RawTable& merges, std::size_t row) {
    const std::string table{text_of(merges, kpi::merge::table.name, row)};
    touch_group(merges.name(), kpi::merge::id.name, text_of(merges, kpi::merge::id.name, row));
    // Of names that have no records, such as reps, who is credited with something is not looked up.
    if (std::none_of(ledger_->segments.begin(), ledger_->segments.end(), [&](const auto& segment) {
            const RawTable* merged = segment->find(table);
            return merged && merged->id_column();
        })) {
        is_everything_ = true;
        return;
    }
    std::set<std::string> ids;
    for (const auto* field : {&kpi::merge::id, &kpi::merge::into})
        for (std::string& id : same_ids(*ledger_, table, text_of(merges, field->name, row)))
            ids.insert(std::move(id));
    const std::vector<std::string> all{ids.begin(), ids.end()};
    for (const std::string& id : ids) {
        touch(table, id);
        for (const auto& segment : ledger_->segments) {
            const RawTable* merged = segment->find(table);
            const RawColumn* own = merged ? merged->id_column() : nullptr;
            if (own) touch_all_who_name(own->domain, id, all);
        }
    }
}

void Touched::touch_all_who_name(
    const std::string& domain, const std::string& id, std::span<const std::string> ids) {
    for (const auto& segment : ledger_->segments)
        for (const RawTable& other : segment->tables)
            for (const RawColumn& column : other.columns())
                if (!column.identity && column.dictionary && column.domain == domain)
                    touch_who_name(
                        {&other, &column, other.id_column(), &segment->rows_by_text(other, column)},
                        id, ids);
}

bool Touched::has_nameless(std::string_view table) const {
    if (has_whole(table)) return true;
    const auto group = groups_.lower_bound({std::string{table}, {}, {}});
    return group != groups_.end() && std::get<0>(*group) == table;
}

Touched::RowsByTable Touched::rows_in(const LedgerData& ledger) const {
    RowsByTable all;
    const auto of = [&](std::string_view table, std::size_t segment) -> Rows& {
        auto& segments = all[std::string{table}];
        segments.resize(ledger.segments.size());
        return segments[segment];
    };
    for (std::size_t i = 0; i < ledger.segments.size(); ++i) {
        const LedgerSegment& segment = *ledger.segments[i];
        for (const std::string& name : whole_)
            if (const RawTable* table = segment.find(name)) {
                Rows& rows = of(name, i);
                rows.resize(table->rows());
                std::iota(rows.begin(), rows.end(), 0U);
            }
        for (const auto& [name, ids] : ids_) {
            const RawTable* table = whole_.contains(name) ? nullptr : segment.find(name);
            const RawColumn* column = table ? table->id_column() : nullptr;
            if (!column) continue;
            const RowsByText& by_id = segment.rows_by_text(*table, *column);
            Rows& rows = of(name, i);
            for (const std::string& id : ids)
                by_id.each(id, [&](std::uint32_t row) { rows.push_back(row); });
        }
        for (const auto& [name, column, text] : groups_) {
            const RawTable* table = whole_.contains(name) ? nullptr : segment.find(name);
            const RawColumn* key = table ? table->find(column) : nullptr;
            if (key && key->dictionary)
                segment.rows_by_text(*table, *key).each(text, [&, &of_table = name](auto row) {
                    of(of_table, i).push_back(row);
                });
        }
    }
    sort_rows(all);
    return all;
}

Touched::RowsByTable Touched::rows() const { return with_added(*ledger_); }

Touched::RowsByTable Touched::rows_of(const std::shared_ptr<const LedgerSegment>& batch) const {
    return with_added(LedgerData{{batch}, {}});
}

Touched::RowsByTable Touched::with_added(const LedgerData& ledger) const {
    RowsByTable all = rows_in(ledger);
    // What nobody else has to do with came last.
    for (const auto& [name, n] : added_) {
        if (whole_.contains(name)) continue;
        auto& segments = all[name];
        segments.resize(ledger.segments.size());
        std::size_t left = n;
        for (std::size_t i = segments.size(); i-- > 0 && left > 0;)
            if (const RawTable* table = ledger.segments[i]->find(name)) {
                const std::size_t here = (std::min)(left, table->rows());
                for (std::size_t row = table->rows() - here; row < table->rows(); ++row)
                    segments[i].push_back(static_cast<std::uint32_t>(row));
                left -= here;
            }
    }
    sort_rows(all);
    return all;
}

bool Touched::has(const Doubt& doubt) const {
    const std::string& table = doubt.of->table;
    if (whole_.contains(table) || has(table, doubt.name)) return true;
    return std::any_of(groups_.begin(), groups_.end(), [&](const auto& group) {
        const auto& [of, column, text] = group;
        const auto field = of == table ? doubt.of->find(column) : std::nullopt;
        const std::int64_t code = field ? doubt.value(*field) : missing_number;
        const Dictionary* names =
            code == missing_number ? nullptr : book_->dictionary(doubt.of->fields[*field].domain);
        return names && names->text(static_cast<std::int32_t>(code)) == text;
    });
}

std::vector<RecordAt> Touched::records() const {
    std::vector<RecordAt> found;
    for (const auto& [table, ids] : ids_)
        for (std::size_t i = 0; i < book_->tables.size() && !whole_.contains(table); ++i)
            if (const TablePart& part = book_->tables[i]; part->name == table && !part.is_variant)
                for (const std::string& id : ids)
                    for (const std::size_t number : part.find_all(id))
                        found.push_back({i, number});
    for (const auto& [table, column, text] : groups_)
        if (!whole_.contains(table))
            for (const RecordAt& record : records_with(*book_, table, column, text))
                found.push_back(record);
    for (std::size_t i = 0; i < book_->tables.size(); ++i) {
        const TablePart& part = book_->tables[i];
        // What stands beside the records goes with them.
        if (!whole_.contains(part->name)) continue;
        for (std::size_t record = 0; record < part->records() + part->left_out_ids.size(); ++record)
            if (!part.is_dead(record)) found.push_back({i, record});
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace saleskpi::inline v0_3::detail
