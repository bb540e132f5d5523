// SPDX-License-Identifier: MIT
#pragma once

#include "support/random_book.hpp"

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>
#include <saleskpi/sql/executor.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <string>
#include <vector>

/// Records as tables of a database.
namespace saleskpi_test {

using namespace saleskpi;

/// Writes the records of a type: dates and texts as such, amounts in minor units with their currency, decimals
/// in billionths.
class Writer {
public:
    explicit Writer(std::shared_ptr<sql::Executor> executor)
        : executor_{std::move(executor)},
          date_type_{
              executor_->dialect().dates_are_day_numbers ? executor_->dialect().integer_type
              : executor_->dialect().is_no_date          ? executor_->dialect().text_type
                                                         : "DATE"} {}

    template <class R>
    void write(const std::vector<R>& records) {
        std::vector<const void*> pointers;
        for (const R& record : records)
            pointers.push_back(&record);
        write(record_type<R>(), pointers);
    }

    void write(const RecordType& type, const std::vector<const void*>& records) {
        const sql::Dialect& dialect = executor_->dialect();
        std::vector<std::string> columns;
        std::vector<std::vector<std::string>> rows(records.size());
        bool has_money = false;
        for (const FieldInfo& field : type.fields) {
            if (!field.write) continue;
            has_money |= field.type == FieldType::money;
            const bool is_date = field.type == FieldType::date;
            const bool is_number = field.type == FieldType::money ||
                                   field.type == FieldType::decimal ||
                                   field.type == FieldType::integer;
            columns.push_back(fmt::format(
                "{} {}", sql::identifier(dialect, column_of(field)),
                is_date     ? date_type_
                : is_number ? std::string{dialect.integer_type}
                            : std::string{dialect.text_type}));
            for (std::size_t row = 0; row < records.size(); ++row)
                rows[row].push_back(literal(field, records[row]));
        }
        if (has_money) {
            columns.push_back(fmt::format("currency {}", dialect.text_type));
            for (std::size_t row = 0; row < records.size(); ++row)
                rows[row].push_back(currency_of(type, records[row]));
        }
        const std::string name = sql::table_name(dialect, type.table);
        run(fmt::format("DROP TABLE IF EXISTS {}", name));
        run(fmt::format("CREATE TABLE {} ({})", name, fmt::join(columns, ", ")));
        for (std::size_t first = 0; first < rows.size(); first += 500) {
            std::vector<std::string> some;
            for (std::size_t row = first; row < rows.size() && row < first + 500; ++row)
                some.push_back(fmt::format("({})", fmt::join(rows[row], ", ")));
            run(fmt::format("INSERT INTO {} VALUES {}", name, fmt::join(some, ", ")));
        }
        TableMapping mapping;
        mapping.table = std::string{type.table};
        for (const FieldInfo& field : type.fields) {
            if (!field.write) continue;
            FieldMapping its;
            its.columns = {column_of(field)};
            if (field.type == FieldType::money) its.scale = Scale{Rational{1}, true};
            if (field.type == FieldType::decimal)
                its.scale = Scale{Rational{1, Decimal::per_unit}, false};
            if (its.scale) mapping.fields[std::string{field.name}] = its;
        }
        mapping_.tables.push_back(std::move(mapping));
    }

    void run(const std::string& text) {
        executor_->run({text}, [](sql::Row) {});
    }
    const Mapping& mapping() const { return mapping_; }

private:
    std::string literal(const FieldInfo& field, const void* record) const {
        const auto number = [&](std::int64_t value) {
            return value == missing_number ? std::string{"NULL"} : std::to_string(value);
        };
        switch (field.type) {
            case FieldType::text: {
                std::string_view text;
                field.read(&record, 1, &text);
                return sql::text_literal(executor_->dialect(), text);
            }
            case FieldType::choice: {
                std::int32_t code = missing_code;
                field.read(&record, 1, &code);
                return code < 0 ? "NULL"
                                : sql::text_literal(
                                      executor_->dialect(),
                                      field.choices[static_cast<std::size_t>(code)]);
            }
            case FieldType::date: {
                std::int32_t day = missing_day;
                field.read(&record, 1, &day);
                if (day != missing_day && executor_->dialect().dates_are_day_numbers)
                    return std::to_string(day);
                return day == missing_day ? "NULL" : "'" + to_text(Date{date::days{day}}) + "'";
            }
            case FieldType::money: {
                Money amount{0, usd};
                field.read(&record, 1, &amount);
                return number(amount.minor());
            }
            case FieldType::credits: {
                std::span<const Credit> credits;
                field.read(&record, 1, &credits);
                std::string text;
                for (const Credit& credit : credits)
                    text += fmt::format(
                        "{}{}:{}{}", text.empty() ? "" : ";", credit.rep,
                        to_text(Decimal::from_nanos(credit.share.nanos() * 100)),
                        credit.overlay ? ":overlay" : "");
                return sql::text_literal(executor_->dialect(), text);
            }
            default: {
                std::int64_t value = 0;
                field.read(&record, 1, &value);
                return number(value);
            }
        }
    }

    /// ClickHouse 18.16 sends names to other servers without marks, even this one.
    std::string column_of(const FieldInfo& field) const {
        const bool is_word = executor_->dialect().dates_are_day_numbers && field.name == "interval";
        return is_word ? "interval_" : std::string{field.name};
    }

    static std::string currency_of(const RecordType& type, const void* record) {
        for (const FieldInfo& field : type.fields) {
            if (field.type != FieldType::money || !field.write) continue;
            Money amount{0, usd};
            field.read(&record, 1, &amount);
            if (amount.minor() != missing_number) return "'" + amount.currency().code() + "'";
        }
        return "NULL";
    }

    std::shared_ptr<sql::Executor> executor_;
    std::string date_type_;
    Mapping mapping_;
};

}  // namespace saleskpi_test
