// SPDX-License-Identifier: MIT
// Formulas within bounds, in tiers, standing in for others; amounts in arithmetic.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

#include <array>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// Asha won 1,200, Ben 800; Chloe lost one.
Book three_reps() {
    return make::book(make::deals(
        deal_of("Asha").won(1200_usd, "2025-01-20"), deal_of("Ben").won(800_usd, "2025-01-21"),
        deal_of("Chloe").lost(1_usd, "2025-01-22")));
}

std::string of(const char* rep, const Definition& metric) {
    const Table table = rollup(three_reps())
                            .metrics(metric)
                            .by(by::rep)
                            .during(make::days("2025-01-01", "2025-02-01"))
                            .run();
    return text(table.at({rep})[metric.id()]);
}

/// The constant and what its text is read as are the same; the value for a rep.
std::string of(const char* rep, const Definition& metric, const char* written) {
    const Definition read = Catalogue{}.define("x", "x", metric.better(), written);
    CHECK(formula_text(read) == formula_text(metric));
    CHECK(fingerprint(read) == fingerprint(metric));
    CHECK(formula_text(Catalogue{}.at(formula_text(metric))) == formula_text(metric));
    CHECK(of(rep, read) == of(rep, metric));
    return of(rep, metric);
}

}  // namespace

TEST_CASE("a cap and a floor") {
    constexpr auto capped = metric("capped", least(revenue, 1'000_usd));
    CHECK(of("Asha", capped, "least(revenue, 1000 USD)") == "1000.00 USD");
    CHECK(of("Ben", capped) == "800.00 USD");
    constexpr auto floored = metric("floored", greatest(revenue, 1'000_usd));
    CHECK(of("Asha", floored, "greatest(revenue, 1000 USD)") == "1200.00 USD");
    CHECK(of("Ben", floored) == "1000.00 USD");
    // No value on one side is none.
    constexpr auto of_none = metric("of_none", least(average_deal_size, 1'000_usd));
    CHECK(of("Chloe", of_none) == "no_records");
    // At run time they are the same.
    const Definition made = metric("capped", least(Definition{revenue}, 1'000_usd));
    CHECK(formula_text(made) == formula_text(capped));
    CHECK(code_of([] {
              (void)least(Definition{revenue}, Definition{win_rate});
          }) == ErrorCode::unit_mismatch);
    CHECK(code_of([] {
              (void)Catalogue{}.at("least(revenue, win_rate)");
          }) == ErrorCode::unit_mismatch);
}

TEST_CASE("a value between two others") {
    constexpr auto within = metric("within", clamp(revenue, 500_usd, 1'000_usd));
    CHECK(of("Asha", within, "clamp(revenue, 500 USD, 1000 USD)") == "1000.00 USD");
    CHECK(of("Ben", within) == "800.00 USD");
    CHECK(of("Chloe", within) == "500.00 USD");
    // Where the bounds cross there is none, and of numbers no such metric.
    const Definition crossed = metric("crossed", clamp(Definition{revenue}, 1'000_usd, revenue));
    CHECK(of("Ben", crossed) == "incomparable");
    CHECK(of("Asha", crossed) == "1200.00 USD");
    CHECK(code_of([] {
              (void)metric("x", clamp(Definition{revenue}, 2_usd, 1_usd));
          }) == ErrorCode::invalid_definition);
    CHECK(message_of([] {
              (void)Catalogue{}.at("clamp(revenue, 2 USD, 1 USD)");
          }).find("a lower bound lies above the upper one") != std::string::npos);
}

TEST_CASE("what stands in is marked, and the reason can be read") {
    constexpr auto size = metric("size", fallback(average_deal_size, 100_usd));
    CHECK(of("Chloe", size, "fallback(average_deal_size, 100 USD)") == "100.00 USD");
    CHECK(of("Asha", size) == "1200.00 USD");
    const Rollup query = rollup(three_reps())
                             .metrics(size)
                             .by(by::rep)
                             .during(make::days("2025-01-01", "2025-02-01"));
    const Table table = query.run();
    CHECK(table.at({"Chloe"}).cell(size).marks == Marks{Mark::fallback});
    CHECK(table.at({"Asha"}).cell(size).marks == Marks{});
    const Explanation why = query.explain(size, {"Chloe"}, Calendar{}.parse("2025-01"));
    CHECK(why.numbers == "fallback(no_records, 100.00)");
    constexpr auto neither = metric(
        "neither", fallback(average_deal_size, sales_cycle / sales_cycle * average_deal_size));
    CHECK(of("Chloe", neither) == "no_records");
}

TEST_CASE("each part at the rate of its tier") {
    // Of 1,200: 500 at 5 %, 500 at 7 %, 200 at 10 %. Of 800: 500 at 5 %, 300 at 7 %.
    constexpr auto pay = metric(
        "pay", tiers(
                   revenue, std::array{
                                Tier{0_usd, Rational(5, 100)}, Tier{500_usd, Rational(7, 100)},
                                Tier{1'000_usd, Rational(10, 100)}}));
    CHECK(
        of("Asha", pay, "tiers(revenue, 0 USD, 5/100, 500 USD, 7/100, 1000 USD, 1/10)") ==
        "80.00 USD");
    CHECK(of("Ben", pay) == "46.00 USD");
    CHECK(of("Chloe", pay) == "0.00 USD");
    // From a threshold on only.
    constexpr auto above =
        metric("above", tiers(revenue, std::array{Tier{1'000_usd, Rational(1, 10)}}));
    CHECK(of("Asha", above, "tiers(revenue, 1000 USD, 1/10)") == "20.00 USD");
    CHECK(of("Ben", above) == "0.00 USD");
    constexpr auto points =
        metric("points", tiers(deals_won, std::array{Tier{0, Rational{2}}, Tier{10, Rational{3}}}));
    CHECK(of("Asha", points, "tiers(deals_won, 0, 2, 10, 3)") == "2");
    // Plain numbers are in the unit of what is beside them, but for money.
    CHECK(of("Asha", metric("few", least(deals_won, 5)), "least(deals_won, 5)") == "1");
    CHECK(of("Asha", metric("some", clamp(deals_won, 2, 5)), "clamp(deals_won, 2, 5)") == "2");
    CHECK(code_of([] { (void)Catalogue{}.at("least(revenue, 5)"); }) == ErrorCode::unit_mismatch);
    CHECK(code_of([] {
              (void)Catalogue{}.at("tiers(revenue, 500 USD, 1/10, 500 USD, 1/5)");
          }) == ErrorCode::invalid_definition);
    std::string many = "tiers(revenue, 0 USD, 1";
    for (int i = 1; i < 101; ++i)
        many += ", " + std::to_string(i) + " USD, 1";
    CHECK(code_of([&] { (void)Catalogue{}.at(many + ")"); }) == ErrorCode::invalid_definition);
}

TEST_CASE("amounts in arithmetic are in the currency of the report") {
    constexpr auto net = metric("net", revenue - 15.44_usd);
    CHECK(of("Asha", net, "revenue - 15.44 USD") == "1184.56 USD");
    constexpr auto plus = metric("plus", 15.44_usd + revenue);
    CHECK(of("Ben", plus, "15.44 USD + revenue") == "815.44 USD");
    CHECK(of("Ben", metric("share", revenue / 1'600_usd)) == "50.00 %");
    CHECK(of("Ben", metric("twice", 2 * Definition{revenue} - 100_usd)) == "1500.00 USD");
    CHECK(text(net(make::deals(deal_of().won(20_usd, "2025-01-20")))) == "4.56 USD");

    constexpr auto other = metric("other", revenue - 15.44_eur);
    const auto code = [](auto&& action) { return code_of(action); };
    CHECK(code([&] { (void)of("Asha", other); }) == ErrorCode::currency_mismatch);
    CHECK(code([&] {
              (void)other(make::deals(deal_of().won(20_usd, "2025-01-20")));
          }) == ErrorCode::currency_mismatch);
    CHECK(code([&] { (void)of("Asha", metric("zero", revenue - 0_eur)); }) == std::nullopt);
    // Too many digits are no amount.
    CHECK(code([] {
              (void)Catalogue{}.at("revenue - 15.444 USD");
          }) == ErrorCode::invalid_definition);
}
