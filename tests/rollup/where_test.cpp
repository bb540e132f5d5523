// SPDX-License-Identifier: MIT
// A query that sees only a part of its book.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/metric/operators.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window quarter = make::days("2025-01-01", "2025-04-01");

make::DealMaker sold(
    const char* id, const char* rep, const char* on, Money amount, const char* product) {
    return deal_of(rep).won(amount, on).with(&Deal::id, id).with(&Deal::product, product);
}

/// Asha moves from North to South in the middle of February. Nobody knows Gus's team.
Book book() {
    const Date move = day("2025-02-15");
    const std::vector<Assignment> seats{
        {"Asha", "North", "EMEA", {}, move, {}}, {"Asha", "South", "EMEA", move, {}, {}},
        {"Ben", "North", "EMEA", {}, {}, {}},    {"Eva", "South", "EMEA", {}, {}, {}},
        {"Kim", "West", "APAC", {}, {}, {}},     {"Lee", "North", "EMEA", {}, {}, {}}};
    const auto deals = make::deals(
        sold("1", "Asha", "2025-01-10", 10_usd, "Alpha"),
        sold("2", "Asha", "2025-03-10", 20_usd, "Alpha"),
        sold("3", "Ben", "2025-03-01", 40_usd, "Beta"),
        sold("4", "Eva", "2025-01-20", 80_usd, "Alpha"),
        sold("5", "Kim", "2025-03-31", 160_usd, "Gamma"),
        sold("6", "Gus", "2025-02-01", 320_usd, "Alpha"),
        sold("7", "Ben", "2025-03-02", 5_usd, ""));
    const std::vector<Spend> spend{make::spent(7_usd, "2025-01-05")};
    std::vector<Target> targets{
        make::quota("Asha", 100_usd, quarter), make::quota("", 999_usd, quarter)};
    targets.back().team = "North";
    targets.push_back(make::quota("", 5000_usd, quarter));
    return make::book(seats, deals, spend, targets);
}

/// "group value; ..." with "" for the total.
template <class M>
std::string shown(Rollup query, const M& metric) {
    std::string all;
    const Table table = query.metrics(metric).during(quarter).run();
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (const std::string& name : table[row].key().group)
            all += name + " ";
        all += text(table[row][metric]) + "; ";
    }
    return all;
}

constexpr auto spent = metric("own_spend", sum(spend::amount).by(spend::date));
constexpr auto known_deals = metric("own_deals", count<Deal>().where(won).by(deal::closed));

}  // namespace

TEST_CASE("a condition on a team holds on the day on which a record is placed") {
    const Rollup north = rollup(book()).where(by::team == "North");
    CHECK(shown(north, revenue) == "55.00 USD; ");  // 10 + 40 + 5: 20 came after the move
    CHECK(
        shown(Rollup{north}.by(by::rep), revenue) ==
        "Asha 10.00 USD; Ben 45.00 USD; Lee 0.00 USD; ");
    CHECK(
        shown(Rollup{north}.by(by::region).with_subtotals(), revenue) ==
        "EMEA 55.00 USD; 55.00 USD; ");
    CHECK(
        shown(rollup(book()).by(by::team).where(by::rep == "Asha"), revenue) ==
        "North 10.00 USD; South 20.00 USD; ");
    CHECK(
        shown(rollup(book()).where(by::team == "North").seated_as_of(day("2025-03-01")), revenue) ==
        "45.00 USD; ");
}

TEST_CASE("a condition on a dimension may say or, not, and that there is no member") {
    const auto sum = [](const auto&... parts) {
        return shown(rollup(book()).where(parts...), revenue);
    };
    CHECK(sum(by::team == "North" || by::region == "APAC") == "215.00 USD; ");
    CHECK(sum(one_of(by::team, "North", "West")) == "215.00 USD; ");
    CHECK(sum(by::team != "North") == "260.00 USD; ");  // of Gus it is not known
    CHECK(sum(!(by::team == "North")) == "260.00 USD; ");
    CHECK(sum(is_missing(by::team)) == "320.00 USD; ");
    CHECK(sum(is_known(by::team)) == "315.00 USD; ");
    CHECK(sum(by::team != "North", by::region == "EMEA") == "100.00 USD; ");
    CHECK(sum(Dimension{"product"} == "Alpha" && by::region == "EMEA") == "110.00 USD; ");
    CHECK(sum(by::team == "Nobody's") == "no_records; ");
}

TEST_CASE("a condition on a field holds for the records of its table and for no others") {
    const Rollup alpha = rollup(book()).where(deal::product == "Alpha");
    CHECK(shown(alpha, revenue) == "430.00 USD; ");
    CHECK(shown(alpha, spent) == "7.00 USD; ");
    CHECK(shown(rollup(book()).where(deal::product != "Alpha"), revenue) == "200.00 USD; ");
    CHECK(shown(rollup(book()).where(is_missing(deal::product)), revenue) == "5.00 USD; ");
    CHECK(shown(rollup(book()).where(deal::amount >= 80_usd), known_deals) == "3; ");
    CHECK(
        shown(rollup(book()).where(by::team == "South" && deal::product == "Alpha"), revenue) ==
        "100.00 USD; ");
    CHECK(
        shown(
            rollup(book()).by("product").where(
                by::team == "North" && deal::amount < 40_usd && spend::amount > 7_usd),
            revenue) == "Alpha 10.00 USD; (unassigned) 5.00 USD; ");
}

