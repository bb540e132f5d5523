// SPDX-License-Identifier: MIT
#include "support/modes/ways.hpp"

#include "book/book_data.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <string_view>

namespace modes {

namespace {

Book& book_in(Rollup& query);
std::optional<Window>& window_in(Rollup& query);

/// An explicit instantiation may name what is private.
template <auto Member>
struct ReachBook {
    friend Book& book_in(Rollup& query) { return query.*Member; }
};
template struct ReachBook<&Rollup::book_>;
template <auto Member>
struct ReachWindow {
    friend std::optional<Window>& window_in(Rollup& query) { return query.*Member; }
};
template struct ReachWindow<&Rollup::window_>;

/// One record of all that were added.
struct Place {
    const CopiedRecords* range;
    std::size_t record;
};

/// The records by table, the tables and their records in the order in which they were added.
std::vector<std::pair<std::string, std::vector<Place>>> by_table(const Log& log) {
    std::vector<std::pair<std::string, std::vector<Place>>> tables;
    for (const auto& range : log.added) {
        auto table = std::find_if(tables.begin(), tables.end(), [&](const auto& known) {
            return known.first == range->table();
        });
        if (table == tables.end()) table = tables.insert(tables.end(), {range->table(), {}});
        for (std::size_t i = 0; i < range->records().size(); ++i)
            table->second.push_back({range.get(), i});
    }
    return tables;
}

void add(BookBuilder& builder, const std::vector<Place>& places) {
    for (std::size_t i = 0; i < places.size();) {
        const CopiedRecords* range = places[i].range;
        std::vector<std::size_t> some;
        for (; i < places.size() && places[i].range == range; ++i)
            some.push_back(places[i].record);
        range->add_to(builder, some);
    }
}

/// A table without records has its fields all the same.
void add_fields(BookBuilder& builder, const Log& log) {
    for (const auto& range : log.added)
        range->add_to(builder, {});
}

void set(BookBuilder& builder, const Book& plain) {
    const detail::BookData& data = detail::data_of(plain);
    builder.calendar(plain.calendar()).index_budget(data.index->budget());
    if (plain.as_of()) builder.as_of(*plain.as_of());
    if (data.converted_by.fixed)
        builder.converted_by(*data.converted_by.fixed);
    else
        builder.converted_by(data.converted_by.day);
    builder.owner(data.owner).overlapping_targets(data.target_overlap).revenue_policy(data.revenue);
    if (!data.undated_by.empty()) builder.undated_by(data.undated_by);
    if (!data.corrections.is_everything()) builder.corrections(data.corrections);
    for (const auto& [name, stages] : data.pipelines.all())
        name.empty() ? builder.pipeline(stages) : builder.pipeline(name, stages);
    for (const Hierarchy& hierarchy : data.hierarchies)
        if (!(hierarchy == detail::first_hierarchy())) builder.hierarchy(hierarchy);
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The batch in which the records of a table come all together; none if they may be spread. Rates
/// and seats come before what they are for; of a deal's changes and touches, all come at once.
std::optional<std::size_t> only_batch(
    const std::string& table, const Book& plain, std::size_t batches) {
    constexpr std::array<std::string_view, 2> first{"exchange_rates", "assignments"};
    constexpr std::array<std::string_view, 2> replayed{"deals", "stage_changes"};
    if (is_one_of(first, table)) return 0;
    if (is_one_of(replayed, table))
        return plain.records("stage_changes") > 0 ? std::optional<std::size_t>{0} : std::nullopt;
    if (table == "touches") return batches - 1;
    return std::nullopt;
}

/// Which records belong together: those that name one deal or one lead, or have one id.
class Components {
public:
    explicit Components(std::size_t n) : parents_(n) {
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    }
    void name(std::size_t record, const std::string& what) {
        const auto [first, is_new] = first_with_.try_emplace(what, record);
        if (!is_new) parents_[root(record)] = root(first->second);
    }
    std::size_t root(std::size_t record) {
        while (parents_[record] != record)
            record = parents_[record];
        return record;
    }

private:
    std::vector<std::size_t> parents_;
    std::map<std::string, std::size_t> first_with_;
};

/// Whether records decide about each other: a book that grows keeps what it has, and refuses merges
/// of it. One of a ledger grows in its own way; an application's metrics a book knows by name alone; and what loaders
/// say of a value belongs to the batch of its record.
bool settles(const Book& plain) {
    const BuildReport& report = plain.report();
    const detail::BookData& data = detail::data_of(plain);
    if (plain.has_ledger() || plain.known_at() || data.folded.any() || data.own_metrics)
        return true;
    return std::any_of(
               report.tables.begin(), report.tables.end(),
               [](const TableCount& count) {
                   return count.replaced > 0 || (count.table == "merges" && count.read > 0);
               }) ||
           std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
               return finding.kind == FindingKind::conflict ||
                      (finding.kind == FindingKind::undated && finding.rejected) ||
                      (finding.kind == FindingKind::invalid && !finding.rejected);
           });
}

constexpr std::array<std::string_view, 6> needed_by_all{
    "assignments", "memberships", "exchange_rates", "customers", "targets", "references"};

}  // namespace

