// SPDX-License-Identifier: MIT
// docs/catalogue.md is written from the definitions. With SALESKPI_UPDATE=1 in the environment this
// test writes the page anew; otherwise it fails if the page is stale.
#include "catch.hpp"
#include "comments.hpp"
#include "support/operator_calls.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/functions.hpp>
#include <saleskpi/language/words.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const std::string page_path = SALESKPI_SOURCE_DIR "/docs/catalogue.md";

const std::string introduction = R"(# The catalogue

Every KPI of the library, written from the definitions themselves: each formula below is what the
engine computes. Rivals are other numbers that people call by the same name; they, and more on the
choices behind each KPI, stand in the comments in `include/saleskpi/kpi/`.

A test keeps this page up to date. To renew it, run the test program `test_kpi` with
`SALESKPI_UPDATE=1` in the environment.

How to read a formula: `by` names the date that places a record in a period; `active from ... until`
is a stock, taken at the end of the period's last day (`at start`: of the day before the period);
`spread` apportions a value by days; `days(a, b)` are civil days from one date to the other; `having`
names fields that a record must have, or else is counted as missing. [Definitions as
text](definitions.md) has the whole language.
)";

std::string better_text(Better better) {
    switch (better) {
        case Better::higher:
            return "higher is better";
        case Better::lower:
            return "lower is better";
        case Better::neither:
            return "neither is better";
    }
    return {};
}

std::string item(const std::string& name, const std::string& text) {
    return "- " + name + ": " + text + "\n";
}

std::string section(const Definition& metric, const std::string& rivals) {
    const Words w = words(metric);
    return "\n### `" + std::string{metric.id()} + "`\n\n" + std::string{metric.title()} + "; " +
           w.unit + "; " + better_text(metric.better()) + "\n\n" +
           item("formula", "`" + w.formula + "`") + item("records", w.records) +
           item("date", w.date) + item("rolls up", w.rolls_up) + item("no value", w.no_value) +
           (rivals.empty() ? "" : item("rivals", rivals));
}

/// KPIs that are functions, each of stages or days that serve as an example.
std::vector<std::string> examples_of_functions() {
    std::vector<std::string> calls;
    for (const KpiFunction& function : kpi_functions())
        calls.push_back(
            std::string{function.name} + (function.of_stage    ? "(Demo)"
                                          : function.of_stages ? "(Demo, Proposal)"
                                                               : "(30)"));
    return calls;
}

/// The operators, each over a metric that serves as an example.
/// One of each.
std::vector<std::string> examples_of_operators(const Catalogue& catalogue) {
    std::vector<std::string> calls;
    std::string last;
    for (const std::string& call : saleskpi_test::operator_calls(catalogue, 1)) {
        const std::string name = call.substr(0, call.find('('));
        if (name != last) calls.push_back(call);
        last = name;
    }
    return calls;
}

std::string heading(std::string family) {
    family.front() = static_cast<char>(family.front() - 'a' + 'A');
    return "\n## " + family + "\n";
}

std::string page(const Catalogue& catalogue) {
    std::string text = introduction;
    std::string family;
    std::map<std::string, std::string> rivals;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        if (entry.family != family) {
            text += heading(family = entry.family);
            for (const kpi_test::Commented& kpi : kpi_test::read_header(family))
                rivals[kpi.id] = kpi_test::part_of(kpi, "Rivals");
        }
        text += section(entry.definition, rivals[std::string{entry.definition.id()}]);
    }
    text += heading("functions of stages and days");
    for (const std::string& call : examples_of_functions())
        text += section(catalogue.at(call), "");
    text += heading("operators over any metric");
    for (const std::string& call : examples_of_operators(catalogue))
        text += section(catalogue.at(call), "");
    return text;
}

}  // namespace

TEST_CASE("the page of the catalogue is up to date") {
    const std::string expected = page(Catalogue{});
    if (const char* update = std::getenv("SALESKPI_UPDATE"); update && std::string{update} == "1")
        std::ofstream{page_path, std::ios::binary} << expected;
    std::ifstream file{page_path, std::ios::binary};
    REQUIRE(file);
    const std::string actual{std::istreambuf_iterator<char>{file}, {}};
    CHECK(actual == expected);
}