TEST_CASE("a table that is not cut by what is tested is outside as a whole") {
    const auto visits = metric("own_visits", count<UsageEvent>().by(usage_event::date));
    CHECK(shown(rollup(book()).where(is_missing(Dimension{"product"})), spent) == "not_cut; ");
    // That is so too where there are no such records at all.
    CHECK(shown(rollup(book()).where(by::team == "North"), visits) == "not_cut; ");
    CHECK(
        shown(rollup(book()).where(by::team == "North").by(by::rep), visits) ==
        "Asha not_cut; Ben not_cut; Lee not_cut; ");
}

TEST_CASE("that there are records outside is not told by the reason why there is no value") {
    const std::vector<Assignment> seats{make::seat("A", "North"), make::seat("B", "South")};
    const auto deals = make::deals(sold("1", "A", "2025-01-10", 10_usd, "Alpha"));
    std::vector<Lead> leads(1);
    leads[0].rep = "B";
    leads[0].created = day("2025-01-05");
    std::vector<Customer> customers{make::customer_since("2025-01-01")};
    customers[0].industry = "Mining";
    for (const Book& book :
         {make::book(seats, deals), make::book(seats, deals, leads, customers)}) {
        CHECK(shown(rollup(book).where(by::team == "North"), leads_created) == "no_records; ");
        CHECK(
            shown(rollup(book).where(Dimension{"industry"} == "Retail"), revenue) ==
            "no_records; ");
        CHECK(shown(rollup(book).where(by::team == "North"), revenue) == "10.00 USD; ");
    }
}

TEST_CASE("conditions that are added all have to hold, and the same as texts") {
    const auto sum = [](Rollup query) { return shown(std::move(query), revenue); };
    CHECK(
        sum(rollup(book()).where(by::region == "EMEA").where(by::team == "South")) ==
        "100.00 USD; ");
    CHECK(sum(rollup(book()).where("team = North and deal.product = Alpha")) == "10.00 USD; ");
    CHECK(sum(rollup(book()).where("team = South or team = West")) == "260.00 USD; ");
    CHECK(sum(rollup(book()).where("team is missing")) == "320.00 USD; ");
}

TEST_CASE("members of whom nothing is inside do not appear") {
    const auto by_product = [](const Scope& scope) {
        return shown(rollup(book()).by("product").where(scope), revenue);
    };
    CHECK(by_product(by::team == "South") == "Alpha 100.00 USD; ");
    CHECK(by_product(by::team == "West") == "Gamma 160.00 USD; ");
    CHECK(by_product(by::team == "None") == "");
    // Reps without a seat are known by their records alone.
    CHECK(
        shown(rollup(book()).by(by::rep).where(deal::product == "Beta"), revenue) ==
        "Asha 0.00 USD; Ben 40.00 USD; Eva 0.00 USD; Kim 0.00 USD; Lee 0.00 USD; ");
}

TEST_CASE("a product that was offered and not bought appears") {
    const std::vector<Assignment> seats{make::seat("A", "North"), make::seat("B", "South")};
    auto of_north = deal_of("A").lost(9_usd).with(&Deal::product, "Alpha");
    auto of_south = deal_of("B").lost(9_usd).with(&Deal::product, "Beta");
    const Book book = make::book(seats, make::deals(of_north, of_south));
    CHECK(
        shown(rollup(book).by("product").where(by::team == "North"), revenue) ==
        "Alpha 0.00 USD; ");
}

TEST_CASE("shares, ranks and targets are of what is left") {
    const Rollup reps = rollup(book()).by(by::rep).where(by::team == "North");
    constexpr auto share = share_of(revenue, Level::company);
    CHECK(shown(reps, share) == "Asha 18.18 %; Ben 81.82 %; Lee 0.00 %; ");
    CHECK(shown(reps, rank(revenue)) == "Asha 2; Ben 1; Lee 3; ");
    // The team's own target, and not the company's.
    CHECK(shown(rollup(book()).where(by::team == "North"), target_of(revenue)) == "999.00 USD; ");
    CHECK(shown(rollup(book()), target_of(revenue)) == "5000.00 USD; ");
    CHECK(shown(rollup(book()).where(by::rep == "Asha"), target_of(revenue)) == "100.00 USD; ");
}

