// SPDX-License-Identifier: MIT
#include "book/net_deals.hpp"

#include "book/gather_rows.hpp"
#include "book/merge_parts.hpp"
#include "book/take_away.hpp"

#include <saleskpi/record/deal.hpp>

#include <numeric>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A column of gathered records whose ids are known, with what is added to each.
Column net(
    const NamedColumn& column, std::size_t rows, const std::vector<const Additions*>& of_row) {
    std::vector<std::int64_t> values(rows);
    column.data.read(0, rows, values.data());
    for (std::size_t row = 0; row < rows; ++row)
        if (const auto addition = of_row[row]->find(column.name); addition != of_row[row]->end())
            values[row] = net_of(values[row], addition->second);
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0U);
    return Column::pack(std::span<const std::int64_t>{values}, order, missing_number);
}

void put_net(ColumnSet& set, const std::vector<const Additions*>& of_row) {
    for (NamedColumn& column : set.columns)
        if (adds_up(column)) column.data = net(column, set.rows, of_row);
}

/// Of records gathered from a part, those net of their corrections.
BookTable net_deals(
    BookTable deals, const std::map<std::string, Additions, std::less<>>& additions) {
    std::vector<const Additions*> of_row;
    for (std::size_t row = 0; row < deals.plain.rows; ++row)
        of_row.push_back(&additions.find(deals.plain.ids[row])->second);
    put_net(deals.plain, of_row);
    std::vector<const Additions*> of_line;
    for (const std::uint32_t record : deals.record_of_line)
        of_line.push_back(&additions.find(deals.shared_ids[record])->second);
    put_net(deals.lines, of_line);
    deals.remember_anew();
    return deals;
}

BookTable gathered_from(const TablePart& part, const std::set<std::size_t>& numbers) {
    std::vector<std::uint32_t> plain;
    std::vector<std::uint32_t> shared;
    for (const std::size_t number : numbers)
        if (number < part->plain.rows)
            plain.push_back(static_cast<std::uint32_t>(number));
        else
            shared.push_back(static_cast<std::uint32_t>(number - part->plain.rows));
    return gathered(*part, plain, shared, true, 1);
}

}  // namespace

std::int64_t net_of(std::int64_t value, std::int64_t addition) {
    std::int64_t sum = 0;
    if (value == missing_number || __builtin_add_overflow(value, addition, &sum)) return value;
    return sum == missing_number ? value : sum;
}

void put_net_deals(
    BookData& book,
    const std::map<std::string, Additions, std::less<>>& additions,
    unsigned threads) {
    RecordsByPart leaving;
    struct Moved {
        SeenBy seen_by;
        BookTable deals;
        bool is_moving;
    };
    std::vector<Moved> moved;
    RecordsByPart found;
    for (const auto& entry : additions) {
        const auto at = find_record(book, table_of<Deal>(), entry.first);
        if (!at || at->number >= book.tables[at->part]->records()) continue;
        found[at->part].insert(at->number);
        for (std::size_t i = 0; i < book.tables.size(); ++i)
            if (const TablePart& part = book.tables[i];
                part.is_variant && part.seen_by == SeenBy::values && part->name == table_of<Deal>())
                for (const std::size_t number : part.find_all(entry.first))
                    leaving[i].insert(number);
    }
    for (const auto& [number, numbers] : found) {
        const TablePart& part = book.tables[number];
        const bool is_moving = (part.seen_by & SeenBy::values) != SeenBy::none;
        moved.push_back(
            {part.seen_by & ~SeenBy::values,
             going_on_with(gathered_from(part, numbers), book.dictionaries), is_moving});
        if (is_moving) leaving[number].insert(numbers.begin(), numbers.end());
    }
    set_aside(book, leaving, threads);
    for (Moved& one : moved) {
        BookTable deals = net_deals(one.deals, additions);
        if (one.is_moving) add_part(book.tables, std::move(one.deals), threads, one.seen_by);
        add_part(book.tables, std::move(deals), threads, SeenBy::values, true);
    }
}

}  // namespace saleskpi::inline v0_3::detail
