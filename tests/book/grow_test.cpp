// SPDX-License-Identifier: MIT
// Books that grow from others.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <array>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;

namespace {

/// Stands where deals stand, and has no id.
struct Sale {
    std::string rep;
    std::int64_t cents = 0;
    Date paid;
    std::vector<Credit> credits;
};
Money worth(const Sale& sale) { return {sale.cents, usd}; }
Stage stage_of(const Sale&) { return Stage::won; }

}  // namespace

template <>
struct saleskpi::Schema<Sale> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("rep", &Sale::rep), field("closed", &Sale::paid), field("credits", &Sale::credits),
        computed("amount", &worth), computed("stage", &stage_of)};
};

namespace {

std::vector<Deal> numbered(std::size_t first, std::size_t n, const char* who = "A") {
    std::vector<Deal> deals(n, make::deal_of(who).won(100_usd));
    for (std::size_t i = 0; i < n; ++i)
        deals[i].id = fmt::format("D{}", first + i);
    return deals;
}

std::vector<Deal> one_deal(std::string id, make::DealMaker deal) {
    deal.id = std::move(id);
    return {deal};
}

/// "member: value" of all rows.
std::string revenue_by(const Book& book, const char* dimension) {
    std::string text;
    const Table table = rollup(book).metrics(revenue).by(std::vector<std::string>{dimension}).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        text +=
            fmt::format("{}: {}; ", table[row].key().group.at(0), make::text(table[row][revenue]));
    return text;
}

template <class... Ranges>
Book grown(const Book& book, const Ranges&... ranges) {
    BookBuilder builder{book};
    (builder.add(ranges), ...);
    return builder.build();
}

template <class... Ranges>
std::string refusal(const Book& book, const Ranges&... ranges) {
    CHECK(code_of([&] { (void)grown(book, ranges...); }) == ErrorCode::incompatible);
    return message_of([&] { (void)grown(book, ranges...); });
}

}  // namespace

TEST_CASE("a book grows by new records, and the old one stays") {
    const Book first = make::book(one_deal("1", make::deal_of("A").won(100_usd)));
    const Book second = grown(
        first, one_deal("2", make::deal_of("B").won(50_usd)),
        std::vector{make::seat("B", "North")});
    CHECK(revenue_by(first, "rep") == "A: 100.00 USD; ");
    CHECK(revenue_by(second, "rep") == "A: 100.00 USD; B: 50.00 USD; ");
    CHECK(revenue_by(second, "team") == "North: 50.00 USD; (unassigned): 100.00 USD; ");
    CHECK(second.records("deals") == 2);
    CHECK(first.dimensions() == second.dimensions());
    CHECK(grown(second).records("deals") == 2);
}

TEST_CASE("a new assignment seats the records that are there") {
    const Book first = make::book(
        one_deal("1", make::deal_of("A").won(100_usd)),
        std::vector{make::seat("A", "North", {}, day("2025-01-10"))});
    CHECK(revenue_by(first, "team") == "(unassigned): 100.00 USD; ");
    const Book second = grown(first, std::vector{make::seat("A", "South", day("2025-01-10"))});
    CHECK(revenue_by(second, "team") == "South: 100.00 USD; ");
}

TEST_CASE("the first record of an id counts, whichever batch it came with") {
    const Book first = make::book(numbered(1, 2));
    const Book second = grown(first, numbered(2, 2, "B"));
    CHECK(revenue_by(second, "rep") == "A: 200.00 USD; B: 100.00 USD; ");
    CHECK(second.report().tables == std::vector<TableCount>{{"deals", 4, 3, 1}});
    REQUIRE(second.report().findings.size() == 1);
    CHECK(
        second.report().findings[0] == Finding{
                                           "deals", "", 1, "D2", "id", "D2",
                                           "was there before: the first record of this id counts",
                                           true, FindingKind::duplicate});
    const Book third = grown(second, numbered(1, 4, "C"));
    CHECK(third.report().tables == std::vector<TableCount>{{"deals", 8, 4, 4}});
    CHECK(first.report().findings.empty());
}

