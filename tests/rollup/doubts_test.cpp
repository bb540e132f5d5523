// SPDX-License-Identifier: MIT
// Values tell how many records they lack that would count, or may.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/csv/read.hpp>
#include <saleskpi/csv/table.hpp>
#include <saleskpi/format/markdown.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/partial.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using Catch::Matchers::Contains;
using make::day;
using make::deal_of;

namespace {

make::DealMaker without_day(const make::DealMaker& deal) {
    return deal.with(&Deal::closed, std::optional<Date>{});
}

/// One win with a day and two losses without.
std::vector<Deal> biased() {
    return make::deals(
        deal_of("Ann").won(100_usd), make::times(2, without_day(deal_of("Ben").lost())));
}

/// "undated/unread" of a value.
std::string lacking(const CellValue& cell) {
    CHECK(cell.marks.has(Mark::incomplete) == (cell.marks.undated() + cell.marks.unread() > 0));
    return fmt::format("{}/{}", cell.marks.undated(), cell.marks.unread());
}

template <class M>
std::string lacking(const Book& book, const M& metric) {
    return lacking(rollup(book).metrics(metric).run()[0].cell(metric));
}

Table by_month(const Book& book) {
    return rollup(book)
        .metrics(win_rate, deals_won)
        .every(Grain::month)
        .during(day("2025-01-01"), day("2025-04-01"))
        .run();
}

}  // namespace

TEST_CASE("one win with a day and two losses without: 100 % only with a mark and the number") {
    const Book book = make::book(biased());
    const Table table = rollup(book).metrics(win_rate, deals_won, revenue).run();
    const CellValue rate = table[0].cell(win_rate);
    CHECK(make::text(rate.outcome) == "100.00 %");
    CHECK(lacking(rate) == "2/0");
    CHECK(lacking(table[0].cell(deals_won)) == "0/0");
    CHECK(lacking(table[0].cell(revenue)) == "0/0");

    CHECK_THAT(fmt::format("{}", table), Contains("100.00 %!2"));
    CHECK_THAT(fmt::format("{}", table), Contains("up to 2 undated"));
    CHECK_THAT(fmt::format("{}", to_markdown(table)), Contains("100.00 %!2"));
    CHECK_THAT(
        fmt::format("{}", to_csv(table, {.notes = true})), Contains("win_rate: incomplete(2/0)"));
    const nlohmann::json cell = nlohmann::json(table)["rows"][0]["values"]["win_rate"];
    CHECK(cell["marks"] == nlohmann::json{"incomplete"});
    CHECK(cell["lacking"] == nlohmann::json{{"undated", 2}, {"unread", 0}});
    const Explanation explanation =
        rollup(book).metrics(win_rate).explain(win_rate, {}, table[0].key().period);
    CHECK_THAT(to_text(explanation), Contains("100.00 % (2 more, undated)"));
    CHECK_THAT(to_text(explanation), Contains("1 record: 1-1; 2 more, undated"));
    CHECK(nlohmann::json(explanation)["lacking"] == nlohmann::json{{"undated", 2}, {"unread", 0}});
}

TEST_CASE("an undated record may be of any period, and is of the groups that it names") {
    const Book book = make::book(biased());
    const Table months = by_month(book);
    REQUIRE(months.size() == 3);
    for (const auto row : months)
        CHECK(lacking(row.cell(win_rate)) == "2/0");
    // No value is there, and the mark is.
    CHECK(months[2][win_rate].reason() == Reason::no_records);

    const Table reps = rollup(book).metrics(win_rate).by(by::rep).with_subtotals().run();
    CHECK(lacking(reps.at({"Ann"}).cell(win_rate)) == "0/0");
    CHECK(lacking(reps.at({"Ben"}).cell(win_rate)) == "2/0");
    CHECK(lacking(reps.at(std::vector<std::string>{}).cell(win_rate)) == "2/0");
}

TEST_CASE("who moved may have lost it in either team") {
    const std::vector seats{
        make::seat("Ben", "North", {}, day("2025-02-01")),
        make::seat("Ben", "South", day("2025-02-01")), make::seat("Ann", "West")};
    const Table teams = rollup(make::book(biased(), seats))
                            .metrics(win_rate)
                            .by(by::team)
                            .during(day("2025-01-01"), day("2025-04-01"))
                            .run();
    CHECK(lacking(teams.at({"North"}).cell(win_rate)) == "2/0");
    CHECK(lacking(teams.at({"South"}).cell(win_rate)) == "2/0");
    CHECK(lacking(teams.at({"West"}).cell(win_rate)) == "0/0");
}

