// SPDX-License-Identifier: MIT
// What stands of several records of one key, of tables without ids.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <algorithm>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

template <class... Made>
std::vector<Deal> deals_of(const Made&... made) {
    auto made_deals = make::deals(made...);
    std::vector<Deal> deals{made_deals.begin(), made_deals.end()};
    for (std::size_t i = 0; i < deals.size(); ++i)
        deals[i].id = fmt::format("D{}", i);
    return deals;
}

constexpr Money sixty = 60_usd;

/// A book in which Ann has sold for 60 in January.
template <class Records>
Book book_of(const std::vector<Records>& records, const Provenance& provenance = {}) {
    return BookBuilder{usd}
        .add(deals_of(make::deal_of("Ann").won(sixty)))
        .add(records, provenance)
        .build();
}

template <class M>
std::string january_of(const Book& book, const M& metric) {
    const Table table = rollup(book).metrics(metric).during(january).run();
    return make::text(table[0][metric]);
}

/// "table kind field: value", each of a rejected record, in order.
std::string rejections(const Book& book) {
    std::string text;
    for (const Finding& f : book.report().findings)
        if (f.rejected)
            text += fmt::format("{} {} {}: {}; ", f.table, name(f.kind), f.field, f.value);
    return text;
}

template <class Records>
std::vector<Records> reversed(std::vector<Records> records) {
    std::reverse(records.begin(), records.end());
    return records;
}

std::string both_ways(const std::vector<Target>& targets) {
    const std::string one = january_of(book_of(targets), revenue_attainment);
    CHECK(january_of(book_of(reversed(targets)), revenue_attainment) == one);
    return one;
}

}  // namespace

TEST_CASE("case 7: the same target twice counts once", "[case]") {
    const std::vector twice{make::quota("Ann", 100_usd), make::quota("Ann", 100_usd)};
    CHECK(both_ways(twice) == "60.00 %");
    const Book book = book_of(twice);
    CHECK(january_of(book, target_of(revenue)) == "100.00 USD");
    CHECK(rejections(book) == "targets duplicate metric: revenue, Ann, 2025-01-01, 2025-02-01; ");
}

TEST_CASE("case 7: a revised target counts, where it is said which one that is", "[case]") {
    const std::vector<std::int64_t> versions{1, 2};
    const std::vector<Instant> known{Instant{day("2025-01-01")}, Instant{day("2025-01-02")}};
    const std::vector targets{make::quota("Ann", 100_usd), make::quota("Ann", 120_usd)};
    for (const Provenance& provenance :
         {Provenance{"", {}, {}, versions}, Provenance{"", {}, known}}) {
        CHECK(january_of(book_of(targets, provenance), revenue_attainment) == "50.00 %");
        CHECK(january_of(book_of(reversed(targets), provenance), revenue_attainment) == "60.00 %");
        CHECK(book_of(targets, provenance).report().findings.empty());
    }
}

TEST_CASE("case 7: two targets for the same are none, and reported", "[case]") {
    const std::vector targets{make::quota("Ann", 100_usd), make::quota("Ann", 120_usd)};
    CHECK(both_ways(targets) == "missing_values");
    const Book book = book_of(targets);
    CHECK(january_of(book, target_of(revenue)) == "missing_values");
    CHECK(rejections(book) == "targets conflict amount: 120.00 USD; ");
    REQUIRE(book.report().findings.size() == 2);
    CHECK(
        book.report().findings[0].reason ==
        "is 120.00 USD in record 2, and neither is later: of what they say differently (amount) "
        "nothing counts");
    // Of others nothing is lost, and a total is of those who have one.
    const std::vector with_ben{targets[0], targets[1], make::quota("Ben", 40_usd)};
    const Book of_both =
        BookBuilder{usd}
            .add(deals_of(make::deal_of("Ann").won(60_usd), make::deal_of("Ben").won(10_usd)))
            .add(with_ben)
            .build();
    CHECK(january_of(of_both, revenue_attainment) == "25.00 %");
}

