// SPDX-License-Identifier: MIT
// Values as other systems write them: the public cases of the kind, and more like them.
#include "catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;

namespace {

struct Read {
    std::string revenue;
    std::vector<std::string> reasons;
};

using Texts = std::vector<std::string>;

/// Won deals of 2025, each of whose lines is "id,closed,amount" or what the header says.
Read read(const std::string& lines, const std::string& mapping) {
    const Loaded all = loaded(
        {{"d.csv", lines}},
        R"({"tables": {"deals": {"file": "d.csv", "delimiter": ";", )" + mapping + "}}}");
    Read result;
    result.revenue = all.at(kpi::revenue, Window{date_of(2025, 1, 1), date_of(2026, 1, 1)});
    for (const Finding& finding : all.book.report().findings)
        result.reasons.push_back(finding.id + ": " + finding.reason);
    return result;
}

constexpr const char* won = R"("fields": {"stage": {"constant": "won"})";

/// One won deal on a day, whose amount is written so.
Read amount(const std::string& text, const std::string& field, const std::string& more = "") {
    return read(
        "id;closed;amount;sum\n1;2025-03-01;;" + text + "\n",
        std::string{won} + R"(, "amount": {"columns": "sum")" + field + "}}" + more);
}

}  // namespace

TEST_CASE("case 12: a day with its time, in nine forms of one list") {
    const char* const lines =
        "id;closed;amount\n"
        "1;2025-03-08 14:22:11;1\n"
        "2;2025-03-08 14:22;2\n"
        "3;3/8/2025 2:22 PM;4\n"
        "4;2025-03-08T14:22:11Z;8\n"
        "5;2025-03-08T14:22:11.123456;16\n"
        "6;2025-03-08T14:22:11+02:00;32\n"
        "7;1741443731;64\n"
        "8;1741443731123;128\n"
        "9;2025-03-08;256\n";
    const Read all = read(
        lines, std::string{won} +
                   R"(}, "date_formats": ["%Y-%m-%d", "%m/%d/%Y %I:%M %p", "epoch", "epoch_ms"])");
    CHECK(all.revenue == "511.00 USD");
    CHECK(all.reasons.empty());
    // All forms of one day, whatever their order in the list.
    const Read turned = read(
        lines, std::string{won} +
                   R"(}, "date_formats": ["excel", "epoch_ms", "epoch", "%-m/%-d/%Y %-I:%M %p", )"
                   R"("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%z", )"
                   R"("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"])");
    CHECK(turned.revenue == "511.00 USD");
    // Without a word: all that is ISO 8601.
    const Read plain = read(lines, std::string{won} + "}");
    CHECK(plain.revenue == "315.00 USD");
    CHECK(
        plain.reasons == Texts{
                             "3: is not a date (YYYY-MM-DD)", "7: is not a date (YYYY-MM-DD)",
                             "8: is not a date (YYYY-MM-DD)"});
}

TEST_CASE("case 30: months by their names") {
    const Read all = read(
        "id;closed;amount\n1;12 mars 2025;1\n2;1-Mrz-25;2\n3;3. Dezember 2025;4\n",
        std::string{won} + R"(}, "date_formats": ["%d %B %Y", "%d-%b-%y", "%d. %B %Y"])");
    CHECK(all.revenue == "7.00 USD");
    CHECK(all.reasons.empty());
    const Read bad = read(
        "id;closed;amount\n1;31-Feb-25;1\n", std::string{won} + R"(}, "date_formats": "%d-%b-%y")");
    CHECK(bad.reasons.at(0) == "1: is not a day of the calendar");
}

TEST_CASE("case 31: days as spreadsheets count them") {
    const Read all = read(
        "id;closed;amount\n1;45717;1\n2;45658;2\n3;46022.99;4\n4;45657;8\n",
        std::string{won} + R"(}, "date_formats": "excel")");
    CHECK(all.revenue == "7.00 USD");  // the last is of Dec 31, 2024
    CHECK(all.reasons.empty());
}

