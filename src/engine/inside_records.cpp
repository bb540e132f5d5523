// SPDX-License-Identifier: MIT
#include "engine/inside_records.hpp"

#include "book/table_rules.hpp"
#include "engine/condition.hpp"
#include "engine/dead_rows.hpp"
#include "engine/facts.hpp"
#include "engine/lane_scan.hpp"
#include "engine/row_groups.hpp"
#include "engine/start_days.hpp"
#include "plan/aggregates/table.hpp"
#include "record/library_types.hpp"
#include "value/utf8.hpp"

#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int32_t no_day = (std::numeric_limits<std::int32_t>::max)();

const RecordType* library_type(std::string_view table) {
    for (const RecordType* type : library_types())
        if (type->table == table) return type;
    return nullptr;
}

/// Whether records of a type say themselves what fields of that name or domain say.
bool says(const RecordType& type, const DimensionFields& fields) {
    return std::any_of(type.fields.begin(), type.fields.end(), [&](const FieldInfo& field) {
        return is_name(field.type) && field.domain == fields.domain &&
               (fields.is_domain() || field.name == fields.name);
    });
}

std::vector<std::string> with(std::vector<std::string> names, const std::string& beside) {
    if (!beside.empty() && std::find(names.begin(), names.end(), beside) == names.end())
        names.push_back(beside);
    return names;
}

/// Of a table that is all inside.
void see_all_dates(
    const BookData& book, std::string_view table, std::int32_t& first, std::int32_t& last) {
    const TableRules& rules = rules_of(table);
    for (const TablePart& part : book.parts(table))
        for (const ColumnSet* rows : {&part->plain, &part->lines})
            for (const NamedColumn& column : rows->columns) {
                if (column.type != FieldType::date || is_foreseen(rules, column)) continue;
                const auto days = part.days(*rows, column);
                if (!days) continue;
                first = (std::min)(first, days->first);
                last = (std::max)(last, days->second);
            }
}

}  // namespace

bool is_known(const BookData& book, const std::string& dimension) {
    return dimension == "company" || book.level(dimension) ||
           !fields_of(book, dimension).domain.empty();
}

void require_known(const BookData& book, const std::string& dimension) {
    if (is_known(book, dimension)) return;
    throw Error{ErrorCode::unknown_dimension, fmt::format("no dimension '{}'", shown(dimension))};
}

/// Rows of a part of a table that are inside, batch by batch.
class InsideRecords::Rows {
public:
    Rows(const InsideRecords& of, const TablePart& part, const ColumnSet& rows)
        : of_{&of},
          part_{part.rows.get()},
          dead_{part.dead_rows(rows)},
          facts_{rows},
          groups_{facts_, part_, &of.cut_, of.as_is_, batch_},
          condition_{tests_of(*of.scope_, part->name), facts_, of.book_->currency, batch_} {}

    const Facts& facts() const { return facts_; }
    /// To be asked for before each().
    Batch& batch() { return batch_; }
    /// All dates of a record, or by the table's rules those of events; to be asked for before each().
    std::vector<std::size_t> dates(const TableRules* of_events = nullptr) {
        std::vector<std::size_t> slots;
        for (const Facts::NamedDate& date : facts_.dates())
            if (!of_events || !is_foreseen(*of_events, date))
                slots.push_back(batch_.need(facts_, date.column));
        return slots;
    }
    /// Whether a row's group depends on the day.
    bool asks_for_days() const { return !of_->cut_.seats().empty() && !of_->as_is_; }

    bool is_inside(std::size_t row, std::int32_t day) {
        const std::uint64_t group = groups_.key(row, day);
        if (!is_known_ || group != last_group_) {
            is_known_ = true;
            last_group_ = group;
            last_ = of_->inside_.has(group);
        }
        return last_;
    }
    std::uint32_t member(std::size_t row, std::int32_t day, std::size_t axis) {
        return of_->cut_.member(groups_.key(row, day), axis);
    }
    /// The first day from `from` to `until` on which a row is inside; no_day if there is none.
    std::int32_t first_inside(std::size_t row, std::int32_t from, std::int32_t until) {
        std::int32_t first = no_day;
        if (from >= until) return first;
        groups_.split(row, from, until, [&](std::int32_t begin, std::int32_t, std::uint64_t group) {
            if (of_->inside_.has(group)) first = (std::min)(first, begin);
        });
        return first;
    }

