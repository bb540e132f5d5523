// SPDX-License-Identifier: MIT
#include "sql/database_tables.hpp"
#include "sql/leaf_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace saleskpi::inline v0_3::detail {

RecordNames DatabaseTables::records_behind(
    const PartialData& data, const BookData& book, const RecordsAsked& asked) const {
    RecordNames names;
    const std::string_view table = data.plan.leaves[asked.leaf].leaf.table;
    if (!database_.stays(table)) return names;
    std::set<std::vector<std::uint32_t>> groups;
    for (const std::uint32_t member : asked.members)
        groups.insert(data.groups[member]);
    std::set<std::string> counted;
    std::set<std::string> lacking;
    std::size_t nameless = 0;
    const auto list = [&](std::size_t leaf, bool is_all) {
        PartialData asking{data.query, data.plan, data.report};
        asking.axes = data.axes;
        asking.dictionaries.resize(data.leaves.size());
        LeafQuery query{database_, book, asking, std::span{&leaf, 1}, true};
        if (query.untold() || why_not_pushed(data.plan.leaves[leaf].leaf)) return;
        const std::size_t keys = query.keys().columns().size();
        database_.executor->run(query.list(), [&](sql::Row row) {
            const auto column = static_cast<std::size_t>(wide_integer(row[keys]));
            if (!data.plan.time.shows(data.plan.leaves[leaf].leaf, asked.range, column) ||
                !groups.contains(query.keys().members(row)))
                return;
            const bool is_counted = !is_all && wide_integer(row[keys + 2]) == 1;
            if (!row[keys + 1].is_missing())
                (is_counted ? counted : lacking).emplace(row[keys + 1].text);
            else if (!is_all)
                (is_counted ? counted : lacking)
                    .insert(
                        fmt::format("{}#{}", database_.find(table)->mapping().file, ++nameless));
        });
    };
    list(asked.leaf, false);
    if (asked.all) list(*asked.all, true);
    names.counted.assign(counted.begin(), counted.end());
    std::set_difference(
        lacking.begin(), lacking.end(), counted.begin(), counted.end(),
        std::back_inserter(names.missing));
    return names;
}

}  // namespace saleskpi::inline v0_3::detail
