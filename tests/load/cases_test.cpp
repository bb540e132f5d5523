// SPDX-License-Identifier: MIT
// Fields that are made of columns: cases, conditions, texts joined and cut, numbers worked out.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/deal.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

TableMapping deals_by(const std::string& table) {
    return parse_mapping(R"({"tables": {"deals": )" + table + "}}").tables.at(0);
}

Records<Deal> read(const std::string& text, const std::string& table) {
    return parse_csv<Deal>(text, {.mapping = deals_by(table), .currency = usd});
}

Book book_of(const std::string& text, const std::string& table) {
    return BookBuilder{usd}.add(read(text, table)).build();
}

std::string value_of(const Book& book, const auto& metric) {
    return make::text(rollup(book).metrics(metric).run()[0][metric]);
}

/// The customer of a deal as a mapping of that field reads it out of the columns A, B and C.
std::string customer_of(const std::string& values, const std::string& field) {
    const auto read = parse_csv<Deal>(
        "Id,A,B,C\n1," + values + "\n",
        {.mapping = deals_by(
             R"({"fields": {"id": "Id", "stage": {"constant": "open"}, "customer": )" + field +
             "}}")});
    return read.records.at(0).customer;
}

/// The amount in cents, or why there is none.
std::string amount_of(const std::string& values, const std::string& field) {
    const auto read = parse_csv<Deal>(
        "Id,A,B,C\n1," + values + "\n",
        {.mapping = deals_by(
             R"({"fields": {"id": "Id", "stage": {"constant": "open"}, "amount": )" + field + "}}"),
         .currency = usd});
    if (!read.findings.empty()) return read.findings[0].value + " " + read.findings[0].reason;
    const auto& amount = read.records.at(0).amount;
    return amount ? to_text(*amount) : "missing";
}

/// The amounts of deals as a mapping of that field reads them, in their order.
std::string amounts(const TempDir& folder, const std::string& lookup) {
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    BookBuilder builder{usd};
    const Mapping mapping = parse_mapping(
        R"({"tables": {"deals": {"fields": {"stage": {"constant": "open"}, "amount": )" + lookup +
        "}}}}");
    load_directory(folder.path(), mapping, options, builder);
    const Book book = builder.build();
    std::string text;
    for (const auto row : rollup(book).metrics(pipeline_value).by("deal").run())
        text += fmt::format("{} {}; ", row.key().group[0], make::text(row[pipeline_value]));
    for (const Finding& finding : book.report().findings)
        text += fmt::format("[{} {}] ", finding.value, finding.reason);
    return text;
}

}  // namespace

TEST_CASE("case 17: two flags make a stage, and deleted rows are none", "[case]") {
    const std::string table = R"({
        "where": {"is_deleted": false},
        "fields": {
            "stage": [{"when": "is_won = 'true'", "is": "won"},
                      {"when": "is_closed = 'true'", "is": "lost"},
                      {"is": "open"}],
            "probability": {"quotient": ["probability", "hundred"]}
        }})";
    const Book book = book_of(
        "id,created,closed,amount,is_won,is_closed,is_deleted,probability,hundred\n"
        "1,2025-01-01,2025-01-10,1000,true,true,false,100,100\n"
        "2,2025-01-01,2025-01-11,500,false,true,false,0,100\n"
        "3,2025-01-01,,210000,false,false,false,65.0,100\n"
        "4,2025-01-01,2025-01-12,7,true,true,true,100,100\n",
        table);
    CHECK(value_of(book, revenue) == "1000.00 USD");
    CHECK(value_of(book, win_rate) == "50.00 %");
    CHECK(value_of(book, pipeline_value) == "210000.00 USD");
    CHECK(value_of(book, weighted_pipeline) == "136500.00 USD");
    CHECK(book.report().left_out.at(0).rows == 1);
}

