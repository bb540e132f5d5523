// SPDX-License-Identifier: MIT
// A book over a database answers as one that has all records.
#include "catch.hpp"
#include "laws/queries.hpp"
#include "sql/engine.hpp"
#include "sql/written.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/sql.hpp>

#include <set>

using namespace saleskpi;

namespace {

/// A database has one currency for all amounts of a record.
template <class R>
void with_one_currency(std::vector<R>& records) {
    for (R& record : records) {
        Currency currency;
        for (const FieldInfo& field : record_type<R>().fields) {
            if (field.type != FieldType::money || !field.write) continue;
            const void* pointer = &record;
            Money amount{0, usd};
            field.read(&pointer, 1, &amount);
            if (amount.minor() == missing_number) continue;
            if (currency.is_none()) currency = amount.currency();
            FieldValue value;
            value.missing = false;
            value.number = amount.minor();
            value.currency = currency;
            field.write(&record, value);
        }
    }
}

laws::Records records_of(std::uint64_t seed, std::size_t deals) {
    laws::RandomOptions options;
    options.deals = deals;
    laws::Records records = laws::random_records(seed, options);
    records.touches.clear();  // those of them there are, the hard cases bring
    records.each([](auto& all) { with_one_currency(all); });
    return records;
}

Mapping written(const laws::Records& records, const std::shared_ptr<sql::Executor>& database) {
    saleskpi_test::Writer writer{database};
    records.each([&](const auto& all) { writer.write(all); });
    writer.write(records.touches);
    return writer.mapping();
}

/// What only a book can settle: ids that occur twice, corrections, histories and shares of touches.
void add_hard_cases(laws::Records& records, std::uint64_t seed) {
    laws::Random random{seed};
    const std::vector<Deal> deals = records.deals;
    for (int i = 0; i < 6; ++i) {
        Deal copy = random.one_of(deals);
        if (random.chance(50)) copy.product = "another";
        records.deals.push_back(copy);
        Deal correction = random.one_of(deals);
        correction.corrects = correction.id;
        correction.id = "correction " + std::to_string(i);
        correction.amount = Money{-random.between(1, 9) * 1'000, usd};
        correction.list = correction.cost = std::nullopt;
        correction.credits.clear();
        records.deals.push_back(correction);
        StageChange change;
        change.deal = random.one_of(deals).id;
        change.date = parse_date("2024-05-05") + date::days{random.between(0, 300)};
        change.stage = Stage::open;
        records.stage_changes.push_back(change);
        Touch touch;
        touch.deal = random.one_of(deals).id;
        touch.date = parse_date("2024-03-03");
        touch.source = "alpha";
        records.touches.push_back(touch);
        if (!records.leads.empty()) records.leads.push_back(random.one_of(records.leads));
    }
}

/// The same records in a book, and over a database of its own.
struct Both {
    laws::Records records;
    saleskpi_test::Engine engine{};
    std::shared_ptr<sql::Executor> database = engine.open();
    Mapping mapping = written(records, database);
    Book over = sql::open(database, {mapping, 0}, BookBuilder{usd}).book;
    Book whole = records.book();
};

/// Those of the metrics that a book over the database can be asked for.
std::vector<Definition> pushed(const Book& book, const std::vector<Definition>& metrics) {
    std::vector<Definition> all;
    for (const Definition& metric : metrics)
        try {
            (void)rollup(book)
                .metrics(metric)
                .every(Grain::year)
                .during(parse_date("2024-01-01"), parse_date("2024-12-31"))
                .run();
            all.push_back(metric);
        } catch (const Error& error) {
            REQUIRE(error.code() == ErrorCode::not_pushed_down);
        }
    return all;
}

/// Some of them, or all.
std::vector<Definition> some_of(
    const std::vector<Definition>& metrics, laws::Random& random, int percent) {
    std::vector<Definition> some;
    for (const Definition& metric : metrics)
        if (random.chance(percent)) some.push_back(metric);
    if (some.empty()) some.push_back(metrics.front());
    return some;
}

const std::vector<Definition>& everything() {
    static const std::vector<Definition> all = laws::all_metrics();
    return all;
}

/// As many as the engine answers in short time.
const std::uint64_t books = [] {
    const char* asked = std::getenv("SALESKPI_TEST_BOOKS");
    return asked ? std::strtoull(asked, nullptr, 10) : 2;
}();
const int questions = books > 1 ? 25 : 8;

}  // namespace

TEST_CASE("a book over a database answers as one of all records") {
    for (std::uint64_t seed = 1; seed <= books; ++seed) {
        const saleskpi_test::Engine engine;
        laws::Records records = records_of(seed, 60 * seed);
        if (seed % 2 == 0) add_hard_cases(records, seed);
        const auto database = engine.open();
        const Mapping mapping = written(records, database);
        const bool is_as_of = seed % 4 == 1;
        const auto builder = [&] {
            BookBuilder made{usd};
            if (is_as_of) made.as_of(parse_date("2025-02-10"));
            return made;
        };
        const sql::Opened opened = sql::open(database, {mapping, 0}, builder());
        std::size_t staying = 0;
        for (const sql::OpenedTable& table : opened.tables)
            staying += table.records - table.read;
        CHECK(staying > records.deals.size() / 5);
        BookBuilder at_once = builder();
        records.each([&](const auto& all) { at_once.add(all); });
        const Book whole = at_once.add(records.touches).build();
        CHECK(whole.span() == opened.book.span());
        CHECK(whole.records("deals") == opened.book.records("deals"));
        const std::vector<Definition> metrics = pushed(opened.book, everything());
        CHECK(metrics.size() > 380);
        laws::Random random{seed};
        for (int i = 0; i < questions; ++i) {
            laws::Question question = laws::random_question(random);
            question.metrics = some_of(metrics, random, i % 3 == 0 ? 100 : 20);
            INFO("seed " << seed << ": " << question.text());
            CHECK(
                laws::difference_of_values(
                    question.to(whole).run(), question.to(opened.book).run()) == "");
        }
    }
}

TEST_CASE("so does one that is restricted, with the same days and the same groups") {
    const Both both{records_of(11, 200)};
    const std::vector<Definition> metrics = pushed(both.over, everything());
    using namespace saleskpi::kpi;
    const std::vector<Scope> scopes{
        by::team == "North",
        by::region == "APAC" || by::team == "Ost",
        one_of(by::rep, "Asha", "Ben", "Eva", "Gül"),
        by::team != "South" && by::region != "APAC",
        by::team == "Nomads" && by::region == "EMEA" && deal::product == "beta",
        deal::product != "beta",
        deal::product == "delta, \"quoted\"",
        is_missing(by::team),
        by::rep == "nobody such"};
    const std::vector<std::vector<std::string>> cuts{
        {}, {"team"}, {"product"}, {"region", "team", "rep"}, {"industry"}};
    laws::Random random{5};
    for (const Scope& scope : scopes)
        for (const auto& cut : cuts)
            for (const bool has_window : {true, false}) {
                const auto ask = [&](const Book& book, const std::vector<Definition>& asked) {
                    Rollup query = rollup(book);
                    query.metrics(asked).by(cut).where(scope).every(Grain::quarter);
                    query.with_subtotals();
                    if (has_window)
                        query.during(parse_date("2024-02-01"), parse_date("2025-03-15"));
                    return query.run();
                };
                const std::vector<Definition> asked = some_of(metrics, random, 15);
                INFO(scope.text() << (cut.empty() ? "" : ", by " + cut.front()));
                CHECK(
                    laws::difference_of_values(ask(both.whole, asked), ask(both.over, asked)) ==
                    "");
            }
}

TEST_CASE("explanations name the same records") {
    const Both both{records_of(21, 150)};
    const Period year = Calendar{}.period(Grain::year, parse_date("2024-01-01"));
    std::size_t listed = 0;
    for (const char* id :
         {"revenue", "win_rate", "open_deals", "gross_margin", "sales_cycle_median", "customers",
          "quote_to_close", "leads_created", "opening_customers", "average_open_age"})
        for (const char* team : {"North", "South", "Ost"}) {
            INFO(id << " of " << team);
            const auto ask = [&](const Book& book) {
                Rollup query = rollup(book);
                query.metrics(Catalogue{}.at(id)).by("team").every(Grain::year);
                query.during(parse_date("2024-01-01"), parse_date("2026-01-01"));
                return query.explain(Catalogue{}.at(id), {team}, year);
            };
            const Explanation a = ask(both.whole);
            const Explanation b = ask(both.over);
            REQUIRE(a.parts.size() == b.parts.size());
            for (std::size_t i = 0; i < a.parts.size(); ++i) {
                CHECK(a.parts[i].ids == b.parts[i].ids);
                CHECK(a.parts[i].missing_ids == b.parts[i].missing_ids);
                listed += a.parts[i].ids.size();
            }
        }
    CHECK(listed > 100);
}
