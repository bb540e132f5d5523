// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "plan/steps/table.hpp"

#include <saleskpi/json/catalogue.hpp>
#include <saleskpi/kpi/functions.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using nlohmann::json;

namespace {

const json& find(const json& list, const char* key, std::string_view name) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const json& one) { return one[key] == name; });
    REQUIRE(found != list.end());
    return *found;
}

}  // namespace

TEST_CASE("the catalogue as JSON has every metric once, in its order, with its words") {
    const Catalogue catalogue;
    const json metrics = json(catalogue)["metrics"];
    const auto entries = catalogue.entries();
    REQUIRE(metrics.size() == entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Definition& metric = entries[i].definition;
        const Words in_words = words(metric);
        INFO(metric.id());
        CHECK(metrics[i]["id"] == metric.id());
        CHECK(metrics[i]["title"] == metric.title());
        CHECK(metrics[i]["family"] == entries[i].family);
        CHECK(metrics[i]["unit"] == name(metric.unit()));
        CHECK(metrics[i]["better"] == name(metric.better()));
        CHECK(metrics[i]["since"] == metric.since());
        CHECK(metrics[i]["formula"] == in_words.formula);
        CHECK(metrics[i]["records"] == in_words.records);
        CHECK(metrics[i]["date"] == in_words.date);
        CHECK(metrics[i]["rolls_up"] == in_words.rolls_up);
        CHECK(metrics[i]["no_value"] == in_words.no_value);
        CHECK(metrics[i]["rivals_in_words"] == entries[i].rivals);
    }
}

TEST_CASE("rivals are metrics of the catalogue, and never the metric itself") {
    const json metrics = json(Catalogue{})["metrics"];
    std::set<std::string> ids;
    for (const json& metric : metrics)
        ids.insert(metric["id"].get<std::string>());
    std::size_t with_rivals = 0;
    for (const json& metric : metrics) {
        INFO(metric["id"]);
        std::set<std::string> rivals;
        for (const json& rival : metric["rivals"]) {
            CHECK(ids.contains(rival.get<std::string>()));
            CHECK(rival != metric["id"]);
            CHECK(rivals.insert(rival.get<std::string>()).second);
            // Words that name a metric tell of it.
            CHECK(
                metric["rivals_in_words"].get<std::string>().find(rival.get<std::string>()) !=
                std::string::npos);
        }
        with_rivals += rivals.empty() ? 0 : 1;
    }
    CHECK(with_rivals > 50);
    const auto rivals_of = [&](const char* id) { return find(metrics, "id", id)["rivals"]; };
    CHECK(rivals_of("win_rate") == json{"win_rate_pursued", "win_rate_by_value"});
    CHECK(rivals_of("conversations") == json{"calls"});
    // "those of the start who left: customers who joined ..." speaks of people.
    CHECK(rivals_of("lost_customers") == json::array());
    CHECK(rivals_of("activities") == json::array());
    CHECK(find(metrics, "id", "activities")["rivals_in_words"] == "");
}

TEST_CASE("the catalogue as JSON has every operator once, with what it takes") {
    const json operators = json(Catalogue{})["operators"];
    REQUIRE(operators.size() == detail::operators().size());
    for (std::size_t i = 0; i < operators.size(); ++i)
        CHECK(operators[i]["name"] == detail::operators()[i]->name);
    CHECK(find(operators, "name", "change")["parameters"] == json::parse(R"([
        {"kind": "formula", "optional": false},
        {"kind": "back", "optional": false,
         "words": ["previous", "year_over_year", "same_weekday"]}])"));
    CHECK(find(operators, "name", "tiers")["parameters"][2] == json::parse(R"(
        {"kind": "number", "optional": false, "repeated": true})"));
    CHECK(find(operators, "name", "score_points")["parameters"] == json::parse(R"([
        {"kind": "metric", "optional": false}, {"kind": "number", "optional": false},
        {"kind": "number", "optional": true}])"));
    CHECK(find(operators, "name", "rank")["parameters"][1] == json::parse(R"(
        {"kind": "word", "optional": true, "words": ["competition", "dense"]})"));
}

TEST_CASE("every operator can be called as its parameters say") {
    const Catalogue catalogue;
    const json all = catalogue;
    for (const json& known : all["operators"]) {
        for (const bool with_optional : {false, true}) {
            std::string call;
            for (const json& parameter : known["parameters"]) {
                if (parameter["optional"] == true && !with_optional) continue;
                const std::string kind = parameter["kind"].get<std::string>();
                call += call.empty() ? "" : ", ";
                call += kind == "word" || kind == "back" ? parameter["words"][0].get<std::string>()
                        : kind == "number"               ? "3"
                                                         : "win_rate";
            }
            call = known["name"].get<std::string>() + "(" + call + ")";
            INFO(call);
            // Some are only of amounts, or of what adds up; none wants other arguments.
            if (!catalogue.find(call)) {
                for (std::size_t at = 0; (at = call.find("win_rate", at)) != std::string::npos;)
                    call.replace(at, 8, "revenue");
                CHECK(catalogue.find(call));
            }
        }
    }
}

TEST_CASE("the catalogue as JSON has every function of stages and days") {
    const json functions = json(Catalogue{})["functions"];
    REQUIRE(functions.size() == kpi_functions().size());
    CHECK(find(functions, "name", "stage_conversion")["parameters"] == json::parse(R"([
        {"kind": "stage", "optional": false}, {"kind": "stage", "optional": false}])"));
    CHECK(
        find(functions, "name", "time_in_stage")["parameters"] ==
        json::parse(R"([{"kind": "stage", "optional": false}])"));
    CHECK(
        find(functions, "name", "lead_conversion_rate_within")["parameters"] ==
        json::parse(R"([{"kind": "days", "optional": false}])"));
}

TEST_CASE("an application's own KPIs are in the catalogue's JSON") {
    Catalogue catalogue;
    catalogue.add(
        "ours", catalogue.define("deal_size", "Deal size", Better::higher, "revenue / deals_won"));
    CHECK(catalogue.try_define("size", "Size", Better::higher, "revenue / deals_won"));
    CHECK_FALSE(catalogue.try_define("size", "Size", Better::higher, "revenue / deals_wno"));
    const json own = json(catalogue)["metrics"].back();
    CHECK(own["id"] == "deal_size");
    CHECK(own["family"] == "ours");
    CHECK(own["rivals"] == json::array());
    CHECK(own["rivals_in_words"] == "");
}
