// SPDX-License-Identifier: MIT
// Nothing that a definition is written with refers to a text that may die first. The texts of these
// tests are gone, and their memory written over, before they are read: run under address sanitizer.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/plan/scorecard.hpp>

#include <string>
#include <utility>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// A text on the heap that is gone at the end of the statement.
std::string made_up(std::string_view text) { return std::string(20, '.') + std::string{text}; }

auto target_of_a_local() {
    const auto local = kpi::metric(
        std::string_view{made_up("local")}, sum(deal::amount).where(won).by(deal::closed));
    return attainment(local);
}

template <class M>
std::string formula_of(const M& m) {
    return formula_text(Definition{m});
}

const std::string dots(20, '.');

}  // namespace

TEST_CASE("operators over a metric that is gone") {
    const auto reached = target_of_a_local();
    CHECK(reached.id() == "attainment(" + dots + "local)");
    CHECK(formula_of(reached).find("metric = \"" + dots + "local\"") != std::string::npos);
    CHECK(
        formula_of(
            pace(kpi::metric(
                std::string_view{made_up("x")}, sum(deal::amount).where(won).by(deal::closed))))
            .find(dots + "x") != std::string::npos);
    CHECK(
        formula_of(
            benchmark_gap(kpi::metric(
                std::string_view{made_up("y")}, sum(deal::amount).where(won).by(deal::closed))))
            .find(dots + "y") != std::string::npos);
}

TEST_CASE("conditions on texts that are gone") {
    const auto is_web = deal::channel == made_up("web");
    const auto is_not = deal::channel != made_up("fax");
    const auto is_one = one_of(deal::channel, made_up("web"), "phone", made_up("mail"));
    const auto at_least = stage_visit::furthest >= made_up("Proposal");
    const auto on = [](const auto& condition) {
        return formula_of(kpi::metric("m", count<Deal>().where(condition).by(deal::closed)));
    };
    CHECK(on(is_web).find("channel = \"" + dots + "web\"") != std::string::npos);
    CHECK(on(is_not).find("channel != \"" + dots + "fax\"") != std::string::npos);
    CHECK(on(is_one).find("channel = phone") != std::string::npos);
    CHECK(on(is_one).find("channel = \"" + dots + "mail\"") != std::string::npos);
    CHECK(
        formula_of(kpi::metric("m", count<StageVisit>().where(at_least).by(stage_visit::reached)))
            .find("furthest >= \"" + dots + "Proposal\"") != std::string::npos);
    CHECK(code_of([] {
              (void)(deal::channel == std::string(96, 'x'));
          }) == ErrorCode::invalid_definition);
}

TEST_CASE("functions of stages whose names are gone") {
    const auto conversion = stage_conversion(made_up("Demo"), made_up("Proposal"));
    CHECK(conversion.id().find(dots + "Demo") != std::string_view::npos);
    CHECK(formula_of(conversion).find(dots + "Proposal") != std::string::npos);
    CHECK(formula_of(time_in_stage(made_up("Demo"))).find(dots + "Demo") != std::string::npos);
}

TEST_CASE("dimensions by names that are gone") {
    const Dimension ward = made_up("ward");
    CHECK(ward.name() == dots + "ward");
    CHECK(Dimension{std::string{"channel"}}.name() == "channel");
}

TEST_CASE("definitions at run time own their texts, of any length") {
    const std::string long_name(300, 'n');
    const Definition filtered_one =
        filtered(made_up("web"), Catalogue{}.at("revenue"), deal::channel == made_up("web"));
    CHECK(filtered_one.id() == dots + "web");
    CHECK(formula_text(filtered_one).find(dots + "web") != std::string::npos);

    const Definition named =
        kpi::metric(long_name, long_name, Better::higher, "", Catalogue{}.at("revenue").formula());
    const Definition reached = attainment(named);
    CHECK(reached.id() == "attainment(" + long_name + ")");
    CHECK(formula_text(reached).find(long_name) != std::string::npos);

    const Definition parsed = Catalogue{}.define(
        "m", "M", Better::higher, "count(deals where channel = \"" + long_name + "\" by closed)");
    CHECK(formula_text(parsed).find(long_name) != std::string::npos);
    const Definition copy = Definition{Definition{parsed}};
    CHECK(formula_text(copy) == formula_text(parsed));
}

TEST_CASE("names of metrics that are about to go are texts of their own") {
    const auto id = attainment(revenue).id();
    CHECK(id.view() == "attainment(revenue)");
    const auto title = Catalogue{}.at("revenue").title();
    CHECK(title == "Revenue");
    static_assert(std::is_same_v<decltype(title), const std::string>);
}

TEST_CASE("a filter that would filter nothing is refused") {
    const Definition cost = customer_acquisition_cost;
    const auto invalid = ErrorCode::invalid_definition;
    CHECK(code_of([&] {
              (void)filtered("x", Definition{revenue}, lead::source == "web");
          }) == invalid);
    CHECK(code_of([&] {
              (void)filtered("x", revenue, lead::source == std::string{"web"});
          }) == invalid);
    // Spend and customers: a condition for one of them says nothing of the other.
    CHECK(code_of([&] { (void)filtered("x", cost, customer::source == "web"); }) == invalid);
    CHECK(code_of([&] {
              (void)filtered(
                  "x", customer_acquisition_cost, customer::source == std::string{"web"});
          }) == invalid);
    CHECK(code_of([&] {
              (void)filtered(
                  "x", cost, customer::source == "web", unfiltered<Spend>, unfiltered<Deal>);
          }) == invalid);

    constexpr auto on_both = filtered(
        "web_cost", customer_acquisition_cost, customer::source == "web", spend::source == "web");
    constexpr auto on_one = filtered(
        "web_customers", customer_acquisition_cost, customer::source == "web", unfiltered<Spend>);
    CHECK(formula_of(on_both).find("spend.amount where") != std::string::npos);
    CHECK(formula_of(on_one) != formula_of(on_both));
    CHECK(on_one.title() == "Customer acquisition cost (web_customers)");
    CHECK(Definition{on_one} == filtered("y", cost, customer::source == "web", unfiltered<Spend>));
    // Two conditions on one table must both hold.
    CHECK(
        Definition{filtered("a", revenue, deal::channel == "web", deal::units > 3)} ==
        Definition{filtered("b", filtered("c", revenue, deal::channel == "web"), deal::units > 3)});
}
