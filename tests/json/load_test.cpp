// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/json/load.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/deal.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

Records<Deal> deals(std::string_view text, const ReadOptions& options = {.currency = usd}) {
    return parse_json<Deal>(text, options);
}

/// One deal with these members besides id and stage, or the reason why one is none.
Records<Deal> deal_with(const std::string& members) {
    return deals(R"([{"id":"1","stage":"open",)" + members + "}]");
}

std::string why(const std::string& members) {
    const auto read = deal_with(members);
    REQUIRE(read.records.size() == 1);
    REQUIRE(read.findings.size() <= 1);
    return read.findings.empty() ? "" : read.findings[0].reason;
}

}  // namespace

TEST_CASE("a list of objects is a list of records") {
    const auto read = deals(R"([
        {"id": 17, "stage": "won", "closed": "2025-03-01", "amount": 1234.50,
         "collateral_used": true, "rep": "Zo\u00eb", "note": {"by": ["me"]}},
        {"id": "b", "stage": "Lost", "closed": null, "amount": "99.99", "units": 3, "rep": ""}
    ])");
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[0].id == "17");
    CHECK(read.records[0].stage == Stage::won);
    CHECK(read.records[0].closed == make_date(2025, 3, 1));
    CHECK(read.records[0].amount == Money{123450, usd});
    CHECK(read.records[0].collateral_used == true);
    CHECK(read.records[0].rep == "Zo\xC3\xAB");
    CHECK(read.records[1].amount == Money{9999, usd});
    CHECK_FALSE(read.records[1].closed);
    CHECK(read.records[1].units == 3);
    CHECK(read.lines == std::vector<std::size_t>{1, 2});
    CHECK(read.report.ignored_columns == std::vector<std::string>{"note"});
}

TEST_CASE("the list may stand in an object under the name of the table") {
    const auto read = deals(R"({
        "made": {"deals": [{"id": "no", "stage": "open"}]},
        "leads": [{"id": "no", "stage": "open"}, [[]]],
        "deals": [{"id": "1", "stage": "open"}],
        "count": 1})");
    REQUIRE(read.records.size() == 1);
    CHECK(read.records[0].id == "1");
    CHECK(deals(R"({"deals": []})").records.empty());
    CHECK(deals("[]").report.read == 0);
    const auto no_list = [](const char* text) { return code_of([text] { deals(text); }); };
    CHECK(no_list(R"({"leads": []})") == ErrorCode::invalid_json);
    CHECK(no_list(R"({"deals": 5})") == ErrorCode::invalid_json);
    CHECK(no_list("5") == ErrorCode::invalid_json);
}

TEST_CASE("numbers are exact") {
    const auto amount = [](const std::string& text) {
        return deal_with("\"amount\":" + text).records.at(0).amount;
    };
    // The nearest double of this one is 90071992547409.92.
    CHECK(amount("90071992547409.93") == Money{9007199254740993, usd});
    CHECK(amount("92233720368547758.07") == Money{INT64_MAX, usd});
    CHECK(amount("0.1") == Money{10, usd});
    CHECK(amount("1.5e3") == Money{150000, usd});
    CHECK(amount("12345E-2") == Money{12345, usd});
    CHECK(amount("5e-2") == Money{5, usd});
    CHECK(amount("-1e+0") == Money{-100, usd});
    CHECK(amount("0.00") == Money{0, usd});
    CHECK(why("\"amount\":0.123") == "has more decimals than USD allows");
    CHECK(why("\"amount\":1e-3") == "has more decimals than USD allows");
    CHECK(why("\"amount\":92233720368547758.08") == "does not fit in 64 bits");
    CHECK(why("\"amount\":1e30") == "does not fit in 64 bits");
    CHECK(why("\"amount\":1e300") == "does not fit in 64 bits");
    CHECK(why("\"units\":18446744073709551615") == "does not fit in 64 bits");
    CHECK(why("\"units\":184467440737095516160") == "does not fit in 64 bits");
    CHECK(why("\"units\":-9223372036854775808") == "does not fit in 64 bits");
    CHECK(deal_with("\"units\":-9223372036854775807").records.at(0).units == -INT64_MAX);
    CHECK(code_of([] { deal_with("\"amount\":1e400"); }) == ErrorCode::invalid_json);
}

TEST_CASE("a number is plain, a text follows the number format") {
    ReadOptions options{.currency = eur};
    options.mapping.number = {',', ".", "€"};
    const auto read =
        deals(R"([{"id":1,"stage":"open","amount":1234.5,"list":"1.234,50 €"}])", options);
    REQUIRE(read.records.size() == 1);
    CHECK(read.records[0].amount == Money{123450, eur});
    CHECK(read.records[0].list == Money{123450, eur});
}

