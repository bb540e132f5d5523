// SPDX-License-Identifier: MIT
#include "draft.hpp"
#include "value/exact.hpp"

#include <saleskpi/value/rounding.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace saleskpi::inline v0_3 {

using detail::ChartDraft;
using detail::Exact;
using detail::NumberStyle;

namespace {

/// Groups by a column, the best first; those without a value last, in the report's order.
class Ranking {
public:
    Ranking(const std::vector<ReportRow>& rows, std::size_t column, Better better)
        : order_(rows.size()), ranks_(rows.size(), Reason::no_records) {
        std::vector<Outcome<AnyQuantity>> outcomes;
        for (const ReportRow& row : rows)
            outcomes.push_back(row[column].outcome());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            if (!outcomes[a] || !outcomes[b]) return outcomes[a].has_value();
            const auto& first = outcomes[better == Better::lower ? a : b]->exact();
            const auto& second = outcomes[better == Better::lower ? b : a]->exact();
            return first < second;
        });
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const auto& outcome = outcomes[order_[i]];
            if (!outcome)
                ranks_[order_[i]] = outcome.reason();
            else if (i > 0 && outcome->exact() == outcomes[order_[i - 1]]->exact())
                ranks_[order_[i]] = ranks_[order_[i - 1]];
            else
                ranks_[order_[i]] = AnyQuantity{Rational{static_cast<int128>(i + 1)}, Unit::count};
        }
    }

    const std::vector<std::size_t>& order() const { return order_; }
    const Outcome<AnyQuantity>& rank(std::size_t row) const { return ranks_[row]; }

private:
    std::vector<std::size_t> order_;
    std::vector<Outcome<AnyQuantity>> ranks_;
};

/// The smallest of 1, 2, 5, 10 ... and 1/2, 1/5, 1/10 ... of which not more than so many make up a span.
Rational step_for(const Exact& span, std::size_t most, bool is_whole) {
    const auto is_enough = [&](const Rational& step) {
        return span <= Exact{step} * Exact{Rational{static_cast<int128>(most)}};
    };
    const Rational next[]{{2}, {5, 2}, {2}};
    Rational step{1};
    int at = 0;
    for (; !is_enough(step); at = (at + 1) % 3) {
        if (step > Rational{int128{1} << 100}) return step;
        step *= next[at];
    }
    while (!is_whole && step > Rational{1, 1'000'000}) {
        const int before = (at + 2) % 3;
        const Rational smaller = step / next[before];
        if (!is_enough(smaller)) break;
        step = smaller;
        at = before;
    }
    return step;
}

/// As it is read: money in major units, a ratio in percent.
Rational shown_units(Unit unit, Currency currency) {
    if (unit == Unit::ratio) return {1, 100};
    return Rational{currency.minor_per_major()};
}

}  // namespace

Chart leaderboard(const Report& report, const ChartColumn& column, const ChartOptions& options) {
    ChartDraft draft{ChartKind::leaderboard, report, column, options};
    const std::vector<ReportRow> rows = draft.rows_of_one_period();
    draft.set_group_categories();
    const std::vector<ChartCategory> groups = std::exchange(draft.chart.categories, {});
    const std::size_t value = draft.columns()[0];
    const Better better = draft.chart.better;
    const Ranking now{rows, value, better};
    std::vector<std::size_t> order = now.order();
    if (options.top > 0 && options.top < order.size()) order.resize(options.top);
    for (const std::size_t row : order)
        draft.chart.categories.push_back(groups[row]);

    const auto add = [&](std::string name, SeriesRole role, std::size_t of) {
        ChartSeries series{std::move(name), role, draft.chart.unit, {}};
        for (const std::size_t row : order)
            series.numbers.push_back(draft.number(rows[row], of));
        draft.chart.series.push_back(std::move(series));
    };
    const auto add_ranks = [&](std::string name, SeriesRole role, const Ranking& ranking) {
        ChartSeries series{std::move(name), role, Unit::count, {}};
        for (const std::size_t row : order)
            series.numbers.push_back(
                detail::chart_number(ranking.rank(row), NumberStyle{}, options.glossary));
        draft.chart.series.push_back(std::move(series));
    };
    add(draft.title(value), SeriesRole::value, value);
    add_ranks(draft.chart.words.rank, SeriesRole::rank, now);
    if (draft.prior()) {
        add(draft.chart.words.prior, SeriesRole::prior, *draft.prior());
        add_ranks(
            draft.chart.words.prior_rank, SeriesRole::prior_rank,
            Ranking{rows, *draft.prior(), better});
    }
    if (draft.target()) add(draft.chart.words.target, SeriesRole::target, *draft.target());
    return std::move(draft).finished();
}

