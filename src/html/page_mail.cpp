// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

// Mail programs drop style sheets: each cell has its own.
constexpr std::string_view left = "<td style=\"padding:4px 10px;border-bottom:1px solid #d0d7de\">";
constexpr std::string_view right =
    "<td align=\"right\" style=\"padding:4px 10px;border-bottom:1px solid #d0d7de\">";
constexpr std::string_view table_begin =
    "<table cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse\">\n";

std::string heading(const std::string& text, bool is_number) {
    return fmt::format(
        "<th scope=\"col\" align=\"{}\" style=\"padding:4px 10px;border-bottom:2px solid "
        "#d0d7de\">{}",
        is_number ? "right" : "left", text);
}

/// One period, without anything to open.
class Mail {
public:
    Mail(const PageModel& model, TextBuffer& out)
        : model_{model}, out_{out}, period_{model.shown_period()} {}

    void write() {
        out_.add(fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<head><meta "
            "charset=\"utf-8\"><title>{}</title></head>\n"
            "<body style=\"font-family:sans-serif;font-size:14px;color:#1b1f24\">\n<h1 "
            "style=\"font-size:20px\">{}</h1>\n<p>{}</p>\n",
            html_text(model_.options().glossary.language), html_text(model_.options().title),
            html_text(model_.options().title), asked_text(model_)));
        if (period_) {
            write_overview();
            for (const PageTable& table : model_.tables())
                write_table(table);
        }
        write_notes(model_, out_);
        if (const auto day = model_.options().made_on)
            out_.add(fmt::format("<p>{} {}</p>\n", model_.say("made on"), to_text(*day)));
        out_.add("</body>\n</html>\n");
    }

private:
    std::string period_text() const {
        return model_.has_periods() ? html_text(model_.periods()[*period_].label)
                                    : model_.days(model_.periods()[*period_].period.window());
    }

    void write_overview() {
        const auto row = model_.total_row(*period_);
        if (!row) return;
        out_.add(fmt::format(
            "<h2 style=\"font-size:16px\">{}, {}</h2>\n", model_.say("Overview"), period_text()));
        out_.add(table_begin);
        for (const std::size_t column : model_.cards()) {
            const auto outcome = model_.report()[*row][column].outcome();
            out_.add(fmt::format(
                "<tr><th scope=\"row\" align=\"left\" style=\"padding:4px 10px;border-bottom:1px "
                "solid "
                "#d0d7de\">{}{}{}{}{}{}{}\n",
                model_.title(column), left, model_.timing(column), right,
                model_.value(outcome, column), left, change_text(outcome, column)));
        }
        out_.add("</table>\n");
    }

    std::string change_text(const Outcome<AnyQuantity>& now, std::size_t column) const {
        if (!now || *period_ == 0) return {};
        const PagePeriod& before = model_.periods()[*period_ - 1];
        const auto row = model_.total_row(*period_ - 1);
        if (!row || before.period.complete != model_.periods()[*period_].period.complete) return {};
        const auto old = model_.report()[*row][column].outcome();
        if (!old) return {};
        const PageChange change = change_of(model_, column, *old, *now);
        if (change.amount.empty()) return {};
        return fmt::format(
            "<b>{}</b> {} {}: {}", html_text(change.amount), html_text(change.verdict),
            html_text(before.label), model_.number(*old, column));
    }

    void write_table(const PageTable& table) {
        out_.add(fmt::format(
            "<h2 style=\"font-size:16px\">{}, {}</h2>\n", model_.say(table.title), period_text()));
        out_.add(table_begin);
        out_.add("<tr>" + heading(model_.say("Group"), false));
        for (const std::size_t column : table.columns) {
            const std::string unit = model_.unit(column);
            out_.add(heading(
                fmt::format(
                    "{} ({}{}{})", model_.title(column), unit, unit.empty() ? "" : ", ",
                    model_.timing(column)),
                true));
        }
        out_.add('\n');
        for (const PageGroup& group : model_.groups())
            for (const auto& [period, row] : group.rows)
                if (period == *period_) write_row(table, group, row);
        out_.add("</table>\n");
    }

    void write_row(const PageTable& table, const PageGroup& group, std::size_t row) {
        std::string name;
        for (const std::string& one : group.names)
            name += (name.empty() ? "" : " › ") + html_text(one);
        out_.add("<tr>");
        out_.add(left);
        out_.add(name.empty() ? "<b>" + model_.say("Total") + "</b>" : name);
        for (const std::size_t column : table.columns) {
            const ReportCell cell = model_.report()[row][column];
            const auto outcome = cell.outcome();
            out_.add(right);
            out_.add(outcome ? model_.number(*outcome, column) : model_.reason(outcome.reason()));
            if (outcome) out_.add(html_text(sign(cell.marks())));
        }
        out_.add('\n');
    }

    const PageModel& model_;
    TextBuffer& out_;
    std::optional<std::size_t> period_;
};

}  // namespace

void write_mail(const PageModel& model, TextBuffer& out) { Mail{model, out}.write(); }

}  // namespace saleskpi::inline v0_3::detail
