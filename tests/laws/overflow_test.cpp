// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/same_tables.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::int64_t huge = (std::numeric_limits<std::int64_t>::max)();
const Window year{try_parse_date("2025-01-01").value(), try_parse_date("2026-01-01").value()};

/// Won deals, with contracts longer than anything if they are of so many months.
std::vector<Deal> deals(std::size_t n, std::int64_t amount, std::int64_t months = 0) {
    std::vector<Deal> all(n);
    for (std::size_t i = 0; i < n; ++i) {
        all[i].id = std::to_string(amount) + "-" + std::to_string(i);
        all[i].amount = Money{amount, usd};
        all[i].created = try_parse_date("2025-03-01").value();
        all[i].stage = Stage::won;
        all[i].closed = all[i].created;
        if (months != 0) all[i].contract_months = months;
    }
    return all;
}

Rollup report(const std::vector<Deal>& records) {
    Rollup query = rollup(BookBuilder{usd}.add(records).build());
    query.metrics(revenue, contract_length_by_value).during(year).threads(1);
    return query;
}

}  // namespace

TEST_CASE("sums beyond 64 bits are exact") {
    const auto three = deals(3, huge);
    CHECK(to_text(revenue(three)->exact()) == "27670116110564327421");
    CHECK(laws::text_of(report(three).run()[0]["revenue"]) == "27670116110564327421 money USD");
    Partial merged = report(deals(2, huge)).partial();
    merged.merge(report(deals(2, -huge + 5)).partial());
    CHECK(laws::text_of(merged.table()[0]["revenue"]) == "10 money USD");
    CHECK(to_text(average_deal_size(three)->exact()) == std::to_string(huge));
}

TEST_CASE("sums beyond 128 bits are an error in the name of the metric") {
    // 2^63 cents of 2^63 months make 2^126: two of them are too many.
    const auto one = deals(1, huge, huge);
    const auto two = deals(2, huge, huge);
    const auto three = deals(3, huge, huge);
    CHECK(contract_length_by_value(two).has_value());
    const auto overflows = [](auto action) {
        CHECK(code_of(action) == ErrorCode::overflow);
        CHECK_THAT(message_of(action), Catch::Matchers::Contains("contract_length_by_value"));
    };
    overflows([&] { (void)contract_length_by_value(three); });
    overflows([&] { (void)report(three).run(); });

    SECTION("in a merge as well, which then changes nothing") {
        Partial merged = report(two).partial();
        auto more = one;
        more[0].id = "another";
        const Partial other = report(more).partial();
        const Table before = merged.table();
        overflows([&] { merged.merge(other); });
        CHECK(laws::difference(before, merged.table()) == "");
    }
}

TEST_CASE("a difference within a record that is too large names the metric") {
    auto records = deals(1, huge);
    records[0].cost = Money{-huge, usd};
    const auto direct = [&] { (void)gross_profit(records); };
    CHECK(code_of(direct) == ErrorCode::overflow);
    CHECK_THAT(message_of(direct), Catch::Matchers::Contains("gross_profit"));
    // The least number of 64 bits stands for none: it is too large as well.
    records[0].amount = Money{INT64_MIN / 2, usd};
    records[0].cost = Money{-(INT64_MIN / 2), usd};
    CHECK(code_of(direct) == ErrorCode::overflow);
}
