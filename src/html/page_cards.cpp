// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

class Cards {
public:
    Cards(const PageModel& model, const PageExplanations& explanations, TextBuffer& out)
        : model_{model}, explanations_{explanations}, out_{out}, period_{model.shown_period()} {}

    void write() {
        if (!period_) return;
        const auto row = model_.total_row(*period_);
        if (!row || model_.cards().empty()) return;
        row_ = *row;
        if (*period_ > 0) before_ = model_.total_row(*period_ - 1);
        out_.add(fmt::format(
            "<section id=overview aria-labelledby=overview-h><h2 id=overview-h>{} "
            "<small>{}</small></h2>"
            "<ul class=cards>\n",
            model_.say("Overview"), period_text()));
        for (const std::size_t column : model_.cards())
            write_card(column);
        out_.add("</ul></section>\n");
    }

private:
    const PagePeriod& period() const { return model_.periods()[*period_]; }

    std::string period_text() const {
        std::string text = model_.has_periods() ? html_text(period().label)
                                                : model_.days(period().period.window());
        if (!period().period.complete) text += ", " + model_.say("not complete");
        return text;
    }

    void write_card(std::size_t column) {
        const ReportCell cell = model_.report()[row_][column];
        const auto outcome = cell.outcome();
        out_.add(fmt::format(
            "<li class=card><h3><a href=#d{}>{}</a> <small>{}</small></h3>", column,
            model_.title(column), model_.timing(column)));
        if (outcome) {
            const std::string unit = model_.unit(column);
            out_.add(fmt::format(
                "<p class=big>{}{}</p>", linked(model_.number(*outcome, column), column),
                unit.empty() ? "" : fmt::format(" <small>{}</small>", unit)));
            write_change(*outcome, column);
        } else {
            out_.add(fmt::format(
                "<p class=\"big none\">{}</p><p class=same>{}</p>",
                linked(model_.reason(outcome.reason()), column),
                model_.say(meaning(outcome.reason()))));
        }
        write_doubts(cell);
        write_target(column);
        if (model_.options().charts) out_.add(sparkline_text(model_, column));
        write_latest(column);
        out_.add("</li>\n");
    }

    std::string linked(const std::string& text, std::size_t column) const {
        const std::string id = explanations_.id(row_, column);
        return id.empty() ? text : fmt::format("<a href=#{}>{}</a>", id, text);
    }

    void write_change(const AnyQuantity& now, std::size_t column) {
        if (!before_) return;
        const PagePeriod& before = model_.periods()[*period_ - 1];
        const std::string label = html_text(before.label);
        const auto old = model_.report()[*before_][column].outcome();
        if (!old) {
            out_.add(fmt::format("<p class=same>{}: {}</p>", label, model_.reason(old.reason())));
            return;
        }
        // What is not over cannot be compared with what is.
        if (before.period.complete != period().period.complete) return;
        const PageChange change = change_of(model_, column, *old, now);
        if (change.amount.empty()) return;
        const std::string_view arrow = change.sign > 0 ? "▲" : change.sign < 0 ? "▼" : "■";
        out_.add(fmt::format(
            "<p class={}><span aria-hidden=true>{}</span> <b>{}</b> {} <span class=quiet>{}: "
            "{}</span></p>",
            change.look, arrow, change.amount, change.verdict, label, model_.number(*old, column)));
    }

    /// What the number lacks, as far as it is known: it may be another one.
    void write_doubts(const ReportCell& cell) {
        if (const std::string marks = marks_text(model_, cell.marks()); !marks.empty())
            out_.add(fmt::format("<p class=quiet>{}</p>", marks));
        const Coverage coverage = cell.coverage();
        if (cell.has_value() && coverage.known < coverage.all)
            out_.add(fmt::format(
                "<p class=quiet>{} {} {} {} {}</p>", model_.say("rests on"), coverage.known,
                model_.say("of"), coverage.all,
                model_.say("records, the others lack a field it needs")));
    }

    void write_target(std::size_t column) {
        const auto share =
            model_.column(attainment_id(model_.report().columns()[column].metric.id()));
        if (!share) return;
        const auto outcome = model_.report()[row_][*share].outcome();
        if (!outcome) {
            out_.add(fmt::format(
                "<p class=target>{}: {}</p>", model_.say("Target"),
                model_.reason(outcome.reason())));
            return;
        }
        const std::string number = model_.number(*outcome, *share);
        const bool is_met = outcome->exact() >= Rational{1};
        out_.add(fmt::format(
            "<p class=\"target {}\"><progress max=1 value={:.4f} aria-label=\"{}: {}\"></progress> "
            "<b>{}</b> "
            "{}</p>",
            is_met ? "good" : "short", std::clamp(outcome->to_double(), 0.0, 1.0),
            model_.title(*share), number, linked(number, *share),
            model_.say(is_met ? "of target, met" : "of target, not met")));
    }

    /// The period that goes on, beside the last one that is over.
    void write_latest(std::size_t column) {
        const std::size_t last = model_.periods().size() - 1;
        if (last == *period_) return;
        const auto row = model_.total_row(last);
        if (!row) return;
        out_.add(fmt::format(
            "<p class=quiet>{} {}: {}</p>", html_text(model_.periods()[last].label),
            model_.say("so far"), model_.value(model_.report()[*row][column].outcome(), column)));
    }

    const PageModel& model_;
    const PageExplanations& explanations_;
    TextBuffer& out_;
    std::optional<std::size_t> period_;
    std::size_t row_ = 0;
    std::optional<std::size_t> before_;
};

}  // namespace

void write_cards(const PageModel& model, const PageExplanations& explanations, TextBuffer& out) {
    Cards{model, explanations, out}.write();
}

}  // namespace saleskpi::inline v0_3::detail
