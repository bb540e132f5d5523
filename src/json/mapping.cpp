// SPDX-License-Identifier: MIT
#include "book/pipelines.hpp"
#include "json/checked_json.hpp"
#include "json/mapping_files.hpp"
#include "json/mapping_rules.hpp"
#include "json/mapping_values.hpp"
#include "json/own_fields.hpp"
#include "load/entry_reader.hpp"
#include "load/field_source.hpp"
#include "load/file_reach.hpp"
#include "load/mapped_type.hpp"
#include "load/tables.hpp"
#include "load/text.hpp"
#include "value/parsed.hpp"

#include <saleskpi/json/mapping.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/records.hpp>
#include <saleskpi/value/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::JsonPlace;

/// What a mapping, a table and a field may each say about the form of values.
struct Defaults {
    Currency currency{};
    std::vector<std::string> date_formats{"%Y-%m-%d"};
    NumberFormat number{};
    char delimiter = delimiter_of_header;
    FileLayout layout{};
    TotalRows totals = TotalRows::name;
    SpanEnds ends = SpanEnds::first_day_after;
    ValueRules values{};
    std::string time_zone{};
};

Translation read_translation(const JsonPlace& place) {
    Translation translation;
    place.for_each_key([&](const std::string& from, const JsonPlace& to) {
        translation.emplace(from, to.scalar());
    });
    return translation;
}

Currency read_currency(const JsonPlace& place) {
    const auto currency = Currency::try_parse(place.text());
    if (!currency) place.fail("'" + place.text() + "' is not an ISO 4217 currency");
    return *currency;
}

void read_defaults(const JsonPlace& place, Defaults& defaults) {
    if (const auto currency = place.find("currency")) defaults.currency = read_currency(*currency);
    if (const auto formats = place.find("date_formats"))
        defaults.date_formats = detail::read_date_formats(*formats);
    if (const auto number = place.find("number"))
        defaults.number = detail::read_number_format(*number);
    detail::read_layout(place, defaults.layout, defaults.delimiter);
    if (const auto zone = place.find("time_zone")) defaults.time_zone = zone->text();
    detail::read_value_rules(place, defaults.values);
    if (const auto totals = place.find("totals")) defaults.totals = detail::read_totals(*totals);
    if (const auto ends = place.find("ends")) defaults.ends = detail::read_ends(*ends);
}

bool read_flag(const JsonPlace& place) {
    const auto flag = place.boolean();
    if (!flag) place.fail("is neither true nor false");
    return *flag;
}

/// Where a field is read from of which nothing more is said than of what kind it is.
bool is_read_by_its_name(const JsonPlace& place, const FieldMapping& field) {
    return place.find("type") && field.columns.empty() && field.cases.empty() && !field.lookup &&
           !field.constant;
}

