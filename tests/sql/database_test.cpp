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
    records.touches.clear();
    records.each([](auto& all) { with_one_currency(all); });
    return records;
}

Mapping written(const laws::Records& records, const std::shared_ptr<sql::Executor>& database) {
    saleskpi_test::Writer writer{database};
    records.each([&](const auto& all) { writer.write(all); });
    return writer.mapping();
}

/// Those of the metrics that a book over the database can be asked for.
std::vector<Definition> pushed(const Book& book, const std::vector<Definition>& metrics) {
    std::vector<Definition> all;
    for (const Definition& metric : metrics) try {
            (void)rollup(book).metrics(metric).every(Grain::year).during(
                parse_date("2024-01-01"), parse_date("2024-12-31")).run();
            all.push_back(metric);
        } catch (const Error& error) {
            REQUIRE(error.code() == ErrorCode::not_pushed_down);
        }
    return all;
}

}  // namespace

TEST_CASE("a book over a database answers as one of all records") {
    const std::vector<Definition> everything = laws::all_metrics();
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const saleskpi_test::Engine engine;
        const laws::Records records = records_of(seed, 60 * seed);
        const auto database = engine.open();
        const Mapping mapping = written(records, database);
        const sql::Opened opened = sql::open(database, {mapping, 0}, BookBuilder{usd});
        std::size_t staying = 0;
        for (const sql::OpenedTable& table : opened.tables)
            staying += table.records - table.read;
        CHECK(staying > records.deals.size());
        const Book whole = records.book();
        CHECK(whole.span() == opened.book.span());
        const std::vector<Definition> metrics = pushed(opened.book, everything);
        CHECK(metrics.size() > 150);
        WARN(metrics.size() << " of " << everything.size() << " " << staying);
        laws::Random random{seed};
        for (int i = 0; i < 25; ++i) {
            laws::Question question = laws::random_question(random);
            question.metrics.clear();
            for (const Definition& metric : metrics)
                if (random.chance(i % 3 == 0 ? 100 : 20)) question.metrics.push_back(metric);
            if (question.metrics.empty()) continue;
            INFO("seed " << seed << ": " << question.text());
            CHECK(
                laws::difference_of_values(
                    question.to(whole).run(), question.to(opened.book).run()) == "");
        }
    }
}
