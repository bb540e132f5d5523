// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/rollup/partial.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::paying;
using make::text;

namespace {

constexpr RevenuePolicy churning{.pause = PausePolicy::churn};

Subscription named(const char* id, Subscription subscription) {
    subscription.id = id;
    return subscription;
}

Subscription paused(Subscription subscription) {
    subscription.paused = day("2025-02-10");
    subscription.resumed = day("2025-03-20");
    return subscription;
}

Book book_of(const std::vector<Subscription>& all, const RevenuePolicy& policy = {}) {
    return BookBuilder{usd}.revenue_policy(policy).add(all).build();
}

std::string on(const Book& book, std::string_view when, const auto& metric) {
    const Table table =
        rollup(book).metrics(metric).during({day(when), day(when) + date::days{1}}).run();
    return text(table.at({})[metric]);
}

}  // namespace

TEST_CASE("a policy has a text, and names of products stand for some") {
    CHECK(
        to_text(RevenuePolicy{}) ==
        "weeks 52_a_year, days 365_a_year, discount always, pause contraction, cancellation "
        "at_period_end, reactivation_within any");
    CHECK(
        to_text(revenue_policy("stripe")) ==
        "weeks 52_a_year, days 365_a_year, discount forever_only, pause contraction, cancellation "
        "at_once, reactivation_within any");
    CHECK(
        to_text({.weeks = WeekPolicy::of_4_a_month, .reactivation_within = 30}) ==
        "weeks 4_a_month, days 365_a_year, discount always, pause contraction, cancellation "
        "at_period_end, reactivation_within 30");
    CHECK(unusual_text(RevenuePolicy{}).empty());
    CHECK(unusual_text(revenue_policy("stripe")) == "discount forever_only, cancellation at_once");
    for (const std::string_view name : revenue_policy_names())
        CHECK(try_revenue_policy(name) == revenue_policy(name));
    CHECK_FALSE(try_revenue_policy("no such"));
    CHECK(code_of([] { revenue_policy("no such"); }) == ErrorCode::invalid_argument);
    CHECK(
        code_of([] { BookBuilder{usd}.revenue_policy("no such"); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] {
              BookBuilder{usd}.revenue_policy({.reactivation_within = -1});
          }) == ErrorCode::invalid_argument);
}

TEST_CASE("a query counts by a policy of its own") {
    // 100 a month of which a pause takes 39 days; 120 a year from the 10th of February on, of which notice is
    // given on the 1st of March.
    Subscription yearly = paying("b", 120_usd);
    yearly.interval = Interval::year;
    yearly.started = day("2025-02-10");
    yearly.cancelled = day("2025-03-01");
    const Book book = book_of({named("1", paused(paying("a", 100_usd))), named("2", yearly)});
    const auto asked = [&] {
        return rollup(book)
            .metrics(mrr, churned_mrr, reactivation_mrr, contraction_mrr)
            .during(day("2025-02-01"), day("2025-04-01"));
    };
    const auto cells = [](const Table& table) {
        const auto row = table.at({});
        return std::vector{
            text(row[mrr]), text(row[churned_mrr]), text(row[reactivation_mrr]),
            text(row[contraction_mrr])};
    };
    const RevenuePolicy at_once{
        .pause = PausePolicy::churn, .cancellation = CancellationPolicy::at_once};
    CHECK(
        cells(asked().run()) ==
        std::vector<std::string>{"110.00 USD", "0.00 USD", "0.00 USD", "100.00 USD"});
    const Table by_other = asked().policy(at_once).run();
    CHECK(
        cells(by_other) ==
        std::vector<std::string>{"100.00 USD", "110.00 USD", "100.00 USD", "0.00 USD"});
    CHECK(by_other.revenue_policy() == at_once);
    CHECK(book.revenue_policy() == RevenuePolicy{});
    CHECK(text(asked().policy("stripe").run().at({})[mrr]) == "100.00 USD");
    CHECK(code_of([&] { asked().policy("no such"); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] {
              asked().policy({.reactivation_within = -1});
          }) == ErrorCode::invalid_argument);

    // What is asked of another book is asked by the same policy.
    const Book grown = BookBuilder{book}.add(std::vector{named("3", paying("c", 7_usd))}).build();
    const Prepared prepared = asked().policy(at_once).prepare();
    CHECK(text(prepared.row({})[mrr]) == "100.00 USD");
    CHECK(text(prepared.over(grown).row({})[mrr]) == "107.00 USD");
    CHECK(prepared.over(grown).book().revenue_policy() == at_once);

    // Parts by unlike policies are told both.
    Partial part = asked().partial();
    const Book other = book_of({named("4", paying("d", 5_usd))});
    const Partial unlike = rollup(other)
                               .metrics(mrr, churned_mrr, reactivation_mrr, contraction_mrr)
                               .during(day("2025-02-01"), day("2025-04-01"))
                               .policy("stripe")
                               .partial();
    try {
        part.merge(unlike);
        FAIL("merged");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::incompatible);
        const std::string why = error.what();
        CHECK(why.find(to_text(RevenuePolicy{})) != std::string::npos);
        CHECK(why.find(to_text(revenue_policy("stripe"))) != std::string::npos);
    }
}

