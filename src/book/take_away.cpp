// SPDX-License-Identifier: MIT
#include "book/take_away.hpp"

#include "book/find_doubts.hpp"
#include "book/gather_rows.hpp"
#include "book/merge_parts.hpp"
#include "book/names_gone.hpp"
#include "book/unresolved.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;

/// Of a part as many records are dead that it is worth to copy the others.
constexpr std::size_t most_dead_of = 4;
/// How many times larger a copy is than the next, at least.
constexpr std::size_t step = 4;

Rows joined(const Rows& a, const Rows& b) {
    Rows all;
    all.reserve(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

/// Of one part, those that were not dead before.
struct Dying {
    Rows plain, shared, left_out;

    Dying(const TablePart& part, const std::set<std::size_t>& numbers) {
        for (const std::size_t number : numbers) {
            if (part.is_dead(number)) continue;
            if (number < part->plain.rows)
                plain.push_back(static_cast<std::uint32_t>(number));
            else if (number < part->records())
                shared.push_back(static_cast<std::uint32_t>(number - part->plain.rows));
            else
                left_out.push_back(static_cast<std::uint32_t>(number - part->records()));
        }
    }
    std::size_t records() const { return plain.size() + shared.size(); }
};

void add_copy(std::vector<std::shared_ptr<const BookTable>>& copies, BookTable copy) {
    while (!copies.empty() && copies.back()->records() < step * copy.records()) {
        copy = merge_parts(*copies.back(), copy, 1);
        copies.pop_back();
    }
    copies.push_back(std::make_shared<const BookTable>(std::move(copy)));
}

/// `copy` has the rows of those that are dying.
TablePart without(const TablePart& part, const Dying& dying, BookTable copy, unsigned threads) {
    DeadRecords dead = part.dead ? DeadRecords{*part.dead} : DeadRecords{};
    dead.sample = std::make_shared<RecordSample>();
    dead.first_days = std::make_shared<InsideIndex>();
    dead.plain = joined(dead.plain, dying.plain);
    dead.shared = joined(dead.shared, dying.shared);
    dead.left_out = joined(dead.left_out, dying.left_out);
    dead.lines = joined(dead.lines, lines_of_records(*part, dying.shared));
    copy.remember_anew();
    if (dying.records() > 0) add_copy(dead.copies, std::move(copy));
    TablePart left = part;
    left.dead = std::make_shared<const DeadRecords>(std::move(dead));
    return left.dead->records() * most_dead_of > part->records() ? living(left, threads) : left;
}

/// What the book says of records that are gone, of those that do not count where they would.
class GoneDoubts {
public:
    explicit GoneDoubts(BookData& book) : book_{&book} {}

    void note(const TablePart& part, const Dying& dying) {
        if (part.is_variant || book_->doubts->records.empty()) return;
        std::set<std::string, std::less<>>& names = gone_[part->name];
        for (const std::uint32_t row : dying.plain)
            names.insert(part->record_name(row).shown());
        for (const std::uint32_t record : dying.shared)
            names.insert(part->record_name(part->plain.rows + record).shown());
        for (const std::uint32_t number : dying.left_out)
            names.emplace(part->left_out_ids[number]);
    }
    void forget() {
        if (gone_.empty()) return;
        forget_doubts(*book_, [&](const Doubt& doubt) {
            const auto names = gone_.find(doubt.of->table);
            return names != gone_.end() && names->second.contains(doubt.name);
        });
    }

private:
    BookData* book_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> gone_;
};

std::string_view id_of(const BookTable& part, std::size_t number) {
    if (number >= part.records()) return {};
    const bool is_shared = number >= part.plain.rows;
    const TextColumn& ids = is_shared ? part.shared_ids : part.plain.ids;
    const std::size_t row = is_shared ? number - part.plain.rows : number;
    return row < ids.size() ? ids[row] : std::string_view{};
}

/// With what stands in the records' places.
RecordsByPart by_part(const BookData& book, std::span<const RecordAt> records) {
    RecordsByPart all;
    for (const RecordAt& record : records) {
        all[record.part].insert(record.number);
        const TablePart& its = book.tables[record.part];
        const std::string_view id = id_of(*its, record.number);
        if (its.is_variant || id.empty()) continue;
        for (std::size_t i = 0; i < book.tables.size(); ++i)
            if (book.tables[i].is_variant && book.tables[i]->name == its->name)
                for (const std::size_t number : book.tables[i].find_all(id))
                    all[i].insert(number);
    }
    return all;
}

/// Without rows, and not the first of its table.
bool is_needless(const BookData& book, const TablePart& part) {
    return part->records() + part->left_out_ids.size() == 0 &&
           (part.is_variant || book.find(part->name) != part.rows.get());
}

void drop_needless(BookData& book) {
    std::vector<TablePart> left;
    std::copy_if(
        book.tables.begin(), book.tables.end(), std::back_inserter(left),
        [&](const TablePart& part) { return !is_needless(book, part); });
    book.tables = std::move(left);
}

/// Their values alone.
BookTable copy_of(const TablePart& part, const Dying& dying) {
    return gathered(*part, dying.plain, dying.shared, false, 1);
}

}  // namespace

std::optional<RecordAt> find_record(
    const BookData& book, std::string_view table, std::string_view id) {
    for (std::size_t i = 0; i < book.tables.size(); ++i)
        if (const TablePart& part = book.tables[i]; part->name == table && !part.is_variant)
            if (const auto number = part.find(id)) return RecordAt{i, *number};
    return std::nullopt;
}

std::vector<RecordAt> records_with(
    const BookData& book, std::string_view table, std::string_view column, std::string_view text) {
    std::set<RecordAt> found;
    for (std::size_t i = 0; i < book.tables.size(); ++i) {
        const TablePart& part = book.tables[i];
        if (part->name != table || part.is_variant) continue;
        for (const ColumnSet* set : {&part->plain, &part->lines}) {
            const NamedColumn* its = set->find(column);
            if (!its || !its->dictionary) continue;
            const std::int32_t code = its->dictionary->find(text);
            if (code == missing_code) continue;
            for (const std::uint32_t row : part->code_rows->with(*its, code)) {
                const std::size_t number =
                    set == &part->plain ? row : part->plain.rows + part->record_of_line[row];
                if (!part.is_dead(number)) found.insert({i, number});
            }
        }
    }
    return {found.begin(), found.end()};
}

void set_aside(BookData& book, const RecordsByPart& records, unsigned threads) {
    for (const auto& [number, numbers] : records) {
        TablePart& part = book.tables[number];
        const Dying dying{part, numbers};
        part = without(part, dying, copy_of(part, dying), threads);
    }
    drop_needless(book);
}

void take_away(BookData& book, std::span<const RecordAt> records, unsigned threads) {
    GoneDoubts doubts{book};
    std::vector<BookTable> gone;
    for (const auto& [number, numbers] : by_part(book, records)) {
        TablePart& part = book.tables[number];
        const Dying dying{part, numbers};
        doubts.note(part, dying);
        if (!part.is_variant) forget_names(book, part, dying.plain, dying.shared);
        gone.push_back(copy_of(part, dying));
        part = without(part, dying, gone.back(), threads);
    }
    drop_needless(book);
    note_gone_names(book, gone);
    doubts.forget();
}

}  // namespace saleskpi::inline v0_3::detail
