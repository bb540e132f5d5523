// SPDX-License-Identifier: MIT
// The smallest and the largest, of dates too, and the values of the earliest and the latest record.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/value/day_quantity.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr auto first_day = metric("first_day", smallest(deal::closed).where(won).by(deal::closed));
constexpr auto last_day = metric("last_day", largest(deal::closed).where(won).by(deal::closed));
constexpr auto span = metric("span", last_day - first_day);
constexpr auto first_amount =
    metric("first_amount", earliest_by(deal::amount, deal::closed).where(won).by(deal::closed));
constexpr auto last_amount =
    metric("last_amount", latest_by(deal::amount, deal::closed).where(won).by(deal::closed));

std::vector<Deal> deals() {
    return make::deals(
        make::deal_of("Asha").won(500_usd, "2025-01-20"),
        make::deal_of("Asha").won(300_usd, "2025-01-10"),
        make::deal_of("Ben").won(200_usd, "2025-01-10"),
        make::deal_of("Ben").won(900_usd, "2025-02-01"));
}

std::string mistake(const std::string& text, ErrorCode code) {
    const Catalogue catalogue;
    CHECK(code_of([&] { (void)catalogue.at(text); }) == code);
    return message_of([&] { (void)catalogue.at(text); });
}

}  // namespace

TEST_CASE("of dates there are the smallest and the largest, and how far they are apart") {
    CHECK(make::text(first_day(deals())) == "2025-01-10");
    CHECK(make::text(last_day(deals())) == "2025-02-01");
    CHECK(make::text(span(deals())) == "22.0 days");
    CHECK(date_of(*first_day(deals())) == make::day("2025-01-10"));
    CHECK(make::text(first_day(std::vector<Deal>{})) == "no_records");
    std::vector<Deal> old = make::deals(make::deal_of().won(1_usd, "1969-12-30"));
    CHECK(make::text(first_day(old)) == "1969-12-30");
    CHECK(
        make::text(metric("x", smallest(deal::opened).by(deal::closed))(old)) == "missing_values");
}

TEST_CASE("a date is written as one in every format") {
    const Book book = make::book(deals());
    const Table table = rollup(book).metrics(first_day, span).by(by::rep).run();
    CHECK_THAT(fmt::format("{}", table), Catch::Contains("Ben   2025-01-10    22.0\n"));
    const nlohmann::json json = table;
    CHECK(json["rows"][1]["values"]["first_day"]["value"] == "2025-01-10");
    CHECK(json["rows"][1]["values"]["first_day"]["exact"] == "20098");
    CHECK(json["metrics"][0]["unit"] == "date");
    CHECK_THAT(to_csv(table), Catch::Contains(",2025-01-10,22,"));
}

TEST_CASE("dates are compared, subtracted and chosen, and nothing else") {
    const std::vector<Deal> all = deals();
    CHECK(make::text(metric("x", least(first_day, last_day))(all)) == "2025-01-10");
    CHECK(make::text(metric("x", fallback(first_day, last_day))(all)) == "2025-01-10");
    const std::string day = "smallest(deals.closed by closed)";
    CHECK(
        mistake(day + " + " + day, ErrorCode::unit_mismatch) ==
        "column 34: only values of the same unit can be added: date + date");
    CHECK(
        mistake(day + " / " + day, ErrorCode::unit_mismatch) ==
        "column 34: the quotient of these units has no meaning here: date / date");
    CHECK(
        mistake(day + " * 2", ErrorCode::unit_mismatch) ==
        "column 34: the product of these units has no meaning here: date * ratio");
    CHECK_THAT(
        mistake("average_over(" + day + ", month)", ErrorCode::unit_mismatch),
        Catch::StartsWith("column ") && Catch::Contains("average_over does not take date"));
    CHECK_THAT(
        mistake("change(" + day + ", previous)", ErrorCode::unit_mismatch),
        Catch::StartsWith("column ") && Catch::Contains("does not take date"));
    CHECK(
        mistake("sum(deals.closed by closed)", ErrorCode::invalid_definition) ==
        "column 5: only money, numbers and days can be summed, averaged or ranked; closed is a "
        "date");
    CHECK_THAT(
        mistake(day + " - 5 date", ErrorCode::invalid_definition), Catch::StartsWith("column 38"));
    CHECK(code_of([] {
              (void)(Definition{first_day}.formula() + Definition{last_day}.formula());
          }) == ErrorCode::unit_mismatch);
    CHECK(
        code_of([] { (void)change(Definition{first_day}, previous); }) == ErrorCode::unit_mismatch);
}

