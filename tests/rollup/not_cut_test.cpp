// SPDX-License-Identifier: MIT
// What a table cannot be cut by: no zero stands for it.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/kpi/usage.hpp>
#include <saleskpi/metric/operators.hpp>

#include <array>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

/// "member value; ..." of a KPI; "" stands for the total.
template <class M>
std::string cut(const Book& book, const M& metric, const Dimension& by) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(by).with_subtotals().during(january).run();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& group = table[row].key().group;
        all += fmt::format("{} {}; ", group.empty() ? "" : group[0], text(table[row][metric]));
    }
    return all;
}

make::DealMaker sold(const char* id, Money amount, const char* product = "") {
    return deal_of("Asha").won(amount).with(&Deal::id, id).with(&Deal::product, product);
}

Activity call(const char* id, const char* rep) {
    Activity a;
    a.id = id;
    a.kind = ActivityKind::call;
    a.rep = rep;
    a.date = day("2025-01-05");
    return a;
}

UsageEvent login(const char* customer) {
    UsageEvent e;
    e.date = day("2025-01-05");
    e.customer = customer;
    e.user = "one";
    return e;
}

constexpr auto sessions_seen = metric("own_logins", count<UsageEvent>().by(usage_event::date));
constexpr auto spent = metric("own_spend", sum(spend::amount).by(spend::date));
constexpr auto calls_made = metric("own_calls", count<Activity>().by(activity::date));
constexpr auto won_deals = metric("own_deals", count<Deal>().where(won).by(deal::closed));
constexpr auto calls_per_deal = metric(
    "calls_per_deal",
    count<Activity>().by(activity::date) / count<Deal>().where(won).by(deal::closed));
constexpr auto revenue_per_session = metric(
    "revenue_per_session",
    sum(deal::amount).where(won).by(deal::closed) / count<UsageEvent>().by(usage_event::date));

}  // namespace

TEST_CASE("what a table cannot be cut by has no value in member rows, and its whole unassigned") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Pro"), sold("2", 12_usd)),
        std::vector{call("a", "Asha"), call("b", "Asha"), call("c", "Ben")});
    // Deals say their product, calls do not.
    CHECK(cut(book, revenue, "product") == "Pro 30.00 USD; (unassigned) 12.00 USD;  42.00 USD; ");
    CHECK(cut(book, calls_made, "product") == "Pro not_cut; (unassigned) 3;  3; ");
    CHECK(
        cut(book, calls_per_deal, "product") == "Pro not_cut; (unassigned) 300.00 %;  150.00 %; ");
    // Deals have no kind of activity.
    const std::string by_kind = cut(book, revenue, "activity_kind");
    CHECK(by_kind.find("call not_cut; ") != std::string::npos);
    CHECK(by_kind.find("meeting not_cut; ") != std::string::npos);
    CHECK(by_kind.find("(unassigned) 42.00 USD;  42.00 USD; ") != std::string::npos);
    // Where it can be cut, members without records are zeros.
    CHECK(cut(book, calls_made, "activity_kind").find("meeting 0; ") != std::string::npos);
}

