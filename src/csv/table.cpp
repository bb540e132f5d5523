// SPDX-License-Identifier: MIT
#include "csv_writer.hpp"
#include "value/plain_number.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

namespace {

using detail::CsvWriter;

/// What one row says of its values: "win_rate: no_records; attainment(revenue): no_target".
struct RowNotes {
    std::string reasons;
    std::string marks;
    std::string coverage;

    void clear() {
        reasons.clear();
        marks.clear();
        coverage.clear();
    }
    void add(std::string_view id, const ReportCell& cell) {
        if (!cell) begin(reasons, id) += name(cell.reason());
        if (!cell.marks().empty()) {
            std::string& text = begin(marks, id);
            const std::size_t first = text.size();
            for (const Mark mark : all_marks)
                if (cell.marks().has(mark))
                    text.append(text.size() > first ? " " : "").append(name(mark));
            if (cell.marks().has(Mark::incomplete))
                fmt::format_to(
                    std::back_inserter(text), "({}/{})", cell.marks().undated(),
                    cell.marks().unread());
        }
        if (const Coverage coverage_of = cell.coverage(); coverage_of.known < coverage_of.all)
            fmt::format_to(
                std::back_inserter(begin(coverage, id)), "{}/{}", coverage_of.known,
                coverage_of.all);
    }

private:
    static std::string& begin(std::string& text, std::string_view id) {
        return text.append(text.empty() ? "" : "; ").append(id).append(": ");
    }
};

class CsvReport {
public:
    CsvReport(const Report& report, const TextSink& sink, CsvStyle style)
        : report_{report},
          csv_{sink, style.guard},
          has_notes_{style.notes},
          currency_{report.table().currency().code()},
          rejected_{fmt::to_string(report.table().report().rejected())} {
        if (const auto sorting = report.table().sorting(); sorting && sorting->top > 0)
            left_out_ = fmt::to_string(sorting->left_out);
        if (const Scope& scope = report.table().scope(); !scope.is_everything())
            where_ = scope.text();
    }

    void write() {
        write_header();
        for (const ReportRow& row : report_)
            write_row(row);
        csv_.finish();
    }

private:
    void write_header() {
        for (const std::string& dimension : report_.table().dimensions())
            csv_.text(dimension);
        for (const std::string_view column : {"period", "from", "to", "complete"})
            csv_.plain(column);
        for (const ReportColumn& column : report_.columns())
            csv_.text(column.metric.id());
        if (has_notes_)
            for (const std::string_view column :
                 {"currency", "reasons", "marks", "coverage", "rejected"})
                csv_.plain(column);
        if (has_notes_ && left_out_) csv_.plain("left_out");
        if (has_notes_ && where_) csv_.plain("where");
        csv_.end_line();
    }

    void write_row(const ReportRow& row) {
        const RowKey key = row.key();
        for (std::size_t i = 0; i < report_.table().dimensions().size(); ++i)
            csv_.text(i < key.group.size() ? std::string_view{key.group[i]} : std::string_view{});
        csv_.text(key.label);
        const bool has_days = !key.period.window().empty();
        csv_.plain(has_days ? to_text(key.period.first) : std::string{});
        csv_.plain(has_days ? to_text(key.period.until - date::days{1}) : std::string{});
        csv_.plain(key.period.complete ? "true" : "false");
        notes_.clear();
        for (std::size_t m = 0; m < row.size(); ++m) {
            const ReportCell cell = row[m];
            write_value(cell);
            if (has_notes_) notes_.add(report_.columns()[m].metric.id(), cell);
        }
        if (has_notes_) write_notes();
        csv_.end_line();
    }

    void write_value(const ReportCell& cell) {
        number_.clear();
        if (const auto outcome = cell.outcome()) detail::append_plain_number(number_, *outcome);
        csv_.plain(number_);
    }

    void write_notes() {
        csv_.plain(currency_);
        for (const std::string* text : {&notes_.reasons, &notes_.marks, &notes_.coverage})
            csv_.text(*text);
        csv_.plain(rejected_);
        if (left_out_) csv_.plain(*left_out_);
        if (where_) csv_.text(*where_);
    }

    const Report& report_;
    CsvWriter csv_;
    bool has_notes_;
    std::string currency_;
    std::string rejected_;
    std::optional<std::string> left_out_;  ///< of a report of the first groups
    std::optional<std::string> where_;     ///< of one that is restricted
    RowNotes notes_;
    std::string number_;
};

}  // namespace

void write_csv(const Report& report, const TextSink& sink, CsvStyle style) {
    CsvReport{report, sink, style}.write();
}

std::string to_csv(const Table& table, CsvStyle style) {
    const Report report{table, {.keep = false}};
    return detail::written([&](const TextSink& sink) { write_csv(report, sink, style); });
}

}  // namespace saleskpi::inline v0_3
