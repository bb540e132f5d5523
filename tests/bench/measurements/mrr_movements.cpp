// SPDX-License-Identifier: MIT
// Movements of recurring revenue by region and month, of two million subscriptions. A book works them out as
// it is built; the expert and the database do so when they are asked.
#include "compare.hpp"
#include "measurements.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::size_t subscriptions = 2'000'000;
constexpr std::size_t customers = 400'000;
constexpr std::uint32_t reps = 200;
constexpr std::uint32_t regions = 8;
constexpr std::int32_t still = DuckDb::missing;

std::uint32_t region_of(std::uint32_t customer) { return customer % reps % regions; }

/// A subscription: its customer, what it brings in a year, and its days from the window's first on.
struct Seat {
    std::uint32_t customer;
    std::int32_t yearly, started, ended;
};

/// The same ones for the same number: every customer has five, and so pauses, overlaps and comes back.
Seat seat(std::size_t number) {
    std::uint64_t bits = (number + 1) * 0x9E37'79B9'7F4A'7C15U;
    const auto below = [&](std::uint64_t n) {
        bits ^= bits >> 29U;
        bits *= 0xBF58'476D'1CE4'E5B9U;
        bits ^= bits >> 32U;
        return static_cast<std::int32_t>(bits % n);
    };
    Seat one{static_cast<std::uint32_t>(below(customers)), 0, 0, still};
    one.yearly = 12 * (1'000 + below(100'000));
    one.started = below(1'800);
    if (below(3) > 0) one.ended = one.started + 30 + below(700);
    return one;
}

Book book_of(const Window& window, unsigned threads) {
    BookBuilder builder{usd};
    builder.threads(threads);
    std::vector<Assignment> seats;
    for (std::uint32_t rep = 0; rep < reps; ++rep)
        seats.push_back(
            {.rep = "rep-" + std::to_string(rep),
             .region = "region-" + std::to_string(rep % regions)});
    builder.add(seats);
    std::vector<Subscription> some;
    for (std::size_t i = 0; i < subscriptions; ++i) {
        const Seat one = seat(i);
        Subscription& subscription = some.emplace_back();
        subscription.id = "S" + std::to_string(i);
        subscription.customer = "customer-" + std::to_string(one.customer);
        subscription.rep = "rep-" + std::to_string(one.customer % reps);
        subscription.price = Money{one.yearly / 12, usd};
        subscription.started = window.first + date::days{one.started};
        if (one.ended != still) subscription.ended = window.first + date::days{one.ended};
        if (some.size() < 50'000 && i + 1 < subscriptions) continue;
        builder.add(some);
        some.clear();
    }
    return builder.build();
}

enum Kind : std::size_t { fresh, up, down, gone_away, back, kinds };
using Moves = std::array<std::int64_t, kinds>;

/// Steps by customer, put in order by counting, and those of one customer by their days.
Grid<Moves> by_hand(const std::vector<Seat>& all, const DayToPeriod& month_of) {
    struct Step {
        std::int32_t day, yearly;
    };
    std::vector<std::uint32_t> first(customers + 1);
    for (const Seat& one : all)
        first[one.customer + 1] += one.ended == still ? 1 : 2;
    for (std::size_t i = 0; i < customers; ++i)
        first[i + 1] += first[i];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    std::vector<Step> steps(first.back());
    for (const Seat& one : all) {
        steps[next[one.customer]++] = {one.started, one.yearly};
        if (one.ended != still) steps[next[one.customer]++] = {one.ended, -one.yearly};
    }
    Grid<Moves> grid{regions, month_of.periods()};
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
        Step* const begin = steps.data() + first[customer];
        Step* const end = steps.data() + first[customer + 1];
        std::sort(begin, end, [](const Step& a, const Step& b) { return a.day < b.day; });
        std::int64_t pays = 0;
        bool has_paid = false;
        for (const Step* at = begin; at != end;) {
            const std::int32_t day = at->day;
            std::int64_t net = 0;
            for (; at != end && at->day == day; ++at)
                net += at->yearly;
            const Kind kind = pays == 0         ? (has_paid ? back : fresh)
                              : pays + net == 0 ? gone_away
                              : net > 0         ? up
                                                : down;
            const std::size_t month = month_of(static_cast<std::uint16_t>(day));
            grid(region_of(customer), month)[kind] += net;
            pays += net;
            has_paid = has_paid || pays > 0;
        }
    }
    return grid;
}

