// SPDX-License-Identifier: MIT
// A query that is restricted tells of nothing outside: whatever is there, the answer is the same.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "laws/outside.hpp"
#include "support/features.hpp"
#include "support/same_tables.hpp"
#include "support/slow_formula.hpp"

#include <saleskpi/json.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using laws::Restriction;
using laws::Seat;

namespace {

Date day(const char* text) { return parse_date(text); }

const std::vector<Restriction>& restrictions() {
    static const std::vector<Restriction> all{
        {by::team == "North", {"team"}, [](const Seat& s) { return s.team == "North"; }},
        {by::region == "APAC" || by::team == "Ost",
         {"region", "team"},
         [](const Seat& s) { return s.region == "APAC" || s.team == "Ost"; }},
        {one_of(by::rep, "Asha", "Ben", "Eva", "Gül"),
         {"rep"},
         [](const Seat& s) {
             return s.rep == "Asha" || s.rep == "Ben" || s.rep == "Eva" || s.rep == "Gül";
         }},
        {by::team != "South" && by::region != "APAC",
         {"team", "region"},
         [](const Seat& s) {
             return !s.team.empty() && s.team != "South" && !s.region.empty() && s.region != "APAC";
         }},
        {by::team == "Nomads" && by::region == "EMEA" && deal::product == "beta",
         {"team", "region"},
         [](const Seat& s) { return s.team == "Nomads" && s.region == "EMEA"; },
         [](const Deal& d) { return d.product == "beta"; }},
        {deal::product != "beta", {}, nullptr, [](const Deal& d) {
             return !d.product.empty() && d.product != "beta";
         }}};
    return all;
}

/// What somebody gets, if only an error.
std::string told(const std::function<std::string()>& answer) {
    try {
        return answer();
    } catch (const Error& error) {
        return std::string{name(error.code())} + ": " + error.what();
    }
}

/// The first lines in which two texts differ.
std::string difference(const std::string& a, const std::string& b) {
    if (a == b) return {};
    const auto at = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t first = at < 300 ? 0 : at - 300;
    return a.substr(first, 500) + "\n--- and ---\n" + b.substr(first, 500);
}

struct Asked {
    std::vector<std::string> dimensions;
    Grain grain;
    bool has_window;
};

Rollup query(const Book& book, const Restriction& restriction, const Asked& asked) {
    Rollup rollup{book};
    rollup.where(restriction.scope).by(asked.dimensions).every(asked.grain).with_subtotals();
    if (asked.has_window) rollup.during(day("2024-02-01"), day("2025-03-15"));
    return rollup;
}

void require_same(
    const Book& one, const Book& other, const Restriction& restriction, laws::Random& random) {
    static const std::vector<Definition> all = laws::all_metrics();
    static const std::vector<Asked> questions{
        {{"rep"}, Grain::quarter, true},     {{"region", "team", "rep"}, Grain::half, true},
        {{"product"}, Grain::year, true},    {{"industry", "team"}, Grain::year, true},
        {{"customer"}, Grain::window, true}, {{"activity_kind"}, Grain::window, false},
        {{}, Grain::month, false},           {{"company"}, Grain::window, false},
        {{"team"}, Grain::quarter, false}};
    const Asked& asked = random.one_of(questions);
    std::vector<Definition> metrics;
    for (const Definition& metric : all)
        if (random.chance(20)) metrics.push_back(metric);
    INFO(restriction.scope.text() << " by " << nlohmann::json(asked.dimensions).dump());
    const auto table = [&](const Book& book) {
        return told([&] {
            Rollup rollup = query(book, restriction, asked).metrics(metrics);
            return json_text(rollup.run());
        });
    };
    REQUIRE(difference(table(one), table(other)) == "");
    CHECK(query(one, restriction, asked).window() == query(other, restriction, asked).window());

    const Table rows = query(one, restriction, asked).metrics(metrics).run();
    for (int i = 0; i < 12 && rows.size() > 0; ++i) {
        const RowKey key = rows[static_cast<std::size_t>(
                                    random.between(0, static_cast<std::int64_t>(rows.size()) - 1))]
                               .key();
        const Definition& metric = random.one_of(metrics);
        const auto explained = [&](const Book& book) {
            return told([&] {
                return json_text(
                    query(book, restriction, asked).explain(metric, key.group, key.period));
            });
        };
        INFO(metric.id() << " in " << key.label);
        REQUIRE(difference(explained(one), explained(other)) == "");
    }
    // Who is outside is as unknown as who does not exist at all.
    for (const char* name : {"Ingrid", "Zed", "beta", "South"}) {
        const auto asked_for = [&](const Book& book) {
            return told([&] {
                (void)query(book, restriction, asked).metrics(metrics).run().at({name});
                return std::string{"there"};
            });
        };
        CHECK(asked_for(one) == asked_for(other));
    }
}

}  // namespace

