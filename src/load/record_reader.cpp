// SPDX-License-Identifier: MIT
#include "load/record_reader.hpp"

#include "book/raw_table.hpp"
#include "book/table_rules.hpp"
#include "load/encoding.hpp"
#include "load/parse_number.hpp"
#include "load/span_length.hpp"
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
    const auto require = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw Error{
                ErrorCode::unknown_field, "the table '" + std::string{type.table} +
                                              "' has no field '" + name + "'" +
                                              suggestion(name, names)};
    };
    for (const auto& [name, field] : mapping.fields) {
        require(name);
        if (field.length) require(field.length->after);
    }
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
    if (mapping.unpivot) unpivoting_.emplace(mapping, wanted_);
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
    // The end of a span goes by its begin, which is read before it.
    std::stable_partition(sources_.begin(), sources_.end(), [](const FieldSource& source) {
        return source.length() == nullptr;
    });
    has_ids_of_lines_ = std::any_of(
        sources_.begin(), sources_.end(), [](const auto& source) { return source.is_of_line(); });
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

Cell RecordReader::pick(const FieldSource& source, std::span<const Cell> cells) {
    if (source.is_direct()) return source.direct(cells);
    if (source.is_of_line()) return {id_of_line()};
    Missed missed;
    const Cell cell = source.pick(wanted_, cells, missed);
    if (!missed.key.empty())
        notes_.push_back(
            {source.name(), shown(missed.key), "is not in " + std::string{missed.file}});
    if (!missed.value.empty()) not_listed_.add(source.name(), missed.value, line_);
    return cell;
}

/// No other line, or column of it, has the same one, whatever its file is called.
std::string_view RecordReader::id_of_line() {
    line_id_ = "line " + std::to_string(line_);
    if (unpivoting_) {
        const auto columns = unpivoting_->columns();
        const auto number = std::find_if(
            columns.begin(), columns.end(), [&](const auto& one) { return one.column == column_; });
        line_id_ += "." + std::to_string(number - columns.begin() + 1);
    }
    if (!report_.file.empty()) line_id_ += " of " + report_.file;
    return line_id_;
}

std::string RecordReader::end_of_span(
    const FieldSource& source, const Cell& cell, void* record, FieldValue& value) const {
    value = {};
    value.missing = false;
    std::string reason = parse_integer(cell, source.format(), value);
    if (!reason.empty()) return reason;
    if (value.number < 1) return "is no length of a span: 1 or more";
    if (value.number > longest_span) return outside_years;
    const SpanLength& length = *source.length();
    std::int32_t begin = missing_day;
    const FieldInfo* const after = to_->type().find(length.after);
    if (after && after->type == FieldType::date) after->read(&record, 1, &begin);
    if (begin == missing_day)
        return "is the length of a span of which '" + length.after + "' is missing";
    const auto end = end_of(Date{date::days{begin}}, length.in, static_cast<int>(value.number));
    if (!end) return outside_years;
    value.number = end->time_since_epoch().count();
    return {};
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
    std::string reason = source.length()
                             ? end_of_span(source, cell, record, value)
                             : parse_value(*source.field(), cell, source.format(), *context, value);
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

/// Reads a value of the simplest form, or that there is none. False where there may be something to say.
bool RecordReader::read_plain(
    const FieldSource& source, std::span<const Cell> cells, void* record) {
    const Cell& cell = cells[source.direct_cell()];
    if (cell.text.empty()) {
        if (source.is_required() || cell.kind == Cell::Kind::nested) return false;
        ++missing_;
        return true;
    }
    FieldValue value;
    if (!source.plain().read(cell, context_.currency, value)) return false;
    value.missing = false;
    try {
        source.field()->write(record, value);
    } catch (const Error&) {
        return false;
    }
    if (source.field()->identity) id_ = cell.text;
    return true;
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
    const bool are_plain = !marks_.is_deletion && !no_currency && !watches_texts_;
    for (const FieldSource& source : sources_) {
        if (are_plain && source.plain() && read_plain(source, cells, record)) continue;
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
    if (unpivoting_) column_ = cells[unpivoting_->column_cell()].text;
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
    column_ = {};
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
      unpivoting_{whole.unpivoting_},
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
    if (!totals_.empty() || lines_of_id_ || has_ids_of_lines_) return nullptr;
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
    if (!column_.empty()) finding.reason += ", in the column '" + shown(column_) + "'";
    finding.rejected = rejected;
    if (field.empty()) finding.kind = FindingKind::unreadable;
    to_->report(std::move(finding));
}

}  // namespace saleskpi::inline v0_3::detail
