// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Deal deal(const char* id, const char* rep, const char* closed, Stage stage, std::int64_t dollars) {
    Deal deal;
    deal.id = id;
    deal.rep = rep;
    deal.product = rep == std::string{"Asha"} ? "Alpha" : "Beta";
    deal.stage = stage;
    deal.created = parse_date("2025-01-02");
    deal.closed = parse_date(closed);
    deal.amount = Money{dollars * 100, usd};
    return deal;
}

const std::vector<Deal> deals{
    deal("1", "Asha", "2025-05-02", Stage::won, 300),
    deal("2", "Asha", "2025-05-30", Stage::lost, 900),
    deal("3", "Asha", "2025-06-01", Stage::won, 500),
    deal("4", "Ben", "2025-05-10", Stage::won, 100),
    deal("5", "Ben", "2025-07-01", Stage::lost, 100)};

Book small_book() { return BookBuilder{usd}.add(deals).build(); }

Rollup monthly(const Book& book) {
    return rollup(book).metrics(revenue, win_rate).by(by::rep).every(Grain::month);
}

constexpr Month may{2025, 5};

struct Stopping final : Watch {
    int calls = 0;
    bool goes_on(double) override {
        ++calls;
        return false;
    }
};

}  // namespace

TEST_CASE("a prepared query answers for one row") {
    const Prepared query = monthly(small_book()).prepare();
    const RowView row = query.row({"Asha"}, may);
    CHECK(row[revenue] == Quantity<Unit::money>{Money{300'00, usd}});
    CHECK(row[win_rate]->exact() == Rational{1, 2});
    CHECK(row.key().label == "2025-05");
    CHECK(query.row({"Ben"}, may)[win_rate]->exact() == Rational{1});
    CHECK(query.find({"Ben"}, Month{2025, 6})->cell(revenue).records == 0);
    CHECK(query.run().size() == 14);  // two reps from January, when deals were created, to July
}

TEST_CASE("a row keeps what it reads") {
    std::optional<RowView> row;
    {
        const Book book = small_book();
        row = monthly(book).prepare().row({"Asha"}, may);
    }
    CHECK((*row)[revenue]->exact() == Rational{300'00});
}

TEST_CASE("a prepared query says what is not there") {
    const Prepared query = monthly(small_book()).prepare();
    CHECK(code_of([&] { (void)query.row({"Asha"}); }) == ErrorCode::no_such_cell);
    CHECK(message_of([&] {
              (void)query.row({"Ashe"}, may);
          }) == "no rep is called 'Ashe'; did you mean Asha?");
    CHECK(code_of([&] { (void)query.row({"Asha"}, Quarter{2025, 2}); }) == ErrorCode::no_such_cell);
    CHECK_FALSE(query.find({"Ashe"}, may).has_value());
    CHECK_FALSE(query.find({"Asha", "Ben"}, may).has_value());
    CHECK_FALSE(query.find({}, may).has_value());  // without subtotals no total
}

TEST_CASE("a month behind the records may be asked for, unless the days were") {
    const Book book = small_book();
    const Prepared query = monthly(book).prepare();
    const Month later{2026, 3};
    CHECK(query.row({"Asha"}, later)[revenue]->exact() == Rational{0});
    CHECK(query.row({"Asha"}, later)[win_rate].reason() == Reason::no_records);
    CHECK(query.row({"Asha"}, Month{2024, 3})[revenue]->exact() == Rational{0});
    const Prepared fixed =
        monthly(book).during(parse_date("2025-05-01"), parse_date("2025-06-01")).prepare();
    CHECK(fixed.row({"Asha"}, may)[revenue]->exact() == Rational{300'00});
    CHECK_FALSE(fixed.find({"Asha"}, later).has_value());
    CHECK_FALSE(fixed.find({"Asha"}, Month{2025, 6}).has_value());
}

TEST_CASE("the same question is put to a book that grew") {
    const Book book = small_book();
    const Prepared query = monthly(book).prepare();
    CHECK(query.row({"Asha"}, may)[revenue]->exact() == Rational{300'00});
    const std::vector<Deal> more{
        deal("6", "Asha", "2025-05-31", Stage::won, 50),
        deal("7", "Chloé", "2025-09-01", Stage::won, 70)};
    const Book grown = BookBuilder{book}.add(more).build();
    const Prepared later = query.over(grown);
    CHECK(later.row({"Asha"}, may)[revenue]->exact() == Rational{350'00});
    CHECK(later.row({"Chloé"}, Month{2025, 9})[revenue]->exact() == Rational{70'00});
    CHECK(later.row({"Ben"}, may)[revenue]->exact() == Rational{100'00});
    CHECK(query.run(grown).size() == 27);  // three reps from January to September
    // The first one still asks the first book.
    CHECK(query.row({"Asha"}, may)[revenue]->exact() == Rational{300'00});
    CHECK_FALSE(query.find({"Chloé"}, may).has_value());
    CHECK(query.book().records("deals") == 5);
}

TEST_CASE("what is computed for all groups is kept within the budget of the index") {
    for (const std::size_t budget : {std::size_t{0}, std::size_t{1} << 20}) {
        const Book book = BookBuilder{usd}.index_budget(budget).add(deals).build();
        const Prepared query = rollup(book).metrics(revenue).by("product").prepare();
        for (int i = 0; i < 2; ++i)
            CHECK(query.row({"Alpha"})[revenue]->exact() == Rational{800'00});
    }
}

TEST_CASE("limits and the watch apply to a prepared query") {
    const Book book = small_book();
    CHECK(code_of([&] {
              (void)monthly(book).within({.steps = 2}).prepare();
          }) == ErrorCode::too_many_steps);
    CHECK(code_of([&] {
              (void)monthly(book).within({.cells = 3}).prepare();
          }) == ErrorCode::too_many_cells);
    // A row has the cells of one rep, seven months of two metrics; the table has those of two.
    const Prepared narrow = monthly(book).within({.cells = 14}).prepare();
    CHECK(narrow.row({"Asha"}, may)[revenue]->exact() == Rational{300'00});
    CHECK(code_of([&] { (void)narrow.run(); }) == ErrorCode::too_many_cells);
    const Prepared late = monthly(book).within({.time = std::chrono::milliseconds{0}}).prepare();
    CHECK(code_of([&] { (void)late.run(); }) == ErrorCode::out_of_time);
    Stopping watch;
    const Prepared watched =
        rollup(book).metrics(revenue).by("product").watched_by(watch).prepare();
    CHECK(code_of([&] { (void)watched.row({"Alpha"}); }) == ErrorCode::cancelled);
    CHECK(code_of([&] { (void)watched.run(); }) == ErrorCode::cancelled);
    CHECK(watch.calls == 2);
}
