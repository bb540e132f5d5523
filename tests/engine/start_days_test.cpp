// SPDX-License-Identifier: MIT
// Where a record lacks the date from which it is in a stock, the earliest of its others holds.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window february = make::days("2025-02-01", "2025-03-01");
const Window march = make::days("2025-03-01", "2025-04-01");
const Window april = make::days("2025-04-01", "2025-05-01");

/// At the ends of February, March and April: "0 1 1". From a book, in all the ways in which it
/// computes, and from the records themselves: one rule and not two.
template <class M, class R>
std::string in_turn(const M& metric, const std::vector<R>& records) {
    const Book book = make::book(records);
    std::string all;
    for (const Window& month : {february, march, april}) {
        const std::string value = text(metric.within(month, records));
        const auto of_total = [&](const char* dimension) {
            Rollup query = rollup(book);
            query.metrics(metric).by(dimension).with_subtotals().during(month);
            const Table table = query.run();
            return text(table.at({})[metric]);
        };
        CHECK(of_total("rep") == value);
        CHECK(of_total("segment") == value);
        CHECK(of_total("company") == value);
        all += (all.empty() ? "" : " ") + value;
    }
    return all;
}

std::string open_at_ends(const Deal& deal) { return in_turn(open_deals, std::vector{deal}); }

constexpr auto open_before =
    metric("open_before", count<Deal>().active_at_start(deal::created, deal::closed));
constexpr auto open_all_along =
    metric("open_all_along", count<Deal>().active_throughout(deal::created, deal::closed));
constexpr auto open_months =
    metric("open_months", time_in_force<Deal>().active(deal::created, deal::closed));
constexpr auto chances = metric("chances", count<Deal>().active(deal::opened, deal::closed));
constexpr auto all_ages =
    metric("all_ages", sum(age(deal::created)).active(deal::created, deal::closed));
constexpr auto typical_age =
    metric("typical_age", median(age(deal::created)).active(deal::created, deal::closed));
constexpr auto age_as_chance =
    metric("age_as_chance", mean(age(deal::opened)).active(deal::created, deal::closed));

}  // namespace

TEST_CASE(
    "a deal that was opened on a day is not open before, though nobody says when it was created") {
    CHECK(open_at_ends(deal_of().opened_on("2025-03-10")) == "0 1 1");
    CHECK(open_at_ends(deal_of().created_on("2025-03-31")) == "0 1 1");
    CHECK(open_at_ends(deal_of().opened_on("2025-04-01")) == "0 0 1");
    CHECK(open_at_ends(deal_of("").opened_on("2025-03-10")) == "0 1 1");  // a rep is not needed
}

TEST_CASE("of several other dates the earliest holds") {
    const auto deal =
        deal_of().opened_on("2025-04-10").with(&Deal::first_contact, day("2025-03-05"));
    CHECK(open_at_ends(deal) == "0 1 1");
    CHECK(
        open_at_ends(deal.created_on("2025-04-02")) == "0 0 1");  // its own date before all others
}

TEST_CASE("any date may be the start of a stock") {
    CHECK(in_turn(chances, std::vector<Deal>{deal_of().created_on("2025-03-05")}) == "0 1 1");
    CHECK(
        in_turn(
            chances, std::vector<Deal>{
                         deal_of().created_on("2025-02-05").opened_on("2025-04-05")}) == "0 0 1");
}

TEST_CASE("a deal of which only the end is known was never open") {
    CHECK(open_at_ends(deal_of().won(1_usd, "2025-03-10")) == "0 0 0");
    CHECK(open_at_ends(deal_of().won(1_usd, "2025-04-10").opened_on("2025-03-10")) == "0 1 0");
    Customer left;
    left.until = day("2025-04-10");
    CHECK(in_turn(customers, std::vector{left}) == "0 0 0");
}

TEST_CASE("what is expected, and a date of another record, are no sign of a beginning") {
    const auto expected = [](const char* on) {
        return deal_of().with(&Deal::expected_close, day(on));
    };
    CHECK(open_at_ends(expected("2025-01-10").opened_on("2025-03-10")) == "0 1 1");
    CHECK(open_at_ends(expected("2025-04-10")) == "1 1 1");
    CHECK(
        open_at_ends(
            deal_of().opened_on("2025-03-10").with(&Deal::lead_created, day("2025-01-10"))) ==
        "0 1 1");
    // Not even where the book has found it.
    Lead lead;
    lead.id = "L";
    lead.created = day("2025-01-10");
    const Book book = make::book(
        std::vector{lead},
        make::deals(deal_of().opened_on("2025-03-10").with(&Deal::lead, std::string{"L"})));
    CHECK(text(rollup(book).metrics(open_deals).during(february).run()[0][open_deals]) == "0");
}

TEST_CASE("a record without any date has been there since ever") {
    CHECK(open_at_ends(deal_of()) == "1 1 1");
    CHECK(in_turn(customers, std::vector<Customer>(2)) == "2 2 2");
}