Chart distribution_chart(
    const Report& report, const ChartColumn& column, const ChartOptions& options) {
    ChartDraft draft{ChartKind::distribution, report, column, options};
    const std::size_t value = draft.columns()[0];
    const Unit unit = draft.chart.unit;
    const Currency currency = draft.chart.currency;
    const Rational one = shown_units(unit, currency);
    std::vector<Exact> values;
    std::size_t without = 0;
    bool is_whole = true;
    for (const ReportRow& row : draft.rows_of_one_period()) {
        const auto outcome = row[value].outcome();
        if (!outcome) {
            ++without;
            continue;
        }
        is_whole = is_whole && outcome->exact().is_whole();
        values.push_back(Exact{outcome->exact()} / Exact{one});
    }
    draft.chart.category_title =
        draft.chart.value_title.empty()
            ? draft.chart.words.range
            : fmt::format("{}: {}", draft.chart.value_title, draft.chart.words.range);
    if (!draft.chart.value_title.empty())
        draft.chart.title = fmt::format("({})", draft.chart.value_title);
    const std::string counted = detail::joined(draft.rows().dimensions);
    draft.chart.value_title = counted.empty() ? draft.chart.words.groups : counted;
    if (without > 0)
        draft.chart.description = fmt::format("{}: {}", draft.chart.words.no_value, without);
    ChartSeries series{draft.chart.words.groups, SeriesRole::value, Unit::count, {}};
    if (!values.empty()) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        const Rational step = step_for(
            *high - *low, std::max<std::size_t>(options.buckets, 1),
            is_whole && !is_money_like(unit));
        const auto bucket_of = [&](const Exact& number) {
            return round((number / Exact{step}).nearest(), Rounding::floor);
        };
        const int128 first = bucket_of(*low);
        std::vector<std::int64_t> counts(static_cast<std::size_t>(bucket_of(*high) - first) + 1);
        for (const Exact& number : values)
            ++counts[static_cast<std::size_t>(bucket_of(number) - first)];
        std::vector<AnyQuantity> edges;
        NumberStyle style;
        for (std::size_t i = 0; i <= counts.size(); ++i) {
            const Exact edge = Exact{Rational{first + static_cast<int128>(i)}} * Exact{step};
            edges.emplace_back((edge * Exact{one}).nearest(), unit, currency);
            style.see(edges.back());
        }
        const auto text = [&](std::size_t i) {
            return detail::chart_number(edges[i], style, options.glossary).text;
        };
        for (std::size_t i = 0; i < counts.size(); ++i) {
            draft.chart.categories.push_back({text(i) + " – " + text(i + 1)});
            const AnyQuantity count{Rational{counts[i]}, Unit::count};
            series.numbers.push_back(detail::chart_number(count, NumberStyle{}, options.glossary));
        }
    }
    draft.chart.unit = Unit::count;
    draft.chart.currency = {};
    draft.chart.better = Better::neither;
    draft.chart.series.push_back(std::move(series));
    return std::move(draft).finished();
}

}  // namespace saleskpi::inline v0_3