TEST_CASE("until when an undated deal was open nobody knows") {
    const auto undated = without_day(deal_of("Ben").lost(5_usd)).created_on("2025-02-10");
    const Book book = make::book(make::deals(deal_of("Ann").worth(7_usd), undated));
    const Table months = rollup(book)
                             .metrics(open_deals)
                             .every(Grain::month)
                             .during(day("2025-01-01"), day("2025-04-01"))
                             .run();
    CHECK(lacking(months[0].cell(open_deals)) == "0/0");
    CHECK(lacking(months[1].cell(open_deals)) == "1/0");
    CHECK(make::text(months[2][open_deals]) == "1");
    CHECK(lacking(months[2].cell(open_deals)) == "1/0");
}

TEST_CASE("a record without the day on which it began is undated for what goes by that") {
    std::vector<Lead> leads(3);
    leads[0].created = day("2025-01-05");
    leads[2].converted = day("2025-01-20");
    constexpr auto created = metric("created_leads", count<Lead>().by(lead::created));
    constexpr auto converted = metric("converted_leads", count<Lead>().by(lead::converted));
    const Book book = make::book(leads);
    CHECK(lacking(book, created) == "2/0");
    // Who did not convert lacks no day.
    CHECK(lacking(book, converted) == "0/0");
}

TEST_CASE("a rejected record marks what it would count in, and nothing else") {
    auto deals = make::deals(deal_of("Ann").won(100_usd), deal_of("Ben").lost());
    deals[0].id = "1";  // the other has none
    const Book book = BookBuilder{usd}.add(deals).build();
    CHECK(lacking(book, deals_lost) == "0/1");
    CHECK(lacking(book, win_rate) == "0/1");
    CHECK(lacking(book, deals_won) == "0/0");
    // Its day was read.
    const Table months = by_month(book);
    CHECK(lacking(months[0].cell(win_rate)) == "0/1");
    CHECK(lacking(months[1].cell(win_rate)) == "0/0");
    // Copies of one record are none that is lacking.
    const Book twice = BookBuilder{usd}.add(std::vector{deals[0], deals[0]}).build();
    CHECK(lacking(twice, deals_won) == "0/0");
}

TEST_CASE("a line of a file that is no record may be one of any") {
    const auto read = parse_csv<Deal>(
        "id,stage,closed,amount\n1,won,2025-01-10,100\n2,wonn,2025-01-11,50\n", {.currency = usd});
    BookBuilder builder{usd};
    builder.add(read);
    const Book book = builder.build();
    CHECK(lacking(book, deals_won) == "0/1");
    CHECK(lacking(book, win_rate) == "0/1");
    CHECK(lacking(book, calls) == "0/0");
}

TEST_CASE("a date of a file that could not be read marks what goes by it") {
    const auto read = parse_csv<Lead>(
        "id,created,converted\n1,2025-01-05,2025-01-09\n2,2025-01-05,31.02.2025\n", {});
    BookBuilder builder{usd};
    builder.add(read);
    const Book book = builder.build();
    CHECK(book.records("leads") == 2);
    constexpr auto converted = metric("converted_leads", count<Lead>().by(lead::converted));
    constexpr auto created = metric("created_leads", count<Lead>().by(lead::created));
    CHECK(lacking(book, converted) == "1/0");
    CHECK(lacking(book, created) == "0/0");
}