TEST_CASE("a target names its member in one of two ways, and is the same") {
    Target by_level = make::quota("", 100_usd);
    by_level.level = "rep";
    by_level.member = "Ann";
    CHECK(both_ways({make::quota("Ann", 100_usd), by_level}) == "60.00 %");
    CHECK(both_ways({make::quota("Ann", 120_usd), by_level}) == "missing_values");
}

TEST_CASE("two rates of one pair and day are none until the next") {
    const auto rate = [](const char* from, int percent) {
        return ExchangeRate{"EUR", "USD", day(from), Decimal::ratio(percent, 100)};
    };
    const auto euros = [](const char* on) { return make::deal_of("A").won(Money{10000, eur}, on); };
    const std::vector rates{
        rate("2025-01-01", 110), rate("2025-02-01", 120), rate("2025-02-01", 130),
        rate("2025-03-01", 140)};
    for (const auto& all : {rates, reversed(rates)}) {
        const Book book =
            BookBuilder{usd}
                .add(all)
                .add(deals_of(euros("2025-01-15"), euros("2025-02-15"), euros("2025-03-15")))
                .build();
        const Table table = rollup(book).metrics(revenue).run();
        CHECK(make::text(table[0][revenue]) == "250.00 USD");
        CHECK(book.report().rejected() == 2);
        CHECK(book.report().findings[0].kind == FindingKind::no_rate);
        CHECK(book.report().findings[1].kind == FindingKind::conflict);
        CHECK(book.report().findings[2].kind == FindingKind::conflict);
    }
    // The same twice is one.
    const Book twice = BookBuilder{usd}
                           .add(std::vector{rates[0], rates[0]})
                           .add(deals_of(euros("2025-01-15")))
                           .build();
    CHECK(rejections(twice) == "exchange_rates duplicate base: EUR, USD, 2025-01-01; ");
    CHECK(twice.records("deals") == 1);
}

TEST_CASE("assignments of one rep and day") {
    const auto team_of = [](const std::vector<Assignment>& seats) {
        const Table table = rollup(book_of(seats)).metrics(revenue).by(by::team).run();
        std::string text;
        for (std::size_t row = 0; row < table.size(); ++row)
            if (make::text(table[row][revenue]) == "60.00 USD")
                text += table[row].key().group.at(0);
        return text;
    };
    const auto seat = [](const char* team, std::optional<Date> until = {}) {
        return make::seat("Ann", team, day("2025-01-01"), until);
    };
    CHECK(team_of({seat("North"), seat("North")}) == "North");
    const std::vector two{seat("North"), seat("South")};
    CHECK(team_of(two) == "(unassigned)");
    CHECK(team_of(reversed(two)) == "(unassigned)");
    // Where they end differently they agree on the days until the first end.
    const std::vector ends{seat("North"), seat("North", day("2025-01-20"))};
    CHECK(team_of(ends) == "(unassigned)");
    const std::vector later{seat("North"), seat("North", day("2025-01-21"))};
    CHECK(team_of(later) == "North");
    CHECK(team_of(reversed(later)) == "North");
    CHECK(rejections(book_of(later)) == "assignments conflict until: 2025-01-21; ");
}

TEST_CASE("memberships of one member and day") {
    const auto belongs = [](const char* parent) {
        return Membership{"line", "Ann", parent, {}, {}, ""};
    };
    const auto manager_of = [&](const std::vector<Membership>& all) {
        const Book book = BookBuilder{usd}
                              .hierarchy({"line", {"manager", "rep"}})
                              .add(deals_of(make::deal_of("Ann").won(60_usd)))
                              .add(all)
                              .build();
        const Table table =
            rollup(book).metrics(revenue).by(std::vector<std::string>{"manager"}).run();
        return table[0].key().group.at(0) + ", " + rejections(book);
    };
    CHECK(
        manager_of({belongs("Mia"), belongs("Mia")}) ==
        "Mia, memberships duplicate hierarchy: line, Ann; ");
    const std::vector two{belongs("Mia"), belongs("Ben")};
    CHECK(
        manager_of(two) ==
        "(unassigned), memberships conflict parent: Mia; memberships conflict parent: Ben; ");
}

