// SPDX-License-Identifier: MIT
// Groups in the order of a metric, and the first of them; the numbers of trap "totals of a top-n table".
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>

using namespace make;

namespace {

/// Four reps of two regions, with won deals in two months.
Book four_reps() {
    const auto seat = [](const char* name, const char* in) {
        Assignment one;
        one.rep = name;
        one.team = in;
        one.region = in;
        return one;
    };
    const std::vector<Assignment> seats{
        seat("Ann", "EMEA"), seat("Ben", "EMEA"), seat("Cas", "APAC"), seat("Dee", "APAC")};
    const auto won = [](const char* who, const char* closed, std::int64_t units) {
        Deal deal;
        deal.id = fmt::format("{} {}", who, closed);
        deal.rep = who;
        deal.stage = Stage::won;
        deal.created = day("2025-01-01");
        deal.closed = day(closed);
        deal.amount = Money{units * 100, usd};
        return deal;
    };
    const std::vector<Deal> deals{
        won("Ann", "2025-01-05", 10), won("Ben", "2025-01-05", 30), won("Ben", "2025-02-05", 5),
        won("Cas", "2025-02-05", 100), won("Dee", "2025-01-05", 1)};
    return BookBuilder{usd}.add(seats).add(deals).build();
}

std::vector<std::string> names(const Table& table) {
    std::vector<std::string> all;
    for (const auto row : table)
        all.push_back(fmt::format("{}", fmt::join(row.key().group, "/")));
    return all;
}

Rollup query(const Book& book) {
    return rollup(book)
        .metrics(revenue, deals_won, win_rate)
        .during(days("2025-01-01", "2025-03-01"));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("groups are sorted by a metric over all days of the report") {
    const Book book = four_reps();
    CHECK(names(query(book).by(rep).sorted_by(revenue).run()) == Names{"Cas", "Ben", "Ann", "Dee"});
    CHECK(
        names(query(book).by(rep).sorted_by("revenue", SortOrder::ascending).run()) ==
        Names{"Dee", "Ann", "Ben", "Cas"});
    // Of equal ones by name: Ben has two deals, the others one each.
    CHECK(
        names(query(book).by(rep).sorted_by(deals_won).run()) == Names{"Ben", "Ann", "Cas", "Dee"});
    // Periods stay together and in order.
    const Table monthly = query(book).by(rep).every(Grain::month).sorted_by(revenue).run();
    CHECK(names(monthly) == Names{"Cas", "Cas", "Ben", "Ben", "Ann", "Ann", "Dee", "Dee"});
    CHECK(monthly[2].key().label == "2025-01");
}

TEST_CASE("groups are sorted within the groups around them, and these too") {
    const Book book = four_reps();
    CHECK(
        names(query(book).by(region, rep).sorted_by(revenue).run()) ==
        Names{"APAC/Cas", "APAC/Dee", "EMEA/Ben", "EMEA/Ann"});
    CHECK(
        names(query(book)
                  .by(region, rep)
                  .with_subtotals()
                  .sorted_by(revenue, SortOrder::ascending)
                  .run()) ==
        Names{"EMEA/Ann", "EMEA/Ben", "EMEA", "APAC/Dee", "APAC/Cas", "APAC", ""});
}

TEST_CASE("the total of the first groups is that of all") {
    const Book book = four_reps();
    const Table table = query(book).by(rep).with_subtotals().sorted_by(revenue).top(2).run();
    CHECK(names(table) == Names{"Cas", "Ben", ""});
    CHECK(table.at({})[revenue] == Outcome<Amount>{Amount{Money{146'00, usd}}});
    CHECK(table.sorting() == Sorting{"revenue", SortOrder::descending, 2, 2, 2});
    CHECK(!table.find({"Ann"}));
    CHECK(message_of([&] {
              (void)table.at({"Ann"});
          }) == "the table has no row for (Ann), which is not among the first by 'revenue'");
    // In each region.
    const Table each = query(book).by(region, rep).with_subtotals().sorted_by(revenue).top(1).run();
    CHECK(names(each) == Names{"APAC/Cas", "APAC", "EMEA/Ben", "EMEA", ""});
    CHECK(each.sorting()->left_out == 2);
    // More than there are.
    CHECK(query(book).by(rep).sorted_by(revenue).top(9).run().sorting()->left_out == 0);
}

TEST_CASE("groups without a value come last") {
    Book book = four_reps();
    Deal not_sold;
    not_sold.id = "lost";
    not_sold.rep = "Eve";
    not_sold.stage = Stage::lost;
    not_sold.created = day("2025-01-01");
    not_sold.closed = day("2025-01-07");
    book = BookBuilder{book}.add(std::vector{not_sold}).build();
    // Nobody has a decided deal lost but Eve: her win rate is 0 %, and she has no deal size.
    for (const SortOrder order : {SortOrder::descending, SortOrder::ascending}) {
        const Table table = query(book)
                                .metrics(average_deal_size)
                                .by(rep)
                                .sorted_by(average_deal_size, order)
                                .run();
        CHECK(names(table).back() == "Eve");
    }
    CHECK(
        names(query(book).by(rep).sorted_by(win_rate, SortOrder::ascending).run()).front() ==
        "Eve");
}

TEST_CASE("a report is sorted by what it shows") {
    const Book book = four_reps();
    CHECK(
        message_of([&] { (void)query(book).by(rep).sorted_by("revenu").run(); }) ==
        "the groups are to be sorted by 'revenu', which is none of the metrics asked for; did you "
        "mean revenue?");
    // What somebody else may have written is cut off behind 80 characters.
    const std::string begin(80, 'x');
    const auto refused = [&](const std::string& id) {
        return message_of([&] { (void)query(book).by(rep).sorted_by(id).run(); });
    };
    const std::string before = "the groups are to be sorted by '" + begin;
    CHECK(refused(begin) == before + "', which is none of the metrics asked for");
    CHECK(refused(begin + "y") == before + "…', which is none of the metrics asked for");
    CHECK(code_of([&] { (void)query(book).by(rep).top(3).run(); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] {
              (void)query(book).by(rep).sorted_by(revenue).top(0).run();
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("parts of one order merge, and others do not") {
    const Book book = four_reps();
    const auto part = [&](SortOrder order) {
        return query(book).by(rep).sorted_by(revenue, order).top(1).partial();
    };
    Partial all = part(SortOrder::descending);
    CHECK(names(all.table()) == Names{"Cas"});
    CHECK(code_of([&] { all.merge(part(SortOrder::ascending)); }) == ErrorCode::incompatible);
}
