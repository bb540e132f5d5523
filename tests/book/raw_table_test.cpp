// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"

#include "../catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/record/deal.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace saleskpi;
using detail::RawColumn;
using detail::RawTable;

namespace {

using Dictionaries = std::map<std::string, detail::Dictionary, std::less<>>;

std::vector<Deal> deals(int n, int from = 0) {
    std::vector<Deal> result;
    for (int i = from; i < from + n; ++i) {
        Deal deal{.id = std::to_string(i), .rep = i % 2 ? "Asha" : "Ben"};
        if (i % 5 == 0) deal.amount = Money{i, i % 10 ? eur : usd};
        if (i >= 700) deal.closed = Date{date::days{i}};
        if (i == 333) deal.credits = {{.rep = "Eva"}};
        result.push_back(deal);
    }
    return result;
}

struct Unreadable {
    std::string name;
    std::optional<std::int64_t> seats{};
};

std::int64_t read_number(const Unreadable& record) {
    if (record.name == "bad") throw std::runtime_error{"unreadable"};
    return static_cast<std::int64_t>(record.name.size());
}

}  // namespace

template <>
struct saleskpi::Schema<Unreadable> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        saleskpi::field("name", &Unreadable::name).identity(),
        saleskpi::field("seats", &Unreadable::seats), saleskpi::computed("size", &read_number)};
};

TEST_CASE("records that come in several calls stand in one table, in their order") {
    Dictionaries dictionaries;
    RawTable table{"deals", usd, dictionaries};
    table.add(row_source(deals(600)), {});
    table.add(row_source(deals(0)), {});
    table.add(row_source(deals(400, 600)), {});
    REQUIRE(table.rows() == 1000);
    const RawColumn& id = *table.find("id");
    const RawColumn& owner = *table.find("rep");
    const RawColumn& amount = *table.find("amount");
    const RawColumn& closed = *table.find("closed");
    for (std::size_t row = 0; row < 1000; ++row) {
        const auto i = static_cast<std::int64_t>(row);
        CAPTURE(row);
        if (id.text_at(row) != std::to_string(i)) CHECK(id.text_at(row) == std::to_string(i));
        if (owner.shown(row) != (i % 2 ? "Asha" : "Ben")) CHECK(owner.shown(row) == "?");
        const std::int64_t money = i % 5 ? missing_number : i;
        if (amount.number_at(row) != money) CHECK(amount.number_at(row) == money);
        const std::int64_t day = i < 700 ? missing_day : i;
        if (closed.small_at(row) != day) CHECK(closed.small_at(row) == day);
    }
    CHECK(amount.currencies.size() == 100);
    CHECK(amount.currencies.at(995) == eur);
    CHECK(table.credits().size() == 1);
    CHECK(table.credits().at(333)[0].rep == "Eva");
}

TEST_CASE("a field that nobody uses takes no memory") {
    Dictionaries dictionaries;
    RawTable table{"deals", usd, dictionaries};
    table.add(row_source(deals(1000)), {});
    CHECK(table.find("cost")->numbers.capacity() == 0);
    CHECK(table.find("created")->small.capacity() == 0);
    CHECK(table.find("channel")->small.capacity() == 0);
}

TEST_CASE("records added after a call that failed stand where they belong") {
    Dictionaries dictionaries;
    RawTable table{"deals", usd, dictionaries};
    std::vector<Unreadable> records{{"a"}, {"bb"}, {"bad"}};
    CHECK_THROWS_AS(table.add(row_source(records), {}), std::runtime_error);
    CHECK(table.rows() == 0);
    records.pop_back();
    records[0].name = "ccc";
    table.add(row_source(records), {});
    REQUIRE(table.rows() == 2);
    CHECK(table.find("name")->text_at(0) == "ccc");
    CHECK(table.find("name")->text_at(1) == "bb");
    CHECK(table.find("size")->number_at(0) == 3);
    CHECK(table.find("size")->number_at(1) == 2);
}

TEST_CASE("of a call that failed nothing is left, however many threads had begun") {
    for (const unsigned threads : {1U, 3U}) {
        Dictionaries dictionaries;
        RawTable table{"deals", usd, dictionaries};
        std::vector<Unreadable> records(20'000, Unreadable{"some", 7});
        records[15'000].name = "bad";
        CHECK_THROWS_AS(table.add(row_source(records), {}, threads), std::runtime_error);
        CHECK(table.rows() == 0);
        table.add(row_source(std::vector<Unreadable>{{"a", {}}, {"b", {}}}), {});
        REQUIRE(table.rows() == 2);
        CHECK(table.find("seats")->is_missing(0));
        CHECK(table.find("seats")->is_missing(1));
        CHECK(table.find("name")->text_at(1) == "b");
    }
}
