// SPDX-License-Identifier: MIT
#include "rollup/evaluate.hpp"
#include "rollup/table_data.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Group = TableData::Group;
using Groups = std::vector<Group>;

class Sorter {
public:
    Sorter(TableData& table, const Period& days) : table_{&table}, days_{&days} {}

    /// Of groups that have the first `depth` dimensions in common, those of fewer dimensions last.
    Groups sorted(const Groups& groups, std::size_t depth) {
        const std::size_t dimensions = table_->answer->query.dimensions.size();
        if (depth == dimensions) return groups;
        std::vector<Branch> branches;
        Groups totals;
        for (const Group& group : groups)
            if (group.depth == depth)
                totals.push_back(group);
            else if (!branches.empty() && is_same(branches.back().groups.back(), group, depth))
                branches.back().groups.push_back(group);
            else
                branches.push_back({{group}, {}});
        for (Branch& branch : branches)
            branch.value = value_of(branch.groups, depth + 1);
        std::stable_sort(
            branches.begin(), branches.end(), [this](const Branch& a, const Branch& b) {
                if (!a.value || !b.value) return a.value && !b.value;
                return ordering().order == SortOrder::descending ? *b.value < *a.value
                                                                 : *a.value < *b.value;
            });
        if (depth + 1 == dimensions && ordering().top > 0 && branches.size() > ordering().top) {
            table_->left_out += branches.size() - ordering().top;
            branches.resize(ordering().top);
        }
        Groups all;
        for (const Branch& branch : branches)
            for (const Group& group : sorted(branch.groups, depth + 1))
                all.push_back(group);
        all.insert(all.end(), totals.begin(), totals.end());
        return all;
    }

private:
    /// The groups under one member of a dimension, and its value.
    struct Branch {
        Groups groups;
        std::optional<Exact> value;
    };

    const Query::ByMetric& ordering() const { return *table_->answer->query.sorting; }

    bool is_same(const Group& a, const Group& b, std::size_t dimension) const {
        return table_->name(a, dimension) == table_->name(b, dimension);
    }

    std::optional<Exact> value_of(const Groups& groups, std::size_t depth) {
        std::vector<std::uint32_t> members;
        for (const Group& group : groups) {
            const auto its = table_->members_of(group);
            members.insert(members.end(), its.begin(), its.end());
        }
        std::sort(members.begin(), members.end());
        members.erase(std::unique(members.begin(), members.end()), members.end());
        Evaluated value =
            Evaluator{*table_->answer, members, depth}.whole(ordering().metric, *days_);
        if (value.reason || !value.value.value()) return std::nullopt;
        return std::move(value.value);
    }

    TableData* table_;
    const Period* days_;
};

}  // namespace

void sort_groups(TableData& table) {
    const std::optional<Period> days = all_days_of(table.answer->query);
    if (days) table.groups = Sorter{table, *days}.sorted(table.groups, 0);
}

}  // namespace saleskpi::inline v0_3::detail
