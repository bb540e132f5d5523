// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/functions.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/record/stage_visit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;

namespace {

/// What is read is what was written: the same text, the same leaves, the same arithmetic.
void check_round_trip(const Catalogue& catalogue, const Definition& metric) {
    const std::string text = formula_text(metric);
    INFO(text);
    const Definition read = catalogue.define("x", "X", Better::neither, text);
    CHECK(formula_text(read) == text);
    CHECK(read.unit() == metric.unit());
    CHECK(std::ranges::equal(read.leaves(), metric.leaves()));
    CHECK(std::ranges::equal(read.steps(), metric.steps()));
}

}  // namespace

TEST_CASE("every definition of the catalogue is read back as it was") {
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        INFO(entry.definition.id());
        check_round_trip(catalogue, entry.definition);
    }
}

TEST_CASE("so are the operators over each of them") {
    const Catalogue catalogue;
    std::map<std::string_view, int> read;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        for (const std::string_view call : {
                 "target({})",
                 "attainment({})",
                 "attainment_by_difference({})",
                 "attainment_over_weighted_target({}, 2/5)",
                 "score_points({}, 40)",
                 "score_points({}, 40, 1)",
                 "gap_to_target({})",
                 "pace({})",
                 "run_rate({})",
                 "required_run_rate({})",
                 "reps_at_target({})",
                 "target_growth({})",
                 "target_mismatch({})",
                 "change({}, previous)",
                 "change(attainment({}), year_over_year)",
                 "before({}, year_over_year)",
                 "difference({}, previous)",
                 "change_in_points({}, same_weekday)",
                 "to_date({}, month)",
                 "rolling({}, 3)",
                 "moving_average({}, 3)",
                 "cumulative({})",
                 "average_over({}, month)",
                 "per_day({})",
                 "per_working_day({})",
                 "share_of({}, parent)",
                 "share_of({}, team)",
                 "rank({})",
                 "rank({}, dense)",
                 "floor_attainment({}, 5000)",
                 "correlation({}, revenue)",
                 "correlation({}, revenue, periods)",
                 "correlation(revenue, {}, spearman)",
                 "forecast_error({}, before({}, previous))",
                 "benchmark_gap({})",
                 "wilson_low({})",
                 "wilson_high({})",
             }) {
            const std::string id{entry.definition.id()};
            const std::string text = fmt::format(fmt::runtime(call), id, id);
            // Not every operator is for every metric.
            if (const auto metric = catalogue.find(text)) {
                INFO(text);
                ++read[call];
                check_round_trip(catalogue, *metric);
            } else if (code_of([&] { (void)catalogue.at(text); }) == ErrorCode::unknown_metric) {
                FAIL(text);
            }
        }
    }
    CHECK(read.size() == 37);
}

TEST_CASE("operators have the ids and the defaults that they have in C++") {
    const Catalogue catalogue;
    CHECK(catalogue.at("rank(revenue)").id() == rank(revenue).id());
    CHECK(catalogue.at("rank(revenue,dense)").id() == rank(revenue, Ties::dense).id());
    CHECK(
        catalogue.at("correlation(revenue, win_rate)").id() == correlation(revenue, win_rate).id());
    CHECK(
        catalogue.at("correlation(revenue, win_rate, periods)").id() ==
        correlation(revenue, win_rate, Fit::pearson, Over::periods).id());
    CHECK(
        catalogue.at("score_points(revenue, 40, 1.5)").id() ==
        score_points(revenue, 40, Rational{3, 2}).id());
}

TEST_CASE("fields that must be known, and ages, are read back") {
    const auto check = [](const auto& formula) {
        check_round_trip(Catalogue{}, metric("x", formula));
    };
    check(sum(deal::amount).having(deal::cost).by(deal::closed));
    check(sum(deal::amount).where(won).having(deal::cost, deal::list).by(deal::closed));
    check(sum(deal::amount).where(won || deal::units > 3).having(deal::cost).by(deal::closed));
    check(mean(age(deal::created)).active(deal::created, deal::closed));
    check(sum(deal::amount * deal::contract_months).by(deal::closed));
}

