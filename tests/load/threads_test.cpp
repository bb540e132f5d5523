// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/same_tables.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

/// About 4 MB of deals, some of which are broken, in quotes, or over several lines.
std::string many_deals() {
    std::string text = "id,rep,customer,stage,closed,amount,currency\r\n";
    for (int i = 0; i < 60'000; ++i) {
        const std::string n = std::to_string(i);
        text += "D" + n + ",rep " + std::to_string(i % 37) + ",";
        text +=
            i % 11 ? "customer-" + std::to_string(i * 31 % 9000) : "\"Miller,\n\"\"" + n + "\"\"\"";
        text += i % 3 ? ",won,2025-01-" + std::to_string(10 + i % 20) : ",open,";
        text += i % 1000 == 7 ? ",ten,USD" : "," + std::to_string(i) + ".50,USD";
        text += i % 5000 == 9 ? ",\"extra\n" : i % 2 ? "\n" : "\r\n";
    }
    return text;
}

struct Loaded {
    LoadReport report;
    Book book;
};

Loaded load(const std::filesystem::path& path, unsigned threads) {
    BookBuilder builder{usd};
    LoadOptions options{.formats = {csv_format()}, .currency = usd, .threads = threads};
    std::uint64_t done = 0;
    options.progress = [&done](const LoadProgress& progress) { done = progress.done; };
    LoadReport report = load_table("deals", path, {}, options, builder);
    CHECK(done == std::filesystem::file_size(path));
    return {std::move(report), builder.build()};
}

}  // namespace

TEST_CASE("a book is the same, and so is what was found, for any number of threads") {
    const TempDir dir;
    const auto path = dir.file("deals.csv", many_deals());
    const Loaded one = load(path, 1);
    CHECK(one.report.rejected > 10);
    CHECK(one.book.report().findings.size() > 60);
    CHECK(one.book.records("deals") > 50'000);
    const auto table = [](const Book& book) {
        return rollup(book).metrics(revenue, win_rate).by(rep).every(Grain::week).run();
    };
    const Table expected = table(one.book);
    for (const unsigned threads : {2U, 5U, 0U}) {
        const Loaded many = load(path, threads);
        CHECK(many.report.read == one.report.read);
        CHECK(many.report.kept == one.report.kept);
        CHECK(many.report.rejected == one.report.rejected);
        CHECK(many.report.ignored_columns == one.report.ignored_columns);
        CHECK(many.book.report().findings == one.book.report().findings);
        CHECK(many.book.report().tables == one.book.report().tables);
        CHECK(many.book.bytes() == one.book.bytes());
        CHECK(laws::difference(expected, table(many.book)) == "");
    }
}
