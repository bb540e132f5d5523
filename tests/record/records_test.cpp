// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "cells.hpp"

#include <saleskpi/record/records.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using record_test::cell_text;

namespace {

/// A value for a field, and the text its cell then has.
std::pair<FieldValue, std::string> sample(const FieldInfo& field) {
    FieldValue value;
    value.missing = false;
    switch (field.type) {
        case FieldType::text:
            value.text = "Asha";
            return {value, "Asha"};
        case FieldType::choice:
            value.number = static_cast<std::int64_t>(field.choices.size()) - 1;
            return {value, std::string{field.choices.back()}};
        case FieldType::date:
            value.number = 20148;
            return {value, "20148"};
        case FieldType::money:
            value.number = -1050;
            value.currency = eur;
            return {value, "-1050 EUR"};
        case FieldType::decimal:
            value.number = 250'000'000;
            return {value, "250000000"};
        case FieldType::integer:
            value.number = 12;
            return {value, "12"};
        case FieldType::credits:
            value.text = "Asha:60;Ben:40";
            return {value, "Asha=600000000;Ben=400000000;"};
    }
    return {};
}

std::vector<std::string> all_cells(const RecordType& type, const void* record) {
    std::vector<std::string> cells;
    for (const FieldInfo& field : type.fields)
        cells.push_back(field.is_made ? "made by a book" : cell_text(field, record));
    return cells;
}

/// Where a member begins and ends in its record, and its alignment.
struct Extent {
    std::size_t first;
    std::size_t until;
    std::size_t alignment;
};

template <class R, class T>
Extent extent_of(const R& record, T R::*member) {
    const auto* begin = reinterpret_cast<const char*>(&record);
    const auto* at = reinterpret_cast<const char*>(&(record.*member));
    const auto first = static_cast<std::size_t>(at - begin);
    return {first, first + sizeof(T), alignof(T)};
}

template <class R, class F>
void add_extent(std::vector<Extent>& extents, const R& record, const F& field) {
    if constexpr (requires { field.member; }) extents.push_back(extent_of(record, field.member));
}

std::size_t aligned(std::size_t offset, std::size_t alignment) {
    return (offset + alignment - 1) / alignment * alignment;
}

}  // namespace

TEMPLATE_LIST_TEST_CASE(
    "every field of every record is written and read back, and no other",
    "[record]",
    detail::LibraryRecords) {
    const RecordType& type = record_type<TestType>();
    const TestType untouched{};
    const auto before = all_cells(type, &untouched);

    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const FieldInfo& field = type.fields[i];
        CAPTURE(type.table, field.name);
        REQUIRE((field.write != nullptr) == !field.is_made);
        if (field.is_made) continue;  // by a book, of the others

        TestType record{};
        const auto [value, text] = sample(field);
        field.write(&record, value);
        auto expected = before;
        expected[i] = text;
        CHECK(all_cells(type, &record) == expected);
    }
}

TEMPLATE_LIST_TEST_CASE(
    "a field that is written as missing is missing, whatever it held",
    "[record]",
    detail::LibraryRecords) {
    const RecordType& type = record_type<TestType>();
    for (const FieldInfo& field : type.fields) {
        CAPTURE(type.table, field.name);
        if (field.is_made) continue;
        TestType record{};
        field.write(&record, sample(field).first);
        field.write(&record, FieldValue{});
        // A choice without an optional cannot be missing: it falls back to its first value, and is
        // a required field, so that no loader accepts that.
        if (cell_text(field, &record) == "missing") continue;
        CHECK(field.type == FieldType::choice);
        CHECK(field.required);
        CHECK(cell_text(field, &record) == field.choices.front());
    }
}

