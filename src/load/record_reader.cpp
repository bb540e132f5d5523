// SPDX-License-Identifier: MIT
#include "load/record_reader.hpp"

#include "book/raw_table.hpp"
#include "book/table_rules.hpp"
#include "load/encoding.hpp"
#include "load/text.hpp"
#include "load/total_words.hpp"
#include "record/refusals.hpp"
#include "value/utf8.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view currency_column = "currency";
constexpr std::string_view region_column = "region";

bool has_field_of(FieldType wanted, const RecordType& type) {
    return std::any_of(type.fields.begin(), type.fields.end(), [wanted](const FieldInfo& field) {
        return field.type == wanted;
    });
}

void require_known_fields(const TableMapping& mapping, const RecordType& type) {
    std::vector<std::string_view> names;
    for (const FieldInfo& field : type.fields)
        names.push_back(field.name);
    if (has_field_of(FieldType::money, type)) names.push_back(currency_column);
    if (has_field_of(FieldType::date, type)) names.push_back(region_column);
    names.insert(names.end(), EntryReader::names.begin(), EntryReader::names.end());
    for (const auto& entry : mapping.fields)
        if (std::find(names.begin(), names.end(), entry.first) == names.end())
            throw Error{
                ErrorCode::unknown_field, "the table '" + std::string{type.table} +
                                              "' has no field '" + entry.first + "'" +
                                              suggestion(entry.first, names)};
}

/// Fields of one's own are in the records that a file is loaded into; structs may have them or not.
void require_own_fields(const TableMapping& mapping, const RecordType& type) {
    for (const auto& [name, own] : mapping.own_fields) {
        const FieldInfo* field = type.find(name);
        if (!field)
            throw Error{
                ErrorCode::unknown_field,
                "the mapping gives '" + std::string{type.table} + "' a field '" + name +
                    "' that these records do not have: add it to their struct and its Schema"};
        if (!is_of_kind(*field, own.type, own.choices))
            throw Error{
                ErrorCode::incompatible, "field '" + name + "' of '" + std::string{type.table} +
                                             "' is of another kind in the mapping"};
    }
}

[[noreturn]] void fail_without_column(
    const std::string& file,
    const std::string& column,
    const std::string& field,
    std::span<const std::string> columns) {
    const std::vector<std::string_view> names{columns.begin(), columns.end()};
    const std::string purpose = field.empty()     ? " for a condition"
                                : column == field ? ""
                                                  : " for the field '" + field + "'";
    throw Error{
        ErrorCode::missing_column, in_file(file) + "no column '" + column + "'" + purpose +
                                       "; the file has: " + listed(columns) +
                                       suggestion(column, names)};
}

}  // namespace

RecordReader::RecordReader(
    const TableMapping& mapping,
    Currency currency,
    const DateOfInstant& date_of_instant,
    std::string file,
    LookupTables& lookups,
    RecordBuffer& to)
    : default_currency_{mapping.currency.is_none() ? currency : mapping.currency},
      to_{&to},
      wanted_{mapping},
      entry_{mapping, wanted_, lookups},
      rules_{mapping, wanted_} {
    const RecordType& type = to.type();
    report_.table = type.table;
    report_.file = as_utf8(file);
    report_.left_out = rules_.counts(report_.table, report_.file);
    require_own_fields(mapping, type);
    require_known_fields(mapping, type);
    const auto add = [&](const FieldInfo& field) {
        sources_.emplace_back(&field, field.name, mapping, wanted_, lookups);
        const FieldSource& source = sources_.back();
        if (source.is_required() && source.cells().empty() && !source.has_fallback())
            throw Error{
                ErrorCode::missing_column,
                in_file(report_.file) + "the field '" + std::string{field.name} +
                    "' is required, and the mapping reads it from nowhere"};
    };
    for (const FieldInfo& field : type.fields)
        if (field.write && field.identity) add(field);
    for (const FieldInfo& field : type.fields)
        if (field.write && !field.identity) add(field);
    if (has_field_of(FieldType::money, type))
        currency_source_.emplace(nullptr, currency_column, mapping, wanted_, lookups);
    if (date_of_instant && has_field_of(FieldType::date, type)) {
        context_.date_of_instant = &date_of_instant;
        region_source_.emplace(nullptr, region_column, mapping, wanted_, lookups);
    }
    if (mapping.lines) lines_of_id_.emplace();
    finds_totals_ = mapping.totals != TotalRows::keep;
    if (finds_totals_) watch_totals();
}

