// SPDX-License-Identifier: MIT
#include "engine/condition.hpp"

#include "catch.hpp"
#include "support/modes/plain.hpp"
#include "support/random_book.hpp"
#include "support/slow_rows.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/lead.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using detail::BookFacts;
using detail::Facts;
using detail::Mask;
using detail::RowCondition;
using detail::RowFacts;

namespace {

using Tests = std::vector<Test>;

Date day(const char* text) { return try_parse_date(text).value(); }

template <class Condition>
Tests tests_of(const Condition& condition) {
    return {condition.tests.begin(), condition.tests.end()};
}

/// The ids of the rows that satisfy a condition, in batches as the engine takes them.
std::vector<std::size_t> rows_where(const Facts& facts, std::span<const Test> tests) {
    detail::Batch batch;
    const RowCondition condition{tests, facts, usd, batch};
    std::vector<std::size_t> found;
    Mask mask;
    for (std::size_t first = 0; first < facts.rows(); first += detail::Batch::capacity) {
        batch.load(facts, first, (std::min)(detail::Batch::capacity, facts.rows() - first));
        condition.evaluate(batch, mask);
        for (std::size_t i = 0; i < batch.size(); ++i)
            if (mask[i]) found.push_back(first + i);
    }
    return found;
}

template <class R>
void check(const std::vector<R>& records, std::span<const Test> tests) {
    // Structs in memory and columns of a book, both against a look at each record.
    const RowSource source = row_source(records);
    laws::Records all;
    all.each([&](auto& some) {
        if constexpr (std::is_same_v<std::decay_t<decltype(some)>, std::vector<R>>) some = records;
    });
    const slow::Tables tables = slow::tables_of(all, usd);
    const slow::Table& table = *tables.find(source.type().table);
    REQUIRE(table.rows.size() == records.size());
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (slow::satisfies(table, table.rows[i], tests)) expected.push_back(i);
    CHECK(rows_where(RowFacts{source}, tests) == expected);

    const modes::Plain in_one_piece;
    const Book book = BookBuilder{usd}.add(records).build();
    const detail::BookTable& packed = *detail::data_of(book).find(source.type().table);
    std::vector<std::size_t> numbers;
    for (const std::size_t row : rows_where(BookFacts{packed.plain}, tests))
        for (std::size_t i = 0; i < records.size(); ++i)
            if (table.rows[i].id == packed.plain.ids[row]) numbers.push_back(i);
    std::sort(numbers.begin(), numbers.end());
    CHECK(numbers == expected);
    CHECK((expected.empty() || expected.size() < records.size() || tests.empty()));
}

std::vector<Deal> deals() { return laws::random_records(600, {2500, false, false, false}).deals; }

/// Conditions of some depth over fields that are often missing, with "not" at every depth.
Tests random_tests(laws::Random& random, int depth) {
    static const std::vector<Tests> comparisons{
        tests_of(deal::channel == "α"),
        tests_of(deal::product != "beta"),
        tests_of(deal::kind == DealKind::renewal),
        tests_of(deal::collateral_used != true),
        tests_of(deal::stage == Stage::won),
        tests_of(deal::amount < 5000_usd),
        tests_of(deal::cost >= 5000_usd),
        tests_of(deal::amount <= deal::list),
        tests_of(deal::amount >= deal::cost),
        tests_of(deal::units > 18),
        tests_of(deal::probability <= Decimal::ratio(1, 2)),
        tests_of(deal::closed > day("2025-01-01")),
        tests_of(deal::opened <= deal::created + date::days{7}),
        tests_of(deal::first_contact != deal::created),
        tests_of(is_missing(deal::channel)),
        tests_of(is_known(deal::cost))};
    if (depth == 0 || random.chance(10)) return random.one_of(comparisons);
    Tests tests = random_tests(random, depth - 1);
    const auto kind = random.between(0, 3);
    if (kind < 2) {
        const Tests right = random_tests(random, depth - 1);
        tests.insert(tests.end(), right.begin(), right.end());
    }
    Test op;
    op.op = kind == 0 ? Test::Op::all : kind == 1 ? Test::Op::any : Test::Op::none;
    tests.push_back(op);
    return tests;
}

}  // namespace

