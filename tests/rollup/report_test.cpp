// SPDX-License-Identifier: MIT
// A report: what a table says, evaluated once.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::by;
using make::day;

namespace {

Deal won(const char* rep, const char* closed, std::int64_t minor) {
    Deal deal;
    deal.id = std::string{rep} + closed;
    deal.rep = rep;
    deal.stage = Stage::won;
    deal.created = day("2025-01-01");
    deal.closed = day(closed);
    deal.amount = Money{minor, usd};
    return deal;
}

}  // namespace

TEST_CASE("a report has the values, reasons and counts of its table") {
    const std::vector<Deal> deals{
        won("Ann", "2025-01-10", 100'00), won("Ann", "2025-02-10", 50'01),
        won("Ben", "2025-02-11", 33'33)};
    const Book book = BookBuilder{usd}.add(deals).build();
    const Table table = rollup(book)
                            .metrics(kpi::revenue, kpi::average_deal_size, kpi::win_rate)
                            .by(rep)
                            .with_subtotals()
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2025-03-01"))
                            .run();
    for (const bool keep : {true, false}) {
        const Report report{table, {1, keep}};
        REQUIRE(report.size() == 6);
        CHECK(report.is_kept() == keep);
        REQUIRE(report.columns().size() == 3);
        CHECK(report.columns()[2].metric.id() == "win_rate");
        CHECK(report.columns()[0].timing == Timing::activity);
        CHECK(report.columns()[0].fingerprint == fingerprint(kpi::revenue));
        // Ben sold nothing in January.
        const ReportRow ben = report[2];
        CHECK(ben.key().group == std::vector<std::string>{"Ben"});
        CHECK(!ben.is_subtotal());
        CHECK(!ben.continues_group());
        CHECK(ben["win_rate"].reason() == Reason::no_records);
        CHECK(code_of([&] { (void)ben["win_rate"].to_double(); }) == ErrorCode::no_value);
        const ReportRow total = report[5];
        CHECK(total.is_subtotal());
        CHECK(total.continues_group());
        CHECK(total[0].outcome() == Outcome<AnyQuantity>{Amount{Money{83'34, usd}}});
        CHECK(total[1].outcome()->exact() == Rational{8334, 2});
        CHECK(total[1].to_double() == 41.67);
        CHECK(total[1].coverage().known == 2);
    }
}

TEST_CASE("a report counts what was rejected by kind") {
    Deal twice = won("Ann", "2025-01-10", 100'00);
    Deal undated = won("Ben", "2025-01-10", 1'00);
    undated.closed.reset();
    Deal foreign = won("Cas", "2025-01-10", 1'00);
    foreign.amount = Money{1'00, eur};
    const std::vector<Deal> deals{twice, twice, twice, undated, foreign};
    const Book book = BookBuilder{usd}.add(deals).build();
    const Table table = rollup(book).metrics(kpi::revenue).run();
    // Queries of one book share what was found when it was built.
    CHECK(&table.report() == &book.report());
    const Table other = rollup(book).metrics(kpi::deals_won).run();
    CHECK(&other.report() == &book.report());
    const Report report{table};
    const std::vector<RejectedRecords> expected{
        {"deals", FindingKind::missing, "closed", 1},
        {"deals", FindingKind::duplicate, "id", 2},
        {"deals", FindingKind::no_rate, "amount", 1}};
    CHECK(std::vector(report.rejected().begin(), report.rejected().end()) == expected);
}
