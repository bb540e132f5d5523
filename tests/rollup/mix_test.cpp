// SPDX-License-Identifier: MIT
// What the parts of a group make of its rates and amounts, by hand.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;
using make::times;

namespace {

constexpr const char* before_day = "2025-01-20";
constexpr const char* now_day = "2025-04-20";

struct Decided {
    const char* rep;
    const char* segment;
    std::size_t won;
    std::size_t lost;
    const char* on = before_day;
};

Book book_of(std::initializer_list<Decided> all) {
    std::vector<Deal> deals;
    for (const Decided& some : all) {
        const auto one = deal_of(some.rep).with(&Deal::segment, some.segment);
        make::append(deals, times(some.won, one.won({}, some.on)));
        make::append(deals, times(some.lost, one.lost({}, some.on)));
    }
    return make::book(deals);
}

Rollup by_quarter(const Book& book) {
    return rollup(book).every(Grain::quarter).during(make::days("2025-01-01", "2025-07-01"));
}

constexpr auto adjusted = mix_adjusted(win_rate, deal::segment);
constexpr auto all_change = change_in_points(win_rate, previous);
constexpr auto mix = mix_effect(win_rate, deal::segment, previous);
constexpr auto rates = rate_effect(win_rate, deal::segment, previous);
constexpr auto mix_midway = mix_effect(win_rate, deal::segment, previous, Convention::midpoint);
constexpr auto rates_midway = rate_effect(win_rate, deal::segment, previous, Convention::midpoint);

}  // namespace

TEST_CASE("a group without a member is adjusted by the others, and marked") {
    const Book book = book_of({{"X", "SMB", 8, 2}, {"X", "Ent", 18, 72}, {"Z", "SMB", 45, 55}});
    const Table table = rollup(book).metrics(win_rate, adjusted).by(by::rep).with_subtotals().run();
    // Z has nothing of the 90: by SMB alone it is what it is.
    CHECK(text(table.at({"Z"})[adjusted]) == "45.00 %");
    CHECK(table.at({"Z"}).cell(adjusted).marks.has(Mark::partial_mix));
    // All have 110 of SMB and 90 of Ent: (110 * 80 % + 90 * 20 %) / 200.
    CHECK(table.at({"X"})[adjusted]->exact() == Rational(53, 100));
    CHECK_FALSE(table.at({"X"}).cell(adjusted).marks.has(Mark::partial_mix));
    CHECK(table.at({})[adjusted]->exact() == table.at({})[win_rate]->exact());
}

TEST_CASE("the common mix is that of the level that is named") {
    std::vector<Deal> deals;
    const auto add = [&](const char* rep, const char* segment, std::size_t wins,
                         std::size_t losses) {
        const auto one = deal_of(rep).with(&Deal::segment, segment);
        make::append(deals, times(wins, one.won()));
        make::append(deals, times(losses, one.lost()));
    };
    add("A", "SMB", 3, 1), add("A", "Ent", 1, 3);
    add("B", "SMB", 6, 2), add("B", "Ent", 1, 3);
    add("C", "SMB", 1, 1), add("C", "Ent", 9, 41);
    const Book book = make::book(
        deals,
        std::vector{make::seat("A", "North"), make::seat("B", "North"), make::seat("C", "South")});
    const Definition of_team = mix_adjusted(Definition{win_rate}, deal::segment, by::team);
    const Definition of_parent = mix_adjusted(Definition{win_rate}, deal::segment, Level::parent);
    const Table table = rollup(book)
                            .metrics(adjusted, of_team, of_parent)
                            .by(by::team, by::rep)
                            .with_subtotals()
                            .run();
    const auto a = table.at({"North", "A"});
    // North has 12 of SMB and 8 of Ent; all have 14 and 58.
    CHECK(a[of_team]->exact() == (Rational{12} * Rational{3, 4} + Rational{8} / 4) / 20);
    CHECK(a[of_parent]->exact() == a[of_team]->exact());
    CHECK(a[adjusted]->exact() == (Rational{14} * Rational{3, 4} + Rational{58} / 4) / 72);
    CHECK(table.at({"North"})[of_parent]->exact() == table.at({"North"})[adjusted]->exact());
    CHECK_THROWS(rollup(book).metrics(of_team).by(by::rep).run());
}

