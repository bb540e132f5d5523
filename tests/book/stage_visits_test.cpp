// SPDX-License-Identifier: MIT
// The table of stage visits that a book with a pipeline derives from stage changes.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/stages.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::moved;
using make::text;

namespace {

const std::vector<std::string> abc{"A", "B", "C"};

BookBuilder with_pipeline(
    const std::vector<StageChange>& changes, const std::vector<Deal>& deals = {}) {
    BookBuilder builder{usd};
    builder.pipeline(abc).add(changes).add(deals);
    return builder;
}

template <class M>
std::string all_of(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).run().at({})[metric]);
}

/// How many deals reached A, B, C in a month.
std::string reached(const Book& book, Month month) {
    std::string all;
    for (const char* stage : {"A", "B", "C"}) {
        const auto metric = deals_reaching(stage);
        const Table table = rollup(book)
                                .metrics(metric)
                                .every(Grain::month)
                                .during(make::days("2025-01-01", "2025-05-01"))
                                .run();
        all += text(table.at({}, month)[metric]);
    }
    return all;
}

std::vector<Deal> one(const char* id, make::DealMaker deal) {
    deal.id = id;
    return {deal};
}

}  // namespace

TEST_CASE("a deal stays in a stage from its change to the next") {
    const Book book = with_pipeline({moved("D", "2025-01-01", "A"), moved("D", "2025-01-11", "B"),
                                     moved("D", "2025-01-14", "C")})
                          .build();
    CHECK(book.records("stage_visits") == 3);
    CHECK(all_of(book, time_in_stage("A")) == "10.0 days");
    CHECK(all_of(book, time_in_stage("B")) == "3.0 days");
    CHECK(all_of(book, time_in_stage("C")) == "no_records");  // it is still there
    CHECK(all_of(book, stage_conversion_direct("A", "B")) == "100.00 %");
    CHECK(all_of(book, stage_conversion_direct("A", "C")) == "0.00 %");
}

TEST_CASE("a change that names the same stage again is no move") {
    const Book book = with_pipeline({moved("D", "2025-01-01", "A"), moved("D", "2025-01-05", "A"),
                                     moved("D", "2025-01-11", "B")})
                          .build();
    CHECK(all_of(book, stage_entries("A")) == "1");
    CHECK(all_of(book, time_in_stage("A")) == "10.0 days");
}

TEST_CASE("changes count by their days, and on one day in the order of the pipeline") {
    const Book book = with_pipeline({moved("D", "2025-01-11", "C"), moved("D", "2025-01-01", "B"),
                                     moved("D", "2025-01-01", "A")})
                          .build();
    CHECK(all_of(book, time_in_stage("A")) == "0.0 days");
    CHECK(all_of(book, time_in_stage("B")) == "10.0 days");
}

TEST_CASE("what lies before a stage is passed when the stage is entered") {
    const Book book =
        with_pipeline({moved("D", "2025-02-01", "A"), moved("D", "2025-03-01", "C")}).build();
    CHECK(reached(book, Month{2025, 2}) == "100");
    CHECK(reached(book, Month{2025, 3}) == "011");
    CHECK(all_of(book, stage_entries("B")) == "0");
    CHECK(all_of(book, stage_conversion("B", "C")) == "100.00 %");
    CHECK(all_of(book, stage_conversion_direct("B", "C")) == "no_records");
}

TEST_CASE("a deal that returns to a stage it skipped had reached it before") {
    const Book book =
        with_pipeline({moved("D", "2025-02-01", "C"), moved("D", "2025-03-01", "B")}).build();
    CHECK(reached(book, Month{2025, 2}) == "111");
    CHECK(reached(book, Month{2025, 3}) == "000");
    CHECK(all_of(book, stage_entries("B")) == "1");
    CHECK(all_of(book, stage_conversion("A", "C")) == "100.00 %");  // however far it fell back
}

TEST_CASE("a deal that is won has passed all stages, a lost one none") {
    const std::vector changes{
        moved("W", "2025-02-01", "A"), make::change("W", "2025-03-01", Stage::won),
        moved("L", "2025-02-01", "A"), make::change("L", "2025-03-01", Stage::lost)};
    const Book book = with_pipeline(changes).build();
    CHECK(reached(book, Month{2025, 2}) == "200");
    CHECK(reached(book, Month{2025, 3}) == "011");
    CHECK(all_of(book, stage_conversion("A", "C")) == "50.00 %");
    CHECK(all_of(book, time_in_stage("A")) == "28.0 days");
}

