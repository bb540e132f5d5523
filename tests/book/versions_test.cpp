// SPDX-License-Identifier: MIT
// Stocks see what was in force on their day; what happened is whose the policy says.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window to_april = make::days("2025-01-01", "2025-05-01");

FieldChange became(
    std::string_view deal,
    std::string_view field,
    std::string_view on,
    std::string_view value,
    std::string_view before = {}) {
    return {"deals", std::string{deal},  std::string{field}, day(on),
            {},      std::string{value}, std::string{before}};
}

make::DealMaker named(std::string_view id, std::string_view rep) {
    return deal_of(rep).with(&Deal::id, std::string{id}).created_on("2025-01-10");
}

template <class M>
std::string months(
    const Book& book, const M& metric, const Dimension& by, std::string_view member) {
    const Table table =
        rollup(book).metrics(metric).by(by).every(Grain::month).during(to_april).run();
    std::string all;
    for (int month = 1; month <= 4; ++month)
        all += text(table.at({member}, Month{2025, month})[metric]) + " ";
    return all;
}

/// A deal of Ben, which was Ann's until March, won in April; after that it was Cleo's.
BookBuilder handed_over() {
    BookBuilder builder{usd};
    builder.add(make::deals(named("D", "Cleo").won(100_usd, "2025-04-10")));
    builder.add(std::vector{
        became("D", "rep", "2025-03-05", "Ben", "Ann"),
        became("D", "rep", "2025-04-20", "Cleo", "Ben")});
    return builder;
}

std::string winner(const Book& book) {
    for (const auto row : rollup(book).metrics(deals_won).by(by::rep).run())
        if (text(row[deals_won]) == "1") return std::string{row.key().group[0]};
    return "nobody";
}

}  // namespace

TEST_CASE(
    "pitfall 75: a deal that was handed over is in the pipeline of whoever had it", "[pitfall]") {
    const Book book = handed_over().build();
    CHECK(
        months(book, pipeline_value, by::rep, "Ann") == "100.00 USD 100.00 USD 0.00 USD 0.00 USD ");
    CHECK(months(book, pipeline_value, by::rep, "Ben") == "0.00 USD 0.00 USD 100.00 USD 0.00 USD ");
    CHECK(months(book, revenue, by::rep, "Ben") == "0.00 USD 0.00 USD 0.00 USD 100.00 USD ");
    CHECK(winner(book) == "Ben");
    CHECK(winner(handed_over().owner(OwnerPolicy::at_creation).build()) == "Ann");
    CHECK(winner(handed_over().owner(OwnerPolicy::now).build()) == "Cleo");
    // It is one deal, whosoever it was.
    CHECK(book.records("deals") == 1);
    CHECK(
        text(rollup(book)
                 .metrics(open_deals)
                 .during(make::days("2025-03-01", "2025-04-01"))
                 .run()[0][open_deals]) == "1");
}

TEST_CASE("as of a day the days before it are seen the same way") {
    const Book book = handed_over().as_of(day("2025-03-31")).build();
    CHECK(
        months(book, pipeline_value, by::rep, "Ann") == "100.00 USD 100.00 USD 0.00 USD 0.00 USD ");
    CHECK(
        months(book, pipeline_value, by::rep, "Ben") == "0.00 USD 0.00 USD 100.00 USD 100.00 USD ");
    // Open, it is of the present owner, but for those who ask for the first.
    const auto creator = [](const Book& of) {
        for (const auto row : rollup(of).metrics(opportunities_created).by(by::rep).run())
            if (text(row[opportunities_created]) == "1") return std::string{row.key().group[0]};
        return std::string{};
    };
    const auto with = [](OwnerPolicy policy, const char* on) {
        BookBuilder builder{usd};
        builder.add(make::deals(named("D", "Ben").opened_on("2025-01-10")));
        builder.add(became("D", "rep", "2025-03-05", "Ben", "Ann"));
        return builder.owner(policy).as_of(day(on)).build();
    };
    CHECK(creator(with(OwnerPolicy::at_closing, "2025-03-31")) == "Ben");
    CHECK(creator(with(OwnerPolicy::at_closing, "2025-02-28")) == "Ann");
    CHECK(creator(with(OwnerPolicy::at_creation, "2025-03-31")) == "Ann");
}