TEST_CASE("mix and rates make the change, also of members that come and go") {
    const Book book = book_of(
        {{"X", "SMB", 20, 20},
         {"X", "Ent", 6, 54},
         {"X", "Old", 30, 10},
         {"X", "SMB", 12, 8, now_day},
         {"X", "Ent", 12, 28, now_day},
         {"X", "New", 1, 19, now_day}});
    const Table table =
        by_quarter(book).metrics(all_change, mix, rates, mix_midway, rates_midway).run();
    const auto row = table.at({}, Quarter{2025, 2});
    // From 56 of 140, 40 %, to 25 of 80. New shares: 1/4, 1/2, 1/4; old ones: 2/7, 3/7, 2/7.
    CHECK(row[all_change]->exact() == Rational(-35, 4));
    // SMB +10 and Ent +20 points, at the new shares; or at the mean of both.
    CHECK(row[rates]->exact() == Rational(25, 2));
    CHECK(row[mix]->exact() == Rational(-85, 4));
    CHECK(
        row[rates_midway]->exact() ==
        Rational{10} * Rational{15, 56} + Rational{20} * Rational{13, 28});
    CHECK(row[mix_midway]->exact() + row[rates_midway]->exact() == row[all_change]->exact());
    // The rate falls, and that of each segment there was in both quarters rises.
    for (const char* id :
         {"mix_effect(win_rate, segment, previous, two_part)",
          "rate_effect(win_rate, segment, previous, midpoint)"})
        CHECK(row.cell(id).marks == Marks{Mark::reversed});
    CHECK(row.cell(all_change).marks.empty());
    // No quarter before.
    CHECK(table.at({}, Quarter{2025, 1})[mix].reason() == Reason::no_prior_period);
}

TEST_CASE("in a group of one member all change is one of rates") {
    const Book book = book_of(
        {{"X", "SMB", 20, 20},
         {"X", "Ent", 6, 54},
         {"X", "SMB", 12, 8, now_day},
         {"X", "Ent", 12, 28, now_day}});
    const Table table = by_quarter(book).metrics(all_change, mix, rates).by(deal::segment).run();
    const auto smb = table.at({"SMB"}, Quarter{2025, 2});
    CHECK(smb[all_change]->exact() == Rational{10});
    CHECK(smb[rates]->exact() == Rational{10});
    CHECK(smb[mix]->exact() == Rational{});
    CHECK(smb.cell(rates).marks.empty());
}

TEST_CASE("what counts once for several members is in the mix") {
    const auto shared = deal_of().shared({{"A", 50}, {"B", 50}});
    const Book book = make::book(make::deals(
        times(4, deal_of("A").won()), times(4, deal_of("B").lost()),
        times(3, shared.won({}, now_day)), times(1, deal_of("A").lost({}, now_day))));
    const Definition by_rep = mix_effect(Definition{win_rate}, by::rep, previous);
    const Definition of_reps = rate_effect(Definition{win_rate}, by::rep, previous);
    const auto row =
        by_quarter(book).metrics(all_change, by_rep, of_reps).run().at({}, Quarter{2025, 2});
    // From 4 of 8 to 3 of 4; A from 4 of 4 to 3 of 4, B from 0 of 4 to 3 of 3, by 4/7 and 3/7.
    CHECK(row[all_change]->exact() == Rational{25});
    CHECK(row[of_reps]->exact() == Rational{100} * (Rational(3, 7) - Rational(1, 7)));
    CHECK(row[by_rep]->exact() + row[of_reps]->exact() == row[all_change]->exact());
}

TEST_CASE("a mean weighs as much as it has records") {
    const auto sold = [](const char* product, Money amount, const char* on) {
        return deal_of().with(&Deal::product, product).won(amount, on);
    };
    const Book book = make::book(make::deals(
        times(3, sold("A", 10_usd, before_day)), sold("B", 50_usd, before_day),
        sold("A", 14_usd, now_day), times(3, sold("B", 42_usd, now_day))));
    constexpr auto of_mix = mix_effect(average_deal_size, deal::product, previous);
    constexpr auto of_sizes = rate_effect(average_deal_size, deal::product, previous);
    const auto row = by_quarter(book).metrics(of_mix, of_sizes).run().at({}, Quarter{2025, 2});
    // From 20 to 35: half of all go from 10 to 50, and 1/4 of +4, 3/4 of -8.
    CHECK(text(row[of_mix]) == "20.00 USD");
    CHECK(text(row[of_sizes]) == "-5.00 USD");
}

TEST_CASE("price, volume and mix by product") {
    const auto sold = [](const char* product, std::int64_t units, Money amount, const char* on) {
        return deal_of().with(&Deal::product, product).with(&Deal::units, units).won(amount, on);
    };
    const Book book = make::book(make::deals(
        sold("A", 100, 1000_usd, before_day), sold("B", 50, 1500_usd, before_day),
        sold("A", 120, 1080_usd, now_day), sold("B", 30, 990_usd, now_day)));
    // At the new quantity, what the price of one has changed is mix and prices.
    //! [by_product]
    constexpr auto unit_price = metric("unit_price", revenue / units_sold);
    constexpr auto volume = volume_effect(revenue, units_sold, previous, Convention::two_part);
    constexpr auto of_mix =
        metric("of_mix", mix_effect(unit_price, deal::product, previous) * units_sold);
    constexpr auto of_prices =
        metric("of_prices", rate_effect(unit_price, deal::product, previous) * units_sold);
    //! [by_product]
    constexpr auto all = difference(revenue, previous);
    const auto row =
        by_quarter(book).metrics(all, volume, of_mix, of_prices).run().at({}, Quarter{2025, 2});
    CHECK(text(row[all]) == "-430.00 USD");
    CHECK(text(row[volume]) == "0.00 USD");       // 150 each time
    CHECK(text(row[of_prices]) == "-30.00 USD");  // 120 * (9 - 10) + 30 * (33 - 30)
    CHECK(text(row[of_mix]) == "-400.00 USD");    // 20 more at 10, 20 fewer at 30
}

