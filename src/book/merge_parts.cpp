// SPDX-License-Identifier: MIT
#include "book/merge_parts.hpp"

#include "book/gather_rows.hpp"
#include "book/table_rules.hpp"
#include "book/threads.hpp"

#include <cstdint>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

using Rows = std::vector<std::uint32_t>;

/// How many times larger a part is than the next, at least.
constexpr std::size_t step = 4;

bool is_small(const NamedColumn& column) {
    return column.type == FieldType::text || column.type == FieldType::choice ||
           column.type == FieldType::date;
}

std::vector<std::int32_t> small_values(const ColumnSet& set, std::string_view name) {
    std::vector<std::int32_t> values(set.rows, missing_code);
    if (const NamedColumn* column = set.find(name))
        column->data.read(0, set.rows, values.data(), none_of(*column));
    return values;
}

/// Rows numbered through both sets, merged by rep and day: both are sorted so.
Rows merged_order(const BookTable& a, const BookTable& b) {
    const std::string_view date = rules_of(a.name).clustered_by;
    const auto reps_a = small_values(a.plain, "rep");
    const auto reps_b = small_values(b.plain, "rep");
    const auto days_a = small_values(a.plain, date);
    const auto days_b = small_values(b.plain, date);
    Rows order;
    order.reserve(a.plain.rows + b.plain.rows);
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    const auto n = static_cast<std::uint32_t>(a.plain.rows);
    const auto m = static_cast<std::uint32_t>(b.plain.rows);
    while (i < n || j < m) {
        const bool from_b =
            i == n || (j < m && std::tie(reps_b[j], days_b[j]) < std::tie(reps_a[i], days_a[i]));
        order.push_back(from_b ? n + j++ : i++);
    }
    return order;
}

Rows one_after_the_other(std::size_t n) {
    Rows order(n);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

template <class Int, class Read>
Column joined(std::size_t n, std::size_t m, const Rows& order, Int missing, const Read& read) {
    std::vector<Int> values(n + m);
    read(values.data(), values.data() + n);
    return Column::pack(std::span<const Int>{values}, order, missing);
}

Column joined(
    const NamedColumn& a, std::size_t n, const NamedColumn& b, std::size_t m, const Rows& order) {
    if (!is_small(a))
        return joined(n, m, order, missing_number, [&](std::int64_t* of_a, std::int64_t* of_b) {
            a.data.read(0, n, of_a);
            b.data.read(0, m, of_b);
        });
    const std::int32_t none = none_of(a);
    return joined(n, m, order, none, [&](std::int32_t* of_a, std::int32_t* of_b) {
        a.data.read(0, n, of_a, none);
        b.data.read(0, m, of_b, none);
    });
}

/// The ids of n records and of others. Either may be of records that have none.
TextColumn joined(const TextColumn& a, std::size_t n, const TextColumn& b, const Rows& order) {
    if (a.size() + b.size() == 0) return {};
    const auto id = [](const TextColumn& ids, std::size_t record) {
        return record < ids.size() ? ids[record] : std::string_view{};
    };
    return TextColumn::pack(order.size(), [&](std::size_t i) {
        return order[i] < n ? id(a, order[i]) : id(b, order[i] - n);
    });
}

TextColumn joined(const TextColumn& a, std::size_t n, const TextColumn& b, std::size_t m) {
    return joined(a, n, b, one_after_the_other(n + m));
}

ColumnSet joined(const ColumnSet& a, const ColumnSet& b, const Rows& order, unsigned threads) {
    ColumnSet set;
    set.rows = a.rows + b.rows;
    set.columns.resize(a.columns.size());
    in_parallel(threads, a.columns.size() + 1, [&](std::size_t i) {
        if (i == a.columns.size()) {
            set.ids = joined(a.ids, a.rows, b.ids, order);
            return;
        }
        const NamedColumn& of_a = a.columns[i];
        const NamedColumn& of_b = *b.find(of_a.name);
        // The later dictionary has all codes of the earlier.
        set.columns[i] = {
            of_b.name,
            of_b.domain,
            of_b.type,
            of_b.unit,
            of_b.choices,
            of_b.dictionary,
            joined(of_a, a.rows, of_b, b.rows, order),
            of_b.is_foreseen};
    });
    return set;
}

/// The dictionary that goes on from one of an earlier part.
const Dictionary* continued(
    const Dictionary* dictionary, const Dictionaries& earlier, const Dictionaries& later) {
    for (const auto& [domain, known] : earlier)
        if (&known == dictionary) return &later.at(domain);
    return nullptr;
}

/// Those of rows that stand beside records are not asked of others.
bool is_of_all(const NamedColumn& column) { return !is_in_force(column.name); }

/// Adds the columns that another set has, without a value.
void complete(
    ColumnSet& set,
    const ColumnSet& other,
    const Dictionaries& others,
    const Dictionaries& own,
    bool are_alike) {
    for (const NamedColumn& column : other.columns)
        if (!set.find(column.name) && (are_alike || is_of_all(column)))
            set.columns.push_back(
                {column.name, column.domain, column.type, column.unit, column.choices,
                 continued(column.dictionary, others, own), Column::none(set.rows),
                 column.is_foreseen});
}

void complete(BookTable& part, const BookTable& earlier, bool are_alike) {
    const Dictionaries& others = *earlier.dictionaries;
    complete(part.plain, earlier.plain, others, *part.dictionaries, are_alike);
    complete(part.lines, earlier.lines, others, *part.dictionaries, are_alike);
}

/// A copy of a part with the columns that a later one has.
BookTable with_columns_of(const BookTable& later, BookTable part, bool are_alike) {
    part = going_on_with(std::move(part), later.dictionaries);
    complete(part, later, are_alike);
    return part;
}

bool lacks_a_column(const ColumnSet& set, const ColumnSet& other, bool are_alike) {
    for (const NamedColumn& column : other.columns)
        if (!set.find(column.name) && (are_alike || is_of_all(column))) return true;
    return false;
}

std::size_t size_of(const BookTable& part) { return part.records() + part.left_out_ids.size(); }
std::size_t size_of(const TablePart& part) {
    return size_of(*part) - (part.dead ? part.dead->records() + part.dead->left_out.size() : 0);
}

}  // namespace