/// null: not read; "column"; ["column", "column"]; or an object that says more.
FieldMapping read_field(
    const JsonPlace& place,
    const std::string& name,
    const FieldInfo* info,
    const RecordType& type) {
    FieldMapping field;
    if (place.is_null()) return field;
    if (place.is_list() && place.begins_with_object()) {
        field.cases = detail::read_cases(place);
        return field;
    }
    if (!place.is_object()) {
        field.columns = place.texts();
        return field;
    }
    place.allow(
        {"cases",     "columns",  "join",         "with",     "sum",    "difference",
         "product",   "quotient", "cut",          "currency", "lookup", "constant",
         "translate", "others",   "date_formats", "number",   "ends",   "fold",
         "missing",   "yes",      "no",           "round",    "scale",  "of"},
        detail::length_keys, detail::own_field_keys);
    if (const auto cases = place.find("cases")) field.cases = detail::read_cases(*cases);
    detail::read_columns(place, field);
    if (const auto cut = place.find("cut")) field.cut = detail::read_cut(*cut);
    if (const auto currency = place.find("currency")) {
        if (!info || info->type != FieldType::money) currency->fail("the field is no amount");
        field.currency = currency->text();
    }
    if (const auto lookup = place.find("lookup")) detail::read_lookups(*lookup, field);
    if (const auto constant = place.find("constant")) field.constant = constant->scalar();
    if (const auto translation = place.find("translate"))
        field.translate = read_translation(*translation);
    if (const auto others = place.find("others")) {
        if (field.translate.empty()) others->fail("needs a 'translate', whose others they are");
        field.others = others->scalar();
    }
    if (const auto formats = place.find("date_formats"))
        field.date_formats = detail::read_date_formats(*formats);
    if (const auto number = place.find("number"))
        field.number = detail::read_number_format(*number);
    detail::read_value_rules(place, field.values);
    if (const auto scale = place.find("scale")) field.scale = detail::read_scale(*scale, info);
    if (const auto ends = place.find("ends")) {
        if (!info || !detail::is_end_of_span(*info)) ends->fail("the field ends no span of days");
        field.ends = detail::read_ends(*ends);
    }
    if (const auto fold = place.find("fold")) {
        field.fold = read_flag(*fold);
        if (field.fold && (!info || info->type != FieldType::text || info->domain.empty()))
            fold->fail("the field holds no names");
    }
    if (is_read_by_its_name(place, field)) field.columns = {name};
    detail::read_length(place, field, info, type);
    if (const auto of = place.find("of")) {
        constexpr std::array<std::string_view, 1> known{"line"};
        if (of->text() != known[0]) of->fail_unknown("value", of->text(), known);
        if (!info || !info->identity || info->type != FieldType::text)
            of->fail("the field is not the id of its records");
        field.is_of_line = true;
    }
    const bool is_empty =
        field.columns.empty() && field.cases.empty() && !field.lookup && !field.constant;
    if (field.is_of_line && !is_empty)
        place.fail("is of the line, and of something else: one of them goes");
    if (is_empty && !field.is_of_line)
        place.fail(
            "needs one of columns, cases, lookup, constant; use null for a field not to be read");
    return field;
}

[[noreturn]] void fail_unknown_field(
    const JsonPlace& fields, const std::string& name, std::span<const std::string_view> names) {
    if (detail::suggestion(name, names).empty())
        fields.fail(
            "unknown field '" + name + "': one of your own says its 'type'; known are " +
            detail::listed(names));
    fields.fail_unknown("field", name, names);
}

/// A table of which no more is said than of all.
TableMapping table_of(Defaults defaults) {
    TableMapping mapping;
    mapping.totals = defaults.totals;
    mapping.ends = defaults.ends;
    mapping.date_formats = std::move(defaults.date_formats);
    mapping.number = std::move(defaults.number);
    mapping.currency = defaults.currency;
    mapping.delimiter = defaults.delimiter;
    mapping.layout = std::move(defaults.layout);
    mapping.values = std::move(defaults.values);
    mapping.time_zone = std::move(defaults.time_zone);
    return mapping;
}

TableMapping read_table(
    const JsonPlace& place,
    const std::string& table,
    Defaults defaults,
    const RecordType& type,
    const OwnFields& own_fields) {
    place.allow(
        {"file", "fields", "translate", "currency", "date_formats", "number", "where", "totals",
         "ends", "fold", "lines", "unpivot", "missing", "yes", "no", "round", "time_zone"},
        detail::layout_keys);
    read_defaults(place, defaults);
    TableMapping mapping = table_of(std::move(defaults));
    if (const auto where = place.find("where")) mapping.where = detail::read_conditions(*where);
    if (const auto ends = place.find("ends")) detail::require_spans(*ends, type);
    if (const auto fold = place.find("fold")) mapping.fold = read_flag(*fold);
    if (const auto lines = place.find("lines")) {
        mapping.lines = read_flag(*lines);
        if (mapping.lines && !type.find(kpi::deal::corrects.name))
            lines->fail("records of '" + table + "' have no lines");
    }
    if (const auto unpivot = place.find("unpivot"))
        mapping.unpivot = detail::read_unpivot(*unpivot);
    mapping.table = table;
    mapping.own_fields = own_fields;
    if (const auto file = place.find("file")) mapping.file = file->text();
    if (const auto columns = place.find("translate"))
        columns->for_each_key([&](const std::string& column, const JsonPlace& translation) {
            mapping.translate.emplace(column, read_translation(translation));
        });
    std::vector<std::string_view> names(detail::row_names.begin(), detail::row_names.end());
    for (const FieldInfo& field : type.fields)
        if (field.write) names.push_back(field.name);
    if (const auto fields = place.find("fields"))
        fields->for_each_key([&](const std::string& name, const JsonPlace& field) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                fail_unknown_field(*fields, name, names);
            mapping.fields.emplace(name, read_field(field, name, type.find(name), type));
        });
    return mapping;
}

