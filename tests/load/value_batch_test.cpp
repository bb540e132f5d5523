// SPDX-License-Identifier: MIT
#include "load/value_batch.hpp"

#include "../catch.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/record/deal.hpp>

#include <array>
#include <string>

using namespace saleskpi;
using saleskpi::detail::ValueBatch;

namespace {

const FieldInfo& field_of(const ValueBatch& batch, std::string_view name) {
    const FieldInfo* field = batch.type().find(name);
    REQUIRE(field);
    return *field;
}

void set(ValueBatch& batch, void* record, std::string_view name, const FieldValue& value) {
    field_of(batch, name).write(record, value);
}

FieldValue text(std::string_view value) { return {false, value, 0, {}}; }
FieldValue number(std::int64_t value, Currency currency = {}) {
    return {false, {}, value, currency};
}

/// The cells of a field of all records.
template <class T>
std::vector<T> cells(const ValueBatch& batch, std::string_view name) {
    std::vector<const void*> addresses(batch.size());
    batch.records().addresses(0, batch.size(), addresses.data());
    std::vector<T> values(batch.size());
    field_of(batch, name).read(addresses.data(), batch.size(), values.data());
    return values;
}

}  // namespace

TEST_CASE("a batch has the values that were set, and no others") {
    ValueBatch batch{record_type<Deal>()};
    for (int i = 0; i < 3; ++i) {
        void* record = batch.add();
        std::string id = "deal " + std::to_string(i);
        set(batch, record, "id", text(id));
        id = "gone";
        if (i == 1) {
            set(batch, record, "amount", number(500, eur));
            set(batch, record, "credits", text("Asha:60;Ben:40"));
            set(batch, record, "stage", number(2));
        }
        if (i == 2) set(batch, record, "closed", number(20'000));
    }
    CHECK(
        cells<std::string_view>(batch, "id") ==
        std::vector<std::string_view>{"deal 0", "deal 1", "deal 2"});
    const Money none{missing_number, Currency{}};
    CHECK(cells<Money>(batch, "amount") == std::vector{none, Money{500, eur}, none});
    CHECK(cells<Money>(batch, "cost") == std::vector{none, none, none});
    CHECK(
        cells<std::int32_t>(batch, "stage") ==
        std::vector<std::int32_t>{missing_code, 2, missing_code});
    CHECK(
        cells<std::int32_t>(batch, "closed") ==
        std::vector<std::int32_t>{missing_day, missing_day, 20'000});
    CHECK(cells<std::int64_t>(batch, "units") == std::vector(3, missing_number));
    const auto credits = cells<std::span<const Credit>>(batch, "credits");
    CHECK(credits[0].empty());
    REQUIRE(credits[1].size() == 2);
    CHECK(credits[1][1].rep == "Ben");
}

TEST_CASE("a dropped record leaves nothing to the next") {
    ValueBatch batch{record_type<Deal>()};
    set(batch, batch.add(), "rep", text("Asha"));
    set(batch, batch.add(), "rep", text("Ben"));
    batch.drop();
    set(batch, batch.add(), "units", number(7));
    CHECK(cells<std::string_view>(batch, "rep") == std::vector<std::string_view>{"Asha", ""});
    CHECK(cells<std::int64_t>(batch, "units") == std::vector<std::int64_t>{missing_number, 7});
    batch.clear();
    CHECK(batch.size() == 0);
    set(batch, batch.add(), "units", number(8));
    CHECK(cells<std::string_view>(batch, "rep") == std::vector<std::string_view>{""});
    CHECK(cells<std::int64_t>(batch, "units") == std::vector<std::int64_t>{8});
}

TEST_CASE("a builder takes the records of a batch like structs") {
    ValueBatch batch{record_type<Deal>()};
    for (int i = 0; i < 1000; ++i) {
        void* record = batch.add();
        set(batch, record, "id", text(std::to_string(i)));
        set(batch, record, "stage", number(0));
        set(batch, record, "rep", text(i % 3 ? "Asha" : ""));
    }
    BookBuilder builder{usd};
    builder.add(batch.records(), {"some.csv", {}});
    CHECK(builder.build().records("deals") == 1000);
}