TEST_CASE("a deal of 40,800 is no zero, whatever it is cut by") {
    Target target = make::quota("Asha", 50'000_usd);
    Subscription s = make::paying("Ada", 5_usd);
    s.id = "s";
    const std::vector rates{make::rate("EUR", "2025-01-01", "1.1")};
    const Book book = make::book(
        make::deals(sold("D-1", 40'800_usd)), std::vector{target}, std::vector{s}, rates);
    const std::string whole = "(unassigned) 40800.00 USD;  40800.00 USD; ";
    CHECK(cut(book, revenue, "deal") == "D-1 40800.00 USD;  40800.00 USD; ");
    CHECK(cut(book, revenue, "metric") == "revenue not_cut; " + whole);
    CHECK(cut(book, revenue, "base") == "EUR not_cut; USD not_cut; " + whole);
    CHECK(
        cut(book, revenue, "interval") ==
        "day not_cut; half_year not_cut; month not_cut; quarter not_cut; week not_cut; year "
        "not_cut; " +
            whole);
    CHECK(cut(book, revenue, exchange_rate::base) == "EUR not_cut; USD not_cut; " + whole);
}

TEST_CASE("the whole stands under the unassigned even if it is nothing") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Pro").won(30_usd, "2024-12-31")),
        std::vector{make::quota("Asha", 10_usd)});
    CHECK(cut(book, won_deals, "metric") == "revenue not_cut; (unassigned) 0;  0; ");
}

TEST_CASE("usage is by no rep, team or region, exchange rates and figures neither") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd)), std::vector{login("Ada"), login("Bo")},
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "South")});
    CHECK(cut(book, sessions_seen, by::rep) == "Asha not_cut; Ben not_cut; (unassigned) 2;  2; ");
    CHECK(
        cut(book, sessions_seen, by::team) == "North not_cut; South not_cut; (unassigned) 2;  2; ");
    CHECK(cut(book, sessions_seen, by::region) == "EMEA not_cut; (unassigned) 2;  2; ");
    CHECK(cut(book, sessions_seen, by::company) == "company 2;  2; ");
    CHECK(
        cut(book, revenue_per_session, by::rep) ==
        "Asha not_cut; Ben not_cut; (unassigned) 0.00 USD;  15.00 USD; ");
    // Zeros of those who sold nothing stay.
    CHECK(cut(book, revenue, by::rep) == "Asha 30.00 USD; Ben 0.00 USD;  30.00 USD; ");

    constexpr auto figures =
        metric("figures", count<Reference>().active(reference::from, reference::until));
    Reference market;
    market.name = "market_size";
    market.region = "EMEA";
    const Book with_market = make::book(
        make::deals(sold("1", 30_usd)), std::vector{make::seat("Asha", "North")},
        std::vector{market});
    CHECK(cut(with_market, figures, by::region) == "EMEA 1;  1; ");
    CHECK(cut(with_market, figures, by::team) == "North not_cut; (unassigned) 1;  1; ");
    CHECK(cut(with_market, figures, by::rep) == "Asha not_cut; (unassigned) 1;  1; ");
}

TEST_CASE("in two dimensions each is by itself") {
    Spend rent = make::spent(100_usd, "2025-01-03");
    rent.team = "North";
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Pro")), std::vector{rent},
        std::vector{make::seat("Asha", "North")});
    const Table table =
        rollup(book).metrics(revenue, spent).by("product", by::team).with_subtotals().run();
    CHECK(text(table.at({"Pro", "North"})[revenue]) == "30.00 USD");
    CHECK(text(table.at({"Pro", "North"})[spent]) == "not_cut");
    CHECK(text(table.at({"Pro"})[spent]) == "not_cut");
    CHECK(text(table.at({"(unassigned)", "North"})[spent]) == "100.00 USD");
    CHECK(text(table.at({"(unassigned)", "North"})[revenue]) == "0.00 USD");
    CHECK(text(table.at({"(unassigned)"})[spent]) == "100.00 USD");
    CHECK(text(table.at({})[spent]) == "100.00 USD");
}

TEST_CASE("targets are of reps, teams and regions, and of no product") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Pro"), sold("2", 10_usd)),
        std::vector{make::quota("Asha", 80_usd)}, std::vector{make::seat("Asha", "North")});
    constexpr auto set = target_of(revenue);
    constexpr auto reached = attainment(revenue);
    CHECK(cut(book, set, "product") == "Pro not_cut; (unassigned) 80.00 USD;  80.00 USD; ");
    CHECK(cut(book, reached, "product") == "Pro not_cut; (unassigned) 12.50 %;  50.00 %; ");
    CHECK(cut(book, reached, by::rep) == "Asha 50.00 %;  50.00 %; ");
    CHECK(
        cut(book, reps_at_target(revenue), "product") ==
        "Pro not_cut; (unassigned) 0.00 %;  0.00 %; ");
    CHECK(cut(book, gap_to_target(revenue), "product").find("Pro not_cut; ") == 0);
    CHECK(cut(book, target_growth(revenue), "product").find("Pro not_cut; ") == 0);
    CHECK(cut(book, target_mismatch(revenue), "product").find("Pro not_cut; ") == 0);
}

