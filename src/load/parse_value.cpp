// SPDX-License-Identifier: MIT
#include "load/parse_value.hpp"

#include "load/parse_day.hpp"
#include "load/parse_number.hpp"
#include "load/plain_value.hpp"
#include "load/text.hpp"
#include "load/yes_no.hpp"
#include "value/written_time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_yes_or_no(std::span<const std::string_view> choices) {
    return choices.size() == 2 && choices[0] == "no" && choices[1] == "yes";
}

std::string parse_choice(
    std::string_view text,
    std::span<const std::string_view> choices,
    const ValueFormat& format,
    FieldValue& value) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (!same_word(text, choices[i])) continue;
        value.number = static_cast<std::int64_t>(i);
        return {};
    }
    if (!is_yes_or_no(choices)) return "is not one of " + listed(choices);
    const auto says = says_yes(text, format.yes, format.no);
    if (!says) return "is not one of yes, no, true, false, 1, 0";
    value.number = *says ? 1 : 0;
    return {};
}

}  // namespace

ValueFormat value_format(
    const TableMapping& mapping, const FieldMapping* mapped, const FieldInfo* field) {
    ValueFormat format{
        .date_formats = mapping.date_formats,
        .number = mapping.number,
        .missing = mapping.values.missing,
        .yes = mapping.values.yes,
        .no = mapping.values.no,
        .round = mapping.values.round};
    if (mapped) {
        const ValueRules& rules = mapped->values;
        if (!mapped->date_formats.empty()) format.date_formats = mapped->date_formats;
        if (mapped->number) format.number = *mapped->number;
        if (!rules.missing.empty()) format.missing = rules.missing;
        if (!rules.yes.empty()) format.yes = rules.yes;
        if (!rules.no.empty()) format.no = rules.no;
        if (rules.round) format.round = rules.round;
        format.scale = mapped->scale;
    }
    if (field && field->type == FieldType::date)
        for (const std::string& pattern : format.date_formats)
            require_time_pattern(pattern);
    return format;
}

bool is_missing_word(std::string_view text, std::span<const std::string> words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return same_word(trimmed(text), trimmed(word));
    });
}

std::string parse_value(
    const FieldInfo& field,
    const Cell& cell,
    const ValueFormat& format,
    const RowContext& row,
    FieldValue& value) {
    value = {};
    value.missing = false;
    if (PlainValue{field, format}.read(cell, row.currency, value)) return {};
    if (cell.kind == Cell::Kind::nested) return "is a list or an object, not a single value";
    const std::string_view text = trimmed(cell.text);
    switch (field.type) {
        case FieldType::text:
            value.text = cell.text;
            return {};
        case FieldType::choice:
            return parse_choice(text, field.choices, format, value);
        case FieldType::date:
            return parse_day(text, format, row, value);
        case FieldType::money:
            return parse_money(cell, format, row, value);
        case FieldType::decimal:
            return parse_decimal(cell, format, value);
        case FieldType::integer:
            return parse_integer(cell, format, value);
        case FieldType::credits:
            value.text = text;
            return try_parse_credits(text) ? std::string{}
                                           : "is not a list of credits such as Asha:60;Ben:40";
    }
    return {};
}

}  // namespace saleskpi::inline v0_3::detail
