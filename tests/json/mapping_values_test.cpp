// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/mapping.hpp>

#include <string>

using namespace saleskpi;

namespace {

TableMapping deals(const std::string& keys) {
    return parse_mapping(R"({"tables": {"deals": {)" + keys + "}}}").tables.at(0);
}

std::string complaint(const std::string& keys) {
    return message_of([&] { (void)deals(keys); });
}

}  // namespace

TEST_CASE("a mapping says how numbers are written by a sample") {
    const auto format = [](const std::string& sample) {
        return deals(R"("number": ")" + sample + R"(")").number;
    };
    CHECK(format("1,234.56") == NumberFormat{'.', ",", ""});
    CHECK(format("1.234,56") == NumberFormat{',', ".", ""});
    CHECK(format("1 234,56") == NumberFormat{',', " ", ""});
    CHECK(format("1'234.56") == NumberFormat{'.', "'", ""});
    CHECK(format("1234,56") == NumberFormat{',', "", ""});
    CHECK(format("1234.56") == NumberFormat{});
    CHECK(format("auto") == NumberFormat{.is_inferred = true});
    for (const char* bad : {"", "1", "156", "1.234.56", "12345", "1_234.56", "2,345.67", "1,234"}) {
        INFO(bad);
        CHECK(
            complaint(R"("number": ")" + std::string{bad} + R"(")")
                .find("is not one of 1,234.56") != std::string::npos);
    }
}

TEST_CASE("a mapping says what is missing, what is yes, how to round and to scale") {
    const TableMapping mapping = deals(
        R"("missing": ["n/a", "-"], "yes": "done", "no": ["open"], "round": "half_even",
           "time_zone": "Europe/Warsaw", "fields": {
             "amount": {"columns": "a", "scale": "1/100", "round": "half_up", "missing": "?"},
             "list": {"columns": "l", "scale": "minor_units"},
             "units": {"columns": "u", "scale": 12}})");
    CHECK(mapping.values == ValueRules{{"n/a", "-"}, {"done"}, {"open"}, Rounding::half_even});
    CHECK(mapping.time_zone == "Europe/Warsaw");
    const FieldMapping& amount = mapping.fields.at("amount");
    CHECK(amount.scale == Scale{Rational(1, 100), false});
    CHECK(amount.values == ValueRules{{"?"}, {}, {}, Rounding::half_up});
    CHECK(mapping.fields.at("list").scale == Scale{Rational(1), true});
    CHECK(mapping.fields.at("units").scale == Scale{Rational(12), false});

    const Mapping top = parse_mapping(
        R"({"missing": "-", "time_zone": "UTC", "round": "down", "tables": {"deals": {}}})");
    CHECK(top.tables.at(0).values == ValueRules{{"-"}, {}, {}, Rounding::down});
    CHECK(top.tables.at(0).time_zone == "UTC");
}

TEST_CASE("what a mapping says wrongly of values is named") {
    CHECK(
        complaint(R"("round": "half_evn")")
            .find("/tables/deals/round: unknown value 'half_evn' (did you mean 'half_even'?)") !=
        std::string::npos);
    CHECK(complaint(R"("missing": [])").find("needs at least one word") != std::string::npos);
    const auto scale = [](const std::string& field, const std::string& text) {
        return complaint(
            R"("fields": {")" + field + R"(": {"columns": "a", "scale": ")" + text + R"("}})");
    };
    CHECK(scale("rep", "1/100").find("the field holds no numbers") != std::string::npos);
    CHECK(scale("units", "minor_units").find("holds no amounts of money") != std::string::npos);
    for (const char* bad : {"0", "-1", "1/0", "0.01", "cents"}) {
        INFO(bad);
        CHECK(scale("amount", bad).find("is not a number such as 1/100") != std::string::npos);
    }
    CHECK(
        complaint(R"("date_formats": "%Y-%m-%d %M")").find("without the one before it") !=
        std::string::npos);
}
