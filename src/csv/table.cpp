// SPDX-License-Identifier: MIT
#include "value/exact.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/rounding.hpp>

#include <cstddef>
#include <string_view>

namespace saleskpi::inline v0_3 {

namespace {

constexpr int most_digits = 12;

/// Money in major units has the digits of its currency; everything else the digits it needs.
std::string number_text(const AnyQuantity& quantity) {
    if (quantity.unit() == Unit::date) return to_text(date_of(quantity));
    const Rational& exact = quantity.exact();
    const Currency currency = quantity.currency();
    const Rational number = detail::scaled(exact, 1, currency.minor_per_major());
    if (!currency.is_none() && exact.is_whole())
        return to_decimal_text(number, currency.minor_digits());
    std::string text = to_decimal_text(number, most_digits);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

class CsvWriter {
public:
    void cell(std::string_view text) {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            text_ += text;
            return;
        }
        text_ += '"';
        for (const char c : text) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
    }
    void end_line() {
        text_ += "\r\n";
        is_first_ = true;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    bool is_first_ = true;
};

void write_header(const Table& table, CsvWriter& csv) {
    for (const std::string& dimension : table.dimensions())
        csv.cell(dimension);
    for (const std::string_view column : {"period", "from", "to", "complete"})
        csv.cell(column);
    for (const Definition& metric : table.metrics())
        csv.cell(metric.id());
    csv.cell("undefined");
    csv.end_line();
}

void write_row(const Table& table, std::size_t number, CsvWriter& csv) {
    const RowView row = table[number];
    const RowKey& key = row.key();
    for (std::size_t i = 0; i < table.dimensions().size(); ++i)
        csv.cell(i < key.group.size() ? key.group[i] : std::string{});
    csv.cell(key.label);
    const bool has_days = !key.period.window().empty();
    csv.cell(has_days ? to_text(key.period.first) : std::string{});
    csv.cell(has_days ? to_text(key.period.until - date::days{1}) : std::string{});
    csv.cell(key.period.complete ? "true" : "false");
    std::string undefined;
    for (std::size_t m = 0; m < table.metrics().size(); ++m) {
        const Outcome<AnyQuantity>& outcome = row.values()[m].outcome;
        if (outcome) {
            csv.cell(number_text(*outcome));
            continue;
        }
        csv.cell("");
        if (!undefined.empty()) undefined += "; ";
        undefined.append(table.metrics()[m].id()).append(": ").append(name(outcome.reason()));
    }
    csv.cell(undefined);
    csv.end_line();
}

}  // namespace

std::string to_csv(const Table& table) {
    CsvWriter csv;
    write_header(table, csv);
    for (std::size_t row = 0; row < table.size(); ++row)
        write_row(table, row, csv);
    return csv.take();
}

}  // namespace saleskpi::inline v0_3
