// SPDX-License-Identifier: MIT
// Texts of users stay texts, numbers stay exact, and what goes wrong is said.
#include "catch.hpp"
#include "sql/engine.hpp"
#include "sql/written.hpp"
#include "support/same_tables.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>
#include <saleskpi/sql.hpp>

using namespace saleskpi;
namespace kpi = saleskpi::kpi;

namespace {

const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> all{
        "it's",
        "two '' marks",
        "\\",
        "ends with \\",
        "\\'; DROP TABLE deals; --",
        "\"quoted\"",
        "a -- comment",
        "/* open",
        "line\nbreak",
        "tab\there",
        "$1",
        "{x:String}",
        "?",
        ":name",
        "%s %d %",
        "emoji 🎯",
        "NULL",
        "null",
        "0",
        "1e3",
        "'",
        "''",
        "\"",
        "`",
        ";",
        "Łódź",
        "\xC2\xA0nbsp",
        "E'\\x41'",
        "\r",
        "true"};
    return all;
}

Deal won(int number, std::int64_t amount, const char* day) {
    Deal deal;
    deal.id = "d" + std::to_string(number);
    deal.rep = "Asha";
    deal.stage = Stage::won;
    deal.created = deal.opened = deal.closed = parse_date(day);
    deal.amount = Money{amount, usd};
    return deal;
}

struct Written {
    saleskpi_test::Engine engine;
    std::shared_ptr<sql::Executor> database = engine.open();
    saleskpi_test::Writer writer{database};

    Book open() { return sql::open(database, {writer.mapping(), 0}, BookBuilder{usd}).book; }
};

}  // namespace

TEST_CASE("hostile texts come back as they are, as names, in conditions and as ids") {
    std::vector<Deal> deals;
    std::vector<Assignment> assignments;
    for (const std::string& text : hostile_texts()) {
        const int number = static_cast<int>(deals.size());
        deals.push_back(won(number, 100 + number, "2025-01-05"));
        deals.back().id = "id " + text;
        deals.back().product = text;
        deals.back().rep = "rep " + text;
        assignments.push_back({"rep " + text, "team " + text, "region", {}, {}, {}});
    }
    Written db;
    db.writer.write(deals);
    db.writer.write(assignments);
    const Book over = db.open();
    CHECK(over.report().tables.front().table == "assignments");
    const Book whole = BookBuilder{usd}.add(deals).add(assignments).build();
    for (const std::string cut : {"product", "rep", "team", "deal"}) {
        const auto ask = [&](const Book& book) {
            return rollup(book).metrics(kpi::revenue, kpi::deals_won).by(cut).run();
        };
        const Table table = ask(over);
        CHECK(table.size() == hostile_texts().size());
        CHECK(laws::difference_of_values(ask(whole), table) == "");
    }
    for (const std::string& text : hostile_texts()) {
        INFO(text);
        const Table one = rollup(over)
                              .metrics(kpi::revenue)
                              .where(kpi::deal::product == std::string_view{text})
                              .run();
        const auto number = &text - hostile_texts().data();
        CHECK(one[0][kpi::revenue].value().exact() == Rational{100 + number});
    }
}