TEST_CASE("an id stays taken if its record came later") {
    const auto later = one_deal("2", make::deal_of().created_on("2025-06-01"));
    const Book cut = BookBuilder{usd}.as_of(day("2025-03-01")).add(later).build();
    const Book after = grown(cut, one_deal("2", make::deal_of().won()));
    CHECK(after.report().tables == std::vector<TableCount>{{"deals", 2, 0, 1, 1}});
}

TEST_CASE("small batches become few parts") {
    const modes::Plain by_these_batches;
    Book book = make::book(numbered(0, 1000));
    const auto large = detail::data_of(book).tables.front();
    for (std::size_t i = 0; i < 100; ++i)
        book = grown(book, numbered(1000 + i, 1));
    CHECK(book.records("deals") == 1100);
    CHECK(detail::data_of(book).parts("deals").size() <= 5);
    CHECK(detail::data_of(book).tables.front() == large);
    CHECK(revenue_by(book, "rep") == "A: 110000.00 USD; ");
    // Batches of its own size are merged with the large part, too.
    book = grown(book, numbered(2000, 1000));
    CHECK(detail::data_of(book).parts("deals").size() == 1);
    CHECK(detail::data_of(book).dictionary("rep")->size() == 1);
}

TEST_CASE("shared records keep their parts") {
    const auto shared = [](std::string id) {
        return one_deal(
            std::move(id), make::deal_of("A").won(100_usd).shared({{"A", 70}, {"B", 30}}));
    };
    Book book = make::book(shared("1"), numbered(10, 8));
    for (const char* id : {"2", "3", "4"})
        book = grown(book, shared(id));
    CHECK(revenue_by(book, "rep") == "A: 1080.00 USD; B: 120.00 USD; ");
    const Period year = Calendar{}.period(Year{2025});
    const Explanation why =
        rollup(book).by(rep).explain(deals_won, std::array<std::string_view, 1>{"B"}, year);
    CHECK(why.parts.at(0).ids == std::vector<std::string>{"1", "2", "3", "4"});
}

TEST_CASE("records with ids and such without grow together") {
    const std::vector<Sale> sales{
        {"A", 100, day("2025-01-20"), {}},
        {"A", 200, day("2025-01-20"), make::deal_of().shared({{"A", 50}, {"B", 50}}).credits}};
    const auto shared = one_deal("2", make::deal_of("A").won(4_usd).shared({{"A", 50}, {"B", 50}}));
    const auto deal = one_deal("1", make::deal_of("A").won(8_usd));
    const auto by_deal = [](const Book& book) { return revenue_by(book, "deal"); };
    const std::string all = "1: 8.00 USD; 2: 4.00 USD; (unassigned): 3.00 USD; ";
    CHECK(by_deal(grown(make::book(sales), deal, shared)) == all);
    CHECK(by_deal(grown(make::book(deal, shared), sales)) == all);
}

TEST_CASE("ids are known whatever comes between them") {
    const std::vector<Sale> sales(2000, Sale{"A", 100, day("2025-01-20"), {}});
    const auto one = one_deal("first", make::deal_of("A").won(8_usd));
    const auto other = one_deal("second", make::deal_of("A").won(4_usd));
    const std::vector<Deal> none;
    const auto begins_well = [](BookBuilder builder) {
        return revenue_by(builder.build(), "deal")
                   .rfind("first: 8.00 USD; second: 4.00 USD; ", 0) == 0;
    };
    CHECK(begins_well(BookBuilder{usd}.add(one).add(sales).add(other)));
    CHECK(begins_well(BookBuilder{usd}.add(sales).add(one).add(other)));
    CHECK(begins_well(BookBuilder{usd}.add(none).add(sales).add(one).add(other)));
}

