// SPDX-License-Identifier: MIT
// Making a book: of structs in memory, of a CSV file, of JSON.
#include "compare.hpp"
#include "loading.hpp"
#include "measurements.hpp"
#include "temporary.hpp"

#include <algorithm>
#include <stdexcept>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::string rate(std::size_t deals, double seconds) {
    return number(static_cast<double>(deals) / 1e6 / seconds) + " M deals a second";
}

std::string with_threads(const char* what, unsigned threads) {
    return std::string{what}.append(", threads: ").append(std::to_string(threads));
}

/// The structs are made by the chunk, and outside of the time.
double structs_seconds(Context& context, unsigned threads) {
    constexpr std::size_t chunk = 500'000;
    const std::size_t n = context.shape().deals;
    std::vector<double> times;
    for (int run = 0; run < context.options().runs; ++run) {
        BookBuilder builder{usd};
        use_threads(builder, threads);
        builder.add(context.generator().assignments());
        double total = 0;
        for (std::size_t first = 0; first < n; first += chunk) {
            const auto deals = context.generator().deals(first, (std::min)(chunk, n - first));
            total += seconds([&] { builder.add(deals); });
        }
        std::optional<Book> book;
        total += seconds([&] { book.emplace(builder.build()); });
        if (run == 0) compare_loaded(*book, context.generator(), n);
        times.push_back(total);
    }
    return median(times);
}

std::string reading_sql(const std::filesystem::path& path) {
    const std::string reader = path.extension() == ".csv" ? "read_csv('" + path.string() +
                                                                "', header = true, "
                                                                "auto_detect = false, delim = ',', "
                                                          : "read_json('" + path.string() +
                                                                "', format = 'newline_delimited', ";
    return "CREATE OR REPLACE TABLE loaded AS SELECT * FROM " + reader + duckdb_columns + ")";
}

/// That DuckDB has read the same deals: their number, and the sums of all that can be added.
void compare_duckdb(DuckDb& duckdb, const Generator& generator, std::size_t n) {
    const Numbers found = duckdb.numbers(
        "SELECT count(*)::BIGINT, (100 * sum(amount))::BIGINT, (100 * sum(list))::BIGINT,"
        " (100 * sum(cost))::BIGINT, count(closed)::BIGINT FROM loaded");
    std::vector<std::int64_t> expected(5);
    expected[0] = static_cast<std::int64_t>(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Fact fact = generator.fact(i);
        expected[1] += fact.amount;
        expected[2] += fact.list;
        expected[3] += fact.cost;
        expected[4] += fact.closed != never;
    }
    if (found.at(0) != expected) throw std::runtime_error{"the answers differ: load by DuckDB"};
}

/// Ours and DuckDB's with the same threads.
void load_both(
    Context& context,
    DuckDb* duckdb,
    const std::filesystem::path& path,
    std::size_t n,
    Lines& lines) {
    const std::string kind = path.extension().string();
    compare_loaded(load_file(path, context.generator(), 2), context.generator(), n);
    if (duckdb) {
        duckdb->run(reading_sql(path));
        compare_duckdb(*duckdb, context.generator(), n);
    }
    for (const unsigned threads : {1u, 2u}) {
        Race race;
        const double& ours = race.add([&] { load_file(path, context.generator(), threads); });
        const auto read_by_duckdb = [&](bool in_order) {
            if (!duckdb) return;
            duckdb->run(
                std::string{"SET preserve_insertion_order = "} + (in_order ? "true" : "false"));
            duckdb->run(reading_sql(path));
        };
        const double& theirs = race.add([&] { read_by_duckdb(true); });
        const double& unordered = race.add([&] { read_by_duckdb(false); });
        if (duckdb) duckdb->threads(threads);
        race.go(context.options().runs);
        Line line = timed(with_threads((kind + ", ours").c_str(), threads), ours);
        if (!duckdb) {
            lines.push_back(line.says(rate(n, ours)));
            lines.push_back(not_available(kind + ", DuckDB"));
            continue;
        }
        // With several threads it is the faster for not having to keep rows in their order.
        const bool is_beside_unordered = threads > 1 && kind == ".csv";
        line.is(theirs / ours, "DuckDB's rate; " + rate(n, ours));
        lines.push_back(is_beside_unordered ? line : line.at_least(1));
        lines.push_back(timed(with_threads((kind + ", DuckDB").c_str(), threads), theirs)
                            .says(rate(n, theirs)));
        Line other =
            timed(with_threads((kind + ", DuckDB in any order").c_str(), threads), unordered);
        other.is(unordered / ours, "its rate is ours");
        lines.push_back(is_beside_unordered ? other.at_least(1) : other);
    }
}

}  // namespace

Lines load_structs(Context& context) {
    context.release();
    Lines lines;
    double one = 0;
    for (const unsigned threads : {1u, 2u}) {
        const double seconds = structs_seconds(context, threads);
        if (threads == 1) one = seconds;
        Line line = timed(with_threads("structs", threads), seconds);
        line.is(one / seconds, "as fast as 1 thread; " + rate(context.shape().deals, seconds));
        lines.push_back(line);
    }
    return lines;
}

Lines load_files(Context& context) {
    context.release();
    const TemporaryFolder folder;
    std::optional<DuckDb> duckdb;
    if (!context.options().duckdb.empty()) duckdb.emplace(context.options().duckdb);
    DuckDb* const other = duckdb ? &*duckdb : nullptr;
    Lines lines;

    const auto csv = folder.path() / "deals.csv";
    write_csv(context.generator(), context.shape().deals, csv);
    load_both(context, other, csv, context.shape().deals, lines);
    std::filesystem::remove(csv);

    const auto json = folder.path() / "deals.ndjson";
    const std::size_t n = (std::min)(context.shape().deals, std::size_t{1'000'000});
    write_ndjson(context.generator(), n, json);
    load_both(context, other, json, n, lines);
    return lines;
}

}  // namespace bench