TEST_CASE("a stage that was passed without a stay is never stayed in") {
    const Book book = with_pipeline({moved("D", "2025-01-10", "A"), moved("D", "2025-02-10", "C"),
                                     moved("E", "2025-02-20", "B")})
                          .build();
    const auto staying = [&](const char* stage, const char* first, const char* until) {
        const auto metric = saleskpi::kpi::metric(
            "staying", count<StageVisit>()
                           .where(stage_visit::pipeline_stage == stage)
                           .active(stage_visit::entered, stage_visit::left));
        return text(
            rollup(book).metrics(metric).during(make::days(first, until)).run().at({})[metric]);
    };
    CHECK(staying("A", "2025-01-01", "2025-02-01") == "1");
    CHECK(staying("B", "2025-01-01", "2025-02-01") == "0");
    CHECK(staying("B", "2025-02-01", "2025-02-15") == "0");  // D passed it on February 10
    CHECK(staying("B", "2025-02-01", "2025-03-01") == "1");
    CHECK(staying("C", "2025-02-01", "2025-03-01") == "1");
}

TEST_CASE("how far a deal got is unknown beside a stage that the pipeline does not know") {
    const Book book = with_pipeline({moved("D", "2025-01-10", "B")}).build();
    const auto reached_if = [&](const auto& condition) {
        return all_of(
            book,
            metric("x", distinct(stage_visit::deal).where(condition).by(stage_visit::reached)));
    };
    CHECK(reached_if(stage_visit::furthest >= "A") == "1");
    CHECK(reached_if(!(stage_visit::furthest >= "C")) == "1");
    CHECK(reached_if(stage_visit::furthest >= "Signed") == "0");
    CHECK(reached_if(!(stage_visit::furthest >= "Signed")) == "0");
    CHECK(reached_if(!(stage_visit::furthest < "Signed")) == "0");
    CHECK(reached_if(stage_visit::furthest != "Signed") == "1");
    CHECK(reached_if(!(stage_visit::furthest == "Signed")) == "1");
}

TEST_CASE("a deal's record says what became of it") {
    const std::vector changes{moved("W", "2025-02-01", "A"), moved("L", "2025-02-01", "A")};
    auto deals = one("W", deal_of("Asha").won(1_usd, "2025-03-01"));
    deals.push_back(one("L", deal_of("Ben").lost(1_usd, "2025-03-03"))[0]);
    const Book book = with_pipeline(changes, deals).build();
    CHECK(reached(book, Month{2025, 3}) == "011");
    CHECK(all_of(book, time_in_stage("A")) == "29.0 days");  // 28 and 30
    const auto metric = deals_reaching("C");
    const Table table = rollup(book).metrics(metric).by(rep).run();
    CHECK(text(table.at({"Asha"})[metric]) == "1");
    CHECK(text(table.at({"Ben"})[metric]) == "0");
}

TEST_CASE("a deal that was won and is open again has not passed all stages") {
    const std::vector changes{
        moved("D", "2025-01-10", "A"), make::change("D", "2025-02-01", Stage::won),
        moved("D", "2025-03-01", "B")};
    const Book now = with_pipeline(changes).build();
    CHECK(reached(now, Month{2025, 2}) == "000");
    CHECK(reached(now, Month{2025, 3}) == "010");
    CHECK(all_of(now, stage_conversion("A", "C")) == "0.00 %");
    const Book then = with_pipeline(changes).as_of(day("2025-02-10")).build();
    CHECK(reached(then, Month{2025, 2}) == "011");
    CHECK(all_of(then, stage_conversion("A", "C")) == "100.00 %");
}

TEST_CASE("a stage for won deals may be in the pipeline") {
    StageChange won_it = make::change("D", "2025-03-01", Stage::won);
    won_it.pipeline_stage = "C";
    const Book book = with_pipeline({moved("D", "2025-02-01", "A"), won_it}).build();
    CHECK(all_of(book, stage_entries("C")) == "1");
    CHECK(all_of(book, time_in_stage("C")) == "no_records");
    CHECK(reached(book, Month{2025, 3}) == "011");
}