TEST_CASE("where nothing was sold all change is volume") {
    const auto sold = [](const char* rep, std::int64_t units, Money amount, const char* on) {
        return deal_of(rep).with(&Deal::units, units).won(amount, on);
    };
    const Book book = make::book(make::deals(
        sold("Gone", 10, 70_usd, before_day), sold("New", 4, 100_usd, now_day),
        sold("Free", 0, 5_usd, before_day), sold("Free", 2, 3_usd, now_day)));
    constexpr auto volume = volume_effect(revenue, units_sold, previous);
    constexpr auto of_price = price_effect(revenue, units_sold, previous);
    constexpr auto joint = joint_effect(revenue, units_sold, previous);
    const Table table = by_quarter(book).metrics(volume, of_price, joint).by(by::rep).run();
    const auto at = [&](const char* rep) { return table.at({rep}, Quarter{2025, 2}); };
    CHECK(text(at("Gone")[volume]) == "-70.00 USD");
    CHECK(text(at("New")[volume]) == "100.00 USD");
    CHECK(text(at("Free")[volume]) == "-2.00 USD");
    for (const char* rep : {"Gone", "New", "Free"}) {
        CHECK(text(at(rep)[of_price]) == "0.00 USD");
        CHECK(text(at(rep)[joint]) == "0.00 USD");
    }
}

TEST_CASE("what has no such dimension has no mix") {
    const Book book = book_of({{"X", "SMB", 8, 2}});
    const Definition leads_by = mix_adjusted(Definition{win_rate}, "nonsense");
    const auto run = [&] { (void)rollup(book).metrics(leads_by).run(); };
    CHECK(code_of(run) == ErrorCode::unknown_dimension);
    Lead lead;
    lead.id = "1", lead.rep = "X", lead.created = make::day(before_day);
    const Book both =
        make::book(make::deals(deal_of("X").with(&Deal::product, "A").won()), std::vector{lead});
    const auto won_by_lead = metric(
        "won_by_lead", count<Deal>().where(won).by(deal::closed) / count<Lead>().by(lead::created));
    const Definition by_product = mix_adjusted(Definition{won_by_lead}, deal::product);
    const Table table = rollup(both).metrics(by_product, won_by_lead).run();
    CHECK(table[0][by_product].reason() == Reason::not_cut);
    CHECK(text(table[0][won_by_lead]) == "100.00 %");
}

TEST_CASE("an explanation shows the parts and folds to the value") {
    const Book book = book_of(
        {{"X", "SMB", 8, 2}, {"X", "Ent", 18, 72}, {"Y", "SMB", 63, 27}, {"Y", "Ent", 1, 9}});
    const Period all{Grain::window, 0, make::day("2025-01-01"), make::day("2025-02-01"), true};
    const auto query = rollup(book).by(by::rep).during({all.first, all.until});
    const Explanation why = query.explain(
        adjusted, std::vector<std::string_view>{"X"},
        Calendar{}.periods({all.first, all.until}, Grain::window).front());
    CHECK(why.numbers == "(100 * (18 / 90) + 100 * (8 / 10)) / (100 + 100)");
    CHECK(text(why.value.outcome) == "50.00 %");
    std::vector<std::string> groups;
    for (const ExplainedPart& part : why.parts)
        if (std::find(groups.begin(), groups.end(), part.group) == groups.end())
            groups.push_back(part.group);
    std::sort(groups.begin(), groups.end());
    CHECK(
        groups == std::vector<std::string>{
                      "", "all", "all, segment (unassigned)", "all, segment Ent",
                      "all, segment SMB", "segment (unassigned)", "segment Ent", "segment SMB"});
}

TEST_CASE("marks of a mix are signs with a legend, and names in JSON") {
    const Book book = book_of(
        {{"X", "SMB", 8, 2},
         {"X", "Ent", 18, 72},
         {"Y", "SMB", 63, 27},
         {"Y", "Ent", 1, 9},
         {"Z", "SMB", 1, 1}});
    const Table table = rollup(book).metrics(adjusted).by(by::rep).run();
    const std::string shown = fmt::format("{}", table);
    CHECK_THAT(shown, Catch::Contains("@   reversed: the total goes against all of its parts"));
    CHECK_THAT(
        shown, Catch::Contains("&   partial_mix: by a part of the common mix: some of its members "
                               "have no value here"));
    const nlohmann::json document = table;
    CHECK_THAT(document.dump(), Catch::Contains("\"partial_mix\""));
    CHECK_THAT(document.dump(), Catch::Contains("\"reversed\""));
}

TEST_CASE("a direct call has the parts of its records") {
    const auto deal = [](const char* segment) { return deal_of().with(&Deal::segment, segment); };
    const auto deals = make::deals(
        times(3, deal("SMB").won()), deal("SMB").lost(), deal("Ent").won(),
        times(3, deal("Ent").lost()));
    CHECK(text(adjusted(deals)) == "50.00 %");
}
