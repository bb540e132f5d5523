// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "cells.hpp"

#include <saleskpi/record/records.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace saleskpi;
using record_test::cell_text;
using record_test::read_one;

namespace {

/// A deal with more to it.
struct MyDeal : Deal {
    std::string vertical;
    std::optional<Decimal> effort;
};

/// One step further, with a description of its own.
struct TunedDeal : MyDeal {
    std::optional<bool> tuned;
};

/// No relation of ours: what an order system might already have.
enum class OrderState { draft, paid, refused };
struct Order {
    std::int32_t number = 0;
    std::string seller;
    std::string buyer;
    OrderState state = OrderState::draft;
    std::int64_t cents = 0;
    Date placed{};
    std::optional<std::uint8_t> pieces;
    bool by_phone = false;
    std::vector<Credit> shared_with;
};

std::string_view channel_of(const Order& order) { return order.by_phone ? "phone" : "web"; }

const FieldInfo& field_of(const RecordType& type, std::string_view name) {
    const FieldInfo* field = type.find(name);
    REQUIRE(field != nullptr);
    return *field;
}

}  // namespace

template <>
struct saleskpi::Schema<MyDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{
        field("vertical", &MyDeal::vertical), field<Unit::days>("effort", &MyDeal::effort)};
};

template <>
struct saleskpi::Schema<TunedDeal> {
    using base = MyDeal;
    static constexpr auto fields = std::tuple{field("tuned", &TunedDeal::tuned)};
};

template <>
struct saleskpi::Schema<Order> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("rep", &Order::seller).required(),
        field("customer", &Order::buyer),
        field("closed", &Order::placed),
        field("units", &Order::pieces),
        field("number", &Order::number),
        field("by_phone", &Order::by_phone),
        field("credits", &Order::shared_with),
        computed(
            "amount",
            +[](const Order& o) {
                return Money{o.cents, chf};
            }),
        computed(
            "stage",
            +[](const Order& o) -> std::optional<Stage> {
                switch (o.state) {
                    case OrderState::draft:
                        return Stage::open;
                    case OrderState::paid:
                        return Stage::won;
                    case OrderState::refused:
                        return Stage::lost;
                }
                return {};
            }),
        computed("channel", &channel_of),
        computed(
            "campaign", +[](const Order& o) -> const std::string& { return o.buyer; })};
};

TEST_CASE("a derived record has the fields of its base, then its own", "[record]") {
    const RecordType& type = record_type<MyDeal>();
    const RecordType& base = record_type<Deal>();
    CHECK(type.table == "deals");
    REQUIRE(type.fields.size() == base.fields.size() + 2);
    for (std::size_t i = 0; i < base.fields.size(); ++i) {
        CHECK(type.fields[i].name == base.fields[i].name);
        CHECK(type.fields[i].domain == base.fields[i].domain);
        CHECK(type.fields[i].required == base.fields[i].required);
    }
    CHECK(type.fields[base.fields.size()].name == "vertical");
    CHECK(field_of(type, "effort").unit == Unit::days);

    MyDeal deal;
    deal.rep = "Asha";
    deal.amount = Money{1'000'00, usd};
    deal.vertical = "health";
    CHECK(cell_text(field_of(type, "rep"), &deal) == "Asha");
    CHECK(cell_text(field_of(type, "amount"), &deal) == "100000 USD");
    CHECK(cell_text(field_of(type, "vertical"), &deal) == "health");
    CHECK(cell_text(field_of(type, "effort"), &deal) == "missing");

    field_of(type, "stage").write(&deal, {.missing = false, .number = 1});
    field_of(type, "effort").write(&deal, {.missing = false, .number = 7});
    CHECK(deal.stage == Stage::won);
    CHECK(deal.effort == Decimal::from_nanos(7));
}

TEST_CASE("derivation may go further", "[record]") {
    const RecordType& type = record_type<TunedDeal>();
    CHECK(type.table == "deals");
    CHECK(type.fields.size() == record_type<Deal>().fields.size() + 3);
    TunedDeal deal;
    deal.industry = "mining";
    deal.vertical = "gold";
    deal.tuned = true;
    CHECK(cell_text(field_of(type, "industry"), &deal) == "mining");
    CHECK(cell_text(field_of(type, "vertical"), &deal) == "gold");
    CHECK(cell_text(field_of(type, "tuned"), &deal) == "yes");
}

