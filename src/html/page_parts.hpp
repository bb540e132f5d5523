// SPDX-License-Identifier: MIT
#pragma once

#include "html/page_model.hpp"
#include "value/text_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Where numbers come from, written before the tables that lead there.
class PageExplanations {
public:
    explicit PageExplanations(const PageModel& model);

    /// "e17", the id of the number's explanation; empty if it has none.
    std::string id(std::size_t row, std::size_t column) const;
    bool empty() const { return explained_ == 0; }

    /// The section of them all.
    void write(TextBuffer& out) const;

private:
    void explain(std::size_t row, std::size_t column);
    std::string text(const Explanation& explanation, std::size_t column);
    std::string part_text(const Explanation& whole, const ExplainedPart& part, std::size_t column);
    std::size_t number_of(const ExplainedPart& part, std::size_t column);

    const PageModel& model_;
    std::vector<std::uint32_t> ids_;  ///< by row and column; 0: none
    std::vector<std::string> texts_;  ///< of each column
    std::vector<std::string> formulas_;
    std::vector<std::vector<std::string>> parts_;  ///< of each column, its aggregates
    std::size_t explained_ = 0;
    std::size_t bytes_ = 0;
    std::size_t left_out_ = 0;
};

/// "incomplete; 2 more, undated"; empty without marks.
std::string marks_words(const PageModel& model, Marks marks);
/// The same with its sign, as HTML.
std::string marks_text(const PageModel& model, Marks marks);

/// The total of the shown period, a card for each KPI.
void write_cards(const PageModel& model, const PageExplanations& explanations, TextBuffer& out);
/// How the total of a column has gone, as a picture; empty where there are too few periods.
std::string sparkline_text(const PageModel& model, std::size_t column);
std::optional<Chart> sparkline_of(const PageModel& model, std::size_t column);
/// Those above a table.
std::vector<Chart> charts_of(const PageModel& model, const PageTable& table);
void write_charts(const PageModel& model, const PageTable& table, TextBuffer& out);
/// The tables, each in a section of its own.
void write_tables(const PageModel& model, const PageExplanations& explanations, TextBuffer& out);
/// What signs and reasons mean, which periods are not over, on how many records numbers rest.
void write_notes(const PageModel& model, TextBuffer& out);
/// Sense checks, rejects and findings.
void write_data(const PageModel& model, TextBuffer& out);
/// How each KPI is defined.
void write_definitions(const PageModel& model, TextBuffer& out);
/// What was asked: days, dimensions, currency, restriction; escaped, and as it is.
std::string asked_text(const PageModel& model);
std::string plain_asked_text(const PageModel& model);
/// The whole page in the form for mail.
void write_mail(const PageModel& model, TextBuffer& out);

/// How a value has moved since the period before. No text is escaped yet.
struct PageChange {
    int sign = 0;
    std::string amount;     ///< "+12.3 %"; empty if there is none to be told
    std::string verdict;    ///< "worse than", "more than", ...; empty where it is the same
    std::string_view look;  ///< a class: "good", "bad", "same"
};
std::string_view arrow_of(const PageChange& change);
PageChange change_of(
    const PageModel& model, std::size_t column, const AnyQuantity& before, const AnyQuantity& now);

}  // namespace saleskpi::inline v0_3::detail
