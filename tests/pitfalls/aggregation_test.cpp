// SPDX-License-Identifier: MIT
// Traps of aggregation and roll-up, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/targets.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");
const Window quarter = make::days("2025-01-01", "2025-04-01");

/// The metrics of each rep, and of all of them as the total at({}).
template <class... Metrics>
Table by_rep(const Book& book, const Metrics&... metrics) {
    return rollup(book).metrics(metrics...).by(rep).with_subtotals().run();
}

}  // namespace

TEST_CASE("pitfall 1: ratio of sums, not mean of ratios", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of("A").won(), deal_of("A").lost(), times(10, deal_of("B").won()),
        times(80, deal_of("B").lost())));
    const Table table = by_rep(book, win_rate);
    CHECK(text(table.at({"A"})[win_rate]) == "50.00 %");
    CHECK(text(table.at({"B"})[win_rate]) == "11.11 %");
    CHECK(text(table.at({})[win_rate]) == "11.96 %");  // not the mean 30.56 %, nor 61.11 %
    CHECK(table.at({})[win_rate]->exact() == Rational(11, 92));
}

TEST_CASE("pitfall 2: the attainment of a total", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of("A").won(120_usd), deal_of("B").won(50_usd)),
        std::vector{make::quota("A", 100_usd), make::quota("B", 400_usd)});
    const Table table =
        rollup(book).metrics(revenue_attainment).by(rep).with_subtotals().during(january).run();
    CHECK(text(table.at({"A"})[revenue_attainment]) == "120.00 %");
    CHECK(text(table.at({"B"})[revenue_attainment]) == "12.50 %");
    CHECK(text(table.at({})[revenue_attainment]) == "34.00 %");  // not 66.25 %, nor 132.50 %
}

TEST_CASE("pitfall 3: Simpson's paradox", "[pitfall]") {
    const auto in = [](std::string_view who, const char* segment) {
        return deal_of(who).with(&Deal::segment, segment);
    };
    const Book book = make::book(make::deals(
        times(8, in("X", "SMB").won()), times(2, in("X", "SMB").lost()),
        times(18, in("X", "Ent").won()), times(72, in("X", "Ent").lost()),
        times(63, in("Y", "SMB").won()), times(27, in("Y", "SMB").lost()),
        times(1, in("Y", "Ent").won()), times(9, in("Y", "Ent").lost())));
    const Table table =
        rollup(book).metrics(win_rate).by(rep, deal::segment).with_subtotals().run();
    CHECK(text(table.at({"X", "SMB"})[win_rate]) == "80.00 %");
    CHECK(text(table.at({"Y", "SMB"})[win_rate]) == "70.00 %");
    CHECK(text(table.at({"X", "Ent"})[win_rate]) == "20.00 %");
    CHECK(text(table.at({"Y", "Ent"})[win_rate]) == "10.00 %");
    // X is better in both segments, and worse in total.
    CHECK(text(table.at({"X"})[win_rate]) == "26.00 %");
    CHECK(text(table.at({"Y"})[win_rate]) == "64.00 %");

    // At the mix of both together, half and half, X is better.
    //! [adjusted]
    constexpr auto adjusted = mix_adjusted(win_rate, deal::segment);
    const Table fair = by_rep(book, win_rate, adjusted);
    CHECK(text(fair.at({"X"})[win_rate]) == "26.00 %");
    CHECK(text(fair.at({"X"})[adjusted]) == "50.00 %");
    CHECK(text(fair.at({"Y"})[win_rate]) == "64.00 %");
    CHECK(text(fair.at({"Y"})[adjusted]) == "40.00 %");
    //! [adjusted]
    CHECK(text(fair.at({})[adjusted]) == "45.00 %");
    // Each total stands against all of its parts: 26 % below the 45 %, and 80 above 71, 20 above 19.
    CHECK(fair.at({"X"}).cell(adjusted).marks == Marks{Mark::reversed});
    CHECK(fair.at({"Y"}).cell(adjusted).marks == Marks{Mark::reversed});
    CHECK(fair.at({}).cell(adjusted).marks.empty());
    CHECK(fair.at({"X"}).cell(win_rate).marks.empty());
    // A segment is at its own mix.
    const Table parts = rollup(book).metrics(adjusted).by(rep, deal::segment).run();
    CHECK(text(parts.at({"X", "SMB"})[adjusted]) == "80.00 %");
    CHECK(text(parts.at({"Y", "Ent"})[adjusted]) == "10.00 %");
}

TEST_CASE("pitfall 4: weighted pipeline", "[pitfall]") {
    const auto open = deal_of().created_on("2025-01-05");
    const auto deals = make::deals(open.worth(100_usd).likely(99), open.worth(200_usd).likely(0));
    CHECK(text(weighted_pipeline(deals)) == "99.00 USD");  // not 300 x 49.5 % = 148.50
}