void RecordReader::find_ignored(std::span<const std::string> columns) {
    for (const std::string& column : columns)
        if (std::find(wanted_.names().begin(), wanted_.names().end(), column) ==
            wanted_.names().end())
            report_.ignored_columns.push_back(column);
}

void RecordReader::header(std::span<const std::string> columns) {
    find_ignored(columns);
    const auto is_absent = [&](std::size_t cell) {
        return std::find(columns.begin(), columns.end(), wanted_.names()[cell]) == columns.end();
    };
    const auto require = [&](const FieldSource& source) {
        for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell)
            if (is_absent(cell) && source.needs(cell))
                fail_without_column(report_.file, wanted_.names()[cell], source.name(), columns);
    };
    for (const FieldSource& source : sources_)
        require(source);
    for (const auto* source : {&currency_source_, &region_source_})
        if (*source) require(**source);
    entry_.each(require);
    for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell)
        if (is_absent(cell) && rules_.needs(cell))
            fail_without_column(report_.file, wanted_.names()[cell], "", columns);
    for (const std::string& wanted : wanted_.names())
        if (std::count(columns.begin(), columns.end(), wanted) > 1)
            throw Error{
                ErrorCode::unreadable_file,
                in_file(report_.file) + "the column '" + wanted + "' is there more than once"};
    // Most files have a few of the fields: the others need not be looked for in each row.
    std::erase_if(sources_, [&](const FieldSource& source) { return source.is_idle(is_absent); });
    for (auto* source : {&currency_source_, &region_source_})
        if (*source && (*source)->is_idle(is_absent)) source->reset();
    entry_.forget_idle(is_absent);
    if (finds_totals_) watch_totals();
}

void RecordReader::keys(std::span<const std::string> columns) {
    if (report_.read == 0) return;
    find_ignored(columns);
    const auto is_absent = [&](std::size_t cell) {
        return std::find(columns.begin(), columns.end(), wanted_.names()[cell]) == columns.end();
    };
    // A record may leave out the keys of values it does not have, so absence is no error as such.
    for (const FieldSource& source : sources_)
        if (source.is_required() && !source.has_fallback() &&
            std::all_of(source.cells().begin(), source.cells().end(), is_absent))
            fail_without_column(
                report_.file, wanted_.names()[source.cells()[0]], source.name(), columns);
    for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell) {
        const auto needs_it = [&](const FieldSource& source) { return source.needs(cell); };
        bool is_needed = std::any_of(sources_.begin(), sources_.end(), needs_it) ||
                         (currency_source_ && needs_it(*currency_source_)) ||
                         (region_source_ && needs_it(*region_source_));
        entry_.each([&](const FieldSource& source) { is_needed |= needs_it(source); });
        is_needed |= rules_.needs(cell);
        if (is_absent(cell) && is_needed) report_.absent_columns.push_back(wanted_.names()[cell]);
    }
}

Cell RecordReader::pick(const FieldSource& source, std::span<const Cell> cells) {
    if (source.is_direct()) return source.direct(cells);
    Missed missed;
    const Cell cell = source.pick(wanted_, cells, missed);
    if (!missed.key.empty())
        notes_.push_back({source.name(), shown(missed.key), "is not in " + source.lookup_file()});
    if (!missed.value.empty()) not_listed_.add(source.name(), missed.value, line_);
    return cell;
}

