// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/survey.hpp>

#include <optional>
#include <string>

using namespace saleskpi;

namespace {

struct Value {
    std::optional<Deal> deal;
    std::string reason;
};

/// A deal with one value in one field, or the reason why there is none. ';' parts the columns.
Value with(
    const std::string& field, const std::string& text, ReadOptions options = {.currency = usd}) {
    options.mapping.delimiter = ';';
    const std::string header =
        field == "stage" ? "id;stage\n1;" : "id;stage;" + field + "\n1;open;";
    const auto read = parse_csv<Deal>(header + text + "\n", options);
    if (read.findings.empty()) return {read.records.at(0), ""};
    REQUIRE(read.findings.size() == 1);
    const bool is_needed = field == "stage" || field == "id";
    CHECK(read.findings[0].rejected == is_needed);
    CHECK(read.records.empty() == is_needed);
    CHECK(read.findings[0].id == (field == "stage" || field != "id" ? "1" : ""));
    CHECK(read.findings[0].value == text);
    return {std::nullopt, read.findings[0].reason};
}

std::string why(
    const std::string& field,
    const std::string& text,
    const ReadOptions& options = {.currency = usd}) {
    const Value value = with(field, text, options);
    return value.deal ? "" : value.reason;
}

ReadOptions numbers(char decimal, const std::string& thousands, const std::string& sign) {
    ReadOptions options{.currency = eur};
    options.mapping.number = {decimal, thousands, sign};
    return options;
}

std::optional<Money> amount(const std::string& text, const ReadOptions& options) {
    const Value value = with("amount", text, options);
    return value.deal ? value.deal->amount : std::nullopt;
}

}  // namespace

TEST_CASE("dates") {
    CHECK(with("closed", "2024-02-29").deal->closed == make_date(2024, 2, 29));
    CHECK(why("closed", "2025-02-30") == "is not a day of the calendar");
    CHECK(why("closed", "2025-02-29") == "is not a day of the calendar");
    CHECK(why("closed", "2025-13-01") == "is not a day of the calendar");
    CHECK(why("closed", "03/01/2025") == "is not a date (YYYY-MM-DD)");
    CHECK(why("closed", "2025-03-01T12:00:00x") == "is not a date (YYYY-MM-DD)");

    ReadOptions options;
    options.mapping.date_formats = {"%d.%m.%Y", "%Y-%m-%d 00:00:00"};
    CHECK(with("closed", "1.3.2025", options).deal->closed == make_date(2025, 3, 1));
    CHECK(with("closed", "2025-03-01 00:00:00", options).deal->closed == make_date(2025, 3, 1));
    CHECK(why("closed", "31.2.2025", options) == "is not a day of the calendar");
    options.mapping.date_formats = {"%a, %d %b %Y"};
    CHECK(with("closed", "Mon, 03 Mar 2025", options).deal->closed == make_date(2025, 3, 3));
    CHECK(why("closed", "Tue, 03 Mar 2025", options) == "is not on that day of the week");
    CHECK(why("closed", "Tue, 30 Feb 2025", options) == "is not a day of the calendar");

    options.mapping.date_formats = {"%d.%m.%Y", "%Y-%m-%d 00:00:00"};
    CHECK(why("closed", "soon", options) == "is not a date (DD.MM.YYYY or YYYY-MM-DD 00:00:00)");
}

TEST_CASE("money") {
    CHECK(with("amount", "1234.5").deal->amount == Money{123450, usd});
    CHECK(with("amount", "-3").deal->amount == Money{-300, usd});
    CHECK(with("amount", "+0.10").deal->amount == Money{10, usd});
    CHECK(with("amount", "1.2300").deal->amount == Money{123, usd});
    CHECK(with("amount", "").deal->amount == std::nullopt);
    CHECK(with("amount", "0").deal->amount == Money{0, usd});
    CHECK(why("amount", "1.234") == "has more decimals than USD allows");
    CHECK(why("amount", "abc") == "is not a number");
    CHECK(why("amount", "1,234") == "is not a number");
    CHECK(why("amount", "1e") == "is not a number");
    CHECK(why("amount", "e5") == "is not a number");
    CHECK(why("amount", "1e5.0") == "is not a number");
    CHECK(why("amount", "1e101") == "is not a number");
    CHECK(why("amount", "NaN") == "is not a number");
    CHECK(why("amount", "inf") == "is not a number");
    CHECK(why("amount", "-") == "is not a number");
    CHECK(why("amount", ".") == "is not a number");
    CHECK(why("amount", "--5") == "is not a number");
    CHECK(why("amount", "50%") == "is not a number");
    CHECK(why("amount", "92233720368547758.08") == "does not fit in 64 bits");
    CHECK(with("amount", "92233720368547758.07").deal->amount == Money{INT64_MAX, usd});
    // The smallest 64 bit number stands for "missing" in columns.
    CHECK(why("amount", "-92233720368547758.08") == "does not fit in 64 bits");
    CHECK(why("amount", "1", {}).starts_with("has no currency"));
}

