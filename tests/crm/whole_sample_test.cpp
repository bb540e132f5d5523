// SPDX-License-Identifier: MIT
// A report over all KPIs of the bundled sample: each cell has a value or a reason, none ends the report.
#include "catch.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

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