    /// Calls f(row of the batch) for each that satisfies what is asked of fields, until it is false.
    template <class F>
    void each(F&& f) {
        Mask mask;
        for (const auto& [first, until] : ranges())
            for (std::size_t row = first; row < until; row += Batch::capacity) {
                batch_.load(facts_, row, (std::min)(Batch::capacity, until - row));
                groups_.load(batch_);
                condition_.evaluate(batch_, mask);
                leave_out(dead_, row, batch_.size(), mask);
                for (std::size_t i = 0; i < batch_.size(); ++i)
                    if (mask[i] && !f(i)) return;
            }
    }

private:
    /// Where seats decide, the rows of reps who never sit inside need not be looked at.
    std::vector<std::pair<std::size_t, std::size_t>> ranges() const {
        const std::size_t rows = facts_.rows();
        const bool is_by_rep = facts_.columns() == &part_->plain && of_->tested_ > 0 &&
                               of_->cut_.is_by_seat() && has_reps(*part_);
        if (!is_by_rep) return {{0, rows}};
        const Lanes& lanes = *of_->book_->lanes;
        const Seating& seating = of_->book_->reps();
        const std::vector<std::size_t> first = first_rows(*part_, lanes.reps());
        std::vector<std::pair<std::size_t, std::size_t>> all{{0, rows_without_rep(*part_)}};
        for (std::size_t rep = 0; rep < lanes.reps(); ++rep) {
            bool is_inside = false;
            for (std::uint32_t l = lanes.first_of(rep); l < lanes.first_of(rep + 1); ++l) {
                const std::int32_t seat =
                    of_->as_is_ ? seating.seat(static_cast<std::int32_t>(rep), *of_->as_is_)
                                : lanes[l].seat;
                is_inside |=
                    of_->inside_.has(of_->cut_.group_of_seat(static_cast<std::size_t>(seat)));
            }
            if (!is_inside) continue;
            if (all.back().second == first[rep])
                all.back().second = first[rep + 1];
            else
                all.emplace_back(first[rep], first[rep + 1]);
        }
        return all;
    }

    const InsideRecords* of_;
    const BookTable* part_;
    std::span<const std::uint32_t> dead_;
    BookFacts facts_;
    Batch batch_;
    RowGroups groups_;
    RowCondition condition_;
    bool is_known_ = false;
    std::uint64_t last_group_ = 0;
    bool last_ = false;
};

InsideRecords::InsideRecords(
    const BookData& book,
    const Scope& scope,
    std::optional<std::int32_t> as_is,
    const std::string& beside)
    : book_{&book},
      scope_{&scope},
      as_is_{as_is},
      tested_{tested_dimensions(scope).size()},
      cut_{&book, with(tested_dimensions(scope), beside), true},
      inside_{cut_, scope} {}

bool InsideRecords::is_whole(std::string_view table) const {
    return tested_ == 0 && tests_of(*scope_, table).empty();
}

bool InsideRecords::is_cut(std::string_view table, std::size_t axis) const {
    if (cut_.way(table, axis) != CutWay::none) return true;
    const RecordType* type = library_type(table);
    if (!type) return false;
    const std::string& name = cut_.axes()[axis].name;
    const bool is_there = book_->find(table) != nullptr;
    if (name == "company") return true;
    if (const auto place = book_->level(name))
        return !is_there &&
               says_level(
                   book_->seatings[place->seating], place->level, [&](std::string_view field_name) {
                       const FieldInfo* field = type->find(field_name);
                       return field && is_name(field->type);
                   });
    const DimensionFields fields = fields_of(*book_, name);
    if (!is_there && says(*type, fields)) return true;
    // What deals and customers would say, if there were any.
    if (!rules_of(table).of_deal.empty() && says(*library_type(table_of<Deal>()), fields))
        return true;
    const DimensionFields customer{
        std::string{kpi::customer::id.domain}, std::string{kpi::customer::id.domain}};
    return table != table_of<Customer>() && says(*type, customer) &&
           says(*library_type(table_of<Customer>()), fields);
}

bool InsideRecords::is_outside(std::string_view table) const {
    for (std::size_t axis = 0; axis < tested_; ++axis)
        if (!is_cut(table, axis)) return true;
    return false;
}

std::string InsideRecords::key(std::string_view question, std::string_view what) const {
    return fmt::format("{}\n{}\n{}\n{}", question, what, as_is_.value_or(no_day), scope_->text());
}

template <class F>
void InsideRecords::each_part(std::string_view table, F&& f) const {
    for (const TablePart& part : book_->parts(table))
        for (const ColumnSet* rows : {&part->plain, &part->lines}) {
            if (rows->rows == 0) continue;
            Rows inside{*this, part, *rows};
            if (!f(inside)) return;
        }
}

bool InsideRecords::has_any_on_its_dates(std::string_view table) const {
    bool found = false;
    each_part(table, [&](Rows& rows) {
        const std::vector<std::size_t> dates =
            rows.asks_for_days() ? rows.dates() : std::vector<std::size_t>{};
        rows.each([&](std::size_t i) {
            if (!rows.asks_for_days()) found = rows.is_inside(i, 0);
            for (const std::size_t slot : dates) {
                const std::int32_t day = rows.batch().small(slot)[i];
                found = found || (day != missing_day && rows.is_inside(i, day));
            }
            return !found;
        });
        return !found;
    });
    return found;
}

