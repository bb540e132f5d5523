// SPDX-License-Identifier: MIT
// Traps of targets and attainment, with their numbers.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/targets.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

template <class... Metrics>
Table by_rep(const Book& book, const Metrics&... metrics) {
    return rollup(book).metrics(metrics...).by(rep).with_subtotals().during(january).run();
}

}  // namespace

TEST_CASE("pitfall 25: a rep without a target", "[pitfall]") {
    constexpr auto of_all_sales = metric("all_sales_over_target", revenue / revenue_target);
    const Table table = by_rep(
        make::book(
            make::deals(deal_of("A").won(80_usd), deal_of("B").won(50_usd)),
            std::vector{make::quota("A", 100_usd)}),
        revenue_attainment, of_all_sales);
    CHECK(text(table.at({"A"})[revenue_attainment]) == "80.00 %");
    CHECK(text(table.at({"B"})[revenue_attainment]) == "no_target");
    // Neither B's 50 nor a target of 0 for B: those who have a target, on both sides.
    CHECK(text(table.at({})[revenue_attainment]) == "80.00 %");
    // The other policy has its own name.
    CHECK(text(table.at({})[of_all_sales]) == "130.00 %");
}

TEST_CASE("pitfall 26: a target of zero", "[pitfall]") {
    const Table table = by_rep(
        make::book(
            make::deals(deal_of("A").lost(), deal_of("B").won(50_usd)),
            std::vector{make::quota("A", 0_usd), make::quota("B", 0_usd)}),
        revenue, revenue_attainment);
    CHECK(text(table.at({"A"})[revenue]) == "0.00 USD");
    CHECK(text(table.at({"A"})[revenue_attainment]) == "zero_target");  // not 100 %
    CHECK(text(table.at({"B"})[revenue]) == "50.00 USD");
    CHECK(text(table.at({"B"})[revenue_attainment]) == "zero_target");
    // Nor are they among those who could reach a target.
    constexpr auto reps_reaching = reps_at_target(revenue);
    const Table of_reps = by_rep(
        make::book(
            make::deals(deal_of("A"), deal_of("B").won(50_usd), deal_of("C").won(100_usd)),
            std::vector{
                make::quota("A", 0_usd), make::quota("B", 0_usd), make::quota("C", 100_usd)}),
        reps_reaching);
    CHECK(text(of_reps.at({})[reps_reaching]) == "100.00 %");
    CHECK(text(of_reps.at({"A"})[reps_reaching]) == "no_target");
}

