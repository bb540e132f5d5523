// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/agreement.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

/// What a call of the metric on the records themselves gives.
Outcome<AnyQuantity> call(
    const Definition& metric, const laws::Records& records, const Window& window) {
    return detail::evaluate(metric.view(), records.sources(), window);
}

Table one_cell(const Book& book, const Window& window) {
    const std::vector<Definition> metrics =
        window == all_time ? laws::metrics_of_all_time() : laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics).during(window);
    return query.run();
}

/// Without its currency: records without money have none.
std::string number_of(const Outcome<AnyQuantity>& outcome) {
    return outcome ? to_text(outcome->exact()) : std::string{name(outcome.reason())};
}

}  // namespace

TEST_CASE("a call on records is a report of one cell") {
    const Window year{try_parse_date("2024-03-10").value(), try_parse_date("2025-03-10").value()};
    for (const bool credits : {false, true}) {
        const laws::Records records = laws::random_records(400, {200, credits, false, false});
        const Book book = records.book();
        for (const Window& window : {all_time, year}) {
            const Table table = one_cell(book, window);
            REQUIRE(table.size() == 1);
            for (std::size_t m = 0; m < table.metrics().size(); ++m) {
                INFO(table.metrics()[m].id());
                CHECK(
                    number_of(call(table.metrics()[m], records, window)) ==
                    number_of(table[0].values()[m].outcome));
            }
        }
    }
}

namespace {

/// What has a value without any record: what stands in for others, and a number of days.
bool needs_no_records(const Definition& metric) {
    return slow::mentions(metric, "fallback") || slow::mentions(metric, "days_reaching");
}

}  // namespace

TEST_CASE("without records every KPI says why it has no value") {
    const laws::Records nothing;
    std::vector<Definition> all = laws::all_metrics();
    std::erase_if(all, needs_no_records);
    for (const Definition& metric : all) {
        INFO(metric.id());
        CHECK_FALSE(call(metric, nothing, all_time).has_value());
        CHECK_FALSE(detail::evaluate(metric.view(), {}, all_time).has_value());
    }
    for (const Book& book : {BookBuilder{usd}.build(), nothing.book()}) {
        CHECK(book.tables().empty());
        const Window month{
            try_parse_date("2025-03-01").value(), try_parse_date("2025-04-01").value()};
        const std::vector<Definition>& metrics = all;
        Rollup query = rollup(book);
        query.metrics(metrics).by(region).with_subtotals().during(month);
        const Table table = query.run();
        REQUIRE(table.size() == 1);
        CHECK(table[0].key().group.empty());
        for (const CellValue& cell : table[0].values())
            CHECK_FALSE(cell.outcome.has_value());
        CHECK(rollup(book).metrics(metrics).run().size() == 1);
    }
}

TEST_CASE("an empty window has no value and no period") {
    const laws::Records records = laws::random_records(401, {20, true, false, false});
    const Date day = try_parse_date("2025-03-01").value();
    CHECK(revenue.within({day, day}, records.deals) == Reason::no_records);
    CHECK(rollup(records.book()).metrics(revenue).during(day, day).run().size() == 0);
}

TEST_CASE("one record of each kind is enough for every KPI") {
    for (const std::uint64_t seed : {402U, 403U, 404U, 405U}) {
        laws::Records records = laws::random_records(seed);
        records.each([](auto& all) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(all.front())>, ExchangeRate>)
                all.resize(1);
        });
        const Book book = records.book();
        const slow::Tables tables = slow::tables_of(records, usd);
        slow::Evaluator slow{tables, usd, {}};
        const Table table = one_cell(
            book, {try_parse_date("2023-11-01").value(), try_parse_date("2026-03-01").value()});
        CHECK(laws::disagreement(table, slow) == "");
    }
}
