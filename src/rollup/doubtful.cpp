// SPDX-License-Identifier: MIT
#include "rollup/doubtful.hpp"

#include "book/table_rules.hpp"
#include "engine/doubt_test.hpp"
#include "engine/part_weight.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int32_t ever = (std::numeric_limits<std::int32_t>::min)();
constexpr std::int32_t never = (std::numeric_limits<std::int32_t>::max)();

/// In which days a record may count; certain if it would count in just these, if at all.
struct Days {
    std::int32_t first = ever;
    std::int32_t until = never;
    bool is_certain = false;
};

class Finder {
public:
    Finder(PartialData& data, const BookData& book, const Cut& cut, const InsideGroups* inside)
        : data_{&data}, book_{&book}, cut_{&cut}, inside_{inside} {}

    void run() {
        for (std::size_t leaf = 0; leaf < data_->plan.leaves.size(); ++leaf) {
            if (data_->is_outside(leaf)) continue;
            found_.clear();
            const LeafSpec& spec = data_->plan.leaves[leaf];
            for (const auto& doubt : book_->doubts->records)
                if (doubt->of->table == spec.leaf.table) look_at(spec, *doubt);
            if (const auto unread = book_->doubts->unread.find(spec.leaf.table);
                unread != book_->doubts->unread.end())
                add({std::vector<std::uint32_t>(data_->axes.size(), Cut::any_member)}, {}, {},
                    false, static_cast<std::uint32_t>(unread->second));
            look_at_undated(spec);
            if (found_.empty()) continue;
            data_->doubtful.resize(data_->plan.leaves.size());
            for (auto& [key, doubtful] : found_)
                data_->doubtful[leaf].all.push_back(std::move(doubtful));
        }
    }

private:
    using Groups = std::vector<std::vector<std::uint32_t>>;

    void look_at(const LeafSpec& spec, const Doubt& doubt) {
        if ((doubt.seen_by & seen_by(spec.leaf)) == SeenBy::none) return;
        const Satisfies counts = satisfies(spec.tests, doubt, *book_->dictionaries);
        if (!counts.may) return;
        const std::optional<Days> days = days_of(spec.leaf, doubt);
        if (!days) return;
        const bool is_certain = !doubt.is_rejected && !counts.may_not;
        const bool is_counted = is_certain && days->is_certain;
        if (is_counted && doubt.unknown.empty() && !doubt.is_owner_unknown) return;
        std::optional<std::int32_t> day;
        if (data_->query.as_is)
            day = to_day(*data_->query.as_is);
        else if (!spec.leaf.placement.is_stock() && days->is_certain)
            day = days->first;
        Groups groups = cut_->possible_groups(doubt, day);
        std::vector<std::uint32_t> counted_in;
        if (is_counted) {
            // It counts, but where it is not known whose it is among those of nobody.
            const Groups as_read = cut_->possible_groups(without_unknown(doubt), day);
            if (as_read == groups || as_read.size() != 1) return;
            counted_in = as_read.front();
        }
        if (inside_)
            std::erase_if(groups, [&](const auto& group) { return !inside_->may_have(group); });
        const bool is_undated = is_certain && !is_counted;
        if (!groups.empty()) add(std::move(groups), std::move(counted_in), *days, is_undated, 1);
    }

    static Doubt without_unknown(Doubt doubt) {
        doubt.unknown.clear();
        doubt.is_owner_unknown = false;
        return doubt;
    }

    /// The value of a date of the record: unknown, or missing_number.
    struct Day {
        bool is_unknown = false;
        std::int64_t value = missing_number;
    };
    static Day day_of(const ColumnRef& date, const Doubt& doubt) {
        const auto field = doubt.of->find(date.name);
        if (!field) return {};
        return {doubt.is_unknown(*field), doubt.value(*field)};
    }

    static std::optional<Days> days_of(const Leaf& leaf, const Doubt& doubt) {
        const Placement& placement = leaf.placement;
        const Day from = day_of(placement.from, doubt);
        if (placement.kind == Placement::Kind::by) {
            if (from.value != missing_number) {
                const auto day = static_cast<std::int32_t>(from.value);
                return Days{day, day + 1, true};
            }
            // A date that a record need not have: it did not happen.
            const bool is_expected = placement.from.name == rules_of(leaf.table).begins;
            if (!from.is_unknown && !is_expected) return std::nullopt;
            return Days{};
        }
        const Day until = day_of(placement.until, doubt);
        Days days;
        if (from.value != missing_number) days.first = static_cast<std::int32_t>(from.value);
        if (until.value != missing_number) days.until = static_cast<std::int32_t>(until.value);
        const bool is_spread = placement.kind == Placement::Kind::spread;
        if (is_spread && from.value == missing_number && !from.is_unknown) return std::nullopt;
        if (is_spread && until.value == missing_number && !until.is_unknown) return std::nullopt;
        // Since when it is in a stock other dates tell.
        days.is_certain = !until.is_unknown && !(is_spread && from.is_unknown);
        return days;
    }

