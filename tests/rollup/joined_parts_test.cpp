// SPDX-License-Identifier: MIT
// What is taken over from a part that is merged, and what is asked of both.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// A customer and a deal of which the caller knows in which ward it is.
struct WardCustomer : Customer {
    std::string ward;
};
struct OrderInWard : Deal {
    std::string ward;
};

}  // namespace

template <>
struct saleskpi::Schema<WardCustomer> {
    using base = Customer;
    static constexpr auto fields = std::tuple{field("ward", &WardCustomer::ward)};
};
template <>
struct saleskpi::Schema<OrderInWard> {
    using base = Deal;
    static constexpr auto fields = std::tuple{field("ward", &OrderInWard::ward)};
};

namespace {

using By = std::vector<std::string>;

template <class M>
Partial part(const Book& book, const M& metric, const By& by = {}) {
    return rollup(book)
        .metrics(metric)
        .by(by)
        .during(make::days("2025-01-01", "2025-02-01"))
        .partial();
}

template <class M>
Table both(const Book& one, const Book& other, const M& metric, const By& by = {}) {
    Partial merged = part(one, metric, by);
    merged.merge(part(other, metric, by));
    return merged.table();
}

/// "member value; ..."
std::string rows(const Table& table) {
    std::string all;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& group = table[row].key().group;
        all += fmt::format(
            "{} {}; ", group.empty() ? "" : group[0], text(table[row].values()[0].outcome));
    }
    return all;
}

/// In both directions.
template <class M>
std::string refusal(const Book& one, const Book& other, const M& metric, const By& by = {}) {
    const std::string there = message_of([&] { (void)both(one, other, metric, by); });
    const std::string back = message_of([&] { (void)both(other, one, metric, by); });
    return there.empty() || back.empty() ? std::string{} : there;
}

make::DealMaker sold(const char* id, Money amount, const char* customer = "") {
    return deal_of("Asha").won(amount).with(&Deal::id, id).from(customer);
}

Customer buyer(const char* id, const char* channel = "partner") {
    Customer c = make::customer_since("2025-01-01");
    c.id = id, c.channel = channel;
    return c;
}

}  // namespace

// 200 at 25 %, with a part before it that has no deal at all.
TEST_CASE("a part without records takes over the unit of what is added") {
    constexpr auto expected =
        metric("expected", sum(deal::amount * deal::probability).by(deal::closed));
    const Book empty = BookBuilder{usd}.build();
    const Book deals = make::book(make::deals(sold("1", 200_usd).likely(25)));
    CHECK(rows(both(empty, deals, expected)) == " 50.00 USD; ");
    CHECK(rows(both(deals, empty, expected)) == " 50.00 USD; ");
}

TEST_CASE("parts without records are the same as each other, and merged all the same") {
    const Book empty = BookBuilder{usd}.build();
    CHECK(rows(both(empty, empty, revenue)) == " no_records; ");
}

// Asha's deals are of 1, 2 and 9, Ben's of 4 and 6; each in a part of their own.
TEST_CASE("medians of reps are those of their own deals, in each of the parts") {
    const std::vector seats{make::seat("Asha", "North"), make::seat("Ben", "North")};
    const auto ids = [](std::vector<Deal> deals, const char* of) {
        for (std::size_t i = 0; i < deals.size(); ++i)
            deals[i].id = fmt::format("{}{}", of, i);
        return deals;
    };
    const Book asha = make::book(
        seats,
        ids(make::deals(
                deal_of("Asha").won(1_usd), deal_of("Asha").won(2_usd), deal_of("Asha").won(9_usd)),
            "a"));
    const Book ben = make::book(
        seats, ids(make::deals(deal_of("Ben").won(4_usd), deal_of("Ben").won(6_usd)), "b"));
    constexpr auto typical = metric("typical", median(deal::amount).where(won).by(deal::closed));
    const std::string by_rep = "Asha 2.00 USD; Ben 5.00 USD; ";
    CHECK(rows(both(asha, ben, typical, By{"rep"})) == by_rep);
    CHECK(rows(both(ben, asha, typical, By{"rep"})) == by_rep);
    CHECK(rows(both(asha, ben, typical)) == " 4.00 USD; ");
}