std::optional<RecordReader::Fault> RecordReader::read_currency(std::span<const Cell> cells) {
    context_.currency = default_currency_;
    context_.names_currency = false;
    if (!currency_source_) return std::nullopt;
    const Cell cell = pick(*currency_source_, cells);
    if (cell.text.empty()) return std::nullopt;
    if (cell.text != last_code_) {
        const auto currency = Currency::try_parse(trimmed(cell.text));
        if (!currency)
            return Fault{currency_source_->name(), shown(cell.text), "is not an ISO 4217 currency"};
        last_code_ = cell.text;
        last_currency_ = *currency;
    }
    context_.currency = last_currency_;
    context_.names_currency = true;
    return std::nullopt;
}

std::optional<RecordReader::Fault> RecordReader::read_field(
    const FieldSource& source, std::span<const Cell> cells, void* record) {
    const Cell cell = pick(source, cells);
    const auto fault = [&](std::string reason) {
        return Fault{source.name(), shown(cell.text), std::move(reason)};
    };
    if (cell.text.empty() && cell.kind != Cell::Kind::nested) {
        ++missing_;
        return source.is_required() ? std::optional{fault("is missing")} : std::nullopt;
    }
    if (!is_utf8(cell.text)) return fault(no_utf8 + as_if_encoded(cell.text));
    FieldValue value;
    const RowContext* context = &context_;
    RowContext of_amount;
    if (source.currency_cell()) {
        const std::string_view code =
            trimmed(wanted_.translated(cells, *source.currency_cell()).text);
        const auto currency = code.empty() ? context_.currency : Currency::try_parse(code);
        if (!currency) return Fault{source.name(), shown(code), "is not an ISO 4217 currency"};
        of_amount = context_;
        of_amount.currency = *currency;
        context = &of_amount;
    }
    std::string reason = parse_value(*source.field(), cell, source.format(), *context, value);
    if (!reason.empty()) return fault(std::move(reason));
    if (source.is_last_day() && value.number < latest_cell) ++value.number;
    try {
        source.field()->write(record, value);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::overflow) throw;
        return fault("does not fit in its field");
    }
    if (source.field()->identity) id_ = cell.text;
    if (watches_texts_ && !may_be_total_ && source.field()->type == FieldType::text)
        may_be_total_ = beside_total_word(cell.text).has_value();
    return std::nullopt;
}

std::optional<RecordReader::Fault> RecordReader::read_all(
    std::span<const Cell> cells, void* record) {
    if (auto bad = entry_.read(wanted_, cells, marks_))
        return Fault{bad->field, std::move(bad->value), std::move(bad->reason)};
    auto no_currency = read_currency(cells);
    if (no_currency) notes_.push_back(*no_currency);
    if (region_source_) {
        Missed missed;  // the date that lacks a region will be reported
        context_.region = trimmed(region_source_->pick(wanted_, cells, missed).text);
    }
    for (const FieldSource& source : sources_) {
        // Of a record that is no more it is said which one, and the rest does not matter.
        if (marks_.is_deletion && !is_of_identity(to_->type(), *source.field())) continue;
        if (no_currency && source.field()->type == FieldType::money) {
            if (source.is_required()) return no_currency;
            continue;  // an amount of what, nobody knows
        }
        if (auto fault = read_field(source, cells, record)) {
            if (source.is_required()) return fault;
            notes_.push_back(std::move(*fault));  // the value counts as missing, and not the record
        }
    }
    return std::nullopt;
}

/// Of the lines of an order the first is the deal. Each other one is a deal of its own that corrects it: so its money
/// counts by all that it says itself, and no deal more is won.
void RecordReader::make_line(void* record) {
    if (id_.empty() || marks_.is_deletion) return;
    const std::size_t number = ++(*lines_of_id_)[std::string{id_}];
    if (number == 1) return;
    const RecordType& type = to_->type();
    const std::string id = std::string{id_} + "/" + std::to_string(number);
    FieldValue value;
    value.missing = false;
    value.text = id_;
    type.find(kpi::deal::corrects.name)->write(record, value);
    value.text = id;
    type.find(kpi::deal::id.name)->write(record, value);
}

