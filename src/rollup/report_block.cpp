// SPDX-License-Identifier: MIT
#include "rollup/report_data.hpp"

#include <utility>

namespace saleskpi::inline v0_3::detail {

void CellColumn::reserve(std::size_t cells) {
    numerators_.reserve(cells);
    reasons_.reserve(cells);
    marks_.reserve(cells);
    known_.reserve(cells);
}

void CellColumn::add(
    std::int64_t above,
    std::int64_t below,
    std::uint8_t reason,
    Marks marks,
    const Coverage& coverage) {
    const auto row = static_cast<std::uint32_t>(numerators_.size());
    if (below != 1 && denominators_.empty()) {
        denominators_.reserve(numerators_.capacity());
        denominators_.assign(row, 1);
    }
    numerators_.push_back(above);
    if (below != 1 || !denominators_.empty()) denominators_.push_back(below);
    reasons_.push_back(reason);
    marks_.push_back(marks.bits());
    if (marks.has(Mark::incomplete))
        lacking_.emplace(row, Lacking{marks.undated(), marks.unread()});
    const std::int64_t missing = coverage.all - coverage.known;
    const bool is_small =
        std::in_range<std::uint32_t>(coverage.known) && std::in_range<std::uint16_t>(missing);
    if (!is_small) coverage_.emplace(row, coverage);
    if (is_small && missing > 0 && missing_.empty()) {
        missing_.reserve(numerators_.capacity());
        missing_.assign(row, 0);
    }
    known_.push_back(is_small ? static_cast<std::uint32_t>(coverage.known) : 0);
    if (!missing_.empty() || (is_small && missing > 0))
        missing_.push_back(is_small ? static_cast<std::uint16_t>(missing) : 0);
}

std::size_t CellColumn::bytes() const {
    // Of a node: where the next one is, its place among the buckets, and what it is allocated with.
    constexpr std::size_t more = 4 * sizeof(void*);
    return numerators_.capacity() * sizeof(std::int64_t) +
           denominators_.capacity() * sizeof(std::int64_t) + reasons_.capacity() +
           marks_.capacity() + known_.capacity() * sizeof(std::uint32_t) +
           missing_.capacity() * sizeof(std::uint16_t) +
           large_.size() * (sizeof(decltype(large_)::value_type) + more) +
           coverage_.size() * (sizeof(decltype(coverage_)::value_type) + more) +
           lacking_.size() * (sizeof(decltype(lacking_)::value_type) + more);
}

void CellColumn::add(const CellParts& cell) {
    const bool is_large = !fits_64(cell.value.numerator) || !fits_64(cell.value.denominator);
    if (is_large) large_.emplace(static_cast<std::uint32_t>(numerators_.size()), cell.value);
    add(is_large ? 0 : static_cast<std::int64_t>(cell.value.numerator),
        is_large ? 1 : static_cast<std::int64_t>(cell.value.denominator),
        cell.reason ? static_cast<std::uint8_t>(*cell.reason) : no_reason, cell.marks,
        cell.coverage);
}

void CellColumn::add(const ManyValues& values, std::size_t cell, const Coverage& coverage) {
    add(values.above[cell], values.below[cell], values.reason[cell], {}, coverage);
}

CellParts CellColumn::operator[](std::size_t row) const {
    CellParts cell;
    cell.value = {numerators_[row], denominators_.empty() ? 1 : denominators_[row]};
    const auto number = static_cast<std::uint32_t>(row);
    if (!large_.empty())
        if (const auto large = large_.find(number); large != large_.end())
            cell.value = large->second;
    if (reasons_[row] != no_reason) cell.reason = static_cast<Reason>(reasons_[row]);
    for (const Mark mark : all_marks)
        if ((marks_[row] >> static_cast<unsigned>(mark) & 1U) != 0) cell.marks.add(mark);
    if (const auto lacking = lacking_.find(number); lacking != lacking_.end())
        cell.marks.lack(lacking->second.undated, lacking->second.unread);
    cell.coverage = {
        known_[row], known_[row] + (missing_.empty() ? std::int64_t{0} : missing_[row])};
    if (!coverage_.empty())
        if (const auto larger = coverage_.find(number); larger != coverage_.end())
            cell.coverage = larger->second;
    return cell;
}

std::optional<double> CellColumn::to_double(std::size_t row, double minor_per_major) const {
    if (reasons_[row] != no_reason) return std::nullopt;
    if (!large_.empty() && large_.count(static_cast<std::uint32_t>(row)) > 0) {
        const CellParts cell = (*this)[row];
        return Rational{cell.value.numerator, cell.value.denominator}.to_double() / minor_per_major;
    }
    return quotient(
               numerators_[row], denominators_.empty() ? std::int64_t{1} : denominators_[row]) /
           minor_per_major;
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

}  // namespace saleskpi::inline v0_3::detail
