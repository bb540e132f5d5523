// SPDX-License-Identifier: MIT
#include "engine/in_order_scan.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

std::vector<std::int32_t> known_days(const LaneTask& task) {
    return task.known ? task.known->all_days() : std::vector<std::int32_t>{};
}

}  // namespace

/// In the order in which they can be taken. A day before all known ones follows from the next day,
/// every other from the one before it. The very first day of all is where counting begins: only
/// differences are ever read.
std::vector<InOrderScan::Stride> InOrderScan::strides(
    const std::vector<std::int32_t>& days, const std::vector<std::int32_t>& known) {
    std::vector<Stride> result;
    const auto first_behind =
        known.empty() ? days.begin() : std::lower_bound(days.begin(), days.end(), known.front());
    for (auto day = first_behind; day-- != days.begin();) {
        const auto column = static_cast<std::size_t>(day - days.begin());
        const bool is_last = day + 1 == first_behind;
        result.push_back(
            {column, is_last ? known.front() : *(day + 1),
             is_last ? std::nullopt : std::optional{column + 1}, true});
    }
    for (auto day = first_behind; day != days.end(); ++day) {
        const auto column = static_cast<std::size_t>(day - days.begin());
        const auto next_known = std::lower_bound(known.begin(), known.end(), *day);
        const bool has_known = next_known != known.begin();
        const bool has_new = day != first_behind;
        if (!has_known && !has_new) continue;
        if (has_known && (!has_new || *(next_known - 1) > *(day - 1)))
            result.push_back({column, *(next_known - 1), std::nullopt, false});
        else
            result.push_back({column, *(day - 1), column - 1, false});
    }
    return result;
}

std::vector<PieceWalk::Window> InOrderScan::windows(
    const std::vector<std::int32_t>& days, const std::vector<Stride>& strides) {
    std::vector<PieceWalk::Window> result;
    for (const Stride& s : strides)
        result.push_back(
            s.is_back ? PieceWalk::Window{days[s.column], s.other_day, s.column}
                      : PieceWalk::Window{s.other_day, days[s.column], s.column});
    std::sort(
        result.begin(), result.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return result;
}

InOrderScan::InOrderScan(
    const BookTable& part,
    const LaneRows& rows,
    Currency currency,
    std::span<const LaneTask> tasks,
    std::span<LaneSums* const> into)
    : facts_{part.plain},
      rows_{&rows},
      strides_{strides(into.front()->days, known_days(tasks.front()))},
      walk_{part, rows, windows(into.front()->days, strides_), into.front()->days.size()} {
    std::vector<std::vector<Test>> tests;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const LeafSpec& spec = *tasks[i].spec;
        const auto same = std::find(tests.begin(), tests.end(), spec.tests);
        const auto condition = static_cast<std::size_t>(same - tests.begin());
        if (same == tests.end()) {
            conditions_.emplace_back(spec.tests, facts_, currency, batch_);
            tests.push_back(spec.tests);
        }
        const RowValue& value = spec.leaf.value;
        // Taken apart if it can be: one of the two sums is often wanted for itself too.
        const bool is_two = value.kind == RowValue::Kind::difference && into[i]->missing.empty();
        const auto column = [](const ColumnRef& ref) {
            return RowValue{RowValue::Kind::column, ref, {}, ref.unit};
        };
        programs_.push_back(
            {condition, sum_for(condition, is_two ? column(value.a) : value),
             is_two ? std::optional{sum_for(condition, column(value.b))} : std::nullopt,
             tasks[i].known.get(), into[i]});
    }
    masks_.resize(conditions_.size());
    selected_.resize(conditions_.size());
}

std::size_t InOrderScan::sum_for(std::size_t condition, const RowValue& value) {
    const auto same = std::find_if(sums_.begin(), sums_.end(), [&](const SharedSum& p) {
        return p.condition == condition && p.value == value;
    });
    const auto number = static_cast<std::size_t>(same - sums_.begin());
    if (same == sums_.end()) sums_.push_back({condition, value, PieceSums{value, facts_, batch_}});
    return number;
}

void InOrderScan::run(std::size_t first_rep, std::size_t last_rep) {
    walk_.run(first_rep, last_rep, [&](std::size_t first, std::size_t n, const Pieces& pieces) {
        batch_.load(facts_, first, n);
        for (std::size_t i = 0; i < conditions_.size(); ++i) {
            conditions_[i].evaluate(batch_, masks_[i]);
            selected_[i].resize(pieces.size);
            kernels().count(masks_[i].data(), pieces, selected_[i].data());
        }
        for (SharedSum& sum : sums_)
            sum.sums.add_up(batch_, masks_[sum.condition], pieces, selected_[sum.condition]);
        for (const Program& program : programs_)
            add(program, walk_.cells());
    });
    const Lanes& lanes = rows_->lanes();
    for (const Program& program : programs_)
        cumulate(program, lanes.first_of(first_rep), lanes.first_of(last_rep));
}

void InOrderScan::add(const Program& program, std::span<const std::size_t> cells) const {
    const PieceSums& sums = sums_[program.sum].sums;
    LaneSums& into = *program.into;
    for (std::size_t p = 0; p < cells.size(); ++p)
        into.known[cells[p]] += sums.known()[p];
    if (!into.totals.empty())
        for (std::size_t p = 0; p < cells.size(); ++p)
            into.totals[cells[p]] += static_cast<std::int64_t>(sums.totals()[p]);
    if (program.less)
        for (std::size_t p = 0; p < cells.size(); ++p)
            into.totals[cells[p]] -=
                static_cast<std::int64_t>(sums_[*program.less].sums.totals()[p]);
    if (!into.missing.empty())
        for (std::size_t p = 0; p < cells.size(); ++p)
            into.missing[cells[p]] += selected_[program.condition][p] - sums.known()[p];
}

void InOrderScan::cumulate(
    const Program& program, std::size_t first_lane, std::size_t last_lane) const {
    LaneSums& into = *program.into;
    const std::size_t days = into.days.size();
    std::vector<LaneSums::Column> known;  // by stride
    for (const Stride& s : strides_)
        known.push_back(s.other_column ? LaneSums::Column{} : program.known->find(s.other_day));
    const auto in = [&](auto& sums, auto value_of) {
        if (sums.empty()) return;
        for (std::size_t lane = first_lane; lane < last_lane; ++lane) {
            auto* const cells = sums.data() + lane * days;
            for (std::size_t i = 0; i < strides_.size(); ++i) {
                const Stride& s = strides_[i];
                const auto other =
                    s.other_column ? cells[*s.other_column] : value_of(known[i], lane);
                cells[s.column] = s.is_back ? other - cells[s.column] : other + cells[s.column];
            }
        }
    };
    in(into.totals, [](const LaneSums::Column& c, std::size_t lane) { return c.total(lane); });
    in(into.known, [](const LaneSums::Column& c, std::size_t lane) { return c.known(lane); });
    in(into.missing, [](const LaneSums::Column& c, std::size_t lane) { return c.missing(lane); });
}

}  // namespace saleskpi::inline v0_3::detail