void RecordReader::row(std::size_t line, std::span<const Cell> cells) {
    if ((rules_.any() || !totals_.empty()) && is_left_out(line, cells)) return;
    ++report_.read;
    line_ = line;
    id_ = {};
    may_be_total_ = false;
    missing_ = 0;
    notes_.clear();
    void* const record = to_->begin();
    std::optional<Fault> fault;
    try {
        fault = read_all(cells, record);
    } catch (...) {
        to_->drop();
        throw;
    }
    if (fault) {
        to_->drop();
        ++report_.rejected;
        report_fault(line, fault->field, std::move(fault->value), std::move(fault->reason), true);
        return;
    }
    if (lines_of_id_) make_line(record);
    for (Fault& note : notes_)
        report_fault(line, note.field, std::move(note.value), std::move(note.reason), false);
    ++report_.kept;
    if (watches_ids_ && !marks_.is_deletion) watch_id(line, cells);
    if (may_be_total_) note_suspect(line, true);
    to_->keep(line, marks_);
}

void RecordReader::reject(std::size_t line, std::string_view value, std::string_view reason) {
    ++report_.read;
    ++report_.rejected;
    id_ = {};
    report_fault(line, "", shown(value), std::string{reason}, true);
}

RecordReader::RecordReader(const RecordReader& whole, std::unique_ptr<RecordBuffer> to)
    : default_currency_{whole.default_currency_},
      to_{to.get()},
      own_{std::move(to)},
      wanted_{whole.wanted_},
      sources_{whole.sources_},
      currency_source_{whole.currency_source_},
      region_source_{whole.region_source_},
      entry_{whole.entry_},
      rules_{whole.rules_},
      watches_ids_{whole.watches_ids_},
      watches_texts_{whole.watches_texts_},
      most_of_total_{whole.most_of_total_} {
    report_.left_out = rules_.counts(whole.report_.table, whole.report_.file);
    context_.date_of_instant = whole.context_.date_of_instant;
    report_.table = whole.report_.table;
    report_.file = whole.report_.file;
}

std::unique_ptr<RowSink> RecordReader::part() {
    // A part does not know its lines, nor the ids before it.
    if (!totals_.empty() || lines_of_id_) return nullptr;
    std::unique_ptr<RecordBuffer> buffer = to_->part();
    if (!buffer) return nullptr;
    return std::unique_ptr<RowSink>{new RecordReader{*this, std::move(buffer)}};
}

void RecordReader::take(RowSink& sink, std::size_t lines_before) {
    auto& part = static_cast<RecordReader&>(sink);
    to_->take(*part.to_, lines_before);
    for (const auto count : {&LoadReport::read, &LoadReport::kept, &LoadReport::rejected})
        report_.*count += std::exchange(part.report_.*count, 0);
    for (std::size_t i = 0; i < part.report_.left_out.size(); ++i)
        report_.left_out[i].rows += std::exchange(part.report_.left_out[i].rows, 0);
    for (const std::size_t line : part.suspects_)
        suspects_.push_back(line + lines_before);
    part.suspects_.clear();
    has_words_ |= part.has_words_;
    not_listed_.take(part.not_listed_, lines_before);
}

void RecordReader::report_fault(
    std::size_t line,
    std::string_view field,
    std::string value,
    std::string reason,
    bool rejected) {
    Finding finding;
    finding.table = report_.table;
    finding.file = report_.file;
    finding.line = line;
    finding.id = shown(id_);
    finding.field = field;
    finding.value = std::move(value);
    finding.reason = std::move(reason);
    finding.rejected = rejected;
    if (field.empty()) finding.kind = FindingKind::unreadable;
    to_->report(std::move(finding));
}

}  // namespace saleskpi::inline v0_3::detail
