// SPDX-License-Identifier: MIT
#include "rollup/table_writer.hpp"

#include "rollup/evaluate.hpp"

#include <saleskpi/rollup/dimension.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace saleskpi {

namespace {

using detail::PartialData;

std::string shown(const std::string& member) {
    return member.empty() ? std::string{unassigned} : member;
}

/// Names ascending, a subtotal after the groups it is the total of, the unassigned last.
struct InReportOrder {
    bool operator()(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
        for (std::size_t i = 0; i < (std::min)(a.size(), b.size()); ++i) {
            if (a[i] == b[i]) continue;
            if (a[i] == unassigned || b[i] == unassigned) return b[i] == unassigned;
            return a[i] < b[i];
        }
        return a.size() > b.size();
    }
};

using Groups = std::map<std::vector<std::string>, std::vector<std::uint32_t>, InReportOrder>;

Groups groups_of(const PartialData& data) {
    Groups groups;
    const std::size_t asked = data.query.dimensions.size();
    for (std::uint32_t finest = 0; finest < data.groups.size(); ++finest) {
        std::vector<std::string> path;
        for (std::size_t a = 0; a < asked; ++a)
            path.push_back(shown(data.axes[a].members[data.groups[finest][a]]));
        while (true) {
            groups[path].push_back(finest);
            if (path.empty() || !data.query.subtotals) break;
            path.pop_back();
        }
    }
    if (asked == 0 || data.query.subtotals) groups[{}];  // a total there is always
    return groups;
}

}  // namespace

Table TableWriter::write(const PartialData& data) {
    Table table;
    table.metrics_ = data.query.metrics;
    table.dimensions_ = data.query.dimensions;
    table.grain_ = data.query.grain;
    table.window_ = data.query.window;
    table.calendar_ = data.query.calendar;
    table.currency_ = data.query.currency;
    table.as_of_ = data.query.as_of;
    table.report_ = data.report;
    const Groups groups = groups_of(data);
    const std::size_t rows = groups.size() * data.plan.periods.size();
    table.keys_.reserve(rows);
    table.values_.reserve(rows * data.query.metrics.size());
    for (const auto& [path, members] : groups) {
        detail::Evaluator evaluator{data, members, path.size()};
        for (const Period& period : data.plan.periods) {
            table.keys_.push_back({path, period, data.query.calendar.label(period)});
            for (std::size_t m = 0; m < data.query.metrics.size(); ++m)
                table.values_.push_back(evaluator.metric(m, period));
        }
    }
    return table;
}

std::vector<std::uint32_t> detail::members_of(
    const PartialData& data, std::span<const std::string_view> group) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t finest = 0; finest < data.groups.size(); ++finest) {
        bool inside = true;
        for (std::size_t a = 0; a < group.size(); ++a)
            inside &= shown(data.axes[a].members[data.groups[finest][a]]) == group[a];
        if (inside) members.push_back(finest);
    }
    return members;
}

}  // namespace saleskpi
