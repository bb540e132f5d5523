// SPDX-License-Identifier: MIT
// A report over all KPIs of the bundled sample: each cell has a value or a reason, none ends the report.
#include "catch.hpp"
#include "plan/program.hpp"
#include "plan/steps/table.hpp"
#include "support/operator_calls.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <set>
#include <string>

using namespace saleskpi;

namespace {

Book sample() {
    BookBuilder builder{usd};
    LoadOptions options;
    options.formats = {csv_format()};
    load_directory(SALESKPI_SOURCE_DIR "/examples/data", Mapping{}, options, builder);
    return builder.build();
}

}  // namespace

TEST_CASE("means over months of all KPIs of the sample are written, rounded where they must be") {
    const Book book = sample();
    const Catalogue catalogue;
    std::size_t rounded = 0;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const std::string id{entry.definition.id()};
        INFO(id);
        const auto mean = catalogue.find("average_over(" + id + ", month)");
        if (!mean) continue;
        const Table table = rollup(book)
                                .metrics(*mean)
                                .by(by::team)
                                .with_subtotals()
                                .every(Grain::year)
                                .during("2024-01-01"_date, "2026-01-01"_date)
                                .run();
        for (const auto row : table) {
            const CellValue cell = row.values()[0];
            rounded += cell.marks.has(Mark::rounded) ? 1 : 0;
            if (!cell.outcome) CHECK(cell.outcome.reason() != Reason::too_large);
        }
        CHECK_NOTHROW(to_text(table));
        CHECK_NOTHROW(to_csv(table));
        CHECK_NOTHROW(json_text(nlohmann::json(table)));
    }
    CHECK(rounded > 100);
}

namespace {

/// Computes every operator over every KPI in twenty years, and reads some of the rows.
void require_values_or_reasons(Grain grain, std::size_t every) {
    const Book book = sample();
    const Catalogue catalogue;
    std::size_t cells = 0;
    std::size_t values = 0;
    std::set<std::string_view> kinds;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const std::string id{entry.definition.id()};
        std::vector<Definition> metrics;
        for (const std::string& call : saleskpi_test::operator_calls_over(catalogue, id))
            metrics.push_back(catalogue.at(call));
        INFO(id);
        CHECK(metrics.size() > 15);
        for (const Definition& metric : metrics)
            for (std::size_t i = 0; i < metric.steps().size(); ++i)
                kinds.insert(detail::program_of(metric).node(i).rule->name);
        Rollup query = rollup(book).metrics(metrics).every(grain);
        const Table table = query.during("2010-01-01"_date, "2030-01-01"_date).run();
        REQUIRE(table.size() >= 240);
        // And each of the two years that have most of the records.
        for (std::size_t row = 0; row < table.size(); ++row) {
            const Date first = table[row].key().period.first;
            const bool is_full = first >= "2024-01-01"_date && first < "2026-01-01"_date;
            if (row % every != 0 && !is_full) continue;
            for (const CellValue& cell : table[row].values()) {
                ++cells;
                values += cell.outcome ? 1 : 0;
            }
        }
    }
    CHECK(cells > 150'000);
    CHECK(values > 50'000);
    // No kind of step is left out.
    for (const detail::StepRule* rule : detail::step_rules()) {
        INFO(rule->name);
        CHECK(kinds.count(rule->name) == 1);
    }
}

}  // namespace

// With SALESKPI_BY_DAY in the environment by day, which takes many minutes.
TEST_CASE("every operator over every KPI has a value or a reason in twenty years of months") {
    if (std::getenv("SALESKPI_BY_DAY") != nullptr)
        require_values_or_reasons(Grain::day, 1);
    else
        require_values_or_reasons(Grain::month, 10);
}