TEST_CASE("conditions on every kind of field select what they say") {
    const std::vector<Deal> all = deals();
    const auto holds = [&](const auto& condition) { check(all, condition.tests); };
    holds(deal::stage == Stage::won);
    holds(deal::stage != Stage::won);
    holds(deal::collateral_used == true);
    holds(deal::collateral_used != true);
    holds(deal::product == "γάμμα");
    holds(deal::product != "γάμμα");
    holds(deal::product == "no such product");
    holds(deal::amount == Money{0, usd});
    holds(deal::amount != Money{0, usd});
    holds(deal::amount < 5000_usd);
    holds(deal::amount >= 5000_usd);
    holds(deal::amount > Money{});
    holds(deal::closed < day("2025-01-01"));
    holds(deal::closed <= day("2025-01-01"));
    holds(deal::closed > day("2025-01-01"));
    holds(deal::closed == day("2025-01-01"));
    holds(deal::units > 18);
    holds(deal::units != 18);
    holds(deal::probability >= Decimal::ratio(1, 2));
    holds(is_missing(deal::product));
    holds(is_known(deal::kind));
    holds(is_missing(deal::closed));
    holds(is_missing(deal::amount));
    holds(is_known(deal::probability));
}

TEST_CASE("fields are compared with each other, and missing on either side is no match") {
    const std::vector<Deal> all = deals();
    const auto holds = [&](const auto& condition) { check(all, condition.tests); };
    holds(deal::amount >= deal::list);
    holds(deal::amount != deal::cost);
    holds(deal::created > deal::first_contact);
    holds(deal::opened == deal::created);
}

TEST_CASE("conditions combine") {
    const std::vector<Deal> all = deals();
    const auto holds = [&](const auto& condition) { check(all, condition.tests); };
    holds(won && deal::amount > 5000_usd);
    holds(won || deal::units > 30);
    holds(!(won || deal::units > 30));
    holds(!is_missing(deal::amount) && !(deal::product == "α" && (lost || deal::units < 9)));
    holds(one_of(deal::channel, "α", "ε", "none of them"));
    check(all, {});
}

TEST_CASE("not keeps the unknown unknown, as SQL does") {
    // Of each deal its channel and units: web 5, web -, phone 50, - 50, - -.
    std::vector<Deal> all(5);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = std::to_string(i);
    all[0].channel = all[1].channel = "web", all[2].channel = "phone";
    all[0].units = 5, all[2].units = all[3].units = 50;
    const RowSource source = row_source(all);
    const auto rows = [&](const auto& condition) {
        check(all, condition.tests);
        return rows_where(RowFacts{source}, condition.tests);
    };
    using Rows = std::vector<std::size_t>;
    const auto web = deal::channel == "web";
    const auto many = deal::units >= 10;
    CHECK(rows(!web) == Rows{2});
    CHECK(rows(!web) == rows(deal::channel != "web"));
    CHECK(rows(!(deal::channel != "web")) == rows(web));
    CHECK(rows(!!web) == rows(web));
    CHECK(rows(!many) == Rows{0});
    CHECK(rows(!(deal::units < 10)) == rows(many));
    // Both are unknown of the last deal: so is what is made of them.
    CHECK(rows(!(web && many)) == Rows{0, 2});
    CHECK(rows(!(web || many)) == Rows{});
    CHECK(rows(!(web && !many)) == Rows{2, 3});  // what is false for sure needs no channel
    CHECK(rows(web || !web) == Rows{0, 1, 2});
    CHECK(rows(many || is_missing(deal::channel)) == Rows{2, 3, 4});
    CHECK(rows(!(many || is_missing(deal::channel))) == Rows{0});
    CHECK(rows(!one_of(deal::channel, "web", "phone")) == Rows{});
    // Whether something is missing is always known.
    CHECK(rows(!is_missing(deal::channel)) == Rows{0, 1, 2});
    CHECK(rows(is_known(deal::channel)) == Rows{0, 1, 2});
    CHECK(rows(!is_known(deal::channel)) == Rows{3, 4});
    CHECK(rows(!(is_known(deal::channel) && is_known(deal::units))) == Rows{1, 3, 4});
}

