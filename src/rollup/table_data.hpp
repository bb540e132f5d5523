// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"

#include <saleskpi/rollup/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A row per group and period of an answer: groups of every level that was asked for, in order.
struct TableData {
    explicit TableData(std::shared_ptr<const PartialData> answer);

    /// A group of the table, made up of finest groups of the answer.
    struct Group {
        std::size_t depth;  ///< how many of the query's dimensions it has a member of
        std::size_t first_member;
        std::size_t last_member;
    };

    std::span<const std::uint32_t> members_of(const Group& group) const {
        return std::span{members}.subspan(
            group.first_member, group.last_member - group.first_member);
    }
    /// The name of the group in one of its dimensions.
    std::string_view name(const Group& group, std::size_t dimension) const;
    bool is(const Group& group, std::span<const std::string_view> names) const;

    /// The number of a metric. Throws Error no_such_cell.
    std::size_t number_of(std::string_view id) const;

    std::shared_ptr<const PartialData> answer;
    std::vector<Group> groups;
    std::vector<std::uint32_t> members;  ///< ascending within each group
    std::size_t left_out = 0;            ///< groups of all dimensions that are not among the first

private:
    void list_groups(
        std::span<const std::uint32_t> order,
        const std::vector<std::vector<std::uint32_t>>& place,
        std::size_t least_depth);
};

/// Puts the groups beside each other into the order of a metric, and drops those behind the first.
void sort_groups(TableData& table);

/// What a table is made of, for those who read it in bulk.
struct TableAccess {
    static Table table(std::shared_ptr<const PartialData> answer);
    static RowView row(std::shared_ptr<const TableData> table, std::size_t number) {
        return {std::move(table), number};
    }
    static const std::shared_ptr<const TableData>& data(const Table& table) { return table.data_; }
};

/// The name of a member as reports show it.
std::string_view shown(const std::string& member);

/// The finest groups that make up a group, ascending; the group as the table names it.
std::vector<std::uint32_t> members_of(
    const PartialData& data, std::span<const std::string_view> group);

}  // namespace saleskpi::inline v0_3::detail
