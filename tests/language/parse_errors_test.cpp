// SPDX-License-Identifier: MIT
// What is wrong in a formula's text is said with its column and with what is expected there.
#include "catch.hpp"
#include "support/throws.hpp"
#include "value/utf8.hpp"

#include <saleskpi/kpi/catalogue.hpp>

#include <string>

using namespace saleskpi;

namespace {

std::string mistake(const std::string& text, ErrorCode code = ErrorCode::invalid_definition) {
    const Catalogue catalogue;
    INFO(text);
    CHECK_FALSE(catalogue.find(text));
    CHECK(code_of([&] { (void)catalogue.at(text); }) == code);
    return message_of([&] { (void)catalogue.at(text); });
}

}  // namespace

TEST_CASE("a mistake in an aggregate has its column") {
    CHECK(
        mistake("sum(deals.amount bye closed)") ==
        "column 18: expected 'where', 'having', 'by', 'active' or 'spread', found 'bye'");
    CHECK(
        mistake("count(deals where stage = won closed)") ==
        "column 31: expected 'and', 'or', 'having', 'by', 'active' or 'spread', found 'closed'");
    CHECK(mistake("count(deals by closed") == "column 22: expected ')', found the end");
    CHECK(
        mistake("count(deals by closed))") ==
        "column 23: expected '+', '-', '*', '/' or the end, found ')'");
    CHECK(
        mistake("count(deal by closed)") ==
        "column 7: there is no table 'deal'; did you mean deals?");
    CHECK(
        mistake("sum(deals.amonut by closed)") ==
        "column 11: deals have no field 'amonut'; did you mean amount?");
    CHECK(mistake("sum(amount by closed)") == "column 5: there is no table 'amount'");
    CHECK(
        mistake("sum(deals.channel by closed)") ==
        "column 5: only money, numbers and days can be summed, averaged or ranked; channel is a "
        "text");
    CHECK(
        mistake("distinct(deals.amount by closed)") ==
        "column 10: distinct counts the values of a text");
    CHECK(
        mistake("sum(deals.amount - deals.units by closed)") ==
        "column 18: only fields of the same unit can be subtracted (for dates say days(from, "
        "until))");
    CHECK(
        mistake("mean(days(deals.opened, deals.amount) by closed)") ==
        "column 25: days are counted between two dates");
    CHECK(
        mistake("mean(signed_days(deals.opened, deals.amount) by closed)") ==
        "column 32: days are counted between two dates");
    CHECK(
        mistake("mean(deals.amount / deals.product by closed)") ==
        "column 21: an amount or a number is divided by another; product is a text");
    CHECK(
        mistake("mean(deals.closed / deals.units by closed)") ==
        "column 6: an amount or a number is divided by another; closed is a date");
    CHECK(
        mistake("mean(deals.units / deals.amount by closed)") ==
        "column 18: the quotient of count and money has no meaning");
    CHECK(
        mistake("mean(deals.amount / spend.amount by closed)") ==
        "column 21: both fields must be of one table");
    CHECK(
        mistake("distinct(deals.amount / deals.units by closed)") ==
        "column 10: distinct counts the values of a text");
    CHECK(
        mistake("percentile(101, deals.amount by closed)") ==
        "column 12: a percentile is a whole number in 1..100");
}

TEST_CASE("so has one in a placement") {
    CHECK(
        mistake("count(deals by amount)") ==
        "column 16: records are placed in time by dates; amount is money");
    CHECK(
        mistake("count(deals spread from created until closed)") ==
        "column 13: only a sum can be spread over days");
    CHECK(
        mistake("count(deals active created until closed)") ==
        "column 20: expected 'from', found 'created'");
    CHECK(
        mistake("count(deals active from created until closed at noon)") ==
        "column 49: expected 'start', found 'noon'");
    CHECK(
        mistake("months_in_force(assignments by from)") ==
        "column 29: months in force are placed by 'active from ... until ...'");
}