TEST_CASE("so it is of every kind of field, and between two fields") {
    const std::vector<Deal> all = deals();
    const auto holds = [&](const auto& condition) { check(all, condition.tests); };
    holds(!(deal::kind == DealKind::expansion));
    holds(!(deal::collateral_used == true));
    holds(!(deal::amount >= deal::list));
    holds(!(deal::amount == deal::cost));
    holds(!(deal::opened <= deal::created + date::days{7}));
    holds(!(deal::probability > Decimal::ratio(1, 2)));
    holds(!(deal::closed <= day("2025-01-01")));
}

TEST_CASE("random conditions select what three-valued logic says") {
    const std::vector<Deal> all = laws::random_records(601, {400, false, false, false}).deals;
    const RowSource source = row_source(all);
    laws::Records records;
    records.deals = all;
    const slow::Tables tables = slow::tables_of(records, usd);
    const slow::Table& table = *tables.find("deals");
    REQUIRE(table.rows.size() == all.size());
    const modes::Plain in_one_piece;
    const Book book = BookBuilder{usd}.add(all).build();
    const detail::BookTable& packed = *detail::data_of(book).find("deals");
    laws::Random random{602};
    std::size_t selected = 0;
    for (int i = 0; i < 300; ++i) {
        const Tests tests = random_tests(random, 1 + i % 5);
        std::vector<std::size_t> expected;
        std::vector<std::string> ids;
        for (std::size_t row = 0; row < all.size(); ++row)
            if (slow::satisfies(table, table.rows[row], tests)) {
                expected.push_back(row);
                ids.push_back(table.rows[row].id);
            }
        INFO("condition " << i);
        REQUIRE(rows_where(RowFacts{source}, tests) == expected);
        std::vector<std::string> found;
        for (const std::size_t row : rows_where(BookFacts{packed.plain}, tests))
            found.emplace_back(packed.plain.ids[row]);
        std::sort(found.begin(), found.end());
        std::sort(ids.begin(), ids.end());
        REQUIRE(found == ids);
        selected += expected.size();
    }
    CHECK(selected > 300 * 40);
}

TEST_CASE("what a condition cannot compare is refused") {
    std::vector<Deal> one(1);
    one[0].id = "1";
    one[0].amount = 100_usd;
    const Book book = BookBuilder{usd}.add(one).build();
    const BookFacts facts{detail::data_of(book).find("deals")->plain};
    const auto code = [&](const auto& condition) {
        return code_of([&] { (void)rows_where(facts, condition.tests); });
    };
    CHECK(code(deal::amount > 5_eur) == ErrorCode::currency_mismatch);
    CHECK(code(deal::amount > 5_usd) == std::nullopt);
    CHECK(code(deal::amount > Money{5, Currency{}}) == ErrorCode::currency_mismatch);
    CHECK(code(deal::amount > Money{}) == std::nullopt);  // zero is zero in each currency
    CHECK(code(lead::deal == "CEO") == ErrorCode::unknown_field);
    // Every field numbers its texts in its own way.
    CHECK(code(deal::segment == deal::industry) == ErrorCode::invalid_definition);

    SECTION("in a call on records too, whose currency shows only as they are read") {
        constexpr auto big =
            metric("big", count<Deal>().where(deal::amount > 5_eur).by(deal::created));
        CHECK(code_of([&] { (void)big(one); }) == ErrorCode::currency_mismatch);
        one[0].amount.reset();
        CHECK(code_of([&] { (void)big(one); }) == std::nullopt);
    }
}

namespace {

/// What some system calls a deal: its day of closing is a text.
struct Odd {
    std::string closed = "2025-01-01";
    Stage stage = Stage::won;
    std::optional<Money> amount;
};

}  // namespace

template <>
struct saleskpi::Schema<Odd> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("closed", &Odd::closed), field("stage", &Odd::stage), field("amount", &Odd::amount)};
};

TEST_CASE("a field of another kind than the metric expects is refused") {
    const std::vector<Odd> odd(2);
    CHECK(code_of([&] { (void)revenue(odd); }) == ErrorCode::unknown_field);
    CHECK_THAT(
        message_of([&] { (void)revenue(odd); }),
        Catch::Matchers::Contains("another kind of value"));
}
