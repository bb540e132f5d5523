// SPDX-License-Identifier: MIT
#include "load/field_source.hpp"

#include "book/table_rules.hpp"
#include "load/column_name.hpp"
#include "load/field_cases.hpp"
#include "load/made_value.hpp"
#include "load/text.hpp"
#include "value/written_time.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

Cell translated_by(const Translation* translation, Cell cell) {
    if (!translation || cell.kind == Cell::Kind::nested) return cell;
    const auto found = translation->find(cell.text);
    if (found == translation->end()) return cell;
    return {found->second, Cell::Kind::text};
}

/// A last day that is read as a month would be its first day.
void require_days(const std::string& field, std::span<const std::string> patterns) {
    const auto month = std::find_if(patterns.begin(), patterns.end(), gives_month);
    if (month == patterns.end()) return;
    throw Error{
        ErrorCode::invalid_mapping,
        "the field '" + field + "' is a last day, and the date pattern \"" + *month +
            "\" gives the first day of a month: say \"months_after\" in its place"};
}

}  // namespace

bool is_end_of_span(const FieldInfo& field) {
    return field.type == FieldType::date && (field.name == "until" || field.name == "ended");
}

std::size_t WantedColumns::add(const std::string& column) {
    const auto known = std::find(names_.begin(), names_.end(), column);
    const auto number = static_cast<std::size_t>(known - names_.begin());
    if (known != names_.end()) return number;
    names_.push_back(column);
    const auto translation = mapping_->translate.find(column);
    translations_.push_back(
        translation == mapping_->translate.end() ? nullptr : &translation->second);
    return number;
}

Cell WantedColumns::translated(std::span<const Cell> cells, std::size_t column) const {
    return translated_by(translations_[column], cells[column]);
}

namespace {

/// Whether the mapping has multiplied another field by the column of that name: it would count twice.
bool is_multiplied_already(const TableMapping& mapping, std::string_view name) {
    const Factor& factor = rules_of(mapping.table).factor;
    if (name != factor.field) return false;
    const auto whole = mapping.fields.find(factor.of);
    if (whole == mapping.fields.end() || whole->second.combining != Combining::product)
        return false;
    const auto& columns = whole->second.columns;
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return folded_column(column) == folded_column(name);
    });
}

}  // namespace

FieldSource::FieldSource(
    const FieldInfo* field,
    std::string_view name,
    const TableMapping& mapping,
    WantedColumns& wanted,
    LookupTables& lookups)
    : field_{field}, name_{name} {
    const bool is_end = field && is_end_of_span(*field);
    is_last_day_ = is_end && mapping.ends == SpanEnds::last_day;
    const auto mapped = mapping.fields.find(name);
    is_mapped_ = mapped != mapping.fields.end();
    format_ = value_format(mapping, is_mapped_ ? &mapped->second : nullptr, field);
    if (!is_mapped_ && is_multiplied_already(mapping, name)) {
        is_mapped_ = true;
        return;
    }
    if (!is_mapped_) {
        cells_.push_back(wanted.add(name_));
        if (is_last_day_) require_days(name_, format_.date_formats);
        find_short_way(wanted);
        return;
    }
    const FieldMapping& source = mapped->second;
    for (const std::string& column : source.columns)
        cells_.push_back(wanted.add(column));
    if (!source.cases.empty())
        cases_ = std::make_shared<const FieldCases>(source.cases, mapping, wanted);
    if (source.combining != Combining::first) combining_ = &source;
    if (source.cut) cut_ = &*source.cut;
    if (!source.currency.empty()) currency_ = wanted.add(source.currency);
    if (source.lookup) add_lookup(*source.lookup, wanted, lookups);
    for (const Lookup& next : source.next_lookups) {
        if (lookups_.empty() || next.key.size() != 1 || !next.by.empty())
            throw Error{
                ErrorCode::invalid_mapping,
                "the field '" + name_ +
                    "' has a look-up after another that does not have one key, and none of its own "
                    "columns 'by'"};
        add_lookup(next, wanted, lookups);
    }
    if (source.constant) constant_ = &*source.constant;
    if (!source.translate.empty()) translate_ = &source.translate;
    if (source.others) others_ = &*source.others;
    if (is_end && source.ends) is_last_day_ = *source.ends == SpanEnds::last_day;
    is_of_line_ = source.is_of_line;
    if (source.length) {
        length_ = &*source.length;
        is_last_day_ = false;
    }
    if (is_last_day_) require_days(name_, format_.date_formats);
    find_short_way(wanted);
}

/// Whether the value is what stands in one column, whatever that is called, and how it is read then.
void FieldSource::find_short_way(const WantedColumns& wanted) {
    const bool is_made = cases_ || combining_ || cut_ || !lookups_.empty() || constant_ ||
                         translate_ || others_ || is_of_line_;
    is_direct_ = !is_made && cells_.size() == 1 && !wanted.is_translated(cells_[0]) &&
                 format_.missing.empty();
    if (is_direct_ && field_ && !is_last_day_ && !currency_ && !length_)
        plain_ = PlainValue{*field_, format_};
}