TEST_CASE("a stage that is not in the pipeline is a stay, and no progress") {
    const Book book = with_pipeline({moved("D", "2025-01-01", "A"), moved("D", "2025-01-05", "?"),
                                     moved("D", "2025-01-08", "B"), moved("D", "2025-01-09", "?")})
                          .build();
    CHECK(all_of(book, time_in_stage("?")) == "3.0 days");
    CHECK(all_of(book, deals_reaching("?")) == "1");
    CHECK(all_of(book, stage_entries("?")) == "2");
    CHECK(all_of(book, stage_conversion("A", "C")) == "0.00 %");
    CHECK(all_of(book, stage_conversion("A", "?")) == "0.00 %");  // it has no place in the order
}

TEST_CASE("without a pipeline there are no stage visits") {
    const std::vector changes{moved("D", "2025-01-01", "A")};
    const Book book = BookBuilder{usd}.add(changes).build();
    CHECK(book.records("stage_visits") == 0);
    CHECK(all_of(book, deals_reaching("A")) == "no_records");
    CHECK(with_pipeline({}).build().records("stage_visits") == 0);
}

TEST_CASE("a pipeline has names, each once") {
    BookBuilder builder{usd};
    CHECK(code_of([&] { builder.pipeline({"A", "B", "A"}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { builder.pipeline({"A", ""}); }) == ErrorCode::invalid_argument);
}

TEST_CASE("a book with a pipeline derives its stage visits") {
    BookBuilder builder = with_pipeline({moved("D", "2025-01-01", "A")});
    builder.add(std::vector<StageVisit>(1));
    CHECK(code_of([&] { (void)builder.build(); }) == ErrorCode::invalid_argument);
}

TEST_CASE("a metric of stages may be made from texts that are gone by then") {
    Definition metric = [] {
        const std::string from = "a stage with a rather long name";
        const std::string to = "C";
        return Definition{stage_conversion(from, to)};
    }();
    CHECK(metric.id() == "stage_conversion(\"a stage with a rather long name\", C)");
    CHECK(metric.title() == "Stage conversion, a stage with a rather long name to C");
}

TEST_CASE("a book with a pipeline grows by other deals, and not by more of the same") {
    const Book first =
        with_pipeline({moved("D", "2025-01-01", "A"), moved("E", "2025-01-01", "A")}, {}).build();
    const auto grown = [&](const std::vector<StageChange>& changes,
                           const std::vector<Deal>& deals) {
        return BookBuilder{first}.add(changes).add(deals).build();
    };
    const Book second = grown({moved("F", "2025-02-01", "B")}, {});
    CHECK(reached(second, Month{2025, 1}) == "200");
    CHECK(reached(second, Month{2025, 2}) == "110");
    CHECK(all_of(second, stage_conversion("A", "B")) == "33.33 %");
    const auto later = one("F", deal_of("Ben").won(1_usd, "2025-03-01"));
    CHECK(code_of([&] {
              (void)grown({moved("D", "2025-02-01", "B")}, {});
          }) == ErrorCode::incompatible);
    CHECK(
        code_of([&] { (void)BookBuilder{second}.add(later).build(); }) == ErrorCode::incompatible);
    CHECK(code_of([&] { BookBuilder{first}.pipeline({"A", "C"}); }) == ErrorCode::incompatible);
    BookBuilder{first}.pipeline(abc);

    const Book deals_first = with_pipeline({}, later).build();
    CHECK(
        code_of([&] {
            (void)BookBuilder{deals_first}.add(std::vector{moved("F", "2025-02-01", "A")}).build();
        }) == ErrorCode::incompatible);
    const Book then =
        BookBuilder{first}.add(std::vector{moved("F", "2025-02-01", "A")}).add(later).build();
    CHECK(reached(then, Month{2025, 3}) == "011");
    const auto metric = deals_reaching("A");
    const Table table = rollup(then).metrics(metric).by(rep).run();
    CHECK(text(table.at({"Ben"})[metric]) == "1");
}
