// SPDX-License-Identifier: MIT
// Stocks by the rate of the day at which they are taken.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/rates.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/kpi.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::euros_by_month;
using make::rate;
using make::text;

namespace {

constexpr auto all_created = metric("all_created", count<Deal>().by(deal::created));

Deal open_since(const char* created) {
    Deal deal;
    deal.id = "1";
    deal.rep = "Ann";
    deal.created = day(created);
    deal.amount = Money{10'000, eur};
    return deal;
}

Deal sold(const char* created, const char* closed) {
    Deal deal = open_since(created);
    deal.stage = Stage::won;
    deal.closed = day(closed);
    return deal;
}

BookBuilder by_period_end() {
    BookBuilder builder{usd};
    builder.converted_by(ConversionDay::period_end);
    return builder;
}

/// "101.00 USD 102.00 USD" at the ends of January, February, ...
template <class Metric>
std::string monthly(const Book& book, const Metric& metric, int months = 4) {
    std::string all;
    const Table table =
        rollup(book)
            .metrics(metric)
            .every(Grain::month)
            .during(day("2025-01-01"), day(fmt::format("2025-{:02}-01", months + 1).c_str()))
            .run();
    for (const RowView row : table)
        all += (all.empty() ? "" : " ") + text(row[metric]);
    return all;
}

}  // namespace

TEST_CASE("period_end: what is open is worth what the rate of each period's last day makes of it") {
    const Book book =
        by_period_end().add(euros_by_month()).add(sold("2025-01-05", "2025-04-30")).build();
    CHECK(monthly(book, pipeline_value) == "101.00 USD 102.00 USD 103.00 USD 0.00 USD");
    CHECK(monthly(book, revenue) == "0.00 USD 0.00 USD 0.00 USD 104.00 USD");
    CHECK(monthly(book, open_deals) == "1 1 1 0");
    CHECK(monthly(book, all_created) == "1 0 0 0");
    CHECK(book.report().findings.empty());
    CHECK(book.records("deals") == 1);
    // A day within a month, too.
    const Table mid =
        rollup(book).metrics(pipeline_value).during(day("2025-02-01"), day("2025-02-11")).run();
    CHECK(text(mid[0][pipeline_value]) == "102.00 USD");
}

TEST_CASE("period_end: nothing changes for money of the book's own currency, and for plans") {
    Deal dollars = open_since("2025-01-05");
    dollars.amount = 70_usd;
    const Book book = by_period_end().add(euros_by_month()).add(dollars).build();
    CHECK(monthly(book, pipeline_value) == "70.00 USD 70.00 USD 70.00 USD 70.00 USD");
    CHECK(detail::data_of(book).tables.size() == 2);  // no row stands beside the deal's
}

TEST_CASE("period_end: a rate over another currency changes with each of the two") {
    Deal pounds = open_since("2025-01-05");
    pounds.amount = Money{10'000, Currency::parse("GBP")};
    const std::vector rates{
        rate("EUR", "USD", "2025-01-01", 110), rate("EUR", "GBP", "2025-01-01", 80),
        rate("EUR", "GBP", "2025-02-10", 100), rate("EUR", "USD", "2025-03-10", 120)};
    const Book book = by_period_end().add(rates).add(pounds).build();
    CHECK(monthly(book, pipeline_value) == "137.50 USD 110.00 USD 120.00 USD 120.00 USD");
}

TEST_CASE("period_end: what changed meanwhile is converted as it was then") {
    const std::vector<FieldChange> changes{
        {.table = "deals",
         .id = "1",
         .field = "amount",
         .date = day("2025-02-10"),
         .value = "100 EUR",
         .before = "50 EUR"},
        {.table = "deals",
         .id = "1",
         .field = "rep",
         .date = day("2025-03-15"),
         .value = "Ann",
         .before = "Ben"}};
    const Book book = by_period_end()
                          .add(euros_by_month())
                          .add(changes)
                          .add(sold("2025-01-05", "2025-04-30"))
                          .build();
    CHECK(monthly(book, pipeline_value) == "50.50 USD 102.00 USD 103.00 USD 0.00 USD");
    CHECK(monthly(book, open_deals) == "1 1 1 0");
    const Table by_rep = rollup(book)
                             .metrics(pipeline_value)
                             .by(by::rep)
                             .every(Grain::month)
                             .during(day("2025-02-01"), day("2025-04-01"))
                             .run();
    CHECK(text(by_rep.at({"Ben"}, Month{2025, 2})[pipeline_value]) == "102.00 USD");
    CHECK(text(by_rep.at({"Ann"}, Month{2025, 3})[pipeline_value]) == "103.00 USD");
    CHECK(text(by_rep.at({"Ben"}, Month{2025, 3})[pipeline_value]) == "0.00 USD");
}

TEST_CASE("period_end: a change before a record's first date does not lend it that day's rate") {
    const std::vector<FieldChange> changes{
        {.table = "deals",
         .id = "1",
         .field = "rep",
         .date = day("2025-01-10"),
         .value = "Ann",
         .before = "Ben"}};
    const Book book =
        by_period_end().add(euros_by_month()).add(changes).add(open_since("2025-02-05")).build();
    CHECK(monthly(book, pipeline_value) == "0.00 USD 102.00 USD 103.00 USD 104.00 USD");
}

TEST_CASE("period_end: a running subscription is worth another sum each month") {
    Subscription s =
        make::paying("C", Money{10'000, eur}, Interval::month, "2025-01-10", "2025-04-20");
    s.id = "S";
    CHECK(
        monthly(by_period_end().add(euros_by_month()).add(s).build(), mrr) ==
        "101.00 USD 102.00 USD 103.00 USD 0.00 USD");
}

TEST_CASE("period_end: as of a day no later rate counts") {
    const Book book = by_period_end()
                          .add(euros_by_month())
                          .add(sold("2025-01-05", "2025-04-30"))
                          .as_of(day("2025-02-20"))
                          .build();
    CHECK(monthly(book, pipeline_value) == "101.00 USD 102.00 USD 102.00 USD 102.00 USD");
}

TEST_CASE("period_end: before there is a rate the stock lacks the amount") {
    std::vector<ExchangeRate> rates = euros_by_month();
    rates.erase(rates.begin());
    const Book book = by_period_end().add(rates).add(sold("2025-01-05", "2025-03-20")).build();
    const Table table = rollup(book)
                            .metrics(pipeline_value, open_deals)
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2025-03-01"))
                            .run();
    CHECK(text(table[0][open_deals]) == "1");
    CHECK(text(table[0][pipeline_value]) != "101.00 USD");
    CHECK(text(table[1][pipeline_value]) == "102.00 USD");
    CHECK_FALSE(book.report().findings.empty());
}

TEST_CASE("period_end: a book that grows takes no new rates; one of a ledger does") {
    const Book book = by_period_end().add(euros_by_month(2)).add(open_since("2025-01-05")).build();
    Deal other = open_since("2025-02-05");
    other.id = "2";
    CHECK(
        monthly(BookBuilder{book}.add(other).build(), pipeline_value, 2) ==
        "101.00 USD 204.00 USD");
    CHECK(code_of([&] {
              (void)BookBuilder{book}.add(euros_by_month(3)).build();
          }) == ErrorCode::incompatible);

    Ledger ledger;
    ledger.append(Batch{day("2025-02-28")}.add(euros_by_month(2)).add(open_since("2025-01-05")));
    Book said = by_period_end().add(ledger).build();
    CHECK(monthly(said, pipeline_value, 3) == "101.00 USD 102.00 USD 102.00 USD");
    said = said.append(Batch{day("2025-03-02")}.add(rate("EUR", "USD", "2025-03-01", 103)));
    CHECK(monthly(said, pipeline_value, 3) == "101.00 USD 102.00 USD 103.00 USD");
    said = said.append(Batch{day("2025-03-03")}.add(sold("2025-01-05", "2025-03-02")));
    CHECK(monthly(said, pipeline_value, 3) == "101.00 USD 102.00 USD 0.00 USD");
    CHECK(monthly(said, revenue, 3) == "0.00 USD 0.00 USD 103.00 USD");
}
