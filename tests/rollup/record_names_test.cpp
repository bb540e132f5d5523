// SPDX-License-Identifier: MIT
// What an explanation calls records that have no id: where they were added, wherever they lie now.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// Stands where deals stand, and has no id.
struct Order {
    std::string rep;
    std::optional<Date> paid;
    std::vector<Credit> credits;
    std::optional<std::int64_t> units;
};
Stage stage_of(const Order&) { return Stage::won; }

}  // namespace

template <>
struct saleskpi::Schema<Order> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("rep", &Order::rep), field("closed", &Order::paid).required(),
        field("credits", &Order::credits), field("units", &Order::units),
        computed("stage", &stage_of)};
};

namespace {

using Names = std::vector<std::string>;

Order order(const char* rep, const char* paid) { return {rep, try_parse_date(paid), {}, 1}; }

Order shared(const char* paid) {
    return {"A", try_parse_date(paid), make::deal_of().shared({{"A", 50}, {"B", 50}}).credits, 1};
}

/// Reps and days in an order that no book keeps.
std::vector<Order> orders(std::size_t first, std::size_t n) {
    std::vector<Order> all;
    for (std::size_t i = first; i < first + n; ++i)
        all.push_back(
            {std::string(1, static_cast<char>('A' + i * 5 % 3)),
             make::day("2025-03-31") - date::days{i * 37 % 90},
             {},
             static_cast<std::int64_t>(i)});
    return all;
}

/// How the deals of a rep, or of all, in the first quarter of 2025 are called.
Names names(const Book& book, const std::vector<std::string_view>& rep = {}) {
    return rollup(book)
        .by(by::rep)
        .explain(deals_won, rep, Calendar{}.period(Quarter{2025, 1}))
        .parts.at(0)
        .ids;
}

/// "#1", "#2", ... of those of the rep.
Names positions(const std::vector<Order>& all, const std::string& rep) {
    Names expected;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].rep == rep) expected.push_back(fmt::format("#{}", i + 1));
    return expected;
}

std::vector<std::size_t> lines(std::size_t first, std::size_t n, std::size_t step) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < n; ++i)
        all.push_back(first + i * step);
    return all;
}

}  // namespace

TEST_CASE("a record without an id is called by its position in what was added") {
    const modes::Plain as_added;
    const std::vector<Order> all = orders(0, 40);
    const Book book =
        BookBuilder{usd}.add(orders(0, 7)).add(orders(7, 1)).add(orders(8, 32)).build();
    for (const char* rep : {"A", "B", "C"}) {
        CHECK(names(book, {rep}).size() > 10);
        CHECK(names(book, {rep}) == positions(all, rep));
    }
    CHECK(names(book).front() == "#1");
    CHECK(names(book).back() == "#40");
}

TEST_CASE("a record that was added with its provenance is called by its line") {
    const modes::Plain as_added;
    const Book book =
        BookBuilder{usd}
            .add(
                std::vector{
                    order("B", "2025-03-01"), order("A", "2025-02-01"), order("A", "2025-01-01")},
                {"orders.csv", lines(12, 3, 5)})
            .add(std::vector{order("B", "2025-01-05"), order("A", "2025-03-20")})
            .add(std::vector{order("A", "2025-01-02"), order("B", "2025-01-01")}, {"more.csv", {}})
            .add(std::vector{order("A", "2025-02-02")}, {"orders.csv", lines(9, 1, 1)})
            .add(std::vector{order("B", "2025-02-02")}, {"", lines(4, 1, 1)})
            .build();
    CHECK(
        names(book, {"A"}) ==
        Names{"#5", "more.csv:1", "orders.csv:9", "orders.csv:17", "orders.csv:22"});
    CHECK(names(book, {"B"}) == Names{"#4", "line 4", "more.csv:2", "orders.csv:12"});
    CHECK(names(book).size() == 9);
}

TEST_CASE("what is not in the book is counted in the positions of what is") {
    const modes::Plain as_added;
    Order undecided = order("A", "2025-01-01");
    undecided.paid.reset();  // which it has to have
    const std::vector<Order> all{
        order("A", "2025-02-20"), undecided, order("A", "2025-01-20"), order("A", "2025-03-20"),
        order("A", "2025-01-05")};
    const Book book = BookBuilder{usd}.add(all).build();
    REQUIRE(book.records("deals") == 4);
    CHECK(names(book) == Names{"#1", "#3", "#4", "#5"});
    const Book grown = BookBuilder{book}.add(all).build();
    CHECK(names(grown) == Names{"#1", "#3", "#4", "#5", "#6", "#8", "#9", "#10"});
    const Book nothing_kept = BookBuilder{book}.add(std::vector{undecided}).build();
    const Book after = BookBuilder{nothing_kept}.add(std::vector{all[0]}).build();
    CHECK(names(after) == Names{"#1", "#3", "#4", "#5", "#7"});
}

