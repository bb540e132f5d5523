// SPDX-License-Identifier: MIT
#include "sql/database_tables.hpp"

#include "book/table_rules.hpp"
#include "engine/inside_groups.hpp"
#include "engine/row_value.hpp"
#include "engine/scan.hpp"
#include "plan/aggregates/table.hpp"
#include "rollup/overflow.hpp"
#include "sql/leaf_query.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether one statement has both: of one table, placed alike; what keeps its values stands alone.
bool go_together(const Leaf& a, const Leaf& b) {
    const auto keeps = [](const Leaf& leaf) { return reader_of(leaf).is(state_tag<Values>()); };
    const auto steps = [](const Leaf& leaf) { return takes_away(states_for(leaf)); };
    const auto is_throughout = [](const Leaf& leaf) {
        return leaf.placement.kind == Placement::Kind::active_throughout;
    };
    const bool are_stocks = a.placement.is_stock();
    return a.table == b.table && a.placement.from == b.placement.from &&
           a.placement.until == b.placement.until && !keeps(a) && !keeps(b) &&
           are_stocks == b.placement.is_stock() && is_throughout(a) == is_throughout(b) &&
           (!are_stocks || steps(a) == steps(b));
}

[[noreturn]] void fail_not_pushed(
    const PartialData& data, std::size_t leaf, std::string_view what, std::string_view why) {
    const std::string_view table = data.plan.leaves[leaf].leaf.table;
    throw Error{
        ErrorCode::not_pushed_down,
        fmt::format(
            "'{}' asks of {}, which stay in the database, for {}: {}. Let them be read into the "
            "book: Schema::read_up_to",
            metric_reading(data.query, data.plan, leaf), table, what, why)};
}

/// Of a table: which axes cut it, and how.
std::vector<CutWay> ways_of(
    const Database& database,
    const SqlTable& table,
    const BookData& book,
    const std::vector<Axis>& axes) {
    RowQuery rows{database, table};
    std::vector<CutWay> ways;
    for (const Axis& axis : axes)
        ways.push_back(rows.dimension(book, axis.name).way);
    return ways;
}

bool is_outside(
    const Scope& scope, const std::vector<CutWay>& ways, const std::vector<Axis>& axes) {
    for (const std::string& name : tested_dimensions(scope)) {
        const auto at = std::find_if(
            axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == name; });
        if (ways[static_cast<std::size_t>(at - axes.begin())] == CutWay::none) return true;
    }
    return false;
}

/// Drops all other groups.
void keep_groups(PartialData& data, std::span<const std::uint32_t> kept) {
    std::vector<std::vector<std::uint32_t>> groups;
    for (const std::uint32_t group : kept)
        groups.push_back(std::move(data.groups[group]));
    data.groups = std::move(groups);
    for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf) {
        const std::size_t columns = data.plan.time.columns(data.plan.leaves[leaf].leaf);
        std::visit(
            [&](auto& states) {
                std::remove_cvref_t<decltype(states)> left(kept.size() * columns);
                for (std::size_t cell = 0; cell < left.size(); ++cell)
                    if (const std::size_t from = kept[cell / columns] * columns + cell % columns;
                        from < states.size())
                        left[cell] = std::move(states[from]);
                states = std::move(left);
            },
            data.leaves[leaf].states);
    }
}

}  // namespace

DatabaseTables::DatabaseTables(Database database) : database_{std::move(database)} {
    for (const auto& [name, staying] : database_.staying) {
        Table& table = tables_.emplace_back();
        table.name = name;
        table.records = staying.records;
        for (const auto& [field, days] : staying.days) {
            const SqlTable& its = *database_.find(name);
            if (is_foreseen(its.rules(), *its.type().find(field))) continue;
            reach(table.days, days);
        }
    }
}

PartialData DatabaseTables::answer(const PartialData& here, const BookData& book) const {
    const bool is_restricted = !here.query.scope.is_everything();
    PartialData data{here.query, here.plan, std::make_shared<const BuildReport>()};
    for (const std::string& dimension : data.plan.kept_dimensions)
        data.axes.emplace_back().name = dimension;
    data.known_axes.assign(data.axes.size(), 0);
    if (is_restricted) data.outside.assign(data.plan.leaves.size(), 1);
    data.dictionaries.resize(data.plan.leaves.size());
    for (const LeafSpec& spec : data.plan.leaves) {
        LeafCells& leaf = data.leaves.emplace_back(cells_for(spec.leaf));
        leaf.scale = scale_of(spec.leaf.value);
        data.ways.emplace_back(data.axes.size(), CutWay::none);
    }
    for (const Table& table : tables_) {
        const std::vector<CutWay> ways =
            ways_of(database_, *database_.find(table.name), book, data.axes);
        const bool outside = is_restricted && is_outside(data.query.scope, ways, data.axes);
        for (std::size_t axis = 0; axis < ways.size(); ++axis)
            if (ways[axis] != CutWay::none) data.known_axes[axis] = 1;
        for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf) {
            const Leaf& its = data.plan.leaves[leaf].leaf;
            if (its.table != table.name) continue;
            data.ways[leaf] = ways;
            if (is_restricted) data.outside[leaf] = outside ? 1 : 0;
            data.leaves[leaf].records = static_cast<std::int64_t>(table.records);
            const auto& days = database_.stays(table.name)->days;
            if (const auto known = days.find(its.placement.from.name); known != days.end())
                data.leaves[leaf].first_day = known->second.first;
        }
    }
    add_leaves(data, book);
    for (std::size_t i = 0; i < data.leaves.size(); ++i) {
        const LeafSpec& spec = data.plan.leaves[i];
        resize(data.leaves[i].states, data.groups.size() * data.plan.time.columns(spec.leaf));
        naming_overflow(
            data.query, data.plan, i, [&] { finish_stocks(spec, data.plan.time, data.leaves[i]); });
    }
    data.first_lane_group = data.groups.size();
    return data;
}

