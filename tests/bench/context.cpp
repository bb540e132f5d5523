// SPDX-License-Identifier: MIT
#include "context.hpp"

#include "duckdb_deals.hpp"

#include <saleskpi/book/builder.hpp>

#include <algorithm>

namespace bench {

namespace {

Shape shape_of(const Options& options) {
    Shape shape;
    shape.deals = options.deals;
    shape.reps = options.reps;
    return shape;
}

}  // namespace

saleskpi::Book make_book(const Generator& generator) {
    constexpr std::size_t chunk = 50'000;
    saleskpi::BookBuilder builder{saleskpi::usd};
    builder.add(generator.assignments());
    const std::size_t n = generator.shape().deals;
    builder.reserve("deals", n);
    for (std::size_t first = 0; first < n; first += chunk)
        builder.add(generator.deals(first, (std::min)(chunk, n - first)));
    return builder.build();
}

Context::Context(Options options) : options_{std::move(options)}, generator_{shape_of(options_)} {}

const Columns& Context::unordered() {
    if (!unordered_) unordered_ = make_columns(generator_);
    return *unordered_;
}

const Columns& Context::columns() {
    if (!columns_) columns_ = clustered(unordered());
    return *columns_;
}

const saleskpi::Book& Context::book() {
    if (!book_) book_.emplace(make_book(generator_));
    return *book_;
}

DuckDb* Context::duckdb() {
    if (options_.duckdb.empty()) return nullptr;
    if (!duckdb_) {
        duckdb_.emplace(options_.duckdb);
        load_deals(*duckdb_, generator_);
    }
    return &*duckdb_;
}

void Context::release() {
    unordered_.reset();
    columns_.reset();
    book_.reset();
    duckdb_.reset();
    reset_memory();
}

const double& Context::add_duckdb(Race& race, const std::string& sql, unsigned threads) {
    DuckDb* const database = duckdb();
    if (!database) return race.add([] {});
    return race.add([=] { database->run(sql); }, [=] { database->threads(threads); });
}

Line Context::duckdb_line(std::string what, double seconds, double ours) {
    if (!duckdb()) return not_available(std::move(what));
    return timed(std::move(what), seconds).is(seconds / ours, "ours");
}

}  // namespace bench
