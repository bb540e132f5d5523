// SPDX-License-Identifier: MIT
#include "rollup/many_cells.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::uint8_t no_reason = ManyValues::no_reason;

/// Leaves that are not read in another way.
class OneByOne final : public LeafReader {
public:
    OneByOne(const LeafSource& source, std::size_t leaf, const std::vector<std::size_t>& ranges)
        : source_{&source}, leaf_{leaf}, ranges_{&ranges} {}

    void read(
        std::span<const std::uint32_t> groups,
        std::size_t first,
        std::size_t last,
        ManyValues& values,
        std::size_t cell) const override {
        for (std::size_t i = first; i < last; ++i)
            values.set(cell++, fitting_value(*source_, leaf_, groups, (*ranges_)[i]));
    }

private:
    const LeafSource* source_;
    std::size_t leaf_;
    const std::vector<std::size_t>* ranges_;
};

bool goes_over_columns(const Definition& metric) {
    const Program& program = program_of(metric);
    const auto& lines = program.whole().lines;
    return std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
        const StepKind kind = metric.steps()[line.step].kind;
        return kind == steps::leaf || kind == steps::constant ||
               program.node(line.step).rule->combine_many != nullptr;
    });
}

/// As Evaluator::metric says it.
CellParts parts_of(const Evaluated& result) {
    CellParts cell;
    cell.marks = result.marks;
    cell.reason = result.reason;
    if (cell.reason) return cell;
    const std::optional<Exact::Parts> parts = result.value.parts();
    if (!parts || is_too_large(parts->numerator, parts->denominator)) {
        cell.reason = Reason::too_large;
        return cell;
    }
    cell.value = *parts;
    if (result.value.is_rounded()) cell.marks.add(Mark::rounded);
    return cell;
}

}  // namespace

ManyCells::ManyCells(const TableData& table)
    : table_{&table},
      source_{table.answer.get()},
      readers_(source_->plan.leaves.size()),
      is_read_(readers_.size()),
      leaves_(readers_.size()) {
    const QueryPlan& plan = source_->plan;
    for (const Period& period : plan.periods)
        ranges_.push_back(plan.time.find(period.window()));
    std::size_t most_lines = 0;
    std::size_t most_leaves = 0;
    for (std::size_t m = 0; m < source_->query.metrics.size(); ++m) {
        const Definition& metric = source_->query.metrics[m];
        is_many_.push_back(goes_over_columns(metric));
        if (!is_many_[m]) continue;
        most_lines = (std::max)(most_lines, program_of(metric).whole().lines.size());
        most_leaves = (std::max)(most_leaves, metric.leaves().size());
        for (std::size_t i = 0; i < plan.leaf_of[m].size(); ++i) {
            is_read_[plan.leaf_of[m][i]] = 1;
            if (const auto all = plan.all_of[m][i]) is_read_[*all] = 1;
        }
    }
    lines_.resize((std::max)(most_lines, most_leaves));
    for (std::size_t leaf = 0; leaf < readers_.size(); ++leaf) {
        if (!is_read_[leaf]) continue;
        readers_[leaf] = source_->reader(leaf, ranges_);
        if (!readers_[leaf]) readers_[leaf] = std::make_unique<OneByOne>(*source_, leaf, ranges_);
    }
}

void ManyCells::add_rows(std::size_t first_row, std::size_t rows, ReportBlock& block) {
    find_parts(first_row, rows);
    read_leaves();
    for (std::size_t m = 0; m < block.columns.size(); ++m)
        if (is_many_[m])
            add_many(m, block.columns[m]);
        else
            add_single(m, block.columns[m]);
}

void ManyCells::find_parts(std::size_t first_row, std::size_t rows) {
    parts_.clear();
    cells_ = 0;
    const std::size_t periods = ranges_.size();
    while (cells_ < rows) {
        const std::size_t row = first_row + cells_;
        const TableData::Group& group = table_->groups[row / periods];
        const std::size_t first = row % periods;
        const std::size_t last = (std::min)(periods, first + rows - cells_);
        const auto members = table_->members_of(group);
        parts_.push_back(
            {&group, members, named_axes(*source_, members, group.depth), first, last, cells_});
        cells_ += last - first;
    }
    evaluators_.clear();
    evaluators_.resize(parts_.size());
}

