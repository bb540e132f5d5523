// SPDX-License-Identifier: MIT
#include "engine/row_value.hpp"

#include "catch.hpp"

#include <saleskpi/metric/aggregate.hpp>
#include <saleskpi/record/deal.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
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
    detail::Batch batch;
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

TEST_CASE("signed days run either way") {
    CHECK(
        values<std::int64_t>(signed_days(deal::opened, deal::closed).value) ==
        Numbers{30, 0, -1, none});
}

TEST_CASE("a quotient has 12 decimal places") {
    const auto texts = [](const RowValue& value) {
        std::vector<std::string> all;
        for (const int128 number : values<int128>(value))
            all.push_back(number == ValueOfRow::missing_wide ? "none" : to_text(number));
        return all;
    };
    using Texts = std::vector<std::string>;
    // 100 by 60 is 5/3; the last cost is zero.
    CHECK(
        texts((deal::amount / deal::cost).value) == Texts{"1666666666667", "none", "none", "none"});
    // In cents: 10000 by a quarter, and -250 by one.
    CHECK(
        texts((deal::amount / deal::probability).value) ==
        Texts{"40000000000000000", "none", "none", "-250000000000000"});
}

TEST_CASE("a quotient is rounded half to even") {
    const auto quotient = [](std::int64_t units, std::int64_t nanos, bool inverse = false) {
        std::vector<Deal> records(1);
        records[0].units = units;
        records[0].probability = Decimal::from_nanos(nanos);
        const RowSource source = row_source(records);
        const RowFacts facts{source};
        detail::Batch batch;
        const ValueOfRow of_row{
            inverse ? (deal::units / deal::probability).value
                    : (deal::probability / deal::units).value,
            facts, false, batch};
        batch.load(facts, 0, 1);
        int128 out = 0;
        of_row.evaluate(batch, &out);
        return to_text(out);
    };
    // Billionths by 2000: half a place for each.
    CHECK(quotient(2000, 1) == "0");
    CHECK(quotient(2000, 3) == "2");
    CHECK(quotient(2000, 5) == "2");
    CHECK(quotient(2000, -1) == "0");
    CHECK(quotient(-2000, 3) == "-2");
    CHECK(quotient(-2000, -3) == "2");
    CHECK(quotient(3000, 1) == "0");
    CHECK(quotient(3000, 2) == "1");
    // 1 by 3 billionths, and by one billionth.
    CHECK(quotient(1, 3, true) == "333333333333333333333");
    CHECK(quotient(-2, 3, true) == "-666666666666666666667");
    CHECK(quotient(1'000'000, 1, true) == "1000000000000000000000000000");
    // The greatest that fits, 2^127 by 10^21, and more.
    CHECK(quotient(170'141'183'460'469'231, 1, true) == "170141183460469231000000000000000000000");
    CHECK(quotient(170'141'183'460'469'232, 1, true) == to_text(ValueOfRow::too_wide));
    CHECK(quotient(-170'141'183'460'469'232, 1, true) == to_text(ValueOfRow::too_wide));
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
    CHECK(detail::is_apportioned((deal::amount / deal::units).value));
    CHECK(detail::is_apportioned((deal::amount / deal::contract_months).value));
    CHECK_FALSE(detail::is_apportioned((deal::amount / deal::list).value));
    CHECK_FALSE(detail::is_apportioned(signed_days(deal::opened, deal::closed).value));
    CHECK_FALSE(detail::is_apportioned({}));
}
