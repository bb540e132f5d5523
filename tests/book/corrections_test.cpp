// SPDX-License-Identifier: MIT
// Credit notes and other corrections are no deals: they change sums on their own day.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/draft.hpp"
#include "support/make.hpp"
#include "support/same_tables.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <algorithm>
#include <array>
#include <set>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

make::DealMaker named(const char* id, make::DealMaker deal) {
    deal.id = id;
    return deal;
}
make::DealMaker correction(const char* id, const char* of, Money amount, const char* on) {
    make::DealMaker deal = named(id, make::deal_of("Ann").won(amount, on));
    deal.corrects = of;
    return deal;
}

template <class Metric>
std::string quarter(const Book& book, const Metric& metric) {
    return make::text(
        rollup(book).metrics(metric).during(day("2025-01-01"), day("2025-04-01")).run()[0][metric]);
}
/// Of January, February and March.
template <class Metric>
std::string months(const Book& book, const Metric& metric) {
    const Table table = rollup(book)
                            .metrics(metric)
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2025-04-01"))
                            .run();
    return make::text(table[0][metric]) + ", " + make::text(table[1][metric]) + ", " +
           make::text(table[2][metric]);
}

std::vector<Definition> catalogue_metrics() {
    std::vector<Definition> all;
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries())
        all.push_back(entry.definition);
    return all;
}

std::string difference(const Book& one, const Book& other) {
    const std::vector<Definition> metrics = catalogue_metrics();
    std::string all;
    for (const std::vector<std::string>& by :
         {std::vector<std::string>{"rep"}, std::vector<std::string>{"product"},
          std::vector<std::string>{}}) {
        const auto table = [&](const Book& book) {
            return rollup(book)
                .metrics(metrics)
                .by(by)
                .every(Grain::month)
                .during(day("2025-01-01"), day("2025-04-01"))
                .run();
        };
        all += laws::difference(table(one), table(other));
    }
    return all;
}

/// A sale of 1,000, a credit note of 200 for it, and a loss.
std::vector<Deal> case_11(bool is_named) {
    auto note = correction("A-CN", is_named ? "A" : "", -200_usd, "2025-02-10");
    return make::deals(
        named("A", make::deal_of("Ann").won(1000_usd)), note,
        named("B", make::deal_of("Ann").lost(300_usd)));
}

}  // namespace

TEST_CASE("public case 11: a credit note is no deal, named or told by a rule") {
    const Book by_name = make::book(case_11(true));
    const Book by_rule =
        BookBuilder{usd}.corrections(deal::amount < 0_usd).add(case_11(false)).build();
    const Book by_text = BookBuilder{usd}
                             .corrections(Scope::parse("deals.amount < 0 USD"))
                             .add(case_11(false))
                             .build();
    for (const Book& book : {by_name, by_rule, by_text}) {
        CHECK(quarter(book, revenue) == "800.00 USD");
        CHECK(quarter(book, deals_won) == "1");
        CHECK(quarter(book, average_deal_size) == "800.00 USD");
        CHECK(quarter(book, win_rate) == "50.00 %");
        CHECK(book.report().findings.empty());
        CHECK(book.records("deals") == 3);
    }
    CHECK(quarter(by_name, largest_deal) == "800.00 USD");
    CHECK(quarter(by_name, median_deal_size) == "800.00 USD");
    // Nobody says which deal it is of.
    CHECK(quarter(by_rule, largest_deal) == "1000.00 USD");
}

TEST_CASE("trap 78: a refund a month later") {
    const Book book = make::book(make::deals(
        named("S", make::deal_of("Ann").won(100_usd)),
        correction("R", "S", -20_usd, "2025-02-03")));
    CHECK(months(book, revenue) == "100.00 USD, -20.00 USD, 0.00 USD");
    CHECK(quarter(book, revenue) == "80.00 USD");
    CHECK(months(book, deals_won) == "1, 0, 0");
    CHECK(months(book, average_deal_size) == "100.00 USD, zero_denominator, no_records");
    CHECK(months(book, median_deal_size) == "80.00 USD, no_records, no_records");
    CHECK(months(book, largest_deal) == "80.00 USD, no_records, no_records");
    CHECK(months(book, win_rate) == "100.00 %, no_records, no_records");
    CHECK(quarter(book, average_deal_size) == "80.00 USD");
    const std::array<std::string_view, 1> ann{"Ann"};
    const auto ids = [&](const Definition& metric, int month) {
        return rollup(book)
            .by(by::rep)
            .explain(metric, ann, Calendar{}.period(Month{2025, month}))
            .parts.at(0)
            .ids;
    };
    CHECK(ids(revenue, 2) == std::vector<std::string>{"R"});
    CHECK(ids(median_deal_size, 1) == std::vector<std::string>{"S"});
}

