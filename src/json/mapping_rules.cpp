// SPDX-License-Identifier: MIT
#include "json/mapping_rules.hpp"

#include "json/mapping_files.hpp"
#include "json/mapping_values.hpp"
#include "load/column_condition.hpp"
#include "load/field_source.hpp"
#include "load/text.hpp"
#include "value/digits.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A value as a cell has it; null is a missing one.
std::string value_at(const JsonPlace& place) { return place.is_null() ? "" : place.scalar(); }

std::vector<std::string> values_at(const JsonPlace& place) {
    if (!place.is_list()) return {value_at(place)};
    std::vector<std::string> values;
    place.for_each([&](const JsonPlace& value) { values.push_back(value_at(value)); });
    if (values.empty()) place.fail("needs at least one value");
    return values;
}

std::vector<std::string> patterns_at(const JsonPlace& place) {
    std::vector<std::string> patterns = place.texts();
    if (patterns.empty()) place.fail("needs at least one pattern");
    return patterns;
}

void read_condition(const JsonPlace& place, RowCondition& condition) {
    const auto flag = place.boolean();
    if (place.is_null()) {
        condition.empty = true;
    } else if (flag) {
        condition.yes = *flag;
    } else if (!place.is_object()) {
        condition.is = values_at(place);
    } else {
        place.allow({"is", "not", "like", "not_like", "empty"});
        if (const auto is = place.find("is")) {
            if (is->is_object()) is->fail("is not a value or a list of values");
            read_condition(*is, condition);
        }
        if (const auto is_not = place.find("not")) {
            if (const auto yes = is_not->boolean())
                condition.yes = !*yes;
            else
                condition.is_not = values_at(*is_not);
        }
        if (const auto like = place.find("like")) condition.like = patterns_at(*like);
        if (const auto not_like = place.find("not_like"))
            condition.not_like = patterns_at(*not_like);
        if (const auto empty = place.find("empty")) {
            const auto yes = empty->boolean();
            if (!yes) empty->fail("is neither true nor false");
            condition.empty = *yes;
        }
        if (condition == RowCondition{condition.column})
            place.fail("needs one of is, not, like, not_like, empty");
    }
}

template <std::size_t N, class Choice>
Choice choice_at(
    const JsonPlace& place,
    const std::array<std::string_view, N>& names,
    std::array<Choice, N> of) {
    const std::string word = place.text();
    const auto at = std::find(names.begin(), names.end(), word);
    if (at == names.end()) place.fail_unknown("value", word, names);
    return of[static_cast<std::size_t>(at - names.begin())];
}

}  // namespace

std::vector<RowCondition> read_conditions(const JsonPlace& place) {
    std::vector<RowCondition> conditions;
    const auto read = [&](const JsonPlace& all) {
        all.for_each_key([&](const std::string& column, const JsonPlace& condition) {
            conditions.push_back({.column = column});
            read_condition(condition, conditions.back());
        });
    };
    if (place.is_list())
        place.for_each(read);
    else
        read(place);
    return conditions;
}

std::vector<FieldCase> read_cases(const JsonPlace& place) {
    std::vector<FieldCase> cases;
    place.for_each([&](const JsonPlace& one) {
        one.allow({"when", "is", "columns"});
        FieldCase& read = cases.emplace_back();
        if (const auto when = one.find("when")) {
            if (when->is_object() || when->is_list()) {
                read.where = read_conditions(*when);
            } else {
                read.when = when->text();
                try {
                    check_condition(read.when);
                } catch (const Error& error) {
                    when->fail(error.what());
                }
            }
        }
        const auto is = one.find("is");
        const auto columns = one.find("columns");
        if (is.has_value() == columns.has_value()) one.fail("needs one of is, columns");
        if (is) read.is = value_at(*is);
        if (columns) read.columns = columns->texts();
    });
    if (cases.empty()) place.fail("needs at least one case");
    return cases;
}