TEST_CASE("shares and ranks can be of the whole, and tell no names") {
    const Rollup reps = rollup(book()).by(by::rep).where(by::team == "North").shares_of_whole();
    constexpr auto share = share_of(revenue, Level::company);
    // Of 635.
    CHECK(shown(reps, share) == "Asha 1.57 %; Ben 7.09 %; Lee 0.00 %; ");
    CHECK(
        shown(Rollup{reps}.with_subtotals(), share) ==
        "Asha 1.57 %; Ben 7.09 %; Lee 0.00 %; 8.66 %; ");
    // Of 320, 160, 80, 45, 30 (Asha's in both teams), 0: here only her 10 in North are ranked.
    CHECK(shown(reps, rank(revenue)) == "Asha 6; Ben 4; Lee 6; ");
    const Explanation e = Rollup{reps}.during(quarter).explain(
        share, {"Ben"}, book().calendar().periods(quarter, Grain::window).at(0));
    CHECK(e.numbers == "45.00 / 635.00");
    std::string ids;
    for (const ExplainedPart& part : e.parts)
        for (const std::string& id : part.ids)
            ids += part.group + id + " ";
    CHECK(ids == "3 7 ");
    // A share of a part of the records.
    CHECK(
        shown(rollup(book()).by(by::team).where(deal::product == "Alpha").shares_of_whole(), share)
            .starts_with("North 1.57 %; South 15.75 %; West 0.00 %; "));
}

TEST_CASE("the days of a report are those of what is inside") {
    const Book all = book();
    CHECK(rollup(all).window() == make::days("2025-01-05", "2025-04-01"));
    const Table west = rollup(all).metrics(revenue).where(by::team == "West").run();
    CHECK(west.window() == make::days("2025-03-31", "2025-04-01"));
    CHECK(west.data_to() == day("2025-03-31"));
    const Table south =
        rollup(all).metrics(revenue).where("team = South").every(Grain::month).run();
    CHECK(south.window() == make::days("2025-01-20", "2025-04-01"));
    CHECK(south.data_to() == day("2025-03-10"));
    const Table nobody = rollup(all).metrics(revenue).where(by::team == "None").run();
    CHECK(nobody.window().empty());
    CHECK(text(nobody.at({})[revenue]) == "no_records");
}

TEST_CASE("an explanation names what is inside") {
    const Period days = book().calendar().periods(quarter, Grain::window).at(0);
    const auto ids = [&](Rollup query, const GroupNames& group) {
        std::string all;
        for (const ExplainedPart& part : query.during(quarter).explain(revenue, group, days).parts)
            for (const std::string& id : part.ids)
                all += id + " ";
        return all;
    };
    CHECK(ids(rollup(book()).where(by::team == "North"), {}) == "1 3 7 ");
    CHECK(ids(rollup(book()).by(by::company).where(by::team == "South"), {"company"}) == "2 4 ");
    CHECK(ids(rollup(book()).by(by::rep).where(by::team == "South"), {"Asha"}) == "2 ");
    CHECK(ids(rollup(book()).where(deal::product == "Alpha" && by::team == "North"), {}) == "1 ");
}

TEST_CASE("what is asked and not inside is not told of") {
    const Rollup north =
        rollup(book()).metrics(revenue).by(by::rep).where(by::team == "North").during(quarter);
    CHECK_THROWS_WITH(north.run().at({"Eve"}), "no rep is called 'Eve'");
    CHECK_THROWS_WITH(Rollup{north}.where("tem = North").run(), "no dimension 'tem'");
    CHECK_THROWS_WITH(Rollup{north}.by("tem").run(), "no dimension 'tem'");
    CHECK(
        rollup(book()).metrics(revenue).where(by::team == "Nort").during(quarter).run().size() ==
        1);
    CHECK(north.run().report().tables.empty());
    CHECK(north.run().scope().text() == "team = North");
}

TEST_CASE("a part need not have what a condition is about") {
    const std::vector<Spend> spend{make::spent(7_usd, "2025-01-05")};
    const auto sold_alpha = make::deals(sold("1", "A", "2025-01-10", 430_usd, "Alpha"));
    const auto part = [](const Book& of) {
        return rollup(of)
            .metrics(revenue)
            .by("product")
            .where(Dimension{"product"} == "Alpha")
            .during(quarter)
            .partial();
    };
    Partial both = part(make::book(spend));
    CHECK(both.table().empty());
    both.merge(part(make::book(sold_alpha)));
    CHECK(text(both.table().at({"Alpha"})[revenue]) == "430.00 USD");
}

TEST_CASE("parts are merged only if they were asked the same") {
    const auto part = [](const Scope& scope) {
        return rollup(book()).metrics(revenue).by(by::team).where(scope).during(quarter).partial();
    };
    const Partial north = part(by::team == "North");
    CHECK(text(north.table().at({"North"})[revenue]) == "55.00 USD");
    CHECK(north.table().size() == 1);
    Partial other = part(by::team == "South");
    CHECK_THROWS_WITH(
        other.merge(north),
        "parts of different conditions cannot be merged: team = South and team = North");
}
