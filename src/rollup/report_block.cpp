// SPDX-License-Identifier: MIT
#include "rollup/report_data.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr int128 most = std::numeric_limits<std::int64_t>::max();

bool fits(int128 number) { return -most <= number && number <= most; }

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

void CellColumn::reserve(std::size_t cells) {
    numerators_.reserve(cells);
    reasons_.reserve(cells);
    marks_.reserve(cells);
    known_.reserve(cells);
}

void CellColumn::add(const CellParts& cell) {
    const auto row = static_cast<std::uint32_t>(numerators_.size());
    const bool is_large = !fits(cell.value.numerator) || !fits(cell.value.denominator);
    if (is_large) large_.emplace(row, cell.value);
    const auto below =
        is_large ? std::int64_t{1} : static_cast<std::int64_t>(cell.value.denominator);
    if (below != 1 && denominators_.empty()) {
        denominators_.reserve(numerators_.capacity());
        denominators_.assign(row, 1);
    }
    numerators_.push_back(is_large ? 0 : static_cast<std::int64_t>(cell.value.numerator));
    if (below != 1 || !denominators_.empty()) denominators_.push_back(below);
    reasons_.push_back(cell.reason ? static_cast<std::uint8_t>(*cell.reason) : no_reason);
    marks_.push_back(cell.marks);
    const Coverage& coverage = cell.coverage;
    const bool is_whole = coverage.known == coverage.all && coverage.all >= 0 &&
                          coverage.all <= std::numeric_limits<std::uint32_t>::max();
    if (!is_whole) coverage_.emplace(row, coverage);
    known_.push_back(is_whole ? static_cast<std::uint32_t>(coverage.known) : 0);
}

CellParts CellColumn::operator[](std::size_t row) const {
    CellParts cell;
    cell.value = {numerators_[row], denominators_.empty() ? 1 : denominators_[row]};
    const auto number = static_cast<std::uint32_t>(row);
    if (!large_.empty())
        if (const auto large = large_.find(number); large != large_.end())
            cell.value = large->second;
    if (reasons_[row] != no_reason) cell.reason = static_cast<Reason>(reasons_[row]);
    cell.marks = marks_[row];
    cell.coverage = {known_[row], known_[row]};
    if (!coverage_.empty())
        if (const auto lower = coverage_.find(number); lower != coverage_.end())
            cell.coverage = lower->second;
    return cell;
}

ReportCell ReportBlock::cell(
    std::size_t row, std::size_t column, Unit unit, Currency currency) const {
    const CellParts parts = columns[column][row - first_row];
    ReportCell cell;
    cell.numerator_ = parts.value.numerator;
    cell.denominator_ = parts.value.denominator;
    cell.coverage_ = parts.coverage;
    cell.reason_ = parts.reason;
    cell.marks_ = parts.marks;
    cell.unit_ = unit;
    cell.currency_ = is_money_like(unit) ? currency : Currency{};
    return cell;
}

ReportBlock ReportData::block(std::size_t first_row, std::size_t rows) const {
    ReportBlock block;
    block.first_row = first_row;
    block.rows = rows;
    block.columns.resize(columns.size());
    for (CellColumn& column : block.columns)
        column.reserve(rows);
    const PartialData& answer = *data->answer;
    const std::size_t periods = answer.plan.periods.size();
    ReadAhead ahead{answer};
    for (std::size_t row = first_row; row < first_row + rows;) {
        const TableData::Group& group = data->groups[row / periods];
        const std::size_t first = row % periods;
        const std::size_t last = (std::min)(periods, first + first_row + rows - row);
        const std::span<const std::uint32_t> members = data->members_of(group);
        ahead.read(members, first, last);
        Evaluator evaluator{answer, members, group.depth};
        evaluator.use(ahead);
        for (std::size_t p = first; p < last; ++p)
            for (std::size_t m = 0; m < columns.size(); ++m) {
                CellParts cell = parts_of(evaluator.whole(m, answer.plan.periods[p]));
                cell.coverage = evaluator.lowest_coverage(m, answer.plan.periods[p]);
                block.columns[m].add(cell);
            }
        row += last - first;
    }
    return block;
}

}  // namespace saleskpi::inline v0_3::detail
