// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/saleskpi.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace date::literals;

namespace {

Target goal(std::string rep_name, date::year_month_day from, int days, Money amount) {
    Target target;
    target.metric = "revenue";
    target.rep = std::move(rep_name);
    target.from = Date{from};
    target.until = Date{from} + date::days{days};
    target.amount = amount;
    return target;
}

}  // namespace

TEST_CASE("months of a spread target add up to the quarter, to the cent") {
    const std::vector targets{goal("Asha", 2025_y / 1 / 1, 90, 100_usd)};
    const Book book = BookBuilder{usd}.add(targets).build();
    const auto every = [&](Grain grain) {
        return rollup(book)
            .metrics(target_of(revenue))
            .every(grain)
            .during(2025_y / 1 / 1, 2025_y / 4 / 1)
            .run();
    };
    const Table months = every(Grain::month);
    // 31 days of 90: 34.444...; 59 days: 65.555...; the parts are the differences.
    CHECK(months[0].values()[0].outcome.value().exact() == Rational{3444});
    CHECK(months[1].values()[0].outcome.value().exact() == Rational{6555 - 3444});
    CHECK(months[2].values()[0].outcome.value().exact() == Rational{10000 - 6555});
    CHECK(every(Grain::quarter)[0].values()[0].outcome.value().exact() == Rational{10000});
}

TEST_CASE("targets of a hundred different lengths can be summed") {
    std::vector<Target> targets;
    for (int i = 0; i < 100; ++i)
        targets.push_back(goal("rep " + std::to_string(i), 2025_y / 1 / 1, 60 + i, 1000_usd));
    const Book book = BookBuilder{usd}.add(targets).build();
    const Table table = rollup(book)
                            .metrics(target_of(revenue))
                            .every(Grain::month)
                            .during(2025_y / 1 / 1, 2025_y / 7 / 1)
                            .run();
    Rational sum;
    for (std::size_t row = 0; row < table.size(); ++row)
        sum += table[row].values()[0].outcome.value().exact();
    CHECK(sum == Rational{100 * 1000 * 100});
}
