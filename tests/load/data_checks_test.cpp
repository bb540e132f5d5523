// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/checked_files.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/format.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace checked;

TEST_CASE("sense checks count what was read, kept and rejected, by reason") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100,USD\n"
                                "2,Ann,won,2025-01-01,,100,USD\n"
                                "3,Ann,won,2025-01-01,,100,USD\n"
                                "4,Ann,wno,2025-01-01,2025-01-10,100,USD\n"
                                "5,Ann,lost,2025-02-01,2025-01-10,100,USD\n"
                                "6,Ann,open,2025-02-01,,,USD\n")
                            .checks();
    CHECK(find(checks, DataCheckKind::read)->count == 6);
    CHECK(find(checks, DataCheckKind::kept)->count == 5);
    CHECK(find(checks, DataCheckKind::kept)->all == 6);
    const auto undated = find(checks, DataCheckKind::doubtful, "closed, undated");
    REQUIRE(undated.has_value());
    CHECK(undated->count == 2);
    CHECK(contains(undated->note, "deals.csv:3"));
    CHECK(find(checks, DataCheckKind::rejected, "stage, invalid")->count == 1);
    CHECK(find(checks, DataCheckKind::doubtful, "closed, contradicts")->count == 1);
    CHECK_FALSE(find(checks, DataCheckKind::replaced).has_value());
    CHECK(suspicious(checks) == 0);
}

TEST_CASE("sense checks know days in two orders among instants, too") {
    const auto checks =
        Files{}
            .deals(
                "1,Ann,won,2025-01-01,2025-20-01T10:00:00Z,100,USD\n"
                "2,Ann,won,2025-01-01,2025-02-31T10:00:00Z,100,USD\n"
                "3,Ann,won,2025-01-01,2025-02-03T10:00:00Z,100,USD\n")
            .checks(R"({"date_formats": ["%Y-%m-%dT%H:%M:%S%z", "epoch", "excel", "%Y-%m-%d"]})");
    const auto order = find(checks, DataCheckKind::two_orders, "closed");
    REQUIRE(order.has_value());
    CHECK(order->count == 1);
}

TEST_CASE("sense checks count the values that are missing") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100,USD\n"
                                "2,,won,2025-01-01,2025-01-10,,USD\n"
                                "3,,won,,2025-01-10,,USD\n"
                                "4,Ben,open,2025-01-01,,5,USD\n")
                            .checks();
    const auto missing = [&](std::string_view field) {
        const auto check = find(checks, DataCheckKind::missing, field);
        return check ? check->count : 0;
    };
    CHECK(missing("rep") == 2);
    CHECK(missing("amount") == 2);
    CHECK(missing("created") == 1);
    CHECK(missing("closed") == 1);
    CHECK(missing("stage") == 0);
    CHECK(find(checks, DataCheckKind::missing, "rep")->all == 4);
    const auto empty = find(checks, DataCheckKind::empty_fields);
    REQUIRE(empty.has_value());
    CHECK(contains(empty->note, "product"));
    CHECK_FALSE(contains(empty->note, "rep"));
    CHECK(
        to_text(*find(checks, DataCheckKind::missing, "rep")) ==
        "deals.rep: missing 2 of 4, 50.00 %");
}

TEST_CASE("sense checks count a shared record once") {
    const auto checks =
        Files{}
            .with(
                "deals.json",
                R"([{"id": "1", "stage": "won", "created": "1889-01-01", "closed": "2025-01-10",
                     "amount": 100, "credits": [{"rep": "Ann", "share": 0.5},
                                                {"rep": "Ben", "share": 0.5}]},
                    {"id": "2", "rep": "Ann", "stage": "won", "closed": "2025-01-10"}])")
            .checks();
    CHECK(find(checks, DataCheckKind::kept)->count == 2);
    CHECK(find(checks, DataCheckKind::missing, "amount")->count == 1);
    CHECK(find(checks, DataCheckKind::missing, "created")->count == 1);
    CHECK(find(checks, DataCheckKind::days_outside, "created")->count == 1);
    CHECK(find(checks, DataCheckKind::largest, "amount")->value->exact() == Rational{10000});
}

