// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "check/golden_value.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format/golden.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/json/golden.hpp>
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

using namespace saleskpi;
using enum Stage;

namespace {

// North won 1,200 and 849.50 and lost 3,000 in the first quarter; South won 700 in the second.
Book book_as_of(const std::optional<Date>& day = {}) {
    const std::vector<Assignment> seats{
        {"Asha", "North", "EMEA"}, {"Ben", "North", "EMEA"}, {"Eva, S.", "South", "EMEA"}};
    const std::vector<Deal> deals{
        {.id = "1", .rep = "Asha", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .rep = "Ben", .stage = won, .closed = "2025-02-11"_date, .amount = 849.50_usd},
        {.id = "3", .rep = "Ben", .stage = lost, .closed = "2025-02-28"_date, .amount = 3000_usd},
        {.id = "4", .rep = "Eva, S.", .stage = won, .closed = "2025-05-02"_date, .amount = 700_usd},
    };
    BookBuilder builder{usd};
    builder.add(seats).add(deals);
    if (day) builder.as_of(*day);
    return builder.build();
}

std::size_t differences(const std::vector<GoldenCheck>& checks) {
    return golden_differences(book_as_of(), checks).size();
}

bool holds(
    const std::string& metric,
    const std::string& group,
    const std::string& period,
    const std::string& expected) {
    return differences(
               {{.metric = metric, .group = group, .period = period, .expected = expected}}) == 0;
}

std::string error_of(const std::vector<GoldenCheck>& checks) {
    return message_of([&] { differences(checks); });
}

std::string error_of(const std::string& csv) {
    return message_of([&] { differences(parse_golden(csv, csv_format())); });
}

/// Of the line "METRIC,GROUP,PERIOD,EXPECTED".
std::string error_in(const std::string& line) {
    return error_of("metric,group,period,expected\n" + line + "\n");
}

}  // namespace

TEST_CASE("golden checks compare exact values") {
    CHECK(holds("revenue", "", "2025-Q1", "2049.50 USD"));
    CHECK(holds("revenue", "", "2025-Q1", "2049.5 USD"));
    CHECK(holds("revenue", "", "2025-Q1", "4099/2 USD"));
    CHECK_FALSE(holds("revenue", "", "2025-Q1", "2049.51 USD"));
    CHECK_FALSE(holds("revenue", "", "2025-Q1", "2049 USD"));
    CHECK(holds("win_rate", "", "2025-Q1", "2/3"));
    CHECK(holds("win_rate", "", "2025-Q1", "4/6"));
    CHECK_FALSE(holds("win_rate", "", "2025-Q1", "66.67 %"));
    CHECK(holds("win_rate", "", "2025-Q2", "100 %"));
    CHECK(holds("win_rate", "", "2025-Q2", "1"));
    CHECK(holds("win_rate", "", "2025", "75%"));
    CHECK(holds("deals_won", "", "2025", "3"));
    CHECK(holds("revenue / deals_won", "", "2025", "2749.50/3 USD"));
}

TEST_CASE("golden checks say of which group and which days") {
    CHECK(holds("revenue", "team = North", "2025", "2049.50 USD"));
    CHECK(holds("revenue", "region = EMEA, team = South", "2025", "700 USD"));
    CHECK(holds("revenue", "rep = \"Eva, S.\"", "2025", "700 USD"));
    CHECK(holds("revenue", "team=North", "2025-02", "849.50 USD"));
    CHECK(holds("revenue", "", "2025-02-11", "849.50 USD"));
    CHECK(holds("revenue", "", "2025-01-20 to 2025-02-10", "1200 USD"));
    CHECK(holds("revenue", "", "2025-01-20 to 2025-02-11", "2049.50 USD"));
    CHECK(holds("change(revenue, previous)", "", "2025-Q2", "-2699/4099"));
}

TEST_CASE("golden checks expect reasons too") {
    CHECK(holds("win_rate", "team = South", "2025-Q1", "no value: no_records"));
    CHECK(holds("attainment(revenue)", "", "2025-Q1", "no value: no_target"));
    CHECK_FALSE(holds("win_rate", "team = South", "2025-Q1", "no value: no_target"));
    CHECK_FALSE(holds("win_rate", "team = South", "2025-Q1", "0 %"));
    CHECK_FALSE(holds("win_rate", "team = North", "2025-Q1", "no value: no_records"));
}