void DatabaseTables::add_leaves(PartialData& data, const BookData& book) const {
    std::vector<bool> is_done(data.leaves.size());
    Groups groups{data};
    for (std::size_t first = 0; first < data.leaves.size(); ++first) {
        const Leaf& leaf = data.plan.leaves[first].leaf;
        if (is_done[first] || !database_.stays(leaf.table) || data.plan.time.ranges() == 0)
            continue;
        if (data.is_outside(first)) continue;
        if (const sql::NotPushedDown* reason = why_not_pushed(leaf))
            fail_not_pushed(data, first, reason->what, reason->why);
        std::vector<std::size_t> together{first};
        for (std::size_t i = first + 1; i < data.leaves.size(); ++i)
            if (!is_done[i] && !why_not_pushed(data.plan.leaves[i].leaf) &&
                go_together(leaf, data.plan.leaves[i].leaf))
                together.push_back(i);
        for (const std::size_t i : together)
            is_done[i] = true;
        LeafQuery query{database_, book, data, together};
        if (query.untold())
            fail_not_pushed(
                data, *query.untold(),
                "a field that only a book has, or a comparison of names by order",
                "the database does not know it");
        database_.executor->run(query.statement(), [&](sql::Row row) { query.take(row, groups); });
    }
    if (data.outside.empty())
        add_members(data, book, groups);
    else
        note_inside(data, book, groups);
}

void DatabaseTables::add_members(PartialData& data, const BookData& book, Groups& groups) const {
    const bool is_by_seat = std::all_of(data.axes.begin(), data.axes.end(), [&](const Axis& axis) {
        const auto place = book.level(axis.name);
        return axis.name == "company" || (place && place->seating == 0);
    });
    const std::vector<std::string>& asked = data.query.dimensions;
    if (is_by_seat && !asked.empty())
        add_unseated_reps(data, book, groups);
    else if (!is_by_seat && asked.size() == 1)
        add_all_of(fields_of(book, asked.front()), data, book, groups);
}

std::set<std::string> DatabaseTables::different(
    const std::string& table, const Sql& column, const RowQuery& rows) const {
    std::set<std::string> all;
    database_.executor->run(
        {fmt::format(
            "SELECT DISTINCT {0} FROM ({1}) r WHERE {0} IS NOT NULL", column,
            rows.text(database_.stays(table)->left_out))},
        [&](sql::Row row) { all.emplace(row[0].text); });
    return all;
}

/// Reps who have no seat appear whether they have records in these days or not.
void DatabaseTables::add_unseated_reps(
    PartialData& data, const BookData& book, Groups& groups) const {
    if (!reps_) {
        reps_.emplace();
        for (const Table& table : tables_) {
            RowQuery rows{database_, *database_.find(table.name)};
            if (const auto rep = rows.field(book.reps().innermost()))
                reps_->merge(different(table.name, *rep, rows));
        }
    }
    const Dictionary* known = book.dictionary(book.reps().innermost());
    for (const std::string& rep : *reps_) {
        const std::int32_t code = known ? known->find(rep) : missing_code;
        if (!book.reps().sittings(code).empty()) continue;
        std::vector<std::uint32_t> members(data.axes.size());
        for (std::size_t axis = 0; axis < members.size(); ++axis) {
            Axis& its = data.axes[axis];
            if (its.name == "company")
                members[axis] = its.number("company");
            else if (!book.level(its.name)->level)
                members[axis] = its.number(rep);
        }
        groups.number(std::move(members));
    }
}