TEST_CASE("so has one in a condition") {
    const auto condition = [](const std::string& text) {
        return mistake("count(deals where " + text + " by closed)");
    };
    CHECK(condition("stage = wno") == "column 27: stage is one of open, won, lost, not 'wno'");
    CHECK(
        condition("stage > won") ==
        "column 25: texts and choices have no order: compare them with = or !=");
    CHECK(
        condition("stage won") ==
        "column 25: expected '=', '!=', '<', '<=', '>', '>=', 'is missing' or 'is known', found "
        "'won'");
    CHECK(condition("stage is lost") == "column 28: expected 'missing' or 'known', found 'lost'");
    CHECK(condition("(stage = won") == "column 32: expected 'and', 'or' or ')', found 'by'");
    CHECK(condition("channel = and") == "column 29: expected a word or \"a text\", found 'and'");
    CHECK(condition("channel = 12") == "column 29: expected a word or \"a text\", found '12'");
    CHECK(condition("channel = \"web") == "column 29: the quote is not closed");
    CHECK(condition("amount > 100") == "column 32: expected a currency such as USD, found 'by'");
    CHECK(
        condition("amount > 100 ABC") == "column 32: expected a currency such as USD, found 'ABC'");
    CHECK(
        condition("amount > 0.001 USD") ==
        "column 28: amount is compared with an amount of at most 2 places, not with 0.001");
    CHECK(condition("units > many") == "column 27: expected a whole number, found 'many'");
    CHECK(
        condition("units > 1.5") ==
        "column 27: units is compared with a whole number, not with 1.5");
    CHECK(
        condition("closed > 2025-02-30") ==
        "column 28: closed is compared with a date such as 2025-03-31, not with 2025");
    CHECK(
        condition("amount > leads.created") ==
        "column 28: two fields are compared only within one record");
    CHECK(
        condition("amount > deals.units") ==
        "column 28: two fields are compared only if they hold the same kind of value");
    CHECK(
        condition("closed > deals.created + seven days") ==
        "column 44: expected a number of days, found 'seven'");
    CHECK(
        condition("closed > deals.created - 1.5 days") ==
        "column 44: expected a whole number of days, at most 1000000, found 1.5");
    CHECK(
        condition("closed > deals.created + 7 by closed") ==
        "column 46: expected 'days', found 'by'");
    CHECK(
        condition("amount > deals.list + 7 days") ==
        "column 39: expected 'and', 'or', 'having', 'by', 'active' or 'spread', found '+'");
    CHECK(
        mistake("count(stage_visits where furthest >= 3 by reached)") ==
        "column 38: expected a choice or \"a text\", found '3'");
    CHECK(condition("credits = x") == "column 27: credits cannot be compared");
}

TEST_CASE("so has one in the arithmetic, and units are checked there as in C++") {
    CHECK(
        mistake("revenue + win_rate", ErrorCode::unit_mismatch) ==
        "column 9: only values of the same unit can be added: money + ratio");
    CHECK(
        mistake("revenue - deals_won", ErrorCode::unit_mismatch) ==
        "column 9: only values of the same unit can be subtracted: money - count");
    CHECK(
        mistake("revenue * revenue", ErrorCode::unit_mismatch) ==
        "column 9: the product of these units has no meaning here: money * money");
    CHECK(
        mistake("deals_won / revenue", ErrorCode::unit_mismatch) ==
        "column 11: the quotient of these units has no meaning here: count / money");
    CHECK(
        mistake(
            "attain(win_rate, target(sum(targets.amount where metric = win_rate spread from from "
            "until until)))",
            ErrorCode::unit_mismatch) == "column 1: attain does not take ratio and money");
    CHECK(
        mistake("revenue /") ==
        "column 10: expected a metric, an aggregate, a number or '(', found the end");
    CHECK(
        mistake("revenue deals_won") ==
        "column 9: expected '+', '-', '*', '/' or the end, found 'deals_won'");
    CHECK(mistake("(revenue") == "column 9: expected '+', '-', '*', '/' or ')', found the end");
    CHECK(
        mistake("revenue + 5 money") ==
        "column 13: a constant amount of money would need a currency");
    CHECK(
        mistake("revenue * 5 apples") ==
        "column 13: expected an operator, a unit such as months or a currency, found 'apples'");
    CHECK(mistake("-revenue") == "column 2: expected a number, found 'revenue'");
    CHECK(
        mistake("revenue/12/5") ==
        "column 11: a '/' between two numbers makes a fraction: set blanks around a division");
    CHECK(
        mistake("revenue * 1/0") ==
        "column 11: the number 1/0 is too large, too long or divided by zero");
    CHECK(mistake("revenue / 0") == "column 9: a division by zero has no value");
    CHECK(mistake("2 * (revenue / (0.5 - 1/2))") == "column 14: a division by zero has no value");
    CHECK(mistake("revenue / 0 months") == "column 9: a division by zero has no value");
    CHECK(
        mistake("attainment_over_weighted_target(revenue, 0)") ==
        "column 1: a division by zero has no value");
    CHECK(mistake("revenue × 2") == "column 9: expected '+', '-', '*', '/' or the end, found '×'");
    CHECK(
        mistake("\"é\" + revenue", ErrorCode::unknown_metric) ==
        "column 1: there is no metric 'é'");
    CHECK(
        mistake("count(leads where source = \"é\" by crated)") ==
        "column 35: leads have no field 'crated'; did you mean created?");
}

