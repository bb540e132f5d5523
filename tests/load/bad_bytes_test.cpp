// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;

TEST_CASE("case 13: a name in Windows-1252 is missing, and what was sold is there", "[case]") {
    TempDir folder;
    folder.file(
        "deals.csv",
        "id,rep,stage,created,closed,amount\n"
        "1,J\xFCrgen M\xFCller,won,2025-01-01,2025-01-10,100\n"
        "2,Ann,won,2025-01-01,2025-01-12,50\n");
    BookBuilder builder{usd};
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    load_directory(folder.path(), Mapping{}, options, builder);
    const Book book = builder.build();
    const Table table = rollup(book).metrics(revenue, deals_won).by(by::rep).with_subtotals().run();
    CHECK(make::text(table.at({})[revenue]) == "150.00 USD");
    CHECK(make::text(table.at({})[deals_won]) == "2");
    CHECK(make::text(table.at({"Ann"})[revenue]) == "50.00 USD");
    CHECK(make::text(table.at({by::unassigned})[revenue]) == "100.00 USD");
    // Whose it is nobody knows: it may be Ann's.
    CHECK(table.at({"Ann"}).cell(revenue).marks.unread() == 1);
    CHECK(!table.at({}).cell(revenue).marks.has(Mark::incomplete));
    const Finding& finding = book.report().findings.at(0);
    CHECK(finding.field == "rep");
    CHECK(finding.kind == FindingKind::invalid);
    CHECK(!finding.rejected);
    CHECK(finding.line == 2);
}
