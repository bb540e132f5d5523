// SPDX-License-Identifier: MIT
// Why a quotient has no value.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/operators.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::text;

namespace {

/// A deal won in January and a lead of February.
Book two_months() {
    Lead lead;
    lead.id = "L";
    lead.created = make::day("2025-02-10");
    return make::book(make::deals(deal_of().won(100_usd, "2025-01-20")), std::vector{lead});
}

std::string in(const Book& book, const Definition& metric, Month month) {
    return text(rollup(book)
                    .metrics(metric)
                    .every(Grain::month)
                    .during(make::days("2025-01-01", "2025-04-01"))
                    .run()
                    .at({}, month)[metric.id()]);
}

constexpr Month january{2025, 1}, february{2025, 2}, march{2025, 3};

}  // namespace

TEST_CASE("a division by the number zero is refused where it is defined") {
    const auto code = [](auto&& f) { return code_of(f); };
    CHECK(code([] { (void)metric("x", revenue / 0); }) == ErrorCode::invalid_definition);
    CHECK(code([] { (void)metric("x", revenue / Rational{0}); }) == ErrorCode::invalid_definition);
    CHECK(code([] {
              (void)metric("x", 2 * (revenue / constant<Unit::months>(0)));
          }) == ErrorCode::invalid_definition);
    const Definition d = revenue;
    CHECK(code([&] { (void)(d.formula() / Expression{0}); }) == ErrorCode::invalid_definition);
    CHECK(code([&] {
              (void)attainment_over_weighted_target(d, Rational{0});
          }) == ErrorCode::invalid_definition);
    CHECK(code([] { (void)Catalogue{}.at("2 / (3 - 3)"); }) == ErrorCode::invalid_definition);
    CHECK_FALSE(code([] { (void)Catalogue{}.at("2 / (3 - 2)"); }));
    CHECK(message_of([&] {
              (void)(d.formula() / Expression{0});
          }) == "a division by zero has no value");
}

TEST_CASE("what is divided by adds up to zero: zero_denominator") {
    const Book book = two_months();
    constexpr auto nothing_left = metric("nothing_left", revenue / (deals_won - deals_won));
    CHECK(in(book, nothing_left, january) == "zero_denominator");
    CHECK(in(book, nothing_left, february) == "no_records");
    // Lengths are no records, so nothing is wanting of them.
    constexpr auto no_time = metric("no_time", revenue / (days_in_period() - days_in_period()));
    CHECK(in(book, no_time, january) == "zero_denominator");
    CHECK(in(book, no_time, march) == "zero_denominator");
}

TEST_CASE("no_records is said only where nothing counts on either side") {
    const Book book = two_months();
    constexpr auto per_lead = metric("per_lead", revenue / leads_created);
    CHECK(in(book, per_lead, january) == "zero_denominator");  // a deal was won
    CHECK(in(book, per_lead, february) == "0.00 USD");
    CHECK(in(book, per_lead, march) == "no_records");
    CHECK(in(book, win_rate, february) == "no_records");
    // Of calls nobody ever told.
    CHECK(in(book, metric("per_call", revenue / calls), january) == "no_records");
}

TEST_CASE("days are no records: what is taken per day rests on its own") {
    const Book book = two_months();
    constexpr auto daily = per_working_day(revenue);
    const Table table =
        rollup(book).metrics(daily).during(make::days("2025-01-01", "2025-02-01")).run();
    CHECK(table[0].cell(daily.id()).records == 1);
    const Table none =
        rollup(book).metrics(daily).during(make::days("2025-01-18", "2025-01-20")).run();
    CHECK(text(none[0][daily]) == "zero_denominator");
}