TEST_CASE("what no rep has attains no target of a rep") {
    Target target;
    target.metric = "own_logins";
    target.rep = "Asha";
    target.from = january.first;
    target.until = january.until;
    target.number = Decimal::ratio(10, 1);
    const std::vector seats{make::seat("Asha", "North")};
    const std::vector events{login("Ada"), login("Bo")};
    constexpr auto reached = attainment(sessions_seen);
    // Nobody knows what of the two is Asha's: it is not 0 of 10.
    const Book of_rep = make::book(events, seats, std::vector{target});
    CHECK(cut(of_rep, reached, by::rep) == "Asha not_cut; (unassigned) no_target;  not_cut; ");
    CHECK(cut(of_rep, reps_at_target(sessions_seen), by::company) == "company not_cut;  not_cut; ");
    target.rep.clear();
    const Book of_company = make::book(events, seats, std::vector{target});
    CHECK(cut(of_company, reached, by::company) == "company 20.00 %;  20.00 %; ");
}

TEST_CASE("what is made of values that are not cut is not cut either") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd)), std::vector{login("Ada")},
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "North")});
    const auto of_asha = [&](const auto& metric) {
        return text(
            rollup(book).metrics(metric).by(by::rep).during(january).run().at({"Asha"})[metric]);
    };
    CHECK(of_asha(share_of(sessions_seen, Level::company)) == "not_cut");
    CHECK(of_asha(rank(sessions_seen)) == "not_cut");
    CHECK(of_asha(change(sessions_seen, previous)) == "not_cut");
    CHECK(of_asha(floor_attainment(sessions_seen, 1)) == "not_cut");
    CHECK(of_asha(per_day(sessions_seen)) == "not_cut");
    CHECK(
        of_asha(filtered("some", sessions_seen, usage_event::kind == UsageKind::login)) ==
        "not_cut");
    constexpr auto related = correlation(revenue, sessions_seen);
    const Table table =
        rollup(book).metrics(related).by(by::rep).with_subtotals().during(january).run();
    CHECK(text(table.at({})[related]) == "not_cut");
}

TEST_CASE("an explanation says that it is not cut, and names no records") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd)), std::vector{login("Ada"), login("Bo")},
        std::vector{make::seat("Asha", "North")});
    const auto explain = [&](const char* member) {
        return rollup(book).by(by::rep).explain(
            revenue_per_session, std::array<std::string_view, 1>{member},
            Calendar{}.period(Month{2025, 1}));
    };
    const Explanation asha = explain("Asha");
    CHECK(fmt::format("{}", asha.value.outcome) == "not_cut");
    CHECK(asha.numbers == "30.00 / not_cut");
    CHECK(asha.parts.at(0).ids == std::vector<std::string>{"1"});
    CHECK(fmt::format("{}", asha.parts.at(1).value.outcome) == "not_cut");
    CHECK(asha.parts.at(1).ids.empty());
    const Explanation nobody = explain("(unassigned)");
    CHECK(nobody.numbers == "0.00 / 2");
    CHECK(nobody.parts.at(1).ids.size() == 2);
}

TEST_CASE("a table without records has none, whatever the report is cut by") {
    const Book book = make::book(make::deals(sold("1", 30_usd, "Pro")));
    CHECK(cut(book, calls_made, "product") == "Pro no_records;  no_records; ");
    CHECK(cut(book, attainment(revenue), "product") == "Pro no_target;  no_target; ");
}
