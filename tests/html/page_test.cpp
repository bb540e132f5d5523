// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "html/escape.hpp"
#include "html/sha256.hpp"
#include "support/small_report.hpp"

#include <saleskpi/html/page.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace make;

namespace {

Rollup quarters() {
    return Rollup{small_report::book()}
        .metrics(revenue, win_rate, attainment(revenue))
        .by(region, team)
        .with_subtotals()
        .every(Grain::quarter)
        .during(small_report::window());
}

PageExplain explained(const Rollup& query) {
    return [&query](const RowKey& key, const Definition& metric) {
        return query.explain(metric, key.group, key.period);
    };
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1))
        ++n;
    return n;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// What stands between the first of two texts and the next of the other.
std::string between(std::string_view text, std::string_view begin, std::string_view end) {
    const std::size_t at = text.find(begin) + begin.size();
    return std::string{text.substr(at, text.find(end, at) - at)};
}

/// So many reps that won a deal each day.
Report many_cells(std::size_t reps) {
    std::vector<Deal> deals;
    for (std::size_t i = 0; i < reps; ++i)
        deals.push_back(
            {.id = "D" + std::to_string(i),
             .rep = "Rep " + std::to_string(i),
             .stage = Stage::won,
             .closed = day("2025-01-20"),
             .amount = 123456.78_usd});
    return Report{Rollup{BookBuilder{usd}.add(deals).build()}
                      .metrics(revenue, deals_won, win_rate, average_deal_size)
                      .by(rep)
                      .with_subtotals()
                      .during(days("2025-01-01", "2025-02-01"))
                      .run()};
}

}  // namespace

TEST_CASE("texts in a page are shown and not obeyed") {
    using detail::html_text;
    CHECK(
        html_text("<b title=\"x\">A & 'B'</b>") ==
        "&lt;b title=&quot;x&quot;&gt;A &amp; &#39;B&#39;&lt;/b&gt;");
    CHECK(html_text("two\r\nlines") == "two&#13;\nlines");
    CHECK(
        html_text({"a\0b", 3}) ==
        "a\xEF\xBF\xBD"
        "b");
    CHECK(html_text("caf\xC3\xA9 \xE6\xBC\xA2 \xC3(") == "caf\xC3\xA9 \xE6\xBC\xA2 \xEF\xBF\xBD(");
}

TEST_CASE("texts in the data of the script end neither it nor a line") {
    using detail::script_string;
    CHECK(script_string("</script><!--") == R"("\u003c/script\u003e\u003c!--")");
    CHECK(script_string("a\"b\\c\n\xE2\x80\xA8\xE2\x80\xA9") == R"("a\"b\\c\u000a\u2028\u2029")");
    CHECK(script_string("\xF0\x9F\x98\x80\xFF") == "\"\xF0\x9F\x98\x80\xEF\xBF\xBD\"");
}

