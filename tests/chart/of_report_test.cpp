// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/small_report.hpp"
#include "support/throws.hpp"

#include <saleskpi/chart/of_report.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

using Texts = std::vector<std::string>;

Texts texts(const ChartSeries& series) {
    Texts all;
    for (const ChartNumber& number : series.numbers)
        all.push_back(number.text);
    return all;
}

Texts texts(const Chart& chart, SeriesRole role = SeriesRole::value) {
    const ChartSeries* const series = chart.find(role);
    return series ? texts(*series) : Texts{"no such series"};
}

Texts labels(const Chart& chart) {
    Texts all;
    for (const ChartCategory& category : chart.categories)
        all.push_back(category.label);
    return all;
}

Texts names(const Chart& chart) {
    Texts all;
    for (const ChartSeries& series : chart.series)
        all.push_back(series.name);
    return all;
}

Rollup small() { return rollup(small_report::book()).during(small_report::window()); }

Report by_team() {
    return Report{small().metrics(revenue, win_rate).by(team).every(Grain::quarter).run()};
}

/// Reps of whom all but the last one sold something, and two the same.
Report by_rep() {
    using namespace make;
    const Book book = make::book(deals(
        deal_of("Ada").won(900_usd), deal_of("Bo").won(250_usd), deal_of("Cy").won(100_usd),
        deal_of("Di").won(250_usd), deal_of("Ed").lost(70_usd)));
    return Report{rollup(book)
                      .metrics(revenue, average_deal_size, before(revenue, previous))
                      .by(rep)
                      .during(days("2025-01-01", "2025-02-01"))
                      .run()};
}

/// 130 a month of which 30 are lost, and 50 more.
Book moved_mrr_book() {
    using namespace make;
    return make::book(std::vector{
        paying("Ada", 100_usd, Interval::month, "2024-12-01"),
        paying("Bo", 50_usd, Interval::month, "2025-01-15"),
        paying("Cy", 30_usd, Interval::month, "2024-11-01", "2025-01-20")});
}

}  // namespace

TEST_CASE("a line for each group, over periods") {
    const Chart chart = line_chart(by_team(), revenue);
    CHECK(chart.kind == ChartKind::line);
    CHECK(chart.title == "Revenue");
    CHECK(chart.unit == Unit::money);
    CHECK(chart.currency == usd);
    CHECK(chart.value_title == "USD");
    CHECK(chart.category_title == "period");
    CHECK(chart.over_time);
    CHECK(
        chart.description ==
        "2025-01-01 – 2025-05-15; USD; higher is better; not complete: 2025-Q2");
    CHECK(labels(chart) == Texts{"2025-Q1", "2025-Q2"});
    CHECK(chart.categories[0].complete);
    CHECK_FALSE(chart.categories[1].complete);
    REQUIRE(names(chart) == Texts{"North", "South"});
    CHECK(texts(chart.series[0]) == Texts{"1,234.50", "0.00"});
    CHECK(texts(chart.series[1]) == Texts{"0.00", "400.00"});
    CHECK(chart.series[0].numbers[0].value == 1234.5);
    CHECK(chart.series[0].numbers[1].value == 0.0);
}

TEST_CASE("what has no value is not zero, and says why") {
    const Chart chart = line_chart(by_team(), "win_rate", {.group = {"North"}});
    CHECK(chart.title == "Win rate, North");
    CHECK(names(chart) == Texts{"Win rate"});
    const std::vector<ChartNumber>& numbers = chart.series[0].numbers;
    CHECK(numbers[0].text == "50.00 %");
    CHECK(numbers[0].value == 0.5);
    CHECK_FALSE(numbers[1].has_value());
    CHECK(numbers[1].reason == Reason::no_records);
    CHECK(numbers[1].text == "nothing that counts happened");
}

