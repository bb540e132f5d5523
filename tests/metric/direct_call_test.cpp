// SPDX-License-Identifier: MIT
// A metric called on structs reads only what it selects.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <list>
#include <optional>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;

namespace {

/// A deal that notes how often each of its fields is read.
struct Order {
    Stage stage = Stage::open;
    std::optional<Date> opened{};
    std::optional<Date> closed{};
    std::optional<Money> amount{};
    std::optional<Money> cost{};

    struct Reads {
        int stage = 0, opened = 0, closed = 0, amount = 0, cost = 0;
        bool operator==(const Reads&) const = default;
    };
    mutable Reads reads{};
};

}  // namespace

template <>
struct saleskpi::Schema<Order> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        computed(
            "stage", +[](const Order& o) { return ++o.reads.stage, o.stage; }),
        computed(
            "opened", +[](const Order& o) { return ++o.reads.opened, o.opened; }),
        computed(
            "closed", +[](const Order& o) { return ++o.reads.closed, o.closed; }),
        computed(
            "amount", +[](const Order& o) { return ++o.reads.amount, o.amount; }),
        computed(
            "cost", +[](const Order& o) { return ++o.reads.cost, o.cost; })};
};

namespace {

Date day(int number) { return Date{date::days{20'000 + number}}; }

/// Decided on a day of its own each, with an amount of its number in dollars and half of it as cost.
Order order(int number, Stage stage) {
    return {
        stage, day(number - 10), stage == Stage::open ? std::nullopt : std::optional{day(number)},
        Money{number * 100, usd}, Money{number * 50, usd}};
}

/// Each third is won and the others are lost or open; for a while none is won, and then each.
std::vector<Order> orders(int n) {
    std::vector<Order> all;
    for (int i = 0; i < n; ++i) {
        const bool is_won = (i < 300 && i % 3 == 0) || i >= 600;
        all.push_back(order(i, is_won ? Stage::won : i % 2 == 0 ? Stage::lost : Stage::open));
    }
    return all;
}

bool is_untouched_but_for_its_stage(const Order& o) {
    return o.reads == Order::Reads{.stage = o.reads.stage};
}

constexpr int sizes[] = {1, 63, 64, 65, 128, 129, 300, 1000, 5000};

}  // namespace

TEST_CASE("of records that the condition drops nothing else is read") {
    for (const int n : sizes) {
        const std::vector<Order> all = orders(n);
        std::int64_t sum = 0;
        for (const Order& o : all)
            if (o.stage == Stage::won) sum += o.amount->minor();
        CHECK(revenue(all).value().exact() == Rational{sum});
        for (const Order& o : all) {
            CHECK(o.reads.stage > 0);
            if (o.stage == Stage::won)
                CHECK((o.reads.closed > 0 && o.reads.amount > 0));
            else
                CHECK(is_untouched_but_for_its_stage(o));
            CHECK((o.reads.opened == 0 && o.reads.cost == 0));
        }
    }
}

TEST_CASE("each leaf reads what its own condition keeps") {
    for (const int n : sizes) {
        const std::vector<Order> all = orders(n);
        std::int64_t n_won = 0, n_decided = 0;
        for (const Order& o : all) {
            n_won += o.stage == Stage::won;
            n_decided += o.stage != Stage::open;
        }
        CHECK(win_rate(all).value().exact() == Rational{n_won, n_decided});
        for (const Order& o : all) {
            CHECK(o.reads.stage == 1);  // though both conditions ask for it
            CHECK((o.reads.closed > 0) == (o.stage != Stage::open));
        }
    }
}

TEST_CASE("a field that must be known is asked of the records that count otherwise") {
    std::vector<Order> all = orders(1000);
    for (std::size_t i = 0; i < all.size(); i += 7)
        all[i].cost.reset();
    std::int64_t profit = 0, sum = 0;
    for (const Order& o : all) {
        if (o.stage != Stage::won || !o.cost) continue;
        profit += o.amount->minor() - o.cost->minor();
        sum += o.amount->minor();
    }
    CHECK(gross_margin(all).value().exact() == Rational{profit, sum});
    for (const Order& o : all)
        CHECK(is_untouched_but_for_its_stage(o) == (o.stage != Stage::won));
}

TEST_CASE("tests are asked in turn, each of the records that are still open") {
    constexpr auto early = metric(
        "early",
        count<Deal>()
            .where(deal::stage == Stage::open || (deal::amount < 100_usd && deal::cost > 20_usd))
            .by(deal::opened));
    const std::vector<Order> all = orders(700);
    int found = 0;
    for (int i = 0; i < 700; ++i)
        found += all[static_cast<std::size_t>(i)].stage == Stage::open || (i < 100 && i > 40);
    CHECK(early(all).value().exact() == Rational{found});
    for (int i = 0; i < 700; ++i) {
        const Order& o = all[static_cast<std::size_t>(i)];
        const bool is_open = o.stage == Stage::open;
        CHECK((o.reads.amount > 0) == !is_open);
        CHECK((o.reads.cost > 0) == (!is_open && i < 100));
        CHECK((o.reads.opened > 0) == (is_open || (i < 100 && i > 40)));
    }
}

TEST_CASE("outside of the window no more than the date is read") {
    const std::vector<Order> all = orders(1000);
    const Window window{day(650), day(660)};
    CHECK(revenue.within(window, all).value().exact() == Rational{6545 * 100});
    for (int i = 0; i < 1000; ++i) {
        const Order& o = all[static_cast<std::size_t>(i)];
        CHECK((o.reads.amount > 0) == (i >= 650 && i < 660));
    }
}

TEST_CASE("stocks read the second date of those that have begun") {
    constexpr auto running = metric(
        "running",
        count<Deal>().where(deal::stage != Stage::won).active(deal::opened, deal::closed));
    const std::vector<Order> all = orders(900);
    const Window window{day(300), day(400)};
    int found = 0;
    for (int i = 0; i < 900; ++i) {
        const Order& o = all[static_cast<std::size_t>(i)];
        // At the end of the last day, 399: opened ten days before the number, closed on it.
        found += o.stage != Stage::won && i - 10 <= 399 && (o.stage == Stage::open || i > 399);
    }
    CHECK(running.within(window, all).value().exact() == Rational{found});
    for (int i = 0; i < 900; ++i) {
        const Order& o = all[static_cast<std::size_t>(i)];
        // Of a decided one also whether it has that day: until when it was open nobody knows otherwise.
        CHECK(
            (o.reads.closed > 0) ==
            (o.stage == Stage::lost || (o.stage == Stage::open && i - 10 <= 399)));
        CHECK((o.reads.opened > 0) == (o.stage != Stage::won));
    }
}

TEST_CASE("where nothing is selected, the first amount says of what currency the zero is") {
    std::vector<Order> all;
    for (int i = 0; i < 500; ++i)
        all.push_back(order(i + 1, Stage::lost));
    all.front().amount.reset();
    const auto outcome = revenue(all);
    CHECK(outcome == revenue(std::vector<Order>{order(1, Stage::lost)}));
    int amounts = 0;
    for (const Order& o : all) {
        CHECK((o.reads.closed == 0 && o.reads.opened == 0 && o.reads.cost == 0));
        amounts += o.reads.amount;
    }
    CHECK(amounts == 2);
}

TEST_CASE("an earlier period lies before all records only if no record is in it") {
    constexpr auto growth = metric("growth", change(revenue, previous));
    // In the window before there is a record, which does not count: that is a sum of nothing.
    std::vector<Order> all{order(5, Stage::lost), order(15, Stage::won)};
    const Window window{day(10), day(20)};
    const Reason with_record = growth.within(window, all).reason();
    CHECK(with_record != Reason::no_prior_period);
    all.erase(all.begin());
    CHECK(growth.within(window, all) == Reason::no_prior_period);
}

TEST_CASE("records that do not lie side by side") {
    const std::vector<Order> all = orders(1000);
    const std::list<Order> apart{all.begin(), all.end()};
    CHECK(revenue(apart) == revenue(all));
    CHECK(win_rate(apart) == win_rate(all));
    CHECK(sales_cycle(apart) == sales_cycle(all));
    CHECK(gross_margin(apart) == gross_margin(all));
}

TEST_CASE("only money that counts must be of one currency") {
    std::vector<Order> all = orders(400);
    const auto expected = revenue(all);
    for (Order& o : all)
        if (o.stage != Stage::won) o.amount = 7_eur;
    CHECK(revenue(all) == expected);
    all[399].stage = Stage::won;
    all[399].closed = day(399);
    CHECK(code_of([&] { (void)revenue(all); }) == ErrorCode::currency_mismatch);
    // Outside of the window it does not count either.
    CHECK(revenue.within({day(0), day(399)}, all) == expected);
    // What a condition compares, it reads.
    constexpr auto large =
        metric("large", count<Deal>().where(won && deal::amount > 1_eur).by(deal::closed));
    CHECK(code_of([&] { (void)large(orders(400)); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([&] {
              (void)large(std::vector<Order>{order(1, Stage::lost)});
          }) == ErrorCode::currency_mismatch);
}
