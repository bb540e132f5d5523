// SPDX-License-Identifier: MIT
// A book as it was known on a day.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/targets.hpp>

#include <algorithm>
#include <set>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

const Window quarter = make::days("2025-01-01", "2025-04-01");

Deal won_in_february() {
    Deal d;
    d.id = "D";
    d.stage = Stage::won;
    d.created = day("2025-01-02");
    d.closed = day("2025-02-05");
    d.amount = 120_usd;
    return d;
}

constexpr auto created_deals = metric("created_deals", count<Deal>().by(deal::created));
constexpr auto won_ever = metric("won_ever", count<Deal>().where(won).by(deal::created));

template <class M>
std::string value(const Book& book, const M& metric) {
    return make::text(rollup(book).metrics(metric).during(quarter).run()[0][metric]);
}

}  // namespace

TEST_CASE("what closed later is open on the day") {
    BookBuilder builder{usd};
    builder.add(std::vector{won_in_february()}).as_of(day("2025-01-31"));
    const Book book = builder.build();
    CHECK(book.as_of() == day("2025-01-31"));
    CHECK(value(book, deals_won) == "0");
    CHECK(value(book, won_ever) == "0");
    CHECK(value(book, open_deals) == "1");
}

TEST_CASE("changes of stage that came later have not happened yet") {
    // In an order that is not that of time: the last one before the day counts, or none.
    const std::vector changes{
        make::change("D", "2025-02-05", Stage::won, 120_usd),
        make::change("D", "2025-01-20", Stage::open, 90_usd)};
    const auto as_of = [&](const char* on) {
        BookBuilder builder{usd};
        return builder.add(std::vector{won_in_february()}).add(changes).as_of(day(on)).build();
    };
    CHECK(value(as_of("2025-01-10"), won_ever) == "0");
    CHECK(value(as_of("2025-01-10"), open_deals) == "1");
    CHECK(value(as_of("2025-01-25"), won_ever) == "0");
    CHECK(value(as_of("2025-01-25"), pipeline_value) == "90.00 USD");
    CHECK(value(as_of("2025-02-05"), won_ever) == "1");
    CHECK(value(as_of("2025-02-05"), revenue) == "120.00 USD");
}

TEST_CASE("of several changes on one day the greatest order counts, and never that of lines") {
    const auto pipeline_of = [](std::vector<StageChange> changes) {
        std::set<std::string> all;
        std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
            return a.amount->minor() < b.amount->minor();
        });
        do {
            BookBuilder builder{usd};
            builder.add(std::vector{won_in_february()}).add(changes).as_of(day("2025-01-31"));
            const Book book = builder.build();
            all.insert(value(book, pipeline_value) + ", open " + value(book, open_deals));
        } while (std::next_permutation(
            changes.begin(), changes.end(),
            [](const auto& a, const auto& b) { return a.amount->minor() < b.amount->minor(); }));
        REQUIRE(all.size() == 1);
        return *all.begin();
    };
    const auto low = make::change("D", "2025-01-20", Stage::open, 70_usd);
    const auto high = make::change("D", "2025-01-20", Stage::open, 90_usd);
    const auto lost_that_day = make::change("D", "2025-01-20", Stage::lost, 50_usd);
    const auto before = make::change("D", "2025-01-19", Stage::open, 10_usd);
    const auto numbered = [](StageChange change, int order) {
        change.order = order;
        return change;
    };
    CHECK(pipeline_of({numbered(low, 1), numbered(high, 2)}) == "90.00 USD, open 1");
    CHECK(pipeline_of({numbered(low, 2), numbered(high, 1)}) == "70.00 USD, open 1");
    CHECK(
        pipeline_of({numbered(low, 3), numbered(high, 2), numbered(lost_that_day, 1)}) ==
        "70.00 USD, open 1");
    // Without an order, what is decided comes after what is open.
    CHECK(pipeline_of({low, lost_that_day}) == "0.00 USD, open 0");
    // Nobody says which amount it was, and one of a day before is not the last.
    CHECK(pipeline_of({low, high, before}) == "missing_values, open 1");
}

