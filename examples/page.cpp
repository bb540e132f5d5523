// SPDX-License-Identifier: MIT
// A report as one HTML file, which opens anywhere, and leads from each number to its records.
#include "check.hpp"

#include <saleskpi/html.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

int main() {
    using enum Stage;
    const std::vector<Assignment> seats{{"Asha", "North"}, {"Ben", "South"}};
    const std::vector<Deal> deals{
        {.id = "D-1", .rep = "Asha", .stage = won, .closed = 2025_y / 1 / 20, .amount = 1000_usd},
        {.id = "D-2", .rep = "Ben", .stage = lost, .closed = 2025_y / 2 / 11, .amount = 800_usd},
        {.id = "D-3", .rep = "Asha", .stage = won, .closed = 2025_y / 4 / 28, .amount = 900_usd},
        {.id = "D-4", .rep = "Ben", .stage = won, .closed = 2025_y / 5 / 3, .amount = 350_usd},
    };
    const Book book = BookBuilder{usd}.add(seats).add(deals).build();

    //! [page]
    Rollup query{book};
    query.metrics(kpi::revenue, kpi::win_rate, kpi::average_deal_size)
        .by(by::team, by::rep)
        .with_subtotals()
        .every(Grain::quarter)
        .during(2025_y / 1 / 1, 2025_y / 7 / 1);

    PageOptions options;
    options.title = "Sales, first half of 2025";
    options.explain = [&](const RowKey& key, const Definition& metric) {
        return query.explain(metric, key.group, key.period);
    };
    const std::string page = to_html(Report{query.run()}, options);
    //! [page]

    const auto tells = [&](std::string_view text) { return page.find(text) != std::string::npos; };
    // 1250 after 1000.
    if (!tells("<b>+25.0 %</b> better")) return 1;
    if (!tells("<code>= 2 / 2</code>")) return 1;
    if (!tells("D-3, D-4")) return 1;

    //! [look]
    options.theme.light.accent = "#8a3ffc";
    options.theme.dark.accent = "#c297ff";
    options.cards = {"win_rate", "revenue"};
    options.sections = {
        {"Results", {"revenue", "average_deal_size"}}, {"How well we win", {"win_rate"}}};
    options.glossary.language = "de";
    options.glossary.decimal = ",";
    options.glossary.group = ".";
    options.glossary.words = {
        {"revenue", "Umsatz"}, {"Total", "Gesamt"}, {"better than", "besser als"}};
    //! [look]
    const std::string german = to_html(Report{query.run()}, options);
    if (german.find("<b>+25,0 %</b> besser als") == std::string::npos) return 1;

    //! [overview]
    const std::string picture = to_overview(Report{query.run()}, options);
    //! [overview]
    if (picture.find("+25,0 %") == std::string::npos) return 1;

    //! [mail]
    options.for_mail = true;
    const std::string mail = to_html(Report{query.run()}, options);
    //! [mail]
    if (mail.find("<script") != std::string::npos) return 1;
    std::puts("a page of its own, and one for mail");
}