TEST_CASE("a stage is that of the day, and so is the amount") {
    const std::vector changes{
        make::moved("D", "2025-01-10", "Demo"), make::moved("D", "2025-03-03", "Offer"),
        make::change("D", "2025-04-10", Stage::won)};
    std::vector with_amounts = changes;
    with_amounts[0].amount = 60_usd, with_amounts[1].amount = 90_usd;
    Deal deal = named("D", "Ann").won(100_usd, "2025-04-10");
    deal.pipeline_stage = "Offer";
    const auto book_of = [&](const std::vector<StageChange>& of) {
        return BookBuilder{usd}.add(deal).add(of).build();
    };
    const Dimension stage{"pipeline_stage"};
    CHECK(
        months(book_of(changes), pipeline_value, stage, "Demo") ==
        "100.00 USD 100.00 USD 0.00 USD 0.00 USD ");
    CHECK(
        months(book_of(changes), pipeline_value, stage, "Offer") ==
        "0.00 USD 0.00 USD 100.00 USD 0.00 USD ");
    CHECK(
        months(book_of(with_amounts), pipeline_value, stage, "Demo") ==
        "60.00 USD 60.00 USD 0.00 USD 0.00 USD ");
    CHECK(
        months(book_of(with_amounts), pipeline_value, stage, "Offer") ==
        "0.00 USD 0.00 USD 90.00 USD 0.00 USD ");
    CHECK(
        months(book_of(with_amounts), revenue, stage, "Offer") ==
        "0.00 USD 0.00 USD 0.00 USD 100.00 USD ");
}

TEST_CASE("while a deal that was opened again was closed, it is in no pipeline") {
    const Book book = BookBuilder{usd}
                          .add(named("D", "Ann").won(100_usd, "2025-04-10"))
                          .add(std::vector{
                              make::change("D", "2025-02-10", Stage::lost),
                              make::change("D", "2025-03-10", Stage::open)})
                          .build();
    CHECK(months(book, open_deals, by::rep, "Ann") == "1 0 1 0 ");
    CHECK(
        months(book, deals_lost, by::rep, "Ann") ==
        "0 0 0 0 ");  // the record says what became of it
}

TEST_CASE("after its last change an open record says what it is") {
    const Book book = BookBuilder{usd}
                          .add(named("D", "Ann").worth(120_usd))
                          .add(became("D", "amount", "2025-02-10", "90 USD", "80 USD"))
                          .build();
    CHECK(
        months(book, pipeline_value, by::rep, "Ann") ==
        "80.00 USD 120.00 USD 120.00 USD 120.00 USD ");
    const Book on_the_day = BookBuilder{usd}
                                .add(named("D", "Ann").worth(120_usd))
                                .add(became("D", "amount", "2025-02-28", "90 USD", "80 USD"))
                                .build();
    CHECK(
        months(on_the_day, pipeline_value, by::rep, "Ann") ==
        "80.00 USD 90.00 USD 120.00 USD 120.00 USD ");
}

TEST_CASE("what a deal was is there without the amount that has no rate, and that is told") {
    const Book book = BookBuilder{usd}
                          .add(named("D", "Ann").won(100_usd, "2025-04-10"))
                          .add(std::vector{
                              became("D", "amount", "2025-02-10", "90 EUR", "80 EUR"),
                              became("D", "amount", "2025-03-10", "100 USD"),
                              became("D", "rep", "2025-02-20", "Ann", "Ben")})
                          .build();
    CHECK(months(book, open_deals, by::rep, "Ben") == "1 0 0 0 ");
    CHECK(months(book, open_deals, by::rep, "Ann") == "0 1 1 0 ");
    CHECK(
        months(book, pipeline_value, by::rep, "Ann") ==
        "0.00 USD missing_values 100.00 USD 0.00 USD ");
    CHECK(months(book, revenue, by::rep, "Ann") == "0.00 USD 0.00 USD 0.00 USD 100.00 USD ");
    REQUIRE(book.report().findings.size() == 2);  // each amount once
    CHECK(book.report().findings[0].value == "80.00 EUR");
    CHECK(book.report().findings[1].value == "90.00 EUR");
    CHECK_FALSE(book.report().findings[0].rejected);
}

TEST_CASE("recurring revenue is that of the plan of the day") {
    Subscription subscription = make::paying("C", 150_usd);
    subscription.id = "S";
    const FieldChange change{"subscriptions", "S",      "price", day("2025-02-10"), {},
                             "150 USD",       "100 USD"};
    const Book book = BookBuilder{usd}.add(subscription).add(change).build();
    CHECK(
        months(book, mrr, Dimension{"customer"}, "C") ==
        "100.00 USD 150.00 USD 150.00 USD 150.00 USD ");
}

