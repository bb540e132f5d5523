// SPDX-License-Identifier: MIT
#include "book/threads.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/report_data.hpp"

#include <saleskpi/rollup/report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3 {

using detail::ReportBlock;
using detail::ReportData;

std::string_view name(Timing timing) {
    switch (timing) {
        case Timing::activity:
            return "activity";
        case Timing::balance:
            return "balance";
        case Timing::both:
            return "both";
    }
    return "";
}

// A cell.

Reason ReportCell::reason() const {
    if (!reason_) throw Error{ErrorCode::invalid_argument, "a cell with a value has no reason"};
    return *reason_;
}

Outcome<AnyQuantity> ReportCell::outcome() const {
    if (reason_) return *reason_;
    return AnyQuantity{Rational{numerator_, denominator_}, unit_, currency_};
}

double ReportCell::to_double() const {
    if (reason_) detail::fail_no_value(*reason_);
    const double minor = static_cast<double>(currency_.minor_per_major());
    if (!detail::fits_64(numerator_) || !detail::fits_64(denominator_))
        return Rational{numerator_, denominator_}.to_double() / minor;
    return detail::quotient(
               static_cast<std::int64_t>(numerator_), static_cast<std::int64_t>(denominator_)) /
           minor;
}

// A row.

RowKey ReportRow::key() const { return report_->table[row_].key(); }

bool ReportRow::is_subtotal() const {
    const detail::TableData& table = *report_->data;
    return table.groups[row_ / table.answer->plan.periods.size()].depth <
           table.answer->query.dimensions.size();
}

bool ReportRow::continues_group() const {
    return row_ % report_->data->answer->plan.periods.size() != 0;
}

std::size_t ReportRow::size() const noexcept { return report_->columns.size(); }

ReportCell ReportRow::operator[](std::size_t column) const {
    if (column >= size())
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the report has {} columns, and none number {}", size(), column)};
    return block_->cell(
        row_, column, report_->columns[column].metric.unit(),
        report_->data->answer->query.currency);
}

ReportCell ReportRow::operator[](std::string_view id) const {
    return (*this)[report_->data->number_of(id)];
}

// A report.

namespace detail {

namespace {

/// By its aggregates: those that are taken at an edge, and those that are gathered in between.
Timing timing_of(const Definition& metric) {
    bool has_balance = false;
    bool has_activity = false;
    for (const Leaf& leaf : metric.leaves())
        (leaf.is_balance() ? has_balance : has_activity) = true;
    if (!has_balance) return Timing::activity;
    return has_activity ? Timing::both : Timing::balance;
}

}  // namespace

ReportData::ReportData(const Table& of, ReportOptions how)
    : table{of}, data{TableAccess::data(of)}, options{how} {
    for (const Definition& metric : table.metrics())
        columns.push_back({metric, words(metric), fingerprint(metric), timing_of(metric)});
    if (!options.keep) return;
    const std::size_t rows = table.size();
    kept.resize((rows + rows_of_block - 1) / rows_of_block);
    in_parallel(options.threads, kept.size(), [&](std::size_t b) {
        const std::size_t first = b * rows_of_block;
        kept[b] = std::make_shared<const ReportBlock>(
            block(first, (std::min)(rows - first, rows_of_block)));
    });
}

std::vector<std::shared_ptr<const ReportBlock>> ReportData::blocks_from(std::size_t row) const {
    const std::size_t b = row / rows_of_block;
    if (options.keep) return {kept[b]};
    const std::size_t rows = table.size();
    const std::size_t left = (rows + rows_of_block - 1) / rows_of_block - b;
    std::vector<std::shared_ptr<const ReportBlock>> blocks(
        (std::min)(left, std::size_t{threads_for(options.threads)}));
    in_parallel(options.threads, blocks.size(), [&](std::size_t i) {
        const std::size_t first = (b + i) * rows_of_block;
        blocks[i] = std::make_shared<const ReportBlock>(
            block(first, (std::min)(rows - first, rows_of_block)));
    });
    return blocks;
}

}  // namespace detail

Report::Report(const Table& table, ReportOptions options)
    : data_{std::make_shared<const ReportData>(table, options)} {}

std::span<const ReportColumn> Report::columns() const& noexcept { return data_->columns; }
std::vector<ReportColumn> Report::columns() const&& { return data_->columns; }
const Table& Report::table() const& noexcept { return data_->table; }
Table Report::table() const&& { return data_->table; }
std::vector<RejectedRecords> Report::rejected() const {
    std::map<std::tuple<std::string_view, FindingKind, std::string_view>, std::size_t> counts;
    for (const Finding& finding : table().report().findings)
        if (finding.rejected) ++counts[{finding.table, finding.kind, finding.field}];
    std::vector<RejectedRecords> all;
    for (const auto& [what, records] : counts)
        all.push_back(
            {std::string{std::get<0>(what)}, std::get<1>(what), std::string{std::get<2>(what)},
             records});
    return all;
}

std::size_t Report::size() const noexcept { return data_->table.size(); }
bool Report::is_kept() const noexcept { return data_->options.keep; }

ReportRow Report::operator[](std::size_t row) const {
    if (row >= size())
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the report has {} rows, and none number {}", size(), row)};
    ReportRow result;
    result.report_ = data_;
    result.row_ = row;
    result.block_ = is_kept() ? data_->kept[row / ReportData::rows_of_block]
                              : std::make_shared<const ReportBlock>(data_->block(row, 1));
    return result;
}

ReportIterator Report::begin() const {
    ReportIterator begin;
    begin.row_.report_ = data_;
    begin.load();
    return begin;
}

ReportIterator Report::end() const {
    ReportIterator end;
    end.row_.report_ = data_;
    end.row_.row_ = size();
    return end;
}

std::vector<std::optional<double>> Report::doubles(std::size_t column) const {
    if (column >= columns().size())
        throw Error{
            ErrorCode::no_such_cell,
            fmt::format("the report has {} columns, and none number {}", columns().size(), column)};
    const bool is_money = is_money_like(data_->columns[column].metric.unit());
    const Currency currency = is_money ? data_->table.currency() : Currency{};
    std::vector<std::optional<double>> all;
    all.reserve(size());
    while (all.size() < size())
        for (const auto& block : data_->blocks_from(all.size()))
            for (std::size_t row = 0; row < block->rows; ++row)
                all.push_back(block->columns[column].to_double(
                    row, static_cast<double>(currency.minor_per_major())));
    return all;
}

void ReportIterator::load() {
    if (row_.row_ >= row_.report_->table.size()) {
        row_.block_ = nullptr;
        return;
    }
    const auto holds = [&](const std::shared_ptr<const ReportBlock>& block) {
        return block->first_row <= row_.row_ && row_.row_ < block->first_row + block->rows;
    };
    auto at = std::find_if(ahead_.begin(), ahead_.end(), holds);
    if (at == ahead_.end()) {
        ahead_.clear();
        row_.block_ = nullptr;
        ahead_ = row_.report_->blocks_from(row_.row_);
        at = ahead_.begin();
    }
    row_.block_ = *at;
}

ReportIterator& ReportIterator::operator++() {
    ++row_.row_;
    if (row_.row_ % ReportData::rows_of_block == 0 || row_.row_ == row_.report_->table.size())
        load();
    return *this;
}

}  // namespace saleskpi::inline v0_3