/// All members of a single dimension appear, and all choices, as in a book.
void DatabaseTables::add_all_of(
    const DimensionFields& fields, PartialData& data, const BookData& book, Groups& groups) const {
    const auto add = [&](std::string_view name) {
        std::vector<std::uint32_t> members(data.axes.size());
        members.front() = data.axes.front().number(name);
        groups.number(std::move(members));
    };
    for (const Table& table : tables_) {
        const SqlTable& its = *database_.find(table.name);
        RowQuery rows{database_, its};
        const RowQuery::Cut cut = rows.dimension(book, fields.name);
        if (cut.way != CutWay::own && cut.way != CutWay::id) continue;
        for (const std::string& name : different(table.name, cut.column, rows))
            add(name);
        if (const FieldInfo* field = fields.find(its.type().fields);
            field && field->type == FieldType::choice)
            for (const std::string_view choice : field->choices)
                add(choice);
    }
}

/// On which days records are inside of what a query is restricted to, by a date of theirs.
struct DatabaseTables::Inside {
    std::optional<DayRange> days;
    std::vector<std::vector<std::uint32_t>> groups;

    void ask(
        const Database& database,
        const BookData& book,
        const Query& query,
        std::vector<Axis>& axes,
        const std::string& table,
        std::string_view date) {
        RowQuery rows{database, *database.find(table)};
        Bindings bindings{database.dialect()};
        const auto day = rows.field(date);
        const auto condition =
            condition_of(tests_of(query.scope, table), book.currency, rows, bindings);
        if (!day || !condition) return;
        const GroupKeys keys{book, query, axes, rows};
        std::vector<Sql> selected = keys.columns();
        selected.push_back(fmt::format("MIN({})", *day));
        selected.push_back(fmt::format("MAX({})", *day));
        sql::Statement statement{
            fmt::format(
                "SELECT {}\n  FROM (SELECT r.*{}\n  FROM ({}) r{}\n  WHERE {} IS NOT NULL{}) "
                "r{}{}{}",
                fmt::join(selected, ", "), keys.needs_seats() ? ", s.lane AS lane" : "",
                rows.text(database.stays(table)->left_out),
                keys.needs_seats() ? keys.join_seats() : Sql{}, *day,
                keys.needs_seats() ? " AND " + GroupKeys::sat_on(*day) : Sql{},
                condition->empty() ? "" : "\n  WHERE ", *condition,
                keys.columns().empty()
                    ? Sql{}
                    : fmt::format("\n  GROUP BY {}", fmt::join(keys.columns(), ", "))),
            bindings.values()};
        std::vector<std::pair<std::vector<std::uint32_t>, DayRange>> all;
        database.executor->run(statement, [&](sql::Row row) {
            const std::size_t at = keys.columns().size();
            if (row[at].is_missing()) return;
            all.push_back({keys.members(row), range_of(row[at], row[at + 1])});
        });
        const InsideGroups inside{axes, query.scope};
        for (auto& [members, its_days] : all) {
            if (!inside.may_have(members)) continue;
            reach(days, its_days);
            groups.push_back(std::move(members));
        }
    }
};

void DatabaseTables::note_inside(PartialData& data, const BookData& book, Groups& groups) const {
    for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf) {
        const Leaf& its = data.plan.leaves[leaf].leaf;
        if (data.outside[leaf] != 0 || !database_.stays(its.table)) continue;
        Inside inside;
        inside.ask(
            database_, book, data.query, data.axes, std::string{its.table},
            its.placement.from.name);
        data.leaves[leaf].records = inside.groups.empty() ? 0 : 1;
        data.leaves[leaf].first_day =
            inside.days ? inside.days->first : (std::numeric_limits<std::int32_t>::max)();
        if (data.query.dimensions.size() == 1 && !book.level(data.query.dimensions.front()))
            for (std::vector<std::uint32_t>& group : inside.groups) {
                std::fill(group.begin() + 1, group.end(), 0);
                if (group.front() != 0) groups.number(std::move(group));
            }
    }
    // What lies outside was counted too: the groups tell.
    const InsideGroups inside{data.axes, data.query.scope};
    std::vector<std::uint32_t> kept;
    for (std::uint32_t group = 0; group < data.groups.size(); ++group)
        if (inside.may_have(data.groups[group])) kept.push_back(group);
    keep_groups(data, kept);
}

std::optional<DayRange> DatabaseTables::days_inside(
    const BookData& book, const Scope& scope, std::optional<Date> as_is) const {
    Query query;
    query.scope = scope;
    query.as_is = as_is;
    std::optional<DayRange> days;
    for (const Table& table : tables_) {
        std::vector<Axis> axes;
        for (const std::string& name : tested_dimensions(scope))
            axes.emplace_back().name = name;
        const SqlTable& its = *database_.find(table.name);
        if (is_outside(scope, ways_of(database_, its, book, axes), axes)) continue;
        for (const FieldInfo& field : its.type().fields) {
            if (field.type != FieldType::date || field.is_made || is_foreseen(its.rules(), field))
                continue;
            Inside inside;
            inside.ask(database_, book, query, axes, table.name, field.name);
            reach(days, inside.days);
        }
    }
    return days;
}

}  // namespace saleskpi::inline v0_3::detail
