// SPDX-License-Identifier: MIT
// What a file says of its records besides their fields: when it was said, versions, deletions.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/csv/read.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>

using namespace saleskpi;

namespace {

constexpr auto deals =
    "id,stage,closed,amount,known,version,deleted\n"
    "1,won,2025-01-10,100,2025-01-31,,\n"
    "1,won,2025-01-10,120,2025-02-10T08:00:00Z,,\n"
    "2,won,2025-01-11,50,2025-01-31,2,\n"
    "2,won,2025-01-11,70,2025-02-28,1,\n"
    "3,won,2025-01-12,7,2025-01-31,,\n"
    "3,,,,2025-02-20,,yes\n"
    "4,won,2025-01-13,1,soon,,\n";

std::string revenue_of(const Book& book) {
    return make::text(rollup(book).metrics(kpi::revenue).run()[0][kpi::revenue]);
}

BookBuilder loaded(const TempDir& dir) {
    BookBuilder builder{usd};
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    load_table("deals", dir.path() / "deals.csv", {}, options, builder);
    return builder;
}

}  // namespace

TEST_CASE("a file says when its records were known, in which version, and that they are gone") {
    TempDir dir;
    dir.file("deals.csv", deals);
    const Book now = loaded(dir).build();
    CHECK(revenue_of(now) == "170.00 USD");
    REQUIRE(now.report().findings.size() == 1);
    CHECK(now.report().findings[0].line == 8);
    CHECK(now.report().findings[0].field == "known");
    CHECK(now.report().findings[0].value == "soon");
    CHECK(
        now.report().findings[0].reason ==
        "is not a date (YYYY-MM-DD) nor an instant (YYYY-MM-DDThh:mm:ssZ)");
    CHECK(revenue_of(loaded(dir).known_at(make::day("2025-01-31")).build()) == "157.00 USD");
    CHECK(revenue_of(loaded(dir).known_at(make::day("2025-02-10")).build()) == "177.00 USD");
    CHECK(revenue_of(loaded(dir).known_at(make::day("2025-02-20")).build()) == "170.00 USD");
}

TEST_CASE("records that are read carry what was said of them") {
    ReadOptions options;
    options.currency = usd;
    const auto read = parse_csv<Deal>(deals, options);
    REQUIRE(read.records.size() == 6);
    CHECK(read.known.size() == 6);
    CHECK(read.known[0] == Instant{make::day("2025-01-31")});
    CHECK(read.versions[1] == no_version);
    CHECK(read.versions[2] == 2);
    CHECK(read.deletions == std::vector<std::uint8_t>{0, 0, 0, 0, 0, 1});
    CHECK(revenue_of(BookBuilder{usd}.add(read).build()) == "170.00 USD");
    const auto plain = parse_csv<Deal>("id,stage,closed\n1,won,2025-01-10\n");
    CHECK(plain.known.empty());
    CHECK(plain.versions.empty());
    CHECK(plain.deletions.empty());
}

TEST_CASE("a mapping names the columns that say it") {
    TempDir dir;
    dir.file(
        "deals.csv",
        "id,stage,closed,amount,LastModified,IsDeleted\n"
        "1,won,2025-01-10,100,2025-01-31,false\n"
        "1,won,2025-01-10,100,2025-02-01,true\n");
    TableMapping mapping;
    mapping.fields["known"].columns = {"LastModified"};
    mapping.fields["deleted"].columns = {"IsDeleted"};
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    BookBuilder builder{usd};
    load_table("deals", dir.path() / "deals.csv", mapping, options, builder);
    CHECK(builder.build().records("deals") == 0);
}

TEST_CASE("a folder is loaded into a batch of a ledger") {
    TempDir dir;
    dir.file("deals.csv", "id,stage,closed,amount\n1,won,2025-01-10,100\n2,won,,5\n");
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    Batch batch{make::day("2025-02-01")};
    const auto reports = load_directory(dir.path(), {}, options, batch);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].kept == 2);
    Ledger ledger;
    ledger.append(batch);
    const Book book = BookBuilder{usd}.add(ledger).build();
    CHECK(revenue_of(book) == "100.00 USD");
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].file == "deals.csv");
    CHECK(book.report().findings[0].line == 3);
}