TEST_CASE("references of one key") {
    const auto market = [](Money size) {
        Reference r;
        r.name = "market_size";
        r.amount = size;
        return r;
    };
    const Book twice = book_of(std::vector{market(600_usd), market(600_usd)});
    CHECK(twice.records("references") == 1);
    const Book two = book_of(std::vector{market(600_usd), market(900_usd)});
    CHECK(two.records("references") == 1);
    CHECK(rejections(two) == "references conflict amount: 900.00 USD; ");
}

TEST_CASE("case 3: stage changes of one day, in any order of lines", "[case]") {
    const auto outcome = [](std::vector<StageChange> changes) {
        std::string text;
        for (int i = 0; i < 2; ++i) {
            std::vector<Deal> deals = deals_of(make::deal_of("A").lost(100_usd, "2025-01-20"));
            deals[0].created = day("2025-01-01");
            const Book book =
                BookBuilder{usd}.as_of(day("2025-01-31")).add(deals).add(changes).build();
            const Table table = rollup(book).metrics(deals_lost, deals_won).run();
            text += fmt::format(
                "{} lost, {} won, {}; ", make::text(table[0][deals_lost]),
                make::text(table[0][deals_won]), book.report().rejected());
            std::reverse(changes.begin(), changes.end());
        }
        return text;
    };
    const StageChange proposal = make::moved("D0", "2025-01-20", "Proposal");
    const StageChange is_lost = make::change("D0", "2025-01-20", Stage::lost);
    CHECK(outcome({proposal, is_lost}) == "1 lost, 0 won, 0; 1 lost, 0 won, 0; ");
    // The same twice is one; two that decide otherwise are none, and the record says what it is.
    CHECK(outcome({is_lost, is_lost}) == "1 lost, 0 won, 1; 1 lost, 0 won, 1; ");
    const StageChange is_won = make::change("D0", "2025-01-20", Stage::won);
    CHECK(outcome({is_won, is_lost}) == "1 lost, 0 won, 2; 1 lost, 0 won, 2; ");
    // With an order there is one for each place.
    StageChange first = is_lost;
    first.order = 1;
    StageChange other = proposal;
    other.order = 1;
    CHECK(outcome({first, other}) == "1 lost, 0 won, 2; 1 lost, 0 won, 2; ");
}

TEST_CASE("what two equal records say happened twice, where nothing tells them apart") {
    Spend fee;
    fee.date = day("2025-01-05");
    fee.amount = 5_usd;
    const Touch touch{"D1", day("2025-01-05"), "fair"};
    Survey answer;
    UsageEvent login;
    const Book book = BookBuilder{usd}
                          .add(std::vector{fee, fee})
                          .add(std::vector{touch, touch})
                          .add(std::vector{answer, answer})
                          .add(std::vector{login, login})
                          .build();
    for (const char* table : {"spend", "touches", "surveys", "usage_events"})
        CHECK(book.records(table) == 2);
    CHECK(book.report().findings.empty());
}

TEST_CASE("a book that grows has the key of a record already") {
    const Book before = book_of(std::vector{make::quota("Ann", 100_usd)});
    const auto grown = [&](const std::vector<Target>& targets) {
        return BookBuilder{before}.add(targets).build();
    };
    for (const Money amount : {100_usd, 120_usd}) {
        const Book book = grown({make::quota("Ann", amount)});
        CHECK(january_of(book, revenue_attainment) == "60.00 %");
        CHECK(
            rejections(book) == "targets duplicate metric: revenue, Ann, 2025-01-01, 2025-02-01; ");
    }
    const std::vector equal{make::quota("Ann", 100_usd), make::quota("Ann", 100_usd)};
    CHECK(
        grown({equal[0]}).report().findings == BookBuilder{usd}
                                                   .add(std::vector{equal[0]})
                                                   .add(std::vector{equal[1]})
                                                   .build()
                                                   .report()
                                                   .findings);
    const std::vector<std::uint8_t> yes{1};
    CHECK(code_of([&] {
              (void)BookBuilder{before}
                  .add(std::vector{make::quota("Ann", 1_usd)}, {"", {}, {}, {}, yes})
                  .build();
          }) == ErrorCode::incompatible);
}
