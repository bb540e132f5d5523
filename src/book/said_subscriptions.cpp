// SPDX-License-Identifier: MIT
#include "book/said_subscriptions.hpp"

#include <saleskpi/record/subscription.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view subscriptions = table_of<Subscription>();

std::vector<std::uint32_t> living_rows(const TablePart& part) {
    std::vector<std::uint32_t> rows;
    each_living(
        part.dead_rows(part->plain), part->plain.rows, part->plain.rows,
        [&](std::size_t first, std::size_t n) {
            for (std::size_t row = first; row < first + n; ++row)
                rows.push_back(static_cast<std::uint32_t>(row));
        });
    return rows;
}

std::int64_t number_in(const BookTable& part, std::string_view column, std::uint32_t row) {
    std::int64_t number = missing_number;
    if (const NamedColumn* its = part.plain.find(column)) its->data.read(row, 1, &number);
    return number;
}
std::int32_t day_in(const BookTable& part, std::string_view column, std::uint32_t row) {
    const std::int64_t number = number_in(part, column, row);
    return number == missing_number ? missing_day : static_cast<std::int32_t>(number);
}

/// The subscriptions of a book, as they were before its policy was applied.
class SaidSubscriptions {
public:
    SaidSubscriptions(const BookData& book, BookDraft& draft)
        : draft_{&draft}, records_{&draft.table(subscriptions)} {
        for (const TablePart& part : book.tables)
            if (part->name == subscriptions && !part.is_variant) add_records(part);
        for (const TablePart& part : book.tables)
            if (part->name == subscriptions && part.is_variant) add_variants(part);
        for (std::size_t row = 0; row < seen_by_.size(); ++row)
            if (seen_by_[row] != SeenBy::all) records_->hide(row, ~seen_by_[row]);
        for (RawTable& table : draft.tables)
            restore(table);
    }

private:
    void add_records(const TablePart& part) {
        const std::vector<std::uint32_t> rows = living_rows(part);
        // Those that a function was called with, and no book that anybody has.
        if (part->id_name.empty() && !rows.empty())
            throw Error{
                ErrorCode::incompatible,
                "subscriptions without ids are counted by the policy of their book alone"};
        for (const std::uint32_t row : rows) {
            if (part.seen_by != SeenBy::all)
                hidden_.emplace(part->plain.ids[row], static_cast<std::uint32_t>(seen_by_.size()));
            seen_by_.push_back(part.seen_by);
        }
        records_->append(*part, rows);
    }

    RawTable& table_for(SeenBy seen_by) {
        for (RawTable& table : draft_->tables)
            if (table.is_variant() && table.seen_by() == seen_by) return table;
        return draft_->tables.emplace_back(records_->for_variants(seen_by));
    }

    /// What stands in one record's place, in the order of days.
    struct InPlace {
        std::uint32_t record;
        std::int32_t from;
        std::uint32_t row;
        auto operator<=>(const InPlace&) const = default;
    };

    void add_variants(const TablePart& part) {
        std::vector<InPlace> all;
        for (const std::uint32_t row : living_rows(part))
            all.push_back(
                {hidden_.at(part->plain.ids[row]), day_in(*part, in_force_from, row), row});
        std::sort(all.begin(), all.end());
        std::vector<std::uint32_t> rows;
        std::vector<std::uint32_t> instead_of;
        std::vector<std::int32_t> until;
        for (const InPlace& one : all) {
            const std::int64_t division = number_in(*part, in_force_division, one.row);
            const std::int32_t its_end = day_in(*part, in_force_until, one.row);
            if (division == static_cast<std::int64_t>(Division::of_record)) {
                seen_by_[one.record] = seen_by_[one.record] | part.seen_by;
            } else if (division == static_cast<std::int64_t>(Division::rest)) {
                until.back() = its_end;
            } else {
                rows.push_back(one.row);
                instead_of.push_back(one.record);
                until.push_back(its_end);
            }
        }
        if (rows.empty()) return;
        RawTable& table = table_for(part.seen_by);
        const std::size_t first = table.rows();
        table.append(*part, rows, instead_of);
        if (RawColumn* ends = table.find(in_force_until))
            for (std::size_t i = 0; i < until.size(); ++i)
                ends->set_small(first + i, until[i]);
    }

    static void restore(RawTable& table) {
        RawColumn* ended = table.find(kpi::subscription::ended.name);
        if (RawColumn* said = table.find(in_force_said_end)) {
            for (std::size_t row = 0; row < said->small.size(); ++row)
                if (const std::int32_t day = said->small[row]; day != missing_day)
                    ended->set_small(row, day == ended->small_at(row) ? missing_day : day);
            said->small.clear();
        }
        RawColumn* price = table.find(kpi::subscription::price.name);
        if (RawColumn* said = table.find(in_force_said_price)) {
            for (std::size_t row = 0; row < said->numbers.size(); ++row)
                if (said->numbers[row] != missing_number)
                    price->set_number(row, said->numbers[row]);
            said->numbers.clear();
        }
        if (RawColumn* division = table.find(in_force_division)) division->numbers.clear();
        if (RawColumn* on_hold = table.find(in_force_on_hold)) on_hold->small.clear();
    }

    BookDraft* draft_;
    RawTable* records_;
    std::vector<SeenBy> seen_by_;  // of each record
    /// By their ids, those in whose place something stands. The book has the texts.
    std::unordered_map<std::string_view, std::uint32_t> hidden_;
};

/// Takes off what subscriptions bring.
void forget_yearly(RawTable& table) {
    namespace fields = kpi::subscription;
    for (const std::string_view name :
         {fields::yearly.name, fields::yearly_above.name, fields::yearly_below.name})
        if (RawColumn* column = table.find(name)) column->numbers.clear();
}

}  // namespace

void add_said_subscriptions(const BookData& book, BookDraft& draft) {
    const SaidSubscriptions said{book, draft};
    for (RawTable& table : draft.tables)
        forget_yearly(table);
}

}  // namespace saleskpi::inline v0_3::detail
