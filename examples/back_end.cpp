// SPDX-License-Identifier: MIT
// A CRM's back end: records in, one report out, and all that a service does with it in between.
#include "check.hpp"

//! [include]
#include <saleskpi/csv.hpp>     // saleskpi::csv: CSV in and out
#include <saleskpi/format.hpp>  // saleskpi::format: values as text
#include <saleskpi/json.hpp>    // saleskpi::json: JSON in and out
#include <saleskpi/saleskpi.hpp>

#include <nlohmann/json.hpp>

using namespace saleskpi;  // KPIs, fields and operators are in kpi::, dimensions in by::
//! [include]

#include <chrono>
#include <future>
#include <string>
#include <unordered_map>
#include <vector>

//! [own_constant]
inline constexpr auto deals_won = kpi::count<Deal>().where(kpi::won).by(kpi::deal::closed);
inline constexpr auto big_deal_share =
    kpi::metric("big_deal_share", deals_won.where(kpi::deal::amount >= 1000_usd) / deals_won);

inline constexpr auto web_revenue =  // revenue of some of the deals
    kpi::filtered("web_revenue", kpi::revenue, kpi::deal::channel == "web");

inline constexpr auto attainment = kpi::attainment(kpi::revenue);  // against the targets
//! [own_constant]

int main() {
    //! [records]
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1",
         .rep = "Asha",
         .stage = won,
         .closed = "2025-01-20"_date,  // "2025-02-30"_date does not compile
         .amount = 1200_usd,
         .channel = "web"},
        {.id = "2", .rep = "Ben", .stage = won, .closed = "2025-02-11"_date, .amount = 1000_eur},
        {.id = "3", .rep = "Ben", .stage = lost, .closed = "2025-02-28"_date, .amount = 300_usd},
        {.id = "4", .rep = "Eva", .stage = won, .closed = "2025-03-05"_date, .amount = 700_usd},
        {.id = "5", .rep = "Ben", .stage = won, .closed = "2025-05-12"_date, .amount = 500_eur},
        {.id = "6", .rep = "Eva", .stage = lost, .closed = "2025-06-20"_date, .amount = 400_usd},
        {.id = "7", .rep = "Eva", .stage = won, .closed = "2025-06-02"_date, .amount = 250_gbp},
        {.id = "8", .rep = "Eva", .stage = won, .amount = 900_usd},  // when?
    };
    const std::vector<ExchangeRate> rates{
        {.base = "EUR", .quote = "USD", .rate = 1.10_decimal},  // no rate of GBP
    };
    const std::vector<Assignment> seats{
        {.rep = "Asha", .team = "North"},
        {.rep = "Ben", .team = "North", .until = "2025-04-01"_date},  // the first day no longer
        {.rep = "Ben", .team = "South", .from = "2025-04-01"_date},
        {.rep = "Eva", .team = "South"},
    };
    const auto target = [](std::string team, Date from, Date until, Money amount) {
        return Target{
            .metric = "revenue", .team = team, .from = from, .until = until, .amount = amount};
    };
    const std::vector<Target> targets{
        target("North", "2025-01-01"_date, "2025-04-01"_date, 2000_usd),
        target("South", "2025-01-01"_date, "2025-04-01"_date, 1000_usd),
        target("South", "2025-04-01"_date, "2025-07-01"_date, 1000_usd),
    };
    //! [records]

    //! [book]
    const Book book = BookBuilder{usd}.add(rates).add(seats).add(targets).add(deals).build();

    show(fmt::format("{}", book.report().rejected()), "0");
    std::string found;
    for (const Finding& finding : book.report().findings)
        found += fmt::format("{} {} {}; ", finding.id, finding.field, finding.reason);
    show(
        found,
        "7 amount has no exchange rate to USD on 2025-06-02; "
        "8 closed is missing although the deal is won; ");
    //! [book]

    //! [query]
    const Table table = rollup(book)
                            .metrics(kpi::revenue, kpi::win_rate, attainment)
                            .by(by::team, by::rep)
                            .with_subtotals()
                            .every(Grain::quarter)
                            .during("2025-01-01"_date, "2025-07-01"_date)  // before July 1
                            .run();
    fmt::print("{}", table);  // as text
    //! [query]

    //! [rows]
    std::string lines;
    for (const auto row : table) {
        const RowKey key = row.key();
        if (key.group.size() == 1)  // a team: a total has no names, a rep has two
            lines += fmt::format("{} {} {}; ", key.group[0], key.label, row[kpi::revenue]);
    }
    // North: 1200 + 1000 x 1.10, then nothing; South: Eva's 700, then Ben's 500 x 1.10
    show(
        lines,
        "North 2025-Q1 2300.00 USD; North 2025-Q2 0.00 USD; "
        "South 2025-Q1 700.00 USD; South 2025-Q2 550.00 USD; ");
    //! [rows]

    //! [at]
    const auto north = table.at({"North"}, Quarter{2025, 1});
    show(fmt::format("{}", north[kpi::revenue]), "2300.00 USD");
    show(fmt::format("{}", north[kpi::win_rate]), "66.67 %");  // deals 1 and 2 of 1, 2 and 3
    show(fmt::format("{}", north[attainment]), "115.00 %");    // 2300 of 2000

    // What Ben sold stays with the team Ben was in.
    const auto ben = [&](std::string team, int quarter) {
        return table.at({team, "Ben"}, Quarter{2025, quarter})[kpi::revenue];
    };
    show(fmt::format("{}", ben("North", 1)), "1100.00 USD");
    show(fmt::format("{}", ben("South", 2)), "550.00 USD");
    show(fmt::format("{}", table.at({}, Quarter{2025, 1})[kpi::revenue]), "3000.00 USD");

    if (const auto east = table.find({"East"}, Quarter{2025, 1}))  // at() would throw
        show(fmt::format("{}", (*east)[kpi::revenue]), "there is no such team");
    //! [at]

    //! [prepared]
    const Prepared query = rollup(book)
                               .metrics(kpi::revenue, kpi::win_rate)
                               .by(by::team, by::rep)
                               .with_subtotals()
                               .every(Grain::quarter)
                               .prepare();
    const auto asked_alone = query.row({"North"}, Quarter{2025, 1});
    show(fmt::format("{}", asked_alone[kpi::revenue]), "2300.00 USD");
    show(fmt::format("{}", query.find({"East"}, Quarter{2025, 1}).has_value()), "false");

    const Deal another{
        .id = "9", .rep = "Asha", .stage = won, .closed = "2025-03-31"_date, .amount = 50_usd};
    const Book larger = BookBuilder{book}.add(another).build();
    const Prepared later_query = query.over(larger);
    show(
        fmt::format("{}", later_query.row({"North"}, Quarter{2025, 1})[kpi::revenue]),
        "2350.00 USD");
    show(
        fmt::format("{}", asked_alone[kpi::revenue]),
        "2300.00 USD");  // of the book it was asked of
    //! [prepared]

    //! [key]
    std::unordered_map<RowKey, Amount> known;  // what was sent to the clients, say
    for (const auto row : table)
        if (const auto revenue = row[kpi::revenue]) known.emplace(row.key(), *revenue);

    show(fmt::format("{}", known.at(north.key())), "2300.00 USD");
    show(fmt::format("{}", table.at(north.key())[kpi::revenue]), "2300.00 USD");  // and back
    //! [key]

    //! [outcome]
    const auto later = table.at({"North"}, Quarter{2025, 2});
    const Outcome<Ratio> rate = later[kpi::win_rate];  // nothing was decided
    show(fmt::format("{} {}", rate.has_value(), rate), "false no_records");
    show(fmt::format("{}", later[attainment]), "no_target");

    show(fmt::format("{}", rate.value_or(Ratio{0})), "0.00 %");  // only if you say so
    show(
        fmt::format("{}", rate.or_else([&](Reason) { return north[kpi::win_rate]; })),
        "66.67 %");  // else the rate of the quarter before

    const auto south = table.at({"South"}, Quarter{2025, 1});
    const auto ahead = north[kpi::revenue].and_then([&](const Amount& ours) {
        return south[kpi::revenue].map([&](const Amount& theirs) { return ours - theirs; });
    });
    show(fmt::format("{}", ahead), "1600.00 USD");  // 2300 - 700, if both are known
    //! [outcome]

    //! [use_own]
    const Table own = rollup(book)
                          .metrics(big_deal_share, web_revenue)
                          .every(Grain::quarter)
                          .during("2025-01-01"_date, "2025-07-01"_date)
                          .run();
    const auto first = own.at({}, Quarter{2025, 1});
    show(fmt::format("{}", first[big_deal_share]), "66.67 %");  // 1 and 2 of 1, 2 and 4
    show(fmt::format("{}", first[web_revenue]), "1200.00 USD");
    //! [use_own]

    //! [text]
    Catalogue catalogue;  // all KPIs of the library
    catalogue.add("ours", web_revenue);
    catalogue.add(
        "ours",
        catalogue.define("web_share", "Web share", Better::higher, "web_revenue / revenue"));

    const Table asked = rollup(book, catalogue)
                            .metrics("web_share", "attainment(revenue)")
                            .during("2025-01-01"_date, "2025-04-01"_date)
                            .run();
    show(fmt::format("{}", asked.at({})["web_share"]), "40.00 %");             // 1200 of 3000
    show(fmt::format("{}", asked.at({})["attainment(revenue)"]), "100.00 %");  // 3000 of 3000
    show(fmt::format("{}", catalogue.at("web_share").title()), "Web share");
    //! [text]

    //! [errors]
    const auto answer = [&](std::string_view metric, std::string_view dimension) -> std::string {
        try {
            return fmt::format("{} rows", rollup(book).metrics(metric).by(dimension).run().size());
        } catch (const Error& error) {
            if (error.code() == ErrorCode::unknown_metric)
                return "404: " + std::string{error.what()};
            return fmt::format("400 {}: {}", name(error.code()), error.what());
        }
    };
    show(answer("revenue", "team"), "2 rows");
    show(answer("revenu", "team"), "404: there is no metric 'revenu'; did you mean revenue?");
    show(
        answer("sum(deals.amount where stage = wno by closed)", "team"),
        "400 invalid_definition: column 32: stage is one of open, won, lost, not 'wno'");
    //! [errors]

    //! [refused]
    const auto code_of = [](auto call) {
        try {
            [[maybe_unused]] const auto result = call();
            return std::string{"none"};
        } catch (const Error& error) {
            return std::string{name(error.code())};
        }
    };
    // Two unlike metrics of one id: which would row["revenue"] be?
    constexpr auto also_revenue =
        kpi::filtered("revenue", kpi::revenue, kpi::deal::channel == "web");
    show(
        code_of([&] { return rollup(book).metrics(kpi::revenue, also_revenue).run(); }),
        "duplicate_metric");
    // Revenue reads deals: a condition on leads would filter nothing. A constexpr does not compile.
    show(
        code_of([] { return kpi::filtered("r", kpi::revenue, kpi::lead::source == "web"); }),
        "invalid_definition");
    show(
        code_of([&] { return rollup(book).by("taem").metrics("revenue").run(); }),
        "unknown_dimension");
    show(code_of([&] { return table.at({"East"}, Quarter{2025, 1}); }), "no_such_cell");
    show(
        code_of([&] { return north[kpi::average_deal_size]; }),
        "no_such_cell");  // was not asked for
    show(code_of([&] { return *rate; }), "no_value");
    //! [refused]

    //! [limits]
    Limits limits;
    limits.cells = 100'000;
    limits.steps = 1'000;
    limits.formula = 10'000;
    limits.time = std::chrono::seconds{2};
    const Rollup bounded = rollup(book).within(limits);
    show(
        code_of([&] {
            return Rollup{bounded}.metrics("revenue").every(Grain::day).during(all_time).run();
        }),
        "too_many_cells");
    //! [limits]

    //! [explain]
    const Explanation why =
        rollup(book).by(by::team, by::rep).explain(kpi::win_rate, {"North"}, Quarter{2025, 1});
    show(why.numbers, "2 / 3");
    show(fmt::format("{}", why.value.outcome), "66.67 %");
    show(why.parts[0].ids[0] + " " + why.parts[0].ids[1], "1 2");  // the deals that were won
    //! [explain]

    //! [out]
    const nlohmann::json document = table;  // as text: json_text(document)
    const nlohmann::json& row = document["rows"][0];
    show(row["group"].dump() + row["period"].dump(), R"({"rep":"Asha","team":"North"}"2025-Q1")");
    show(row["values"]["revenue"].dump(), R"({"exact":"120000","value":1200})");  // in cents
    show(row["values"]["attainment(revenue)"].dump(), R"({"undefined":"no_target"})");

    show(
        to_csv(asked, {.notes = false}),
        "period,from,to,complete,web_share,attainment(revenue)\r\n"
        "all,2025-01-01,2025-03-31,true,0.4,1\r\n");
    //! [out]

    //! [threads]
    const auto revenue_of = [](const Book& shared, Date from, Date until) {
        const Table one = rollup(shared).metrics(kpi::revenue).during(from, until).run();
        return fmt::format("{}", one.at({})[kpi::revenue]);
    };
    auto winter =
        std::async(std::launch::async, revenue_of, book, "2025-01-01"_date, "2025-04-01"_date);
    auto spring =
        std::async(std::launch::async, revenue_of, book, "2025-04-01"_date, "2025-07-01"_date);
    show(winter.get() + ", " + spring.get(), "3000.00 USD, 550.00 USD");

    const Deal next{
        .id = "9", .rep = "Eva", .stage = won, .closed = "2025-06-30"_date, .amount = 50_usd};
    const Book grown = BookBuilder{book}.add(next).build();  // `book` stays as it is
    show(revenue_of(grown, "2025-04-01"_date, "2025-07-01"_date), "600.00 USD");
    //! [threads]
}
