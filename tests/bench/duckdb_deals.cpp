// SPDX-License-Identifier: MIT
#include "duckdb_deals.hpp"

#include <saleskpi/value/date.hpp>

#include <algorithm>
#include <string>

namespace bench {

namespace {

std::string names(const char* type, const char* prefix, std::size_t n) {
    return std::string{"CREATE TYPE "}
        .append(type)
        .append(" AS ENUM (SELECT '")
        .append(prefix)
        .append("' || i FROM range(")
        .append(std::to_string(n))
        .append(") t(i) ORDER BY i)");
}

void append_facts(DuckDb& duckdb, const Generator& generator) {
    constexpr std::size_t chunk = 1'000'000;
    const std::size_t n = generator.shape().deals;
    for (std::size_t first = 0; first < n; first += chunk) {
        std::vector<std::vector<std::int32_t>> columns(12);
        for (std::size_t i = first; i < (std::min)(first + chunk, n); ++i) {
            const Fact f = generator.fact(i);
            const std::size_t team = generator.team_of(f.rep);
            const std::int32_t row[] = {
                static_cast<std::int32_t>(f.rep),
                static_cast<std::int32_t>(team),
                static_cast<std::int32_t>(generator.region_of(team)),
                static_cast<std::int32_t>(f.customer),
                static_cast<std::int32_t>(f.product),
                static_cast<std::int32_t>(f.stage),
                f.created,
                f.opened,
                f.closed == never ? DuckDb::missing : std::int32_t{f.closed},
                f.amount,
                f.list,
                f.cost};
            for (std::size_t c = 0; c < columns.size(); ++c)
                columns[c].push_back(row[c]);
        }
        duckdb.append("facts", columns);
    }
}

}  // namespace

void load_deals(DuckDb& duckdb, const Generator& generator) {
    const Shape& shape = generator.shape();
    duckdb.threads(2);
    duckdb.run(names("rep_name", "rep-", shape.reps));
    duckdb.run(names("team_name", "team-", shape.teams));
    duckdb.run(names("region_name", "region-", shape.regions));
    duckdb.run(names("customer_name", "customer-", shape.customers));
    duckdb.run(names("product_name", "product-", shape.products));
    duckdb.run("CREATE TYPE stage_name AS ENUM ('open', 'won', 'lost')");
    duckdb.run(
        "CREATE TABLE facts (rep INTEGER, team INTEGER, region INTEGER, customer INTEGER,"
        " product INTEGER, stage INTEGER, created INTEGER, opened INTEGER, closed INTEGER,"
        " amount INTEGER, list INTEGER, cost INTEGER)");
    append_facts(duckdb, generator);
    const std::string origin = "DATE '" + saleskpi::to_text(generator.window().first) + "'";
    duckdb.run(
        "CREATE TABLE deals AS SELECT ('rep-' || rep)::rep_name AS rep,"
        " ('team-' || team)::team_name AS team, ('region-' || region)::region_name AS region,"
        " ('customer-' || customer)::customer_name AS customer,"
        " ('product-' || product)::product_name AS product,"
        " (CASE stage WHEN 0 THEN 'open' WHEN 1 THEN 'won' ELSE 'lost' END)::stage_name AS stage,"
        " " +
        origin + " + created AS created, " + origin +
        " + opened AS opened,"
        " " +
        origin +
        " + closed AS closed, amount, list, cost"
        " FROM facts ORDER BY facts.rep, facts.closed");
    duckdb.run("DROP TABLE facts");
    duckdb.run("CREATE TABLE reps AS SELECT DISTINCT rep, team, region FROM deals");
    duckdb.run(
        "CREATE TABLE months AS SELECT (" + origin +
        " + to_months(i::INTEGER))::DATE AS month"
        " FROM range(" +
        std::to_string(shape.months) + ") t(i)");
}

}  // namespace bench
