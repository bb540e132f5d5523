// SPDX-License-Identifier: MIT
#include "rollup/explained_records.hpp"

#include "engine/scan.hpp"
#include "rollup/answers_elsewhere.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Numbers of records, through all parts of their table.
using Records = std::set<std::size_t>;

/// A leaf is scanned once for all that ask for it.
class Search {
public:
    Search(const PartialData& data, const BookData& book)
        : data_{&data},
          book_{&book},
          cut_{&book, data.plan.kept_dimensions, !data.query.scope.is_everything()} {
        if (!data.query.scope.is_everything()) inside_.emplace(cut_, data.query.scope);
        for (std::uint32_t i = 0; i < data.groups.size(); ++i)
            numbers_.emplace(data.groups[i], i);
    }

    /// Shows row by row what is behind a leaf: the number of the finest group, the column of time, the
    /// number of the record, and whether the value is missing.
    template <class Show>
    void run(std::size_t leaf, const Show& show) {
        if (data_->is_outside(leaf)) return;
        const LeafSpec* spec = &data_->plan.leaves[leaf];
        std::size_t before = 0;  // records in earlier parts
        for (const TablePart& table : parts_of(leaf)) {
            collect(
                spec, table, table->plain, [&](std::size_t row) { return before + row; }, show);
            if (table->lines.rows > 0)
                collect(
                    spec, table, table->lines,
                    [&](std::size_t row) {
                        return before + table->plain.rows + table->record_of_line[row];
                    },
                    show);
            before += table->records();
        }
    }

    /// The names of records behind a leaf: ids ascend as texts, and lines and positions as numbers.
    std::vector<std::string> names(std::size_t leaf, const Records& records) const {
        std::vector<RecordName> names;
        auto record = records.begin();
        std::size_t before = 0;
        for (const TablePart& table : parts_of(leaf)) {
            for (; record != records.end() && *record < before + table->records(); ++record)
                names.push_back(table->record_name(*record - before));
            before += table->records();
        }
        std::sort(names.begin(), names.end(), [&](const RecordName& a, const RecordName& b) {
            if (inside_ && !(a.is_id && b.is_id)) return a.is_id < b.is_id;
            return a < b;
        });
        // What stands in a record's place at several times is that record.
        names.erase(std::unique(names.begin(), names.end()), names.end());
        // By its line or position a record tells how many others there are: of a query that is
        // restricted, those without ids are counted.
        std::int64_t without_id = 0;
        std::vector<std::string> shown;
        for (RecordName& name : names) {
            if (inside_ && !name.is_id) name = {{}, false, false, ++without_id};
            shown.push_back(name.shown());
        }
        return shown;
    }

private:
    std::vector<TablePart> parts_of(std::size_t leaf) const {
        const Leaf& spec = data_->plan.leaves[leaf].leaf;
        return book_->parts_for(spec.table, seen_by(spec));
    }

    template <class RecordOf, class Show>
    void collect(
        const LeafSpec* spec,
        const TablePart& table,
        const ColumnSet& rows,
        const RecordOf& record_of,
        const Show& show) {
        const BookFacts facts{rows};
        const auto as_is =
            data_->query.as_is ? std::optional{to_day(*data_->query.as_is)} : std::nullopt;
        Source source{&facts, &*table, &cut_, book_->currency, as_is, {}};
        source.dead = table.dead_rows(rows);
        source.inside = inside_ ? &*inside_ : nullptr;
        Scan scan{source, data_->plan.time, std::span{&spec, 1}};
        scan.visit([&](std::size_t row, std::uint64_t group, std::size_t column, bool is_missing) {
            const auto number = numbers_.find(cut_.members(group));
            if (number != numbers_.end()) show(number->second, column, is_missing, record_of(row));
        });
    }

    const PartialData* data_;
    const BookData* book_;
    Cut cut_;
    std::optional<InsideGroups> inside_;  ///< of a query that is restricted
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
};

/// Both in order.
void add_names(std::vector<std::string>& to, std::vector<std::string> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::sort(to.begin(), to.end());
}

}  // namespace

std::vector<RecordNames> records_behind(
    const PartialData& data, const BookData& book, std::span<const RecordsAsked> asked) {
    std::vector<Records> counted(asked.size());
    std::vector<Records> missing(asked.size());
    Search search{data, book};
    std::map<std::size_t, std::vector<std::pair<std::size_t, bool>>> by_leaf;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        by_leaf[asked[i].leaf].emplace_back(i, false);
        if (asked[i].all) by_leaf[*asked[i].all].emplace_back(i, true);
    }
    for (const auto& of_leaf : by_leaf) {
        const std::size_t leaf = of_leaf.first;
        const auto& askers = of_leaf.second;  // a name that clang 14 lets lambdas have
        const TimePlan& time = data.plan.time;
        const Leaf& definition = data.plan.leaves[leaf].leaf;
        search.run(
            leaf,
            [&](std::uint32_t group, std::size_t column, bool is_missing, std::size_t record) {
                for (const auto& [i, is_all] : askers) {
                    const auto& members = asked[i].members;
                    if (!time.shows(definition, asked[i].range, column)) continue;
                    if (!std::binary_search(members.begin(), members.end(), group)) continue;
                    (is_missing || is_all ? missing : counted)[i].insert(record);
                }
            });
    }
    std::vector<RecordNames> all;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        Records lacking;
        std::set_difference(
            missing[i].begin(), missing[i].end(), counted[i].begin(), counted[i].end(),
            std::inserter(lacking, lacking.end()));
        all.push_back(
            {search.names(asked[i].leaf, counted[i]), search.names(asked[i].leaf, lacking)});
        if (const AnswersElsewhere* elsewhere = elsewhere_of(book)) {
            RecordNames more = elsewhere->records_behind(data, book, asked[i]);
            add_names(all.back().counted, std::move(more.counted));
            add_names(all.back().missing, std::move(more.missing));
        }
    }
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