std::size_t Log::records() const {
    std::size_t n = 0;
    for (const auto& range : added)
        n += range->records().size();
    return n;
}

Book grown(const Log& log, const std::optional<Book>& from, const Book& plain) {
    constexpr std::size_t most_batches = 24;
    if (settles(plain)) throw Error{ErrorCode::incompatible, "records decide which of them count"};
    const auto tables = by_table(log);
    std::size_t longest = 1;
    for (const auto& [table, places] : tables)
        longest = (std::max)(longest, places.size());
    const std::size_t batches = (std::min)(longest, most_batches);

    BookBuilder builder = from ? BookBuilder{*from} : BookBuilder{plain.currency()};
    set(builder, plain);
    add_fields(builder, log);
    Book book = plain;
    for (std::size_t batch = 0; batch < batches; ++batch) {
        for (const auto& [table, places] : tables) {
            const auto from_start = [n = places.size(), batches](std::size_t i) {
                return static_cast<std::ptrdiff_t>((n * i + batches - 1) / batches);
            };
            const auto only = only_batch(table, plain, batches);
            if (only && *only != batch) continue;
            add(builder, {places.begin() + (only ? 0 : from_start(batch)),
                          only ? places.end() : places.begin() + from_start(batch + 1)});
        }
        if (batch + 1 == batches)
            builder.add(std::span<const Finding>{log.findings})
                .add(std::span<const LeftOut>{log.left_out});
        book = builder.build();
        builder = BookBuilder{book};
    }
    return book;
}

std::vector<Book> split(const Log& log, const Book& plain) {
    constexpr std::size_t parts = 3;
    if (detail::data_of(plain).folded.any())
        throw Error{ErrorCode::incompatible, "each part would spell names as its own records do"};
    const auto tables = by_table(log);
    Components components{log.records()};
    std::size_t number = 0;
    for (const auto& [table, places] : tables)
        for (const Place& place : places) {
            const auto& fields = place.range->type().fields;
            for (std::size_t f = 0; f < fields.size(); ++f) {
                const std::string& text = place.range->records()[place.record].cells[f].text;
                const bool is_shared = fields[f].domain == "deal" || fields[f].domain == "lead";
                if (text.empty() || fields[f].type != FieldType::text) continue;
                if (is_shared || fields[f].identity)
                    components.name(
                        number, (is_shared ? std::string{fields[f].domain} : table) + " " + text);
            }
            ++number;
        }

    std::vector<BookBuilder> builders;
    for (std::size_t i = 0; i < parts; ++i) {
        builders.emplace_back(plain.currency());
        set(builders.back(), plain);
        add_fields(builders.back(), log);
    }
    std::map<std::size_t, std::size_t> part_of;
    number = 0;
    for (const auto& [table, places] : tables) {
        std::array<std::vector<Place>, parts> dealt;
        for (const Place& place : places) {
            const std::size_t root = components.root(number++);
            if (is_one_of(needed_by_all, table)) {
                for (std::vector<Place>& part : dealt)
                    part.push_back(place);
                continue;
            }
            const auto part = part_of.try_emplace(root, part_of.size() % parts).first;
            dealt[part->second].push_back(place);
        }
        for (std::size_t i = 0; i < parts; ++i)
            add(builders[i], dealt[i]);
    }
    builders[0]
        .add(std::span<const Finding>{log.findings})
        .add(std::span<const LeftOut>{log.left_out});
    std::vector<Book> books;
    // Two parts that have nothing of their own would be the same.
    for (std::size_t i = 0; i < parts && (i == 0 || i < part_of.size()); ++i)
        books.push_back(builders[i].build());
    return books;
}

Table merged(const Rollup& query, const std::vector<Book>& parts) {
    std::optional<Partial> whole;
    for (const Book& part : parts) {
        Rollup of_part = query;
        book_in(of_part) = part;
        const Partial partial = of_part.partial();
        whole ? whole->merge(partial) : void(whole = partial);
    }
    return whole->table();
}

const Book& book_of(const Rollup& query) { return book_in(const_cast<Rollup&>(query)); }

const std::optional<Window>& window_of(const Rollup& query) {
    return window_in(const_cast<Rollup&>(query));
}

}  // namespace modes
