// SPDX-License-Identifier: MIT
// KPIs as text: asked for by a formula, given an id, read from a document; and what a mistake says.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

int main() {
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1", .stage = won, .closed = 2025_y / 1 / 20, .amount = 1200_usd, .channel = "web"},
        {.id = "2", .stage = won, .closed = 2025_y / 2 / 11, .amount = 300_usd, .channel = "phone"},
        {.id = "3", .stage = lost, .closed = 2025_y / 2 / 12, .amount = 900_usd, .channel = "web"},
    };
    const Book book = BookBuilder{usd}.add(deals).build();

    //! [define]
    Catalogue catalogue;
    catalogue.add(
        "ours", catalogue.define(
                    "web_revenue", "Web revenue", Better::higher,
                    "sum(deals.amount where stage = won and channel = web by closed)"));
    const Definition share = catalogue.at("web_revenue / revenue");  // any formula

    const Table table = rollup(book).metrics(share).run();
    show(fmt::format("{}", table.at({})[share.id()]), "80.00 %");
    //! [define]

    //! [document]
    parse_definitions(catalogue, R"json([
        {"id": "deal_size", "title": "Deal size", "better": "higher", "family": "ours",
         "formula": "revenue / deals_won"},
        {"id": "deal_size_growth", "formula": "change(deal_size, previous)"}
    ])json");
    show(
        formula_text(catalogue.at("deal_size")),
        "sum(deals.amount where stage = won by closed) / count(deals where stage = won by closed)");
    //! [document]

    //! [catalogue_json]
    const nlohmann::json document = catalogue;  // #include <saleskpi/json/catalogue.hpp>
    const nlohmann::json& own = document["metrics"].back();
    show(own["id"].get<std::string>(), "deal_size_growth");
    show(own["unit"].get<std::string>(), "ratio");
    const nlohmann::json& operators = document["operators"];
    const auto rank = std::find_if(
        operators.begin(), operators.end(), [](const auto& one) { return one["name"] == "rank"; });
    show(
        (*rank)["parameters"].dump(),
        R"([{"kind":"formula","optional":false},{"kind":"word","optional":true,)"
        R"("words":["competition","dense"]}])");
    const std::string text = json_text(document);
    //! [catalogue_json]
    show(text.substr(0, 1), "{");

    //! [mistake]
    try {
        catalogue.at("sum(deals.amount where stage = wno by closed)");
    } catch (const Error& error) {
        show(error.what(), "column 32: stage is one of open, won, lost, not 'wno'");
    }
    //! [mistake]
}
