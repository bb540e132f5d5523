// SPDX-License-Identifier: MIT
// By the rate of which day a book converts, rates over other currencies, and rates that contradict each other.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/rates.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::rate;
using make::text;

namespace {

/// 1.01 in January 2025, 1.02 in February, and so on; before that 1.00.
std::vector<ExchangeRate> by_month() {
    std::vector<ExchangeRate> rates = make::euros_by_month();
    rates.insert(rates.begin(), rate("EUR", "USD", "", 100));
    return rates;
}

struct Renewal {
    std::optional<Date> signed_on{};
    std::optional<Date> paid_on{};
    std::optional<Money> fee{};
};
struct Turned : Renewal {};

constexpr Money hundred_euros{10'000, eur};

/// A deal of 100 EUR with dates of 2025: "created 03-09, closed 04-01".
struct Dated : Deal {
    Dated() {
        id = "1";
        amount = hundred_euros;
    }
    Dated on(std::optional<Date> Deal::*date, const char* when) const {
        Dated d = *this;
        d.*date = day(when);
        if (date == &Deal::closed) d.stage = Stage::won;
        return d;
    }
};

template <class Record>
BookBuilder with(const Record& record) {
    BookBuilder builder{usd};
    builder.add(std::vector<Record>{record}).add(by_month());
    return builder;
}

constexpr auto open_deals = pipeline_value;

/// In cents, of the first record.
std::int64_t in_book(const Book& book, std::string_view table, std::string_view field) {
    std::int64_t minor = 0;
    detail::data_of(book).find(table)->plain.find(field)->data.read(0, 1, &minor);
    return minor;
}

std::string open_worth(BookBuilder builder) {
    return text(rollup(builder.build()).metrics(open_deals).run().at({})[open_deals]);
}

std::string worth(BookBuilder builder) {
    return text(rollup(builder.build()).metrics(revenue).run().at({})[revenue]);
}

std::vector<Finding> notes_of(const Book& book) { return book.report().findings; }

}  // namespace

template <>
struct saleskpi::Schema<Renewal> {
    static constexpr std::string_view table = "renewals";
    static constexpr auto fields = std::tuple{
        field("signed_on", &Renewal::signed_on), field("paid_on", &Renewal::paid_on),
        field("fee", &Renewal::fee)};
};
template <>
struct saleskpi::Schema<Turned> {
    static constexpr std::string_view table = "renewals";
    static constexpr auto fields = std::tuple{
        field("fee", &Turned::fee), field("paid_on", &Turned::paid_on),
        field("signed_on", &Turned::signed_on)};
};

TEST_CASE(
    "an open deal goes by the latest of its dates that has happened, in any order of fields") {
    CHECK(open_worth(with(Deal{Dated{}.on(&Deal::created, "2025-01-05")})) == "101.00 USD");
    CHECK(
        open_worth(
            with(Deal{Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::opened, "2025-03-01")})) ==
        "103.00 USD");
    CHECK(
        open_worth(with(Deal{
            Dated{}.on(&Deal::created, "2025-02-05").on(&Deal::first_contact, "2025-01-01")})) ==
        "102.00 USD");
    // Not by the day on which it is to be won, nor by that of its lead.
    CHECK(
        open_worth(with(Deal{
            Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::expected_close, "2025-12-01")})) ==
        "101.00 USD");
    CHECK(
        open_worth(with(Deal{
            Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::lead_created, "2025-12-01")})) ==
        "101.00 USD");
}

TEST_CASE("a deal that is decided goes by its closing") {
    CHECK(
        worth(
            with(Deal{Dated{}.on(&Deal::closed, "2025-02-05").on(&Deal::opened, "2025-03-01")})) ==
        "102.00 USD");
}

TEST_CASE("an open deal whose closing lies ahead goes by what has happened") {
    Dated open = Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::closed, "2025-12-30");
    open.stage = Stage::open;
    CHECK(open_worth(with(Deal{open})) == "101.00 USD");
    // As of a day it was open, and is converted so.
    const Dated sold = Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::closed, "2025-04-30");
    CHECK(open_worth(with(Deal{sold}).as_of(day("2025-03-31"))) == "101.00 USD");
    CHECK(worth(with(Deal{sold}).as_of(day("2025-04-30"))) == "104.00 USD");
}

