// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// Ten thousand customers, a deal of each, on a thousand days.
Book book_of_many() {
    std::vector<Deal> deals;
    for (int i = 0; i < 10'000; ++i) {
        Deal deal;
        deal.id = std::to_string(i);
        deal.customer = "c" + std::to_string(i);
        deal.rep = i % 3 == 0 ? "Asha" : "";
        deal.stage = Stage::won;
        deal.closed = parse_date("2022-01-01") + date::days{i % 1000};
        deal.amount = Money{100, usd};
        deals.push_back(deal);
    }
    return BookBuilder{usd}.add(deals).build();
}

std::optional<ErrorCode> code_within(const Rollup& query, const Limits& limits) {
    return code_of([&] { (void)Rollup{query}.within(limits).run(); });
}

struct Counting final : Watch {
    std::size_t calls = 0;
    double last = 0;
    std::size_t most = SIZE_MAX;
    bool goes_on(double done) override {
        CHECK(done >= 0);
        CHECK(done <= 1);
        last = done;
        return ++calls < most;
    }
};

}  // namespace

TEST_CASE("a table within its limits is the table") {
    const Book book = book_of_many();
    const Rollup query = rollup(book).metrics(revenue, win_rate).by("customer").every(Grain::year);
    Limits limits;
    limits.cells = 200'000;
    limits.steps = 4;
    limits.formula = 3;
    limits.time = std::chrono::minutes{10};
    const Table table = Rollup{query}.within(limits).run();
    CHECK(table.size() == query.run().size());
    CHECK(table[0][revenue] == query.run()[0][revenue]);
}

TEST_CASE("a table of too many cells is refused, by rows and by what is kept for it") {
    const Book book = book_of_many();
    const Rollup by_customer = rollup(book).metrics(revenue).by("customer");
    CHECK(code_within(by_customer, {.cells = 9'999}) == ErrorCode::too_many_cells);
    CHECK_FALSE(code_within(by_customer, {.cells = 10'001}));
    // Ten thousand customers a day each are refused long before they are in memory.
    const Rollup by_day = rollup(book).metrics(revenue).by("customer").every(Grain::day);
    CHECK(code_within(by_day, {.cells = 1'000'000}) == ErrorCode::too_many_cells);
    const Rollup far = rollup(book).metrics(average_over(revenue, Grain::day)).during(all_time);
    CHECK(code_within(far, {.cells = 100'000}) == ErrorCode::too_many_cells);
    const Rollup by_rep = rollup(book).metrics(revenue).by("rep").every(Grain::day);
    CHECK(code_within(by_rep, {.cells = 1'000}) == ErrorCode::too_many_cells);
}

TEST_CASE("cells are those of the table, subtotals among them") {
    std::vector<Deal> deals;
    std::vector<Assignment> seats;
    for (int i = 0; i < 50; ++i) {
        const std::string n = std::to_string(i);
        Deal deal;
        deal.id = n, deal.rep = "rep" + n, deal.stage = Stage::won;
        deal.closed = parse_date("2025-01-10"), deal.amount = Money{100, usd};
        deals.push_back(deal);
        Assignment seat;
        seat.rep = "rep" + n, seat.team = "team" + n, seat.region = "region" + n;
        seats.push_back(seat);
    }
    const Book book = BookBuilder{usd}.add(deals).add(seats).build();
    const auto least_accepted = [](const Rollup& query) {
        std::size_t cells = 1;
        while (code_within(query, {.cells = cells}) == ErrorCode::too_many_cells)
            ++cells;
        return cells;
    };
    Rollup all = rollup(book).metrics(revenue).by(by::region, by::team, by::rep).with_subtotals();
    all.during({parse_date("2025-01-01"), parse_date("2025-02-01")});
    const std::size_t cells = all.run().size();
    CHECK(cells >= 151);
    CHECK(least_accepted(all) == cells);
    Rollup plain = rollup(book).metrics("5 USD", "6 USD").every(Grain::day);
    plain.during({parse_date("2025-01-01"), parse_date("2025-02-01")});
    CHECK(least_accepted(plain) == 2 * 31);
}

TEST_CASE("formulas are limited one by one and together") {
    const Book book = book_of_many();
    const Rollup query = rollup(book).metrics(revenue, win_rate);
    CHECK(code_within(query, {.steps = 3}) == ErrorCode::too_many_steps);
    CHECK(code_within(query, {.formula = 2}) == ErrorCode::formula_too_large);
    // What is used twice is one step of the metric, and two written out.
    const Definition twice = metric("twice", Definition{revenue} + Definition{revenue});
    CHECK(twice.steps().size() == 2);
    CHECK_FALSE(code_within(rollup(book).metrics(twice), {.steps = 2, .formula = 3}));
    CHECK(code_within(rollup(book).metrics(twice), {.formula = 2}) == ErrorCode::formula_too_large);
}

TEST_CASE("a query ends when its time is up") {
    const Book book = book_of_many();
    for (const char* dimension : {"customer", "rep", "product"})
        CHECK(
            code_within(
                rollup(book).metrics(revenue).by(dimension),
                {.time = std::chrono::milliseconds{0}}) == ErrorCode::out_of_time);
    const Limits none{.time = std::chrono::milliseconds{0}};
    const Period year = Calendar{}.period(Year{2023});
    CHECK(code_of([&] {
              (void)rollup(book).within(none).explain(revenue, {}, year);
          }) == ErrorCode::out_of_time);
    CHECK(code_of([&] {
              (void)rollup(book).metrics(revenue).during(year.window()).within(none).partial();
          }) == ErrorCode::out_of_time);
}

TEST_CASE("who watches is told how far a query is, and may end it") {
    const Book book = book_of_many();
    Counting watch;
    (void)rollup(book).metrics(revenue).by("customer").watched_by(watch).run();
    CHECK(watch.calls > 3);
    CHECK(watch.last == 1);
    Counting impatient;
    impatient.most = 2;
    CHECK(code_of([&] {
              (void)rollup(book)
                  .metrics(revenue)
                  .by("customer")
                  .threads(4)
                  .watched_by(impatient)
                  .run();
          }) == ErrorCode::cancelled);
    CHECK(impatient.calls == 2);
}