TEST_CASE("credits may be a list of objects") {
    const auto read = deal_with(
        R"("credits":[{"rep":"Asha","share":0.6},{"rep":"Ben","share":0.4},
                      {"overlay":true,"share":1,"rep":"Eva"}])");
    REQUIRE(read.records.size() == 1);
    CHECK(
        read.records[0].credits == std::vector<Credit>{
                                       {"Asha", Decimal::ratio(6, 10)},
                                       {"Ben", Decimal::ratio(4, 10)},
                                       {"Eva", Decimal::ratio(1, 1), true}});
    const auto equal = deal_with(R"("credits":[{"rep":"Asha"},{"rep":"Ben"}])");
    CHECK(equal.records.at(0).credits[0].share == Decimal::ratio(1, 2));
    CHECK(deal_with(R"("credits":[])").records.at(0).credits.empty());
    CHECK(deal_with(R"("credits":"Asha:60;Ben:40")").records.at(0).credits.size() == 2);

    const std::string nested = "is a list or an object, not a single value";
    CHECK(why(R"("credits":[{"rep":"Asha;Ben"}])") == nested);
    CHECK(why(R"("credits":[{"rep":"Asha","part":0.6}])") == nested);
    CHECK(why(R"("credits":[{"rep":"Asha","share":"0.6"}])") == nested);
    CHECK(why(R"("credits":[{"rep":"Asha","share":null}])") == nested);
    CHECK(why(R"("credits":[{"rep":{"name":"Asha"}}])") == nested);
    CHECK(why(R"("credits":["Asha"])") == nested);
    CHECK(why(R"("credits":{"rep":"Asha"})") == nested);
    CHECK(why(R"("rep":["Asha"])") == nested);
    CHECK(why(R"("amount":{"value":5})") == nested);
}

TEST_CASE("elements that are no records are rejected, the others stay") {
    const auto read = deals(
        R"([1, {"id":"a","stage":"open"}, null, [{"id":"x","stage":"open"}], "text",
            {"id":"b","id":"c","stage":"open"}, {"id":"d"}, {"id":"e","stage":"open"}])");
    REQUIRE(read.records.size() == 2);
    CHECK(read.lines == std::vector<std::size_t>{2, 8});
    CHECK(read.report.read == 8);
    CHECK(read.report.rejected == 6);
    REQUIRE(read.findings.size() == 6);
    CHECK(read.findings[0].reason == "is not an object with the values of a record");
    CHECK(read.findings[4].reason == "is there twice in one record");
    CHECK(read.findings[4].value == "id");
    CHECK(read.findings[5].reason == "is missing");
    CHECK(read.findings[5].line == 7);
}

TEST_CASE("broken JSON is an error with its position") {
    const std::string message = message_of([] { deals("[\n{\"id\": 1,}]"); });
    CHECK(message.starts_with("JSON: parse error at line 2, column 10: "));
    for (const char* text :
         {"", " ", "[", "[{\"id\":1}", "{\"deals\":[]", "[] []", "[{\"id\":\"\xFF\"}]", "[NaN]"}) {
        CAPTURE(text);
        CHECK(code_of([text] { deals(text); }) == ErrorCode::invalid_json);
    }
}

TEST_CASE("a key that must be there") {
    CHECK(code_of([] { deals(R"([{"id":1},{"id":2}])"); }) == ErrorCode::missing_column);
    ReadOptions options{.currency = usd};
    options.mapping.fields["amount"].columns = {"value"};
    const auto read = deals(R"([{"id":1,"stage":"open"}])", options);
    CHECK(read.records.size() == 1);
    CHECK(read.report.absent_columns == std::vector<std::string>{"value"});
    options.mapping.fields["stage"].columns = {"state"};
    options.mapping.fields["stage"].constant = "open";
    CHECK(deals(R"([{"id":1}])", options).records.size() == 1);
}

TEST_CASE("one object per line") {
    const TempDir dir;
    const auto path = dir.file(
        "deals.ndjson",
        "\xEF\xBB\xBF{\"id\":1,\"stage\":\"won\"}\r\n\n{\"id\":2,\"stage\":\n{\"id\":3,\"stage\":"
        "\"lost\"} x\n5\n[1]\n"
        "{\"id\":4,\"stage\":\"open\",\"rep\":\"" +
            std::string(200, 'r') +
            "\"}\n"
            "{\"id\":5,\"stage\":\"open\"}");
    ReadOptions options;
    options.max_record_bytes = 100;
    const auto read = read_json<Deal>(path, options);
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[1].id == "5");
    CHECK(read.lines == std::vector<std::size_t>{1, 8});
    CHECK(read.report.read == 7);
    REQUIRE(read.findings.size() == 5);
    CHECK(read.findings[0].line == 3);
    CHECK(read.findings[0].reason.starts_with("is not JSON: "));
    CHECK(read.findings[1].line == 4);
    CHECK(read.findings[2].reason == "is not an object with the values of a record");
    CHECK(read.findings[4].reason == "is longer than the 100 bytes allowed for a record");
}

TEST_CASE("a record of JSON longer than the limit is an error") {
    ReadOptions options;
    options.max_record_bytes = 1000;
    std::string many = "{\"leads\":[";
    for (int i = 0; i < 20'000; ++i)
        many += "{\"id\":1,\"stage\":\"open\"},";
    many += "0],\"deals\":[{\"id\":1,\"stage\":\"open\"}]}";
    CHECK(deals(many, options).records.size() == 1);
    const std::string one = "[{\"id\":1,\"rep\":\"" + std::string(200'000, 'r') + "\"}]";
    CHECK(code_of([&] { deals(one, options); }) == ErrorCode::invalid_json);
}
