// SPDX-License-Identifier: MIT
// Hierarchies of any depth, several at once, with moves, gaps and ragged ends.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/plan/operators.hpp>

#include <algorithm>
#include <map>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::days;
using make::deal_of;
using make::text;

namespace {

const Window year = days("2025-01-01", "2026-01-01");

const Hierarchy by_country{"organisation", {"country", "region", "team", "rep"}};

Membership belongs(
    const char* hierarchy,
    const char* member,
    const char* parent,
    std::optional<Date> from = {},
    std::optional<Date> until = {},
    const char* level = "") {
    return {hierarchy, member, parent, from, until, level};
}

/// "DE 30.00 USD; UK 10.00 USD"
template <class Metric>
std::string cut(const Book& book, const Metric& metric, std::string_view by) {
    const Table table = rollup(book).metrics(metric).by(by).during(year).run();
    std::string all;
    for (const auto row : table) {
        const std::string value = text(row[metric]);
        if (value == "0.00 USD") continue;
        all += (all.empty() ? "" : "; ") + row.key().group.front() + " " + value;
    }
    return all;
}

/// The reasons of what was rejected.
std::string rejected(const Book& book) {
    std::string all;
    for (const Finding& finding : book.report().findings)
        all += (all.empty() ? "" : "; ") + finding.field + " '" + finding.value + "' " +
               finding.reason;
    return all;
}

/// Asha and Ben are in EMEA, Cara is in APAC. EMEA is of the UK, from July on of Germany.
BookBuilder countries() {
    return BookBuilder{usd}
        .hierarchy(by_country)
        .add(std::vector{
            make::seat("Asha", "North"), make::seat("Ben", "South"),
            Assignment{"Cara", "East", "APAC"}})
        .add(std::vector{
            belongs("organisation", "EMEA", "UK", {}, day("2025-07-01")),
            belongs("organisation", "EMEA", "Germany", day("2025-07-01")),
            belongs("organisation", "APAC", "Australia")});
}

std::vector<Deal> numbered(std::vector<Deal> deals) {
    for (std::size_t i = 0; i < deals.size(); ++i)
        deals[i].id = std::to_string(i);
    return deals;
}

std::vector<Deal> some_deals() {
    return numbered(make::deals(
        deal_of("Asha").won(10_usd, "2025-03-01"), deal_of("Asha").won(20_usd, "2025-08-01"),
        deal_of("Ben").won(30_usd, "2025-06-30"), deal_of("Cara").won(40_usd, "2025-03-01"),
        deal_of("Dan").won(50_usd, "2025-03-01")));
}

}  // namespace

TEST_CASE("a level above region follows its memberships day by day") {
    const Book book = countries().add(some_deals()).build();
    CHECK(rejected(book).empty());
    CHECK(
        cut(book, revenue, "country") ==
        "Australia 40.00 USD; Germany 20.00 USD; UK 40.00 USD; (unassigned) 50.00 USD");
    CHECK(cut(book, revenue, "organisation.country") == cut(book, revenue, "country"));
    CHECK(cut(book, revenue, "region") == "APAC 40.00 USD; EMEA 60.00 USD; (unassigned) 50.00 USD");
    CHECK(book.hierarchies() == std::vector{by_country});
    const auto dimensions = book.dimensions();
    CHECK(
        std::vector<std::string>(dimensions.begin(), dimensions.begin() + 5) ==
        std::vector<std::string>{"company", "country", "region", "team", "rep"});
}

TEST_CASE("as they sit on a day, all results are of the country of that day") {
    const Book book = countries().add(some_deals()).build();
    const Table table = rollup(book)
                            .metrics(revenue)
                            .by("country")
                            .during(year)
                            .seated_as_of(day("2025-12-31"))
                            .run();
    CHECK(text(table.at({"Germany"})[revenue]) == "60.00 USD");
    CHECK(text(table.at({"Australia"})[revenue]) == "40.00 USD");
}