TEST_CASE("case 18: lines of one order are one deal, and count by what each says", "[case]") {
    const std::string orders =
        "order,product,amount,closed\n"
        "O1,Alpha,100,2025-01-10\n"
        "O1,Beta,50,2025-01-10\n"
        "O2,Beta,30,2025-01-11\n";
    const std::string table = R"({"lines": true, "fields": {
        "id": "order", "created": "closed", "stage": {"constant": "won"}}})";
    const Book book = book_of(orders, table);
    CHECK(value_of(book, revenue) == "180.00 USD");
    CHECK(value_of(book, deals_won) == "2");
    CHECK(value_of(book, average_deal_size) == "90.00 USD");
    CHECK(value_of(book, largest_deal) == "150.00 USD");
    const Table table_by_product = rollup(book).metrics(revenue, deals_won).by(deal::product).run();
    CHECK(make::text(table_by_product.at({"Beta"})[revenue]) == "80.00 USD");
    CHECK(make::text(table_by_product.at({"Alpha"})[revenue]) == "100.00 USD");
    CHECK(book.report().findings.empty());
    // In any order, and wherever the lines stand.
    const Book other = book_of(
        "order,product,amount,closed\n"
        "O1,Beta,50,2025-01-10\n"
        "O2,Beta,30,2025-01-11\n"
        "O1,Alpha,100,2025-01-10\n",
        table);
    CHECK(value_of(other, revenue) == "180.00 USD");
    CHECK(value_of(other, deals_won) == "2");
    CHECK(message_of([] {
              (void)parse_mapping(R"({"tables": {"leads": {"lines": true}}})");
          }) == "mapping: /tables/leads/lines: records of 'leads' have no lines");
}

TEST_CASE("further lines of an open order wait until it is won") {
    const std::string table = R"({"lines": true, "fields": {"stage": {"constant": "open"}}})";
    const Book book = book_of(
        "id,created,amount\n"
        "O1,2025-01-01,100\n"
        "O1,2025-01-01,50\n"
        "O1,2025-01-01,x\n"
        "O2,2025-01-01,30\n",
        table);
    CHECK(value_of(book, open_deals) == "2");
    CHECK(value_of(book, pipeline_value) == "130.00 USD");
    CHECK(book.report().findings.at(0).id == "O1");
}

TEST_CASE("the first case that holds says the value") {
    const std::string field = R"([
        {"when": "A = Won", "is": "first"},
        {"when": "A = \"Won\" or B is missing", "is": "second"},
        {"when": {"C": {"like": "x*"}, "B": "2"}, "columns": ["A", "C"]},
        {"is": "last"}])";
    CHECK(customer_of("Won,1,2", field) == "first");
    CHECK(customer_of("Lost,,2", field) == "second");
    CHECK(customer_of("Lost,2,xyz", field) == "Lost");
    CHECK(customer_of(",2,xyz", field) == "xyz");
    CHECK(customer_of("Lost,2,yz", field) == "last");
    // Where none holds, it goes on as ever.
    CHECK(
        customer_of("a,,", R"({"cases": [{"when": "A = b", "is": "c"}], "columns": "A"})") == "a");
    CHECK(
        customer_of("b,,", R"({"cases": [{"when": "A = b", "is": "c"}], "columns": "A"})") == "c");
    CHECK(
        customer_of(
            "b,,", R"({"cases": [{"when": "A = b", "is": "c"}], "translate": {"c": "d"}})") == "d");
}

TEST_CASE("conditions compare texts, numbers and days, and nothing holds for what is missing") {
    const auto holds = [](const std::string& values, const std::string& condition) {
        return customer_of(values, R"([{"when": ")" + condition + R"(", "is": "yes"}])") == "yes";
    };
    CHECK(holds("10,,", "A > 9"));
    CHECK(!holds("10,,", "A > 10"));
    CHECK(holds("10,,", "A >= 10 and A <= 10.0 and A = 10 and not A != 10"));
    CHECK(holds("-1.5,,", "A < -1"));
    CHECK(holds("25%,,", "A = 0.25"));
    CHECK(!holds("ten,,", "A > 9"));
    CHECK(!holds("ten,,", "not A > 9"));
    CHECK(!holds(",,", "A != x"));
    CHECK(!holds(",,", "not A = x"));
    CHECK(holds(",x,", "A is missing and B is known"));
    CHECK(holds("TRUE,no,", "A = true and B = false"));
    CHECK(holds(",yes,", "A = false and B != false"));
    CHECK(!holds("TRUE,,", "A = 'true'"));
    CHECK(holds("2025-03-08,,", "A > 2025-03-07 and A < 2025-04-01"));
    CHECK(holds("a,b,c", "(A = x or B = b) and not (C = x)"));
    CHECK(holds("it's,,", R"(A = 'it\\'s')"));
}