TEST_CASE("pitfall 27: the target of a part of a month", "[pitfall]") {
    const Window april = make::days("2025-04-01", "2025-05-01");
    const Book book = make::book(std::vector{make::quota("A", 30'000_usd, april)});
    // From the 10th to the 30th are 21 of 30 days, both included.
    const Table table =
        rollup(book).metrics(revenue_target).during(make::day("2025-04-10"), april.until).run();
    CHECK(text(table.at({})[revenue_target]) == "21000.00 USD");  // not 20,000, nor 30,000
}

TEST_CASE("pitfall 28: targets that ramp up", "[pitfall]") {
    const Book book = make::book(std::vector{
        make::quota("A", 25_usd, make::days("2025-01-01", "2025-02-01")),
        make::quota("A", 50_usd, make::days("2025-02-01", "2025-03-01")),
        make::quota("A", 75_usd, make::days("2025-03-01", "2025-04-01"))});
    const Table table = rollup(book)
                            .metrics(revenue_target)
                            .every(Grain::quarter)
                            .during(make::days("2025-01-01", "2025-04-01"))
                            .run();
    CHECK(text(table.at({}, Quarter{2025, 1})[revenue_target]) == "150.00 USD");  // not 300
}

TEST_CASE("pitfall 29: the pace is against the target to date", "[pitfall]") {
    const Window march = make::days("2025-03-01", "2025-04-01");
    Deal sold = deal_of("A").won(140_usd, "2025-03-12");
    sold.id = "D";
    const std::vector deals{sold};
    const std::vector targets{make::quota("A", 310_usd, march)};
    const Book book =
        BookBuilder{usd}.add(deals).add(targets).as_of(make::day("2025-03-15")).build();
    constexpr auto on_pace = pace(revenue);
    constexpr auto projected = run_rate(revenue);
    constexpr auto required = required_run_rate(revenue);
    const Table table = rollup(book)
                            .metrics(revenue_attainment, on_pace, projected, required)
                            .every(Grain::month)
                            .during(march)
                            .run();
    const RowView row = table.at({}, Month{2025, 3});
    CHECK(text(row[on_pace]) == "93.33 %");  // of 150
    CHECK(text(row[projected]) == "289.33 USD");
    CHECK(text(row[required]) == "10.63 USD/day");  // 170 in 16 days
    // Against the target of the whole month the rep seems to be behind.
    CHECK(text(row[revenue_attainment]) == "45.16 %");
    // The same of a book that is not cut, by a window that is.
    const Table to_date = rollup(make::book(deals, targets))
                              .metrics(on_pace)
                              .during(march.first, make::day("2025-03-16"))
                              .run();
    CHECK(text(to_date.at({})[on_pace]) == "93.33 %");
}

TEST_CASE("pitfall 30: a team's own target and those of its reps", "[pitfall]") {
    Target own = make::quota("", 1'000_usd);
    own.team = "North";
    const Book book = make::book(
        make::deals(deal_of("A").won(500_usd), deal_of("B").won(550_usd)),
        std::vector{make::seat("A", "North"), make::seat("B", "North")},
        std::vector{make::quota("A", 600_usd), make::quota("B", 600_usd), own});
    constexpr auto mismatch = target_mismatch(revenue);
    constexpr auto of_members =
        metric("revenue_by_members_targets", revenue / (revenue_target - mismatch));
    const Table table = rollup(book)
                            .metrics(revenue_target, revenue_attainment, mismatch, of_members)
                            .by(team, rep)
                            .with_subtotals()
                            .during(january)
                            .run();
    CHECK(text(table.at({"North", "A"})[revenue_target]) == "600.00 USD");
    CHECK(text(table.at({"North", "B"})[revenue_target]) == "600.00 USD");
    CHECK(text(table.at({"North"})[revenue_target]) == "1000.00 USD");
    CHECK(text(table.at({"North"})[revenue_attainment]) == "105.00 %");
    CHECK(text(table.at({"North"})[mismatch]) == "-200.00 USD");
    // The other policy, by the sum of the reps' targets, has its own name.
    CHECK(text(table.at({"North"})[of_members]) == "87.50 %");
    CHECK(text(table.at({})[revenue_attainment]) == "105.00 %");
}

TEST_CASE("pitfall 31: the team at its target, and its reps", "[pitfall]") {
    constexpr auto reps_reaching = reps_at_target(revenue);
    const Table table = by_rep(
        make::book(
            make::deals(
                deal_of("A").won(200_usd), deal_of("B").won(50_usd), deal_of("C").won(50_usd)),
            std::vector{
                make::quota("A", 100_usd), make::quota("B", 100_usd), make::quota("C", 100_usd)}),
        revenue_attainment, reps_reaching);
    CHECK(text(table.at({})[revenue_attainment]) == "100.00 %");
    CHECK(text(table.at({})[reps_reaching]) == "33.33 %");  // another number
    CHECK(text(table.at({"A"})[reps_reaching]) == "100.00 %");
    CHECK(text(table.at({"B"})[reps_reaching]) == "0.00 %");
}

TEST_CASE("pitfall 32: a target of growth over last year", "[pitfall]") {
    const Window year = make::days("2025-01-01", "2026-01-01");
    constexpr auto asked = target_growth(revenue);
    const auto of = [&](Money target) {
        const Book book = make::book(
            make::deals(deal_of("").won(10'000'000_usd, "2024-06-10")),
            std::vector{make::quota("", target, year)});
        const Table table = rollup(book).metrics(asked).every(Grain::year).during(year).run();
        return text(table.at({}, Year{2025})[asked]);
    };
    CHECK(of(11'000'000_usd) == "10.00 %");
    // 10 % a month is another target: 1.1 ^ 12 - 1.
    CHECK(of(31'384'283.77_usd) == "213.84 %");
}

TEST_CASE("pitfall 33: growth a month and growth a year", "[pitfall]") {
    // 10 % more each month for a year: 1,000,000,000,000 cents x 1.1^12 = 3,138,428,376,721.
    std::vector<Deal> deals;
    Money monthly{1'000'000'000'000, usd};
    for (int month = 0; month <= 12; ++month) {
        const Month of{2024 + month / 12, month % 12 + 1};
        deals.push_back(deal_of().won(monthly, to_text(Calendar{}.period(of).first)));
        if (month < 12) monthly = Money{monthly.minor() / 10 * 11, usd};
    }
    const Table table = rollup(make::book(deals))
                            .metrics(revenue_growth, revenue_growth_year_over_year)
                            .every(Grain::month)
                            .run();
    const RowView last = table.at({}, Month{2025, 1});
    CHECK(text(last[revenue_growth]) == "10.00 %");
    CHECK(text(last[revenue_growth_year_over_year]) == "213.84 %");  // and not 120 %
}

TEST_CASE("pitfall 35: the team's target and the personal ones", "[pitfall]") {
    constexpr auto mismatch = target_mismatch(revenue);
    const auto with_reps = [&](int reps) {
        Target own = make::quota("", 5'000'000_usd);
        own.team = "North";
        std::vector targets{own};
        std::vector<Assignment> seats;
        for (int i = 0; i < reps; ++i) {
            const std::string name = "rep " + std::to_string(i);
            targets.push_back(make::quota(name, 500'000_usd));
            seats.push_back(make::seat(name, "North"));
        }
        const Table table =
            rollup(make::book(seats, targets)).metrics(mismatch).by(team).during(january).run();
        return text(table.at({"North"})[mismatch]);
    };
    CHECK(with_reps(10) == "0.00 USD");
    CHECK(with_reps(9) == "500000.00 USD");
    CHECK(with_reps(12) == "-1000000.00 USD");
}