/// A list of stages, or by the names of pipelines a list of each.
std::vector<Pipeline> read_pipelines(const JsonPlace& place) {
    std::vector<Pipeline> pipelines;
    const auto add = [&](const std::string& name, const JsonPlace& stages) {
        Pipeline& pipeline = pipelines.emplace_back(Pipeline{name, stages.texts()});
        if (pipeline.stages.empty()) stages.fail("needs at least one stage");
        try {
            detail::check_pipeline(pipeline);
        } catch (const Error& error) {
            stages.fail(error.what());
        }
    };
    if (place.is_object())
        place.for_each_key(add);
    else
        add("", place);
    return pipelines;
}

Mapping mapping_at(const JsonPlace& place) {
    place.allow(
        {"currency", "date_formats", "number", "totals", "ends", "fold", "missing", "yes", "no",
         "round", "time_zone", "tables", "pipelines", "revenue_policy"},
        detail::layout_keys);
    Defaults defaults;
    read_defaults(place, defaults);
    Mapping mapping;
    mapping.currency = defaults.currency;
    if (const auto fold = place.find("fold")) mapping.fold = read_flag(*fold);
    if (const auto pipelines = place.find("pipelines"))
        mapping.pipelines = read_pipelines(*pipelines);
    if (const auto policy = place.find("revenue_policy"))
        mapping.revenue_policy = detail::read_revenue_policy(*policy);
    mapping.defaults = table_of(defaults);
    const auto tables = place.find("tables");
    if (!tables) return mapping;
    tables->for_each_key([&](const std::string& table, const JsonPlace& entry) {
        const RecordType* type = detail::record_type_of(table);
        if (!type) tables->fail_unknown("table", table, detail::table_names());
        const auto for_each_file = [&](const auto& action) {
            entry.is_object() ? action(entry) : entry.for_each(action);
        };
        // What one file of a table says of a field holds for all of them.
        OwnFields own_fields;
        for_each_file([&](const JsonPlace& file) {
            if (const auto fields = file.find("fields"))
                detail::read_own_fields(*fields, *type, own_fields);
        });
        const auto with_own = detail::with_fields_of_mapping(*type, own_fields);
        for_each_file([&](const JsonPlace& file) {
            mapping.tables.push_back(read_table(file, table, defaults, *with_own, own_fields));
        });
    });
    return mapping;
}

}  // namespace

Mapping parse_mapping(std::string_view text, const std::string& name) {
    const nlohmann::json document = detail::parse_checked(text, name);
    return mapping_at(JsonPlace{document, name});
}

std::optional<Mapping> try_parse_mapping(std::string_view text) {
    return detail::tried([&] { return parse_mapping(text); });
}

Mapping read_mapping(const std::filesystem::path& path) {
    return parse_mapping(detail::whole_text(path), path.filename().string());
}

std::optional<Mapping> find_mapping(const std::filesystem::path& directory, bool allow_outside) {
    const std::filesystem::path path = directory / "mapping.json";
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, error))) return std::nullopt;
    detail::FileReach{directory, allow_outside}.check(path);
    return read_mapping(path);
}

}  // namespace saleskpi::inline v0_3