bool InsideRecords::has_any(const Leaf& leaf) const {
    if (is_outside(leaf.table)) return false;
    if (is_whole(leaf.table)) return book_->records(leaf.table) > 0;
    if (placed(leaf).second != 0) return true;
    const std::string question = key("any", leaf.table);
    if (const auto known = book_->inside->find(question)) return known->first != 0;
    const bool found = has_any_on_its_dates(leaf.table);
    book_->inside->keep(question, {found ? 1 : 0, 0});
    return found;
}

std::int32_t InsideRecords::first_day(const Leaf& leaf) const { return placed(leaf).first; }

InsideIndex::Days InsideRecords::placed(const Leaf& leaf) const {
    const Placement& placement = leaf.placement;
    const bool is_at_a_day = placement.from.name == placement.until.name;
    const std::string question =
        key("placed", fmt::format(
                          "{}\n{}\n{}\n{}", leaf.table, placement.from.name, placement.until.name,
                          placement.is_stock()));
    if (const auto known = book_->inside->find(question)) return *known;
    std::int32_t first = no_day;
    bool is_any = false;
    each_part(leaf.table, [&](Rows& rows) {
        const Facts& facts = rows.facts();
        const std::size_t from = placement.is_stock()
                                     ? need_start_days(placement.from, facts, rows.batch())
                                     : rows.batch().need(facts, column_of(placement.from, facts));
        const std::size_t until =
            is_at_a_day ? from : rows.batch().need(facts, column_of(placement.until, facts));
        rows.each([&](std::size_t i) {
            const std::int32_t day = rows.batch().small(from)[i];
            if (day >= first || (is_at_a_day && day == missing_day)) return true;
            std::int32_t found = no_day;
            if (is_at_a_day) {
                if (rows.is_inside(i, day)) found = day;
            } else {
                const std::int32_t end = rows.batch().small(until)[i];
                found = rows.first_inside(i, day, end == missing_day ? no_day : end);
            }
            is_any |= found != no_day;
            // What is there since ever tells of no first day.
            if (found != missing_day) first = (std::min)(first, found);
            return true;
        });
        return true;
    });
    const InsideIndex::Days days{first, is_any ? 1 : 0};
    book_->inside->keep(question, days);
    return days;
}

Window InsideRecords::span() const {
    const std::string question = key("span", {});
    std::int32_t first = no_day;
    std::int32_t last = missing_day;
    if (const auto known = book_->inside->find(question)) {
        std::tie(first, last) = *known;
    } else {
        std::vector<std::string_view> tables;
        for (const auto& part : book_->tables)
            if (std::find(tables.begin(), tables.end(), part->name) == tables.end())
                tables.push_back(part->name);
        for (const std::string_view table : tables) {
            const TableRules& rules = rules_of(table);
            if (rules.is_plan || is_outside(table)) continue;
            if (is_whole(table)) {
                see_all_dates(*book_, table, first, last);
                continue;
            }
            each_part(table, [&](Rows& rows) {
                const std::vector<std::size_t> dates = rows.dates(&rules);
                rows.each([&](std::size_t i) {
                    for (const std::size_t slot : dates) {
                        const std::int32_t day = rows.batch().small(slot)[i];
                        if (day == missing_day || (first <= day && day <= last)) continue;
                        if (!rows.is_inside(i, day)) continue;
                        first = (std::min)(first, day);
                        last = (std::max)(last, day);
                    }
                    return true;
                });
                return true;
            });
        }
        book_->inside->keep(question, {first, last});
    }
    if (first > last) return {};
    return {Date{date::days{first}}, Date{date::days{last + 1}}};
}

std::vector<std::string> InsideRecords::members() const {
    const std::size_t axis = cut_.axes().size() - 1;
    std::vector<std::uint8_t> is_there(cut_.axes()[axis].members.size());
    for (const auto& part : book_->tables) {
        if (cut_.way(part->name, axis) == CutWay::none || is_outside(part->name)) continue;
        if (part.rows.get() != book_->find(part->name)) continue;
        each_part(part->name, [&](Rows& rows) {
            const std::vector<std::size_t> dates = rows.dates();
            rows.each([&](std::size_t i) {
                const auto see = [&](std::int32_t day) {
                    if (rows.is_inside(i, day)) is_there[rows.member(i, day, axis)] = 1;
                };
                if (!rows.asks_for_days()) {
                    see(0);
                    return true;
                }
                for (const std::size_t slot : dates)
                    if (const std::int32_t day = rows.batch().small(slot)[i]; day != missing_day)
                        see(day);
                return true;
            });
            return true;
        });
    }
    std::vector<std::string> names;
    for (std::size_t member = 1; member < is_there.size(); ++member)
        if (is_there[member]) names.push_back(cut_.axes()[axis].members[member]);
    return names;
}

}  // namespace saleskpi::inline v0_3::detail