TEST_CASE("of customers that are all in another part as well, that part's findings are told") {
    const auto twice = [](const char* id) { return std::vector{buyer(id), buyer(id)}; };
    const Book ada = make::book(twice("Ada"), make::deals(sold("1", 30_usd)));
    const Book ada_bo = make::book(
        std::vector{buyer("Bo"), buyer("Ada"), buyer("Bo")}, make::deals(sold("2", 5_usd)));
    for (const bool in_turn : {false, true}) {
        const Table table =
            in_turn ? both(ada_bo, ada, new_customers) : both(ada, ada_bo, new_customers);
        CHECK(rows(table) == " 2; ");
        REQUIRE(table.report().findings.size() == 1);
        CHECK(table.report().findings[0].id == "Bo");
    }
}

TEST_CASE(
    "records that say a field themselves, and those that take it of customers, are in one book") {
    WardCustomer ada;
    static_cast<Customer&>(ada) = buyer("Ada");
    ada.ward = "X-ray";
    OrderInWard own;
    static_cast<Deal&>(own) = sold("1", 30_usd, "Ada");
    own.ward = "Theatre";
    const Book says_it = make::book(std::vector{own});
    const Book takes_it =
        make::book(make::deals(sold("2", 5_usd, "Ada")), std::vector<WardCustomer>{ada});
    CHECK(rows(part(takes_it, revenue, {"ward"}).table()) == "X-ray 5.00 USD; ");
    CHECK(
        refusal(says_it, takes_it, revenue, {"ward"}) ==
        "parts cannot be merged: of deals only one has the field 'ward'");
    CHECK(rows(both(says_it, takes_it, revenue)) == " 35.00 USD; ");
}

TEST_CASE("a quote that counts on the day of its deal is where the deal is") {
    constexpr auto closed_quotes = metric("closed_quotes", count<Quote>().by(quote::deal_closed));
    Quote quote = make::quote_of("1");
    quote.id = "Q";
    const Book quotes = make::book(std::vector{quote});
    const Book deals = make::book(make::deals(sold("1", 30_usd)));
    CHECK(
        refusal(quotes, deals, closed_quotes) ==
        "parts cannot be merged: records of one name deals of the other, by which they count: "
        "deals "
        "have to be in the part of those that name them");
    CHECK(
        rows(part(make::book(std::vector{quote}, make::deals(sold("1", 30_usd))), closed_quotes)
                 .table()) == " 1; ");
}

TEST_CASE("customers may say different things of what nobody asks") {
    const auto book = [](const char* id, const char* channel) {
        Subscription plan = make::paying("Ada", 5_usd);
        plan.id = id;
        return make::book(std::vector{plan}, std::vector{buyer("Ada", channel)});
    };
    CHECK(rows(both(book("1", "partner"), book("2", "web"), mrr)) == " 10.00 USD; ");
}

TEST_CASE("customers of several parts count once, whatever their number in each of them") {
    constexpr auto buyers = metric("buyers", distinct(deal::customer).where(won).by(deal::closed));
    const Book one = make::book(make::deals(sold("1", 30_usd, "Ada"), sold("2", 5_usd, "Bo")));
    const Book other = make::book(make::deals(sold("3", 7_usd, "Cy"), sold("4", 5_usd, "Ada")));
    CHECK(rows(both(one, other, buyers)) == " 3; ");
    CHECK(rows(both(other, one, buyers)) == " 3; ");
}

TEST_CASE("each of the customers whom a part lacks is asked for in the other") {
    const Book names_three = make::book(
        make::deals(sold("1", 30_usd, "Ada"), sold("2", 5_usd, "Bo"), sold("3", 7_usd, "Cy")));
    for (const char* id : {"Ada", "Bo", "Cy"})
        CHECK(
            refusal(names_three, make::book(std::vector{buyer(id)}), revenue, {"industry"}) ==
            "parts cannot be merged: records of one name customers of the other, by which they "
            "count: customers have to be in the part of those that name them, and may be in "
            "several");
}

TEST_CASE("parts have the same assignments, but for those without records") {
    const std::vector north{make::seat("Asha", "North")};
    const std::vector south{make::seat("Asha", "South")};
    const Book of_north = make::book(north, make::deals(sold("1", 30_usd)));
    const Book also = make::book(north, make::deals(sold("2", 5_usd)));
    const Book of_south = make::book(south, make::deals(sold("2", 5_usd)));
    CHECK(rows(both(of_north, also, revenue, By{"team"})) == "North 35.00 USD; ");
    CHECK(rows(both(of_north, BookBuilder{usd}.build(), revenue)) == " 30.00 USD; ");
    const std::string why = refusal(of_north, of_south, revenue);
    CHECK(why.substr(0, 53) == "parts cannot be merged: their assignments differ: 1 (");
    CHECK(refusal(of_north, make::book(make::deals(sold("2", 5_usd))), revenue) != "");
}
