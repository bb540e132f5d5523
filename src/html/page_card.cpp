// SPDX-License-Identifier: MIT
#include "html/page_card.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

class Cards {
public:
    Cards(const PageModel& model, std::size_t period, std::size_t row)
        : model_{model}, period_{period}, row_{row} {
        if (period > 0) before_ = model.total_row(period - 1);
    }

    PageCard card(std::size_t column) const {
        const ReportCell cell = model_.report()[row_][column];
        const auto outcome = cell.outcome();
        PageCard card;
        card.column = column;
        card.title = model_.plain_title(column);
        card.timing = model_.plain_timing(column);
        card.has_value = outcome.has_value();
        card.marks = cell.marks();
        if (outcome) {
            card.number = model_.number(*outcome, column);
            card.unit = model_.plain_unit(column);
            compare(card, *outcome);
        } else {
            card.number = model_.plain_reason(outcome.reason());
            card.meaning = model_.plain(meaning(outcome.reason()));
        }
        const Coverage coverage = cell.coverage();
        if (outcome && coverage.known < coverage.all)
            card.coverage = fmt::format(
                "{} {} {} {} {}", model_.plain("rests on"), coverage.known, model_.plain("of"),
                coverage.all, model_.plain("records, the others lack a field it needs"));
        card.target = target(column);
        card.latest = latest(column);
        return card;
    }

private:
    void compare(PageCard& card, const AnyQuantity& now) const {
        if (!before_) return;
        const PagePeriod& before = model_.periods()[period_ - 1];
        const auto old = model_.report()[*before_][card.column].outcome();
        // What is not over cannot be compared with what is.
        if (old && before.period.complete != model_.periods()[period_].period.complete) return;
        card.before = before.label + ": " +
                      (old ? model_.number(*old, card.column) : model_.plain_reason(old.reason()));
        if (old) card.change = change_of(model_, card.column, *old, now);
    }

    std::optional<PageCard::Target> target(std::size_t column) const {
        const auto share =
            model_.column(attainment_id(model_.report().columns()[column].metric.id()));
        if (!share) return std::nullopt;
        const auto outcome = model_.report()[row_][*share].outcome();
        if (!outcome) return PageCard::Target{*share, false, model_.plain_reason(outcome.reason())};
        return PageCard::Target{
            *share, true, model_.number(*outcome, *share),
            std::clamp(outcome->to_double(), 0.0, 1.0), outcome->exact() >= Rational{1}};
    }

    /// The period that goes on, beside the last one that is over.
    std::string latest(std::size_t column) const {
        const std::size_t last = model_.periods().size() - 1;
        if (last == period_ || period_ != model_.shown_period()) return {};
        const auto row = model_.total_row(last);
        if (!row) return {};
        const auto outcome = model_.report()[*row][column].outcome();
        std::string text =
            outcome ? model_.number(*outcome, column) : model_.plain_reason(outcome.reason());
        if (const std::string unit = model_.plain_unit(column); outcome && !unit.empty())
            text += ' ' + unit;
        return fmt::format("{} {}: {}", model_.periods()[last].label, model_.plain("so far"), text);
    }

    const PageModel& model_;
    std::size_t period_;
    std::size_t row_;
    std::optional<std::size_t> before_;
};

}  // namespace

PageOverview overview_of(const PageModel& model, std::size_t period) {
    PageOverview overview;
    const auto row = model.total_row(period);
    if (!row) return overview;
    const PagePeriod& shown = model.periods()[period];
    overview.period = model.has_periods() ? shown.label : model.plain_days(shown.period.window());
    if (!shown.period.complete) overview.period += ", " + model.plain("not complete");
    overview.row = *row;
    const Cards cards{model, period, *row};
    for (const std::size_t column : model.cards())
        overview.cards.push_back(cards.card(column));
    return overview;
}

}  // namespace saleskpi::inline v0_3::detail