TEST_CASE("records that reps share have names of their own") {
    const modes::Plain as_added;
    const std::vector<Order> all{
        shared("2025-03-01"), order("B", "2025-02-01"), shared("2025-01-01"),
        order("A", "2025-01-10"), shared("2025-02-01")};
    const Book book = BookBuilder{usd}.add(all).build();
    CHECK(names(book, {"A"}) == Names{"#1", "#3", "#4", "#5"});
    CHECK(names(book, {"B"}) == Names{"#1", "#2", "#3", "#5"});
    CHECK(names(book) == Names{"#1", "#2", "#3", "#4", "#5"});
    const Book grown = BookBuilder{book}.add(all, {"o.csv", lines(2, 5, 1)}).build();
    CHECK(
        names(grown, {"B"}) ==
        Names{"#1", "#2", "#3", "#5", "o.csv:2", "o.csv:3", "o.csv:4", "o.csv:6"});
    CHECK(names(grown).size() == 10);
}

TEST_CASE("a book that grew calls records as one that was built at once") {
    const modes::Plain as_added;
    Book grown = BookBuilder{usd}.add(orders(0, 3)).build();
    BookBuilder at_once{usd};
    at_once.add(orders(0, 3));
    std::size_t first = 3;
    for (std::size_t n = 1; n < 14; ++n) {
        const std::string file = n % 3 == 0 ? "" : n % 2 == 0 ? "even.csv" : "odd.csv";
        const std::vector<std::size_t> at = lines(n * 100, n, 2);
        const Provenance provenance{file, file.empty() ? std::span<const std::size_t>{} : at};
        grown = BookBuilder{grown}.add(orders(first, n), provenance).build();
        at_once.add(orders(first, n), provenance);
        first += n;
    }
    const Book whole = at_once.build();
    REQUIRE(whole.records("deals") == first);
    for (const char* rep : {"A", "B", "C"}) {
        CHECK(names(whole, {rep}).size() > 20);
        CHECK(names(grown, {rep}) == names(whole, {rep}));
    }
    CHECK(names(grown).size() == first);
}

TEST_CASE("those that lack a value are called in the same way") {
    const modes::Plain as_added;
    std::vector<Order> all = orders(0, 12);
    all[1].units.reset();
    all[10].units.reset();
    const Book book = BookBuilder{usd}.add(all).build();
    const auto units = metric("units", sum(deal::units).by(deal::closed));
    const Explanation why = rollup(book).explain(units, {}, Calendar{}.period(Quarter{2025, 1}));
    CHECK(why.parts.at(0).ids.size() == 10);
    CHECK(why.parts.at(0).missing_ids == Names{"#2", "#11"});
}

TEST_CASE("records with ids keep them beside such without, and cost nothing more") {
    const modes::Plain as_added;
    const std::vector<Deal> deals =
        make::identified(make::deals(make::deal_of("A").won(), make::deal_of("B").won()), 1);
    const Book with_ids = make::book(deals);
    const detail::BookTable& table = *detail::data_of(with_ids).tables.front();
    CHECK(table.origins.empty());
    CHECK(table.shared_origins.empty());
    const std::vector<Order> added{order("B", "2025-01-02"), order("A", "2025-01-01")};
    const Book grown = BookBuilder{with_ids}.add(added).build();
    CHECK(names(grown) == Names{"#3", "#4", "1-1", "1-2"});
    CHECK(names(grown, {"A"}) == Names{"#4", "1-1"});
    const Book other = BookBuilder{BookBuilder{usd}.add(added).build()}.add(deals).build();
    CHECK(names(other) == Names{"#1", "#2", "1-1", "1-2"});
}

TEST_CASE("a position takes as many bytes as it needs") {
    const modes::Plain as_added;
    const auto bytes_of = [](const Book& book) {
        return detail::data_of(book).tables.front()->origins.bytes();
    };
    CHECK(bytes_of(BookBuilder{usd}.add(orders(0, 200)).build()) == 200);
    CHECK(bytes_of(BookBuilder{usd}.add(orders(0, 2000)).build()) == 4000);
    // One file: its number takes none.
    CHECK(bytes_of(BookBuilder{usd}.add(orders(0, 200), {"a.csv", {}}).build()) == 200);
}