TEST_CASE("dates are ranked, and taken in other periods") {
    const Book book = make::book(deals());
    const Definition back = before(Definition{first_day}, previous);
    const Definition place = rank(Definition{first_day});
    const Table table = rollup(book)
                            .metrics(back, place, difference(Definition{first_day}, previous))
                            .by(by::rep)
                            .every(Grain::month)
                            .during(make::days("2025-01-01", "2025-03-01"))
                            .run();
    const RowView ben = table.at({"Ben"}, Month{2025, 2});
    CHECK(make::text(ben[back.id()]) == "2025-01-10");
    CHECK(make::text(ben["difference(first_day, previous)"]) == "22.0 days");
    CHECK(make::text(ben[place.id()]) == "1");
}

TEST_CASE("the value of the earliest record, and of the latest") {
    std::vector<Deal> all = deals();
    // Of the two on January 10 the less.
    CHECK(make::text(first_amount(all)) == "200.00 USD");
    CHECK(make::text(last_amount(all)) == "900.00 USD");
    all.push_back(make::deal_of().won(950_usd, "2025-02-01"));  // of two on that day the greater
    all.push_back(make::deal_of().won(std::nullopt, "2025-03-01"));  // has no value to tell
    std::sort(all.begin(), all.end(), [](const Deal& a, const Deal& b) {
        return a.amount.value_or(0_usd) < b.amount.value_or(0_usd);
    });
    for (int turn = 0; turn < 2; ++turn) {
        CHECK(make::text(first_amount(all)) == "200.00 USD");
        CHECK(make::text(last_amount(all)) == "950.00 USD");
        const Table table = rollup(make::book(all)).metrics(last_amount).run();
        CHECK(table.at({}).cell("last_amount").records == 5);
        CHECK(table.at({}).cell("last_amount").missing == 1);
        std::reverse(all.begin(), all.end());
    }
}

TEST_CASE("values below zero, decimals and dates stand beside their day") {
    std::vector<Deal> two = make::deals(
        make::deal_of().won(Money{-700, usd}, "1965-03-01").likely(30),
        make::deal_of().won(Money{-900, usd}, "1970-01-01").likely(10).opened_on("1969-05-05"));
    CHECK(make::text(first_amount(two)) == "-7.00 USD");
    CHECK(make::text(last_amount(two)) == "-9.00 USD");
    constexpr auto likely =
        metric("likely", latest_by(deal::probability, deal::closed).by(deal::closed));
    CHECK(make::text(likely(two)) == "10.00 %");
    constexpr auto opened =
        metric("opened", earliest_by(deal::opened, deal::closed).by(deal::closed));
    CHECK(make::text(opened(two)) == "1969-05-05");
}

TEST_CASE("the earliest and the latest as text") {
    const Catalogue catalogue;
    const char* text = "latest_by(deals.amount, deals.closed where stage = won by closed)";
    CHECK(formula_text(last_amount) == text);
    CHECK(fingerprint(catalogue.at(text)) == fingerprint(Definition{last_amount}.titled(text)));
    CHECK(
        mistake(
            "latest_by(deals.product, deals.closed by closed)", ErrorCode::invalid_definition) ==
        "column 11: only money, numbers and days can be summed, averaged or ranked; product is a "
        "text");
    CHECK(
        mistake("latest_by(deals.amount, deals.units by closed)", ErrorCode::invalid_definition) ==
        "column 25: the latest_by is told by a date; units is a number");
    CHECK(
        mistake(
            "latest_by(deals.amount, leads.created by closed)", ErrorCode::invalid_definition) ==
        "column 25: both fields must be of one table");
    CHECK(
        words(last_amount).no_value ==
        "no_records: nothing in deals counts; missing_values: nothing in deals that counts has "
        "amount");
}