TEST_CASE("nothing outside changes anything that a restricted query tells") {
    std::uint64_t seed = 4100;
    std::size_t altered = 0;
    for (const laws::Features& features : laws::all_pairs()) {
        ++seed;
        const laws::MadeUp made{features, seed};
        const laws::MadeUp others{features, seed + 1000};
        laws::Random random{seed};
        for (const Restriction& restriction : restrictions()) {
            const laws::Records same_inside = laws::with_others_outside(
                made.records(), others.records(), restriction, made.as_of(), random);
            altered += laws::count_of_altered(made.records(), same_inside);
            INFO(laws::text_of(features) << ", seed " << seed);
            const Book one = made.at_once(made.records());
            const Book other =
                random.chance(30) ? made.grown(same_inside) : made.at_once(same_inside);
            for (int i = 0; i < 3; ++i)
                require_same(one, other, restriction, random);
        }
    }
    CHECK(altered > 10'000);
}

namespace {

/// Whether all that a metric reads says whose it is, and looks at nothing else of the book.
bool is_of_reps(const Definition& metric) {
    static const std::set<std::string_view> tables{
        "deals", "leads", "activities", "subscriptions", "spend", "surveys", "tickets", "targets"};
    const auto leaves = metric.leaves();
    return std::all_of(
        leaves.begin(), leaves.end(), [](const Leaf& leaf) { return tables.contains(leaf.table); });
}

/// Only what names the rep.
laws::Records of_rep(laws::Records records, const std::string& rep) {
    records.each([&](auto& all) {
        if constexpr (requires { all.front().rep; })
            std::erase_if(all, [&](const auto& record) { return record.rep != rep; });
    });
    records.touches.clear();
    return records;
}

}  // namespace

TEST_CASE("a restricted query says what a book of the records inside would say") {
    std::vector<Definition> metrics;
    for (const Definition& metric : laws::all_metrics())
        if (is_of_reps(metric)) metrics.push_back(metric);
    CHECK(metrics.size() > 80);
    laws::RandomOptions options;
    options.credits = false;
    options.faults = false;
    for (const std::uint64_t seed : {4201U, 4202U, 4203U}) {
        const laws::Records records = laws::random_records(seed, options);
        for (const char* rep : {"Asha", "Ben", "Chloé", "Eva", "Ghost"}) {
            const Book alone = of_rep(records, rep).book();
            for (const std::vector<std::string>& by :
                 {std::vector<std::string>{}, {"region", "team"}}) {
                const auto ask = [&](const Book& book) {
                    Rollup query{book};
                    query.metrics(metrics).by(by).with_subtotals().every(Grain::quarter);
                    return query.during(day("2023-12-01"), day("2025-11-11"));
                };
                const Table restricted = ask(records.book()).where(by::rep == rep).run();
                INFO(rep << ", seed " << seed);
                CHECK(laws::difference_of_values(restricted, ask(alone).run()) == "");
            }
        }
    }
}

TEST_CASE("what is left by each member and by none adds up to all") {
    std::vector<Definition> metrics;
    for (const Definition& metric : laws::all_metrics())
        if (metric.leaves().size() == 1 && metric.steps().size() == 1 &&
            slow::adds(metric) != slow::Adds::over_nothing)
            metrics.push_back(metric);
    CHECK(metrics.size() > 5);
    laws::RandomOptions options;
    options.credits = false;
    const Book book = laws::random_records(4301, options).book();
    for (const char* dimension : {"team", "region", "rep", "product", "industry"}) {
        const auto ask = [&](const Scope& scope) {
            Rollup query{book};
            query.metrics(metrics).where(scope).during(day("2024-01-01"), day("2025-07-01"));
            return query.run();
        };
        const Dimension cut{dimension};
        const Table all = ask(Scope{});
        std::vector<Table> parts{ask(is_missing(cut))};
        for (const RowView row : Rollup{book}.metrics(metrics).by(cut).during(all_time).run())
            if (row.key().group.front() != by::unassigned)
                parts.push_back(ask(cut == row.key().group.front()));
        CHECK(parts.size() > 3);
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            Rational sum;
            std::size_t not_cut = 0;
            for (const Table& part : parts) {
                const auto outcome = part.at({}).values()[m].outcome;
                if (outcome) sum += outcome->exact();
                if (!outcome && outcome.reason() == Reason::not_cut) ++not_cut;
            }
            INFO(metrics[m].id() << " by " << dimension);
            if (not_cut > 0)
                CHECK(not_cut == parts.size());
            else
                CHECK(to_text(sum) == to_text(all.at({}).values()[m].outcome->exact()));
        }
    }
}

TEST_CASE("restricted parts become the whole that is restricted") {
    const laws::Records records = laws::random_records(4401);
    const Book whole = records.book();
    std::vector<Book> parts;
    for (laws::Records& part : records.split(3, 4401)) {
        part.customers = records.customers;
        parts.push_back(part.book());
    }
    for (const Restriction& restriction : restrictions())
        for (const std::vector<std::string>& by :
             {std::vector<std::string>{"team", "rep"}, {"product", "region"}})
            for (const bool shares_of_whole : {false, true}) {
                const auto ask = [&](const Book& book) {
                    Rollup query{book};
                    query.metrics(laws::all_metrics()).by(by).with_subtotals().every(Grain::half);
                    query.during(day("2024-01-01"), day("2025-05-21")).threads(1);
                    return query.where(restriction.scope).shares_of_whole(shares_of_whole);
                };
                Partial merged = ask(parts[1]).partial();
                merged.merge(ask(parts[0]).partial());
                merged.merge(ask(parts[2]).partial());
                INFO(restriction.scope.text());
                CHECK(laws::difference(ask(whole).run(), merged.table()) == "");
            }
}