void read_columns(const JsonPlace& place, FieldMapping& field) {
    constexpr std::array<std::pair<std::string_view, Combining>, 6> ways{{
        {"columns", Combining::first},
        {"join", Combining::joined},
        {"sum", Combining::sum},
        {"difference", Combining::difference},
        {"product", Combining::product},
        {"quotient", Combining::quotient},
    }};
    for (const auto& [name, combining] : ways) {
        const auto columns = place.find(std::string{name});
        if (!columns) continue;
        if (!field.columns.empty())
            columns->fail("is one of columns, join, sum, difference, product, quotient too many");
        field.columns = columns->texts();
        field.combining = combining;
        if (combining > Combining::joined && field.columns.size() < 2)
            columns->fail("needs at least two columns");
    }
    if (const auto with = place.find("with")) {
        if (field.combining != Combining::joined)
            with->fail("needs a 'join', between whose parts it is");
        field.between = with->text();
    }
}

TextCut read_cut(const JsonPlace& place) {
    place.allow({"prefix", "suffix", "split", "take"});
    TextCut cut;
    if (const auto prefix = place.find("prefix")) cut.prefix = prefix->text();
    if (const auto suffix = place.find("suffix")) cut.suffix = suffix->text();
    if (const auto split = place.find("split")) cut.split = split->text();
    if (const auto take = place.find("take")) {
        if (cut.split.empty()) take->fail("needs a 'split', of whose parts it is one");
        const std::string number = take->scalar();
        const auto digits = parse_digits(number.starts_with('-') ? number.substr(1) : number);
        constexpr int most = 1'000;
        if (!digits || *digits == 0 || *digits > most)
            take->fail("is no number of a part: 1 is the first, -1 the last");
        cut.take = static_cast<int>(*digits) * (number.starts_with('-') ? -1 : 1);
    }
    if (cut == TextCut{}) place.fail("needs one of prefix, suffix, split");
    return cut;
}

namespace {

/// Of a look-up after another, `follows`, the key is what that one found.
Lookup read_lookup(const JsonPlace& place, bool follows) {
    constexpr std::array<std::string_view, 6> layout{"encoding", "delimiter", "skip_lines",
                                                     "header",   "aliases",   "records"};
    place.allow(
        {"file", "by", "key", "value", "from", "day", "row", "replace", "optional", "date_formats",
         "number"},
        layout);
    Lookup lookup;
    lookup.file = place.at("file").text();
    lookup.value = place.at("value").text();
    const auto key = place.find("key");
    const auto by = follows ? place.find("by") : place.at("by");
    if (follows && by) by->fail("a look-up after another goes by what that one found");
    if (by) lookup.by = by->texts();
    lookup.key = follows ? place.at("key").texts() : key ? key->texts() : lookup.by;
    if (by && lookup.by.empty()) by->fail("needs at least one column");
    if (key && lookup.key.size() != (follows ? 1 : lookup.by.size()))
        key->fail(follows ? "is not one column" : "is not one column for each of 'by'");
    const auto from = place.find("from");
    const auto day = place.find("day");
    if (from.has_value() != day.has_value())
        (from ? *from : *day).fail("'from' and 'day' go together");
    if (from) lookup.from = from->text();
    if (day) lookup.day = day->text();
    if (const auto row = place.find("row")) {
        constexpr std::array<std::string_view, 5> names{
            "only", "first", "last", "smallest", "largest"};
        if (from) row->fail("does not go with 'from': the latest that has begun counts");
        lookup.row = choice_at(
            *row, names,
            std::array{
                LookedUpRow::only, LookedUpRow::first, LookedUpRow::last, LookedUpRow::smallest,
                LookedUpRow::largest});
    }
    const auto flag = [&](const char* name) {
        const auto its = place.find(name);
        const auto yes = its ? its->boolean() : std::optional{false};
        if (!yes) its->fail("is neither true nor false");
        return *yes;
    };
    lookup.goes_before = flag("replace");
    lookup.may_be_missing = flag("optional");
    read_layout(place, lookup.layout, lookup.delimiter);
    if (const auto formats = place.find("date_formats")) {
        if (!from) formats->fail("is said of 'from', which is not there");
        lookup.date_formats = read_date_formats(*formats);
    }
    if (const auto number = place.find("number")) {
        lookup.number = read_number_format(*number);
        if (lookup.number->is_inferred)
            number->fail("is to be said of a look-up by a sample, such as \"1.234,56\"");
    }
    if (follows && lookup.goes_before)
        place.at("replace").fail("is said of the first look-up, for all that follow it");
    return lookup;
}

}  // namespace