TEST_CASE("what is only expected is no day of a rate") {
    const Book book = with(Deal{Dated{}.on(&Deal::expected_close, "2025-12-01")}).build();
    REQUIRE(notes_of(book).size() == 1);
    CHECK(notes_of(book)[0].kind == FindingKind::no_rate);
    CHECK(notes_of(book)[0].reason == "has no exchange rate to USD, having no date");
}

TEST_CASE("as_of: what is open goes by the day of the book, what is decided by its own") {
    const Deal open = Dated{}.on(&Deal::created, "2025-01-05");
    const Deal sold = Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::closed, "2025-04-30");
    const auto as_of = [](const Deal& deal, const char* on) {
        return with(deal).as_of(day(on)).converted_by(ConversionDay::as_of);
    };
    CHECK(open_worth(as_of(open, "2025-06-15")) == "106.00 USD");
    CHECK(open_worth(as_of(sold, "2025-03-31")) == "103.00 USD");
    CHECK(worth(as_of(sold, "2025-06-15")) == "104.00 USD");
    CHECK(
        open_worth(as_of(Dated{}.on(&Deal::expected_close, "2025-12-01"), "2025-02-01")) ==
        "102.00 USD");
    CHECK(code_of([&] {
              (void)with(open).converted_by(ConversionDay::as_of).build();
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("one day for all: amounts of all years at the same rate") {
    const Deal sold = Dated{}.on(&Deal::created, "2025-01-05").on(&Deal::closed, "2025-04-30");
    CHECK(worth(with(sold).converted_by(day("2025-09-09"))) == "109.00 USD");
    CHECK(open_worth(with(Deal{Dated{}}).converted_by(day("2025-09-09"))) == "109.00 USD");
    CHECK(code_of([&] {
              (void)with(sold).converted_by(date::year{0} / 1 / 1);
          }) == ErrorCode::invalid_date);
}

TEST_CASE("a book that grows converts as it did") {
    const Deal sold = Dated{}.on(&Deal::closed, "2025-04-30");
    const Book book = with(sold).converted_by(day("2025-09-09")).build();
    Deal other = sold;
    other.id = "2";
    CHECK(worth(BookBuilder{book}.add(std::vector{other})) == "218.00 USD");
    CHECK(code_of([&] {
              BookBuilder{book}.converted_by(ConversionDay::own);
          }) == ErrorCode::incompatible);
    BookBuilder{book}.converted_by(day("2025-09-09"));
}

TEST_CASE("a subscription goes by its first day, though it ends; as_of by the day while it runs") {
    Subscription s = make::paying("C", hundred_euros, Interval::month, "2025-02-01", "2025-07-01");
    s.id = "S";
    const auto on = [&](BookBuilder builder) {
        return text(rollup(builder.build())
                        .metrics(mrr)
                        .during(make::days("2025-06-01", "2025-06-02"))
                        .run()
                        .at({})[mrr]);
    };
    CHECK(on(with(s)) == "102.00 USD");
    CHECK(on(with(s).as_of(day("2025-06-15"))) == "102.00 USD");
    CHECK(on(with(s).as_of(day("2025-06-15")).converted_by(ConversionDay::as_of)) == "106.00 USD");
    CHECK(on(with(s).as_of(day("2025-08-15")).converted_by(ConversionDay::as_of)) == "102.00 USD");
}

TEST_CASE("money of the other tables goes by the day of what happened") {
    Quote q = make::quote_of("D", "2025-02-05");
    q.id = "Q";
    q.amount = hundred_euros;
    q.accepted = day("2025-05-01");
    constexpr auto quoted = metric("quoted", sum(quote::amount).by(quote::sent));
    CHECK(text(rollup(with(q).build()).metrics(quoted).run().at({})[quoted]) == "102.00 USD");

    const Spend spend = make::spent(hundred_euros, "2025-03-05");
    constexpr auto spent = metric("spent", sum(spend::amount).by(spend::date));
    CHECK(text(rollup(with(spend).build()).metrics(spent).run().at({})[spent]) == "103.00 USD");

    Touch touch = make::touch_of("D", "2025-04-05", "web");
    touch.amount = hundred_euros;
    touch.deal_closed = day("2025-08-01");
    constexpr auto touched = metric("touched", sum(touch::amount).by(touch::date));
    CHECK(text(rollup(with(touch).build()).metrics(touched).run().at({})[touched]) == "104.00 USD");

    const Target target =
        make::quota("Asha", hundred_euros, make::days("2025-05-01", "2025-06-01"));
    constexpr auto aim = target_of(revenue);
    CHECK(
        text(rollup(with(target).build())
                 .metrics(aim)
                 .during(make::days("2025-05-01", "2025-06-01"))
                 .run()
                 .at({})[aim]) == "105.00 USD");

    Reference reference;
    reference.name = "market_size";
    reference.from = day("2025-06-01");
    reference.until = day("2025-09-01");
    reference.amount = hundred_euros;
    CHECK(in_book(with(reference).build(), "references", "amount") == 10'600);

    const StageChange change = make::change("1", "2025-07-10", Stage::open, hundred_euros);
    CHECK(in_book(with(change).build(), "stage_changes", "amount") == 10'700);

    // The amount that a deal had on a day, in a book as of later.
    std::vector changes{make::change("1", "2025-02-10", Stage::open, hundred_euros)};
    CHECK(
        open_worth(with(Deal{Dated{}.on(&Deal::created, "2025-01-05")})
                       .add(changes)
                       .as_of(day("2025-03-31"))) == "101.00 USD");
}

TEST_CASE("records of one's own go by the latest of their dates, in any order of fields") {
    const auto fee = [](const auto& record) {
        return in_book(with(record).build(), "renewals", "fee");
    };
    CHECK(fee(Renewal{day("2025-02-01"), day("2025-04-01"), hundred_euros}) == 10'400);
    CHECK(fee(Turned{{day("2025-02-01"), day("2025-04-01"), hundred_euros}}) == 10'400);
    CHECK(fee(Turned{{day("2025-02-01"), {}, hundred_euros}}) == 10'200);
}

TEST_CASE("public case 26: an amount is converted over a common currency, and it is told") {
    Deal pounds = Dated{}.on(&Deal::closed, "2025-01-10");
    pounds.amount = Money{10'000, gbp};
    Deal euros = Dated{}.on(&Deal::closed, "2025-01-12");
    euros.id = "2";
    const Book book = BookBuilder{usd}
                          .add(std::vector{pounds, euros})
                          .add(std::vector{rate("EUR", "USD", "", 110), rate("EUR", "GBP", "", 80)})
                          .build();
    CHECK(text(rollup(book).metrics(revenue).run().at({})[revenue]) == "247.50 USD");
    REQUIRE(notes_of(book).size() == 1);
    const Finding note = notes_of(book)[0];
    CHECK(note.table == "exchange_rates");
    CHECK(note.kind == FindingKind::crossed);
    CHECK_FALSE(note.rejected);
    CHECK(note.value == "GBP to USD");
    CHECK(note.reason == "is crossed over EUR, from 2025-01-10 to 2025-01-10");
}

TEST_CASE("a book that grew tells of cross rates as one built at once") {
    const std::vector rates{rate("EUR", "USD", "", 110), rate("EUR", "GBP", "", 80)};
    std::vector<Deal> deals;
    for (const char* closed : {"2025-01-10", "2025-03-10", "2025-02-10"}) {
        Deal d = Dated{}.on(&Deal::closed, closed);
        d.id = closed;
        d.amount = Money{10'000, gbp};
        deals.push_back(d);
    }
    const Book at_once = BookBuilder{usd}.add(deals).add(rates).build();
    Book grown = BookBuilder{usd}.add(rates).build();
    for (const Deal& d : deals)
        grown = BookBuilder{grown}.add(std::vector{d}).build();
    REQUIRE(notes_of(at_once).size() == 1);
    CHECK(notes_of(at_once)[0].reason == "is crossed over EUR, from 2025-01-10 to 2025-03-10");
    CHECK(notes_of(grown) == notes_of(at_once));
}

TEST_CASE("rates must not change a cross rate by which a book has converted") {
    Deal pounds = Dated{}.on(&Deal::closed, "2025-01-10");
    pounds.amount = Money{10'000, gbp};
    const Book book = BookBuilder{usd}
                          .add(std::vector{pounds})
                          .add(std::vector{rate("EUR", "USD", "", 110), rate("EUR", "GBP", "", 80)})
                          .build();
    const auto grown = [&](const ExchangeRate& added) {
        return BookBuilder{book}.add(std::vector{added}).build();
    };
    CHECK(code_of([&] {
              (void)grown(rate("EUR", "GBP", "2025-01-05", 81));
          }) == ErrorCode::incompatible);
    CHECK(code_of([&] {
              (void)grown(rate("GBP", "USD", "2025-01-05", 130));
          }) == ErrorCode::incompatible);
    CHECK(grown(rate("EUR", "GBP", "2025-01-11", 81)).records("exchange_rates") == 3);
    CHECK(grown(rate("CHF", "USD", "2025-01-05", 110)).records("exchange_rates") == 3);
}

TEST_CASE("rates that contradict each other are reported, and the records count") {
    std::vector rates{
        rate("EUR", "USD", "2025-01-01", 110), rate("EUR", "GBP", "2025-01-01", 80),
        rate("GBP", "USD", "2025-01-05", 150), rate("USD", "EUR", "2025-01-07", 95)};
    const std::vector<std::size_t> lines{2, 3, 4, 5};
    const Book book = BookBuilder{usd}.add(rates, {"rates.csv", lines}).build();
    CHECK(book.records("exchange_rates") == 4);
    REQUIRE(notes_of(book).size() == 2);
    CHECK(notes_of(book)[0].line == 4);
    CHECK(notes_of(book)[0].value == "1.5");
    CHECK(notes_of(book)[0].kind == FindingKind::contradicts);
    CHECK(
        notes_of(book)[0].reason ==
        "is the rate of GBP to USD, which would be 1.375 by the rates over EUR");
    CHECK(notes_of(book)[1].line == 5);
    CHECK(
        notes_of(book)[1].reason ==
        "is the rate of USD to EUR, which would be 0.909091 by the rate of EUR to USD");
    CHECK_FALSE(notes_of(book)[0].rejected);
    // In any order, and in batches.
    Book grown = BookBuilder{usd}.build();
    for (std::size_t i = rates.size(); i-- > 0;)
        grown = BookBuilder{grown}
                    .add(std::vector{rates[i]}, {"rates.csv", std::span{lines}.subspan(i, 1)})
                    .build();
    CHECK(notes_of(grown) == notes_of(book));
}

TEST_CASE("the money of a deal without a rate and of its changes is missing, in either order") {
    const Deal foreign = Dated{}.on(&Deal::created, "2025-01-05");
    const auto change = make::change("1", "2025-02-01", Stage::open, Money{8'390, eur});
    const std::vector deals{foreign};
    const std::vector changes{change};
    const auto as_of = [] { return BookBuilder{usd}.as_of(day("2025-03-31")); };
    const Book at_once = as_of().add(deals).add(changes).build();
    // Of the deal as of the day, and of what it was before.
    REQUIRE(notes_of(at_once).size() == 3);
    CHECK(notes_of(at_once)[0].value == "83.90 EUR");
    for (const Finding& finding : notes_of(at_once))
        CHECK_FALSE(finding.rejected);
    CHECK(notes_of(at_once)[2].table == "stage_changes");
    CHECK(at_once.records("stage_changes") == 1);

    const Book deals_first = as_of().add(deals).build();
    const Book changes_first = as_of().add(changes).build();
    CHECK(code_of([&] {
              (void)BookBuilder{deals_first}.add(changes).build();
          }) == ErrorCode::incompatible);
    CHECK(code_of([&] {
              (void)BookBuilder{changes_first}.add(deals).build();
          }) == ErrorCode::incompatible);
}

TEST_CASE("a stage change whose amount has no rate counts without it") {
    StageChange change = make::moved("1", "2025-02-01", "Demo");
    change.amount = Money{8'390, eur};
    const Book book = BookBuilder{usd}.pipeline({"Demo"}).add(std::vector{change}).build();
    CHECK(book.records("stage_changes") == 1);
    CHECK(book.records("stage_visits") == 1);
    constexpr auto changed = metric("changed", sum(stage_change::amount).by(stage_change::date));
    CHECK(text(rollup(book).metrics(changed).run().at({})[changed]) == "missing_values");
}
