// SPDX-License-Identifier: MIT
// Traps of forecasts and of statistics, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/quality.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

Survey morale(std::string_view who, int score) {
    Survey s;
    s.kind = SurveyKind::morale;
    s.rep = who;
    s.score = Decimal::ratio(score, 1);
    s.scale = Decimal::ratio(10, 1);
    s.date = make::day("2025-01-20");
    return s;
}

constexpr auto morale_with_sales = correlation(team_morale, revenue);
constexpr auto in_order = correlation(team_morale, revenue, Fit::spearman);

Table correlated(const std::vector<int>& scores, const std::vector<int>& sales) {
    static constexpr std::array reps{"A", "B", "C", "D"};
    std::vector<Survey> answers;
    std::vector<Deal> deals;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        answers.push_back(morale(reps[i], scores[i]));
        deals.push_back(deal_of(reps[i]).won(Money{sales[i] * 100, usd}));
    }
    return rollup(make::book(deals, answers))
        .metrics(morale_with_sales, in_order)
        .by(rep)
        .with_subtotals()
        .during(january)
        .run();
}

}  // namespace

TEST_CASE("pitfall 63: the error of a forecast", "[pitfall]") {
    constexpr auto error = forecast_error(revenue, revenue_target);
    const auto of = [&](Money a, Money b) {
        const Table table =
            rollup(make::book(
                       make::deals(deal_of("A").won(a), deal_of("B").won(b)),
                       std::vector{make::quota("A", 90_usd), make::quota("B", 20_usd)}))
                .metrics(error)
                .by(rep)
                .with_subtotals()
                .during(january)
                .run();
        return text(table.at({})[error]);
    };
    CHECK(of(100_usd, 10_usd) == "18.18 %");  // (10 + 10) / 110, and not the mean 55 %
    CHECK(of(100_usd, 0_usd) == "30.00 %");   // of which the mean would not exist
}

TEST_CASE("pitfall 141: a correlation of three points", "[pitfall]") {
    const Table table = correlated({1, 2, 3}, {2, 4, 5});
    const CellValue& cell = table.at({}).cell(morale_with_sales.id());
    CHECK(text(cell.outcome) == "0.982");
    CHECK(cell.records == 3);
    CHECK(cell.marks.has(Mark::small_sample));  // proves nothing
    CHECK(text(table.at({})[in_order]) == "1.000");
    // A series that does not move goes together with nothing.
    CHECK(text(correlated({4, 4, 4}, {2, 4, 5}).at({})[morale_with_sales]) == "zero_denominator");
    CHECK(text(correlated({1, 2}, {2, 4}).at({})[morale_with_sales]) == "insufficient_n");
}