TEST_CASE("amounts near the ends of 64 bits add up exactly") {
    constexpr std::int64_t large = (std::int64_t{1} << 62) - 1;
    std::vector<Deal> deals;
    for (int i = 0; i < 40; ++i)
        deals.push_back(won(i, i % 7 == 3 ? -large : large - i, "2025-01-05"));
    for (Deal& deal : deals)
        deal.probability = Decimal::ratio(999'999'999, 1'000'000'000);
    Written db;
    db.writer.write(deals);
    const auto ask = [&](const Book& book) {
        return rollup(book)
            .metrics(kpi::revenue, kpi::average_deal_size, kpi::median_deal_size, kpi::largest_deal)
            .run();
    };
    const Book whole = BookBuilder{usd}.add(deals).build();
    CHECK(laws::difference_of_values(ask(whole), ask(db.open())) == "");
    for (Deal& deal : deals) {
        deal.stage = Stage::open;
        deal.closed.reset();
    }
    db.writer.write(deals);
    const auto weigh = [&](const Book& book) {
        return rollup(book)
            .metrics(kpi::weighted_pipeline, kpi::pipeline_value)
            .during(parse_date("2025-01-01"), parse_date("2025-03-01"))
            .run();
    };
    CHECK(
        laws::difference_of_values(weigh(BookBuilder{usd}.add(deals).build()), weigh(db.open())) ==
        "");
}

TEST_CASE("days from 1900 to 2150 are the same days") {
    std::vector<Deal> deals;
    for (const char* day :
         {"1900-01-01", "1900-02-28", "1950-05-05", "1969-12-31", "1970-01-01", "2000-02-29",
          "2024-12-31", "2100-03-01", "2149-06-07", "2150-12-31"}) {
        const int number = static_cast<int>(deals.size());
        deals.push_back(won(number, 100 + number, day));
    }
    Written db;
    db.writer.write(deals);
    const auto ask = [&](const Book& book) {
        return rollup(book).metrics(kpi::revenue, kpi::open_deals).every(Grain::year).run();
    };
    const Book whole = BookBuilder{usd}.add(deals).build();
    CHECK(db.open().span() == whole.span());
    CHECK(laws::difference_of_values(ask(whole), ask(db.open())) == "");
}

TEST_CASE("what is missing, empty or no date is told apart") {
    std::vector<Deal> deals{won(1, 100, "2025-01-05"), won(2, 200, "2025-01-06")};
    deals[1].product = "x";
    deals[1].closed.reset();
    Written db;
    db.writer.write(deals);
    const sql::Dialect& dialect = db.database->dialect();
    if (dialect.is_no_date) db.writer.run("UPDATE deals SET closed = '2025-02-30' WHERE id = 'd2'");
    db.writer.run(
        std::string{"INSERT INTO deals (id, stage, amount, closed) VALUES ('d3', 'wonn', 5, "} +
        (dialect.dates_are_day_numbers ? "20095)" : "'2025-01-07')"));
    const sql::Opened opened = sql::open(db.database, {db.writer.mapping(), 0}, BookBuilder{usd});
    CHECK(opened.book.records("deals") == 2);
    CHECK(opened.book.report().findings.size() >= 2);
    const Table table = rollup(opened.book)
                            .metrics(kpi::revenue)
                            .during(parse_date("2025-01-01"), parse_date("2025-12-31"))
                            .run();
    CHECK(table[0][kpi::revenue].value().exact() == Rational{100});
    const Table by_product = rollup(opened.book).metrics(kpi::deals_won).by("product").run();
    CHECK(by_product.size() == 2);
}

TEST_CASE("what a database is not asked for is refused, and says what to do") {
    std::vector<Deal> deals{won(1, 100, "2025-01-05")};
    Written db;
    db.writer.write(deals);
    const Book over = db.open();
    const auto ask = [&] { (void)rollup(over).metrics(kpi::pipeline_added).run(); };
    CHECK(code_of(ask) == ErrorCode::not_pushed_down);
    CHECK_THAT(message_of(ask), Catch::Matchers::Contains("pipeline_added"));
    CHECK_THAT(message_of(ask), Catch::Matchers::Contains("read_up_to"));
    CHECK(!sql::not_pushed_down().empty());
    sql::Schema schema{db.writer.mapping(), 10};
    const Book read = sql::open(db.database, schema, BookBuilder{usd}).book;
    CHECK_NOTHROW(rollup(read).metrics(kpi::pipeline_added).run());
}

TEST_CASE("a schema that the database does not have is refused") {
    Written db;
    db.writer.write(std::vector<Deal>{won(1, 100, "2025-01-05")});
    Mapping mapping = db.writer.mapping();
    mapping.tables.front().fields["product"].columns = {"no_such_column"};
    const auto open = [&] { (void)sql::open(db.database, {mapping, 0}, BookBuilder{usd}); };
    CHECK(code_of(open) == ErrorCode::missing_column);
    mapping = db.writer.mapping();
    mapping.tables.front().file = "no_such_table";
    CHECK(code_of(open) == ErrorCode::unknown_table);
    db.writer.run("DROP TABLE deals");
    mapping = {};
    CHECK(code_of(open) == ErrorCode::unknown_table);
}

TEST_CASE("a table without the day of its beginning stays, but for what counts by that day") {
    Written db;
    std::vector<Lead> leads(3);
    for (std::size_t i = 0; i < leads.size(); ++i) {
        leads[i].id = "l" + std::to_string(i);
        leads[i].qualified = parse_date("2025-01-05");
    }
    db.writer.write(leads);
    Mapping mapping = db.writer.mapping();
    mapping.tables.front().fields["created"] = {};  // is not read
    const sql::Opened opened = sql::open(db.database, {mapping, 0}, BookBuilder{usd});
    CHECK(opened.tables.front().read == 0);
    const Table table = rollup(opened.book).metrics(kpi::leads_qualified).run();
    CHECK(table[0][kpi::leads_qualified].value().exact() == Rational{3});
    const auto ask = [&] { (void)rollup(opened.book).metrics(kpi::leads_created).run(); };
    CHECK(code_of(ask) == ErrorCode::not_pushed_down);
}

TEST_CASE("a book over a database does not grow") {
    Written db;
    db.writer.write(std::vector<Deal>{won(1, 100, "2025-01-05")});
    const Book over = db.open();
    CHECK(code_of([&] { (void)BookBuilder{over}; }) == ErrorCode::incompatible);
}

TEST_CASE("parts in several databases are merged to the whole") {
    std::vector<Deal> deals;
    for (int i = 0; i < 60; ++i) {
        deals.push_back(won(i, 100 + 7 * i, i % 3 == 0 ? "2025-01-05" : "2025-03-06"));
        deals.back().rep = i % 2 == 0 ? "Asha" : "Ben";
        if (i % 5 == 0) deals.back().stage = Stage::lost;
        if (i % 20 == 0) deals.back().closed.reset();
    }
    const std::vector<Assignment> assignments{
        {"Asha", "North", "EMEA", {}, parse_date("2025-02-01"), {}},
        {"Asha", "South", "EMEA", parse_date("2025-02-01"), {}, {}},
        {"Ben", "South", "EMEA", {}, {}, {}}};
    const auto ask = [](const Book& book) {
        Rollup query = rollup(book);
        query.metrics(kpi::revenue, kpi::win_rate, kpi::median_deal_size)
            .by(saleskpi::by::team)
            .with_subtotals()
            .every(Grain::month)
            .during(parse_date("2025-01-01"), parse_date("2025-07-01"));
        return query;
    };
    const auto part = [&](std::ptrdiff_t first, std::ptrdiff_t n) {
        Written db;
        db.writer.write(std::vector<Deal>(deals.begin() + first, deals.begin() + first + n));
        db.writer.write(assignments);
        return ask(db.open()).partial();
    };
    Partial all = part(0, 25);
    all.merge(part(25, 35));
    const Table whole = ask(BookBuilder{usd}.add(deals).add(assignments).build()).run();
    CHECK(laws::difference_of_values(whole, all.table()) == "");
}

TEST_CASE("an answer that breaks off is no answer") {
    /// As the engine, but for one statement after which the connection is gone.
    class Breaking final : public sql::Executor {
    public:
        explicit Breaking(std::shared_ptr<sql::Executor> of) : of_{std::move(of)} {}
        const sql::Dialect& dialect() const override { return of_->dialect(); }
        std::vector<std::string> run(
            const sql::Statement& statement, const std::function<void(sql::Row)>& row) override {
            return of_->run(statement, [&](sql::Row values) {
                if (is_broken && ++rows_ > 1)
                    throw Error{ErrorCode::database_failed, "the connection is gone"};
                row(values);
            });
        }
        bool is_broken = false;

    private:
        std::shared_ptr<sql::Executor> of_;
        int rows_ = 0;
    };
    std::vector<Deal> deals;
    for (int i = 0; i < 20; ++i)
        deals.push_back(won(i, 100, i % 2 == 0 ? "2025-01-05" : "2025-03-05"));
    Written db;
    db.writer.write(deals);
    const auto breaking = std::make_shared<Breaking>(db.database);
    const Book over = sql::open(breaking, {db.writer.mapping(), 0}, BookBuilder{usd}).book;
    const auto ask = [&] { return rollup(over).metrics(kpi::revenue).every(Grain::month).run(); };
    const Table before = ask();
    breaking->is_broken = true;
    CHECK(code_of([&] { (void)ask(); }) == ErrorCode::database_failed);
    breaking->is_broken = false;
    CHECK(laws::difference_of_values(before, ask()) == "");
    db.writer.run("DROP TABLE deals");
    CHECK(code_of([&] { (void)ask(); }) == ErrorCode::database_failed);
}

TEST_CASE("literals and identifiers hold whatever a text holds") {
    const sql::Dialect& doubled = sql::sqlite_dialect();
    sql::Dialect backslash = doubled;
    backslash.text_escaping = sql::Escaping::backslash;
    CHECK(sql::text_literal(doubled, "it's \\") == "'it''s \\'");
    CHECK(sql::text_literal(backslash, "it's \\") == "'it\\'s \\\\'");
    CHECK(sql::identifier(doubled, "a\"b") == "\"a\"\"b\"");
    CHECK(sql::table_name(doubled, "crm.deals") == "\"crm\".\"deals\"");
    CHECK(code_of([&] {
              (void)sql::text_literal(doubled, std::string_view{"a\0b", 3});
          }) == ErrorCode::invalid_argument);
}