TEST_CASE("subtotals and shares go by any level") {
    const Book book = countries().add(some_deals()).build();
    const auto share = share_of(revenue, "country");
    const Table table = rollup(book)
                            .metrics(revenue, share)
                            .by("country", by::region, by::rep)
                            .with_subtotals()
                            .during(year)
                            .run();
    CHECK(text(table.at({"UK"})[revenue]) == "40.00 USD");
    CHECK(text(table.at({"UK", "EMEA", "Ben"})[share]) == "75.00 %");
    CHECK(text(table.at({"Germany", "EMEA", "Asha"})[share]) == "100.00 %");
    CHECK(code_of([&] {
              (void)rollup(book).metrics(share).by(by::rep).during(year).run();
          }) == ErrorCode::unknown_dimension);
}

TEST_CASE("levels restrict queries, and rows of levels can be prepared") {
    const Book book = countries().add(some_deals()).build();
    const auto in_the_uk = [&] {
        return rollup(book)
            .metrics(revenue)
            .by(by::rep)
            .where(Dimension{"country"} == "UK")
            .during(year);
    };
    const Table table = in_the_uk().run();
    CHECK(table.size() == 2);  // Cara and Dan are never there
    CHECK(text(table.at({"Asha"})[revenue]) == "10.00 USD");
    CHECK(text(table.at({"Ben"})[revenue]) == "30.00 USD");
    const Prepared prepared = in_the_uk().prepare();
    CHECK(text(prepared.row({"Asha"})[revenue]) == "10.00 USD");
    CHECK_FALSE(prepared.find({"Cara"}));
    const Prepared of_all = rollup(book).metrics(revenue).by("country").during(year).prepare();
    CHECK(text(of_all.row({"Germany"})[revenue]) == "20.00 USD");
    CHECK(text(of_all.row({"UK"})[revenue]) == "40.00 USD");
}

TEST_CASE("a target may be set for a member of any level") {
    Target uk;
    uk.metric = "revenue", uk.from = year.first, uk.until = year.until;
    uk.amount = 80_usd, uk.level = "country", uk.member = "UK";
    Target north = uk;
    north.level = "", north.member = "", north.team = "North", north.amount = 60_usd;
    const Book book = countries().add(some_deals()).add(std::vector{uk, north}).build();
    CHECK(rejected(book).empty());
    const auto reached = attainment(revenue);
    // 40 of 80 in the UK. Of Germany only North has a target, and as much of it as of the year is
    // left from July on: 184 of 365 days of 60, and Asha's 20 there.
    CHECK(
        cut(book, target_of(revenue), "country") ==
        "Australia no_target; Germany 30.25 USD; UK 80.00 USD; "
        "(unassigned) no_target");
    CHECK(
        text(rollup(book).metrics(reached).by("country").during(year).run().at({"UK"})[reached]) ==
        "50.00 %");

    uk.level = "continent";
    const Book other = countries().add(some_deals()).add(std::vector{uk}).build();
    CHECK(rejected(other) == "level 'continent' is no level; there are country, region, team, rep");
}

TEST_CASE("managers sell themselves, and chains are not all of one length") {
    const Hierarchy line{"line", {"director", "manager", "rep"}};
    const Book book =
        BookBuilder{usd}
            .hierarchy(line)
            .add(std::vector{
                belongs("line", "Asha", "Mia"), belongs("line", "Mia", "Vera"),
                belongs("line", "Bob", "Vera"),
                belongs("line", "Ben", "Mia", {}, day("2025-07-01"))})
            .add(numbered(make::deals(
                deal_of("Asha").won(1_usd, "2025-03-01"), deal_of("Mia").won(2_usd, "2025-03-01"),
                deal_of("Vera").won(4_usd, "2025-03-01"), deal_of("Bob").won(8_usd, "2025-03-01"),
                deal_of("Ben").won(16_usd, "2025-03-01"),
                deal_of("Ben").won(32_usd, "2025-07-01"))))
            .build();
    CHECK(rejected(book).empty());
    CHECK(cut(book, revenue, "manager") == "Mia 19.00 USD; (unassigned) 44.00 USD");
    CHECK(cut(book, revenue, "director") == "Vera 31.00 USD; (unassigned) 32.00 USD");
    CHECK(
        cut(book, revenue, "rep") ==
        "Asha 1.00 USD; Ben 48.00 USD; Bob 8.00 USD; "
        "Mia 2.00 USD; Vera 4.00 USD");
}