TEST_CASE("conditions and look-ups know days with times") {
    const std::string table =
        R"({"date_formats": ["%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M:%S%z", "epoch"],
        "fields": {"stage": {"constant": "open"},
                   "rep": [{"when": "created >= 2025-03-01", "is": "late"}, {"is": "early"}]}})";
    const auto deals = read(
        "id,created\n"
        "1,28.02.2025 23:59\n"
        "2,01.03.2025 00:00\n"
        "3,2025-03-01T00:00:00Z\n"
        "4,1740787199\n",
        table);
    std::string reps;
    for (const Deal& deal : deals.records)
        reps += deal.rep + " ";
    CHECK(reps == "early late late early ");
    TempDir folder;
    folder.file("deals.csv", "id,product,created,amount\n1,A,2025-02-15 10:00:00,\n");
    folder.file("history.csv", "product,since,price\nA,2025-02-01T00:00:00Z,12\nA,2025-03-01,15\n");
    CHECK(
        amounts(
            folder,
            R"({"lookup": {"file": "history.csv", "by": "product", "value": "price",
                "from": "since", "day": "created"}})") == "1 12.00 USD; ");
}

TEST_CASE("a condition that is none is refused, with its place") {
    const auto complaint = [](const std::string& condition) {
        return message_of([&] {
            (void)deals_by(R"({"fields": {"rep": [{"when": ")" + condition + R"(", "is": "x"}]}})");
        });
    };
    CHECK(
        complaint("A == x") ==
        "mapping: /tables/deals/fields/rep/0/when: the condition 'A == x': column 3: expected '=', "
        "'!=', '<', '<=', '>', '>=', 'is missing' or 'is known', found '=='");
    CHECK(complaint("A > x").find("expected a number or a date") != std::string::npos);
    CHECK(complaint("A = x B").find("expected 'and', 'or' or the end") != std::string::npos);
    CHECK(complaint("").find("expected a column") != std::string::npos);
    CHECK(!complaint(std::string(200, '(')).empty());
    const auto refused = [](const std::string& field) {
        return message_of([&] { (void)deals_by(R"({"fields": {"amount": )" + field + "}}"); });
    };
    CHECK(refused(R"([{"when": "A = x"}])").find("needs one of is, columns") != std::string::npos);
    CHECK(refused(R"({"columns": "A", "join": ["A"]})").find("too many") != std::string::npos);
    CHECK(refused(R"({"product": ["A"]})").find("at least two") != std::string::npos);
    CHECK(
        refused(R"({"columns": "A", "cut": {"take": 1}})").find("needs a 'split'") !=
        std::string::npos);
    CHECK(refused(R"({"columns": "A", "with": "-"})").find("needs a 'join'") != std::string::npos);
}

TEST_CASE("a column that a condition asks must be there") {
    CHECK(code_of([] {
              (void)customer_of("a,b,c", R"([{"when": "D = x", "is": "y"}])");
          }) == ErrorCode::missing_column);
}

TEST_CASE("texts are joined and cut") {
    CHECK(customer_of("Ann,,Lee", R"({"join": ["A", "B", "C"], "with": " "})") == "Ann Lee");
    CHECK(customer_of(",,", R"({"join": ["A", "B"], "constant": "nobody"})") == "nobody");
    CHECK(customer_of("zcrm_12,,", R"({"columns": "A", "cut": {"prefix": "zcrm_"}})") == "12");
    CHECK(customer_of("12,,", R"({"columns": "A", "cut": {"prefix": "zcrm_"}})") == "12");
    CHECK(customer_of("12 (old),,", R"x({"columns": "A", "cut": {"suffix": "(old)"}})x") == "12");
    CHECK(customer_of("a; b ;c,,", R"({"columns": "A", "cut": {"split": ";", "take": 2}})") == "b");
    CHECK(
        customer_of("a; b ;c,,", R"({"columns": "A", "cut": {"split": ";", "take": -1}})") == "c");
    CHECK(
        customer_of("a; b ;c,,", R"({"columns": "A", "cut": {"split": ";", "take": 4}})").empty());
    CHECK(customer_of("a; b,,", R"({"columns": "A", "cut": {"split": ";"}})") == "a");
}

