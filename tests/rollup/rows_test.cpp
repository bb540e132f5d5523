// SPDX-License-Identifier: MIT
// Rows keep what they refer to, and say so when they are asked for what is not there.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Book book() {
    return make::book(make::deals(
        make::deal_of("Asha").won(100_usd), make::deal_of("Ben").won(30_usd),
        make::deal_of("Ben").lost(7_usd)));
}

Rollup query() {
    return rollup(book())
        .metrics(revenue, win_rate)
        .by(by::rep)
        .with_subtotals()
        .during(make::days("2025-01-01", "2025-02-01"));
}

}  // namespace

TEST_CASE("a row outlives its table, and a cell its row") {
    const RowView first = query().run()[0];
    CHECK(first[revenue] == Amount{100_usd});
    CHECK(first.key().group == std::vector<std::string>{"Asha"});

    const RowView ben = query().partial().table().at({"Ben"});
    CHECK(ben[win_rate] == percent(50));

    RowValues values = query().run()[1].values();
    CHECK(values[0].outcome == AnyQuantity{Amount{30_usd}});
    auto at = query().run()[1].values().begin();
    CHECK((*at).outcome == AnyQuantity{Amount{30_usd}});
    ++at;
    CHECK((*at).outcome == AnyQuantity{percent(50)});

    auto rows = query().run().begin();
    CHECK((*rows)[revenue] == Amount{100_usd});
}

TEST_CASE("what is not there is an error and not memory") {
    const Table table = query().run();
    REQUIRE(table.size() == 3);
    CHECK(code_of([&] { (void)table[3]; }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)table[static_cast<std::size_t>(-1)]; }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)*table.end(); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)*(table.begin() - 1); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)table[0].values()[2]; }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)*table[0].values().end(); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)table.at({"Cid"}); }) == ErrorCode::no_such_cell);
    CHECK(code_of([&] { (void)table.at({"Ben", "North"}); }) == ErrorCode::no_such_cell);

    const Table none = query().during(make::days("2025-01-01", "2025-01-01")).run();
    CHECK(none.empty());
    CHECK(none.begin() == none.end());
    CHECK(code_of([&] { (void)none[0][revenue]; }) == ErrorCode::no_such_cell);
    CHECK_FALSE(none.find({"Ben"}));
}

TEST_CASE("an error about a row says what there is instead") {
    const Book cut = make::book(
        make::deals(make::deal_of("Asha").won(100_usd), make::deal_of("Ben").lost(7_usd)),
        std::vector{make::seat("Asha", "North"), make::seat("Ben", "South")});
    const Rollup monthly = rollup(cut)
                               .metrics(revenue)
                               .by(by::team, by::rep)
                               .every(Grain::month)
                               .during("2025-01-01"_date, "2025-04-01"_date);
    const Table table = Rollup{monthly}.with_subtotals().run();
    const auto of = [&](const GroupNames& group, const Period& period) {
        return message_of([&] { table.at(group, period); });
    };
    const Period january = Calendar{}.period(Month{2025, 1});
    CHECK(of({"Nroth", "Asha"}, january) == "no team is called 'Nroth'; did you mean North?");
    CHECK(of({"North", "Zoe"}, january) == "no rep is called 'Zoe'");
    CHECK(of({"North", "Ben"}, january) == "the table has no row for (North, Ben)");
    CHECK(
        of({"North", "Asha", "web"}, january) ==
        "(North, Asha, web) has more names than the table has dimensions: it is by team, rep");
    CHECK(
        of({"North"}, Calendar{}.period(Quarter{2025, 1})) ==
        "the table has no 2025-Q1: its periods are of grain month, such as 2025-01");
    CHECK(
        of({"North"}, Calendar{}.period(Month{2025, 7})) ==
        "the table has no 2025-07: it goes from 2025-01 to 2025-03");
    CHECK(message_of([&] {
              table.at({});
          }) == "the table has 3 rows for the total, from 2025-01 to 2025-03: say of which period");
    CHECK(
        message_of([&] { Rollup{monthly}.run().at({"North"}, january); }) ==
        "the table has no subtotals, so no row for (North): it is by team, rep, and "
        "with_subtotals() adds them");
    CHECK(message_of([&] {
              (void)table[0]["revenu"];
          }) == "the table has no metric 'revenu'; did you mean revenue?");
    CHECK(message_of([&] {
              monthly.explain(revenue, {"North", "Bne"}, january);
          }) == "no rep is called 'Bne'; did you mean Ben?");
}