TEST_CASE("a field that decides whether a record counts could not be read") {
    auto foreign = deal_of("Ben").won(Money{500'000'00, gbp});
    const Book book = make::book(make::deals(deal_of("Ann").won(200'000_usd), foreign));
    constexpr auto big = metric(
        "big_deals", count<Deal>().where(won && deal::amount >= 100'000_usd).by(deal::closed));
    CHECK(lacking(book, big) == "0/1");
    CHECK(lacking(book, deals_won) == "0/0");
}

TEST_CASE("marks pass through formulas, and through what asks for other periods") {
    const Book book = make::book(biased());
    constexpr auto growth = change(win_rate, previous);
    const Table table = rollup(book)
                            .metrics(growth)
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2025-03-01"))
                            .run();
    for (const auto row : table)
        CHECK(row.cell(growth).marks.undated() == 2);
    constexpr auto velocity = metric("twice", win_rate + win_rate);
    CHECK(lacking(book, velocity) == "2/0");
}

TEST_CASE("a restricted report lacks only what may be inside") {
    const Book book = make::book(biased());
    const auto restricted = [&](const Scope& scope) {
        return rollup(book).metrics(win_rate).where(scope).run()[0].cell(win_rate);
    };
    CHECK(lacking(restricted(Scope::parse("rep = \"Ann\""))) == "0/0");
    CHECK(lacking(restricted(Scope::parse("rep = \"Ben\""))) == "2/0");
}

TEST_CASE("what may count is told where nothing else counts") {
    auto deals = biased();
    deals[1].customer = "Beta";
    const Book book = make::book(deals);
    const auto of = [&](const char* scope, Grain grain) {
        return lacking(rollup(book)
                           .metrics(deals_lost)
                           .where(Scope::parse(scope))
                           .every(grain)
                           .during("2025-01-01"_date, "2025-04-01"_date)
                           .run()[0]
                           .cell(deals_lost));
    };
    CHECK(of("customer = \"Beta\"", Grain::window) == "1/0");
    CHECK(of("customer = \"Beta\"", Grain::month) == "1/0");
    CHECK(of("deal = \"1-2\"", Grain::window) == "1/0");
    CHECK(of("deal = \"1-1\"", Grain::window) == "0/0");
}

TEST_CASE("parts are merged with what they lack") {
    const std::vector<Deal> deals = make::identified(biased(), 1);
    const auto part = [&](std::size_t first, std::size_t last) {
        const Book book = BookBuilder{usd}
                              .add(std::vector(
                                  deals.begin() + static_cast<std::ptrdiff_t>(first),
                                  deals.begin() + static_cast<std::ptrdiff_t>(last)))
                              .build();
        return rollup(book)
            .metrics(win_rate)
            .by(by::rep)
            .with_subtotals()
            .during(day("2025-01-01"), day("2025-02-01"))
            .partial();
    };
    Partial merged = part(0, 2);
    merged.merge(part(2, 3));
    const Table table = merged.table();
    CHECK(lacking(table.at({"Ann"}).cell(win_rate)) == "0/0");
    CHECK(lacking(table.at({"Ben"}).cell(win_rate)) == "2/0");
    CHECK(lacking(table.at(std::vector<std::string>{}).cell(win_rate)) == "2/0");
}

TEST_CASE("a book that grows lacks what its parts lack") {
    const std::vector<Deal> deals = make::identified(biased(), 1);
    Book book = BookBuilder{usd}.build();
    for (const Deal& deal : deals)
        book = BookBuilder{book}.add(deal).build();
    CHECK(lacking(book, win_rate) == "2/0");
}

TEST_CASE("what is said rightly later lacks no more") {
    const std::vector<Deal> deals = make::identified(biased(), 1);
    Batch monday{day("2025-03-03")};
    monday.add(deals);
    Ledger ledger;
    ledger.append(monday);
    const Book book = BookBuilder{usd}.add(ledger).build();
    CHECK(lacking(book, win_rate) == "2/0");
    Deal right = deals[1];
    right.closed = day("2025-01-25");
    Batch tuesday{day("2025-03-04")};
    tuesday.add(right);
    const Book after = book.append(tuesday);
    CHECK(lacking(after, win_rate) == "1/0");
    CHECK(make::text(rollup(after).metrics(win_rate).run()[0][win_rate]) == "50.00 %");
    CHECK(lacking(after.as_known_at(day("2025-03-03")), win_rate) == "2/0");
}

TEST_CASE("a book without faults lacks nothing") {
    const Book book = make::book(make::deals(
        deal_of("Ann").won(100_usd), deal_of("Ben").lost(),
        deal_of("Ben").created_on("2025-01-01")));
    CHECK(lacking(book, win_rate) == "0/0");
    CHECK(lacking(book, open_deals) == "0/0");
}