TEST_CASE("so has one in a call") {
    CHECK(
        mistake("revenue / deals_wno", ErrorCode::unknown_metric) ==
        "column 11: there is no metric 'deals_wno'; did you mean deals_won?");
    CHECK(
        mistake("attainmnt(revenue)", ErrorCode::unknown_metric) ==
        "column 1: there is no function 'attainmnt'; did you mean attainment, attain?");
    CHECK(mistake("change(revenue)") == "column 15: expected ',', found ')'");
    CHECK(
        mistake("change(revenue, yesterday)") ==
        "column 17: expected 'previous' or 'year_over_year' or 'same_weekday' or a "
        "number of periods, found 'yesterday'");
    CHECK(
        mistake("attainment(revenue / deals_won)") ==
        "column 12: attainment is of a metric that has an id; this is a formula: 'revenue / "
        "deals_won'");
    CHECK(
        mistake("target(revenue / deals_won)") ==
        "column 8: target is of a metric that has an id, or of an aggregate of targets");
}

TEST_CASE("so has one in a function of stages or days") {
    CHECK(mistake("stage_conversion(Demo)") == "column 22: expected ',', found ')'");
    CHECK(mistake("stage_conversion") == "column 17: expected '(', found the end");
    CHECK(
        mistake("stage_conversion(Contract sent, Won)") == "column 27: expected ',', found 'sent'");
    CHECK(mistake("1 + time_in_stage(Demo, Won)") == "column 23: expected ')', found ','");
    CHECK(
        mistake("time_in_stage(7)") ==
        "column 15: expected the name of a stage such as Proposal or \"Contract sent\", found '7'");
    CHECK(
        mistake("revenue * time_in_stage(" + std::string(100, 'x') + ")") ==
        "column 11: an id, a title or a text in a condition is longer than 95 bytes");
    CHECK(mistake("time_in_stage(\"\")") == "column 15: the name of a stage is empty");
    CHECK(
        mistake("lead_conversion_rate_within(Demo)") ==
        "column 29: expected a number of days, found 'Demo'");
    CHECK(
        mistake("lead_conversion_rate_within(7.5)") ==
        "column 29: expected a whole number of days, at most 1000000, found 7.5");
    CHECK(
        mistake("stage_conversoin(Demo, Won)", ErrorCode::unknown_metric) ==
        "column 1: there is no function 'stage_conversoin'; did you mean stage_conversion?");
}

TEST_CASE("what an operator refuses has the column of its name") {
    CHECK(
        mistake("1 + run_rate(win_rate)") ==
        "column 5: only what adds up over time, such as revenue, has a run rate");
    CHECK(
        mistake("revenue + rolling(mrr, 2)") ==
        "column 11: what depends on one day alone, such as a stock, has no rolling value: take "
        "average_over or change");
    CHECK(
        mistake("cumulative(paying_customers / 2)") ==
        "column 1: what depends on one day alone, such as a stock, has no cumulative value: take "
        "average_over or change");
    CHECK(
        mistake("per_day(mrr)") ==
        "column 1: what depends on one day alone, such as a stock, has no value per day");
    CHECK(
        mistake("wilson_low(revenue / deals_won)") ==
        "column 1: only a quotient of two counts, such as the win rate, has a Wilson interval");
    CHECK(
        mistake("attain(revenue, revenue)") ==
        "column 17: an attainment is of a target: its right-hand side is target(...)");
    CHECK(mistake("reference(revenue)") == "column 11: reference is of an aggregate of references");
    CHECK(
        mistake("rank(revenue, dens)") ==
        "column 15: expected 'competition' or 'dense', found 'dens'");
    CHECK(
        mistake("correlation(revenue, win_rate, kendall)") ==
        "column 32: expected 'pearson' or 'spearman' or 'groups' or 'periods', found 'kendall'");
    CHECK(
        mistake("score_points(revenue, revenue)") ==
        "column 23: expected a number, found 'revenue'");
    CHECK(mistake("score_points(revenue)") == "column 21: expected ',', found ')'");
}