TEST_CASE("products and places have hierarchies too") {
    Customer acme;
    acme.id = "C1", acme.geography = "Munich";
    Customer umbrella;
    umbrella.id = "C2", umbrella.geography = "Leeds";
    std::vector<Deal> deals = numbered(make::deals(
        deal_of("Asha").won(1_usd, "2025-03-01"), deal_of("Asha").won(2_usd, "2025-09-01"),
        deal_of("Asha").won(4_usd, "2025-03-01")));
    deals[0].product = "Alpha", deals[0].customer = "C1";
    deals[1].product = "Alpha", deals[1].customer = "C2";
    deals[2].product = "Gamma", deals[2].customer = "C3";
    const Book book =
        BookBuilder{usd}
            .hierarchy({"lines", {"family", "line", "product"}})
            .hierarchy({"territory", {"country", "geography"}})
            .add(std::vector{
                belongs("lines", "Alpha", "Small", {}, day("2025-07-01")),
                belongs("lines", "Alpha", "Large", day("2025-07-01")),
                belongs("lines", "Small", "Hardware"), belongs("lines", "Large", "Hardware"),
                belongs("territory", "Munich", "Germany"), belongs("territory", "Leeds", "UK")})
            .add(std::vector{acme, umbrella})
            .add(deals)
            .build();
    CHECK(rejected(book).empty());
    CHECK(cut(book, revenue, "line") == "Large 2.00 USD; Small 1.00 USD; (unassigned) 4.00 USD");
    CHECK(cut(book, revenue, "family") == "Hardware 3.00 USD; (unassigned) 4.00 USD");
    CHECK(cut(book, revenue, "country") == "Germany 1.00 USD; UK 2.00 USD; (unassigned) 4.00 USD");
    CHECK(cut(book, revenue, "lines.product") == cut(book, revenue, "product"));

    Target small;
    small.metric = "revenue", small.from = year.first, small.until = year.until;
    small.amount = 10_usd, small.level = "line", small.member = "Small";
    Target all = small;
    all.level = "", all.member = "", all.amount = 100_usd;
    Target asha = all;
    asha.rep = "Asha", asha.amount = 70_usd;
    const Book aimed = BookBuilder{book}.add(std::vector{small, all, asha}).build();
    CHECK(rejected(aimed).empty());
    CHECK(
        cut(aimed, attainment(revenue), "line") ==
        "Large no_target; Small 10.00 %; (unassigned) no_target");
    CHECK(cut(aimed, attainment(revenue), "rep") == "Asha 10.00 %; (unassigned) no_target");
    CHECK(cut(aimed, attainment(revenue), "company") == "company 7.00 %");
}

TEST_CASE("a level that two hierarchies have is said with the hierarchy") {
    const Book book =
        countries().hierarchy({"lines", {"country", "line", "product"}}).add(some_deals()).build();
    CHECK(code_of([&] { (void)cut(book, revenue, "country"); }) == ErrorCode::unknown_dimension);
    CHECK(cut(book, revenue, "lines.country") == "(unassigned) 150.00 USD");
    CHECK(cut(book, revenue, "organisation.country").substr(0, 15) == "Australia 40.00");
}

