// SPDX-License-Identifier: MIT
#pragma once

#include "value/number_text.hpp"

#include <saleskpi/rollup/report.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What people are told of a report, in words and rounded numbers, whatever it is laid out as. To know
/// how numbers are written, and what has to be explained, it goes over the rows once. No text has what
/// a terminal would obey.
class ReportText {
public:
    explicit ReportText(const Report& report);

    /// Whether there is but one row, which is easier to read from top to bottom.
    bool is_list() const;
    bool has_periods() const;
    /// Days, currency, what was known and what is left: "2025-01-01 to 2025-05-15, money in USD".
    std::string heading() const;
    /// The dimensions and, where there are several, periods.
    std::vector<std::string> key_headings() const;
    /// "Sales cycle, median (days)"
    std::string title(std::size_t column) const;

    /// "2025-Q2*" of a period that is not complete.
    std::string period(const RowKey& key) const;
    /// The names of a group, one for each dimension; those of a total say so.
    std::vector<std::string> names(const std::vector<std::string>& group) const;
    /// The value with the signs of its marks, or the sign of the reason why there is none.
    std::string cell(const ReportCell& cell, std::size_t column) const;

    /// What signs mean, which periods are not complete, what values rest on, which groups there are of
    /// all, and what was rejected.
    std::vector<LegendLine> legend() const;

    const Report& report() const { return report_; }

private:
    void see(const ReportRow& row);
    void see_period(const Period& period, const std::string& label);
    /// Which groups there are of all, if they are but the first ones.
    std::optional<LegendLine> first_of_many() const;
    /// Of a restricted report, that shares and the like are of that part, or not.
    std::optional<LegendLine> of_what_is_left() const;
    /// The days of a period that have happened.
    Window elapsed(const Period& period) const;

    Report report_;
    std::vector<NumberStyle> styles_;
    ReasonMarks reasons_;
    Marks marks_;
    std::vector<Coverage> coverage_;  ///< of each column, without the totals over other rows
    /// Where rows are left out: coverage is that of the total, which they are in.
    bool rests_on_totals_;
    std::vector<std::string> incomplete_;  ///< periods with their days
};

}  // namespace saleskpi::inline v0_3::detail
