// SPDX-License-Identifier: MIT
// A report: what a table says, evaluated once.
#include "catch.hpp"
#include "rollup/report_data.hpp"
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

TEST_CASE("a cell of a kept report takes at most 24 bytes, whatever it lacks") {
    constexpr std::int64_t many = std::int64_t{1} << 40;
    const std::vector<Coverage> few{{7, 7}, {7, 8}, {0, 65'535}, {4'294'967'295, 4'294'967'296}};
    const std::vector<Coverage> large{
        {7, 65'543}, {many, many}, {many, many + 1}, {0, many}, {0, 0}};
    detail::CellColumn column;
    constexpr std::size_t cells = 4096;
    column.reserve(cells);
    const auto add = [&](const Coverage& coverage) {
        column.add({{1, 3}, std::nullopt, {Mark::small_sample}, coverage});
    };
    for (std::size_t i = 0; i < cells; ++i)
        add(few[i % few.size()]);
    CHECK(column.bytes() <= 24 * cells);
    for (std::size_t i = 0; i < cells; ++i)
        REQUIRE(column[i].coverage == few[i % few.size()]);
    for (const Coverage& coverage : large)
        add(coverage);
    for (std::size_t i = 0; i < large.size(); ++i)
        CHECK(column[cells + i].coverage == large[i]);
    // What begins with a large one.
    detail::CellColumn other;
    for (const auto* some : {&large, &few})
        for (const Coverage& coverage : *some)
            other.add({{5, 1}, std::nullopt, {}, coverage});
    for (std::size_t i = 0; i < large.size() + few.size(); ++i)
        CHECK(other[i].coverage == (i < large.size() ? large[i] : few[i - large.size()]));
}

TEST_CASE("a product beyond 64 bits, divided by what is below zero, is in a report what it is") {
    constexpr std::int64_t amount = std::int64_t{1} << 61;
    const std::vector<Deal> deals{
        won("Ann", "2025-01-10", amount), won("Ann", "2025-02-10", amount)};
    const Book book = BookBuilder{usd}.add(deals).build();
    const Report report{
        rollup(book)
            .metrics(Catalogue{}.at("revenue * deals_won / (deals_lost - deals_won)"))
            .run()};
    // 2^62 * 2 / -2
    CHECK(report[0][0].outcome()->exact() == Rational{-2 * int128{amount}});
}

TEST_CASE("a report counts what was rejected by kind") {
    Deal twice = won("Ann", "2025-01-10", 100'00);
    Deal unnamed = won("Ben", "2025-01-10", 1'00);
    unnamed.id.clear();
    Deal foreign = won("Cas", "2025-01-10", 1'00);
    foreign.amount = Money{1'00, eur};
    const std::vector<Deal> deals{twice, twice, twice, unnamed, foreign};
    const Book book = BookBuilder{usd}.add(deals).build();
    const Table table = rollup(book).metrics(kpi::revenue).run();
    // Queries of one book share what was found when it was built.
    CHECK(&table.report() == &book.report());
    const Table other = rollup(book).metrics(kpi::deals_won).run();
    CHECK(&other.report() == &book.report());
    const Report report{table};
    const std::vector<RejectedRecords> expected{
        {"deals", FindingKind::missing, "id", 1}, {"deals", FindingKind::duplicate, "id", 2}};
    CHECK(report.rejected() == expected);
}

// Of 30,000,000,000.01 at 1 / 3 and 0.01 at 1 / 10^9: the whole has 73 bits, and nothing cancels.
TEST_CASE("a report keeps fractions that 64 bits do not hold") {
    using kpi::deal::amount, kpi::deal::probability, kpi::deal::closed;
    constexpr auto expected = kpi::metric("expected", kpi::sum(amount * probability).by(closed));
    std::vector<Deal> deals{
        won("Ann", "2025-01-10", 1), won("Ben", "2025-01-10", 3'000'000'000'001)};
    deals[0].probability = Decimal::from_nanos(1);
    deals[1].probability = Decimal::from_nanos(333'333'333);
    const auto share = kpi::share_of(expected, Level::company);
    const Table table = rollup(BookBuilder{usd}.add(deals).build())
                            .metrics(expected, share)
                            .by(rep)
                            .during(day("2025-01-01"), day("2025-02-01"))
                            .run();
    const Report report{table};
    const int128 of_ben = int128{3'000'000'000'001} * 333'333'333;
    CHECK(report[0][1].outcome()->exact() == Rational{1, of_ben + 1});
    CHECK(report[1][1].outcome()->exact() == Rational{of_ben, of_ben + 1});
    CHECK(report[1][0].outcome()->exact() == Rational{of_ben, 1'000'000'000});
}
