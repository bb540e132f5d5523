// SPDX-License-Identifier: MIT
#include "engine/simplify.hpp"

#include "catch.hpp"
#include "engine/condition.hpp"
#include "support/random_book.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/record/deal.hpp>

#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using detail::simplified;

namespace {

using Tests = std::vector<Test>;

template <class Condition>
Tests tests_of(const Condition& condition) {
    return {condition.tests.begin(), condition.tests.end()};
}

/// In every second deal at most, something is missing; every cost, created and product is known if
/// `complete`.
Book book_of(std::uint64_t seed, bool complete) {
    std::vector<Deal> deals = laws::random_records(seed, {3000, false, false, false}).deals;
    if (complete)
        for (Deal& d : deals) {
            if (!d.cost) d.cost = 5_usd;
            if (!d.created) d.created = make_date(2024, 5, 1);
            if (d.product.empty()) d.product = "α";
        }
    return BookBuilder{usd}.add(deals).build();
}

const detail::ColumnSet& rows_of(const Book& book) {
    return detail::data_of(book).find("deals")->plain;
}

/// By row, whether it satisfies the condition.
std::vector<bool> rows_where(const detail::ColumnSet& rows, const Tests& tests) {
    const detail::BookFacts facts{rows};
    detail::Batch batch;
    const detail::RowCondition condition{tests, facts, usd, batch};
    std::vector<bool> satisfied;
    detail::Mask mask;
    for (std::size_t first = 0; first < rows.rows; first += detail::Batch::capacity) {
        batch.load(facts, first, (std::min)(detail::Batch::capacity, rows.rows - first));
        condition.evaluate(batch, mask);
        satisfied.insert(satisfied.end(), mask.begin(), mask.begin() + batch.size());
    }
    return satisfied;
}

/// Conditions of some depth: comparisons, and often whether something is missing.
Tests random_tests(laws::Random& random, int depth) {
    static const std::vector<Tests> leaves{
        tests_of(is_missing(deal::cost)),    tests_of(is_missing(deal::created)),
        tests_of(is_missing(deal::product)), tests_of(is_missing(deal::closed)),
        tests_of(is_missing(deal::amount)),  tests_of(deal::stage == Stage::won),
        tests_of(deal::cost > 5000_usd),     tests_of(deal::product != "α"),
        tests_of(deal::amount >= deal::list)};
    if (depth == 0 || random.chance(15)) return random.one_of(leaves);
    Tests left = random_tests(random, depth - 1);
    const auto kind = random.between(0, 2);
    if (kind < 2) {
        const Tests right = random_tests(random, depth - 1);
        left.insert(left.end(), right.begin(), right.end());
    }
    Test op;
    op.op = kind == 0 ? Test::Op::all : kind == 1 ? Test::Op::any : Test::Op::none;
    left.push_back(op);
    return left;
}

}  // namespace

TEST_CASE("tests that all rows pass are left out") {
    const Book book = book_of(800, true);
    const auto simple = [&](const auto& condition) {
        return simplified(tests_of(condition), rows_of(book));
    };
    CHECK(simple(won) == tests_of(won));
    CHECK(simple(won && is_known(deal::cost)) == tests_of(won));
    CHECK(simple(is_known(deal::cost) && won) == tests_of(won));
    CHECK(simple(is_known(deal::cost) && is_known(deal::product)).empty());
    CHECK(simple(!is_missing(deal::cost) && (won || is_missing(deal::product))) == tests_of(won));
    CHECK(simplified({}, rows_of(book)).empty());
    // What some rows lack is still asked.
    CHECK(simple(won && is_known(deal::amount)) == tests_of(won && is_known(deal::amount)));
}

TEST_CASE("a condition that no row satisfies still selects none") {
    const Book book = book_of(801, true);
    for (const Tests& tests :
         {tests_of(is_missing(deal::cost)), tests_of(is_missing(deal::cost) && won),
          tests_of(!is_known(deal::cost))}) {
        const std::vector<bool> satisfied =
            rows_where(rows_of(book), simplified(tests, rows_of(book)));
        CHECK(satisfied == std::vector<bool>(rows_of(book).rows, false));
    }
}

TEST_CASE("what may be missing stays as it was said") {
    const Book book = book_of(802, false);
    const auto stays = [&](const auto& condition) {
        return simplified(tests_of(condition), rows_of(book)) == tests_of(condition);
    };
    CHECK(stays(won && is_known(deal::cost)));
    CHECK(stays(is_known(deal::cost) && is_known(deal::product)));
    CHECK(stays(!is_missing(deal::created) || won));
}

TEST_CASE("a simplified condition selects the same rows") {
    laws::Random random{803};
    for (const bool complete : {true, false}) {
        const Book book = book_of(804, complete);
        const detail::ColumnSet& rows = rows_of(book);
        int shorter = 0;
        for (int i = 0; i < 400; ++i) {
            const Tests tests = random_tests(random, 1 + i % 4);
            const Tests fewer = simplified(tests, rows);
            INFO("complete " << complete << ", condition " << i);
            REQUIRE(rows_where(rows, fewer) == rows_where(rows, tests));
            shorter += fewer.size() < tests.size() ? 1 : 0;
        }
        // A book where nothing is complete has nothing to leave out.
        CHECK((shorter > 50) == complete);
    }
}
