// SPDX-License-Identifier: MIT
#include "engine/in_order_scan.hpp"

#include "book/table_rules.hpp"

#include <algorithm>

namespace saleskpi::detail {

namespace {

/// Rows between two pieces that may be read in vain rather than end a batch.
constexpr std::size_t small_gap = 512;

SortedColumn column_of_days(const BookTable& part) {
    const Column& days = part.plain.find(rules_of(part.name).clustered_by)->data;
    return {days.narrow(), days.all_missing()};
}

}  // namespace

InOrderScan::InOrderScan(
    const BookTable& part,
    const LaneRows& rows,
    Currency currency,
    std::span<const LaneTask* const> tasks,
    std::span<LaneSums* const> into)
    : facts_{part.plain},
      rows_{&rows},
      day_column_{column_of_days(part)},
      days_{into.front()->days} {
    if (tasks.front()->known) known_days_ = tasks.front()->known->days;
    std::vector<std::vector<Test>> tests;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const LeafSpec& spec = *tasks[i]->spec;
        const auto same = std::find(tests.begin(), tests.end(), spec.tests);
        const auto condition = static_cast<std::size_t>(same - tests.begin());
        if (same == tests.end()) {
            conditions_.emplace_back(spec.tests, facts_, currency, batch_);
            tests.push_back(spec.tests);
        }
        programs_.push_back(
            {condition, PieceSums{spec.leaf.value, facts_, batch_}, tasks[i]->known.get(),
             into[i]});
    }
    masks_.resize(conditions_.size());
    plan_windows();
}

/// The window that ends at a known day is the rest of one that is known as a whole.
void InOrderScan::plan_windows() {
    is_scanned_.assign(days_.size(), 1);
    if (known_days_.empty()) return;
    for (std::size_t k = 0; k < days_.size(); ++k)
        if (days_[k] > known_days_.front() && days_[k] <= known_days_.back())
            is_scanned_[k] = !std::binary_search(known_days_.begin(), known_days_.end(), days_[k]);
}

void InOrderScan::run(std::size_t first_rep, std::size_t last_rep) {
    const Lanes& lanes = rows_->lanes();
    for (std::size_t rep = first_rep; rep < last_rep; ++rep) {
        std::size_t row = rows_->first(rep);
        for (std::size_t lane = lanes.first_of(rep); lane < lanes.first_of(rep + 1); ++lane)
            add_lane(lane, row, rows_->last(rep));
    }
    flush();
    for (const Program& program : programs_)
        for (std::size_t lane = lanes.first_of(first_rep); lane < lanes.first_of(last_rep); ++lane)
            cumulate(program, lane);
}

void InOrderScan::add_lane(std::size_t number, std::size_t& row, std::size_t last_row) {
    const Lane& lane = rows_->lanes()[number];
    const auto begin = std::upper_bound(days_.begin(), days_.end(), lane.from) - days_.begin();
    for (auto k = static_cast<std::size_t>((std::max)(begin, std::ptrdiff_t{1}));
         k < days_.size() && row < last_row; ++k) {
        if (days_[k - 1] >= lane.until) return;
        if (!is_scanned_[k]) continue;
        const std::size_t first =
            day_column_.first_from(row, last_row, (std::max)(days_[k - 1], lane.from));
        row = day_column_.first_from(first, last_row, (std::min)(days_[k], lane.until));
        if (first < row) add_piece(first, row, number * days_.size() + k);
    }
}

void InOrderScan::add_piece(std::size_t first, std::size_t last, std::size_t cell) {
    while (first < last) {
        const bool is_far = !starts_.empty() && (first >= first_row_ + Batch::capacity ||
                                                 first > first_row_ + ends_.back() + small_gap);
        if (is_far) flush();
        if (starts_.empty()) first_row_ = first;
        const std::size_t end = (std::min)(last, first_row_ + Batch::capacity);
        starts_.push_back(static_cast<std::uint32_t>(first - first_row_));
        ends_.push_back(static_cast<std::uint32_t>(end - first_row_));
        cells_.push_back(cell);
        first = end;
    }
}

void InOrderScan::flush() {
    if (starts_.empty()) return;
    batch_.load(facts_, first_row_, ends_.back());
    for (std::size_t i = 0; i < conditions_.size(); ++i)
        conditions_[i].evaluate(batch_, masks_[i]);
    const Pieces pieces{starts_.data(), ends_.data(), starts_.size()};
    for (Program& program : programs_) {
        const PieceSums& sums = program.sums;
        program.sums.add_up(batch_, masks_[program.condition], pieces);
        LaneSums& into = *program.into;
        for (std::size_t p = 0; p < pieces.size; ++p)
            into.known[cells_[p]] += sums.known(p);
        if (sums.has_totals())
            for (std::size_t p = 0; p < pieces.size; ++p)
                into.totals[cells_[p]] += sums.total(p);
        if (sums.may_miss())
            for (std::size_t p = 0; p < pieces.size; ++p)
                into.missing[cells_[p]] += sums.missing(p);
    }
    starts_.clear();
    ends_.clear();
    cells_.clear();
}

void InOrderScan::cumulate(const Program& program, std::size_t lane) const {
    const auto in = [&](auto& sums, const auto* known) {
        if (sums.empty()) return;
        auto* const cells = sums.data() + lane * days_.size();
        if (known && !known->empty()) {
            const auto* const before = known->data() + lane * known_days_.size();
            std::size_t next = 0;  // among the known days
            auto since = cells[0];
            for (std::size_t k = 0; k < days_.size(); ++k) {
                const bool is_known = next < known_days_.size() && days_[k] == known_days_[next];
                if (is_known && next > 0) {
                    cells[k] = before[next] - before[next - 1] - since;
                }
                if (is_known) {
                    since = 0;
                    ++next;
                } else if (next > 0) {
                    since += cells[k];
                }
            }
        }
        for (std::size_t k = 1; k < days_.size(); ++k)
            cells[k] += cells[k - 1];
    };
    LaneSums& into = *program.into;
    const LaneSums* known = program.known;
    if (known && lane >= known->rows()) known = nullptr;  // a rep who joined the book since
    in(into.known, known ? &known->known : nullptr);
    in(into.totals, known ? &known->totals : nullptr);
    in(into.missing, known ? &known->missing : nullptr);
}

}  // namespace saleskpi::detail