TEST_CASE("golden checks as of several days ask for each book once") {
    const std::vector<GoldenCheck> checks = parse_golden(
        "metric,period,as_of,expected\n"
        "revenue,2025-Q1,2025-01-31,1200 USD\n"
        "revenue,2025-Q1,,2049.50 USD\n"
        "deals_won,2025-Q1,2025-01-31,1\n"
        "deals_won,2025-Q1,2025-02-15,2\n",
        csv_format());
    std::vector<std::optional<Date>> asked;
    const auto wrong = golden_differences(
        [&](const std::optional<Date>& day) {
            asked.push_back(day);
            return book_as_of(day);
        },
        checks);
    CHECK(wrong.empty());
    CHECK(
        asked ==
        std::vector<std::optional<Date>>{"2025-01-31"_date, std::nullopt, "2025-02-15"_date});

    CHECK(golden_differences(book_as_of("2025-01-31"_date), {checks[0]}).empty());
    CHECK(
        error_of(std::vector{checks[0]}) ==
        "line 2: is as of 2025-01-31, and the book is not as of a day");
}

TEST_CASE("golden checks of several policies of recurring revenue are asked by each") {
    // Stripe says that a discount which ends does not count.
    const std::vector<Subscription> subscriptions{
        {.id = "1",
         .customer = "Acme",
         .price = 100_usd,
         .started = "2025-01-01"_date,
         .discount_rate = Decimal::parse("0.5"),
         .discount_until = "2025-07-01"_date}};
    const Book book = BookBuilder{usd}.add(subscriptions).build();
    const std::vector<GoldenCheck> checks = parse_golden(
        "metric,period,policy,expected\n"
        "mrr,2025-03,,50 USD\n"
        "mrr,2025-03,stripe,100 USD\n"
        "mrr,2025-03,profitwell,100 USD\n",
        csv_format());
    const auto wrong = golden_differences(book, checks);
    REQUIRE(wrong.size() == 1);
    CHECK(to_text(wrong[0]).starts_with(
        "line 4: mrr, 2025-03, by the policy of profitwell\n  expected  100"));
    CHECK(nlohmann::json(wrong[0])["policy"] == "profitwell");
    CHECK(
        message_of([&] {
            golden_differences(
                book,
                {{.metric = "mrr", .period = "2025-03", .policy = "strip", .expected = "1 USD"}});
        }) ==
        "mrr, 2025-03: 'strip' is no policy of recurring revenue; there are chargebee, chartmogul, "
        "paddle, profitwell, recurly, stripe");
}

TEST_CASE("golden checks compare marks where they name them") {
    // Trap 53: five won in February on quotes of before, two quotes sent: 250 %, and marked.
    std::vector<Deal> deals;
    std::vector<Quote> quotes;
    for (int i = 1; i <= 5; ++i)
        deals.push_back(
            {.id = std::to_string(i), .stage = won, .closed = "2025-02-10"_date, .amount = 1_usd});
    for (int i = 1; i <= 2; ++i) {
        Quote sent;
        sent.id = std::to_string(i);
        sent.deal = std::to_string(i);
        sent.sent = "2025-02-01"_date;
        quotes.push_back(sent);
    }
    const Book book = BookBuilder{usd}.add(deals).add(quotes).build();
    const std::string metric = "share(deals_won / quotes_sent)";
    const auto difference = [&](const std::string& marks) {
        return golden_differences(
            book, {{.metric = metric, .period = "2025-02", .expected = "250 %", .marks = marks}});
    };
    CHECK(difference("").empty());
    CHECK(difference("over_whole").empty());
    CHECK(difference("over_whole rounded").size() == 1);
    const auto wrong = difference("none");
    REQUIRE(wrong.size() == 1);
    CHECK(
        to_text(wrong).find("  expected  250 %, marks: none\n"
                            "  is        250 %, marks: over_whole\n") != std::string::npos);
    const nlohmann::json json = wrong[0];
    CHECK(json["expected_marks"] == "none");
    CHECK(json["marks"] == nlohmann::json{"over_whole"});
    CHECK(message_of([&] {
              difference("over_hole");
          }).find("there is no mark 'over_hole'; did you mean over_whole?") != std::string::npos);
}

