// SPDX-License-Identifier: MIT
#include "plan/program.hpp"
#include "rollup/doubtful.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/remembered.hpp"

#include <fmt/format.h>

#include <algorithm>

/// What a report is not cut by: such records stand under the unassigned, all of them.
namespace saleskpi::inline v0_3::detail {

namespace {

/// Whether a leaf is read as it is, or as a target, and not as a reference figure, which may be that of
/// a group around.
bool is_read(const PartialData& data, std::size_t leaf) {
    for (std::size_t m = 0; m < data.query.metrics.size(); ++m) {
        const Definition& metric = data.query.metrics[m];
        const std::vector<bool> read = read_leaves(metric);
        for (std::size_t i = 0; i < read.size(); ++i)
            if (data.plan.leaf_of[m][i] == leaf && (read[i] || is_figure(metric, i, "targets")))
                return true;
    }
    return false;
}

}  // namespace

void note_uncut(PartialData& data) {
    data.uncut.assign(data.ways.size(), 0);
    for (std::size_t leaf = 0; leaf < data.ways.size(); ++leaf)
        for (std::size_t axis = 0; axis < data.ways[leaf].size(); ++axis)
            if (data.ways[leaf][axis] == CutWay::none) data.uncut[leaf] |= std::uint64_t{1} << axis;
    const auto is_cut = [](std::uint64_t axes) { return axes == 0; };
    if (std::all_of(data.uncut.begin(), data.uncut.end(), is_cut)) data.uncut.clear();
}

bool lacks_unassigned(const PartialData& data) {
    if (data.query.dimensions.size() != 1 || data.uncut.empty()) return false;
    for (const auto& group : data.groups)
        if (group.front() == 0) return false;
    for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf)
        if (!data.is_outside(leaf) && data.is_uncut(leaf, 1) && is_read(data, leaf)) return true;
    return false;
}

namespace {

void require_known_axes(const PartialData& data) {
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
        if (data.known_axes[axis] == 0)
            throw Error{
                ErrorCode::unknown_dimension,
                fmt::format("no part has a dimension '{}'", data.axes[axis].name)};
}

void add_unassigned(PartialData& data) {
    data.groups.emplace_back(data.axes.size(), 0);
    data.first_lane_group = data.groups.size();
    // Those of nobody, for whom the groups around were meant as there was none.
    place_doubtful(data);
    data.remembered = std::make_shared<Remembered>();
}

}  // namespace

void finish(PartialData& data) {
    require_known_axes(data);
    if (lacks_unassigned(data)) add_unassigned(data);
}

std::shared_ptr<const PartialData> finished(std::shared_ptr<const PartialData> data) {
    require_known_axes(*data);
    if (!lacks_unassigned(*data)) return data;
    auto whole = std::make_shared<PartialData>(*data);
    add_unassigned(*whole);
    return whole;
}

}  // namespace saleskpi::inline v0_3::detail
