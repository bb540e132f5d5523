// SPDX-License-Identifier: MIT
// Metrics some periods back, their trend, and their product over shorter periods.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// Won in 2025: 100, 120, nothing, 160, 150, 200, 240 in the months from January on, and of each but
/// March's as many lost as won in number; in July three of four.
Book seven_months(const char* as_of = nullptr) {
    std::vector<Deal> deals = make::deals(
        deal_of().won(100_usd, "2025-01-20"), deal_of().won(120_usd, "2025-02-20"),
        deal_of().won(160_usd, "2025-04-20"), deal_of().won(150_usd, "2025-05-20"),
        deal_of().won(200_usd, "2025-06-20"), deal_of().won(80_usd, "2025-07-02"),
        deal_of().won(80_usd, "2025-07-03"), deal_of().won(80_usd, "2025-07-30"),
        deal_of().lost(1_usd, "2025-01-21"), deal_of().lost(1_usd, "2025-02-21"),
        deal_of().lost(1_usd, "2025-04-21"), deal_of().lost(1_usd, "2025-05-21"),
        deal_of().lost(1_usd, "2025-06-21"), deal_of().lost(1_usd, "2025-07-21"));
    for (std::size_t i = 0; i < deals.size(); ++i)
        deals[i].id = std::to_string(i);
    BookBuilder builder{usd};
    builder.add(deals);
    if (as_of) builder.as_of(parse_date(as_of));
    return builder.build();
}

std::string in_month(int month, const Definition& metric, const char* as_of = nullptr) {
    const Table table = rollup(seven_months(as_of))
                            .metrics(metric)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-08-01"))
                            .run();
    return text(table.at({}, Month{2025, month})[metric.id()]);
}

}  // namespace

TEST_CASE("by any number of periods back") {
    constexpr auto earlier = before(revenue, 6);
    CHECK(in_month(7, earlier) == "100.00 USD");
    CHECK(in_month(6, earlier) == "no_prior_period");
    CHECK(in_month(7, change(revenue, 6)) == "140.00 %");
    CHECK(in_month(7, difference(revenue, 3)) == "80.00 USD");
    CHECK(in_month(7, change_in_points(win_rate, 1)) == "25.00 pp");
    CHECK(in_month(4, change(revenue, 1)) == "zero_base");
    // One period back is the previous one.
    CHECK(in_month(5, change(revenue, 1)) == in_month(5, change(revenue, previous)));
    CHECK(in_month(7, Catalogue{}.at("change(revenue, 6)")) == "140.00 %");
    CHECK(formula_text(Catalogue{}.at("before(revenue, 6)")) == formula_text(earlier));
    CHECK(std::string{change(revenue, 6).title()} == "Revenue, change to 6 periods before");
    CHECK(code_of([] { (void)before(revenue, -1); }) == ErrorCode::invalid_definition);
    CHECK(code_of([] {
              (void)Catalogue{}.at("before(revenue, 0)");
          }) == ErrorCode::invalid_definition);
    // Of a month that is not over the same days: 160 by July 3 against nothing by June 3.
    CHECK(in_month(7, difference(revenue, 1), "2025-07-03") == "160.00 USD");
}

// Through (0, 200), (-1, 150), (-2, 160): slope 20. Through the last six to June, March having
// nothing but 0: n = 6, sums of x -15, y 730, xx 55, xy -1450; (6 * -1450 + 15 * 730) / (6 * 55 - 225).
TEST_CASE("a trend is the slope of the line through the last periods") {
    CHECK(in_month(6, trend(revenue, 3)) == "20.00 USD");
    CHECK(in_month(6, trend(revenue, 6)) == "21.43 USD");
    CHECK(in_month(6, trend(revenue, 60)) == in_month(6, trend(revenue, 6)));
    CHECK(in_month(2, trend(revenue, 6)) == "insufficient_n");
    // In March nothing was decided: 3/4, 1/2, 1/2, 1/2, then nothing, 1/2, 1/2.
    const Table table = rollup(seven_months())
                            .metrics(trend(win_rate, 7))
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-08-01"))
                            .run();
    const CellValue cell = table.at({}, Month{2025, 7}).cell(trend(win_rate, 7));
    CHECK(cell.records == 6);
    CHECK(cell.marks == Marks{Mark::small_sample});
    // x sum -17, xx 75, y sum 13/4, xy -17/2: (6 * -17/2 + 17 * 13/4) / (6 * 75 - 289) = 17/644.
    CHECK(cell.outcome->exact() == Rational(17, 644));
}

TEST_CASE("a product over shorter periods") {
    // January and February: 1/2 * 1/2; March has no decided deal.
    const auto by_quarter = [](const Definition& metric, int quarter) {
        const Table table = rollup(seven_months())
                                .metrics(metric)
                                .every(Grain::quarter)
                                .during(make::days("2025-01-01", "2025-10-01"))
                                .run();
        return text(table.at({}, Quarter{2025, quarter})[metric.id()]);
    };
    constexpr auto product = product_over(win_rate, Grain::month);
    CHECK(by_quarter(product, 2) == "12.50 %");
    CHECK(by_quarter(product, 1) == "no_records");
    CHECK(by_quarter(Catalogue{}.at("product_over(win_rate, month)"), 2) == "12.50 %");
    CHECK(code_of([] {
              (void)product_over(revenue, Grain::month);
          }) == ErrorCode::invalid_definition);
    CHECK(code_of([] {
              (void)Catalogue{}.at("product_over(revenue, month)");
          }) == ErrorCode::invalid_definition);
}

TEST_CASE("there is nothing from the beginning of a report to a period before it") {
    const auto in_april = [](const Definition& metric) {
        Rollup query = rollup(seven_months()).metrics(metric).every(Grain::month);
        query.during(make::days("2025-04-01", "2025-08-01"));
        const Table table = query.run();
        return text(table.at({}, Month{2025, 4})[metric.id()]);
    };
    CHECK(in_april(cumulative(revenue)) == "160.00 USD");
    CHECK(in_april(before(cumulative(Definition{revenue}), 2)) == "no_prior_period");
    CHECK(in_april(change(to_date(Definition{revenue}, Grain::window), 1)) == "no_prior_period");
    CHECK(in_april(trend(cumulative(Definition{revenue}), 3)) == "insufficient_n");
}

TEST_CASE("lengths and numbers have a value in every period") {
    CHECK(in_month(3, Catalogue{}.at("before(days_in_period, previous)")) == "28.0 days");
    CHECK(in_month(1, Catalogue{}.at("before(5 USD, previous)")) == "5.00 USD");
}
