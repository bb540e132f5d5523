// SPDX-License-Identifier: MIT
#include "book/record_numbers.hpp"

#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"

#include <algorithm>
#include <iterator>

using namespace saleskpi;
using namespace saleskpi::literals;
using make::deal_of;

namespace {

constexpr Money one_dollar = 1_usd;

std::vector<Deal> numbered(std::size_t first, std::size_t n, Money worth = one_dollar) {
    std::vector<Deal> deals(n, deal_of("Asha").won(worth));
    for (std::size_t i = 0; i < n; ++i)
        deals[i].id = fmt::format("D{}", first + i);
    return deals;
}

/// Of all parts of a table.
std::vector<std::uint64_t> sample(const Book& book, const char* table) {
    std::vector<std::uint64_t> all;
    for (const detail::TablePart& part : detail::data_of(book).parts(table)) {
        const auto numbers = part.sample().numbers(part);
        CHECK(std::is_sorted(numbers.begin(), numbers.end()));
        all.insert(all.end(), numbers.begin(), numbers.end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::size_t common(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::uint64_t> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size();
}

}  // namespace

TEST_CASE("equal records have equal numbers, in whatever book and order") {
    auto deals = numbered(0, 50);
    deals[7].credits = {{"Asha", Decimal::ratio(1, 2)}, {"Ben", Decimal::ratio(1, 2)}};
    deals[9].product = "Pro";
    const auto all = sample(make::book(deals), "deals");
    CHECK(all.size() == 50);
    CHECK(common(all, all) == 50);
    std::reverse(deals.begin(), deals.end());
    CHECK(sample(make::book(numbered(90, 1, 5_usd), deals), "deals").size() == 51);
    CHECK(common(all, sample(make::book(numbered(90, 1, 5_usd), deals), "deals")) == 50);
    // In two parts.
    const std::vector<Deal> first(deals.begin(), deals.begin() + 30);
    const std::vector<Deal> rest(deals.begin() + 30, deals.end());
    CHECK(sample(BookBuilder{make::book(first)}.add(rest).build(), "deals") == all);
    // The same ids with other amounts, and the same amounts with other ids.
    CHECK(common(all, sample(make::book(numbered(0, 50, 2_usd)), "deals")) == 0);
    CHECK(common(all, sample(make::book(numbered(50, 50)), "deals")) == 0);
}

TEST_CASE("what a book finds out for a record is not the record's own") {
    Customer ada = make::customer_since("2024-01-01");
    ada.id = "Ada";
    ada.industry = "bank";
    auto deals = numbered(0, 5);
    for (Deal& deal : deals)
        deal.customer = "Ada";
    CHECK(
        sample(make::book(deals), "deals") == sample(make::book(deals, std::vector{ada}), "deals"));
}

TEST_CASE("a sample of a large table has much in common with that of another that shares records") {
    constexpr std::size_t n = 20'000;
    const modes::Plain in_one_piece;
    const auto one = sample(make::book(numbered(0, n)), "deals");
    CHECK(one.size() == detail::RecordSample::most);
    CHECK(common(one, sample(make::book(numbered(n / 2, n)), "deals")) > 500);
    CHECK(common(one, sample(make::book(numbered(n, n)), "deals")) == 0);
}

TEST_CASE("records without ids have numbers together, but those of plans one each") {
    const auto spend = [](std::size_t n) {
        return make::book(std::vector<Spend>(n, make::spent(5_usd, "2025-01-02")));
    };
    const auto sum = [](const Book& book) {
        const detail::TablePart part = detail::data_of(book).parts("spend").front();
        return part.sample().sum(part);
    };
    CHECK(sample(spend(3), "spend").empty());
    CHECK(sum(spend(3)) == sum(spend(3)));
    CHECK(sum(spend(3)) != sum(spend(4)));
    const auto targets =
        make::book(std::vector{make::quota("Asha", 1_usd), make::quota("Ben", 1_usd)});
    CHECK(sample(targets, "targets").size() == 2);
}
