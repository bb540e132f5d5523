// SPDX-License-Identifier: MIT
// Spans that a file gives by their begin and their length.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/record/subscription.hpp>

#include <fmt/format.h>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Records<Subscription> read(const std::string& text, const std::string& ended) {
    const std::string mapping =
        R"({"tables": {"subscriptions": {"fields": {"ended": )" + ended + "}}}}";
    return parse_csv<Subscription>(
        text, {.mapping = parse_mapping(mapping).tables.at(0), .currency = usd});
}

/// The end of a subscription that begins on a day, or why there is none.
std::string end_of(const std::string& started, const std::string& term, const std::string& field) {
    const auto found = read(
        "id,customer,price,interval,started,Term\nS1,C1,10,month," + started + "," + term + "\n",
        field);
    std::string text = "none";
    if (!found.records.empty() && found.records[0].ended) text = to_text(*found.records[0].ended);
    for (const Finding& f : found.findings)
        text += fmt::format("; {} '{}' {}", f.field, f.value, f.reason);
    return text;
}

const std::string months = R"({"columns": "Term", "months_after": "started"})";

}  // namespace

TEST_CASE("a span ends after a number of days, weeks, calendar months or years") {
    const auto in = [](const std::string& unit) {
        return R"({"columns": "Term", ")" + unit + R"(_after": "started"})";
    };
    CHECK(end_of("2025-01-15", "10", in("days")) == "2025-01-25");
    CHECK(end_of("2025-01-15", "2", in("weeks")) == "2025-01-29");
    CHECK(end_of("2025-01-15", "12", in("months")) == "2026-01-15");
    CHECK(end_of("2024-02-29", "1", in("years")) == "2025-02-28");
    CHECK(end_of("2025-01-31", "1", in("months")) == "2025-02-28");
    CHECK(end_of("2025-01-31", "2", in("months")) == "2025-03-31");
}

TEST_CASE("a length is made like any value") {
    CHECK(
        end_of(
            "2025-01-15", "Annual",
            R"({"columns": "Term", "translate": {"Annual": "12"}, "months_after": "started"})") ==
        "2026-01-15");
    CHECK(
        end_of(
            "2025-01-15", "6 months",
            R"({"columns": "Term", "cut": {"suffix": "months"}, "months_after": "started"})") ==
        "2025-07-15");
    CHECK(
        end_of("2025-01-15", "", R"({"constant": 3, "months_after": "started"})") == "2025-04-15");
    CHECK(end_of("2025-01-15", "", months) == "none");
}

TEST_CASE("what is no length leaves the end missing, with a finding") {
    CHECK(end_of("2025-01-15", "long", months) == "none; ended 'long' is not a number");
    CHECK(end_of("2025-01-15", "1.5", months) == "none; ended '1.5' is not a whole number");
    CHECK(end_of("2025-01-15", "0", months) == "none; ended '0' is no length of a span: 1 or more");
    CHECK(
        end_of("2025-01-15", "-3", months) == "none; ended '-3' is no length of a span: 1 or more");
    CHECK(end_of("9999-06-01", "12", months) == "none; ended '12' is not in the years 1 to 9999");
    CHECK(
        end_of("2025-01-15", "99999999999999", months) ==
        "none; ended '99999999999999' is not in the years 1 to 9999");
    CHECK(
        end_of("soon", "12", months) ==
        "none; started 'soon' is not a date (YYYY-MM-DD); ended '12' is the length of a span of "
        "which 'started' is missing");
}

TEST_CASE("the last day of a table is not that of a length") {
    const Mapping mapping = parse_mapping(R"({"tables": {"subscriptions": {
        "ends": "last_day",
        "fields": {"ended": {"columns": "Term", "months_after": "started"}}}}})");
    const auto read = parse_csv<Subscription>(
        "id,customer,price,interval,started,Term\nS1,C1,10,month,2025-01-01,1\n",
        {.mapping = mapping.tables.at(0), .currency = usd});
    CHECK(to_text(read.records.at(0).ended.value()) == "2025-02-01");
}

TEST_CASE("a month is no last day") {
    const Mapping mapping = parse_mapping(R"({"tables": {"subscriptions": {
        "ends": "last_day", "fields": {"ended": {"columns": "End", "date_formats": "%Y-%m"}}}}})");
    CHECK(
        message_of([&] {
            (void)parse_csv<Subscription>(
                "id,price,interval,started,End\nS1,10,month,2025-01-01,2025-03\n",
                {.mapping = mapping.tables.at(0), .currency = usd});
        }) ==
        "the field 'ended' is a last day, and the date pattern \"%Y-%m\" gives the first day of a "
        "month: say \"months_after\" in its place");
}

TEST_CASE("a wrong length is refused") {
    const auto refused = [](const std::string& table, const std::string& field) {
        const std::string text = message_of([&] {
            (void)parse_mapping(R"({"tables": {")" + table + R"(": {"fields": )" + field + "}}}");
        });
        return text.substr(text.find("fields"));
    };
    CHECK(
        refused("targets", R"({"until": {"columns": "T", "months_after": "form"}})") ==
        "fields/until/months_after: unknown field of a date 'form' (did you mean 'from'?)");
    CHECK(
        refused("targets", R"({"amount": {"columns": "T", "months_after": "from"}})") ==
        "fields/amount/months_after: the field is no date");
    CHECK(
        refused(
            "targets",
            R"({"until": {"columns": "T", "months_after": "from", "days_after": "from"}})") ==
        "fields/until/months_after: is one length too many");
    CHECK(
        refused(
            "targets", R"({"until": {"columns": "T", "months_after": "from", "ends": "last_day"}})")
            .find("does not go with 'ends'") != std::string::npos);
    CHECK(
        refused("targets", R"({"until": {"months_after": "from"}})").find("needs one of columns") !=
        std::string::npos);
}
