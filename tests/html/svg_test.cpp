// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "html/sample_charts.hpp"
#include "html/svg_reader.hpp"
#include "support/small_report.hpp"
#include "support/throws.hpp"

#include <saleskpi/chart/of_report.hpp>
#include <saleskpi/html/svg.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

using namespace xml;

Chart three_bars() {
    Chart chart;
    chart.kind = ChartKind::bars;
    chart.title = "Bars";
    chart.categories = {{"a"}, {"b"}, {"c"}};
    chart.series = {
        sample::series("v", SeriesRole::value, {{100.0, "100"}, {25.0, "25"}, {-50.0, "-50"}})};
    return chart;
}

}  // namespace

TEST_CASE("bars are as long as their values, and stand on one zero") {
    Chart chart = three_bars();
    const xml::Node svg = xml::read(to_svg(chart));
    const auto rows = bars(svg, "c1");
    REQUIRE(rows.size() == 3);
    const double unit = rows[0]->number("width") / 100;
    CHECK(rows[1]->number("width") == Approx(25 * unit).margin(0.11));
    CHECK(rows[2]->number("width") == Approx(50 * unit).margin(0.11));
    const double zero = rows[0]->number("x");
    CHECK(rows[1]->number("x") == zero);
    CHECK(rows[2]->number("x") + rows[2]->number("width") == Approx(zero).margin(0.11));
    for (const char* text : {"Bars", "a", "b", "c", "100", "25", "-50"})
        CHECK(has(texts(svg), text));

    chart.over_time = true;
    const xml::Node upright = xml::read(to_svg(chart));
    const auto columns = bars(upright, "c1");
    REQUIRE(columns.size() == 3);
    const double high = columns[0]->number("height") / 100;
    CHECK(columns[1]->number("height") == Approx(25 * high).margin(0.11));
    CHECK(columns[2]->number("height") == Approx(50 * high).margin(0.11));
    const double ground = columns[2]->number("y");
    for (const std::size_t i : {0U, 1U})
        CHECK(
            columns[i]->number("y") + columns[i]->number("height") == Approx(ground).margin(0.11));
}

TEST_CASE("movements stand where the one before has ended, with their sign") {
    Chart chart;
    chart.kind = ChartKind::waterfall;
    chart.categories = {{"opening", true, true}, {"new"}, {"lost"}, {"closing", true, true}};
    chart.series = {sample::series(
        "v", SeriesRole::value, {{130.0, "130"}, {50.0, "50"}, {-30.0, "-30"}, {150.0, "150"}})};
    const xml::Node svg = xml::read(to_svg(chart));
    const auto balances = bars(svg, "c1");
    const auto gains = bars(svg, "u");
    const auto losses = bars(svg, "d");
    REQUIRE(balances.size() == 2);
    REQUIRE(gains.size() == 1);
    REQUIRE(losses.size() == 1);
    const double zero = balances[0]->number("x");
    const double unit = balances[0]->number("width") / 130;
    CHECK(balances[1]->number("width") == Approx(150 * unit).margin(0.11));
    CHECK(gains[0]->number("x") - zero == Approx(130 * unit).margin(0.11));
    CHECK(gains[0]->number("width") == Approx(50 * unit).margin(0.11));
    CHECK(losses[0]->number("x") - zero == Approx(150 * unit).margin(0.11));
    CHECK(losses[0]->number("width") == Approx(30 * unit).margin(0.11));
    CHECK(has(texts(svg), "+50"));
    CHECK(has(texts(svg), "-30"));

    SECTION("more of what is better lower is bad") {
        chart.better = Better::lower;
        const xml::Node turned = xml::read(to_svg(chart));
        CHECK(bars(turned, "d").at(0)->number("width") == gains[0]->number("width"));
        CHECK(bars(turned, "u").at(0)->number("width") == losses[0]->number("width"));
    }
    SECTION("one without a value is a gap, and those behind it hang on the last balance") {
        chart.series[0].numbers[1] = sample::number({}, "no data");
        const xml::Node gap = xml::read(to_svg(chart));
        CHECK(bars(gap, "u").empty());
        REQUIRE(bars(gap, "d").size() == 1);
        CHECK(
            bars(gap, "d")[0]->number("x") - zero ==
            Approx(150 * bars(gap, "c1")[0]->number("width") / 130).margin(0.2));
        CHECK(has(texts(gap), "– no value: no data"));
    }
}