TEST_CASE("pitfall 5: average deal size, from reps to the team", "[pitfall]") {
    const Book book = make::book(
        make::deals(deal_of("A").won(100'000_usd), times(9, deal_of("B").won(10'000_usd))));
    const Table table = by_rep(book, average_deal_size);
    CHECK(text(table.at({"A"})[average_deal_size]) == "100000.00 USD");
    CHECK(text(table.at({"B"})[average_deal_size]) == "10000.00 USD");
    CHECK(text(table.at({})[average_deal_size]) == "19000.00 USD");  // not 55,000
}

TEST_CASE("pitfall 6: the average of period averages", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of().won(30'000_usd, "2025-01-20"), deal_of().won(5'000_usd, "2025-02-03"),
        deal_of().won(10'000_usd, "2025-02-10"), deal_of().won(15'000_usd, "2025-02-17")));
    const auto query = rollup(book).metrics(average_deal_size).during(quarter);
    const Table monthly = Rollup{query}.every(Grain::month).run();
    CHECK(text(monthly.at({}, Month{2025, 1})[average_deal_size]) == "30000.00 USD");
    CHECK(text(monthly.at({}, Month{2025, 2})[average_deal_size]) == "10000.00 USD");
    CHECK(text(query.run().at({})[average_deal_size]) == "15000.00 USD");  // not 20,000
}

TEST_CASE("pitfall 7: medians do not merge", "[pitfall]") {
    const auto a =
        make::deals(deal_of("A").won(10_usd), deal_of("A").won(20_usd), deal_of("A").won(90_usd));
    const auto b = make::deals(
        deal_of("B").won(30_usd), deal_of("B").won(40_usd), deal_of("B").won(50_usd),
        deal_of("B").won(60_usd), deal_of("B").won(70_usd));
    const Table table = by_rep(make::book(a, b), median_deal_size);
    CHECK(text(table.at({"A"})[median_deal_size]) == "20.00 USD");
    CHECK(text(table.at({"B"})[median_deal_size]) == "50.00 USD");
    // Not the mean of the medians, 35, nor the one weighted by size, 38.75.
    CHECK(text(table.at({})[median_deal_size]) == "45.00 USD");

    const auto states = [](const Book& book) {
        return rollup(book).metrics(median_deal_size).during(january).partial();
    };
    Partial merged = states(make::book(a));
    merged.merge(states(make::book(b)));
    CHECK(text(merged.table().at({})[median_deal_size]) == "45.00 USD");
}

