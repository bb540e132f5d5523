// SPDX-License-Identifier: MIT
// Which charts a page has by itself.
#include "catch.hpp"
#include "html/svg_reader.hpp"
#include "support/make.hpp"

#include <saleskpi/html/page.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace xml;

namespace {

/// So many reps of two teams, who won 1, 2, 3 ... dollars in the first quarter, the last that is over.
Report report(int reps, bool has_teams) {
    using namespace make;
    std::vector<Deal> won;
    std::vector<Assignment> seats;
    for (int i = 1; i <= reps; ++i) {
        const std::string name = "Rep " + std::to_string(i);
        won.push_back(deal_of(name.c_str()).won(Money{100 * i, usd}, "2025-01-20"));
        seats.push_back({.rep = name, .team = i % 2 == 0 ? "Even" : "Odd"});
    }
    const Book book = make::book(won, seats);
    Rollup query = rollup(book)
                       .metrics(kpi::revenue)
                       .with_subtotals()
                       .every(Grain::quarter)
                       .during(days("2025-01-01", "2025-04-15"));
    if (has_teams)
        query.by(by::team, by::rep);
    else
        query.by(by::rep);
    return Report{query.run()};
}

/// The texts of each chart above the tables.
std::vector<Texts> charts(const std::string& html) {
    std::vector<Texts> all;
    for (std::size_t at = html.find("<figure>"); at != std::string::npos;
         at = html.find("<figure>", at + 1)) {
        const std::size_t first = html.find("<svg", at);
        all.push_back(texts(read(html.substr(first, html.find("</svg>", at) + 6 - first))));
    }
    return all;
}

}  // namespace

TEST_CASE("a page draws groups as far within as there are at most twelve") {
    const auto of_reps = charts(to_html(report(12, true)));
    REQUIRE(of_reps.size() == 2);  // how the total has gone comes first
    CHECK(has(of_reps[1], "Odd, Rep 11"));
    CHECK(has(of_reps[1], "Even, Rep 2"));

    // 1 + 3 + ... + 13, and 2 + 4 + ... + 12.
    const auto of_teams = charts(to_html(report(13, true)));
    REQUIRE(of_teams.size() == 2);
    for (const char* text : {"Odd", "49", "Even", "42"})
        CHECK(has(of_teams[1], text));
    CHECK_FALSE(has(of_teams[1], "Odd, Rep 11"));
}

TEST_CASE("of more groups a page draws the best") {
    const auto drawn = charts(to_html(report(60, false)));
    REQUIRE(drawn.size() == 2);
    for (const char* text : {"1", "Rep 60", "60", "Rep 50"})
        CHECK(has(drawn[1], text));
    CHECK_FALSE(has(drawn[1], "Rep 1"));
    CHECK(drawn[1].back().starts_with("+"));
}

TEST_CASE("one group is no chart") { CHECK(charts(to_html(report(1, false))).size() == 1); }

TEST_CASE("a page draws the waterfalls that are asked for, in the section of their balance") {
    const Report one = report(2, false);
    PageOptions options;
    options.waterfalls = {{"revenue", "revenue", "revenue"}};
    CHECK(charts(to_html(one, options)).size() == 3);
    options.waterfalls = {{"revenue", "margin"}};
    CHECK_THROWS_AS(to_html(one, options), Error);
}