TEST_CASE("the texts of a chart are the values of its report") {
    const Report report{rollup(small_report::book())
                            .metrics(kpi::revenue)
                            .by(by::team)
                            .every(Grain::quarter)
                            .during(small_report::window())
                            .run()};
    const xml::Node bars = xml::read(to_svg(bar_chart(report, 0)));
    for (const char* text :
         {"Revenue, 2025-Q2", "North", "South", "0.00", "400.00", "USD", "not complete"})
        CHECK(has(texts(bars), text));
    const xml::Node line = xml::read(to_svg(line_chart(report, 0, {.group = {"North"}})));
    for (const char* text :
         {"1,234.50", "0.00", "2025-Q1", "2025-Q2*", "* not complete", "0", "500", "1,000",
          "1,500"})
        CHECK(has(texts(line), text));
    CHECK(has(titles(line), "2025-Q1: 1,234.50"));
    CHECK(line.child("desc")->text == line_chart(report, 0).description);
}

TEST_CASE("an SVG says what it is, and loads and names nothing") {
    const std::string text = to_svg(three_bars());
    const xml::Node svg = xml::read(text);
    CHECK(svg.attributes.at("role") == "img");
    CHECK(svg.children.at(0).name == "title");
    CHECK(svg.children.at(0).text == "Bars");
    for (const char* never : {" id=", "url(", "@import", "<script", "href", "data:"})
        CHECK(text.find(never) == std::string::npos);
    CHECK(text.find("http") == text.find("http://www.w3.org/2000/svg"));
    CHECK(text.find("http", text.find("http") + 1) == std::string::npos);
    const std::string page = to_svg(three_bars(), {.style = SvgStyle::page});
    CHECK(page.find("http") == std::string::npos);
    CHECK(page.find("style") == std::string::npos);
    const std::string plain = to_svg(three_bars(), {.style = SvgStyle::plain});
    CHECK(plain.find("class") == std::string::npos);
    CHECK(plain.find("style") == std::string::npos);
    const xml::Node of_plain = xml::read(plain);
    CHECK(of_plain.all("rect").at(1)->attributes.at("fill") == "#0a5fb4");
    CHECK(text == to_svg(three_bars()));
    CHECK(xml::read(to_svg(three_bars(), {.width = 300, .height = 120})).number("height") == 120);
    CHECK_FALSE(has(texts(xml::read(to_svg(three_bars(), {.title = false}))), "Bars"));
}