    /// Records without the day on which they came into being, by which the leaf places them.
    void look_at_undated(const LeafSpec& spec) {
        const Leaf& leaf = spec.leaf;
        const TableRules& rules = rules_of(leaf.table);
        if (leaf.placement.kind != Placement::Kind::by || rules.begins.empty() || rules.is_plan ||
            leaf.placement.from.name != rules.begins)
            return;
        for (const TablePart& part : book_->tables) {
            if (part->name != leaf.table || part.is_variant || weight_of(part, leaf).is_none())
                continue;
            look_at_rows(spec, part, part->plain);
            look_at_rows(spec, part, part->lines);
        }
    }

    void look_at_rows(const LeafSpec& spec, const TablePart& part, const ColumnSet& set) {
        const NamedColumn* date = set.find(spec.leaf.placement.from.name);
        if (!date || set.rows == 0) return;
        const bool is_lines = &set == &part->lines;
        std::shared_ptr<const DoubtFields> fields;
        std::vector<const NamedColumn*> columns;
        std::set<std::uint32_t> seen;
        std::vector<std::int32_t> days(std::size_t{4096});
        each_living(
            part.dead_rows(set), set.rows, days.size(), [&](std::size_t first, std::size_t n) {
                date->data.read(first, n, days.data(), missing_day);
                for (std::size_t i = 0; i < n; ++i) {
                    if (days[i] != missing_day) continue;
                    if (!fields) fields = wanted_fields(spec, part, set, columns);
                    const std::size_t row = first + i;
                    if (is_lines && !seen.insert(part->record_of_line[row]).second) continue;
                    if (!is_known(part, set, row)) look_at(spec, doubt_of(fields, columns, row));
                }
            });
    }

    /// Whether what is wrong with the record was found when the book was built.
    bool is_known(const TablePart& part, const ColumnSet& set, std::size_t row) {
        if (!has_names_) {
            for (const auto& doubt : book_->doubts->records)
                if (!doubt->is_rejected) names_.emplace(doubt->of->table, doubt->name);
            has_names_ = true;
        }
        if (names_.empty()) return false;
        const std::size_t record =
            &set == &part->lines ? part->plain.rows + part->record_of_line[row] : row;
        return names_.contains({part->name, part->record_name(record).shown()});
    }

    /// The fields that the conditions ask, and those by which results are cut.
    std::shared_ptr<const DoubtFields> wanted_fields(
        const LeafSpec& spec,
        const TablePart& part,
        const ColumnSet& set,
        std::vector<const NamedColumn*>& columns) const {
        auto fields = std::make_shared<DoubtFields>();
        fields->table = part->name;
        std::set<std::string_view> asked{spec.leaf.placement.from.name};
        for (const Test& test : spec.tests)
            asked.insert({test.column.name, test.constant.column.name});
        for (const NamedColumn& column : set.columns) {
            const bool is_number =
                column.type != FieldType::text && column.type != FieldType::choice;
            if (is_number && !asked.contains(column.name)) continue;
            fields->fields.push_back({column.name, column.domain, column.type, column.choices});
            columns.push_back(&column);
        }
        return fields;
    }

    Doubt doubt_of(
        const std::shared_ptr<const DoubtFields>& fields,
        const std::vector<const NamedColumn*>& columns,
        std::size_t row) const {
        Doubt doubt;
        doubt.of = fields;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::int64_t value = missing_number;
            columns[i]->data.read(row, 1, &value);
            if (value != missing_number)
                doubt.values.emplace_back(static_cast<std::uint16_t>(i), value);
        }
        return doubt;
    }

    void add(
        Groups groups,
        std::vector<std::uint32_t> counted_in,
        const Days& days,
        bool is_undated,
        std::uint32_t records) {
        const auto [known, is_new] =
            found_.try_emplace({groups, counted_in, days.first, days.until});
        if (is_new)
            known->second = {std::move(groups), std::move(counted_in), days.first, days.until};
        (is_undated ? known->second.undated : known->second.unread) += records;
    }

    PartialData* data_;
    const BookData* book_;
    const Cut* cut_;
    const InsideGroups* inside_;
    bool has_names_ = false;
    std::set<std::pair<std::string, std::string>> names_;
    using Where = std::tuple<Groups, std::vector<std::uint32_t>, std::int32_t, std::int32_t>;
    std::map<Where, Doubtful> found_;
};

bool is_in(std::span<const std::uint32_t> group, std::span<const std::uint32_t> possible) {
    for (std::size_t axis = 0; axis < group.size(); ++axis)
        if (possible[axis] != Cut::any_member && possible[axis] != group[axis]) return false;
    return true;
}

