// SPDX-License-Identifier: MIT
#include "json/mapping_rules.hpp"

#include "load/field_source.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

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

TotalRows read_totals(const JsonPlace& place) {
    constexpr std::array<std::string_view, 3> names{"name", "leave_out", "keep"};
    return choice_at(
        place, names, std::array{TotalRows::name, TotalRows::leave_out, TotalRows::keep});
}

SpanEnds read_ends(const JsonPlace& place) {
    constexpr std::array<std::string_view, 2> names{"last_day", "first_day_after"};
    return choice_at(place, names, std::array{SpanEnds::last_day, SpanEnds::first_day_after});
}

void require_spans(const JsonPlace& place, const RecordType& type) {
    if (std::none_of(type.fields.begin(), type.fields.end(), [](const FieldInfo& field) {
            return is_end_of_span(field);
        }))
        place.fail("records of '" + std::string{type.table} + "' have no spans that end");
}

}  // namespace saleskpi::inline v0_3::detail
