// SPDX-License-Identifier: MIT
// A row that is asked for alone is the row of the whole table.
#include "catch.hpp"
#include "laws/queries.hpp"
#include "support/same_tables.hpp"
#include "support/throws.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// Where two rows differ; empty if they say the same.
std::string difference(const RowView& one, const RowView& other, const Table& table) {
    const RowKey key = one.key();
    const RowKey other_key = other.key();
    if (!(key == other_key) || key.label != other_key.label ||
        key.period.complete != other_key.period.complete)
        return "the rows are of " + key.label + " and of " + other_key.label;
    std::string all;
    for (const Definition& metric : table.metrics()) {
        const std::string id{metric.id()};
        const CellValue value = one.cell(metric);
        if (!laws::is_same(value, other.cell(metric)))
            all += id + ": " + laws::text_of(value) + " against " +
                   laws::text_of(other.cell(metric)) + "\n";
        if (one.coverage(id) != other.coverage(id)) all += id + " rests on others\n";
    }
    return all;
}

/// Some rows of a table, asked for one by one.
void check_rows(const Prepared& query, const Table& table, laws::Random& random) {
    if (table.empty()) return;
    for (int i = 0; i < 12; ++i) {
        const auto number = random.between(0, static_cast<std::int64_t>(table.size()) - 1);
        const RowView expected = table[static_cast<std::size_t>(number)];
        const RowKey key = expected.key();
        INFO(key.label << " " << (key.group.empty() ? "" : key.group.back()));
        const std::optional<RowView> found = query.find(key.group, key.period);
        REQUIRE(found.has_value());
        REQUIRE(difference(expected, *found, table) == "");
        REQUIRE(difference(expected, query.row(key.group, key.period), table) == "");
    }
}

/// Of groups and periods that may not be there, all say the same.
void check_missing_rows(const Prepared& query, const Table& table, laws::Random& random) {
    static const std::vector<std::string> names{"Asha",       "Ben",     "North", "South",   "EMEA",
                                                "unassigned", "company", "",      "No Such", "Eva"};
    for (int i = 0; i < 12; ++i) {
        std::vector<std::string> group(static_cast<std::size_t>(
            random.between(0, static_cast<int>(table.dimensions().size()) + 1)));
        for (std::string& name : group)
            name = random.one_of(names);
        const Date day = make_date(2022, 1, 1).value() + date::days{random.between(0, 2000)};
        const Grain grain = random.chance(70) ? table.grain() : Grain::month;
        const Period period = grain == Grain::window
                                  ? Period{grain, 0, day, day + date::days{9}, true}
                                  : table.calendar().period(grain, day);
        const auto expected = message_of([&] { (void)table.at(group, period); });
        INFO(expected);
        CHECK(message_of([&] { (void)query.row(group, period); }) == expected);
        CHECK(query.find(group, period).has_value() == expected.empty());
        const auto of_one = message_of([&] { (void)table.at(group); });
        CHECK(message_of([&] { (void)query.row(group); }) == of_one);
        CHECK(query.find(group).has_value() == of_one.empty());
    }
}

}  // namespace

TEST_CASE("a row that is asked for alone is the row of the table") {
    for (const std::uint64_t seed : {750U, 751U}) {
        laws::RandomOptions options;
        options.deals = 120;
        options.credits = seed % 2 == 0;
        const Book book = laws::random_records(seed, options).book();
        laws::Random random{seed};
        for (int i = 0; i < 20; ++i) {
            laws::Question question = laws::random_question(random);
            if (question.grain == Grain::day) question.grain = Grain::month;  // days take long
            INFO("seed " << seed << ", question " << i << ": " << question.text());
            if (i % 3 == 0) book.drop_index();
            const Prepared query = question.to(book, i % 2 ? 4 : 1).prepare();
            const bool is_table_first = random.chance(30);
            std::optional<Table> table;
            if (is_table_first) table = question.to(book).run();
            if (!table)
                (void)query.find(
                    std::vector<std::string>{"Asha"});  // on a book that knows nothing yet
            if (!table) table = question.to(book).run();
            check_rows(query, *table, random);
            check_missing_rows(query, *table, random);
            if (i % 5 == 0) CHECK(laws::difference(*table, query.run()) == "");
        }
    }
}