TEST_CASE("a struct that is no record of ours stands where a deal stands", "[record]") {
    const RecordType& type = record_type<Order>();
    CHECK(type.table == "deals");
    const Order order{
        .number = 17,
        .seller = "Asha",
        .buyer = "Acme",
        .state = OrderState::paid,
        .cents = 99'95,
        .placed = *make_date(2025, 3, 1),
        .pieces = std::uint8_t{200},
        .by_phone = true,
        .shared_with = {{"Ben"}}};

    SECTION("members are read in the cells of their kind") {
        CHECK(cell_text(field_of(type, "rep"), &order) == "Asha");
        CHECK(cell_text(field_of(type, "customer"), &order) == "Acme");
        CHECK(cell_text(field_of(type, "closed"), &order) == "20148");
        CHECK(cell_text(field_of(type, "units"), &order) == "200");
        CHECK(cell_text(field_of(type, "number"), &order) == "17");
        CHECK(cell_text(field_of(type, "by_phone"), &order) == "yes");
        CHECK(cell_text(field_of(type, "credits"), &order) == "Ben=1000000000;");
        CHECK(field_of(type, "rep").required);
    }
    SECTION("computed fields are worked out, and cannot be written") {
        CHECK(cell_text(field_of(type, "amount"), &order) == "9995 CHF");
        CHECK(cell_text(field_of(type, "stage"), &order) == "won");
        CHECK(cell_text(field_of(type, "channel"), &order) == "phone");
        CHECK(cell_text(field_of(type, "campaign"), &order) == "Acme");
        CHECK(field_of(type, "amount").write == nullptr);
    }
}

TEST_CASE("fields are read in batches, in the order given", "[record]") {
    const RecordType& type = record_type<Order>();
    std::vector<Order> orders(3);
    orders[0].pieces = std::uint8_t{5};
    orders[2].pieces = std::uint8_t{0};
    const std::array<const void*, 3> records{&orders[2], &orders[1], &orders[0]};
    std::array<std::int64_t, 3> cells{};
    field_of(type, "units").read(records.data(), records.size(), cells.data());
    CHECK(cells == std::array<std::int64_t, 3>{0, missing_number, 5});

    field_of(type, "units").read(nullptr, 0, nullptr);
}

TEST_CASE("a number that its field cannot hold is an error, not another number", "[record]") {
    const RecordType& type = record_type<Order>();
    const auto number = [](std::int64_t n) {
        FieldValue value;
        value.missing = false;
        value.number = n;
        return value;
    };
    Order order;
    field_of(type, "units").write(&order, number(255));
    CHECK(order.pieces == 255);
    CHECK_THROWS_AS(field_of(type, "units").write(&order, number(256)), Error);
    CHECK_THROWS_AS(field_of(type, "units").write(&order, number(-1)), Error);
    CHECK_THROWS_AS(field_of(type, "number").write(&order, number(std::int64_t{1} << 40)), Error);
    CHECK(order.pieces == 255);
}

TEST_CASE("credits that are no credits leave none", "[record]") {
    FieldValue value;
    value.missing = false;
    value.text = "Asha:60:what";
    Deal deal;
    deal.credits = {{"Ben"}};
    field_of(record_type<Deal>(), "credits").write(&deal, value);
    CHECK(deal.credits.empty());
}

TEST_CASE("a record without a description is read as the record it derives from", "[record]") {
    struct Plain {
        std::int64_t first = 0;
    };
    struct PlainDeal : Plain, Deal {};  // its deal does not begin where it begins
    PlainDeal deal;
    deal.first = 12;
    deal.customer = "Acme";
    const described_t<PlainDeal>& described = deal;
    const RecordType& type = record_type<described_t<PlainDeal>>();
    CHECK(cell_text(field_of(type, "customer"), &described) == "Acme");
}