TEST_CASE("a column is named by id, number or metric") {
    const Report report = by_team();
    const Definition metric = win_rate;
    for (const ChartColumn& column :
         {ChartColumn{"win_rate"}, ChartColumn{1}, ChartColumn{win_rate}, ChartColumn{metric},
          ChartColumn{std::string{"win_rate"}}, ChartColumn{std::size_t{1}}})
        CHECK(column.in(report) == 1);
    CHECK(message_of([&] { line_chart(report, "margin"); }) == "the report has no column 'margin'");
    CHECK(code_of([&] { line_chart(report, 2); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { line_chart(report, {0, 1}); }) == ErrorCode::unit_mismatch);
    CHECK(code_of([&] { line_chart(report, 0, {.group = {"West"}}); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { bullet_chart(report, 0, {}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { waterfall_chart(report, 0); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { waterfall_chart(report, {0, 0}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { sparkline(report, 0); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { line_chart(report, ChartColumns{}); }) == ErrorCode::invalid_argument);
}

TEST_CASE("prior period and target stand beside one line") {
    using namespace make;
    const Book book = make::book(
        std::vector{seat("Asha", "North")},
        deals(
            deal_of("Asha").won(1234_usd, "2025-01-20"), deal_of("Asha").won(10_usd, "2025-02-10")),
        std::vector{quota("Asha", 1000_usd)});
    const Report report{rollup(book)
                            .metrics(revenue, before(revenue, previous), target_of(revenue))
                            .every(Grain::month)
                            .during(days("2025-01-01", "2025-03-01"))
                            .run()};
    const Chart chart =
        line_chart(report, 0, {.prior = "before(revenue, previous)", .target = "target(revenue)"});
    CHECK(names(chart) == Texts{"Revenue", "Period before", "Target"});
    CHECK(texts(chart) == Texts{"1,234", "10"});
    CHECK(
        texts(chart, SeriesRole::prior) ==
        Texts{"the period to compare with lies outside the data", "1,234"});
    CHECK(texts(chart, SeriesRole::target) == Texts{"1,000", "there is no target"});
    CHECK(
        texts(bar_chart(report, 0, {.target = 2}), SeriesRole::target) ==
        Texts{"1,000", "there is no target"});
}

TEST_CASE("bars are groups in a period, or periods of one group") {
    const Report report = by_team();
    const Chart last = bar_chart(report, revenue);
    CHECK(last.title == "Revenue, 2025-Q2");
    CHECK(last.category_title == "team");
    CHECK_FALSE(last.over_time);
    CHECK(labels(last) == Texts{"North", "South"});
    CHECK(texts(last) == Texts{"0.00", "400.00"});
    const Chart first = bar_chart(report, revenue, {.period = report[0].key().period});
    CHECK(texts(first) == Texts{"1,234.50", "0.00"});
    const Chart north = bar_chart(report, revenue, {.group = {"North"}});
    CHECK(north.over_time);
    CHECK(labels(north) == Texts{"2025-Q1", "2025-Q2"});
    CHECK(texts(north) == Texts{"1,234.50", "0.00"});
}

TEST_CASE("totals are left out, unless they are asked for") {
    const Report report{small().metrics(revenue).by(region, team).with_subtotals().run()};
    CHECK(labels(bar_chart(report, 0)) == Texts{"EMEA, North", "EMEA, South"});
    CHECK(labels(bar_chart(report, 0, {.group = {"EMEA"}})) == Texts{"North", "South"});
    const Chart total = bar_chart(report, 0, {.levels = 0});
    CHECK(labels(total) == Texts{"Total"});
    CHECK(texts(total) == Texts{"1,634.50"});
    CHECK(labels(bar_chart(report, 0, {.group = {"EMEA"}, .levels = 0})) == Texts{"EMEA"});
    CHECK(labels(bar_chart(report, 0, {.levels = 1})) == Texts{"EMEA"});
    CHECK(labels(bar_chart(report, 0, {.levels = 7})) == labels(bar_chart(report, 0)));
    const Chart stacked = stacked_bars(report, 0);
    CHECK(labels(stacked) == Texts{"EMEA"});
    CHECK(names(stacked) == Texts{"North", "South"});
    const Chart cells = heat_map(report, 0);
    CHECK(names(cells) == Texts{"EMEA"});
    CHECK(labels(cells) == Texts{"North", "South"});
    CHECK(texts(cells) == Texts{"1,234.50", "400.00"});
}

TEST_CASE("stacked bars, cells and panels over periods") {
    const Report report = by_team();
    for (const ChartKind kind : {ChartKind::stacked_bars, ChartKind::heat_map}) {
        const Chart chart = chart_of(kind, report, revenue);
        CHECK(names(chart) == Texts{"North", "South"});
        CHECK(labels(chart) == Texts{"2025-Q1", "2025-Q2"});
        CHECK(texts(chart.series[1]) == Texts{"0.00", "400.00"});
    }
    const Chart panels = small_multiples(report, win_rate);
    REQUIRE(panels.panels.size() == 2);
    CHECK(panels.panels[1].title == "South");
    CHECK(texts(panels.panels[1]) == Texts{"nothing that counts happened", "100.00 %"});
    CHECK(texts(sparkline(report, revenue, {.group = {"South"}})) == Texts{"0.00", "400.00"});
}

TEST_CASE("a waterfall takes away what is better lower, and shows what is not explained") {
    using namespace make;
    const Report report{rollup(moved_mrr_book())
                            .metrics(opening_mrr, new_mrr, churned_mrr, mrr)
                            .every(Grain::month)
                            .during(days("2025-01-01", "2025-02-01"))
                            .run()};
    const Chart chart = waterfall_chart(report, {opening_mrr, new_mrr, churned_mrr, mrr});
    CHECK(chart.title == "Monthly recurring revenue, 2025-01");
    CHECK(texts(chart) == Texts{"130", "50", "-30", "150"});
    CHECK(chart.series[0].numbers[2].value == -30.0);
    CHECK(chart.categories[0].is_total);
    CHECK_FALSE(chart.categories[2].is_total);
    // Without the churn 130 and 50 are 30 too many.
    const Chart part = waterfall_chart(report, {opening_mrr, new_mrr, mrr});
    CHECK(labels(part).at(2) == "Not explained");
    CHECK(texts(part) == Texts{"130", "50", "-30", "150"});
    CHECK_FALSE(part.categories[2].is_total);
}

TEST_CASE("a column of a waterfall says itself whether it is taken away") {
    using namespace make;
    const Report report{rollup(moved_mrr_book())
                            .metrics(opening_mrr, new_mrr, churned_mrr, mrr)
                            .during(days("2025-01-01", "2025-02-01"))
                            .run()};
    // 130 - 50 - 30 is 50, and 100 are not explained; of balances the sign means nothing.
    const Chart less = waterfall_chart(
        report, {ChartColumn{opening_mrr}.taken_away(), ChartColumn{new_mrr}.taken_away(),
                 churned_mrr, mrr});
    CHECK(texts(less) == Texts{"130", "-50", "-30", "100", "150"});
    CHECK(less.series[0].numbers[1].value == -50.0);
    // 130 + 50 + 30 is 60 more than there is.
    const Chart more =
        waterfall_chart(report, {opening_mrr, new_mrr, ChartColumn{churned_mrr}.added(), mrr});
    CHECK(texts(more) == Texts{"130", "50", "30", "-60", "150"});
}

TEST_CASE("a bullet says what part of the target is reached") {
    using namespace make;
    const Book book = make::book(
        std::vector{seat("Asha", "North"), seat("Zoë", "South")},
        deals(deal_of("Asha").won(1234.50_usd), deal_of("Zoë").won(400_usd)),
        std::vector{quota("Asha", 1000_usd)});
    const Report report{rollup(book)
                            .metrics(revenue, target_of(revenue))
                            .by(rep)
                            .during(days("2025-01-01", "2025-02-01"))
                            .run()};
    const Chart chart = bullet_chart(report, 0, {.target = 1, .bounds = {{4, 5}}});
    CHECK(labels(chart) == Texts{"Asha", "Zoë"});
    CHECK(texts(chart) == Texts{"1,234.50", "400.00"});
    CHECK(texts(chart, SeriesRole::share) == Texts{"123.45 %", "there is no target"});
    CHECK(chart.find(SeriesRole::share)->numbers[1].reason == Reason::no_target);
    CHECK(chart.find(SeriesRole::bound)->name == "80.00 %");
    CHECK(chart.find(SeriesRole::bound)->numbers[0].value == 800);
    CHECK_FALSE(chart.find(SeriesRole::bound)->numbers[1].has_value());
}

TEST_CASE("a funnel has the rate of each step") {
    using namespace make;
    const Book book = make::book(deals(times(3, deal_of().won()), times(5, deal_of().lost())));
    const Report report{rollup(book)
                            .metrics(deals_decided, deals_won, deals_lost)
                            .during(days("2025-01-01", "2025-02-01"))
                            .run()};
    const Chart chart = funnel_chart(report, {0, 1, 2});
    CHECK(labels(chart) == Texts{"Deals decided", "Deals won", "Deals lost"});
    CHECK(texts(chart) == Texts{"8", "3", "5"});
    CHECK(texts(chart, SeriesRole::share) == Texts{"100.00 %", "37.50 %", "166.67 %"});
    const Report later{rollup(book)
                           .metrics(deals_decided, deals_won)
                           .during(days("2026-01-01", "2026-02-01"))
                           .run()};
    CHECK(texts(funnel_chart(later, {0, 1}), SeriesRole::share)[1] == "what is divided by is zero");
}

TEST_CASE("a leaderboard ranks from the best, equals alike, and what has no value not at all") {
    const Chart chart = leaderboard(by_rep(), average_deal_size);
    CHECK(labels(chart) == Texts{"Ada", "Bo", "Di", "Cy", "Ed"});
    CHECK(
        texts(chart, SeriesRole::rank) ==
        Texts{"1", "2", "2", "4", "nothing that counts happened"});
    CHECK(labels(leaderboard(by_rep(), average_deal_size, {.top = 2})) == Texts{"Ada", "Bo"});

    using namespace make;
    const Book book = make::book(deals(
        deal_of("Ada").won(1_usd, "2025-01-10"), deal_of("Bo").won(2_usd, "2025-01-10"),
        deal_of("Ada").won(4_usd, "2025-02-10"), deal_of("Bo").won(3_usd, "2025-02-10")));
    const Report report{rollup(book)
                            .metrics(revenue, before(revenue, previous))
                            .by(rep)
                            .every(Grain::month)
                            .during(days("2025-01-01", "2025-03-01"))
                            .run()};
    const Chart moved_up = leaderboard(report, revenue, {.prior = 1});
    CHECK(moved_up.title == "Revenue, 2025-02");
    CHECK(labels(moved_up) == Texts{"Ada", "Bo"});
    CHECK(texts(moved_up, SeriesRole::rank) == Texts{"1", "2"});
    CHECK(texts(moved_up, SeriesRole::prior_rank) == Texts{"2", "1"});
    CHECK(texts(moved_up, SeriesRole::prior) == Texts{"1", "2"});
}

TEST_CASE("a distribution counts values in ranges of 1, 2 or 5") {
    // 100, 250, 250 and 900; one has none.
    const Chart fine = distribution_chart(by_rep(), average_deal_size);
    CHECK(labels(fine).front() == "100 – 200");
    CHECK(texts(fine) == Texts{"1", "2", "0", "0", "0", "0", "0", "0", "1"});
    const Chart coarse = distribution_chart(by_rep(), average_deal_size, {.buckets = 4});
    CHECK(labels(coarse) == Texts{"0 – 200", "200 – 400", "400 – 600", "600 – 800", "800 – 1,000"});
    CHECK(texts(coarse) == Texts{"1", "2", "0", "0", "1"});
    CHECK(coarse.description.find("no value: 1") != std::string::npos);
    CHECK(coarse.unit == Unit::count);
    CHECK(coarse.title == "Average deal size (USD)");
    CHECK(coarse.value_title == "rep");
}

TEST_CASE("a range holds its lower end, and a count of its own is a range") {
    using namespace make;
    const Book book = make::book(
        deals(times(3, deal_of("Ada").won()), times(3, deal_of("Bo").won()), deal_of("Cy").won()));
    const Report report{
        rollup(book).metrics(deals_won).by(rep).during(days("2025-01-01", "2025-02-01")).run()};
    const Chart chart = distribution_chart(report, 0);
    CHECK(labels(chart) == Texts{"1 – 2", "2 – 3", "3 – 4"});
    CHECK(texts(chart) == Texts{"1", "0", "2"});
}

TEST_CASE("a report without rows makes charts without categories") {
    const Book book = make::book(make::deals());
    const Report none{rollup(book)
                          .metrics(revenue, target_of(revenue))
                          .by(team)
                          .during(make::days("2025-01-01", "2025-01-01"))
                          .run()};
    REQUIRE(none.empty());
    for (const ChartKind kind : all_chart_kinds) {
        const bool has_two = kind == ChartKind::waterfall;
        const ChartOptions options{
            .target = has_two ? std::nullopt : std::optional{ChartColumn{1}}};
        const Chart chart =
            chart_of(kind, none, has_two ? ChartColumns{0, 1} : ChartColumns{0}, options);
        INFO(name(kind));
        CHECK(chart.kind == kind);
        CHECK(chart.categories.empty());
        CHECK(chart.panels.empty());
    }
}

TEST_CASE("numbers, words and texts in another language") {
    ChartOptions options;
    options.group = {"North"};
    options.glossary.decimal = ",";
    options.glossary.group = " ";
    options.glossary.words = {
        {"period", "okres"},
        {"revenue", "Przychód"},
        {"win_rate", "Odsetek wygranych"},
        {"nothing that counts happened", "nic się nie zdarzyło"},
        {"higher is better", "więcej znaczy lepiej"}};
    const Chart chart = line_chart(by_team(), revenue, options);
    CHECK(chart.title == "Przychód, North");
    CHECK(chart.series[0].name == "Przychód");
    CHECK(chart.category_title == "okres");
    CHECK(chart.description.find("; więcej znaczy lepiej") != std::string::npos);
    CHECK(texts(chart) == Texts{"1 234,50", "0,00"});
    const Chart rates = line_chart(by_team(), win_rate, options);
    CHECK(rates.title == "Odsetek wygranych, North");
    CHECK(texts(rates) == Texts{"50,00 %", "nic się nie zdarzyło"});
}

TEST_CASE("kinds and roles have names") {
    for (const ChartKind kind : all_chart_kinds)
        CHECK(try_parse_chart_kind(name(kind)) == kind);
    CHECK_FALSE(try_parse_chart_kind("pie"));
    CHECK(name(SeriesRole::prior_rank) == "prior_rank");
}