TEST_CASE("exchange rates of the book convert added money") {
    const Book first = make::book(
        std::vector{make::rate("EUR", "2025-01-01", "1.1")},
        one_deal("1", make::deal_of().won(Money{10000, eur})));
    const auto next = one_deal("2", make::deal_of().won(Money{20000, eur}, "2025-02-20"));
    CHECK(revenue_by(grown(first, next), "rep") == "A: 330.00 USD; ");
    // From a day on of which no money was converted, there may be another rate; the same is welcome.
    const Book second = grown(
        first, next,
        std::vector{
            make::rate("EUR", "2025-01-01", "1.1"), make::rate("EUR", "2025-02-01", "1.2")});
    CHECK(revenue_by(second, "rep") == "A: 350.00 USD; ");
    CHECK(
        refusal(first, std::vector{make::rate("EUR", "2025-01-15", "1.2")}) ==
        "the added exchange rates change that of EUR to USD on 2025-01-20, by which records of the "
        "book were converted: build it anew from all records");
    // What had no rate was rejected: a rate that comes later would have let it in.
    const Book poor = make::book(one_deal("1", make::deal_of().won(Money{10000, eur})));
    (void)refusal(poor, std::vector{make::rate("EUR", "2025-01-15", "1.2")});
}

TEST_CASE("an assignment of the book stays") {
    const Book book = make::book(std::vector{make::seat("A", "North", day("2025-01-01"))});
    const Book later = grown(book, std::vector{make::seat("A", "South", day("2025-02-01"))});
    REQUIRE(later.report().findings.size() == 1);
    CHECK(later.report().findings[0].reason == "has another assignment on the same days");
    const auto earlier = make::seat("A", "South", {}, day("2025-02-01"));
    CHECK(
        refusal(book, std::vector{earlier}) ==
        "an added assignment of 'A' begins before one of the book and lasts into it: build the "
        "book anew from all records");
}

TEST_CASE("a book as of a day grows as of that day") {
    const auto first_deal = one_deal("1", make::deal_of("A").created_on("2025-01-02").won(100_usd));
    const Book book = BookBuilder{usd}.as_of(day("2025-01-15")).add(first_deal).build();
    const auto second_deal =
        one_deal("2", make::deal_of("A").created_on("2025-01-03").won(100_usd));
    const auto third_deal = one_deal("3", make::deal_of("A").created_on("2025-01-20").won(100_usd));
    const std::vector moved{make::change("2", "2025-01-10", Stage::won)};
    const Book second = grown(book, second_deal, third_deal, moved);
    CHECK(second.as_of() == day("2025-01-15"));
    CHECK(revenue_by(second, "rep") == "A: 100.00 USD; ");  // the first closes later
    CHECK(second.records("deals") == 2);

    SECTION("a deal and its stage changes come together") {
        CHECK(
            refusal(book, std::vector{make::change("1", "2025-01-10", Stage::won)}) ==
            "deal '1' and its stage changes were not added to one book at once: it cannot grow by "
            "one without the other");
        const Book changes = grown(book, std::vector{make::change("4", "2025-01-10", Stage::won)});
        (void)refusal(changes, one_deal("4", make::deal_of("A").created_on("2025-01-02")));
        // A change after the day moves nothing.
        CHECK(
            grown(book, std::vector{make::change("1", "2025-01-16", Stage::won)})
                .records("stage_changes") == 0);
    }
    SECTION("another day needs another book") {
        CHECK(code_of([&] {
                  (void)BookBuilder{book}.as_of(day("2025-01-16"));
              }) == ErrorCode::incompatible);
        CHECK(BookBuilder{book}.as_of(day("2025-01-15")).build().records("deals") == 1);
        CHECK(code_of([&] {
                  (void)BookBuilder{make::book(first_deal)}.as_of(day("2025-01-16"));
              }) == ErrorCode::incompatible);
    }
}

TEST_CASE("a builder knows its currency, and threads do not show") {
    CHECK(BookBuilder{eur}.currency() == eur);
    const auto many = numbered(0, 70'000);
    const Book one = BookBuilder{usd}.threads(1).add(many).build();
    const Book three = BookBuilder{usd}.threads(3).add(many).build();
    CHECK(BookBuilder{one}.currency() == usd);
    CHECK(one.bytes() == three.bytes());
    CHECK(
        detail::data_of(one).tables[0]->plain.ids[69'999] ==
        detail::data_of(three).tables[0]->plain.ids[69'999]);
    CHECK(revenue_by(one, "rep") == revenue_by(three, "rep"));
}