TEST_CASE("case 27: more decimals than the currency has") {
    CHECK(amount("343.187654", "").reasons.at(0) == "1: has more decimals than USD allows");
    CHECK(amount("343.187654", R"(, "round": "half_even")").revenue == "343.19 USD");
    CHECK(amount("343.187654", "", R"(, "round": "half_even")").revenue == "343.19 USD");
    CHECK(amount("0.125", R"(, "round": "half_even")").revenue == "0.12 USD");
    CHECK(amount("0.125", R"(, "round": "half_up")").revenue == "0.13 USD");
    CHECK(amount("-0.125", R"(, "round": "half_even")").revenue == "-0.12 USD");
    CHECK(
        amount("92233720368547758.079", R"(, "round": "half_even")").reasons.at(0) ==
        "1: does not fit in 64 bits");
}

TEST_CASE("case 34: amounts in minor units") {
    CHECK(amount("10050", R"(, "scale": "1/100")").revenue == "100.50 USD");
    CHECK(amount("10050", R"(, "scale": "minor_units")").revenue == "100.50 USD");
    CHECK(amount("10050 JPY", R"(, "scale": "minor_units")").reasons.size() <= 1);
    CHECK(
        amount("10050.5", R"(, "scale": "1/100")").reasons.at(0) ==
        "1: has more decimals than USD allows");
    CHECK(amount("1.2e3", R"(, "scale": 1000)").revenue == "1200000.00 USD");
}

TEST_CASE("units of their own: each currency's, seconds, thousandths") {
    const auto deals = parse_csv<Deal>(
        "id,stage,amount,currency\n1,won,10050,USD\n2,won,10050,JPY\n3,won,10050,KWD\n",
        {.mapping = parse_mapping(
                        R"({"tables": {"deals": {"fields": {
                            "amount": {"columns": "amount", "scale": "minor_units"}}}}})")
                        .tables.at(0)});
    REQUIRE(deals.records.size() == 3);
    CHECK(deals.records[0].amount == Money{10050, usd});
    CHECK(deals.records[1].amount == Money{10050, jpy});
    CHECK(deals.records[2].amount == Money{10050, kwd});

    const auto scaled = [](const std::string& text, const std::string& more) {
        const auto read = parse_csv<Deal>(
            "id,stage,probability,units\n1,open," + text + "\n",
            {.mapping = parse_mapping(
                            R"({"tables": {"deals": {"fields": {
                                "probability": {"columns": "probability", "scale": "1/86400")" +
                            more + R"(}, "units": {"columns": "units", "scale": "1/1000"}}}}})")
                            .tables.at(0)});
        return read.findings.empty() ? to_text(*read.records.at(0).probability) + " " +
                                           std::to_string(*read.records.at(0).units)
                                     : read.findings[0].reason;
    };
    CHECK(scaled("43200,5000", "") == "0.5 5");
    CHECK(scaled("50%,5000", "") == "has more than 9 decimals");
    CHECK(scaled("1,5000", "") == "has more than 9 decimals");
    CHECK(scaled("1,5000", R"(, "round": "half_even")") == "0.000011574 5");
    CHECK(scaled("43200,5500", R"(, "round": "half_even")") == "is not a whole number");
}

TEST_CASE("negative numbers, exponents and blanks") {
    const std::string american = R"(, "number": "1,234.56")";
    for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
             {"(1,234.50)", "-1234.50 USD"},
             {"500-", "-500.00 USD"},
             {"\u2212500", "-500.00 USD"},
             {"($1,234.50)", "-1234.50 USD"},
             {"-$1,234.50", "-1234.50 USD"},
             {"$(5)", "-5.00 USD"},
             {"1.2e3", "1200.00 USD"},
             {"1.5E-1", "0.15 USD"},
             {"1,234", "1234.00 USD"},
             {"\u00A0 1,234.50 \u00A0", "1234.50 USD"}})
        CHECK(amount(text, american).revenue == expected);
    for (const char* text :
         {"(-5)", "-(5)", "-5-", "()", "(5", "5)", "--5", "1,23", "1.2e3e4", "1 234", "5 %"})
        CHECK(amount(text, american).reasons.at(0) == "1: is not a number");
    CHECK(amount("1,234", "").reasons.at(0) == "1: is not a number");
}

