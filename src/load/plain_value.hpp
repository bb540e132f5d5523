// SPDX-License-Identifier: MIT
#pragma once

#include "load/number_text.hpp"
#include "load/parse_value.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Reads values of the simplest form, as nearly all are: so what else a mapping can say of a field need
/// not be asked for each of them. What else there may be is for parse_value, which begins with it.
class PlainValue {
public:
    /// Of a field that is not read so at all.
    PlainValue() = default;
    PlainValue(const FieldInfo& field, const ValueFormat& format)
        : is_read_{true}, type_{field.type}, choices_{field.choices} {
        constexpr int places_of_decimal = 9;
        constexpr char no_mark = '\0';
        mark_ = format.number.is_inferred ? no_mark : format.number.decimal_mark;
        places_ = type_ == FieldType::decimal ? places_of_decimal : 0;
        const bool is_number =
            type_ == FieldType::money || type_ == FieldType::decimal || type_ == FieldType::integer;
        if (is_number && (format.scale || !format.number.currency_sign.empty())) is_read_ = false;
        if (type_ == FieldType::date)
            is_read_ = !format.date_formats.empty() && format.date_formats[0] == "%Y-%m-%d";
        if (type_ == FieldType::credits) is_read_ = false;
    }

    explicit operator bool() const { return is_read_; }

    /// Whether the cell has the form; then this is its value.
    bool read(const Cell& cell, Currency currency, FieldValue& value) const {
        const std::string_view text = cell.text;
        if (!is_read_ || cell.kind == Cell::Kind::nested || text.empty() ||
            is_blank(text.front()) || is_blank(text.back()))
            return false;
        switch (type_) {
            case FieldType::text:
                value.text = text;
                return is_ascii(text) || is_utf8(text);
            case FieldType::choice:
                return read_choice(text, value);
            case FieldType::date:
                return read_day(text, value);
            case FieldType::money:
                value.currency = currency;
                return !currency.is_none() && read_number(cell, currency.minor_digits(), value);
            case FieldType::decimal:
            case FieldType::integer:
                return read_number(cell, places_, value);
            case FieldType::credits:
                break;
        }
        return false;
    }

private:
    static bool is_blank(char c) { return c == ' ' || c == '\t'; }

    bool read_number(const Cell& cell, int places, FieldValue& value) const {
        const auto number =
            simple_number(cell.text, cell.kind == Cell::Kind::number ? '.' : mark_, places);
        if (number) value.number = *number;
        return number.has_value();
    }
    bool read_choice(std::string_view text, FieldValue& value) const {
        for (std::size_t i = 0; i < choices_.size(); ++i)
            if (text == choices_[i]) {
                value.number = static_cast<std::int64_t>(i);
                return true;
            }
        return false;
    }
    static bool read_day(std::string_view text, FieldValue& value) {
        const std::optional<Date> day = try_parse_date(text);
        if (day) value.number = day->time_since_epoch().count();
        return day.has_value();
    }

    bool is_read_ = false;
    FieldType type_ = FieldType::text;
    char mark_ = '.';
    int places_ = 0;
    std::span<const std::string_view> choices_{};
};

}  // namespace saleskpi::inline v0_3::detail