TEST_CASE("a difference says what was expected, what is, and where that comes from") {
    const auto wrong = golden_differences(
        book_as_of(), parse_golden(
                          "metric,group,period,expected,note\n"
                          "revenue,team = North,2025-Q1,2049.50 USD,\n"
                          "win_rate,team = North,2025-Q1,1/3,as we told the board\n",
                          csv_format()));
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].check.line == 3);
    CHECK(wrong[0].expected == Outcome<AnyQuantity>{AnyQuantity{Rational{1, 3}, Unit::ratio}});
    CHECK(wrong[0].explanation.value.outcome->exact() == Rational{2, 3});
    CHECK(to_text(wrong).starts_with(
        "line 3: win_rate, team = North, 2025-Q1 (as we told the board)\n"
        "  expected  1/3 (33.33 %)\n"
        "  is        2/3 (66.67 %)\n"
        "\n"
        "    Win rate: 66.67 %\n"
        "    North, 2025-Q1 ("));
    CHECK(to_text(wrong).find("3 records: 1, 2, 3\n") != std::string::npos);
    const nlohmann::json json = wrong[0];
    CHECK(json["expected"] == "1/3");
    CHECK(json["is"] == "2/3");
    CHECK(json["line"] == 3);
    CHECK_FALSE(json.contains("as_of"));
    CHECK(json["explanation"]["numbers"] == "2 / 3");
}

TEST_CASE("what a golden file gets wrong is named with its line and the nearest right word") {
    CHECK(
        error_in("win_rat,,2025,1/2") ==
        "line 2: there is no metric 'win_rat'; did you mean win_rate?");
    CHECK(error_in("revenue,taem = North,2025,1 USD")
              .starts_with("line 2: no dimension 'taem'; did you mean team?; there are company"));
    CHECK(
        error_in("revenue,team = Nort,2025,1 USD") ==
        "line 2: no team is called 'Nort'; did you mean North?");
    CHECK(
        error_in("revenue,North,2025,1 USD") ==
        "line 2: 'North' is no group; write one as region = EMEA, team = North");
    CHECK(error_in("revenue,,2025Q1,1 USD")
              .starts_with("line 2: '2025Q1' is no period; did you mean 2025-Q1?"));
    CHECK(error_in("revenue,,Q1 2025,1 USD")
              .starts_with("line 2: 'Q1 2025' is no period; did you mean 2025-Q1?; write one as"));
    CHECK(error_in("revenue,,2025/03,1 USD").find("; did you mean 2025-03?") != std::string::npos);
    CHECK(error_in("revenue,,q3-2025,1 USD").find("; did you mean 2025-Q3?") != std::string::npos);
    CHECK(error_in("revenue,,2025-13,1 USD").starts_with("line 2: '2025-13' is no period"));
    CHECK(error_in("revenue,,2025-02-01 to 2025-01-01,1 USD").starts_with("line 2: "));
    CHECK(error_in("revenue,,all,1 USD").starts_with("line 2: 'all' is no period"));
    CHECK(
        error_in("revenue,,2025,1200") ==
        "line 2: '1200' is no amount in USD; write it as 1234.50 USD or 100/3 USD, or as no value: "
        "no_records");
    CHECK(error_in("revenue,,2025,1200 EUR").starts_with("line 2: '1200 EUR' is no amount in USD"));
    CHECK(error_in("revenue,,2025,\"1,200 USD\"").starts_with("line 2: '1,200 USD' is no number"));
    CHECK(error_in("win_rate,,2025,half")
              .starts_with("line 2: 'half' is no number; write it as "
                           "2/3 or 62.5 %"));
    CHECK(error_in("win_rate,,2025,1/0").starts_with("line 2: '1/0' is no number"));
    CHECK(
        error_in("win_rate,,2025,0." + std::string(50, '1')).find("too many digits") !=
        std::string::npos);
    CHECK(error_in("win_rate,,2025,no value: no_record")
              .starts_with("line 2: there is no reason 'no_record'; did you mean no_records?"));
    CHECK(error_in("win_rate,,2025,") == "line 2: 'expected' is missing");
    CHECK(
        error_of("metric,group,period,as_of,expected\nrevenue,,2025,31.01.2025,1 USD\n") ==
        "line 2: as_of '31.01.2025' is no date; write it as 2025-03-31");
    CHECK(
        error_of("metric,grup,period,expected\n") ==
        "checks have no column 'grup'; did you mean group?; there are metric, group, period, "
        "as_of, policy, "
        "expected, marks, note");
    CHECK(
        error_of("metric,group,expected\n") ==
        "no column 'period'; the file has: metric, group, expected");
    CHECK(
        error_of("metric,metric,period,expected\n") ==
        "the column 'metric' is there more than once: say which one is meant by 'metric#1', "
        "'metric#2'");
    CHECK(error_of({{.metric = "revenu", .period = "2025", .expected = "1 USD"}})
              .starts_with("revenu, 2025: there is no metric 'revenu'"));
}