TEST_CASE("pitfall 8: the method of a percentile", "[pitfall]") {
    constexpr auto p90 =
        metric("deal_size_p90", percentile<90>(deal::amount).where(won).by(deal::closed));
    std::vector<Deal> deals;
    for (int tens = 1; tens <= 10; ++tens)
        deals.push_back(deal_of().won(Money{tens * 10'00, usd}));
    // By nearest rank; with linear interpolation 91, by (n + 1) p 99.
    CHECK(text(p90(deals)) == "90.00 USD");
}

TEST_CASE("pitfall 9: distinct customers over time", "[pitfall]") {
    constexpr auto buyers = metric("buyers", distinct(deal::customer).where(won).by(deal::closed));
    std::vector<Deal> deals;
    for (const char* name : {"A", "B", "C"})
        deals.push_back(deal_of().from(name).won(1_usd, "2025-01-20"));
    for (const char* name : {"B", "C", "D"})
        deals.push_back(deal_of().from(name).won(1_usd, "2025-02-20"));
    for (const char* name : {"C", "D", "E"})
        deals.push_back(deal_of().from(name).won(1_usd, "2025-03-20"));
    const Book book = make::book(deals);
    const auto query = rollup(book).metrics(buyers).during(quarter);
    const Table monthly = Rollup{query}.every(Grain::month).run();
    for (const int month : {1, 2, 3})
        CHECK(text(monthly.at({}, Month{2025, month})[buyers]) == "3");
    const Table quarterly = Rollup{query}.every(Grain::quarter).run();
    CHECK(text(quarterly.at({}, Quarter{2025, 1})[buyers]) == "5");  // not 3 + 3 + 3
}

TEST_CASE("pitfall 10: distinct customers over reps", "[pitfall]") {
    constexpr auto buyers = metric("buyers", distinct(deal::customer).where(won).by(deal::closed));
    std::vector<Deal> deals;
    for (const char* name : {"A", "B", "C"})
        deals.push_back(deal_of("rep 1").from(name).won());
    for (const char* name : {"C", "D", "E"})
        deals.push_back(deal_of("rep 2").from(name).won());
    const Table table = by_rep(make::book(deals), buyers);
    CHECK(text(table.at({"rep 1"})[buyers]) == "3");
    CHECK(text(table.at({"rep 2"})[buyers]) == "3");
    CHECK(text(table.at({})[buyers]) == "5");  // not 6
}

TEST_CASE("pitfall 11: a stock does not add over time", "[pitfall]") {
    const Book book = make::book(make::deals(
        deal_of().created_on("2025-01-05").worth(400'000_usd),
        deal_of().created_on("2025-01-05").lost(100'000_usd, "2025-03-05"),
        deal_of().created_on("2025-02-05").lost(100'000_usd, "2025-03-05")));
    const auto query = rollup(book).metrics(pipeline_value).during(quarter);
    const Table monthly = Rollup{query}.every(Grain::month).run();
    CHECK(text(monthly.at({}, Month{2025, 1})[pipeline_value]) == "500000.00 USD");
    CHECK(text(monthly.at({}, Month{2025, 2})[pipeline_value]) == "600000.00 USD");
    CHECK(text(monthly.at({}, Month{2025, 3})[pipeline_value]) == "400000.00 USD");
    const Table quarterly = Rollup{query}.every(Grain::quarter).run();
    CHECK(text(quarterly.at({}, Quarter{2025, 1})[pipeline_value]) == "400000.00 USD");
}

TEST_CASE("pitfall 12: what is open stays in a stock, what has closed does not", "[pitfall]") {
    const auto a = deal_of().created_on("2025-01-02").worth(100_usd);
    const auto b = deal_of().created_on("2025-01-30").worth(50_usd);
    CHECK(text(pipeline_value.within(january, make::deals(a, b))) == "150.00 USD");
    CHECK(
        text(pipeline_value.within(january, make::deals(a, b.lost(50_usd, "2025-01-30")))) ==
        "100.00 USD");
}

TEST_CASE("pitfall 13: a deal with three quotes counts once", "[pitfall]") {
    std::vector<Quote> quotes(3);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        quotes[i].id = "Q" + std::to_string(i);
        quotes[i].deal = "D";
        quotes[i].rep = "A";
        quotes[i].sent = make::day("2025-01-10");
    }
    const Book book =
        make::book(make::deals(deal_of("A").with(&Deal::id, "D").won(100_usd)), quotes);
    const Table table = by_rep(book, revenue, quotes_sent);
    CHECK(text(table.at({"A"})[revenue]) == "100.00 USD");  // not 300
    CHECK(text(table.at({"A"})[quotes_sent]) == "3");
}

TEST_CASE("pitfall 15: a rep who won nothing of what was decided", "[pitfall]") {
    const Table table = by_rep(
        make::book(make::deals(deal_of("A").won(), times(7, deal_of("C").lost()))), win_rate);
    CHECK(text(table.at({"C"})[win_rate]) == "0.00 %");  // a row, and a number
    CHECK(text(table.at({})[win_rate]) == "12.50 %");
}

TEST_CASE("pitfall 16: a rep who decided nothing", "[pitfall]") {
    const Table table = by_rep(
        make::book(
            make::deals(deal_of("A").won(), deal_of("A").lost()),
            std::vector{make::seat("A", "North"), make::seat("D", "North")}),
        win_rate);
    CHECK(text(table.at({"D"})[win_rate]) == "no_records");  // not 0 %
    CHECK(text(table.at({})[win_rate]) == "50.00 %");        // to which D adds 0/0
}

TEST_CASE("pitfall 17: velocities do not add", "[pitfall]") {
    const auto a = deal_of("A").opened_on("2025-01-11");  // 20 days before closing
    const auto b = deal_of("B").opened_on("2025-01-11");  // 60 days
    const Table table = by_rep(
        make::book(make::deals(
            times(5, a.won(10'000_usd, "2025-01-31")), times(5, a.lost(1_usd, "2025-01-31")),
            times(6, b.won(20'000_usd, "2025-03-12")), times(24, b.lost(1_usd, "2025-03-12")))),
        sales_velocity);
    CHECK(text(table.at({"A"})[sales_velocity]) == "2500.00 USD/day");
    CHECK(text(table.at({"B"})[sales_velocity]) == "2000.00 USD/day");
    CHECK(text(table.at({})[sales_velocity]) == "4065.22 USD/day");  // not 4,500
}

TEST_CASE("pitfall 18: the total is of all members, however many are shown", "[pitfall]") {
    const Table table = by_rep(
        make::book(make::deals(
            deal_of("A").won(40_usd), deal_of("B").won(30_usd), deal_of("C").won(20_usd),
            deal_of("D").won(10_usd))),
        revenue);
    const std::size_t shown = 2;
    std::int64_t visible = 0;
    for (std::size_t row = 0; row < shown; ++row)
        visible += table[row][revenue]->rounded(Rounding::half_up).minor();
    CHECK(visible == 70'00);
    CHECK(text(table.at({})[revenue]) == "100.00 USD");
}
