// SPDX-License-Identifier: MIT
// KPIs that are functions: of stages of a pipeline, of days.
#include "catch.hpp"

#include <saleskpi/kpi/functions.hpp>
#include <saleskpi/kpi/stages.hpp>
#include <saleskpi/language/words.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

TEST_CASE("a function of stages or days makes a metric whose id is its call") {
    for (const KpiFunction& function : kpi_functions()) {
        const std::string name{function.name};
        INFO(name);
        if (function.of_stage) CHECK(function.of_stage("Demo").id() == name + "(Demo)");
        if (function.of_stages)
            CHECK(
                function.of_stages("Demo", "2nd \"try\"").id() ==
                name + "(Demo, \"2nd \\\"try\\\"\")");
        if (function.of_days) {
            CHECK(function.of_days(7).id() == name + "(7)");
            CHECK(function.of_days(-1).id() == name + "(-1)");
        }
        CHECK(
            (function.of_stage != nullptr) + (function.of_stages != nullptr) +
                (function.of_days != nullptr) ==
            1);
    }
}

TEST_CASE("the texts of stages and windows of days") {
    constexpr auto reached = stage_conversion("Demo", "Proposal");
    CHECK(
        formula_text(reached) ==
        "count(stage_visits where pipeline_stage = Demo and furthest >= Proposal by reached) / "
        "count(stage_visits where pipeline_stage = Demo by reached)");
    std::string within;
    for (const KpiFunction& function : kpi_functions())
        if (function.name.view() == "lead_conversion_rate_within")
            within = formula_text(function.of_days(7));
    CHECK(
        within ==
        "count(leads where converted <= leads.created + 7 days by created) / "
        "count(leads by created)");
}