TEST_CASE("a correction of a deal that is not there is found, and changes sums") {
    const Book book = make::book(make::deals(correction("R", "S", -20_usd, "2025-02-03")));
    CHECK(months(book, revenue) == "0.00 USD, -20.00 USD, 0.00 USD");
    CHECK(months(book, deals_won) == "0, 0, 0");
    REQUIRE(book.report().findings.size() == 1);
    const Finding& finding = book.report().findings[0];
    CHECK(finding.id == "R");
    CHECK(finding.field == "corrects");
    CHECK(finding.value == "S");
    CHECK_FALSE(finding.rejected);
    CHECK(finding.kind == FindingKind::unresolved);
    const Book later = BookBuilder{book}.add(named("S", make::deal_of("Ann").won(100_usd))).build();
    CHECK(later.report().findings.empty());
    CHECK(months(later, largest_deal) == "80.00 USD, no_records, no_records");
}

TEST_CASE("corrections of corrections, of circles and of themselves") {
    const Book chain = make::book(make::deals(
        named("S", make::deal_of("Ann").won(100_usd)), correction("R", "S", -50_usd, "2025-02-03"),
        correction("Q", "R", 20_usd, "2025-03-03")));
    CHECK(months(chain, revenue) == "100.00 USD, -50.00 USD, 20.00 USD");
    CHECK(months(chain, largest_deal) == "70.00 USD, no_records, no_records");
    const Book circle = make::book(make::deals(
        correction("R", "Q", -50_usd, "2025-02-03"), correction("Q", "R", 20_usd, "2025-03-03"),
        correction("O", "O", 3_usd, "2025-01-03")));
    CHECK(months(circle, revenue) == "3.00 USD, -50.00 USD, 20.00 USD");
    CHECK(circle.report().findings.size() == 3);
    CHECK(quarter(circle, deals_won) == "0");
}

TEST_CASE("a correction changes amounts, and neither days nor shares") {
    auto sale = named("S", make::deal_of("Ann").won(1000_usd).created_on("2025-01-10"));
    sale.cost = 600_usd;
    sale.units = 10;
    auto note = correction("R", "S", -100_usd, "2025-01-30");
    note.created = day("2024-01-30");
    note.cost = -60_usd;
    note.units = -1;
    note.probability = Decimal::ratio(1, 2);
    const Book book = make::book(make::deals(sale, note));
    const Book without = make::book(make::deals(sale));
    CHECK(quarter(book, revenue) == "900.00 USD");
    CHECK(quarter(book, units_sold) == "9");
    CHECK(quarter(book, average_deal_size) == "900.00 USD");
    CHECK(quarter(book, gross_profit) == "360.00 USD");
    std::set<std::string> changed;
    const std::vector<Definition> metrics = catalogue_metrics();
    const auto row = [&](const Book& one) {
        return rollup(one).metrics(metrics).during(day("2025-01-01"), day("2025-04-01")).run();
    };
    const Table left = row(book);
    const Table right = row(without);
    for (const Definition& metric : metrics)
        if (laws::text_of(left[0].cell(metric)) != laws::text_of(right[0].cell(metric)))
            changed.emplace(metric.id());
    // What is made of amounts, units and costs, and the largest and middle amounts: nothing else.
    CHECK(
        changed == std::set<std::string>{
                       "average_deal_size",
                       "cac_payback",
                       "forecast_best_case_cumulative",
                       "forecast_commit_cumulative",
                       "forecast_pipeline_cumulative",
                       "gross_margin",
                       "gross_profit",
                       "largest_deal",
                       "lifetime_value",
                       "lifetime_value_net",
                       "ltv_to_cac",
                       "market_share",
                       "markup",
                       "median_deal_size",
                       "revenue",
                       "revenue_from_new_customers",
                       "revenue_from_returning_customers",
                       "revenue_growth",
                       "revenue_growth_year_over_year",
                       "revenue_per_customer",
                       "revenue_per_rep",
                       "revenue_per_rep_month",
                       "revenue_run_rate",
                       "revenue_share",
                       "sales_cost_ratio",
                       "sales_cost_ratio_lagged",
                       "units_sold",
                       "win_rate_by_value"});
}

