// SPDX-License-Identifier: MIT
// Charts of a report: as data, as SVG, as a table for those who do not see them, and for Vega-Lite.
#include "check.hpp"

#include <saleskpi/chart/of_report.hpp>
#include <saleskpi/html.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

Book example_book() {
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1", .rep = "Asha", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .rep = "Asha", .stage = lost, .closed = "2025-02-11"_date, .amount = 300_usd},
        {.id = "3", .rep = "Asha", .stage = won, .closed = "2025-03-05"_date, .amount = 950_usd},
        {.id = "4", .rep = "Eva", .stage = lost, .closed = "2025-01-06"_date, .amount = 80_usd},
        {.id = "5", .rep = "Eva", .stage = won, .closed = "2025-03-07"_date, .amount = 70_usd},
    };
    return BookBuilder{usd}.add(deals).build();
}

}  // namespace

int main() {
    const Book book = example_book();
    //! [chart]
    const Report report{rollup(book)
                            .metrics(kpi::revenue, kpi::win_rate)
                            .by(by::rep)
                            .every(Grain::month)
                            .during("2025-01-01"_date, "2025-04-01"_date)
                            .run()};
    const Chart revenue = bar_chart(report, kpi::revenue);  // of March, the last period
    const Chart asha = line_chart(report, "win_rate", {.group = {"Asha"}});  // over all three
    //! [chart]
    show(revenue.title, "Revenue, 2025-03");
    show(asha.title, "Win rate, Asha");

    //! [data]
    for (std::size_t c = 0; c < asha.categories.size(); ++c) {
        const ChartNumber& number = asha.series[0].numbers[c];
        show(
            asha.categories[c].label + (number.has_value() ? ": " : ", no value: ") + number.text,
            c == 1   ? "2025-02: 0.00 %"
            : c == 0 ? "2025-01: 100.00 %"
                     : "2025-03: 100.00 %");
    }
    //! [data]

    //! [svg]
    const std::string file = to_svg(revenue);  // stands alone
    const std::string style = chart_css();     // for a page, once ...
    std::size_t bytes = 0;
    write_svg(
        revenue, [&](std::string_view piece) { bytes += piece.size(); },
        {.width = 480, .style = SvgStyle::page, .title = false});  // ... and as many of these
    //! [svg]
    show(
        file.starts_with("<svg xmlns=") && bytes < file.size() && !style.empty() ? "drawn" : "",
        "drawn");

    //! [theme]
    ChartTheme theme;
    theme.light.series[0] = "#7a1f5c";
    const std::string ours = to_svg(revenue, {.style = SvgStyle::plain}, theme);
    //! [theme]
    show(
        ours.find("fill=\"#7a1f5c\"") != std::string::npos ? "in our colour" : "", "in our colour");

    //! [by_hand]
    Chart own;
    own.kind = ChartKind::waterfall;
    own.title = "Head count";
    own.categories = {{"January", true, true}, {"joined"}, {"left"}, {"December", true, true}};
    own.series = {
        {"people",
         SeriesRole::value,
         Unit::count,
         {{12.0, "12"}, {5.0, "5"}, {{}, "not told", Reason::missing_values}, {15.0, "15"}}}};
    //! [by_hand]
    show(to_svg(own).find("no value: not told") != std::string::npos ? "a gap" : "", "a gap");

    //! [vega]
    const nlohmann::json specification = to_vega_lite(revenue);
    const std::string text = json_text(specification);
    //! [vega]
    show(
        text.find("https://vega.github.io/schema/vega-lite/v6.json") != std::string::npos
            ? "for Vega-Lite"
            : "",
        "for Vega-Lite");

    //! [table]
    const std::string table = to_html_table(revenue);
    //! [table]
    show(
        table,
        "<table><caption>Revenue, 2025-03 (USD)</caption>"
        "<thead><tr><th scope=\"col\">rep</th><th scope=\"col\">Revenue</th></tr></thead><tbody>"
        "<tr><th scope=\"row\">Asha</th><td>950</td></tr>"
        "<tr><th scope=\"row\">Eva</th><td>70</td></tr></tbody></table>");
}