TEST_CASE("books under other policies are remembered within the budget of the index") {
    const Book book = book_of({named("1", paused(paying("a", 100_usd)))});
    const Book under = book.under("stripe");
    CHECK(book.under("chartmogul").index_bytes() == book.index_bytes());
    const std::size_t bytes = book.index_bytes();
    CHECK(bytes > 0);
    CHECK(book.under(revenue_policy("stripe")).revenue_policy() == under.revenue_policy());
    CHECK(book.index_bytes() == bytes);
    book.under(churning);
    CHECK(book.index_bytes() > bytes);
    book.drop_index();
    CHECK(book.index_bytes() == 0);
    const Book tight = BookBuilder{usd}
                           .index_budget(1)
                           .add(std::vector{named("1", paused(paying("a", 100_usd)))})
                           .build();
    CHECK(on(tight.under(churning), "2025-02-10", churned_mrr) == "100.00 USD");
    CHECK(tight.index_bytes() == 0);
    // Without subscriptions only the policy is another one.
    CHECK(book_of({}).under(churning).revenue_policy() == churning);
}

TEST_CASE("a book keeps its policy as it grows, and takes no other") {
    const Book book = book_of({named("1", paying("a", 100_usd))}, churning);
    CHECK(book.revenue_policy() == churning);
    const std::vector more{named("2", paused(paying("b", 50_usd)))};
    const Book grown = BookBuilder{book}.add(more).build();
    CHECK(grown.revenue_policy() == churning);
    CHECK(on(grown, "2025-02-10", churned_mrr) == "50.00 USD");
    CHECK(rollup(grown).metrics(mrr).run().revenue_policy() == churning);
    CHECK_FALSE(rollup(grown).metrics(customers).run().revenue_policy());
    CHECK_NOTHROW(BookBuilder{book}.revenue_policy(churning));
    CHECK(code_of([&] {
              BookBuilder{book}.revenue_policy(RevenuePolicy{});
          }) == ErrorCode::incompatible);
}

// It was seen once, on its last day: when its trial was to end says not that it had begun.
TEST_CASE("a date that is foreseen is no sign of life, however often a book grows") {
    Subscription seen =
        named("0", paying("a", 100_usd, Interval::month, "2025-01-01", "2025-06-01"));
    seen.started.reset();
    seen.trial_until = day("2025-02-01");
    Book book = book_of({seen});
    CHECK(on(book, "2025-03-01", mrr) == "0.00 USD");
    for (int i = 1; i <= 6; ++i) {
        const std::vector more{named(std::to_string(i).c_str(), paying("b", 10_usd))};
        book = BookBuilder{book}.add(more).build();
    }
    CHECK(on(book, "2025-03-01", mrr) == "60.00 USD");
}

TEST_CASE("parts that count recurring revenue by other policies are not merged") {
    const Book a = book_of({named("1", paying("a", 100_usd))}, churning);
    const Book b = book_of({named("2", paying("b", 50_usd))});
    const auto part = [](const Book& book, const auto& metric) {
        return rollup(book)
            .metrics(metric)
            .during(make::days("2025-01-01", "2025-06-01"))
            .partial();
    };
    CHECK(code_of([&] { part(a, mrr).merge(part(b, mrr)); }) == ErrorCode::incompatible);
    CHECK(code_of([&] { part(a, new_mrr).merge(part(b, new_mrr)); }) == ErrorCode::incompatible);
    // What asks nothing of subscriptions does not depend on it.
    CHECK_NOTHROW(part(a, customers).merge(part(b, customers)));
    const Book c = book_of({named("3", paying("c", 50_usd))}, churning);
    CHECK_NOTHROW(part(a, mrr).merge(part(c, mrr)));
}

TEST_CASE("as of a day before the pause nobody has paused") {
    const std::vector all{named("1", paused(paying("a", 100_usd)))};
    const auto as_of = [&](std::string_view when) {
        return BookBuilder{usd}.as_of(day(when)).add(all).build();
    };
    CHECK(on(as_of("2025-02-09"), "2025-02-20", mrr) == "100.00 USD");
    CHECK(on(as_of("2025-02-10"), "2025-02-20", mrr) == "0.00 USD");
    // When it is resumed is foreseen.
    CHECK(on(as_of("2025-02-10"), "2025-03-20", mrr) == "100.00 USD");
}