TEST_CASE("a shared deal is corrected by a shared note") {
    const Book book = make::book(make::deals(
        named("S", make::deal_of("Ann").won(1000_usd).shared({{"Ann", 60}, {"Ben", 40}})),
        named("T", make::deal_of("Ann").won(900_usd)), [] {
            make::DealMaker note = correction("R", "S", -200_usd, "2025-02-03");
            return note.shared({{"Ann", 50}, {"Ben", 50}});
        }()));
    const Table table = rollup(book)
                            .metrics(revenue, deals_won, largest_deal, average_deal_size)
                            .by(by::rep)
                            .during(day("2025-01-01"), day("2025-04-01"))
                            .with_subtotals()
                            .run();
    CHECK(make::text(table.at({"Ann"})[revenue]) == "1400.00 USD");
    CHECK(make::text(table.at({"Ben"})[revenue]) == "300.00 USD");
    CHECK(make::text(table.at({"Ben"})[deals_won]) == "1");
    CHECK(make::text(table.at({"Ben"})[largest_deal]) == "800.00 USD");
    CHECK(make::text(table.at({})[revenue]) == "1700.00 USD");
    CHECK(make::text(table.at({})[deals_won]) == "2");
    CHECK(make::text(table.at({})[average_deal_size]) == "850.00 USD");
    CHECK(make::text(table.at({})[largest_deal]) == "900.00 USD");
}

TEST_CASE("before the day of a correction nothing is corrected") {
    const auto deals = make::deals(
        named("S", make::deal_of("Ann").won(100_usd)), correction("R", "S", -20_usd, "2025-02-03"));
    const Book january = BookBuilder{usd}.as_of(day("2025-01-31")).add(deals).build();
    CHECK(quarter(january, largest_deal) == "100.00 USD");
    CHECK(quarter(january, revenue) == "100.00 USD");
    const Book february = BookBuilder{usd}.as_of(day("2025-02-28")).add(deals).build();
    CHECK(quarter(february, largest_deal) == "80.00 USD");
}

TEST_CASE("corrections and their deals come in any batches") {
    auto shared = named("T", make::deal_of("Ben").won(500_usd).shared({{"Ben", 70}, {"Cem", 30}}));
    shared.product = "p";
    const std::vector<Deal> all = make::deals(
        named("S", make::deal_of("Ann").won(100_usd)), correction("R", "S", -20_usd, "2025-02-03"),
        correction("Q", "S", -5_usd, "2025-02-20"), shared,
        correction("P", "T", -100_usd, "2025-03-20"), correction("O", "P", 10_usd, "2025-03-21"),
        named("U", make::deal_of("Ann").lost(100_usd)), correction("N", "X", -7_usd, "2025-01-21"));
    const Book at_once = make::book(all);
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    for (int turn = 0; turn < 24; ++turn) {
        std::rotate(order.begin(), order.begin() + 1 + turn % 5, order.end());
        std::swap(order[static_cast<std::size_t>(turn) % 8], order[3]);
        const std::size_t batch = 1 + static_cast<std::size_t>(turn) % 3;
        Book book = BookBuilder{usd}.build();
        for (std::size_t i = 0; i < order.size(); i += batch) {
            std::vector<Deal> some;
            for (std::size_t k = i; k < (std::min)(i + batch, order.size()); ++k)
                some.push_back(all[order[k]]);
            book = BookBuilder{book}.add(some).build();
        }
        INFO(turn);
        CHECK(difference(book, at_once) == "");
        REQUIRE(book.report().findings.size() == 1);
        CHECK(book.report().findings[0].id == "N");
    }
}

TEST_CASE("a correction that is taken away with its deal leaves the deal as it is said anew") {
    const Book book = make::book(case_11(true));
    const Book without = drafts::without(book, "deals", {"A", "A-CN"});
    CHECK(quarter(without, revenue) == "0.00 USD");
    CHECK(quarter(without, largest_deal) == "no_records");
    const Book again =
        BookBuilder{without}.add(named("A", make::deal_of("Ann").won(1000_usd))).build();
    CHECK(quarter(again, largest_deal) == "1000.00 USD");
    CHECK(quarter(again, revenue) == "1000.00 USD");
    const Book only_deal = drafts::without(book, "deals", {"A"});
    const Book net =
        BookBuilder{only_deal}.add(named("A", make::deal_of("Ann").won(1100_usd))).build();
    CHECK(quarter(net, largest_deal) == "900.00 USD");
    CHECK(quarter(net, revenue) == "900.00 USD");
}

TEST_CASE("a rule for corrections is asked of deals, and stays") {
    CHECK(code_of([] {
              BookBuilder{usd}.corrections(lead::rep == "A");
          }) == ErrorCode::invalid_argument);
    const Book book = BookBuilder{usd}.corrections(deal::amount < 0_usd).build();
    CHECK(code_of([&] {
              BookBuilder{book}.corrections(deal::amount < 1_usd);
          }) == ErrorCode::incompatible);
    const Book grown =
        BookBuilder{book}.corrections(deal::amount < 0_usd).add(case_11(false)).build();
    CHECK(quarter(grown, deals_won) == "1");
    CHECK(code_of([] {
              (void)BookBuilder{usd}
                  .corrections(deal::amount < Money{0, eur} - Money{1, eur})
                  .add(case_11(false))
                  .build();
          }) == ErrorCode::currency_mismatch);
}
