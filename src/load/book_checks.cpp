// SPDX-License-Identifier: MIT
#include "load/book_checks.hpp"

#include "book/book_data.hpp"
#include "book/look_up_rules.hpp"
#include "load/tables.hpp"

#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr Date first_sensible = "1990-01-01"_date;
constexpr std::size_t few_amounts = 10;
/// So many times the 99th percentile of the others is more than they let one expect.
constexpr std::int64_t far_above = 10;

Date ten_years_after(Date day) { return add_months(day, 120); }

/// Calls f(record, value) for each living record of a part that has a value in the field. A shared
/// record, which has a row for each rep, is met once.
template <class F>
void each_value(const TablePart& part, std::string_view field, F&& f) {
    constexpr std::size_t batch = 4096;
    std::vector<std::int64_t> values(batch);
    std::vector<bool> is_met(part->shared_records);
    for (const ColumnSet* set : {&part->plain, &part->lines}) {
        const NamedColumn* column = set->find(field);
        if (!column || column->data.all_missing()) continue;
        const bool is_shared = set == &part->lines;
        each_living(part.dead_rows(*set), set->rows, batch, [&](std::size_t first, std::size_t n) {
            column->data.read(first, n, values.data());
            for (std::size_t i = 0; i < n; ++i) {
                if (values[i] == missing_number) continue;
                std::size_t record = first + i;
                if (is_shared) {
                    const std::uint32_t shared = part->record_of_line[record];
                    if (is_met[shared]) continue;
                    is_met[shared] = true;
                    record = part->plain.rows + shared;
                }
                f(record, values[i]);
            }
        });
    }
}

/// How many records of a part have a value in the field; without a look at them where that is known.
std::size_t known_values(const TablePart& part, const NamedColumn& column) {
    if (!part.dead && part->shared_records == 0) return column.data.known();
    std::size_t known = 0;
    each_value(part, column.name, [&](std::size_t, std::int64_t) { ++known; });
    return known;
}

/// A column that look-ups made, and that no record says.
bool is_looked_up(std::string_view table, const NamedColumn& column) {
    const RecordType* type = record_type_of(table);
    if (type && type->find(column.name)) return false;
    for (const LookUpRule& rule : look_up_rules())
        for (const LookedUp& field : rule.fields)
            if (rule.applies_to(table) &&
                (field.field == column.name || field.field == column.domain))
                return true;
    return false;
}

bool is_field(std::string_view table, const NamedColumn& column) {
    if (column.name.find('/') != std::string::npos || is_looked_up(table, column)) return false;
    const RecordType* type = record_type_of(table);
    const FieldInfo* field = type ? type->find(column.name) : nullptr;
    return !field || field->write;
}

class ColumnChecks {
public:
    ColumnChecks(
        const Book& book, std::string_view table, const Window& days, std::vector<DataCheck>& to)
        : book_{&book}, parts_{data_of(book).parts(table)}, table_{table}, days_{days}, to_{&to} {
        for (const TablePart& part : parts_)
            records_ += part.records();
    }

    void run() {
        std::vector<std::string> names;
        for (const TablePart& part : parts_)
            for (const ColumnSet* set : {&part->plain, &part->lines})
                for (const NamedColumn& column : set->columns)
                    if (is_field(table_, column) &&
                        std::find(names.begin(), names.end(), column.name) == names.end())
                        names.push_back(column.name);
        for (const std::string& name : names)
            check(name);
        if (empty_.empty()) return;
        DataCheck& found = add(DataCheckKind::empty_fields, "", empty_.size(), names.size());
        found.note = fmt::format("{}", fmt::join(empty_, ", "));
    }

private:
    void check(const std::string& field) {
        std::size_t known = 0;
        FieldType type = FieldType::text;
        for (const TablePart& part : parts_)
            for (const ColumnSet* set : {&part->plain, &part->lines})
                if (const NamedColumn* column = set->find(field)) {
                    type = column->type;
                    known += known_values(part, *column);
                    break;
                }
        if (known == 0)
            empty_.push_back(field);
        else if (known < records_)
            add(DataCheckKind::missing, field, records_ - known, records_);
        if (known > 0 && type == FieldType::date) check_days(field, known);
        if (known > 0 && type == FieldType::money) check_amounts(field, known);
    }

