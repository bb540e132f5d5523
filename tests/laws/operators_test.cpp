// SPDX-License-Identifier: MIT
// Operators of which the catalogue has no KPI agree with a slow computation as well.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/agreement.hpp"
#include "support/random_book.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr auto average_open_days =
    metric("average_open_days", mean(age(deal::created)).active(deal::created, deal::closed));
constexpr auto open_days_at_start = metric(
    "open_days_at_start",
    median(age(deal::opened)).having(deal::amount).active_at_start(deal::created, deal::closed));
constexpr auto known_buyers =
    metric("known_buyers", distinct(deal::customer).where(won).having(deal::list).by(deal::closed));
constexpr auto costed_deals =
    metric("costed_deals", count<Deal>().having(deal::cost, deal::units).by(deal::closed));
constexpr auto months_of_value =
    metric("months_of_value", sum(deal::amount* deal::contract_months).where(won).by(deal::closed));
constexpr auto cycle_at_least = wilson_low(win_rate);
/// Of records that no rep has.
constexpr auto uses = metric("uses", count<UsageEvent>().by(usage_event::date));

/// All operators over three metrics each, and what only definitions in C++ say.
std::vector<Definition> operators() {
    std::vector<Definition> all = laws::operator_metrics(3);
    const std::vector<Definition> own{
        average_open_days,
        open_days_at_start,
        known_buyers,
        costed_deals,
        months_of_value,
        score_points(win_rate, 40, 1),
        share_of(deals_won, Level::parent),
        rank(deals_lost, Ties::dense),
        floor_attainment(revenue, 100'000),
        correlation(win_rate, calls, Fit::spearman),
        correlation(deals_won, sales_cycle, Fit::spearman, Over::periods),
        forecast_error(calls, emails, Over::periods),
        benchmark_gap(revenue),
        cycle_at_least,
        rank(cycle_at_least),
        rolling(win_rate_pursued, 2),
        rolling(change(Definition{open_deals}, previous), 2),
        cumulative(customer_growth),
        attainment(uses),
        reps_at_target(uses),
        share_of(uses, Level::company),
        rank(uses),
        floor_attainment(uses, 1),
        correlation(uses, revenue),
        forecast_error(uses, calls),
        change(uses, previous)};
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

/// What goes over the members of dimensions that the report may not have.
std::vector<Definition> by_further_dimensions() {
    std::vector<Definition> all;
    for (const char* call :
         {"mix_adjusted(win_rate, product)", "mix_adjusted(average_deal_size, channel, parent)",
          "mix_adjusted(win_rate, segment, parent)", "mix_adjusted(retention_rate, segment)",
          "mix_adjusted(discount_rate, region)", "mix_adjusted(win_rate, company)",
          "mix_effect(win_rate, product, previous)", "rate_effect(win_rate, product, previous)",
          "mix_effect(average_deal_size, channel, year_over_year, midpoint)",
          "rate_effect(average_deal_size, channel, year_over_year, midpoint)",
          "mix_effect(retention_rate, segment, 2)", "rate_effect(retention_rate, segment, 2)",
          "mix_effect(discount_rate, team, previous)", "rate_effect(win_rate, company, previous)",
          "mix_effect(revenue / deals_won, rep, previous) * deals_won",
          "rate_effect(deals_won / calls, rep, previous, midpoint)",
          "rate_effect(deals_won / calls, product, previous)"})
        all.push_back(Catalogue{}.at(call));
    return all;
}

struct Cut {
    std::string name;
    std::vector<std::string> dimensions;
    Grain grain;
    const char* first;
    const char* last;
};

Date day(const char* text) { return try_parse_date(text).value(); }

/// Reports with targets and benchmarks for what is asked here.
laws::Records records(std::uint64_t seed) {
    laws::RandomOptions options;
    options.deals = 220;
    laws::Records all = laws::random_records(seed, options);
    laws::Random random{seed};
    for (Target& target : all.targets) {
        if (target.metric != "revenue" && random.chance(50)) target.metric = "win_rate";
        if (target.metric != "revenue" && random.chance(30)) target.metric = "uses";
        if (!target.number) target.number = Decimal::ratio(random.between(1, 9), 10);
    }
    laws::without_overlaps(all.targets);
    for (std::size_t i = 0; i < all.references.size(); ++i) {
        Reference& figure = all.references[i];
        figure.name = i % 3 == 0 ? "market_size" : "benchmark";
        figure.metric = i % 2 == 0 ? "win_rate" : "revenue";
        if (!figure.number) figure.number = Decimal::ratio(2, 5);
        if (random.chance(60)) figure.product.clear();
        if (random.chance(60)) figure.region.clear();
        if (random.chance(80)) figure.segment.clear();
        if (random.chance(80)) figure.industry.clear();
    }
    return all;
}

void require_agreement(
    const laws::Records& records, const Cut& cut, const std::vector<Definition>& metrics) {
    Calendar calendar;
    const Book book = records.book(usd, calendar);
    const slow::Tables tables = slow::tables_of(records, usd);
    slow::Evaluator slow{tables, usd, calendar};
    const saleskpi::Table table = rollup(book)
                                      .metrics(metrics)
                                      .by(cut.dimensions)
                                      .with_subtotals()
                                      .every(cut.grain)
                                      .during(day(cut.first), day(cut.last))
                                      .run();
    REQUIRE(table.size() > 0);
    CHECK(laws::disagreement(table, slow) == "");
}

}  // namespace

TEST_CASE("the engine agrees with a slow computation of every operator") {
    const std::vector<Cut> cuts{
        {"by team and rep", {"team", "rep"}, Grain::quarter, "2024-04-01", "2025-05-21"},
        {"by region", {"region"}, Grain::half, "2024-01-01", "2025-04-18"},
        {"by region and product", {"region", "product"}, Grain::year, "2024-01-01", "2026-01-01"},
        {"by metric", {"metric"}, Grain::half, "2024-01-01", "2025-04-18"},
    };
    for (std::size_t i = 0; i < cuts.size(); ++i)
        DYNAMIC_SECTION(cuts[i].name) {
            require_agreement(records(10 + i), cuts[i], operators());
            // By itself: whether a group is all of one team depends on who else is asked about.
            const Definition mismatch = target_mismatch(revenue);
            require_agreement(records(10 + i), cuts[i], {mismatch});
            // Apart: it makes all beside it go another way.
            require_agreement(records(10 + i), cuts[i], by_further_dimensions());
        }
}