TEST_CASE("sense checks find days that lie far off") {
    SECTION("before 1990") {
        const auto checks =
            Files{}.deals(deal(1, "1989-12-31", "1") + deal(2, "1990-01-01", "1")).checks();
        const auto found = find(checks, DataCheckKind::days_outside, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(found->all == 2);
        CHECK(found->is_suspicious);
        CHECK(found->note == "1989-12-31, as of 1; expected are 1990-01-01 to 2000-01-01");
    }
    SECTION("ten years after the last closing, unless that is far off itself") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "2025-01-10", "1") + deal(2, "2025-03-10", "1") +
                                    deal(3, "2205-03-10", "1"))
                                .checks();
        const auto found = find(checks, DataCheckKind::days_outside, "closed");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(contains(found->note, "2205-03-10, as of 3; expected are 1990-01-01 to 2035-03-10"));
        CHECK(find(checks, DataCheckKind::days_outside, "created")->count == 1);
    }
    SECTION("ten years after the day of the book") {
        const auto checks =
            Files{}
                .with(
                    "targets.csv",
                    "metric,rep,from,until,amount\nrevenue,Ann,2020-01-01,2030-02-28,9\n"
                    "revenue,Ben,2020-01-01,2030-03-01,9\n")
                .checks("", "2020-02-29"_date);
        const auto found = find(checks, DataCheckKind::days_outside, "until", "targets");
        REQUIRE(found.has_value());
        CHECK(found->count == 1);
        CHECK(
            found->note ==
            "2030-03-01, as of targets.csv:3; expected are 1990-01-01 to 2030-02-28");
    }
    SECTION("of plans") {
        const auto checks =
            Files{}
                .deals(deal(1, "2025-01-10", "1"))
                .with(
                    "targets.csv",
                    "metric,rep,from,until,amount\nrevenue,Ann,2025-01-01,2035-01-10,9\n"
                    "revenue,Ben,2025-01-01,2035-01-11,9\nrevenue,Cat,2025-01-01,9999-12-31,9\n")
                .checks();
        const auto found = find(checks, DataCheckKind::days_outside, "until", "targets");
        REQUIRE(found.has_value());
        CHECK(found->count == 2);
        CHECK(contains(found->note, "2035-01-11 to 9999-12-31, as of targets.csv:3"));
    }
    SECTION("none") {
        const auto checks = Files{}.deals(deal(1, "1990-01-01", "1")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::days_outside, "closed").has_value());
    }
}

TEST_CASE("sense checks add amounts up by currency, as they were read") {
    const auto checks = Files{}
                            .deals(
                                "1,Ann,won,2025-01-01,2025-01-10,100.50,USD\n"
                                "2,Ann,won,2025-01-01,2025-01-10,200,EUR\n"
                                "3,Ann,won,2025-01-01,2025-01-10,-0.50,USD\n"
                                "4,Ann,won,2025-01-01,2025-01-10,7,JPY\n"
                                "5,Ann,won,2025-01-01,2025-01-10,,USD\n")
                            .checks();
    std::vector<std::string> sums;
    for (const DataCheck& check : checks)
        if (check.kind == DataCheckKind::sum)
            sums.push_back(fmt::format("{} {}", check.count, *check.value));
    CHECK(sums == std::vector<std::string>{"1 200.00 EUR", "1 7 JPY", "2 100.00 USD"});
}

TEST_CASE("sense checks add up what was read, whatever becomes of it") {
    const auto sums = [](const std::vector<DataCheck>& checks) {
        std::string text;
        for (const DataCheck& check : checks)
            if (check.kind == DataCheckKind::sum)
                text += fmt::format("{} {} {}; ", check.of, check.count, *check.value);
        return text;
    };
    SECTION("of a copy that is rejected, but not of what is no record") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "2025-01-10", "5") + deal(1, "2025-01-10", "6") +
                                    "2,Ann,won,2025-01-01,2025-01-10,100,USD,extra\n")
                                .checks();
        CHECK(find(checks, DataCheckKind::rejected, "amount, conflict").has_value());
        CHECK(contains(sums(checks), "amount 2 11.00 USD; "));
    }
    SECTION("in the currency and the form of the mapping") {
        const auto checks =
            Files{}
                .with(
                    "deals.csv",
                    "id,rep,stage,closed,worth,list\n1,Ann,won,2025-01-10,\"$1,200.50\",2\n"
                    "2,Ann,won,2025-01-10,$0.50,\n")
                .checks(R"({"currency": "CAD", "tables": {"deals": {"file": "deals.csv",
                    "number": {"currency_sign": "$", "thousands": ","},
                    "fields": {"amount": "worth"}}}})");
        CHECK(sums(checks) == "amount 2 1201.00 CAD; list 1 2.00 CAD; ");
    }
    SECTION("but not of deletions") {
        const auto checks = Files{}
                                .with(
                                    "deals.csv",
                                    "id,rep,stage,closed,amount,known,deleted\n"
                                    "1,Ann,won,2025-01-10,5,2025-01-11,no\n1,,,,7,2025-01-12,yes\n"
                                    "2,Ann,won,2025-01-10,8,2025-01-11,no\n")
                                .checks();
        CHECK(sums(checks) == "amount 2 13.00 USD; ");
        CHECK(find(checks, DataCheckKind::replaced).has_value());
    }
}