TEST_CASE("a query that is prepared for one book asks those that grow from it") {
    for (const std::uint64_t seed : {761U}) {
        laws::RandomOptions options;
        options.deals = 200;
        const laws::Records records = laws::random_records(seed, options);
        laws::Random random{seed};
        std::vector<Book> books;
        for (const laws::Records& part : records.split(4, seed)) {
            BookBuilder builder = books.empty() ? BookBuilder{usd} : BookBuilder{books.back()};
            part.each([&](const auto& some) {
                using R = typename std::remove_cvref_t<decltype(some)>::value_type;
                constexpr bool is_everywhere =
                    std::is_same_v<R, Assignment> || std::is_same_v<R, ExchangeRate>;
                if (!is_everywhere || books.empty()) builder.add(some);
            });
            books.push_back(builder.build());
        }
        for (int i = 0; i < 3; ++i) {
            laws::Question question = laws::random_question(random);
            INFO("seed " << seed << ", question " << i << ": " << question.text());
            // With the days that the records have, and with fixed ones.
            const bool has_days = i % 2 == 0;
            if (question.grain == Grain::day) question.grain = Grain::month;
            const auto asked = [&](const Book& book) {
                if (has_days) return question.to(book);
                Rollup query = rollup(book);
                query.metrics(question.metrics).by(question.dimensions);
                query.with_subtotals(question.subtotals).every(question.grain);
                return query;
            };
            Prepared query = asked(books.front()).prepare();
            for (const Book& book : books) {
                query = query.over(book);
                const Table table = asked(book).run();
                check_rows(query, table, random);
            }
            CHECK(laws::difference(query.run(), query.over(books.front()).run(books.back())) == "");
        }
    }
}

TEST_CASE("the first groups by a metric are asked for alone, and those left out are not there") {
    const Book book = laws::random_records(770).book();
    laws::Random random{770};
    const auto asked = [&] {
        return rollup(book)
            .metrics(revenue, win_rate, rank(revenue))
            .by(by::region, by::rep)
            .with_subtotals()
            .every(Grain::quarter)
            .sorted_by(revenue)
            .top(2);
    };
    const Table table = asked().run();
    const Prepared query = asked().prepare();
    REQUIRE(table.sorting()->left_out > 0);
    for (int i = 0; i < 5; ++i)
        check_rows(query, table, random);
    Rollup all = rollup(book).metrics(revenue, win_rate, rank(revenue));
    all.by(by::region, by::rep).every(Grain::quarter);
    const Table whole = all.run();
    const Period period = table[0].key().period;
    std::size_t left_out = 0;
    for (const RowView row : whole) {
        const RowKey key = row.key();
        if (!(key.period == period)) continue;
        const std::string expected = message_of([&] { (void)table.at(key.group, period); });
        CHECK(message_of([&] { (void)query.row(key.group, period); }) == expected);
        left_out += expected.empty() ? 0 : 1;
    }
    CHECK(left_out == table.sorting()->left_out);
}

TEST_CASE("a period without records is that of a table whose days reach as far") {
    const Book book = laws::random_records(780).book();
    const std::vector<Definition> metrics = laws::all_metrics();
    const std::vector<std::string> by{"region", "rep"};
    const Rollup asked = Rollup{rollup(book)}.metrics(metrics).by(by).every(Grain::quarter);
    const Prepared query = asked.prepare();
    const Calendar& calendar = book.calendar();
    std::size_t rows = 0;
    for (const Quarter quarter : {Quarter{2022, 1}, Quarter{2026, 4}, Quarter{2024, 2}}) {
        const Period period = calendar.period(quarter);
        for (const RowView row : rollup(book).metrics(revenue).by(by).run()) {
            const RowKey key = row.key();
            const std::optional<RowView> found = query.find(key.group, quarter);
            if (!found) continue;
            ++rows;
            if (rows % 20 != 0) continue;
            for (std::size_t m = rows % 5; m < metrics.size(); m += 5) {
                const Explanation expected = asked.explain(metrics[m], key.group, period);
                INFO(metrics[m].id() << " " << expected.key.label);
                CHECK(laws::is_same(found->cell(metrics[m]), expected.value));
            }
        }
    }
    CHECK(rows > 20);
    // Days that were asked for are not left.
    const Prepared fixed =
        Rollup{asked}.during(calendar.period(Quarter{2024, 2}).window()).prepare();
    CHECK_FALSE(fixed.find({"EMEA", "Asha"}, Quarter{2026, 4}).has_value());
}