TEST_CASE("so has one in having, and in an age") {
    CHECK(
        mistake("sum(deals.amount having csot by closed)") ==
        "column 25: deals have no field 'csot'; did you mean cost?");
    CHECK(
        mistake("sum(deals.amount having cost or list by closed)") ==
        "column 30: expected 'and', 'by', 'active' or 'spread', found 'or'");
    CHECK(
        mistake("mean(age(deals.created) by closed)") ==
        "column 25: only of a stock there is an age: say 'active from ... until ...'");
    CHECK(
        mistake("largest(age(deals.created) active from created until closed)") ==
        "column 9: ages are summed, averaged, or their median is taken");
}

TEST_CASE("a text of many brackets does not exhaust the stack") {
    const auto deep = [](const std::string& open, const std::string& close) {
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += open;
        text += "revenue";
        for (int i = 0; i < 100'000; ++i)
            text += close;
        return mistake(text);
    };
    CHECK(deep("(", ")") == "column 101: too many brackets in each other");
    CHECK(deep("change(", ", previous)") == "column 701: too many brackets in each other");
    CHECK(deep("count(deals where not ", "") != "");
}

TEST_CASE("what would be megabytes when written out is no definition") {
    Catalogue catalogue;
    catalogue.add("own", catalogue.define("x0", "x0", Better::higher, "revenue"));
    const auto next = [&](int i) {
        const std::string before = "x" + std::to_string(i - 1);
        const std::string id = "x" + std::to_string(i);
        return catalogue.define(id, id, Better::higher, before + " + " + before);
    };
    for (int i = 1; i < 19; ++i)
        catalogue.add("own", next(i));
    CHECK(message_of([&] {
              (void)next(19);
          }) == "metric 'x19': it is too large: written out, more than a million steps");
}

TEST_CASE("a text that is not UTF-8 is no formula") {
    CHECK(mistake(std::string(60, '\x8B')) == "column 1: the text is not UTF-8");
    CHECK(mistake("revenue \xC3") == "column 9: the text is not UTF-8");
    CHECK(mistake("\xC3\xA9 \xE9") == "column 3: the text is not UTF-8");
    // Nor one that spells out what is not, wherever it stands.
    const auto where = [](const std::string& text) {
        return "count(deals where channel = " + text + " by closed)";
    };
    const std::string why = "the quoted text is not UTF-8";
    CHECK(mistake(where("\"\\xc0\"")) == "column 29: " + why);
    CHECK(mistake(where("\"\\xc3\xA9\"")) == "column 34: the text is not UTF-8");
    CHECK(mistake(where("\"\\xed\\xa0\\x80\"")) == "column 29: " + why);
    CHECK(mistake("\"\\xff\"") == "column 1: " + why);
    CHECK(mistake("deals_reaching(\"\\xc0\")") == "column 16: " + why);
    CHECK(mistake("count(\"\\xc0\" by closed)") == "column 7: " + why);
    CHECK(mistake("count(deals where \"\\x80\" = 1 by closed)") == "column 19: " + why);
    // Characters of more than one byte may be spelled out.
    CHECK(
        Catalogue{}.find(where("\"Zo\\xc3\\xab\""))->view().tests[0].constant.text == "Zo\xC3\xAB");
}

TEST_CASE("what was found is cut without half a character at its end") {
    // Of a text with 38 bytes before them, the letters of two bytes end behind 40, 42, ...
    for (std::size_t n = 36; n < 42; ++n) {
        std::string text = "\"" + std::string(n, 'a');
        for (int i = 0; i < 6; ++i)
            text += "\xC3\xA9";
        const std::string message = mistake("count(deals by closed) " + text + "\"");
        CAPTURE(message);
        CHECK(detail::is_utf8(message));
        const std::string whole = text.substr(0, n % 2 == 1 || n > 39 ? 40 : 39);
        CHECK_THAT(message, Catch::Matchers::EndsWith("found '" + whole + "...'"));
    }
    std::string euros;
    for (int i = 0; i < 20; ++i)
        euros += "\xE2\x82\xAC";
    for (const char* before : {"", "a", "ab"}) {
        const std::string message = mistake("revenue \"" + std::string{before} + euros + "\"");
        CHECK(detail::is_utf8(message));
        CHECK_THAT(message, Catch::Matchers::EndsWith("\xE2\x82\xAC...'"));
    }
}