TEST_CASE("sense checks count each reason for which records are rejected") {
    SECTION("of rows that are none") {
        const auto checks = Files{}.deals("1,Ann,won,2025-01-01,2025-01-10,1,USD,x\n").checks();
        CHECK(find(checks, DataCheckKind::rejected, "unreadable")->count == 1);
        CHECK(find(checks, DataCheckKind::kept)->count == 0);
    }
    SECTION("of equal ids") {
        const auto checks = Files{}
                                .deals(
                                    deal(1, "2025-01-10", "5") + deal(1, "2025-01-10", "6") +
                                    deal(1, "2025-01-10", "7") + deal(2, "2025-01-10", "7") +
                                    deal(2, "2025-01-10", "7"))
                                .checks();
        const auto count = [&](DataCheckKind kind, std::string_view of) {
            const auto found = find(checks, kind, of);
            return found ? found->count : 0;
        };
        CHECK(count(DataCheckKind::rejected, "id, duplicate") == 1);
        CHECK(count(DataCheckKind::rejected, "amount, conflict") == 2);
        CHECK(count(DataCheckKind::doubtful, "amount, conflict") == 1);
        CHECK(count(DataCheckKind::kept, "") == 2);
    }
    SECTION("table by table") {
        const auto checks = Files{}
                                .deals(deal(1, "2025-01-10", "5"))
                                .with("leads.csv", "id,created\n1,2025-13-01\n2,2025-01-01\n")
                                .checks();
        CHECK(find(checks, DataCheckKind::read, "", "leads")->count == 2);
        CHECK_FALSE(find(checks, DataCheckKind::rejected, "created, invalid").has_value());
    }
}

TEST_CASE("sense checks hold the largest amount against the others") {
    std::string lines;
    for (int id = 1; id <= 200; ++id)
        lines += deal(id, "2025-01-10", std::to_string(id));
    SECTION("one far above them") {
        const auto checks = Files{}.deals(lines + deal(201, "2025-01-10", "1980")).checks();
        const auto found = find(checks, DataCheckKind::largest, "amount");
        REQUIRE(found.has_value());
        CHECK(*found->value == AnyQuantity{Rational{198000}, Unit::money, usd});
        CHECK(found->note == "201; the 99th percentile of the others is 198.00 USD");
        CHECK(found->is_suspicious);
        CHECK(
            to_text(*found) ==
            "deals.amount: largest: 1,980.00 USD; 201; the 99th percentile of "
            "the others is 198.00 USD");
    }
    SECTION("of many, in any order") {
        // 9,999 amounts of 1 to 700, in leaps, and one of 5,000: the 9,900th of the others.
        std::string many = deal(1, "2025-01-10", "5000");
        for (int id = 2; id <= 10000; ++id)
            many += deal(id, "2025-01-10", std::to_string(id * 37 % 700 + 1));
        std::vector<int> amounts;
        for (int id = 2; id <= 10000; ++id)
            amounts.push_back(id * 37 % 700 + 1);
        std::sort(amounts.begin(), amounts.end());
        const auto checks = Files{}.deals(many).checks();
        CHECK(
            find(checks, DataCheckKind::largest, "amount")->note ==
            fmt::format("1; the 99th percentile of the others is {}.00 USD", amounts[9899]));
    }
    SECTION("one below ten times as much") {
        const auto checks = Files{}.deals(lines + deal(201, "2025-01-10", "1979.99")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::largest, "amount")->is_suspicious);
    }
    SECTION("too few to say so") {
        const auto checks =
            Files{}.deals(deal(1, "2025-01-10", "1") + deal(2, "2025-01-10", "99999")).checks();
        CHECK_FALSE(find(checks, DataCheckKind::largest, "amount")->is_suspicious);
    }
    SECTION("a single one") {
        const auto checks = Files{}.deals(deal(1, "2025-01-10", "5")).checks();
        CHECK(find(checks, DataCheckKind::largest, "amount")->note == "1");
    }
}

