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
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr Date first_sensible = "1990-01-01"_date;
constexpr std::size_t few_amounts = 10;
/// So many times the 99th percentile of the others is more than they let one expect.
constexpr std::int64_t far_above = 10;

constexpr std::int32_t day_of(Date day) { return day.time_since_epoch().count(); }

Date ten_years_after(Date day) { return add_months(day, 120); }

/// Calls f(values, record_of) for batches of the living records of a part: values of the field, missing ones
/// among them, and the number of the record of each. A shared record, which has a row for each rep, has a
/// value in one of them.
template <class F>
void each_batch(const TablePart& part, std::string_view field, F&& f) {
    constexpr std::size_t batch = 4096;
    std::vector<std::int64_t> values(batch);
    const auto span = [&](std::size_t n) {
        return std::span<const std::int64_t>{values.data(), n};
    };
    if (const NamedColumn* column = part->plain.find(field); column && !column->data.all_missing())
        each_living(
            part.dead_rows(part->plain), part->plain.rows, batch,
            [&](std::size_t first, std::size_t n) {
                column->data.read(first, n, values.data());
                f(span(n), [first](std::size_t i) { return first + i; });
            });
    std::vector<bool> is_met(part->shared_records);
    if (const NamedColumn* column = part->lines.find(field); column && !column->data.all_missing())
        each_living(
            part.dead_rows(part->lines), part->lines.rows, batch,
            [&](std::size_t first, std::size_t n) {
                column->data.read(first, n, values.data());
                const std::uint32_t* const records = part->record_of_line.data() + first;
                for (std::size_t i = 0; i < n; ++i)
                    if (is_met[records[i]])
                        values[i] = missing_number;
                    else
                        is_met[records[i]] = true;
                f(span(n), [&](std::size_t i) { return part->plain.rows + records[i]; });
            });
}

/// Calls f(record, value) for each value that is there.
template <class F>
void each_value(const TablePart& part, std::string_view field, F&& f) {
    each_batch(part, field, [&](std::span<const std::int64_t> values, const auto& record_of) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] != missing_number) f(record_of(i), values[i]);
    });
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
        std::int64_t largest = missing_number;
        std::string id;
        for (const TablePart& part : parts_) {
            std::optional<std::size_t> at;
            each_value(part, field, [&](std::size_t record, std::int64_t amount) {
                if (amount > largest) largest = amount, at = record;
            });
            if (at) id = part->record_name(*at).shown();
        }
        DataCheck& found = add(DataCheckKind::largest, field, 0, 0);
        found.value = AnyQuantity{Rational{largest}, Unit::money, book_->currency()};
        found.note = id;
        const std::size_t others = known - 1;
        if (others == 0) return;
        const std::size_t rank = (others * 99 + 99) / 100;  // by nearest rank, the first is 1
        const std::int64_t percentile = from_the_top(field, known, known - rank);
        found.note += fmt::format(
            "; the 99th percentile of the others is {}",
            to_text(Money{percentile, book_->currency()}));
        found.is_suspicious =
            others >= few_amounts && percentile > 0 && largest / far_above >= percentile;
    }

    /// The amount that so many are not below.
    std::int64_t from_the_top(
        const std::string& field, std::size_t known, std::size_t above) const {
        // Of a sample, one that is likely to be a little below it: what is smaller need not be sorted.
        constexpr std::size_t sampled = 4096;
        std::vector<std::int64_t> sample;
        std::size_t number = 0;
        const std::size_t step = known / sampled + 1;
        for (const TablePart& part : parts_)
            each_value(part, field, [&](std::size_t, std::int64_t amount) {
                if (number++ % step == 0) sample.push_back(amount);
            });
        std::sort(sample.begin(), sample.end(), std::greater<>{});
        std::int64_t least = sample[(std::min)(above * 2 / step + 16, sample.size() - 1)];
        std::vector<std::int64_t> top;
        for (;; least = missing_number + 1, top.clear()) {
            for (const TablePart& part : parts_)
                each_value(part, field, [&](std::size_t, std::int64_t amount) {
                    if (amount >= least) top.push_back(amount);
                });
            if (top.size() > above) break;
        }
        const auto at = top.begin() + static_cast<std::ptrdiff_t>(above);
        std::nth_element(top.begin(), at, top.end(), std::greater<>{});
        return *at;
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
    constexpr std::int32_t first = day_of(first_sensible);
    std::vector<bool> has_closing(static_cast<std::size_t>(day_of(latest_date) - first) + 1);
    std::int64_t greatest = -1;
    for (const TablePart& part : data_of(book).parts("deals"))
        each_value(part, kpi::deal::closed.name, [&](std::size_t, std::int64_t day) {
            if (day < first) return;
            has_closing[static_cast<std::size_t>(day - first)] = true;
            greatest = (std::max)(greatest, day - first);
        });
    std::optional<Date> last;
    for (std::int64_t number = 0; number <= greatest; ++number) {
        if (!has_closing[static_cast<std::size_t>(number)]) continue;
        const Date day = first_sensible + date::days{number};
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