BookTable going_on_with(BookTable part, std::shared_ptr<const Dictionaries> dictionaries) {
    for (ColumnSet* set : {&part.plain, &part.lines})
        for (NamedColumn& column : set->columns)
            column.dictionary = continued(column.dictionary, *part.dictionaries, *dictionaries);
    part.dictionaries = std::move(dictionaries);
    part.counts = std::make_shared<RowCounts>();
    part.code_rows = std::make_shared<CodeRows>();
    return part;
}

BookTable merge_parts(const BookTable& earlier, const BookTable& later, unsigned threads) {
    BookTable merged;
    merged.name = earlier.name;
    merged.id_name = later.id_name.empty() ? earlier.id_name : later.id_name;
    merged.id_domain = later.id_name.empty() ? earlier.id_domain : later.id_domain;
    merged.dictionaries = later.dictionaries;
    const std::size_t rows = earlier.plain.rows + later.plain.rows;
    if (rows < rows_worth_a_thread) threads = 1;
    const Rows order = merged_order(earlier, later);
    merged.plain = joined(earlier.plain, later.plain, order, threads);
    merged.lines = joined(
        earlier.lines, later.lines, one_after_the_other(earlier.lines.rows + later.lines.rows),
        threads);
    merged.shared_ids =
        joined(earlier.shared_ids, earlier.shared_records, later.shared_ids, later.shared_records);
    merged.left_out_ids = joined(
        earlier.left_out_ids, earlier.left_out_ids.size(), later.left_out_ids,
        later.left_out_ids.size());
    merged.shared_records = earlier.shared_records + later.shared_records;
    merged.files = earlier.files;
    const std::vector<std::int32_t> files = add_files(merged.files, later.files);
    merged.origins = Origins::joined(
        earlier.origins, earlier.plain.rows, later.origins, later.plain.rows, files, order);
    merged.shared_origins = Origins::joined(
        earlier.shared_origins, earlier.shared_records, later.shared_origins, later.shared_records,
        files, one_after_the_other(merged.shared_records));
    merged.record_of_line = earlier.record_of_line;
    for (const std::uint32_t record : later.record_of_line)
        merged.record_of_line.push_back(
            static_cast<std::uint32_t>(record + earlier.shared_records));
    return merged;
}

namespace {

/// With what lanes' sums of it are less of.
TablePart with_columns_of(const BookTable& later, TablePart part, bool are_alike) {
    const auto completed = [&](const std::shared_ptr<const BookTable>& rows) {
        return std::make_shared<const BookTable>(with_columns_of(later, *rows, are_alike));
    };
    part.rows = completed(part.rows);
    if (!part.dead) return part;
    DeadRecords dead = *part.dead;
    for (auto& copy : dead.copies)
        copy = completed(copy);
    part.dead = std::make_shared<const DeadRecords>(std::move(dead));
    return part;
}

}  // namespace

void add_part(
    std::vector<TablePart>& tables,
    BookTable part,
    unsigned threads,
    SeenBy seen_by,
    bool is_variant) {
    const auto is_alike = [&](const TablePart& known) {
        return known->name == part.name && known.seen_by == seen_by &&
               known.is_variant == is_variant;
    };
    bool is_new = true;
    for (TablePart& known : tables) {
        if (known->name != part.name) continue;
        const bool are_alike = is_alike(known);
        is_new = is_new && !are_alike;
        complete(part, *known, are_alike);
        // Rare: the first records with a field. A copy, since other books share the part.
        if (lacks_a_column(known->plain, part.plain, are_alike))
            known = with_columns_of(part, known, are_alike);
    }
    // The first of a table has its columns, if nothing else.
    if (size_of(part) == 0 && (!is_new || is_variant || seen_by != SeenBy::all)) return;
    auto place = tables.end();
    for (auto at = tables.end(); at != tables.begin();) {
        --at;
        if (!is_alike(*at)) continue;
        if (size_of(*at) >= step * size_of(part)) break;
        part = merge_parts(*living(*at, threads), part, threads);
        place = at = tables.erase(at);
    }
    // Where the first of those was that it is merged of: tables keep their order.
    tables.insert(
        place, {std::make_shared<const BookTable>(std::move(part)), seen_by, is_variant, nullptr});
}

}  // namespace saleskpi::inline v0_3::detail