void read_lookups(const JsonPlace& place, FieldMapping& field) {
    if (!place.is_list()) {
        field.lookup = read_lookup(place, false);
        return;
    }
    place.for_each([&](const JsonPlace& each) {
        if (field.lookup)
            field.next_lookups.push_back(read_lookup(each, true));
        else
            field.lookup = read_lookup(each, false);
    });
    if (!field.lookup) place.fail("needs at least one look-up");
}

TotalRows read_totals(const JsonPlace& place) {
    constexpr std::array<std::string_view, 3> names{"name", "leave_out", "keep"};
    return choice_at(
        place, names, std::array{TotalRows::name, TotalRows::leave_out, TotalRows::keep});
}

SpanEnds read_ends(const JsonPlace& place) {
    constexpr std::array<std::string_view, 2> names{"last_day", "first_day_after"};
    return choice_at(place, names, std::array{SpanEnds::last_day, SpanEnds::first_day_after});
}

void read_length(
    const JsonPlace& place, FieldMapping& field, const FieldInfo* info, const RecordType& type) {
    for (std::size_t i = 0; i < length_keys.size(); ++i) {
        const auto after = place.find(std::string{length_keys[i]});
        if (!after) continue;
        if (field.length) after->fail("is one length too many");
        if (!info || info->type != FieldType::date) after->fail("the field is no date");
        const std::string name = after->text();
        std::vector<std::string_view> dates;
        for (const FieldInfo& one : type.fields)
            if (one.type == FieldType::date && one.write && one.name != info->name)
                dates.push_back(one.name);
        if (std::find(dates.begin(), dates.end(), name) == dates.end())
            after->fail_unknown("field of a date", name, dates);
        if (field.ends) after->fail("does not go with 'ends': a length says where the span ends");
        field.length = SpanLength{static_cast<SpanLength::In>(i), name};
    }
}

Unpivot read_unpivot(const JsonPlace& place) {
    place.allow({"columns", "name", "value"});
    Unpivot unpivot;
    const JsonPlace columns = place.at("columns");
    unpivot.columns = columns.texts();
    if (unpivot.columns.empty()) columns.fail("needs at least one column");
    for (const std::string& column : unpivot.columns) {
        if (trimmed(column).empty()) columns.fail("names a column that has no name");
        if (std::count(column.begin(), column.end(), '*') > 1)
            columns.fail("'" + column + "' has more than one *");
        if (std::count(unpivot.columns.begin(), unpivot.columns.end(), column) > 1)
            columns.fail("'" + column + "' is there more than once");
    }
    unpivot.name = place.at("name").text();
    unpivot.value = place.at("value").text();
    for (const char* key : {"name", "value"}) {
        const std::string name = place.at(key).text();
        if (trimmed(name).empty()) place.at(key).fail("is a column that has no name");
        if (std::find(unpivot.columns.begin(), unpivot.columns.end(), name) !=
            unpivot.columns.end())
            place.at(key).fail("'" + name + "' is one of the columns that are unpivoted");
    }
    if (unpivot.name == unpivot.value) place.at("value").fail("is called like 'name'");
    return unpivot;
}

void require_spans(const JsonPlace& place, const RecordType& type) {
    if (std::none_of(type.fields.begin(), type.fields.end(), [](const FieldInfo& field) {
            return is_end_of_span(field);
        }))
        place.fail("records of '" + std::string{type.table} + "' have no spans that end");
}

}  // namespace saleskpi::inline v0_3::detail
