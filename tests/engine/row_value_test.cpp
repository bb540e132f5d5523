// SPDX-License-Identifier: MIT
#include "engine/row_value.hpp"

#include "catch.hpp"

#include <saleskpi/metric/aggregate.hpp>
#include <saleskpi/record/deal.hpp>

#include <limits>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using detail::Batch;
using detail::RowFacts;
using detail::ValueOfRow;

namespace {

Date day(const char* text) { return try_parse_date(text).value(); }

std::vector<Deal> deals() {
    std::vector<Deal> all(4);
    all[0].amount = 100_usd, all[0].cost = 60_usd;
    all[0].probability = Decimal::ratio(1, 4);
    all[0].opened = day("2025-01-01"), all[0].closed = day("2025-01-31");
    all[1].amount = 10_usd;
    all[1].opened = day("2025-01-01"), all[1].closed = day("2025-01-01");
    all[2].cost = 5_usd, all[2].probability = Decimal::ratio(1, 2);
    all[2].opened = day("2025-02-01"), all[2].closed = day("2025-01-31");
    all[3].amount = Money{-250, usd}, all[3].cost = 0_usd;
    all[3].probability = Decimal::ratio(1, 1);
    return all;
}

template <class Int>
std::vector<Int> values(const RowValue& value) {
    const std::vector<Deal> records = deals();
    const RowSource source = row_source(records);
    const RowFacts facts{source};
    Batch batch;
    const ValueOfRow of_row{value, facts, false, batch};
    batch.load(facts, 0, records.size());
    std::vector<Int> out(records.size());
    of_row.evaluate(batch, out.data());
    return out;
}

constexpr std::int64_t none = missing_number;
using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a column as it is") {
    const auto amount = detail::row_expression(deal::amount).value;
    CHECK(values<std::int64_t>(amount) == Numbers{10000, 1000, none, -250});
    const auto likely = detail::row_expression(deal::probability).value;
    CHECK(values<std::int64_t>(likely) == Numbers{250'000'000, none, 500'000'000, 1'000'000'000});
}

TEST_CASE("a difference is missing where either side is") {
    CHECK(
        values<std::int64_t>((deal::amount - deal::cost).value) == Numbers{4000, none, none, -250});
}

TEST_CASE("days between never run backwards") {
    CHECK(
        values<std::int64_t>(days_between(deal::opened, deal::closed).value) ==
        Numbers{30, 0, none, none});
}

TEST_CASE("a product is exact in billionths of minor units") {
    const std::vector<int128> products = values<int128>((deal::amount * deal::probability).value);
    CHECK(to_text(products[0]) == "2500000000000");
    CHECK(products[1] == ValueOfRow::missing_wide);
    CHECK(products[2] == ValueOfRow::missing_wide);
    CHECK(to_text(products[3]) == "-250000000000");
}

TEST_CASE("only amounts of money are shared out") {
    CHECK(detail::is_apportioned(detail::row_expression(deal::amount).value));
    CHECK(detail::is_apportioned((deal::amount - deal::cost).value));
    CHECK(detail::is_apportioned((deal::amount * deal::probability).value));
    CHECK_FALSE(detail::is_apportioned(detail::row_expression(deal::units).value));
    CHECK_FALSE(detail::is_apportioned(days_between(deal::opened, deal::closed).value));
    CHECK_FALSE(detail::is_apportioned({}));
}
