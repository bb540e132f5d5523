// SPDX-License-Identifier: MIT
#include "engine/groups.hpp"

#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;

namespace {

Deal sold(const char* id, const char* who, const char* customer, Money amount) {
    Deal d;
    d.id = id;
    d.rep = who;
    d.customer = customer;
    d.stage = Stage::won;
    d.closed = day("2025-01-20");
    d.amount = amount;
    return d;
}

Customer buyer(const char* id, const char* geography) {
    Customer c;
    c.id = id;
    c.geography = geography;
    c.acquisition = Acquisition::paid;
    c.channel = "fair";
    return c;
}

std::vector<std::string> rows(const Table& table) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < table.size(); ++i)
        lines.push_back(fmt::format(
            "{}: {}", fmt::join(table[i].key().group, "/"), make::text(table[i][revenue])));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a property the record lacks is looked up through its customer") {
    Deal own = sold("4", "Asha", "c1", 8_usd);
    own.channel = "web";
    own.geography = "Peru";
    std::vector<Deal> deals{
        sold("1", "Asha", "c1", 1_usd), sold("2", "Asha", "c2", 2_usd),
        sold("3", "Asha", "unknown", 4_usd), own};
    const std::vector buyers{buyer("c1", "Kenya"), buyer("c2", "")};
    const Book book = BookBuilder{usd}.add(deals).add(buyers).build();
    // Deals do not say how a customer was won: it is as the customer says.
    CHECK(
        rows(rollup(book).metrics(revenue).by("acquisition").run()) ==
        Lines{"organic: 0.00 USD", "paid: 11.00 USD", "(unassigned): 4.00 USD"});
    // What they say themselves stays; where it is empty, the customer's is theirs.
    CHECK(
        rows(rollup(book).metrics(revenue).by(deal::geography).run()) ==
        Lines{"Kenya: 1.00 USD", "Peru: 8.00 USD", "(unassigned): 6.00 USD"});
    // How a deal came is its own affair.
    CHECK(
        rows(rollup(book).metrics(revenue).by(deal::channel).run()) ==
        Lines{"fair: 0.00 USD", "web: 8.00 USD", "(unassigned): 7.00 USD"});
}

TEST_CASE("groups are named in order, the unassigned last, subtotals after their members") {
    const std::vector deals{
        sold("1", "Zoe", "c", 1_usd), sold("2", "Asha", "c", 2_usd), sold("3", "", "c", 4_usd)};
    const std::vector seats{make::seat("Asha", "North"), make::seat("Ben", "North")};
    const Book book = BookBuilder{usd}.add(deals).add(seats).build();
    CHECK(
        rows(rollup(book).metrics(revenue).by(team, rep).with_subtotals().run()) ==
        Lines{
            "North/Asha: 2.00 USD", "North/Ben: 0.00 USD", "North: 2.00 USD",
            "(unassigned)/Zoe: 1.00 USD", "(unassigned)/(unassigned): 4.00 USD",
            "(unassigned): 5.00 USD", ": 7.00 USD"});
    CHECK(rows(rollup(book).metrics(revenue).by(company).run()) == Lines{"company: 7.00 USD"});
}

TEST_CASE("an unknown dimension is refused, with those there are") {
    const Book book = BookBuilder{usd}.add(std::vector{sold("1", "A", "c", 1_usd)}).build();
    const auto ask = [&] { (void)rollup(book).metrics(revenue).by("colour").run(); };
    CHECK(code_of(ask) == ErrorCode::unknown_dimension);
    CHECK_THAT(message_of(ask), Catch::Matchers::Contains("colour"));
    CHECK_THAT(message_of(ask), Catch::Matchers::Contains("product"));
    const auto no_text = [&] { (void)rollup(book).metrics(revenue).by("amount").run(); };
    CHECK(code_of(no_text) == ErrorCode::unknown_dimension);
}

TEST_CASE("a team that changes its region takes its own targets along, day by day") {
    Target goal;
    goal.metric = "revenue";
    goal.team = "North";
    goal.from = day("2025-01-01");
    goal.until = day("2025-02-01");
    goal.amount = 310_usd;
    const std::vector<Assignment> seats{
        {"Asha", "North", "EMEA", {}, day("2025-01-11"), {}},
        {"Asha", "North", "APAC", day("2025-01-11"), {}, {}}};
    const Book book = BookBuilder{usd}.add(std::vector{goal}).add(seats).build();
    const auto target = target_of(revenue);
    const Table table =
        rollup(book).metrics(target).by(region).during(day("2025-01-01"), day("2025-02-01")).run();
    CHECK(make::text(table.at({"EMEA"})[target]) == "100.00 USD");
    CHECK(make::text(table.at({"APAC"})[target]) == "210.00 USD");
}

TEST_CASE("the company's target is not that of those in no region") {
    Target goal;
    goal.metric = "revenue";
    goal.from = day("2025-01-01");
    goal.until = day("2025-02-01");
    goal.amount = 100_usd;
    Target zoes = goal;
    zoes.rep = "Zoe";
    zoes.amount = 10_usd;
    const std::vector deals{sold("1", "Asha", "c", 50_usd), sold("2", "Zoe", "c", 5_usd)};
    const std::vector seats{make::seat("Asha", "North")};
    const Book book = BookBuilder{usd}.add(deals).add(seats).add(std::vector{goal, zoes}).build();
    const auto reached = attainment(revenue);
    const Table table = rollup(book)
                            .metrics(reached)
                            .by(region, rep)
                            .with_subtotals()
                            .during(day("2025-01-01"), day("2025-02-01"))
                            .run();
    CHECK(make::text(table.at({})[reached]) == "55.00 %");
    CHECK(make::text(table.at({"EMEA"})[reached]) == "no_target");
    CHECK(make::text(table.at({"(unassigned)"})[reached]) == "50.00 %");
    CHECK(make::text(table.at({"(unassigned)", "Zoe"})[reached]) == "50.00 %");
}

TEST_CASE("groups are numbered as they appear") {
    detail::GroupIndex index;
    CHECK(index.number(70) == 0);
    CHECK(index.number(0) == 1);
    CHECK(index.number(70) == 0);
    CHECK(index.number(0) == 1);
    CHECK(index.size() == 2);
    CHECK(index.keys()[1] == 0);
}
