// SPDX-License-Identifier: MIT
#include "book/table_rules.hpp"

#include "book/book_data.hpp"
#include "book/look_up_rules.hpp"
#include "catch.hpp"
#include "record/library_types.hpp"
#include "support/make.hpp"

#include <saleskpi/record/exchange_rate.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::detail;
using make::day;

namespace {

const RecordType* type_of(std::string_view table) {
    for (const RecordType* type : library_types())
        if (type->table == table) return type;
    return nullptr;
}

std::string page_of(const char* path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool is_date(const RecordType& type, std::string_view name) {
    const FieldInfo* field = type.find(name);
    return field && field->type == FieldType::date;
}

/// In cents of the book: one EUR is as many as the rate of the day says.
std::int64_t amount_of(const Deal& deal) {
    std::vector<ExchangeRate> rates;
    for (int i = 1; i <= 6; ++i)
        rates.push_back(
            {"EUR", "USD", Date{day("2025-01-01") + date::days{i}}, Decimal::ratio(i, 1)});
    const Book book = BookBuilder{usd}.add(rates).add(std::vector<Deal>{deal}).build();
    std::int64_t amount = 0;
    if (book.records("deals") == 0) return amount;
    data_of(book).find("deals")->plain.find("amount")->data.read(0, 1, &amount);
    return amount;
}

}  // namespace

TEST_CASE("rules name fields and tables that there are") {
    for (const RecordType* type : library_types()) {
        CAPTURE(type->table);
        const TableRules& rules = rules_of(type->table);
        for (const std::string_view name :
             {rules.clustered_by, rules.begins, rules.foreseen, rules.of_another, rules.ends})
            CHECK((name.empty() || is_date(*type, name)));
        CHECK(
            rules.clustered_by.empty() ==
            std::none_of(type->fields.begin(), type->fields.end(), [](const FieldInfo& field) {
                return field.type == FieldType::date;
            }));
        for (const auto names : {rules.key, rules.decisive})
            for (const std::string_view name : names)
                CHECK(type->find(name));
        for (const std::string_view name : {rules.order, rules.ends})
            CHECK((name.empty() || type->find(name)));
        const bool has_id = std::any_of(
            type->fields.begin(), type->fields.end(),
            [](const FieldInfo& field) { return field.identity; });
        CHECK((!has_id || rules.key.empty()));
        for (const DateOrder& order : rules.in_order)
            CHECK((is_date(*type, order.earlier) && is_date(*type, order.later)));
        for (const LookUp& look_up : rules.look_ups) {
            CHECK(type->find(look_up.key));
            const RecordType* in = type_of(look_up.in);
            REQUIRE(in);
            for (const LookedUp& field : look_up.fields) {
                REQUIRE((type->find(field.field) && in->find(field.from)));
                CHECK(type->find(field.field)->type == in->find(field.from)->type);
            }
        }
    }
    CHECK(rules_of("orders").clustered_by.empty());
}

TEST_CASE("what records take from others they name") {
    std::map<std::string_view, std::vector<std::string_view>> keys;
    for (const LookUpRule& rule : look_up_rules())
        keys[rule.table].push_back(rule.key);
    CHECK(
        keys == std::map<std::string_view, std::vector<std::string_view>>{
                    {"", {"customer"}},
                    {"deals", {"lead"}},
                    {"mrr_movements", {"customer"}},
                    {"quotes", {"deal"}},
                    {"stage_visits", {"deal"}},
                    {"touches", {"deal"}}});
    CHECK(look_up_rules().back().table.empty());  // what a record says of its own comes first
}

// Its main date, then the others in the order of the schema; of a deal the latest of its own that have
// happened. The page says so, too.
TEST_CASE("the dates by which money is converted") {
    const std::string page = page_of(SALESKPI_SOURCE_DIR "/docs/concepts.md");
    const auto quoted = [](const std::vector<std::string_view>& dates) {
        return fmt::format("`{}`", fmt::join(dates, "`, `"));
    };
    for (const RecordType* type : library_types()) {
        CAPTURE(type->table);
        const TableRules& rules = rules_of(type->table);
        // What is derived of converted money is in the currency of the book.
        const bool has_money =
            !rules.is_derived &&
            std::any_of(type->fields.begin(), type->fields.end(), [](const FieldInfo& field) {
                return field.type == FieldType::money;
            });
        const std::vector<std::string_view> first{
            rules.converted_by.begin(), rules.converted_by.end()};
        const std::vector<std::string_view> latest{
            rules.or_latest_of.begin(), rules.or_latest_of.end()};
        std::vector<std::string_view> others;
        for (const FieldInfo& field : type->fields)
            if (field.type == FieldType::date && field.name != rules.clustered_by &&
                !field.is_foreseen &&
                (latest.empty() ||
                 (field.name != rules.foreseen && field.name != rules.of_another)))
                others.push_back(field.name);
        std::vector<std::string_view> all{first};
        all.insert(all.end(), latest.begin(), latest.end());
        others.insert(others.begin(), rules.clustered_by);
        CHECK(all == (has_money ? others : std::vector<std::string_view>{}));
        if (!has_money) continue;
        const std::string dates = latest.empty()
                                      ? quoted(first)
                                      : quoted(first) + ", else the latest of " + quoted(latest);
        CHECK(
            page.find(
                fmt::format("| {:<15} | {:<71} |", fmt::format("`{}`", type->table), dates)) !=
            std::string::npos);
    }
}

TEST_CASE(
    "money of a deal goes by its closing, else by the latest of its dates that has happened") {
    Deal deal;
    deal.id = "1";
    deal.amount = Money{100, eur};
    deal.stage = Stage::won;
    deal.closed = day("2025-01-07");
    deal.created = day("2025-01-02");
    deal.first_contact = day("2025-01-03");
    deal.opened = day("2025-01-04");
    deal.lead_created = day("2025-01-05");
    deal.expected_close = day("2025-01-06");
    CHECK(amount_of(deal) == 600);
    deal.stage = Stage::open;
    deal.closed.reset();
    CHECK(amount_of(deal) == 300);
    deal.opened.reset();
    CHECK(amount_of(deal) == 200);
    deal.first_contact.reset();
    CHECK(amount_of(deal) == 100);
    deal.created.reset();
    CHECK(amount_of(deal) == 400);  // of the lead, which the record says itself
    deal.lead_created.reset();
    CHECK(amount_of(deal) == missing_number);  // only foreseen
}