TEST_CASE("a table is a range of its rows") {
    static_assert(std::random_access_iterator<Table::Iterator>);
    static_assert(std::input_iterator<RowValues::Iterator>);
    const Table table = query().run();
    std::vector<std::string> names;
    for (const auto row : table) {
        const RowKey key = row.key();
        names.push_back(key.group.empty() ? "total" : key.group[0]);
    }
    CHECK(names == std::vector<std::string>{"Asha", "Ben", "total"});
    CHECK(table.end() - table.begin() == 3);
    CHECK(table.begin()[2][revenue] == Amount{130_usd});
    const auto best = std::max_element(
        table.begin(), table.end() - 1, [](auto a, auto b) { return *a[revenue] < *b[revenue]; });
    CHECK((*best).key().group[0] == "Asha");
    std::size_t cells = 0;
    for (const CellValue& cell : table[0].values())
        cells += cell.outcome.has_value();
    CHECK(cells == 2);
}

TEST_CASE("rows are found by names that are known at run time, and by keys") {
    const Table table = query().run();
    const std::string name = "Ben";
    const Month january{2025, 1};
    CHECK(table.at({name})[revenue] == Amount{30_usd});
    CHECK(table.at(std::vector<std::string>{name})[revenue] == Amount{30_usd});
    CHECK(table.at(std::array<std::string_view, 1>{name})[revenue] == Amount{30_usd});
    CHECK(table.at({})[revenue] == Amount{130_usd});
    CHECK_FALSE(table.find({"Cid"}).has_value());
    CHECK(table.find({name}).value()[revenue] == Amount{30_usd});

    const Table monthly = query().every(Grain::month).run();
    CHECK(monthly.at({name}, january)[revenue] == Amount{30_usd});
    CHECK(monthly.find({name}, Month{2025, 2}) == std::nullopt);
    const Period period = monthly.calendar().period(january);
    CHECK(monthly.at({name}, period)[revenue] == Amount{30_usd});
    CHECK(code_of([&] { (void)monthly.at({name}, Month{2025, 2}); }) == ErrorCode::no_such_cell);

    const Table other = query().metrics(deals_won).every(Grain::month).run();
    for (const auto row : monthly) {
        CHECK(other.at(row.key())[revenue] == row[revenue]);
        CHECK(other.find(row.key()).has_value());
    }
    CHECK(code_of([&] { (void)table.at(monthly[0].key()); }) == ErrorCode::no_such_cell);
}

TEST_CASE("keys compare and hash by group and days") {
    const Table table = query().every(Grain::month).run();
    std::unordered_map<RowKey, Outcome<Amount>> revenue_of;
    for (const auto row : table)
        revenue_of.emplace(row.key(), row[revenue]);
    CHECK(revenue_of.size() == table.size());
    CHECK(revenue_of.at(table[1].key()) == Amount{30_usd});
    RowKey key = table[1].key();
    key.label = "another word for it";
    CHECK(key == table[1].key());
    CHECK(std::hash<RowKey>{}(key) == std::hash<RowKey>{}(table[1].key()));
    CHECK_FALSE(key == table[0].key());
    key.period = table.calendar().period(Month{2025, 2});
    CHECK_FALSE(key == table[1].key());
}

TEST_CASE("an explanation takes what at() takes") {
    const Book deals = book();
    const Rollup reps = rollup(deals).by(by::rep);
    CHECK(
        reps.explain(revenue, {"Ben"}, Month{2025, 1}).value.outcome ==
        AnyQuantity{Amount{30_usd}});
    CHECK(
        reps.explain("revenue", {}, Quarter{2025, 1}).value.outcome ==
        AnyQuantity{Amount{130_usd}});
    const std::vector<std::string> ben{"Ben"};
    const Period month = deals.calendar().period(Month{2025, 1});
    CHECK(reps.explain(win_rate, ben, month).numbers == "1 / 2");
}