bool FieldSource::is_idle(const std::function<bool(std::size_t)>& is_absent) const {
    if (has_fallback()) return false;
    return is_mapped_ ? cells_.empty() : is_absent(cells_[0]);
}

bool FieldSource::has_own(const WantedColumns& wanted, std::span<const Cell> cells) const {
    return std::any_of(cells_.begin(), cells_.end(), [&](std::size_t column) {
        return has_value(wanted.translated(cells, column));
    });
}

bool FieldSource::needs(std::size_t column) const {
    const bool is_own = std::find(cells_.begin(), cells_.end(), column) != cells_.end();
    const bool is_key =
        std::any_of(lookups_.begin(), lookups_.end(), [column](const LookupStep& step) {
            return std::find(step.by.begin(), step.by.end(), column) != step.by.end() ||
                   (!step.rule->day.empty() && step.day == column);
        });
    const bool is_asked = (cases_ && cases_->needs(column)) || currency_ == column;
    return (is_own && (is_mapped_ || is_required())) || is_key || is_asked;
}

std::optional<Cell> FieldSource::own_value(
    const WantedColumns& wanted, std::span<const Cell> cells) const {
    if (combining_) {
        std::vector<Cell> parts;
        for (const std::size_t column : cells_)
            parts.push_back(wanted.translated(cells, column));
        const Cell cell = combined(*combining_, parts, format_.number, made_);
        return has_value(cell) ? std::optional{cell} : std::nullopt;
    }
    for (const std::size_t column : cells_) {
        const Cell cell = wanted.translated(cells, column);
        if (has_value(cell)) return cell;
    }
    return std::nullopt;
}

void FieldSource::add_lookup(const Lookup& lookup, WantedColumns& wanted, LookupTables& lookups) {
    LookupStep step{&lookups.get(lookup), &lookup, {}, 0};
    for (const std::string& column : lookup.by)
        step.by.push_back(wanted.add(column));
    if (!lookup.day.empty()) step.day = wanted.add(lookup.day);
    lookups_.push_back(std::move(step));
}

Cell FieldSource::looked_up(
    const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const {
    Cell found;
    for (const LookupStep& step : lookups_) {
        std::vector<std::string_view> parts;
        for (const std::size_t column : step.by)
            parts.push_back(wanted.translated(cells, column).text);
        if (step.by.empty()) parts.push_back(found.text);
        const std::string key = key_of(parts);
        if (key.empty()) return {};
        std::optional<std::string_view> value;
        if (step.rule->day.empty()) {
            value = step.table->find(key);
        } else {
            const auto day =
                day_of(trimmed(wanted.translated(cells, step.day).text), format_.date_formats);
            if (!day) return {};
            value = step.table->find(key, *day);
        }
        if (!value) {
            if (step.rule->may_be_missing) return {};
            missed.file = step.rule->file;
            for (const std::string_view part : parts)
                missed.key += (missed.key.empty() ? "" : " ") + std::string{part};
            return {};
        }
        found = {*value, step.table->kind()};
    }
    return found;
}

Cell FieldSource::pick_untranslated(
    const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const {
    if (cases_)
        if (const std::optional<Cell> value = cases_->find(wanted, cells)) return *value;
    if (!lookups_.empty() && lookups_.front().rule->goes_before)
        if (const Cell value = looked_up(wanted, cells, missed); has_value(value)) return value;
    if (const std::optional<Cell> value = own_value(wanted, cells)) return *value;
    if (!lookups_.empty() && !lookups_.front().rule->goes_before)
        if (const Cell value = looked_up(wanted, cells, missed); has_value(value)) return value;
    if (constant_ && !trimmed(*constant_).empty()) return {*constant_};
    return {};
}

bool FieldSource::is_result(std::string_view value) const {
    return value == *others_ ||
           (translate_ && std::any_of(
                              translate_->begin(), translate_->end(),
                              [&](const auto& pair) { return pair.second == value; }));
}

Cell FieldSource::pick_mapped(
    const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const {
    Cell found = pick_untranslated(wanted, cells, missed);
    if (cut_ && found.kind != Cell::Kind::nested) found.text = cut_of(*cut_, found.text);
    if (others_ && !found.text.empty() && !(translate_ && translate_->contains(found.text)) &&
        !is_result(found.text)) {
        missed.value = found.text;
        return {*others_, Cell::Kind::text};
    }
    if (!translate_) return found;
    const Cell cell = translated_by(translate_, found);
    return has_value(cell) ? cell : Cell{};
}

}  // namespace saleskpi::inline v0_3::detail