TEMPLATE_LIST_TEST_CASE(
    "a record's field list leaves out no member", "[record]", detail::LibraryRecords) {
    const TestType record{};
    std::vector<Extent> extents;
    std::apply(
        [&](const auto&... f) { (add_extent(extents, record, f), ...); }, Schema<TestType>::fields);
    std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) {
        return a.first < b.first;
    });

    std::size_t end = 0;
    for (const Extent& extent : extents) {
        CHECK(extent.first == aligned(end, extent.alignment));
        end = extent.until;
    }
    CHECK(sizeof(TestType) == aligned(end, alignof(TestType)));
}

TEMPLATE_LIST_TEST_CASE(
    "names of fields are distinct and found", "[record]", detail::LibraryRecords) {
    const RecordType& type = record_type<TestType>();
    for (const FieldInfo& field : type.fields)
        CHECK(type.find(field.name) == &field);
    CHECK(type.find("no such field") == nullptr);
    CHECK(type.find("") == nullptr);
}

namespace {

template <class... R>
std::vector<const RecordType*> all_types(const std::tuple<R...>*) {
    return {&record_type<R>()...};
}

std::vector<const RecordType*> all_types() {
    return all_types(static_cast<detail::LibraryRecords*>(nullptr));
}

}  // namespace

TEST_CASE("the tables have the names of their files", "[record]") {
    std::set<std::string> tables;
    for (const RecordType* type : all_types())
        tables.emplace(type->table);
    CHECK(
        tables == std::set<std::string>{
                      "activities", "assignments", "customers", "deals", "exchange_rates",
                      "field_changes", "leads", "memberships", "merges", "quotes", "references",
                      "spend", "stage_changes", "subscriptions", "surveys", "targets", "tickets",
                      "touches", "usage_events"});
}

TEST_CASE("fields that share a domain hold the same type and the same choices", "[record]") {
    std::map<std::string_view, const FieldInfo*> by_domain;
    for (const RecordType* type : all_types()) {
        for (const FieldInfo& field : type->fields) {
            const auto [known, is_new] = by_domain.emplace(field.domain, &field);
            CAPTURE(type->table, field.name, field.domain);
            CHECK(known->second->type == field.type);
            CHECK(known->second->choices.data() == field.choices.data());
        }
    }
}

TEST_CASE("an id names the same things as the references to it", "[record]") {
    const auto domain = [](const RecordType& type, std::string_view name) {
        const FieldInfo* field = type.find(name);
        REQUIRE(field != nullptr);
        return field->domain;
    };
    CHECK(domain(record_type<Deal>(), "id") == "deal");
    CHECK(domain(record_type<StageChange>(), "deal") == "deal");
    CHECK(domain(record_type<Quote>(), "deal") == "deal");
    CHECK(domain(record_type<Lead>(), "id") == domain(record_type<Deal>(), "lead"));
    CHECK(domain(record_type<Customer>(), "id") == domain(record_type<Subscription>(), "customer"));

    SECTION("a currency quoted is not a quote") {
        CHECK(domain(record_type<ExchangeRate>(), "quote") == "currency");
        CHECK(domain(record_type<Quote>(), "id") == "quote");
    }
    SECTION("an id is required, and each table has one at most") {
        std::set<std::string> with_id;
        for (const RecordType* type : all_types()) {
            for (const FieldInfo& field : type->fields) {
                if (!field.identity) continue;
                CHECK(field.required);
                CHECK(with_id.emplace(type->table).second);
            }
        }
        CHECK(
            with_id ==
            std::set<std::string>{
                "activities", "customers", "deals", "leads", "quotes", "subscriptions", "tickets"});
    }
}

TEST_CASE("records can be written down with the members that matter", "[record]") {
    const Target target{.metric = "revenue", .rep = "Asha", .amount = Money{30'000'00, usd}};
    CHECK(cell_text(*record_type<Target>().find("metric"), &target) == "revenue");
    CHECK(cell_text(*record_type<Target>().find("amount"), &target) == "3000000 USD");
    CHECK(cell_text(*record_type<Target>().find("team"), &target) == "missing");
    CHECK(cell_text(*record_type<Target>().find("from"), &target) == "missing");
}