void ManyCells::read_leaves() {
    for (std::size_t leaf = 0; leaf < readers_.size(); ++leaf)
        if (readers_[leaf])
            for (const Part& part : parts_)
                readers_[leaf]->read(
                    part.members, part.first_period, part.last_period, leaves_[leaf],
                    part.first_cell);
}

const ManyValues& ManyCells::leaf_of(std::size_t metric, std::size_t index, ManyValues& own) const {
    const std::size_t number = source_->plan.leaf_of[metric][index];
    const auto all = source_->plan.all_of[metric][index];
    const ManyValues& read = leaves_[number];
    if (!all && !source_->has_uncut()) return read;
    own = read;
    if (all)
        for (std::size_t i = 0; i < cells_; ++i) {
            const ManyValues& everyone = leaves_[*all];
            const std::int64_t records = everyone.reason[i] == no_reason ? everyone.records[i] : 0;
            own.missing[i] = records - own.records[i];
            if (own.records[i] == 0 && own.missing[i] > 0)
                own.reason[i] = static_cast<std::uint8_t>(Reason::missing_values);
        }
    for (const Part& part : parts_)
        if (source_->is_uncut(number, part.named))
            for (std::size_t i = 0; i < part.last_period - part.first_period; ++i)
                own.set(part.first_cell + i, without_value(Reason::not_cut));
    return own;
}

const ManyValues& ManyCells::compute(std::size_t number) {
    const Definition& metric = source_->query.metrics[number];
    const Program& program = program_of(metric);
    const auto& lines = program.whole().lines;
    line_of_.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const Step& step = metric.steps()[line.step];
        const Program::Node& node = program.node(line.step);
        line_of_[i] = &lines_[i];
        if (step.kind == steps::leaf)
            line_of_[i] = &leaf_of(number, step.leaf, lines_[i]);
        else if (step.kind == steps::constant)
            for (std::size_t cell = 0; cell < cells_; ++cell)
                lines_[i].set(cell, Evaluated{step.constant, std::nullopt});
        else
            node.rule->combine_many(
                {node.last_reads_records, *line_of_[line.operands[0]], *line_of_[line.operands[1]],
                 cells_, lines_[i]});
    }
    return *line_of_[lines.size() - 1];
}

void ManyCells::add_many(std::size_t metric, CellColumn& column) {
    const ManyValues& values = compute(metric);
    // The lines are done with, but for the last of them, which may be the value.
    std::array<Coverage, ManyValues::most> coverage{};
    ManyValues own;
    for (std::size_t leaf = 0; leaf < source_->plan.leaf_of[metric].size(); ++leaf) {
        const ManyValues& of_leaf = leaf_of(metric, leaf, own);
        for (std::size_t i = 0; i < cells_; ++i)
            coverage[i] =
                lower(coverage[i], {of_leaf.records[i], of_leaf.records[i] + of_leaf.missing[i]});
    }
    for (const Part& part : parts_)
        for (std::size_t i = 0; i < part.last_period - part.first_period; ++i) {
            const std::size_t cell = part.first_cell + i;
            if (values.left[cell])
                column.add(single(metric, part, cell));
            else
                column.add(values, cell, coverage[cell]);
        }
}

void ManyCells::add_single(std::size_t metric, CellColumn& column) {
    for (const Part& part : parts_)
        for (std::size_t i = 0; i < part.last_period - part.first_period; ++i)
            column.add(single(metric, part, part.first_cell + i));
}

CellParts ManyCells::single(std::size_t metric, const Part& part, std::size_t cell) {
    auto& evaluator = evaluators_[static_cast<std::size_t>(&part - parts_.data())];
    if (!evaluator)
        evaluator = std::make_unique<Evaluator>(*source_, part.members, part.group->depth);
    const Period& period = source_->plan.periods[part.first_period + cell - part.first_cell];
    CellParts parts = parts_of(evaluator->whole(metric, period));
    parts.coverage = evaluator->lowest_coverage(metric, period);
    return parts;
}

ReportBlock ReportData::block(std::size_t first_row, std::size_t rows) const {
    ReportBlock block;
    block.first_row = first_row;
    block.rows = rows;
    block.columns.resize(columns.size());
    for (CellColumn& column : block.columns)
        column.reserve(rows);
    ManyCells cells{*data};
    for (std::size_t row = 0; row < rows; row += ManyValues::most)
        cells.add_rows(first_row + row, (std::min)(rows - row, ManyValues::most), block);
    return block;
}

}  // namespace saleskpi::inline v0_3::detail
