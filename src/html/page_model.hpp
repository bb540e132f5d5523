// SPDX-License-Identifier: MIT
#pragma once

#include "chart/words.hpp"
#include "value/number_text.hpp"

#include <saleskpi/html/page.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A period of the report's rows.
struct PagePeriod {
    Period period;
    std::string label;
};

/// A group of the report, with its row for each period in which it has one.
struct PageGroup {
    std::vector<std::string> names;  ///< of the outermost member first; none: the total
    std::vector<std::pair<std::size_t, std::size_t>> rows;  ///< period, row of the report
    bool is_parent = false;                                 ///< the next group is within it
};

/// A table of the page.
struct PageTable {
    std::string title;
    std::vector<std::size_t> columns;  ///< of the report
    std::span<const Chart> charts{};   ///< of the options
};

/// What all parts of a page are made of: the report's groups, each before those within it, its periods,
/// and how its numbers are written. It refers to report and options.
class PageModel {
public:
    PageModel(const Report& report, const PageOptions& options);

    const Report& report() const { return report_; }
    const PageOptions& options() const { return options_; }
    std::span<const PageGroup> groups() const { return groups_; }
    std::span<const PagePeriod> periods() const { return periods_; }
    std::span<const PageTable> tables() const { return tables_; }
    /// Columns that have a card.
    std::span<const std::size_t> cards() const { return cards_; }

    bool has_periods() const { return report_.table().grain() != Grain::window; }
    /// The last period that is over; of those the last one if none is. None: there are no rows.
    std::optional<std::size_t> shown_period() const;
    /// The row of the total in a period.
    std::optional<std::size_t> total_row(std::size_t period) const;
    /// The column of a metric, if there is one.
    std::optional<std::size_t> column(std::string_view id) const;

    /// A word, or a text with words in it, escaped; and as it is.
    std::string say(std::string_view english) const;
    std::string plain(std::string_view english) const {
        return std::string{options_.glossary.say(english)};
    }
    /// "Win rate", escaped; and as it is.
    std::string title(std::size_t column) const;
    std::string plain_title(std::size_t column) const;
    /// What its numbers are in: "USD", "days", "USD per day"; or nothing. Escaped; and as it is.
    std::string unit(std::size_t column) const;
    std::string plain_unit(std::size_t column) const;
    /// "activity", or "balance", escaped; and as it is.
    std::string timing(std::size_t column) const;
    std::string plain_timing(std::size_t column) const;
    /// The number as its column is written, without unit; and as it is in English.
    std::string number(const AnyQuantity& quantity, std::size_t column) const;
    std::string english_number(const AnyQuantity& quantity, std::size_t column) const {
        return styles_[column].text(quantity);
    }
    /// "1,234 USD", escaped; or "no target".
    std::string value(const Outcome<AnyQuantity>& outcome, std::size_t column) const;
    /// All of its digits, "2,821,829.58 USD", escaped; or "no target: there is no target".
    std::string exact(const Outcome<AnyQuantity>& outcome) const;
    /// "no target", escaped; and as it is.
    std::string reason(Reason reason) const;
    std::string plain_reason(Reason reason) const;
    /// Whether there is a value with that mark, or none for that reason, in any row.
    Marks marks() const { return marks_; }
    std::span<const Reason> reasons() const { return reasons_; }
    /// Of a column, summed over all groups that are no totals.
    Coverage coverage(std::size_t column) const { return coverage_[column]; }

    /// "1,234.50" as the language has it, as all numbers that are made otherwise.
    std::string in_language(std::string number) const;
    /// "2025-01-01 to 2025-03-31", escaped; and as it is.
    std::string days(const Window& window) const;
    std::string plain_days(const Window& window) const;

private:
    void read_rows();
    void see(const ReportRow& row);
    void put_parents_first();
    void choose_cards();
    void choose_tables();
    std::size_t column_of(const std::string& id, std::string_view what) const;

    const Report& report_;
    const PageOptions& options_;
    std::vector<PageGroup> groups_;
    std::vector<PagePeriod> periods_;
    std::vector<std::size_t> cards_;
    std::vector<PageTable> tables_;
    std::vector<NumberStyle> styles_;
    std::vector<Coverage> coverage_;
    std::vector<Reason> reasons_;
    Marks marks_;
};

/// "attainment(revenue)" of "revenue".
std::string attainment_id(std::string_view id);
/// "target(revenue)"
std::string target_id(std::string_view id);

}  // namespace saleskpi::inline v0_3::detail
