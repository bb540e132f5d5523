// SPDX-License-Identifier: MIT
// Cases of kind I: one record on several rows, several versions of one record, a value out of two columns.
#include "catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::string value_of(const Book& book, const auto& metric) {
    return make::text(rollup(book).metrics(metric).run()[0][metric]);
}

}  // namespace

TEST_CASE(
    "case I1: a warehouse keeps each version of a deal, and the newest says it, in any order of "
    "rows",
    "[case]") {
    const std::string header =
        "opportunity_id,owner,is_won,is_closed,amount,created,close_date,_valid_from,_is_deleted\n";
    const std::string rows[] = {
        "1,Ann,false,false,700,2025-01-01,2025-03-01,1,false\n",
        "1,Ann,true,true,1000,2025-01-01,2025-02-10,3,false\n",
        "1,Ann,false,false,900,2025-01-01,2025-03-01,2,false\n",
        "2,Ann,false,false,500,2025-01-01,2025-03-01,1,false\n",
        "2,Ben,false,true,500,2025-01-01,2025-02-11,2,false\n",
        "3,Ben,false,false,40,2025-01-01,2025-09-01,5,false\n",
        "4,Ben,true,true,7,2025-01-01,2025-02-12,1,false\n",
        "4,Ben,true,true,7,2025-01-01,2025-02-12,2,true\n"};
    const std::string mapping = R"({"tables": {"deals": {"file": "history.csv", "fields": {
        "id": "opportunity_id", "rep": "owner", "version": "_valid_from", "deleted": "_is_deleted",
        "stage": [{"when": "is_won = true", "is": "won"},
                  {"when": "is_closed = true", "is": "lost"}, {"is": "open"}],
        "closed": [{"when": "is_closed = true", "columns": "close_date"}],
        "expected_close": "close_date"}}}})";
    std::string forth = header;
    std::string back = header;
    for (const std::string& row : rows) {
        forth += row;
        back.insert(header.size(), row);
    }
    for (const std::string& file : {forth, back}) {
        const Loaded all = loaded({{"history.csv", file}}, mapping);
        CHECK(value_of(all.book, revenue) == "1000.00 USD");  // not 7, not 700 or 900 of older ones
        CHECK(value_of(all.book, win_rate) == "50.00 %");
        CHECK(value_of(all.book, pipeline_value) == "40.00 USD");
        CHECK(all.book.records("deals") == 3);
        CHECK(all.book.report().findings.empty());
    }
}

TEST_CASE("case I2: a deal that is split has a row for each who has a part of it", "[case]") {
    const Loaded all = loaded(
        {{"splits.csv",
          "Opportunity ID,Split Owner,Split Amount,Stage,Close Date\n"
          "O1,Ann,60,Closed Won,2025-01-10\n"
          "O1,Ben,30,Closed Won,2025-01-10\n"
          "O1,Cem,10,Closed Won,2025-01-10\n"
          "O2,Ben,50,Closed Won,2025-01-11\n"
          "O3,Ann,20,Closed Lost,2025-01-12\n"}},
        R"({"tables": {"deals": {"file": "splits.csv", "lines": true, "fields": {
            "id": "Opportunity ID", "rep": "Split Owner", "amount": "Split Amount",
            "closed": "Close Date",
            "stage": {"columns": "Stage", "translate": {"Closed Won": "won", "Closed Lost": "lost"}}
        }}}})");
    CHECK(value_of(all.book, revenue) == "150.00 USD");
    CHECK(value_of(all.book, deals_won) == "2");
    CHECK(value_of(all.book, win_rate) == "66.67 %");
    CHECK(value_of(all.book, average_deal_size) == "75.00 USD");
    const Table by_rep = rollup(all.book).metrics(revenue).by(by::rep).run();
    CHECK(make::text(by_rep.at({"Ann"})[revenue]) == "60.00 USD");
    CHECK(make::text(by_rep.at({"Ben"})[revenue]) == "80.00 USD");
    CHECK(make::text(by_rep.at({"Cem"})[revenue]) == "10.00 USD");
    CHECK(all.book.report().findings.empty());
}

TEST_CASE(
    "case I3: the items of a subscription are rows, price and end are of two columns", "[case]") {
    const Loaded all = loaded(
        {{"subscriptions.csv",
          "id,Customer ID,Product,Quantity,Unit Price,Start,Term\n"
          "sub_1,cus_1,Seats,10,5.00,2025-01-01,\n"
          "sub_1,cus_1,Support,1,30.00,2025-01-01,\n"
          "sub_2,cus_2,Seats,4,5.00,2025-01-15,2\n"
          "sub_3,cus_3,Seats,2,5.00,2025-02-01,12\n"
          "sub_3,cus_3,Seats,2,5.00,2025-02-01,12\n"}},
        R"({"tables": {"subscriptions": {"fields": {
            "id": {"join": ["id", "Product"], "with": "/"},
            "customer": "Customer ID",
            "interval": {"constant": "month"},
            "price": {"product": ["Quantity", "Unit Price"]},
            "started": "Start",
            "ended": {"columns": "Term", "months_after": "started"}}}}})");
    const auto window = [](const char* first, const char* until) {
        return Window{make::day(first), make::day(until)};
    };
    // 50 and 30 of sub_1, 20 of sub_2, 10 of sub_3.
    CHECK(all.at(mrr, window("2025-02-01", "2025-03-01")) == "110.00 USD");
    CHECK(all.at(paying_customers, window("2025-02-01", "2025-03-01")) == "3");
    // sub_2 ended on March 15, sub_3 ends in February 2026.
    CHECK(all.at(mrr, window("2025-03-01", "2025-04-01")) == "90.00 USD");
    CHECK(all.at(mrr, window("2026-02-01", "2026-03-01")) == "80.00 USD");
    const auto copies = all.of_kind(FindingKind::duplicate);
    REQUIRE(copies.size() == 1);
    CHECK(copies[0].line == 6);
    CHECK(copies[0].id == "sub_3/Seats");
    CHECK(all.book.report().findings.size() == 1);
}