TEST_CASE("golden checks are read from files of each format") {
    const TempDir folder;
    const auto csv = folder.file("n.csv", "metric,period,expected\nrevenue,2025,2749.50 USD\n");
    const auto json = folder.file(
        "n.json", R"([{"metric": "revenue", "period": "2025", "expected": "2749.50 USD"}])");
    const std::vector<GoldenCheck> of_csv = read_golden(csv, csv_format());
    const std::vector<GoldenCheck> of_json = read_golden(json, json_format());
    REQUIRE(of_csv.size() == 1);
    CHECK(of_csv[0].line == 2);
    CHECK(of_csv[0].file == csv.string());
    CHECK(of_json.size() == 1);
    CHECK(differences(of_csv) == 0);
    CHECK(differences(of_json) == 0);
    CHECK(
        error_of(parse_golden(
                     R"([{"metric": "revenue", "period": "2026-Q9", "expected": "1 USD"}])",
                     json_format()))
            .find("2026-Q9") != std::string::npos);
    const auto unknown = [] {
        parse_golden(
            R"([{"metric": "revenue", "period": "2025", "expectd": "", "expected": "1 USD"}])",
            json_format());
    };
    CHECK_THROWS_AS(unknown(), Error);
    CHECK_THROWS_AS(read_golden(folder.path() / "none.csv", csv_format()), Error);
}

TEST_CASE("golden text is read as the same value, in each unit") {
    for (const Unit unit : all_units)
        for (const Currency currency : {usd, Currency{"JPY"}, Currency{"KWD"}})
            for (const Rational& exact :
                 {Rational{0}, Rational{123450}, Rational{-20089}, Rational{100, 3}, Rational{1, 8},
                  Rational{-2, 3}, Rational{123456789, 1000}, Rational{7, 100000000}}) {
                if (unit == Unit::date && !exact.is_whole()) continue;
                const AnyQuantity value{exact, unit, currency};
                CAPTURE(golden_text(value), name(unit));
                CHECK(
                    detail::expected_value(golden_text(value), unit, currency) ==
                    Outcome<AnyQuantity>{value});
            }
    for (const Reason reason : all_reasons)
        CHECK(detail::expected_value(golden_text(reason), Unit::count, usd).reason() == reason);
}

TEST_CASE("golden text is as short as it can be") {
    CHECK(golden_text(AnyQuantity{Rational{123450}, Unit::money, usd}) == "1234.50 USD");
    CHECK(golden_text(AnyQuantity{Rational{123400}, Unit::money, usd}) == "1234 USD");
    CHECK(golden_text(AnyQuantity{Rational{100, 3}, Unit::money, usd}) == "1/3 USD");
    CHECK(golden_text(AnyQuantity{Rational{1, 8}, Unit::money, usd}) == "0.00125 USD");
    CHECK(golden_text(AnyQuantity{Rational{5000}, Unit::money_per_month, usd}) == "50 USD/month");
    CHECK(golden_text(AnyQuantity{Rational{5, 8}, Unit::ratio}) == "62.5 %");
    CHECK(golden_text(AnyQuantity{Rational{2, 3}, Unit::ratio}) == "2/3");
    CHECK(golden_text(AnyQuantity{Rational{25, 2}, Unit::days}) == "12.5 days");
    CHECK(golden_text(AnyQuantity{Rational{1, 2}, Unit::percentage_points}) == "0.5 pp");
    CHECK(golden_text(AnyQuantity{Rational{20089}, Unit::date}) == "2025-01-01");
    CHECK(golden_text(Reason::no_target) == "no value: no_target");
}
