// SPDX-License-Identifier: MIT
// docs/definitions.md names all aggregates, operators and functions of formulas.
#include "catch.hpp"
#include "plan/aggregates/table.hpp"
#include "plan/steps/table.hpp"

#include <saleskpi/kpi/functions.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using namespace saleskpi;

TEST_CASE("the page on definitions names all that a formula can call") {
    std::ifstream file{SALESKPI_SOURCE_DIR "/docs/definitions.md"};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    const auto check = [&](std::string_view name, std::string_view end) {
        CHECK_THAT(page, Catch::Contains("`" + std::string{name} + std::string{end}));
    };
    for (const detail::AggregateRule* aggregate : detail::aggregate_rules())
        check(aggregate->name, "`");
    for (const detail::Operator* op : detail::operators())
        check(op->name, "(");
    for (const KpiFunction& function : kpi_functions())
        check(function.name, "(");
    for (const detail::StepRule* step : detail::step_rules())
        if (!step->name.empty() && !step->binding)
            check(step->name, step->operands == 0 ? "`" : "(");
}
