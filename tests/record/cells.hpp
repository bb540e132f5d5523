// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace record_test {

/// One cell, read through the field's thunk.
template <class Cell>
Cell read_one(const saleskpi::FieldInfo& field, const void* record) {
    Cell cell{};
    field.read(&record, 1, &cell);
    return cell;
}

inline std::string number_text(std::int64_t number, std::int64_t missing) {
    return number == missing ? "missing" : std::to_string(number);
}

inline std::string credits_text(std::span<const saleskpi::Credit> credits) {
    std::string text;
    for (const saleskpi::Credit& credit : credits)
        text += credit.rep + "=" + std::to_string(credit.share.nanos()) + ";";
    return text.empty() ? "missing" : text;
}

/// A field of a record as text, "missing" without a value: dates as day numbers, money as minor
/// units and currency, decimals in billionths, choices by name.
inline std::string cell_text(const saleskpi::FieldInfo& field, const void* record) {
    using namespace saleskpi;
    switch (field.type) {
        case FieldType::text: {
            const auto text = read_one<std::string_view>(field, record);
            return text.empty() ? "missing" : std::string{text};
        }
        case FieldType::choice: {
            const auto code = read_one<std::int32_t>(field, record);
            if (code == missing_code) return "missing";
            return std::string{field.choices[static_cast<std::size_t>(code)]};
        }
        case FieldType::date:
            return number_text(read_one<std::int32_t>(field, record), missing_day);
        case FieldType::money: {
            const auto money = read_one<Money>(field, record);
            if (money.minor() == missing_number) return "missing";
            return std::to_string(money.minor()) + " " + money.currency().code();
        }
        case FieldType::decimal:
        case FieldType::integer:
            return number_text(read_one<std::int64_t>(field, record), missing_number);
        case FieldType::credits:
            return credits_text(read_one<std::span<const Credit>>(field, record));
    }
    return "unknown type";
}

}  // namespace record_test
