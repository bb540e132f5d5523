// SPDX-License-Identifier: MIT
#include "csv/parallel_csv.hpp"
#include "fuzz/reports.hpp"
#include "fuzz/targets.hpp"
#include "support/same_tables.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <optional>

namespace fuzz {

using namespace saleskpi;

namespace {

/// As csv_format(), but that several threads read parts of a few bytes.
FileFormat small_parts() {
    FileFormat format = csv_format();
    format.read = [](ByteSource& source, const ReadRequest& request, RowSink& sink) {
        if (request.threads == 1) return csv_format().read(source, request, sink);
        detail::read_csv_in_parts(source, request, sink, 40);
    };
    return format;
}

struct Loaded {
    LoadReport report;
    std::optional<Book> book;
    std::string error;
};

Loaded load(const std::filesystem::path& path, unsigned threads) {
    LoadOptions options;
    options.formats = {small_parts()};
    options.currency = usd;
    options.max_record_bytes = 300;
    options.threads = threads;
    BookBuilder builder{usd};
    builder.threads(threads);
    Loaded loaded;
    try {
        loaded.report = load_table("deals", path, {}, options, builder);
        loaded.book = builder.build();
    } catch (const Error& error) {
        loaded.error = error.what();
    }
    return loaded;
}

Table table_of(const Book& book, unsigned threads) {
    Limits limits;
    limits.cells = 50'000;
    return rollup(book)
        .metrics(kpi::revenue, kpi::win_rate, kpi::open_deals, kpi::sales_cycle)
        .by("rep")
        .with_subtotals()
        .threads(threads)
        .within(limits)
        .run();
}

}  // namespace

void csv(Bytes bytes) {
    static const TempDir folder;
    const std::filesystem::path path = folder.file("deals.csv", text_of(bytes));
    const Loaded one = load(path, 1);
    for (const unsigned threads : {2U, 4U}) {
        const Loaded many = load(path, threads);
        require(one.error == many.error, one.error + "  against  " + many.error);
        if (!one.book) continue;
        require(
            one.report.read == many.report.read && one.report.kept == many.report.kept &&
                one.report.rejected == many.report.rejected,
            "several threads read other records");
        require(
            one.report.ignored_columns == many.report.ignored_columns,
            "several threads ignore other columns");
        require(
            one.book->report().findings == many.book->report().findings,
            "several threads find other faults");
        require(one.book->bytes() == many.book->bytes(), "their books are not of one size");
        const Table table = table_of(*one.book, 1);
        const Table other = table_of(*many.book, threads);
        const std::string difference = laws::difference(table, other);
        require(difference.empty(), difference);
        require(in_all_formats(table) == in_all_formats(other), "their reports are not the same");
    }
    if (!one.book) return;
    const TableCount* deals = nullptr;
    for (const TableCount& count : one.book->report().tables)
        if (count.table == "deals") deals = &count;
    require(!deals == (one.report.read == 0), "what was read is not told");
    if (deals)
        require(
            deals->read == one.report.read &&
                deals->kept + deals->rejected + deals->later == deals->read,
            "kept, rejected and later are not all that were read");
}

}  // namespace fuzz
