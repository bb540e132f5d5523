// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/plan/parse.hpp>
#include <saleskpi/plan/words.hpp>

#include <algorithm>
#include <string>

using namespace saleskpi;
using namespace saleskpi::literals;

namespace {

/// What is read is what was written: the same text, the same leaves, the same arithmetic.
void check_round_trip(const Catalogue& catalogue, const Definition& metric) {
    const std::string text = formula_text(metric);
    INFO(text);
    const Definition read = catalogue.define("x", "X", Better::neither, text);
    CHECK(formula_text(read) == text);
    CHECK(read.unit() == metric.unit());
    CHECK(std::ranges::equal(read.leaves(), metric.leaves()));
    CHECK(std::ranges::equal(read.steps(), metric.steps()));
}


}  // namespace

TEST_CASE("every definition of the catalogue is read back as it was") {
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        INFO(entry.definition.id());
        check_round_trip(catalogue, entry.definition);
    }
}

TEST_CASE("so are the operators over each of them") {
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const Definition& metric = entry.definition;
        check_round_trip(catalogue, target_of(metric));
        check_round_trip(catalogue, attainment(metric));
        check_round_trip(catalogue, change(metric, previous));
        check_round_trip(catalogue, change(attainment(metric), year_over_year));
    }
}
