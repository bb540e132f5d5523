// SPDX-License-Identifier: MIT
#include "book/ranges.hpp"

#include "record/library_types.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/value/decimal.hpp>

#include <fmt/format.h>

#include <limits>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int64_t no_end = (std::numeric_limits<std::int64_t>::max)();

/// The ends of a range as numbers of a column.
struct Ends {
    std::int64_t least;
    std::int64_t most;
    const RawColumn* most_is;

    Ends(const RawTable& table, const RawColumn& column)
        : least{number(column, column.range.least, -no_end)},
          most{number(column, column.range.most, no_end)},
          most_is{column.range.most_is.empty() ? nullptr : table.find(column.range.most_is)} {}

    std::int64_t most_in(std::size_t row) const {
        return most_is && !most_is->is_missing(row) ? most_is->number_at(row) : most;
    }
    bool has(std::size_t row, std::int64_t value) const {
        return least <= value && value <= most_in(row);
    }

private:
    static std::int64_t number(
        const RawColumn& column, std::optional<std::int64_t> end, std::int64_t otherwise) {
        if (!end) return otherwise;
        return column.type == FieldType::decimal ? *end * Decimal::per_unit : *end;
    }
};

/// Whether it names the record that it corrects, or brings money back.
bool takes_back(const RawTable& table, std::size_t row) {
    const RawColumn* corrects = table.find(kpi::deal::corrects.name);
    if (corrects && !corrects->is_missing(row)) return true;
    const RawColumn* amount = table.find(kpi::deal::amount.name);
    return amount && !amount->is_missing(row) && amount->number_at(row) < 0;
}

bool is_number(const RawColumn& column) {
    return column.type == FieldType::decimal || column.type == FieldType::integer;
}

std::string why(const RawColumn& column, const Ends& ends, std::size_t row) {
    const NumberRange& range = column.range;
    if (ends.most_is && !ends.most_is->is_missing(row))
        return fmt::format(
            "is not between 0 and '{}' ({})", range.most_is, ends.most_is->shown(row));
    if (range.least && range.most)
        return fmt::format("is not between {} and {}", *range.least, *range.most);
    return range.least ? fmt::format("is below {}", *range.least)
                       : fmt::format("is above {}", range.most.value_or(0));
}

}  // namespace

NumberRange range_in_library(std::string_view table, std::string_view field) {
    for (const RecordType* type : library_types())
        if (type->table == table)
            if (const FieldInfo* info = type->find(field)) return info->range;
    return {};
}

std::string out_of_range(
    const RawTable& table, const RawColumn& column, std::size_t row, std::int64_t number) {
    if (column.range.is_open() || number == missing_number) return {};
    const Ends ends{table, column};
    if (ends.has(row, number)) return {};
    if (column.range.but_for_corrections && number < 0 && takes_back(table, row)) return {};
    return why(column, ends, row);
}

void refuse_out_of_range(RawTable& table) {
    for (RawColumn& column : table.columns()) {
        if (column.range.is_open() || column.numbers.empty() || !is_number(column)) continue;
        const Ends ends{table, column};
        for (std::size_t row = 0; row < column.numbers.size(); ++row) {
            const std::int64_t number = column.numbers[row];
            if (number == missing_number || ends.has(row, number) || table.is_rejected(row) ||
                table.is_deletion(row))
                continue;
            std::string reason = out_of_range(table, column, row, number);
            if (reason.empty()) continue;
            std::string value = table.shown(column, row);
            if (column.required) {
                table.reject(
                    row, column.name, std::move(value), std::move(reason),
                    FindingKind::out_of_range);
                continue;
            }
            table.note_missing(
                row, column.name, std::move(value), std::move(reason), FindingKind::out_of_range);
            table.clear_value(column, row);
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
