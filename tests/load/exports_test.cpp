// SPDX-License-Identifier: MIT
// Files as systems export them, with several peculiarities each.
#include "catch.hpp"
#include "support/loaded.hpp"

#include <saleskpi/kpi/revenue.hpp>

#include <map>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::map<std::string, std::string> revenue_by_rep(const Loaded& all) {
    std::map<std::string, std::string> revenues;
    const Table table = rollup(all.book).metrics(revenue).by(by::rep).run();
    for (const auto& row : table)
        revenues[row.key().group.at(0)] = make::text(row[revenue]);
    return revenues;
}

/// As UTF-16 with its mark, low bytes first.
std::string in_utf_16(std::string_view ascii) {
    std::string text = "\xFF\xFE";
    for (const char c : ascii) {
        text += c;
        text += '\0';
    }
    return text;
}

using Revenues = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("a report in UTF-16 with tabs, a title and the amount once in each of two currencies") {
    const Loaded all = loaded(
        {{"opportunities.csv",
          in_utf_16("Won this year\r\n\r\n"
                    "Opportunity Owner\tOpportunity ID\tAmount\tAmount\tClose Date\r\n"
                    "\"Lee, Ann\"\t006A\t92\t100\t2025-01-02\r\n"
                    "Ben\t006B\t46\t50\t2025-01-03\r\n"
                    "Ben\t006C\t9.2\t10\t2025-02-03\r\n")}},
        R"({"tables": {"deals": {"file": "opportunities.csv", "header": {"has": "Opportunity Id"},
            "fields": {"id": "opportunity_id", "rep": "opportunity_owner", "closed": "close_date",
                       "amount": "amount#2", "stage": {"constant": "won"}}}}})");
    CHECK(all.book.report().findings.empty());
    CHECK(revenue_by_rep(all) == Revenues{{"Ben", "60.00 USD"}, {"Lee, Ann", "100.00 USD"}});
}

TEST_CASE("one file a month, with curly dashes in some of the headers and other words in others") {
    const std::string mapping = R"({"encoding": "windows-1252", "tables": {"deals": {
        "file": "deals ??.csv", "aliases": {"Deal - Owner": ["Obchod - Vlastn\u00edk"]},
        "fields": {"id": "Deal - ID", "rep": "Deal - Owner", "stage": "Deal - Status",
                   "closed": "Deal - Won time", "amount": "Deal - Value"}}}})";
    const Loaded all = loaded(
        {{"deals 01.csv",
          "Deal - ID,Deal - Owner,Deal - Status,Deal - Won time,Deal - Value\n"
          "1,Ren\xE9"
          "e,won,2025-01-02,100\n"},
         // The dash of Windows-1252, and semicolons.
         {"deals 02.csv",
          "Deal \x96 ID;Deal \x96 Owner;DEAL \x96 STATUS;Deal \x96 Won Time;Deal \x96 Value\n"
          "2;Ren\xE9"
          "e;won;2025-02-02;50\n"},
         // In UTF-8, as its mark says.
         {"deals 03.csv",
          "\xEF\xBB\xBF"
          "Deal - ID,Obchod - Vlastn\xC3\xADk,Deal - Status,Deal - Won time,Deal - Value\n"
          "3,Zo\xC3\xAB,won,2025-03-02,7\n"}},
        mapping);
    CHECK(all.reports.size() == 3);
    CHECK(all.book.report().findings.empty());
    CHECK(
        revenue_by_rep(all) == Revenues{
                                   {"Ren\xC3\xA9"
                                    "e",
                                    "150.00 USD"},
                                   {"Zo\xC3\xAB", "7.00 USD"}});
}

TEST_CASE("a list out of a terminal, and names in a file beside it in the same encoding") {
    const Loaded all = loaded(
        {{"orders.txt",
          "ORDERS OF 2025\n"
          "\n"
          "NR    SELLER  CLOSED      SUM\n"
          "1     U1      2025-01-02  100\n"
          "2     U2      2025-01-03   50\n"},
         {"users.txt", "USER  NAME\nU1    \"J\xF6rg M\xFCller\"\nU2    Ann\n"}},
        R"({"encoding": "iso-8859-1", "delimiter": "blanks", "tables": {"deals": {
            "file": "orders.txt", "skip_lines": 1, "fields": {
                "id": "nr", "amount": "sum", "stage": {"constant": "won"},
                "rep": {"lookup": {"file": "users.txt", "by": "seller", "key": "user", "value": "name"}}}}}})");
    CHECK(all.book.report().findings.empty());
    CHECK(
        revenue_by_rep(all) ==
        Revenues{{"Ann", "50.00 USD"}, {"J\xC3\xB6rg M\xC3\xBCller", "100.00 USD"}});
}