TEST_CASE("who has no name stays a customer while he has paused") {
    const Book book = book_of({named("1", paused(paying("", 100_usd)))});
    CHECK(on(book, "2025-02-10", contraction_mrr) == "100.00 USD");
    CHECK(on(book, "2025-02-10", churned_mrr) == "0.00 USD");
    CHECK(on(book, "2025-03-20", expansion_mrr) == "100.00 USD");
}

// 100 until February 14, then 200, and half of that from March 1 on; paused from February 10 to March 20.
TEST_CASE("what fields changed to counts with the terms") {
    std::vector all{named("1", paused(paying("a", 200_usd)))};
    all.front().discount_rate = Decimal::ratio(1, 2);
    const std::vector changes{
        FieldChange{"subscriptions", "1", "price", day("2025-02-15"), {}, "200", "100"},
        FieldChange{"subscriptions", "1", "discount_rate", day("2025-04-01"), {}, "0.5", ""}};
    const Book book = BookBuilder{usd}.add(all).add(changes).build();
    CHECK(on(book, "2025-02-09", mrr) == "100.00 USD");
    CHECK(on(book, "2025-02-10", mrr) == "0.00 USD");
    CHECK(on(book, "2025-02-15", mrr) == "0.00 USD");
    CHECK(on(book, "2025-03-19", mrr) == "0.00 USD");
    CHECK(on(book, "2025-03-20", mrr) == "200.00 USD");
    CHECK(on(book, "2025-03-31", mrr) == "200.00 USD");
    CHECK(on(book, "2025-04-01", mrr) == "100.00 USD");
    CHECK(on(book, "2025-02-10", contraction_mrr) == "100.00 USD");
    CHECK(on(book, "2025-03-20", expansion_mrr) == "200.00 USD");
    CHECK(on(book, "2025-04-01", contraction_mrr) == "100.00 USD");
    CHECK(book.records("mrr_movements") == 4);
}

// 100 EUR: 110 USD, and 120 from March 1 on; paused from February 10 to March 20.
TEST_CASE("stocks that are converted anew have paused as well") {
    const std::vector all{named("1", paused(paying("a", 100_eur)))};
    const std::vector rates{
        make::rate("EUR", "2025-01-01", "1.1"), make::rate("EUR", "2025-03-01", "1.2")};
    const Book book =
        BookBuilder{usd}.converted_by(ConversionDay::period_end).add(rates).add(all).build();
    CHECK(on(book, "2025-02-09", mrr) == "110.00 USD");
    CHECK(on(book, "2025-02-10", mrr) == "0.00 USD");
    CHECK(on(book, "2025-03-01", mrr) == "0.00 USD");
    CHECK(on(book, "2025-03-20", mrr) == "120.00 USD");
    CHECK(on(book, "2025-03-20", expansion_mrr) == "120.00 USD");
}

TEST_CASE("what is no number of seats is none in the days of any rate") {
    std::vector all{named("1", paused(paying("a", 100_eur)))};
    all.front().quantity = -3;
    const std::vector rates{
        make::rate("EUR", "2025-01-01", "1.1"), make::rate("EUR", "2025-03-01", "1.2")};
    const Book book =
        BookBuilder{usd}.converted_by(ConversionDay::period_end).add(rates).add(all).build();
    CHECK(on(book, "2025-02-01", mrr) == "missing_values");
}

TEST_CASE("a book of a ledger counts by its policy, and so do those that grow of it") {
    Ledger ledger;
    const Book book = BookBuilder{usd}.revenue_policy(churning).add(ledger).build();
    Batch batch{day("2025-04-01")};
    batch.add(std::vector{named("1", paused(paying("a", 100_usd)))});
    const Book grown = book.append(batch);
    CHECK(grown.revenue_policy() == churning);
    CHECK(on(grown, "2025-02-10", churned_mrr) == "100.00 USD");
}

TEST_CASE("a direct call of records with terms is that of a book") {
    std::vector all{paused(paying("a", 100_usd)), paying("b", 30_usd)};
    all[1].discount = 5_usd;
    CHECK(text(mrr.within(make::days("2025-02-01", "2025-03-01"), all)) == "25.00 USD");
    CHECK(text(mrr.within(make::days("2025-03-01", "2025-04-01"), all)) == "125.00 USD");
    CHECK(text(paying_customers.within(make::days("2025-02-01", "2025-03-01"), all)) == "1");
}