TEST_CASE("numbers by a sample") {
    const auto by = [](const std::string& sample, const std::string& text) {
        const Read all = amount(text, R"(, "number": ")" + sample + R"(")");
        return all.reasons.empty() ? all.revenue : all.reasons[0];
    };
    CHECK(by("1.234,56", "1.234.567,89") == "1234567.89 USD");
    CHECK(by("1234,56", "1234,5") == "1234.50 USD");
    for (const char* blank : {" ", "\u00A0", "\u202F", "\u2009"})
        CHECK(by("1 234,56", std::string{"1"} + blank + "234,50") == "1234.50 USD");
    CHECK(by("1\u202F234,56", "1 234,50") == "1234.50 USD");
    CHECK(by("1'234.56", "1\u2019234.50") == "1234.50 USD");
    CHECK(by("1\u2019234.56", "1'234'567.50") == "1234567.50 USD");
    CHECK(by("1 234,56", "1 23,50") == "1: is not a number");
    CHECK(by("1234.56", "1,234.50") == "1: is not a number");
}

TEST_CASE("numbers as their column allows") {
    const auto column = [](const Texts& amounts) {
        std::string lines = "id;closed;amount\n";
        for (std::size_t i = 0; i < amounts.size(); ++i)
            lines += std::to_string(i + 1) + ";2025-03-01;" + amounts[i] + "\n";
        return read(lines, std::string{won} + R"(}, "number": "auto", "totals": "keep")");
    };
    // By one value with both marks all others are known.
    CHECK(column({"1,234", "1.5", "1,234.50"}).revenue == "2470.00 USD");
    CHECK(column({"1.234", "1,5", "1.234,50"}).revenue == "2470.00 USD");
    CHECK(column({"1,234", "0.5"}).revenue == "1234.50 USD");
    CHECK(column({"1,234", "1,234,567"}).revenue == "1235801.00 USD");
    CHECK(column({"1 234", "5,5"}).revenue == "1239.50 USD");
    CHECK(column({"1'234", "(5)", "$7"}).revenue == "1236.00 USD");
    CHECK(column({"12", "5"}).revenue == "17.00 USD");
    CHECK(column({"0,125", "1.000"}).reasons == Texts{"1: has more decimals than USD allows"});
    // Alone it is a question, and only it.
    const Read asked = column({"1,234", "5", "6.00 x"});
    CHECK(asked.revenue.starts_with("5.00 USD"));
    CHECK(
        asked.reasons == Texts{
                             "1: may be 1234 or 1.234: 'number' must say how the file writes them",
                             "3: is not a number"});
    // Of two that contradict each other, each is read by itself.
    const Read mixed = column({"1.234,50", "1,234.50", "1,234"});
    CHECK(mixed.revenue.starts_with("2469.00 USD"));
    CHECK(mixed.reasons.size() == 1);
}

TEST_CASE("the load tells how it read the numbers of a column") {
    const auto numbers = [](const std::string& amount) {
        return loaded(
                   {{"d.csv", "id;stage;amount;units\n1;open;" + amount + ";3\n"}},
                   R"({"tables": {"deals": {"file": "d.csv", "delimiter": ";", "fields": {
                       "amount": {"columns": "amount", "number": "auto"}}}}})")
            .reports.at(0)
            .numbers;
    };
    CHECK(numbers("1,234.50") == std::vector<InferredNumbers>{{"amount", {"1,234.56"}}});
    CHECK(numbers("1234").at(0).forms.size() == 6);
    CHECK(loaded({{"deals.csv", "id,stage\n1,open\n"}}).reports.at(0).numbers.empty());
}

TEST_CASE("an amount names its currency") {
    const auto money = [](const std::string& text, const std::string& currency = "") {
        ReadOptions options{.currency = usd};
        options.mapping.number = {',', ".", ""};
        options.mapping.delimiter = ';';
        const auto read = parse_csv<Deal>(
            "id;stage;amount;currency\n1;open;" + text + ";" + currency + "\n", options);
        return read.findings.empty() ? to_text(*read.records.at(0).amount)
                                     : read.findings[0].reason;
    };
    CHECK(money("\u20AC1.234,50") == "1234.50 EUR");
    CHECK(money("1.234,50 \u20AC") == "1234.50 EUR");
    CHECK(money("USD 100") == "100.00 USD");
    CHECK(money("100 EUR") == "100.00 EUR");
    CHECK(money("100EUR", "eur") == "100.00 EUR");
    CHECK(money("-100,5 z\u0142") == "-100.50 PLN");
    CHECK(money("R$ 5") == "5.00 BRL");
    CHECK(money("JPY 1.000") == "1000 JPY");
    CHECK(money("$100") == "100.00 USD");
    CHECK(money("$100", "CAD") == "100.00 CAD");
    CHECK(money("$100", "EUR") == "has the sign '$', and its record is in EUR");
    CHECK(money("\u00A5100") == "has the sign '\u00A5', and its record is in USD");
    CHECK(money("100 EUR", "USD") == "has the currency 'EUR', and its record is in USD");
    CHECK(money("100 EUR USD") == "is not a number");
    CHECK(money("100 XYZ") == "is not a number");
    CHECK(money("5 all") == "is not a number");
    CHECK(money("EUR") == "is not a number");
}