/// Steps of a day netted, and what each customer has paid up to then by a window over his days.
std::string sql(const Window& window) {
    const auto sum_where = [](const char* condition) {
        return std::string{", sum(CASE WHEN "} + condition + " THEN net ELSE 0 END)";
    };
    return "WITH steps AS (SELECT customer, region, started AS day, yearly AS y FROM seats UNION "
           "ALL"
           " SELECT customer, region, ended, -yearly FROM seats WHERE ended IS NOT NULL),"
           " days AS (SELECT customer, any_value(region) AS region, day, sum(y)::BIGINT AS net"
           " FROM steps GROUP BY customer, day),"
           " paid AS (SELECT *, (sum(net) OVER (PARTITION BY customer ORDER BY day))::BIGINT AS "
           "after,"
           " row_number() OVER (PARTITION BY customer ORDER BY day) AS n FROM days)"
           " SELECT region AS g, " +
           period_sql("day", window, Grain::month) + " AS p" + sum_where("after = net AND n = 1") +
           sum_where("after > net AND net > 0") + sum_where("after > 0 AND net < 0") +
           sum_where("after = 0") + sum_where("after = net AND n > 1") + " FROM paid WHERE " +
           within_sql("day", window) + " GROUP BY ALL";
}

void load(DuckDb& duckdb, const std::vector<Seat>& all, const Window& window) {
    duckdb.run(
        "CREATE TABLE facts (customer INTEGER, region INTEGER, yearly INTEGER, started INTEGER,"
        " ended INTEGER)");
    std::vector<std::vector<std::int32_t>> columns(5);
    for (const Seat& one : all) {
        columns[0].push_back(static_cast<std::int32_t>(one.customer));
        columns[1].push_back(static_cast<std::int32_t>(region_of(one.customer)));
        columns[2].push_back(one.yearly);
        columns[3].push_back(one.started);
        columns[4].push_back(one.ended);
    }
    duckdb.append("facts", columns);
    const std::string origin = "DATE '" + to_text(window.first) + "'";
    duckdb.run(
        "CREATE TABLE seats AS SELECT customer, 'region-' || region AS region, yearly, " + origin +
        " + started AS started, " + origin + " + ended AS ended FROM facts ORDER BY customer");
}

}  // namespace

Lines mrr_movements(Context& context) {
    context.release();
    const Window window = context.window();
    const DayToPeriod month_of{window, Grain::month, window.first};
    std::vector<Seat> all;
    for (std::size_t i = 0; i < subscriptions; ++i)
        all.push_back(seat(i));
    const Grid<Moves> expected = by_hand(all, month_of);

    std::optional<Book> book;
    Race build;
    const double& built = build.add([&] { book = book_of(window, 2); });
    build.go(1);
    const auto ours = [&](unsigned threads) {
        return rollup(*book)
            .metrics(new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivation_mrr)
            .by(by::region)
            .every(Grain::month)
            .during(window)
            .threads(threads)
            .run();
    };
    const std::size_t cells = regions * month_of.periods();
    for (const unsigned threads : {1u, 2u})
        compare(
            ours(threads), cells,
            [&](const Place& place, std::span<Value> values) {
                const Moves& moves = expected(place.group, place.period);
                for (std::size_t kind = 0; kind < kinds; ++kind)
                    values[kind] = Rational{
                        kind == down || kind == gone_away ? -moves[kind] : moves[kind], 12};
            },
            "ours, movements");

    std::optional<DuckDb> duckdb;
    const std::string query = sql(window);
    if (!context.options().duckdb.empty()) {
        duckdb.emplace(context.options().duckdb);
        load(*duckdb, all, window);
        compare(
            by_number(*duckdb, query), cells,
            [&](std::size_t group, std::size_t period) {
                const Moves& moves = expected(group, period);
                return std::vector<std::int64_t>(moves.begin(), moves.end());
            },
            "DuckDB, movements");
    }

    Race race;
    const double& one = race.add([&] { ours(1); }, forgetting(*book));
    const double& two = race.add([&] { ours(2); }, forgetting(*book));
    const double& expert = race.add([&] { by_hand(all, month_of); });
    const auto add_duckdb = [&](unsigned threads) -> const double& {
        if (!duckdb) return race.add([] {});
        return race.add([&] { duckdb->run(query); }, [&, threads] { duckdb->threads(threads); });
    };
    const double& duck_one = add_duckdb(1);
    const double& duck_two = add_duckdb(2);
    race.go(context.options().runs);
    const auto duck_line = [&](const char* what, double seconds, double against) {
        return duckdb ? timed(what, seconds).is(seconds / against, "ours") : not_available(what);
    };
    return {
        timed("ours, first query, 1 thread", one).is(one / expert, "the expert's loop").at_most(3),
        timed("ours, first query, 2 threads", two).is(one / two, "as fast as 1 thread"),
        timed("ours, from structs to a book that has worked them out, 2 threads", built)
            .is(built / expert, "the expert's loop"),
        timed("expert: steps by customer and day, one pass", expert),
        duck_line("DuckDB, 1 thread", duck_one, one).at_least(5),
        duck_line("DuckDB, 2 threads", duck_two, two).at_least(5)};
}

}  // namespace bench