TEST_CASE("numbers are worked out exactly, and not of what is missing or none") {
    CHECK(amount_of("3,19.99,", R"({"product": ["A", "B"]})") == "59.97 USD");
    CHECK(amount_of("100,0.10,0.2", R"({"difference": ["A", "B", "C"]})") == "99.70 USD");
    CHECK(amount_of("0.1,0.2,", R"({"sum": ["A", "B"]})") == "0.30 USD");
    CHECK(amount_of("10,4,", R"({"quotient": ["A", "B"]})") == "2.50 USD");
    CHECK(amount_of("10,,", R"({"sum": ["A", "B"]})") == "missing");
    CHECK(amount_of("10,x,", R"({"product": ["A", "B"]})") == "x is not a number");
    CHECK(amount_of("10,0,", R"({"quotient": ["A", "B"]})") == "10 / 0 is not a number");
    CHECK(
        amount_of("10,3,", R"({"quotient": ["A", "B"]})").find("more decimals") !=
        std::string::npos);
    CHECK(
        amount_of(
            "\"1.000,5\",2,",
            R"({"product": ["A", "B"], "number": {"decimal": ",", "thousands": "."}})") ==
        "2001.00 USD");
    // A product of what the file calls numbers, and others.
    CHECK(amount_of("50%,200,", R"({"product": ["A", "B"]})") == "100.00 USD");
}

TEST_CASE("each amount may have its own column with its currency") {
    const std::string table =
        R"({"fields": {"id": "id", "stage": {"constant": "won"}, "amount": {"columns": "Amount", "currency": "Amount Currency"},
            "cost": {"columns": "Cost", "currency": "Cost Currency"}}})";
    const auto read_deals = read(
        "id,Amount,Amount Currency,Cost,Cost Currency\n"
        "1,100,EUR,50,USD\n"
        "2,100,,50,GBP\n"
        "3,100,Euro,50,GBP\n",
        table);
    CHECK(to_text(*read_deals.records.at(0).amount) == "100.00 EUR");
    CHECK(to_text(*read_deals.records.at(0).cost) == "50.00 USD");
    CHECK(to_text(*read_deals.records.at(1).amount) == "100.00 USD");
    CHECK(!read_deals.records.at(2).amount);
    CHECK(to_text(*read_deals.records.at(2).cost) == "50.00 GBP");
    REQUIRE(read_deals.findings.size() == 1);
    CHECK(read_deals.findings[0].reason == "is not an ISO 4217 currency");
}

TEST_CASE("a look-up by several columns, by a day, of several rows, and before the own column") {
    TempDir folder;
    folder.file(
        "deals.csv",
        "id,product,country,created,amount\n"
        "1,A,DE,2025-01-15,\n"
        "2,A,FR,2025-02-15,\n"
        "3,A,DE,2025-03-15,7\n"
        "4,B,DE,2025-01-15,\n");
    folder.file(
        "prices.csv",
        "item,land,price\n"
        "A,DE,10\n"
        "A,FR,20\n");
    folder.file(
        "history.csv",
        "item,since,price\n"
        "A,2025-02-01,12\n"
        "A,,10\n"
        "A,2025-03-01,15\n");
    const std::string by_two =
        R"({"columns": "amount", "lookup": {"file": "prices.csv", "by": ["product", "country"],
            "key": ["item", "land"], "value": "price")";
    CHECK(
        amounts(folder, by_two + "}}") ==
        "1 10.00 USD; 2 20.00 USD; 3 7.00 USD; 4 missing_values; [B DE is not in prices.csv] ");
    CHECK(
        amounts(folder, by_two + R"(, "optional": true}})") ==
        "1 10.00 USD; 2 20.00 USD; 3 7.00 USD; 4 missing_values; ");
    CHECK(
        amounts(folder, by_two + R"(, "optional": true, "replace": true}})") ==
        "1 10.00 USD; 2 20.00 USD; 3 10.00 USD; 4 missing_values; ");
    CHECK(
        amounts(
            folder,
            R"({"lookup": {"file": "history.csv", "by": "product", "key": "item", "value": "price",
                "from": "since", "day": "created", "optional": true}})") ==
        "1 10.00 USD; 2 12.00 USD; 3 15.00 USD; 4 missing_values; ");
    const auto of_rows = [&](const std::string& row) {
        return amounts(
            folder,
            R"({"lookup": {"file": "history.csv", "by": "product", "key": "item", "value": "price",
                "optional": true, "row": ")" +
                row + "\"}}");
    };
    CHECK(of_rows("first").starts_with("1 12.00 USD"));
    CHECK(of_rows("last").starts_with("1 15.00 USD"));
    CHECK(of_rows("smallest").starts_with("1 10.00 USD"));
    CHECK(of_rows("largest").starts_with("1 15.00 USD"));
    CHECK(message_of([&] {
              (void)of_rows("only");
          }).find("'A' stands for both '12' and '10'") != std::string::npos);
    CHECK(message_of([&] { (void)of_rows("frist"); }).find("first") != std::string::npos);
}