    void check_days(const std::string& field, std::size_t known) {
        const auto is_inside = [&](std::int64_t day) {
            return days_.contains(Date{date::days{day}});
        };
        std::optional<std::pair<std::int64_t, std::int64_t>> range;
        std::size_t outside = 0;
        std::string example;
        for (const TablePart& part : parts_) {
            const auto is_sensible = [&](const ColumnSet& set) {
                const NamedColumn* column = set.find(field);
                return !column || column->data.all_missing() ||
                       (is_inside(column->data.least()) && is_inside(column->data.greatest()));
            };
            if (is_sensible(part->plain) && is_sensible(part->lines)) continue;
            each_value(part, field, [&](std::size_t record, std::int64_t day) {
                if (is_inside(day)) return;
                if (++outside == 1) example = part->record_name(record).shown();
                range =
                    range ? std::pair{(std::min)(range->first, day), (std::max)(range->second, day)}
                          : std::pair{day, day};
            });
        }
        if (outside == 0) return;
        const auto text = [](std::int64_t day) { return to_text(Date{date::days{day}}); };
        DataCheck& found = add(DataCheckKind::days_outside, field, outside, known);
        found.is_suspicious = true;
        found.note = fmt::format(
            "{}{}, as of {}; expected are {} to {}", text(range->first),
            range->first == range->second ? "" : " to " + text(range->second), example,
            to_text(days_.first), to_text(days_.until - date::days{1}));
    }

    void check_amounts(const std::string& field, std::size_t known) {
        std::vector<std::int64_t> amounts;
        amounts.reserve(known);
        std::int64_t largest = missing_number;
        std::string id;
        for (const TablePart& part : parts_) {
            std::optional<std::size_t> at;
            each_value(part, field, [&](std::size_t record, std::int64_t amount) {
                amounts.push_back(amount);
                if (amount > largest) largest = amount, at = record;
            });
            if (at) id = part->record_name(*at).shown();
        }
        // The one that is compared is none of the others.
        amounts.erase(std::find(amounts.begin(), amounts.end(), largest));
        DataCheck& found = add(DataCheckKind::largest, field, 0, 0);
        found.value = AnyQuantity{Rational{largest}, Unit::money, book_->currency()};
        found.note = id;
        if (amounts.empty()) return;
        const std::size_t rank = (amounts.size() * 99 + 99) / 100 - 1;  // by nearest rank
        std::nth_element(
            amounts.begin(), amounts.begin() + static_cast<std::ptrdiff_t>(rank), amounts.end());
        const std::int64_t percentile = amounts[rank];
        found.note += fmt::format(
            "; the 99th percentile of the others is {}",
            to_text(Money{percentile, book_->currency()}));
        found.is_suspicious =
            amounts.size() >= few_amounts && percentile > 0 && largest / far_above >= percentile;
    }

    DataCheck& add(DataCheckKind kind, const std::string& of, std::size_t count, std::size_t all) {
        DataCheck check;
        check.table = table_;
        check.kind = kind;
        check.of = of;
        check.count = count;
        check.all = all;
        return to_->emplace_back(std::move(check));
    }

    const Book* book_;
    std::vector<TablePart> parts_;
    std::string table_;
    Window days_;
    std::vector<DataCheck>* to_;
    std::size_t records_ = 0;
    std::vector<std::string> empty_;  ///< fields
};

/// The last closing but for those that lie ten years behind all others, which are slips themselves.
std::optional<Date> last_closing(const Book& book) {
    std::vector<std::int64_t> days;
    for (const TablePart& part : data_of(book).parts("deals"))
        each_value(part, kpi::deal::closed.name, [&](std::size_t, std::int64_t day) {
            days.push_back(day);
        });
    std::sort(days.begin(), days.end());
    std::optional<Date> last;
    for (const std::int64_t number : days) {
        const Date day{date::days{number}};
        if (day < first_sensible) continue;
        if (last && day > ten_years_after(*last)) break;
        last = day;
    }
    return last;
}

}  // namespace

Window sensible_days(const Book& book) {
    std::optional<Date> last = book.as_of();
    if (!last) last = last_closing(book);
    if (!last && !book.span().empty()) last = book.span().until - date::days{1};
    return {first_sensible, (last ? ten_years_after(*last) : latest_date) + date::days{1}};
}

void check_columns(
    const Book& book, std::string_view table, const Window& days, std::vector<DataCheck>& to) {
    ColumnChecks{book, table, days, to}.run();
}

}  // namespace saleskpi::inline v0_3::detail