TEST_CASE("the amount of the last change counts in its own currency") {
    Deal in_euros = won_in_february();
    in_euros.id = "E";
    in_euros.amount = Money{100'00, eur};
    const std::vector deals{won_in_february(), in_euros};
    const std::vector rates{ExchangeRate{"EUR", "USD", {}, Decimal::ratio(2, 1)}};
    const auto pipeline_of = [&](const std::vector<StageChange>& changes) {
        BookBuilder builder{usd};
        builder.add(deals).add(changes).add(rates).as_of(day("2025-01-31"));
        return value(builder.build(), pipeline_value);
    };
    const auto dollars = [](const char* deal) {
        return make::change(deal, "2025-01-20", Stage::open, 7_usd);
    };
    const auto euros = [](const char* deal) {
        return make::change(deal, "2025-01-20", Stage::open, Money{3'00, eur});
    };
    StageChange no_amount = dollars("E");
    no_amount.amount.reset();
    CHECK(pipeline_of({}) == "320.00 USD");                         // 120 USD and 100 EUR
    CHECK(pipeline_of({dollars("E")}) == "127.00 USD");             // 120 USD and 7 USD
    CHECK(pipeline_of({euros("D")}) == "206.00 USD");               // 3 EUR and 100 EUR
    CHECK(pipeline_of({dollars("E"), euros("D")}) == "13.00 USD");  // 3 EUR and 7 USD
    CHECK(pipeline_of({euros("E")}) == "126.00 USD");               // 120 USD and 3 EUR
    CHECK(pipeline_of({no_amount}) == "320.00 USD");
}

TEST_CASE("what began later is not there, and is neither kept nor rejected") {
    Lead early;
    early.id = "1";
    early.created = day("2025-01-10");
    early.converted = day("2025-02-10");
    Lead late = early;
    late.id = "2";
    late.created = day("2025-01-20");
    BookBuilder builder{usd};
    const Book book = builder.add(std::vector{early, late}).as_of(day("2025-01-15")).build();
    CHECK(value(book, leads_created) == "1");
    CHECK(value(book, leads_converted) == "0");
    REQUIRE(book.report().tables.size() == 1);
    const TableCount& count = book.report().tables[0];
    CHECK(count.read == 2);
    CHECK(count.kept == 1);
    CHECK(count.rejected == 0);
}

TEST_CASE("of a record that does not say when it began, its first date does") {
    Deal opened;
    opened.id = "1";
    opened.opened = day("2025-02-10");
    Deal only_closed;
    only_closed.id = "2";
    only_closed.stage = Stage::won;
    only_closed.closed = day("2025-03-10");
    Deal dateless;
    dateless.id = "3";
    Deal expected = dateless;
    expected.id = "4";
    expected.expected_close = day("2025-05-10");
    const auto open_as_of = [&](const char* on) {
        BookBuilder builder{usd};
        builder.add(std::vector{opened, only_closed, dateless, expected}).as_of(day(on));
        const Book book = builder.build();
        return std::to_string(book.records("deals")) + ", open " + value(book, open_deals);
    };
    CHECK(open_as_of("2025-01-31") == "2, open 2");
    CHECK(open_as_of("2025-02-10") == "3, open 3");
    CHECK(open_as_of("2025-03-10") == "4, open 3");
}

TEST_CASE("plans look ahead on any day") {
    const std::vector targets{make::quota("A", 900_usd, quarter)};
    BookBuilder builder{usd};
    const Book book = builder.add(targets).as_of(day("2025-01-15")).build();
    CHECK(value(book, revenue_target) == "900.00 USD");
}

TEST_CASE("names that only records say which do not count are no members") {
    const auto named = [](const char* id, const char* product, const char* created) {
        Deal d = won_in_february();
        d.id = id;
        d.product = product;
        d.created = day(created);
        return d;
    };
    const Deal rejected = named("", "Undecided", "2025-01-01");  // without an id
    const std::vector deals{
        named("1", "Basic", "2025-01-02"), named("2", "Next", "2025-02-03"), rejected,
        named("3", "Basic", "2025-02-03")};
    const auto products = [](const Book& book) {
        std::string all;
        for (const auto row : rollup(book).metrics(created_deals).by("product").run())
            all += row.key().group[0] + " " + make::text(row[created_deals]) + "; ";
        return all;
    };
    const Book january = BookBuilder{usd}.as_of(day("2025-01-31")).add(deals).build();
    CHECK(products(january) == "Basic 1; ");
    // However the book came to be.
    Book grown = BookBuilder{usd}.as_of(day("2025-01-31")).build();
    for (const Deal& deal : deals)
        grown = BookBuilder{grown}.add(deal).build();
    CHECK(products(grown) == "Basic 1; ");
    // A record that counts makes it one, in its own table or in another.
    Ticket ticket;
    ticket.id = "T";
    ticket.product = "Next";
    ticket.opened = day("2025-01-05");
    CHECK(
        products(BookBuilder{january}.add(named("5", "Next", "2025-01-03")).build()) ==
        "Basic 1; Next 1; ");
    CHECK(products(BookBuilder{january}.add(ticket).build()) == "Basic 1; Next 0; ");
    const Book all = BookBuilder{usd}.add(deals).build();
    CHECK(products(all) == "Basic 2; Next 1; ");
}

TEST_CASE("what is not known yet is not rejected for want of an exchange rate") {
    Deal known = won_in_february();
    known.amount = Money{100'00, eur};
    Deal unknown = known;
    unknown.id = "E", unknown.created = day("2025-05-01"), unknown.closed = day("2025-05-05");
    Deal undated = unknown;
    undated.id = "F", undated.created.reset();
    const std::vector rates{ExchangeRate{"EUR", "USD", day("2025-01-01"), Decimal::ratio(11, 10)}};
    const Book book = BookBuilder{usd}
                          .add(std::vector{known, unknown, undated})
                          .add(rates)
                          .as_of(day("2025-02-15"))
                          .build();
    CHECK(book.report().findings.empty());
    CHECK(
        book.report().tables ==
        std::vector<TableCount>{{"deals", 3, 1, 0, 2}, {"exchange_rates", 1, 1}});
    CHECK(value(book, revenue) == "110.00 USD");
}

TEST_CASE("what is later is later, and not wrong") {
    const auto created = [](const char* id, const char* on) {
        Deal d = won_in_february();
        d.id = id, d.created = day(on), d.closed = day("2025-06-01");
        return d;
    };
    Deal without_rate = created("1", "2025-05-01");
    without_rate.amount = Money{100, gbp};
    Deal undecided = created("2", "2025-05-01");
    undecided.closed.reset();
    Deal too_shared = created("3", "2025-05-01");
    too_shared.credits = {{"A", Decimal::ratio(3, 4)}, {"B", Decimal::ratio(3, 4)}};
    Deal backwards = created("4", "2025-05-01");
    backwards.opened = day("2025-07-01");
    Deal not_decided = created("5", "2025-05-01");
    not_decided.stage = Stage::open;
    Deal nowhere = created("6", "2025-05-01");
    nowhere.amount = Money{100, Currency{}};
    StageChange change = make::change("7", "2025-05-01", Stage::open, Money{100, gbp});
    const std::vector deals{without_rate, undecided, too_shared, backwards, not_decided, nowhere};
    const Book then = BookBuilder{usd}.add(deals).add(change).as_of(day("2025-04-30")).build();
    CHECK(then.report().findings.empty());
    CHECK(
        then.report().tables ==
        std::vector<TableCount>{{"deals", 6, 0, 0, 6}, {"stage_changes", 1, 0, 0, 1}});
    // They are wrong as soon as they are there: of days that have not come nothing is yet.
    const Book later = BookBuilder{usd}.add(deals).as_of(day("2025-05-31")).build();
    CHECK(later.report().findings.size() == 4);
    CHECK(BookBuilder{usd}.add(deals).build().report().findings.size() == 6);
}

TEST_CASE("a day that has not come runs no way, backwards or not") {
    Deal deal = won_in_february();
    deal.opened = day("2025-02-20");
    const auto findings = [&](const char* on) {
        return BookBuilder{usd}.add(deal).as_of(day(on)).build().report().findings.size();
    };
    CHECK(findings("2025-02-04") == 0);
    CHECK(findings("2025-02-19") == 0);  // closed, and not known to have been opened after that
    CHECK(findings("2025-02-20") == 1);
}

TEST_CASE("a fault of a record that is not there yet takes its id from nobody") {
    Deal early = won_in_february();
    Quote quote = make::quote_of("D", "2025-01-05");
    quote.id = "Q";
    Quote late = make::quote_of("D", "2025-05-05");
    late.id = "R", late.amount = Money{100, gbp};
    const Book book =
        BookBuilder{usd}.add(early).add(std::vector{quote, late}).as_of(day("2025-03-31")).build();
    CHECK(book.report().findings.empty());
    CHECK(book.records("quotes") == 1);
}