std::vector<std::uint32_t> groups_in(
    const PartialData& data, std::span<const std::uint32_t> possible) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t number = 0; number < data.groups.size(); ++number)
        if (is_in(data.groups[number], possible)) numbers.push_back(number);
    return numbers;
}

bool may_count(const Doubtful& doubtful, const Leaf& leaf, const Window& days) {
    const std::int32_t first = to_day(days.first);
    const std::int32_t until = to_day(days.until);
    const auto is_there = [&](std::int32_t day) {
        return doubtful.first <= day && day < doubtful.until;
    };
    if (leaf.aggregation.compares_edges)
        return leaf.placement.is_stock() ? is_there(first - 1) || is_there(until - 1)
                                         : doubtful.first < until;
    if (leaf.is_balance()) {
        switch (leaf.placement.kind) {
            case Placement::Kind::active_at_end:
                return is_there(until - 1);
            case Placement::Kind::active_at_start:
                return is_there(first - 1);
            default:
                return is_there(first - 1) && is_there(until - 1);
        }
    }
    return doubtful.first < until && first < doubtful.until;
}

bool is_any_among(std::span<const std::uint32_t> some, std::span<const std::uint32_t> groups) {
    return std::any_of(some.begin(), some.end(), [&](std::uint32_t group) {
        return std::binary_search(groups.begin(), groups.end(), group);
    });
}

/// Up to so many groups what they lack is looked up group by group.
constexpr std::size_t few_groups = 4;

}  // namespace

void note_doubtful(
    PartialData& data, const BookData& book, const Cut& cut, const InsideGroups* inside) {
    Finder{data, book, cut, inside}.run();
}

void place_doubtful(PartialData& data) {
    for (DoubtfulOfLeaf& of_leaf : data.doubtful) {
        of_leaf.of_group.assign(of_leaf.empty() ? 0 : data.groups.size(), {});
        for (std::size_t i = 0; i < of_leaf.all.size(); ++i) {
            std::set<std::uint32_t> in;
            std::vector<std::vector<std::uint32_t>> possible = of_leaf.all[i].groups;
            const auto find = [&] {
                for (const auto& group : possible)
                    for (const std::uint32_t number : groups_in(data, group))
                        in.insert(number);
            };
            find();
            // Where there is no such group, the ones around are meant.
            for (std::size_t axis = data.axes.size(); in.empty() && axis-- > 0; find())
                for (auto& group : possible)
                    group[axis] = Cut::any_member;
            of_leaf.all[i].in.assign(in.begin(), in.end());
            of_leaf.all[i].counted.clear();
            if (!of_leaf.all[i].counted_in.empty())
                of_leaf.all[i].counted = groups_in(data, of_leaf.all[i].counted_in);
            for (const std::uint32_t group : in)
                of_leaf.of_group[group].push_back(static_cast<std::uint32_t>(i));
        }
    }
}

Marks marks_of(
    const DoubtfulOfLeaf& doubtful,
    const Leaf& leaf,
    std::span<const std::uint32_t> groups,
    const Window& days) {
    std::uint32_t undated = 0;
    std::uint32_t unread = 0;
    const auto add = [&](const Doubtful& one) {
        if (is_any_among(one.counted, groups)) return;
        undated += one.undated;
        unread += one.unread;
    };
    if (groups.empty()) {
        // Where nothing at all counts there is no group; what may count is then of every row.
        for (const Doubtful& one : doubtful.all)
            if (one.in.empty() && may_count(one, leaf, days)) add(one);
    } else if (groups.size() <= few_groups) {
        std::vector<std::uint32_t> numbers;
        for (const std::uint32_t group : groups)
            if (group < doubtful.of_group.size())
                for (const std::uint32_t number : doubtful.of_group[group])
                    if (may_count(doubtful.all[number], leaf, days)) numbers.push_back(number);
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        for (const std::uint32_t number : numbers)
            add(doubtful.all[number]);
    } else {
        for (const Doubtful& one : doubtful.all)
            if (may_count(one, leaf, days) && is_any_among(one.in, groups)) add(one);
    }
    Marks marks;
    marks.lack(undated, unread);
    return marks;
}

void add_doubtful(PartialData& into, const PartialData& from, std::size_t leaf) {
    if (from.doubtful.empty() || from.doubtful[leaf].empty()) return;
    into.doubtful.resize(into.leaves.size());
    for (Doubtful doubtful : from.doubtful[leaf].all) {
        const auto translate = [&](std::vector<std::uint32_t>& group) {
            for (std::size_t axis = 0; axis < group.size(); ++axis)
                if (group[axis] != Cut::any_member)
                    group[axis] = into.axes[axis].number(from.axes[axis].members[group[axis]]);
        };
        translate(doubtful.counted_in);
        for (auto& group : doubtful.groups)
            translate(group);
        into.doubtful[leaf].all.push_back(std::move(doubtful));
    }
}

}  // namespace saleskpi::inline v0_3::detail
