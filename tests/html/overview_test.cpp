// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "html/svg_reader.hpp"
#include "support/make.hpp"

#include <saleskpi/html/page.hpp>
#include <saleskpi/html/svg.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>

using namespace saleskpi;
using namespace xml;

namespace {

/// Two reps in two quarters: 1000 and 300 are won, then 900 and 725; a quarter before nothing is.
Report report(bool has_totals = true) {
    using namespace make;
    const Book book = make::book(deals(
        deal_of("Ada").won(1000_usd, "2025-01-20"), deal_of("Bo & <Co>").won(300_usd, "2025-02-11"),
        deal_of("Ada").won(900_usd, "2025-04-28"),
        deal_of("Bo & <Co>").won(725_usd, "2025-05-03")));
    return Report{rollup(book)
                      .metrics(kpi::revenue, kpi::deals_won, kpi::attainment(kpi::revenue))
                      .by(by::rep)
                      .with_subtotals(has_totals)
                      .every(Grain::quarter)
                      .during(days("2024-10-01", "2025-07-01"))
                      .run()};
}

}  // namespace

TEST_CASE("the head of a page is one picture with its cards and charts") {
    PageOptions options;
    options.title = "Sales <&> \"us\"";
    const std::string svg = to_overview(report(), options);
    CHECK(svg == to_overview(report(), options));
    const Node picture = read(svg);
    const Texts shown = texts(picture);
    // 1625 after 1300 is a quarter more; there is no target.
    for (const char* text :
         {"Sales <&> \"us\"", "Revenue", "1,625", "USD", "▲ +25.0 %", "better than",
          "2025-Q1: 1,300", "Target: no target", "Deals won", "2", "no change", "2025-Q1: 2"}) {
        INFO(text);
        CHECK((has(shown, text) || has(shown, "■ " + std::string{text})));
    }
    CHECK(picture.all("title").at(0)->text == options.title);
    const std::string& told = picture.all("desc").at(0)->text;
    CHECK(told.starts_with("2025-Q2; Revenue: 1,625 USD, +25.0 % better than 2025-Q1: 1,300; "));
    CHECK(picture.all("desc").size() == 1);
    CHECK(svg.find("href") == std::string::npos);
    CHECK(svg.find("<script") == std::string::npos);
}

TEST_CASE("a change that is no part of what was is written in the page's language, once") {
    using namespace make;
    const Book book = make::book(deals(deal_of("Ada").won(1234.50_usd, "2025-04-28")));
    PageOptions options;
    options.glossary.decimal = ",";
    options.glossary.group = ".";
    const Report report{rollup(book)
                            .metrics(kpi::revenue)
                            .every(Grain::quarter)
                            .during(days("2025-01-01", "2025-07-01"))
                            .run()};
    const std::string html = to_html(report, options);
    CHECK(html.find("<b>+1.234,50 USD</b> better than") != std::string::npos);
    CHECK(has(texts(read(to_overview(report, options))), "▲ +1.234,50 USD"));
}

TEST_CASE("no rule of a page is one of its charts, nor the other way round") {
    const std::string html = to_html(report());
    const std::string charts = chart_css();
    std::size_t rules = 0;
    for (std::size_t at = charts.find(".skc ."); at != std::string::npos;
         at = charts.find(".skc .", at + 1)) {
        const std::string name = charts.substr(at + 5, charts.find('{', at) - at - 5);
        INFO(name);
        for (const char* before : {"\n", ",", "}"})
            for (const char* after : {"{", ",", ":"})
                CHECK(html.find(before + name + after) == std::string::npos);
        ++rules;
    }
    CHECK(rules > 20);
}

TEST_CASE("a picture of a page stands in its width, and fits into another") {
    for (const int width : {100, 320, 600, 880, 1600}) {
        INFO(width);
        const Node picture = read(to_overview(report(), {}, width));
        const double wide = picture.number("width");
        CHECK(wide == (width < 320 ? 320 : width));
        double deepest = 0;
        for (const Node* group : picture.all("g")) {
            const std::string& moved = group->attributes.at("transform");
            const double left = Node::number_of(moved.substr(10, moved.find(' ') - 10));
            const double top = Node::number_of(
                moved.substr(moved.find(' ') + 1, moved.find(')') - moved.find(' ') - 1));
            const Node* const box = group->all("rect").front();
            CHECK(left + box->number("width") <= wide);
            deepest = (std::max)(deepest, top + box->number("height"));
        }
        CHECK(deepest > 0);
        CHECK(deepest < picture.number("height"));
    }
}

TEST_CASE("a report without totals has a picture without cards") {
    const Node picture = read(to_overview(report(false)));
    CHECK_FALSE(has(texts(picture), "Deals won"));
}