TEST_CASE("SHA-256 is that of its standard") {
    using detail::sha256_base64;
    // The examples of FIPS 180-4 and of NIST, in base64; one block, two, and one that just does not fit.
    CHECK(sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    CHECK(sha256_base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    CHECK(
        sha256_base64("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
    CHECK(
        sha256_base64(std::string(1'000'000, 'a')) ==
        "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=");
}

TEST_CASE("the cards are of the last quarter that is over, and say what the one that goes on has") {
    const std::string html = to_html(Report{quarters().run()});
    CHECK(has(html, "<h2 id=overview-h>Overview <small>2025-Q1</small></h2>"));
    CHECK(
        has(html,
            "<h3><a href=#d0>Revenue</a> <small>activity</small></h3><p class=big>1,234.50 "
            "<small>USD</small></p>"));
    CHECK(has(html, "<p class=quiet>2025-Q2 so far: 400.00 USD</p>"));
    CHECK(has(html, "<p class=\"big\">50.00 %</p>") == false);
    CHECK(has(html, "<p class=big>50.00 %</p>"));
    CHECK(has(html, "<p class=target>Target: no target</p>"));
}

TEST_CASE("a change is told by sign, colour and word") {
    const Book book = make::book(
        std::vector{seat("Asha", "North")},
        deals(
            deal_of("Asha").won(1000_usd, "2025-01-20"), deal_of("Asha").won(750_usd, "2025-02-20"),
            deal_of("Asha").lost(5_usd, "2025-02-21")));
    const std::string html = to_html(Report{Rollup{book}
                                                .metrics(revenue, win_rate, deals_lost)
                                                .every(Grain::month)
                                                .during(days("2025-01-01", "2025-03-01"))
                                                .run()});
    // (750 - 1000) / 1000; 1/2 - 1 of all deals; from no deal that was lost to one.
    CHECK(
        has(html,
            "<p class=bad><span aria-hidden=true>▼</span> <b>-25.0 %</b> worse than <span "
            "class=quiet>2025-01: 1,000</span></p>"));
    CHECK(has(html, "<b>-50.0 pp</b> worse"));
    CHECK(has(html, "<p class=bad><span aria-hidden=true>▲</span> <b>+1</b> worse"));
}

TEST_CASE(
    "the table has each group before those within it, and reasons where there are no values") {
    const std::string html = to_html(Report{quarters().run()}, {.charts = false});
    const std::string body = between(html, "<table class=kpi>", "</table>");
    const std::string rows = body.substr(body.find("<tbody>"));
    CHECK(rows == R"(<tbody>
<tr class=d0><th scope=row>Total<td class=p>2025-Q1<td>1,234.50<td>50.00 %<td class=n>no target
<tr class=d0><th scope=row>Total<td class=p>2025-Q2<sup>*</sup><td>400.00<td>100.00 %<td class=n>no target
<tr class="d1 g"><th scope=row><bdi>EMEA</bdi><td class=p>2025-Q1<td>1,234.50<td>50.00 %<td class=n>no target
<tr class="d1 g"><th scope=row><bdi>EMEA</bdi><td class=p>2025-Q2<sup>*</sup><td>400.00<td>100.00 %<td class=n>no target
<tr class=d2><th scope=row><bdi>North</bdi><td class=p>2025-Q1<td>1,234.50<td>50.00 %<td class=n>no target
<tr class=d2><th scope=row><bdi>North</bdi><td class=p>2025-Q2<sup>*</sup><td>0.00<td class=n>no records<td class=n>no target
<tr class=d2><th scope=row><bdi>South</bdi><td class=p>2025-Q1<td>0.00<td class=n>no records<td class=n>no target
<tr class=d2><th scope=row><bdi>South</bdi><td class=p>2025-Q2<sup>*</sup><td>400.00<td>100.00 %<td class=n>no target
)");
}

TEST_CASE("a number leads to its formula, its numbers and its records") {
    const Rollup query = quarters();
    const std::string html = to_html(
        Report{query.run()}, {.explain = explained(query), .command = "explain {metric} <now>"});
    // The second number: the total's win rate in the first quarter, one deal of two.
    CHECK(has(html, "<td><a href=#e2>50.00 %</a>"));
    const std::string source = between(html, "<div id=e2 class=x>", "</div>");
    CHECK(has(source, "<h3>Total, 2025-Q1: <b>50.00 %</b></h3><p><code>= 1 / 2</code>"));
    CHECK(has(source, "<li value=1>1; 1 record: "));
    CHECK(has(source, "<li value=2>2; 2 records: "));
    CHECK(has(html, "<code>explain {metric} &lt;now&gt;</code>"));
}

TEST_CASE("explanations keep within their budget, the total's first") {
    const Rollup query = quarters();
    const Report report{query.run()};
    const PageExplain explain = explained(query);
    const std::string few = to_html(report, {.explain = explain, .explained_cells = 3});
    CHECK(count(few, "class=x>") == 3);
    CHECK(has(few, "<tr class=d0><th scope=row>Total<td class=p>2025-Q1<td><a href=#e1>"));
    CHECK(has(few, "<p>21 numbers are not explained here: there are too many.</p>"));
    const std::string none = to_html(report, {.explain = explain, .explained_bytes = 10});
    CHECK(count(none, "class=x>") == 0);
    const std::string one = to_html(report, {.explain = explain, .explained_bytes = 400});
    CHECK(count(one, "class=x>") >= 1);
    CHECK(one.size() < to_html(report).size() + 2'500);
}

TEST_CASE("a page has the same bytes each time, in pieces or as one, and no clock") {
    const Report report{quarters().run()};
    const std::string html = to_html(report);
    CHECK(html == to_html(report));
    std::string pieces;
    write_html(report, [&](std::string_view piece) { pieces += piece; });
    CHECK(html == pieces);
    CHECK(!has(html, "made on"));
    CHECK(has(to_html(report, {.made_on = day("2025-05-16")}), "made on 2025-05-16"));
}

TEST_CASE("the policy names the page's own script and style by what they hash to") {
    PageTheme theme;
    theme.light.accent = "#123456";
    const std::string html = to_html(Report{quarters().run()}, {.theme = theme});
    const std::string policy = between(html, "Content-Security-Policy content=\"", "\"");
    CHECK(
        policy == "default-src 'none'; style-src 'sha256-" +
                      detail::sha256_base64(between(html, "<style>", "</style>")) +
                      "'; script-src 'sha256-" +
                      detail::sha256_base64(between(html, "<script>", "</script>")) +
                      "'; base-uri 'none'; form-action 'none'");
    CHECK(has(html, "--accent:#123456;"));
}

TEST_CASE("a page is as small as is said") {
    const std::string small = to_html(many_cells(1));
    const std::string large = to_html(many_cells(1001));
    CHECK(small.size() < 60'000);
    // Four numbers each, their name and what begins their row.
    CHECK((large.size() - small.size()) / 4'000 < 60);
}

TEST_CASE("of more than 2,000 rows there are parts, all with their headings") {
    const std::string html = to_html(many_cells(2100));
    CHECK(count(html, "<details class=part>") == 5);
    CHECK(count(html, "<table class=kpi>") == 5);
    CHECK(count(html, "<th scope=row>") == 2101 + 1);  // and that of the records that were read
    CHECK(has(html, "<summary>Total – Rep "));
}

TEST_CASE("of a part of the records nothing is told of the others") {
    const std::string all = to_html(Report{quarters().run()});
    CHECK(has(all, "id=data"));
    const std::string part = to_html(Report{quarters().where(team == "South").run()});
    CHECK(!has(part, "id=data"));
    CHECK(!has(part, "href=#data"));
    CHECK(!has(part, "Asha"));
    CHECK(has(part, "where team = South"));
}

TEST_CASE("what a page cannot be made of") {
    const Report report{quarters().run()};
    const auto code_of = [&](const Report& of, const PageOptions& options) {
        try {
            to_html(of, options);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::no_value;
    };
    CHECK(code_of(report, {.cards = {"margin"}}) == ErrorCode::invalid_argument);
    CHECK(code_of(report, {.sections = {{"A", {"margin"}}}}) == ErrorCode::invalid_argument);
    PageTheme theme;
    theme.dark.line = "red;}";
    CHECK(code_of(report, {.theme = theme}) == ErrorCode::invalid_argument);
    CHECK(code_of(Report{quarters().run(), {.keep = false}}, {}) == ErrorCode::invalid_argument);
}

TEST_CASE("numbers and words in another language") {
    Glossary polish{"pl", ",", " ", {}};
    polish.words = {{"revenue", "Przychód"}, {"Total", "Razem"}, {"no target", "brak celu"}};
    const std::string html =
        to_html(Report{quarters().run()}, {.glossary = polish, .charts = false});
    CHECK(has(html, "<html lang=\"pl\">"));
    CHECK(
        has(html,
            "<tr class=d0><th scope=row>Razem<td class=p>2025-Q1<td>1 234,50<td>50,00 %<td "
            "class=n>brak celu"));
    CHECK(has(html, ">Przychód</a>"));
}

TEST_CASE("the form for mail has neither script nor style sheet nor picture") {
    const std::string html = to_html(Report{quarters().run()}, {.for_mail = true});
    for (const std::string_view absent : {"<script", "<style", "class=", "<svg", "<details"})
        CHECK(!has(html, absent));
    CHECK(has(html, "1,234.50 USD"));
    CHECK(has(html, ">EMEA › North<"));
    CHECK(has(html, "2025-Q2 is not complete"));
}