TEST_CASE("hostile texts are read as they were") {
    const Texts hostile{
        "<script>alert(1)</script>",
        "\"quoted\" 'twice'",
        "]]>",
        "&amp;&#60;",
        "</title></svg>",
        "<!-- -->",
        "a\tb\nc",
        "carriage\rreturn",
        "\u2028\u2029",
        "\u202eabc",
        "\U0001F600",
        "<style>*{display:none}</style>",
        "\u00e9\u4e2d\u6587"};
    const std::vector<std::pair<std::string, std::string>> replaced{
        {std::string{"nul\0here", 8}, "nul\uFFFDhere"},
        {"\x80lone\xff", "\uFFFDlone\uFFFD"},
        {"\x1b[2J", "\uFFFD[2J"},
        {"\uFFFE", "\uFFFD"},
        {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"}};
    auto cases = replaced;
    for (const std::string& text : hostile)
        cases.emplace_back(text, text);
    for (const auto& pair : cases)
        for (const ChartKind kind : all_chart_kinds)
            for (const SvgStyle style : {SvgStyle::own, SvgStyle::page, SvgStyle::plain}) {
                const std::string& given = pair.first;
                const std::string& expected = pair.second;
                Chart chart = sample::chart(kind, 3, [](std::size_t c) { return 1.0 + double(c); });
                const auto poison = [&](Chart& one, const auto& self) -> void {
                    one.title = one.description = one.category_title = one.value_title = given;
                    one.words.incomplete = one.words.no_value = given;
                    for (ChartCategory& category : one.categories)
                        category.label = given;
                    for (ChartSeries& series : one.series) {
                        series.name = given;
                        for (ChartNumber& number : series.numbers)
                            number.text = given;
                    }
                    for (Chart& panel : one.panels)
                        self(panel, self);
                };
                poison(chart, poison);
                const xml::Node svg = xml::read(to_svg(chart, {.style = style}));
                CHECK(svg.child("title")->text.starts_with(expected));
                CHECK(svg.child("desc")->text == expected);
                CHECK(svg.all("script").empty());
                const xml::Node table = xml::read(to_html_table(chart));
                CHECK(table.all("caption").at(0)->text == expected + " (" + expected + ")");
                CHECK(table.all("td").at(0)->text == expected);
            }
}

TEST_CASE("every kind is drawn of whatever there is") {
    const double huge = std::numeric_limits<double>::max();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    using Values = std::vector<sample::Value>;
    const std::vector<Values> all{
        {},
        {0.0},
        {5.0},
        {-5.0},
        {std::nullopt},
        {0.0, 0.0, 0.0},
        {std::nullopt, std::nullopt, std::nullopt},
        {1.0, std::nullopt, 3.0, std::nullopt},
        {-1.0, 2.0, -3.0},
        {huge, -huge, 1.0},
        {1e-300, 2e-300},
        {1e15, 1e15 + 1},
        {nan, huge * 2, 1.0},
        {1.0, 1.0, 1.0}};
    for (const ChartKind kind : all_chart_kinds)
        for (const Values& values : all)
            for (const bool over_time : {false, true})
                for (const Unit unit : {Unit::count, Unit::ratio, Unit::date}) {
                    Chart chart = sample::chart(
                        kind, values.size(), [&](std::size_t c) { return values[c]; });
                    chart.over_time = over_time;
                    chart.unit = unit;
                    for (const int width : {1, 320, 640, 5000}) {
                        INFO(name(kind) << ", " << values.size() << " values, " << width);
                        const std::string text = to_svg(chart, {.width = width});
                        const xml::Node svg = xml::read(text);
                        for (const char* never : {"nan", "inf", "-0\"", "e+"})
                            CHECK(
                                text.substr(text.find("</style>")).find(never) ==
                                std::string::npos);
                        for (const xml::Node* rect : svg.all("rect")) {
                            CHECK(rect->attributes.at("width").front() != '-');
                            CHECK(rect->attributes.at("height").front() != '-');
                        }
                        CHECK(xml::read(to_html_table(chart)).name == "table");
                    }
                }
}

TEST_CASE("a series that is too short has no values at its end") {
    Chart chart = three_bars();
    chart.series[0].numbers.resize(1);
    CHECK(has(texts(xml::read(to_svg(chart))), "– no value"));
}

TEST_CASE("long labels are cut, and whole in a title") {
    Chart chart = three_bars();
    const std::string label(200, 'x');
    chart.categories[0].label = label;
    const xml::Node svg = xml::read(to_svg(chart));
    CHECK_FALSE(has(texts(svg), label));
    CHECK(has(titles(svg), label));
    chart.categories[0].label = "";
    for (int i = 0; i < 100; ++i)
        chart.categories[0].label += "\u4e2d";
    for (const std::string& text : texts(xml::read(to_svg(chart))))
        CHECK(text.find("\uFFFD") == std::string::npos);
}

TEST_CASE("ticks are at 1, 2 or 5 times a power of ten") {
    const auto axis = [](double from, double to, Unit unit = Unit::count) {
        Chart chart;
        chart.unit = unit;
        chart.categories = {{"a"}, {"b"}};
        chart.series = {sample::series("v", SeriesRole::value, {{from, "x"}, {to, "x"}})};
        Texts ticks;
        const xml::Node svg = xml::read(to_svg(chart));
        for (const xml::Node* node : svg.all("text")) {
            const auto style = node->attributes.find("class");
            if (style != node->attributes.end() && style->second == "m e")
                ticks.push_back(node->text);
        }
        return ticks;
    };
    CHECK(axis(0, 10) == Texts{"0", "2", "4", "6", "8", "10"});
    CHECK(axis(0, 1'234'567) == Texts{"0", "500,000", "1,000,000", "1,500,000"});
    CHECK(axis(-0.3, 0.2) == Texts{"-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2"});
    CHECK(axis(0, 0.5, Unit::ratio) == Texts{"0 %", "10 %", "20 %", "30 %", "40 %", "50 %"});
    CHECK(axis(90, 100) == Texts{"90", "92", "94", "96", "98", "100"});
    CHECK(axis(0, 3.2e12) == Texts{"0", "1", "2", "3", "4"});
    CHECK(axis(0, 0) == Texts{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
}

TEST_CASE("a theme cannot end a rule of the style sheet") {
    ChartTheme theme;
    theme.font = "Lato, 'Open Sans'";
    theme.light.ink = "rgb(0 0 0)";
    CHECK(chart_css(theme).find("Lato, 'Open Sans'") != std::string::npos);
    for (const char* wrong : {"", "red;}", "</style>", "\"", "\\3c"}) {
        theme.dark.series[5] = wrong;
        CHECK(code_of([&] { to_svg(three_bars(), {}, theme); }) == ErrorCode::invalid_argument);
        CHECK(code_of([&] { chart_css(theme); }) == ErrorCode::invalid_argument);
    }
}

TEST_CASE("the table has every number, and every reason") {
    Chart chart = three_bars();
    chart.categories[2].complete = false;
    chart.category_title = "letter";
    chart.value_title = "USD";
    chart.series[0].numbers[1] = sample::number({}, "there is no target");
    CHECK(
        to_html_table(chart) ==
        "<table><caption>Bars (USD)</caption><thead><tr><th scope=\"col\">letter</th>"
        "<th scope=\"col\">v</th></tr></thead><tbody>"
        "<tr><th scope=\"row\">a</th><td>100</td></tr>"
        "<tr><th scope=\"row\">b</th><td>no value: there is no target</td></tr>"
        "<tr><th scope=\"row\">c (not complete)</th><td>-50</td></tr></tbody></table>");
}