TEST_CASE("words that mean a missing value") {
    const std::string lines =
        "id;opened;closed;net;gross\n1;-;2025-03-01;n/a;5\n2;2025-01-01;2025-03-01;7;NULL\n";
    const std::string fields =
        R"("fields": {"stage": {"constant": "won"}, "amount": ["net", "gross"]})";
    CHECK(
        read(lines, fields).reasons ==
        Texts{"1: is not a date (YYYY-MM-DD)", "1: is not a number"});
    const Read all = read(lines, fields + R"(, "missing": ["N/A", "-", "null"])");
    CHECK(all.revenue == "12.00 USD");
    CHECK(all.reasons == Texts{});
    // A field has words of its own instead.
    const Read own = read(
        "id;closed;amount\n-;2025-03-01;-\n",
        R"("missing": "-", "fields": {"stage": {"constant": "won"}, "id": {"columns": "id", "missing": "n/a"}})");
    CHECK(own.reasons.empty());
    const Read constant = read(
        "id;closed;amount\n1;2025-03-01;n/a\n",
        R"("missing": "n/a", "fields": {"stage": {"constant": "won"}, "amount": {"columns": "amount", "constant": 3}})");
    CHECK(constant.revenue == "3.00 USD");
}

TEST_CASE("yes and no in several languages") {
    const auto says = [](const std::string& word, ReadOptions options = {}) -> std::string {
        const auto read =
            parse_csv<Deal>("id,stage,collateral_used\n1,open," + word + "\n", options);
        if (!read.findings.empty()) return read.findings[0].reason;
        const auto used = read.records.at(0).collateral_used;
        return !used ? "missing" : *used ? "yes" : "no";
    };
    for (const char* word :
         {"ja", "Oui", "s\u00ED", "S\u00CD", "tak", "sim", "\u0434\u0430", "\u0414\u0410", "x", "X",
          "on", "y", "t", "vrai"})
        CHECK(says(word) == "yes");
    for (const char* word :
         {"Nein", "non", "nie", "n\u00E3o", "N\u00C3O", "\u043D\u0435\u0442", "off", "n", "f",
          "FAUX"})
        CHECK(says(word) == "no");
    CHECK(says("") == "missing");
    CHECK(says("maybe") == "is not one of yes, no, true, false, 1, 0");
    ReadOptions own;
    own.mapping.values.yes = {"done"};
    own.mapping.values.no = {"x"};
    CHECK(says("Done", own) == "yes");
    CHECK(says("x", own) == "no");
    CHECK(says("ja", own) == "yes");
}

TEST_CASE("what a file says of times is kept of when records were known") {
    const auto known = [](const std::string& text, const std::string& format) {
        ReadOptions options;
        options.mapping.date_formats = {format};
        const auto read = parse_csv<Deal>("id,stage,known\n1,open," + text + "\n", options);
        return read.known.empty() ? Instant{} : read.known.at(0);
    };
    const Instant expected = parse_instant("2025-03-08T14:22:11Z");
    CHECK(known("2025-03-08 14:22:11", "%Y-%m-%d") == expected);
    CHECK(known("2025-03-08T16:22:11+02:00", "%Y-%m-%d") == expected);
    CHECK(known("1741443731", "epoch") == expected);
    CHECK(known("3/8/2025 2:22:11 PM", "%m/%d/%Y %I:%M:%S %p") == expected);
    CHECK(known("2025-03-08", "%Y-%m-%d") == parse_instant("2025-03-08T00:00Z"));
}