TEST_CASE("assignments and references are in force since ever") {
    const std::vector seats{make::seat("A", "North", {}, day("2025-03-11"))};
    constexpr auto reps = metric("reps", average_reps());
    CHECK(reps.within(february, seats)->exact() == Rational(1));
    CHECK(reps.within(march, seats)->exact() == Rational(10, 31));
    Reference benchmark;
    benchmark.name = "benchmark";
    benchmark.metric = "win_rate";
    benchmark.number = Decimal::ratio(2, 5);
    benchmark.until = day("2025-06-01");
    constexpr auto gap = benchmark_gap(win_rate);
    const Book book =
        make::book(std::vector{benchmark}, make::deals(deal_of().won(1_usd, "2025-03-10")));
    CHECK(text(rollup(book).metrics(gap).during(march).run()[0][gap]) == "60.00 %");
}

TEST_CASE("so it is at the start of a period, throughout, in time in force and in ages") {
    const std::vector<Deal> opened{deal_of().opened_on("2025-03-10")};
    CHECK(in_turn(open_before, opened) == "0 0 1");
    CHECK(in_turn(open_all_along, opened) == "0 0 1");
    // From March 10: 22 of 31 days, and all of April.
    CHECK(open_months.within(february, opened)->exact() == Rational(0));
    CHECK(open_months.within(march, opened)->exact() == Rational(22, 31));
    CHECK(in_turn(average_open_age, opened) == "no_records 21.0 days 51.0 days");
    CHECK(in_turn(all_ages, opened) == "0.0 days 21.0 days 51.0 days");
    CHECK(in_turn(typical_age, opened) == "no_records 21.0 days 51.0 days");
}

TEST_CASE("an age since another date than the stock's needs that date") {
    const std::vector<Deal> created{deal_of().created_on("2025-03-10")};
    CHECK(in_turn(age_as_chance, created) == "no_records missing_values missing_values");
    // And one of a record without any date has no beginning to count from.
    CHECK(
        in_turn(average_open_age, std::vector<Deal>{deal_of()}) ==
        "missing_values missing_values missing_values");
}

TEST_CASE("shared deals begin like those of one rep") {
    const auto deal =
        deal_of().opened_on("2025-03-10").worth(100_usd).shared({{"A", 60}, {"B", 40}});
    CHECK(open_at_ends(deal) == "0 1 1");
    CHECK(in_turn(pipeline_value, std::vector<Deal>{deal}) == "0.00 USD 100.00 USD 100.00 USD");
}

TEST_CASE("the first day with records is the day on which the first begins") {
    constexpr auto growth = change(open_deals, previous);
    // In April two, in March one, and before that nothing was recorded.
    const std::vector<Deal> opened{
        deal_of().opened_on("2025-03-10"), deal_of().opened_on("2025-04-10")};
    CHECK(in_turn(growth, opened) == "no_prior_period no_prior_period 100.00 %");
}

TEST_CASE("a book that grows knows the beginnings of all its records") {
    const Book first = make::book(make::deals(deal_of().opened_on("2025-04-10")));
    constexpr auto growth = change(open_deals, previous);
    const auto in_april = [&](const Book& book, const auto& metric) {
        return text(rollup(book).metrics(metric).by(rep).with_subtotals().during(april).run().at(
            {})[metric]);
    };
    CHECK(in_april(first, open_deals) == "1");
    CHECK(in_april(first, growth) == "no_prior_period");
    Deal more = deal_of("B").opened_on("2025-03-10");
    more.id = "more";
    const Book both = BookBuilder{first}.add(std::vector{more}).build();
    CHECK(in_april(both, open_deals) == "2");
    CHECK(in_april(both, growth) == "100.00 %");
}

namespace {

/// A record of an application's own, in a table of its own.
struct Rental {
    std::string id;
    std::optional<Date> handed_over;
    std::optional<Date> paid;
    std::optional<Date> returned;
};
constexpr auto handed_over = field("handed_over", &Rental::handed_over);
constexpr auto returned = field("returned", &Rental::returned);

}  // namespace

template <>
struct saleskpi::Schema<Rental> {
    static constexpr std::string_view table = "rentals";
    static constexpr auto fields = std::tuple{
        field("id", &Rental::id).identity(), ::handed_over, field("paid", &Rental::paid),
        ::returned};
};

TEST_CASE("a table of one's own has the same rule") {
    constexpr auto out = metric("out", count<Rental>().active(::handed_over, ::returned));
    const std::vector<Rental> rentals{
        {"1", {}, day("2025-03-05"), {}},
        {"2", day("2025-02-05"), day("2025-01-05"), day("2025-04-05")},
        {"3", {}, {}, day("2025-04-05")}};
    const Book book = BookBuilder{usd}.add(rentals).build();
    for (const auto& [month, expected] :
         {std::pair{february, "1"}, std::pair{march, "2"}, std::pair{april, "1"}}) {
        CHECK(text(out.within(month, rentals)) == expected);
        CHECK(text(rollup(book).metrics(out).during(month).run()[0][out]) == expected);
    }
    // As of February 20 nobody knew of the first, and of the third nothing at all.
    const Book earlier = BookBuilder{usd}.add(rentals).as_of(day("2025-02-20")).build();
    CHECK(earlier.records("rentals") == 1);
    CHECK(text(rollup(earlier).metrics(out).during(february).run()[0][out]) == "1");
}