TEST_CASE("conditions are read back") {
    const auto check = [](const auto& condition) {
        check_round_trip(Catalogue{}, metric("x", count<Deal>().where(condition).by(deal::closed)));
    };
    check(deal::amount >= 100'000_usd);
    check(deal::amount < -5_jpy);
    check(deal::amount > Money{} && deal::cost != Money{});
    check(deal::probability > Decimal::ratio(-1, 4));
    check(deal::units != 3);
    check(deal::units <= -3);
    check(deal::closed < date::sys_days{date::year{2025} / 3 / 1});
    check(deal::collateral_used == true);
    check(deal::amount <= deal::list);
    check(is_missing(deal::credits));
    check(is_known(deal::amount));
    check(!is_known(deal::amount));
    check(!!(deal::units == 1));
    check(deal::channel == "web");
    check(deal::channel == "having");
    check(deal::channel == "deals.list");
    check(deal::channel == "a\"b\\c\n\x7f");
    check(deal::channel != "Zürich");
    check(deal::channel == "");
    const auto a = deal::units == 1;
    const auto b = deal::units == 2;
    const auto c = deal::units == 3;
    check(deal::closed <= deal::created + date::days{30});
    check(deal::closed > deal::created - date::days{1});
    check((a && b) || c);
    check(a && (b || c));
    check((a || b) && !c);
    check(!(a || b) && !!c);
}

TEST_CASE("the order of a pipeline, which only a book knows, is read back") {
    const auto check = [](const auto& condition) {
        check_round_trip(
            Catalogue{},
            metric("x", count<StageVisit>().where(condition).by(stage_visit::reached)));
    };
    check(stage_visit::furthest >= "Proposal");
    check(stage_visit::furthest == "Contract sent");
    check(stage_visit::furthest < "having" && is_known(stage_visit::entered));
    check(is_missing(stage_visit::furthest));
}

TEST_CASE("metrics of stages and days are read back, and found by their ids") {
    const Catalogue catalogue;
    for (const KpiFunction& function : kpi_functions()) {
        const Definition metric = function.of_days     ? function.of_days(7)
                                  : function.of_stages ? function.of_stages("Contract sent", "Won")
                                                       : function.of_stage("having \"it\"");
        INFO(metric.id());
        check_round_trip(catalogue, metric);
        check_round_trip(catalogue, target_of(metric));
        check_round_trip(catalogue, attainment(metric));
        const auto found = catalogue.find(metric.id());
        REQUIRE(found);
        CHECK(found->id() == metric.id());
        CHECK(found->title() == metric.title());
        CHECK(formula_text(*found) == formula_text(metric));
        const auto attained = catalogue.find(attainment(metric).id());
        REQUIRE(attained);
        CHECK(attained->id() == attainment(metric).id());
        CHECK(formula_text(*attained) == formula_text(attainment(metric)));
    }
    CHECK(
        catalogue.at(" stage_conversion( Demo,\"Proposal\" ) ").id() ==
        "stage_conversion(Demo, Proposal)");
    CHECK(
        formula_text(catalogue.at("1 - time_in_stage(Demo) / time_in_stage(Demo)")) ==
        formula_text(metric(
            "x", 1 - mean(days_between(stage_visit::entered, stage_visit::left))
                             .where(stage_visit::pipeline_stage == "Demo")
                             .by(stage_visit::left) /
                         mean(days_between(stage_visit::entered, stage_visit::left))
                             .where(stage_visit::pipeline_stage == "Demo")
                             .by(stage_visit::left))));
}

TEST_CASE("arithmetic and constants are read back") {
    const auto check = [](const auto& formula) {
        check_round_trip(Catalogue{}, metric("x", formula));
    };
    constexpr auto deals = count<Deal>().by(deal::closed);
    check(deals - (deals + deals) - deals);
    check(deals / (deals * deals) / deals);
    check((deals + deals) / deals * Rational(-7, 3));
    check(deals / deals + Rational(-1, 2));
    check(deals * constant<Unit::points>(2));
    check(period_months() / constant<Unit::months>(1));
    check(percentile<90>(deal::amount).by(deal::closed));
    check(sum(deal::amount * deal::probability).spread(deal::created, deal::closed));
    check(time_in_force<Assignment>().active(assignment::from, assignment::until));
}

TEST_CASE("a metric's id stands for its formula") {
    const Catalogue catalogue;
    const auto same = [&](std::string_view text, const Definition& metric) {
        CHECK(formula_text(catalogue.at(text)) == formula_text(metric));
        CHECK(catalogue.at(text).unit() == metric.unit());
    };
    same("revenue / deals_won", metric("x", revenue / deals_won));
    same(" ( revenue/deals_won ) ", metric("x", revenue / deals_won));
    same("\"revenue\" * 0.5", metric("x", revenue * Rational(1, 2)));
    same("1 - win_rate", metric("x", 1 - win_rate));
    same(
        "change(revenue / deals_won, previous)",
        change(metric("x", revenue / deals_won), previous));
    same("win_rate - target(win_rate)", metric("x", win_rate - target_of(win_rate)));
    same(
        "sum(deals.amount where channel = web\n  and not stage = open by closed) / deals_won",
        metric(
            "x", sum(deal::amount)
                         .where(deal::channel == "web" && !(deal::stage == Stage::open))
                         .by(deal::closed) /
                     deals_won));
}

TEST_CASE("a metric keeps its id, and a formula serves as one") {
    const Catalogue catalogue;
    CHECK(catalogue.at("(revenue)").id() == "revenue");
    CHECK(catalogue.at("attainment( revenue )").id() == "attainment(revenue)");
    CHECK(catalogue.at("attainment( revenue )").title() == "Revenue, attainment");
    CHECK(catalogue.at(" revenue / deals_won ").id() == "revenue / deals_won");
    CHECK(catalogue.at("revenue / deals_won").title() == "revenue / deals_won");
    const Definition ours =
        catalogue.define("deal_size", "Deal size", Better::higher, "revenue / deals_won");
    CHECK(ours.id() == "deal_size");
    CHECK(ours.title() == "Deal size");
    CHECK(ours.better() == Better::higher);
    CHECK(ours.unit() == Unit::money);
}

TEST_CASE("a target has the unit of the metric that it is for") {
    const Catalogue catalogue;
    const auto unit = [&](const std::string& text) { return catalogue.at(text).unit(); };
    const std::string rate =
        "target(mean(targets.number where metric = win_rate active from from until until))";
    CHECK(unit(rate) == Unit::ratio);
    CHECK(unit("win_rate - " + rate) == Unit::ratio);
    // Of a metric that is not there, a target is in the unit of what attains it.
    const std::string ours =
        "target(mean(targets.number where metric = ours active from from until until))";
    CHECK(unit(ours) == Unit::count);
    const Definition attained = catalogue.at("attain(sales_cycle, " + ours + ")");
    CHECK(attained.leaves()[1].value.unit == Unit::days);
}

namespace {

struct ClinicDeal : Deal {
    std::string ward;
    std::optional<Date> discharged;
};
constexpr auto ward = field("ward", &ClinicDeal::ward);
constexpr auto discharged = field("day of discharge", &ClinicDeal::discharged);

}  // namespace

template <>
struct saleskpi::Schema<ClinicDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{::ward, ::discharged};
};

TEST_CASE("the fields of an application's own records are read, too") {
    Catalogue catalogue;
    const Definition metric =
        saleskpi::kpi::metric("x", sum(deal::amount).where(ward == "A").by(deal::closed));
    CHECK_FALSE(catalogue.find(formula_text(metric)));
    catalogue.add_fields_of(record_type<ClinicDeal>());
    check_round_trip(catalogue, metric);
    check_round_trip(
        catalogue,
        saleskpi::kpi::metric("x", count<Deal>().where(is_known(discharged)).by(discharged)));
}