TEST_CASE("a shared deal keeps its shares through all that it was") {
    auto deal = named("D", "Ann").shared({{"Ann", 75}, {"Ben", 25}}).worth(100_usd);
    const Book book = BookBuilder{usd}
                          .add(deal)
                          .add(became("D", "amount", "2025-02-10", "100 USD", "40 USD"))
                          .build();
    CHECK(
        months(book, pipeline_value, by::rep, "Ann") == "30.00 USD 75.00 USD 75.00 USD 75.00 USD ");
    CHECK(
        months(book, pipeline_value, by::rep, "Ben") == "10.00 USD 25.00 USD 25.00 USD 25.00 USD ");
}

TEST_CASE("a record of a book that grows does not change any more, nor does the policy") {
    const Book book = BookBuilder{usd}.add(named("D", "Ann").worth(120_usd)).build();
    CHECK_THROWS_AS(BookBuilder{book}.add(became("D", "rep", "2025-02-10", "Ben")).build(), Error);
    CHECK_THROWS_AS(BookBuilder{book}.owner(OwnerPolicy::now), Error);
    CHECK_THROWS_AS(BookBuilder{book}.add(make::moved("D", "2025-02-10", "Demo")).build(), Error);
    const Book grown = BookBuilder{book}
                           .add(named("E", "Ann").worth(10_usd))
                           .add(became("E", "rep", "2025-02-10", "Ann", "Ben"))
                           .build();
    CHECK(months(grown, pipeline_value, by::rep, "Ben") == "10.00 USD 0.00 USD 0.00 USD 0.00 USD ");
    CHECK(
        months(grown, pipeline_value, by::rep, "Ann") ==
        "120.00 USD 130.00 USD 130.00 USD 130.00 USD ");
}

namespace {

/// An account with a balance that is measured now and then.
struct Account {
    std::string id{};
    std::optional<Date> opened{};
    std::optional<Date> closed{};
    std::optional<Money> balance{};
};

}  // namespace

template <>
struct saleskpi::Schema<Account> {
    static constexpr std::string_view table = "accounts";
    static constexpr auto fields = std::tuple{
        saleskpi::field("id", &Account::id).identity(), saleskpi::field("opened", &Account::opened),
        saleskpi::field("closed", &Account::closed), saleskpi::field("balance", &Account::balance)};
};

TEST_CASE(
    "pitfall 12: a balance is carried forward only while the account is open, and says on how many "
    "it rests",
    "[pitfall]") {
    constexpr auto opened = saleskpi::field("opened", &Account::opened);
    constexpr auto closed = saleskpi::field("closed", &Account::closed);
    constexpr auto balance = saleskpi::field("balance", &Account::balance);
    constexpr auto balances = metric("balances", sum(balance).active(opened, closed));
    constexpr auto measured = metric("measured", count<FieldChange>().by(field_change::date));
    const auto measure = [](const char* account, const char* on, const char* value) {
        return FieldChange{"accounts", account, "balance", day(on), {}, value, {}};
    };
    const std::vector changes{
        measure("A", "2025-01-30", "80 USD"), measure("A", "2025-01-31", "100 USD"),
        measure("B", "2025-01-30", "50 USD")};
    const auto on_the_last = [&](std::vector<Account> accounts) {
        for (Account& account : accounts)
            account.opened = day("2025-01-01");
        const Book book = BookBuilder{usd}.add(accounts).add(changes).build();
        const Table table = rollup(book)
                                .metrics(balances, measured)
                                .during(make::days("2025-01-31", "2025-02-01"))
                                .run();
        const auto cell = table.at({}).cell("balances");
        return text(table.at({})[balances]) + ", " + std::to_string(cell.records) + " of " +
               std::to_string(cell.records + cell.missing) + ", measured " +
               text(table.at({})[measured]);
    };
    CHECK(on_the_last({{"A"}, {"B"}}) == "150.00 USD, 2 of 2, measured 1");
    CHECK(on_the_last({{"A"}, {"B", {}, day("2025-01-30")}}) == "100.00 USD, 1 of 1, measured 1");
    CHECK(on_the_last({{"A"}, {"B"}, {"C"}}) == "150.00 USD, 2 of 3, measured 1");
}
