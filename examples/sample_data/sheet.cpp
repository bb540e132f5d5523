// SPDX-License-Identifier: MIT
#include "sheet.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <fstream>
#include <span>

namespace sample {

using namespace saleskpi;

namespace {

/// 1 for "60 %" of a share.
constexpr std::int64_t nanos_per_percent = Decimal::per_unit / 100;

template <class Cell>
Cell read(const FieldInfo& field, const void* record) {
    Cell cell{};
    field.read(&record, 1, &cell);
    return cell;
}

std::string amount_text(const Money& money) {
    const std::string text = to_text(money);  // "1234.50 USD"
    const std::string number = text.substr(0, text.find(' '));
    return number.ends_with(".00") ? number.substr(0, number.size() - 3) : number;
}

std::string credits_text(std::span<const Credit> credits) {
    std::string text;
    for (const Credit& credit : credits)
        text += (text.empty() ? "" : ";") + credit.rep + ":" +
                std::to_string(credit.share.nanos() / nanos_per_percent) +
                (credit.overlay ? ":overlay" : "");
    return text;
}

std::string text_of(const FieldInfo& field, const void* record) {
    switch (field.type) {
        case FieldType::text:
            return std::string{read<std::string_view>(field, record)};
        case FieldType::choice: {
            const auto code = read<std::int32_t>(field, record);
            return code == missing_code
                       ? ""
                       : std::string{field.choices[static_cast<std::size_t>(code)]};
        }
        case FieldType::date: {
            const auto day = read<std::int32_t>(field, record);
            return day == missing_day ? "" : to_text(Date{date::days{day}});
        }
        case FieldType::money: {
            const Money money = read<Money>(field, record);
            return money.minor() == missing_number ? "" : amount_text(money);
        }
        case FieldType::decimal: {
            const auto nanos = read<std::int64_t>(field, record);
            return nanos == missing_number ? "" : to_text(Decimal::from_nanos(nanos));
        }
        case FieldType::integer: {
            const auto number = read<std::int64_t>(field, record);
            return number == missing_number ? "" : std::to_string(number);
        }
        case FieldType::credits:
            return credits_text(read<std::span<const Credit>>(field, record));
    }
    return "";
}

std::string currency_text(const RecordType& type, const void* record) {
    for (const FieldInfo& field : type.fields) {
        if (field.type != FieldType::money) continue;
        const Money money = read<Money>(field, record);
        if (money.minor() != missing_number) return money.currency().code();
    }
    return "";
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + '"';
}

}  // namespace

Sheet::Sheet(const RowSource& records) : table_{records.type().table}, rows_(records.size()) {
    const auto each_field = [&](auto&& f) {
        for (const FieldInfo& field : records.type().fields)
            if (!field.is_made) f(field);
    };
    each_field([&](const FieldInfo& field) { columns_.emplace_back(field.name); });
    columns_.emplace_back("currency");
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const void* record = nullptr;
        records.addresses(row, 1, &record);
        each_field([&](const FieldInfo& field) { rows_[row].push_back(text_of(field, record)); });
        rows_[row].push_back(currency_text(records.type(), record));
    }
}

std::string& Sheet::cell(std::size_t row, std::string_view column) {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    return rows_.at(row).at(static_cast<std::size_t>(found - columns_.begin()));
}

void Sheet::add(const std::string& column, const std::vector<std::string>& texts) {
    columns_.push_back(column);
    for (std::size_t row = 0; row < rows_.size(); ++row)
        rows_[row].push_back(texts.at(row));
}

void Sheet::write(const std::filesystem::path& directory) const {
    // Binary, so that every system writes the same line ends.
    std::ofstream file{directory / (table_ + ".csv"), std::ios::binary};
    std::vector<std::size_t> used;
    for (std::size_t c = 0; c < columns_.size(); ++c)
        if (std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return row[c] != ""; }))
            used.push_back(c);
    const auto write_line = [&](const std::vector<std::string>& line) {
        for (const std::size_t c : used)
            file << (c == used.front() ? "" : ",") << quoted(line[c]);
        file << '\n';
    };
    write_line(columns_);
    for (const std::vector<std::string>& row : rows_)
        write_line(row);
    if (!file.flush()) throw Error{ErrorCode::unwritable_file, "cannot write " + table_ + ".csv"};
}

}  // namespace sample