TEST_CASE("memberships that cannot be are rejected, each with its reason") {
    const Hierarchy line{"line", {"director", "manager", "rep"}};
    const auto found = [&](const std::vector<Membership>& all) {
        return rejected(BookBuilder{usd}.hierarchy(line).add(all).build());
    };
    CHECK(
        found({belongs("lime", "Asha", "Mia")}) ==
        "hierarchy 'lime' is no hierarchy of the book; there are organisation, line");
    const std::string circle =
        " goes in a circle: Asha, Mia, Ben, Asha; if they change places over the years, say their "
        "levels";
    CHECK(
        found(
            {belongs("line", "Asha", "Mia"), belongs("line", "Mia", "Ben"),
             belongs("line", "Ben", "Asha")}) ==
        "member 'Asha'" + circle + "; member 'Mia'" + circle + "; member 'Ben'" + circle);
    CHECK(
        found(
            {belongs("line", "Asha", "Mia"), belongs("line", "Asha", "Ben", day("2025-01-01"))}) ==
        "member 'Asha' belongs to 'Mia' on the same days");
    CHECK(
        found({belongs("line", "Asha", "Mia"), belongs("line", "Asha", "Mia")}) ==
        "hierarchy 'line, Asha' was there before: the first record of this key counts");
    CHECK(
        rejected(countries().add(std::vector{belongs("organisation", "Asha", "UK")}).build()) ==
        "member 'Asha' has an assignment on the same days");
    // Those who sit in North have EMEA in their assignments.
    CHECK(
        rejected(countries().add(std::vector{belongs("organisation", "North", "APAC")}).build()) ==
        "member 'North' belongs to 'EMEA' on the same days");
    CHECK(
        found({belongs("line", "Asha", "Mia", {}, {}, "manger")}) ==
        "level 'manger' is no level of 'line'; there are director, manager, rep");
    CHECK(
        found(
            {belongs("line", "Mia", "Vera", {}, {}, "manager"),
             belongs("line", "Vera", "Mia", {}, {}, "manager")}) ==
        "member 'Mia' belongs to 'Vera', which does not stand above the level 'manager'; member "
        "'Vera' belongs to 'Mia', which does not stand above the level 'manager'");
    CHECK(
        found({belongs("line", "Asha", "")}) ==
        "parent '' is missing, and so is the level: nothing is said");
    // The wrong one is refused, and not the right one below it.
    CHECK(
        rejected(
            countries().add(std::vector{belongs("organisation", "Australia", "Asha")}).build()) ==
        "member 'Australia' belongs to 'Asha', which does not stand above the level 'country'");
    // A chain longer than the hierarchy has levels.
    CHECK(
        found(
            {belongs("line", "Asha", "Mia"), belongs("line", "Mia", "Vera"),
             belongs("line", "Vera", "Zoe")}) ==
        "member 'Mia' belongs to 'Vera', which does not stand above the level 'manager'");
    // Who was whose manager changed in July; their levels say it.
    CHECK(found({belongs("line", "Asha", "Mia", {}, day("2025-07-01"), "rep"),
                 belongs("line", "Mia", "Vera", {}, day("2025-07-01"), "manager"),
                 belongs("line", "Mia", "Asha", day("2025-07-01"), {}, "rep"),
                 belongs("line", "Asha", "Vera", day("2025-07-01"), {}, "manager")})
              .empty());
}

TEST_CASE("a hierarchy that cannot be is refused") {
    const auto refused = [](const Hierarchy& hierarchy) {
        return code_of([&] { BookBuilder{usd}.hierarchy(hierarchy); }) ==
               ErrorCode::invalid_argument;
    };
    CHECK(refused({"line", {"rep"}}));
    CHECK(refused({"line", {"manager", "manager", "rep"}}));
    CHECK(refused({"line", {"company", "rep"}}));
    CHECK(refused({"line.up", {"manager", "rep"}}));
    CHECK(refused({"", {"manager", "rep"}}));
    CHECK(refused({"organisation", {"country", "team", "rep"}}));
    CHECK(refused({"lines", {"rep", "product"}}));
    CHECK(refused({"lines", {"segment", "product"}}));
    CHECK(code_of([] {
              (void)BookBuilder{usd}.hierarchy({"lines", {"line", "prodct"}}).build();
          }) == ErrorCode::invalid_argument);
    CHECK(code_of([] {
              BookBuilder{usd}
                  .hierarchy(by_country)
                  .hierarchy({"organisation", {"continent", "region", "team", "rep"}});
          }) == ErrorCode::invalid_argument);
    CHECK(refused({"line", {std::string(60, 'm'), "rep"}}));
    const Book book = countries().build();
    CHECK(code_of([&] {
              BookBuilder{book}.hierarchy({"line", {"manager", "rep"}});
          }) == ErrorCode::incompatible);
    BookBuilder{book}.hierarchy(by_country);
}

