// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>
#include <thread>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

/// A deal of a few fields, so that very many fit.
struct Sale {
    std::int32_t number = 0;
    std::int32_t rep = 0;
    Date opened;
    Date closed;
    Stage stage = Stage::won;
    std::optional<Money> amount;
};

const std::vector<std::string> reps{"", "Asha", "Ben", "Chloé", "Dmitri", "Eva", "Finn"};

}  // namespace

template <>
struct saleskpi::Schema<Sale> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        computed(
            "rep",
            +[](const Sale& s) -> std::string_view {
                return reps[static_cast<std::size_t>(s.rep)];
            }),
        computed(
            "customer",
            +[](const Sale& s) -> std::string_view {
                return reps[static_cast<std::size_t>(s.number % 7)];
            }),
        field("stage", &Sale::stage),
        field("opened", &Sale::opened),
        field("closed", &Sale::closed),
        field("amount", &Sale::amount)};
};

namespace {

inline constexpr auto in_progress =
    metric("in_progress", count<Deal>().active(deal::opened, deal::closed));

/// More rows than a few threads take at once.
const Book& large_book() {
    static const Book book = [] {
        constexpr std::int32_t rows = 280'000;
        laws::Random random{1};
        const Date start = try_parse_date("2024-01-01").value();
        std::vector<Sale> sales(rows);
        for (std::int32_t i = 0; i < rows; ++i) {
            Sale& sale = sales[static_cast<std::size_t>(i)];
            sale.number = i;
            sale.rep = static_cast<std::int32_t>(random.between(0, 6));
            sale.closed = start + date::days{random.between(0, 720)};
            sale.opened = sale.closed - date::days{random.between(0, 90)};
            sale.stage = random.chance(40) ? Stage::won : Stage::lost;
            if (random.chance(90)) sale.amount = Money{random.between(-1000, 1'000'000), usd};
        }
        const Date move = try_parse_date("2024-09-10").value();
        const std::vector<Assignment> assignments{
            {"Asha", "North", "EMEA", {}, move, {}},
            {"Asha", "South", "EMEA", move, {}, {}},
            {"Ben", "South", "EMEA", {}, {}, {}},
            {"Chloé", "West", "US", {}, move, {}},
            {"Eva", "West", "US", move, {}, {}}};
        return BookBuilder{usd}.add(sales).add(assignments).build();
    }();
    return book;
}

Table report(const Book& book, unsigned threads) {
    return rollup(book)
        .metrics(
            revenue, deals_won, win_rate, average_deal_size, median_deal_size, sales_cycle_p90,
            largest_deal, revenue_per_customer, revenue_growth)
        .by(region, team, rep)
        .with_subtotals()
        .every(Grain::month)
        .during(try_parse_date("2024-01-01").value(), try_parse_date("2025-12-15").value())
        .threads(threads)
        .run();
}

}  // namespace

TEST_CASE("any number of threads gives the same table") {
    const Table table = report(large_book(), 1);
    CHECK(table.size() > 100);
    for (const unsigned threads : {2U, 3U, 4U, 8U, 0U})
        CHECK(laws::difference(table, report(large_book(), threads)) == "");
}

TEST_CASE("several threads may ask one book at once") {
    const Table table = report(large_book(), 1);
    std::vector<std::string> differences(4, "not computed");
    std::vector<std::thread> threads;
    for (std::string& answer : differences)
        threads.emplace_back([&] { answer = laws::difference(table, report(large_book(), 2)); });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(differences == std::vector<std::string>(4));
}

TEST_CASE("several threads may ask one prepared query at once, from its first question on") {
    const Rollup asked =
        rollup(large_book())
            .metrics(
                revenue, win_rate, median_deal_size, in_progress, largest_deal, rank(revenue),
                share_of(revenue, Level::company))
            .by(region, rep)
            .with_subtotals()
            .every(Grain::month)
            .during(try_parse_date("2024-01-01").value(), try_parse_date("2025-12-15").value());
    const Table table = asked.run();
    large_book().drop_index();
    const Prepared query = asked.prepare();
    std::vector<std::string> differences(8);
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < differences.size(); ++thread)
        threads.emplace_back([&, thread] {
            laws::Random random{thread};
            for (int i = 0; i < 200; ++i) {
                const auto number = random.between(0, static_cast<std::int64_t>(table.size()) - 1);
                const RowView expected = table[static_cast<std::size_t>(number)];
                const RowKey key = expected.key();
                const std::optional<RowView> found = query.find(key.group, key.period);
                for (const Definition& metric : table.metrics())
                    if (!found || !laws::is_same(found->cell(metric), expected.cell(metric)))
                        differences[thread] = key.label + " " + std::string{metric.id()};
                if (query.find({"Nowhere", "Nobody"}, key.period)) differences[thread] = "Nobody";
                // Others compute the whole meanwhile.
                if (i == 50 && thread % 4 == 0)
                    differences[thread] += laws::difference(table, query.run());
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(differences == std::vector<std::string>(8));
}

TEST_CASE("an error in any thread reaches the caller") {
    std::vector<Deal> deals(140'000);
    for (std::size_t i = 0; i < deals.size(); ++i) {
        deals[i].id = std::to_string(i);
        deals[i].created = try_parse_date("2025-01-01").value();
    }
    constexpr std::int64_t huge = (std::numeric_limits<std::int64_t>::max)();
    for (std::size_t i = deals.size() - 3; i < deals.size(); ++i) {
        deals[i].amount = Money{huge, usd};
        deals[i].contract_months = huge;
        deals[i].stage = Stage::won;
        deals[i].closed = deals[i].created;
    }
    const Book book = BookBuilder{usd}.add(deals).build();
    for (const unsigned threads : {1U, 2U, 8U})
        CHECK_THROWS_AS(
            rollup(book).metrics(contract_length_by_value).threads(threads).run(), Error);
}

TEST_CASE("restricted queries of several threads find out the same about one book") {
    const std::vector<std::string> teams{"North", "South", "Ost", "Nomads"};
    const auto ask = [&](const Book& asked, std::size_t i) {
        return rollup(asked)
            .metrics(revenue, change(revenue, previous), calls)
            .by(by::rep)
            .every(Grain::quarter)
            .where(by::team == teams[i % teams.size()] && deal::product != "beta")
            .run();
    };
    const laws::Records records = laws::random_records(77);
    const Book book = records.book();
    const Book alone = records.book();
    std::vector<std::optional<Table>> tables(16);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < tables.size(); ++i)
        threads.emplace_back([&, i] { tables[i] = ask(book, i); });
    for (std::thread& thread : threads)
        thread.join();
    for (std::size_t i = 0; i < tables.size(); ++i)
        CHECK(laws::difference(*tables[i], ask(alone, i)) == "");
}