TEST_CASE("sense checks are the same for any order of rows") {
    std::vector<std::string> lines{
        deal(1, "2025-01-10", "5"), deal(2, "1925-01-10", "7"),
        "3,,won,2025-01-01,2025-02-10,3,EUR\n", "4,Ann,open,2025-01-01,,1,USD\n"};
    const auto of = [](const std::vector<std::string>& some) {
        return Files{}.deals(some[0] + some[1] + some[2] + some[3]).checks();
    };
    std::vector<DataCheck> checks = of(lines);
    std::reverse(lines.begin(), lines.end());
    std::vector<DataCheck> again = of(lines);
    REQUIRE(again.size() == checks.size());
    for (std::size_t i = 0; i < checks.size(); ++i) {
        checks[i].note.clear(), again[i].note.clear();  // which may name a line
        CHECK(again[i] == checks[i]);
    }
}

TEST_CASE("sense checks of a book that grew, and that lost records") {
    const auto deal_of = [](std::string id, std::optional<Date> created, std::int64_t minor) {
        Deal made;
        made.id = std::move(id);
        made.rep = "Ann";
        made.stage = Stage::won;
        made.created = created;
        made.closed = "2025-01-20"_date;
        made.amount = Money{minor, usd};
        return made;
    };
    Ledger ledger;
    ledger.append(Batch{"2025-02-01"_date}.add(
        std::vector{deal_of("1", "1899-12-30"_date, 900), deal_of("2", std::nullopt, 500)}));
    const Book first = BookBuilder{usd}.add(ledger).build();
    const auto before = data_checks(first);
    CHECK(find(before, DataCheckKind::kept)->count == 2);
    CHECK(find(before, DataCheckKind::missing, "created")->count == 1);
    CHECK(find(before, DataCheckKind::days_outside, "created")->count == 1);
    CHECK(find(before, DataCheckKind::largest, "amount")->value->exact() == Rational{900});

    const Book second = first.append(Batch{"2025-02-02"_date}.remove<Deal>("1").add(
        std::vector{deal_of("3", std::nullopt, 700)}));
    const auto after = data_checks(second);
    CHECK(find(after, DataCheckKind::empty_fields)->note.find("created") != std::string::npos);
    CHECK_FALSE(find(after, DataCheckKind::days_outside, "created").has_value());
    CHECK(find(after, DataCheckKind::largest, "amount")->value->exact() == Rational{700});
    CHECK(
        find(after, DataCheckKind::largest, "amount")->note ==
        "3; the 99th percentile of the others is 5.00 USD");
    CHECK(find(data_checks(first), DataCheckKind::kept)->count == 2);
}

TEST_CASE("sense checks of a book that no file was loaded for") {
    const std::vector<Deal> deals{
        {.id = "1", .stage = Stage::won, .closed = "1925-01-20"_date, .amount = 1200_usd}};
    const auto checks = data_checks(BookBuilder{usd}.add(deals).build());
    CHECK(find(checks, DataCheckKind::read)->count == 1);
    CHECK(find(checks, DataCheckKind::days_outside, "closed")->count == 1);
    CHECK_FALSE(find(checks, DataCheckKind::sum, "amount").has_value());
    CHECK(data_checks(BookBuilder{usd}.build()).empty());
}

TEST_CASE("sense checks as a table and as JSON") {
    const auto checks = Files{}
                            .with(
                                "deals.csv",
                                "id,rep,stage,closed,region\n"
                                "1,Ann,won,2025-01-10,EMEA\n")
                            .checks();
    const std::string text = to_text(checks);
    CHECK(contains(text, "   table  check           of      records   what\n"));
    CHECK(contains(text, "   deals  read                    1\n"));
    CHECK(contains(
        text, "!  deals  dropped_column  region            deals.csv; no field of deals "));
    const nlohmann::json json = checks.front();
    CHECK(json == nlohmann::json::parse(R"({"table": "deals", "check": "read", "of": "", "count": 1,
        "all": 0, "suspicious": false, "note": ""})"));
    for (const DataCheckKind kind : all_data_check_kinds)
        CHECK_FALSE(name(kind).empty());
}