TEST_CASE("numbers as other people write them") {
    const ReadOptions german = numbers(',', ".", "€");
    CHECK(amount("1.234.567,89 €", german) == Money{123456789, eur});
    CHECK(amount("-1.234,5", german) == Money{-123450, eur});
    CHECK(amount("1234,5", german) == Money{123450, eur});
    CHECK(why("amount", "1.23", german) == "is not a number");
    CHECK(why("amount", "1,2,3", german) == "is not a number");

    const ReadOptions american = numbers('.', ",", "$");
    CHECK(amount("$1,234.50", american) == Money{123450, eur});
    CHECK(amount("-$5", american) == Money{-500, eur});
    CHECK(amount("$-5", american) == Money{-500, eur});
    CHECK(amount("$ 1,234,567", american) == Money{123456700, eur});
    CHECK(why("amount", "1,23", american) == "is not a number");
    CHECK(why("amount", "1234,567", american) == "is not a number");
    CHECK(why("amount", "-$-5", american) == "is not a number");
    CHECK(amount("12,34,567.89", american) == Money{123456789, eur});  // Indian groups

    CHECK(amount("1 234 567,5", numbers(',', " ", "")) == Money{123456750, eur});
    CHECK(amount("1\u202F234,5", numbers(',', "\u202F", "")) == Money{123450, eur});
}

TEST_CASE("decimals and whole numbers") {
    CHECK(with("probability", "0.25").deal->probability == Decimal::ratio(1, 4));
    CHECK(with("probability", "25%").deal->probability == Decimal::ratio(1, 4));
    CHECK(with("probability", "12.5 %").deal->probability == Decimal::ratio(1, 8));
    CHECK(with("probability", "-7%").deal->probability == Decimal::ratio(-7, 100));
    CHECK(with("probability", ".5%").deal->probability == Decimal::ratio(5, 1000));
    CHECK(why("probability", "0.1234567891") == "has more than 9 decimals");
    CHECK(why("probability", "0.12345678%") == "has more than 9 decimals");
    CHECK(why("probability", "99999999999") == "does not fit in 64 bits");
    CHECK(why("probability", "high") == "is not a number");

    CHECK(with("units", "12").deal->units == 12);
    CHECK(with("units", "12.0").deal->units == 12);
    CHECK(why("units", "12.5") == "is not a whole number");
    CHECK(why("units", "9223372036854775808") == "does not fit in 64 bits");
    CHECK(why("units", "184467440737095516160000000000000000000000") == "does not fit in 64 bits");
    CHECK(why("units", "9223372036854775808.5") == "is not a whole number");
}

TEST_CASE("choices") {
    CHECK(with("stage", "Won").deal->stage == Stage::won);
    CHECK(with("stage", "LOST").deal->stage == Stage::lost);
    CHECK(why("stage", "closing") == "is not one of open, won, lost");
    for (const char* yes : {"yes", "Yes", "TRUE", "true", "1"})
        CHECK(with("collateral_used", yes).deal->collateral_used == true);
    for (const char* no : {"no", "False", "0"})
        CHECK(with("collateral_used", no).deal->collateral_used == false);
    CHECK(why("collateral_used", "maybe") == "is not one of yes, no, true, false, 1, 0");
}

TEST_CASE("credits") {
    ReadOptions options;
    options.mapping.delimiter = '|';
    const auto read =
        parse_csv<Deal>("id|stage|credits\n1|open|Asha:60;Ben:40\n2|open|Asha:x\n", options);
    REQUIRE(read.records.size() == 2);
    REQUIRE(read.records[0].credits.size() == 2);
    CHECK(read.records[1].credits.empty());
    CHECK(read.records[0].credits[1].rep == "Ben");
    CHECK(read.records[0].credits[1].share == Decimal::ratio(4, 10));
    CHECK(read.findings[0].reason == "is not a list of credits such as Asha:60;Ben:40");
}

TEST_CASE("the currency of a record holds for all its amounts") {
    const auto read = parse_csv<Deal>(
        "id,stage,amount,list,currency\n1,open,5,7,JPY\n2,open,5,7,\n3,open,5.5,7,jpy\n4,open,5,7,"
        "XYZ\n",
        {.currency = usd});
    REQUIRE(read.records.size() == 4);
    CHECK(!read.records[2].amount);
    CHECK(read.records[2].list == Money{7, jpy});
    CHECK(!read.records[3].amount);  // of what, nobody knows
    CHECK(!read.records[3].list);
    CHECK(read.records[0].amount == Money{5, jpy});
    CHECK(read.records[0].list == Money{7, jpy});
    CHECK(read.records[1].amount == Money{500, usd});
    REQUIRE(read.findings.size() == 2);
    CHECK(read.findings[0].reason == "has more decimals than JPY allows");
    CHECK(read.findings[1].field == "currency");
    CHECK(read.findings[1].reason == "is not an ISO 4217 currency");
    CHECK(read.report.ignored_columns.empty());

    ReadOptions options{.currency = usd};
    options.mapping.currency = eur;
    CHECK(with("amount", "5", options).deal->amount == Money{500, eur});
}
