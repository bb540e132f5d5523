// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_card.hpp"

#include <fmt/format.h>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_earlier = 7;  ///< periods whose cards can be seen

class CardWriter {
public:
    CardWriter(
        const PageModel& model,
        const PageExplanations& explanations,
        const PageOverview& overview,
        TextBuffer& out)
        : model_{model}, explanations_{explanations}, overview_{overview}, out_{out} {}

    /// Without sparklines, which are of all periods.
    void write(bool is_shown) {
        out_.add("<ul class=cards>\n");
        for (const PageCard& card : overview_.cards)
            write(card, is_shown && model_.options().charts);
        out_.add("</ul>");
    }

private:
    void write(const PageCard& card, bool has_spark) {
        out_.add(fmt::format(
            "<li class=card><h3><a href=#d{}>{}</a> <small>{}</small></h3>", card.column,
            html_text(card.title), html_text(card.timing)));
        const std::string number = linked(card.number, card.column);
        if (card.has_value) {
            out_.add(fmt::format(
                "<p class=big>{}{}</p>", number,
                card.unit.empty() ? "" : fmt::format(" <small>{}</small>", html_text(card.unit))));
            write_change(card);
        } else {
            out_.add(fmt::format(
                "<p class=\"big none\">{}</p><p class=same>{}</p>", number,
                html_text(card.meaning)));
        }
        // What the number lacks, as far as it is known: it may be another one.
        write_quiet(marks_text(model_, card.marks));
        write_quiet(html_text(card.coverage));
        if (card.target) write_target(*card.target);
        if (has_spark) out_.add(sparkline_text(model_, card.column));
        write_quiet(html_text(card.latest));
        out_.add("</li>\n");
    }

    void write_quiet(const std::string& text) {
        if (!text.empty()) out_.add("<p class=quiet>" + text + "</p>");
    }

    std::string linked(const std::string& text, std::size_t column) const {
        const std::string id = explanations_.id(overview_.row, column);
        return id.empty() ? html_text(text)
                          : fmt::format("<a href=#{}>{}</a>", id, html_text(text));
    }

    void write_change(const PageCard& card) {
        const PageChange& change = card.change;
        if (change.amount.empty()) {
            if (!card.before.empty()) out_.add("<p class=same>" + html_text(card.before) + "</p>");
            return;
        }
        out_.add(fmt::format(
            "<p class={}><span aria-hidden=true>{}</span> <b>{}</b> {} <span class=quiet>{}</span>"
            "</p>",
            change.look, arrow_of(change), html_text(change.amount), html_text(change.verdict),
            html_text(card.before)));
    }

    void write_target(const PageCard::Target& target) {
        if (!target.has_value) {
            out_.add(fmt::format(
                "<p class=target>{}: {}</p>", model_.say("Target"), html_text(target.number)));
            return;
        }
        out_.add(fmt::format(
            "<p class=\"target {}\"><progress max=1 value={:.4f} aria-label=\"{}: {}\"></progress> "
            "<b>{}</b> "
            "{}</p>",
            target.is_met ? "good" : "short", target.part, model_.title(target.column),
            html_text(target.number), linked(target.number, target.column),
            model_.say(target.is_met ? "of target, met" : "of target, not met")));
    }

    const PageModel& model_;
    const PageExplanations& explanations_;
    const PageOverview& overview_;
    TextBuffer& out_;
};

}  // namespace

void write_cards(const PageModel& model, const PageExplanations& explanations, TextBuffer& out) {
    const auto shown = model.shown_period();
    if (!shown) return;
    const PageOverview overview = overview_of(model, *shown);
    if (overview.cards.empty()) return;
    out.add(fmt::format(
        "<section id=overview aria-labelledby=overview-h><h2 id=overview-h>{} "
        "<small>{}</small></h2>",
        model.say("Overview"), html_text(overview.period)));
    CardWriter{model, explanations, overview, out}.write(true);
    // With the script one is chosen of all.
    const std::size_t first = *shown > most_earlier ? *shown - most_earlier : 0;
    if (first < *shown)
        out.add(fmt::format(
            "<details class=earlier><summary>{}</summary>", model.say("Earlier periods")));
    for (std::size_t period = *shown; period > first; --period) {
        const PageOverview earlier = overview_of(model, period - 1);
        out.add("<h3>" + html_text(earlier.period) + "</h3>");
        CardWriter{model, explanations, earlier, out}.write(false);
    }
    if (first < *shown) out.add("</details>");
    out.add("</section>\n");
}

}  // namespace saleskpi::inline v0_3::detail