TEST_CASE("a book that grows by memberships answers as one built at once") {
    const auto early = std::vector{belongs("organisation", "EMEA", "UK", {}, day("2025-07-01"))};
    const auto late = std::vector{belongs("organisation", "EMEA", "Germany", day("2025-07-01"))};
    const auto seats = std::vector{make::seat("Asha", "North"), make::seat("Ben", "South")};
    const Book first =
        BookBuilder{usd}.hierarchy(by_country).add(seats).add(early).add(some_deals()).build();
    CHECK(cut(first, revenue, "country") == "UK 40.00 USD; (unassigned) 110.00 USD");
    const Book grown = BookBuilder{first}.add(late).build();
    CHECK(
        cut(grown, revenue, "country") ==
        "Germany 20.00 USD; UK 40.00 USD; (unassigned) 90.00 USD");
    CHECK(cut(first, revenue, "country") == "UK 40.00 USD; (unassigned) 110.00 USD");
    // As in one build, of two on the same days the one that begins first counts.
    const auto longer = std::vector{belongs("organisation", "EMEA", "France")};
    CHECK(
        rejected(BookBuilder{grown}.add(longer).build()) ==
        "member 'EMEA' belongs to 'UK' on the same days");
    const auto earlier =
        std::vector{belongs("organisation", "EMEA", "France", {}, day("2025-01-01"))};
    CHECK(
        code_of([&] { (void)BookBuilder{grown}.add(earlier).build(); }) == ErrorCode::incompatible);
}

TEST_CASE("a name may be that of a region and of its country") {
    const auto seats = std::vector{
        Assignment{"Asha", "West", "USA"}, Assignment{"Ben", "South", "EMEA"},
        Assignment{"Cara", "East", "UK"}};
    const auto memberships = std::vector{
        belongs("organisation", "USA", "USA", {}, {}, "region"),
        belongs("organisation", "EMEA", "UK"),
        belongs("organisation", "UK", "UK", {}, {}, "region")};
    const auto builder = [&] { return BookBuilder{usd}.hierarchy(by_country).add(some_deals()); };
    const Book book = builder().add(seats).add(memberships).build();
    CHECK(rejected(book).empty());
    CHECK(cut(book, revenue, "country") == "UK 70.00 USD; USA 30.00 USD; (unassigned) 50.00 USD");
}

TEST_CASE("a book that grows finds levels anew, as if all had been said at once") {
    // Until somebody sits in LATAM it may as well be a rep.
    const auto memberships = std::vector{belongs("organisation", "LATAM", "Brazil")};
    const auto seats = std::vector{Assignment{"Asha", "West", "LATAM"}};
    const Book first =
        BookBuilder{usd}.hierarchy(by_country).add(memberships).add(some_deals()).build();
    CHECK(cut(first, revenue, "country") == "(unassigned) 150.00 USD");
    const Book grown = BookBuilder{first}.add(seats).build();
    const Book at_once = BookBuilder{usd}
                             .hierarchy(by_country)
                             .add(memberships)
                             .add(some_deals())
                             .add(seats)
                             .build();
    CHECK(cut(at_once, revenue, "country") == "Brazil 30.00 USD; (unassigned) 120.00 USD");
    CHECK(cut(grown, revenue, "country") == cut(at_once, revenue, "country"));
}
