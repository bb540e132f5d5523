// SPDX-License-Identifier: MIT
// Half of March is over: how are we doing? Targets, growth and ranks as of a day.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

//! [operators]
inline constexpr auto pace = kpi::pace(kpi::revenue);          // against the target to date
inline constexpr auto run_rate = kpi::run_rate(kpi::revenue);  // carried to the end of the month
inline constexpr auto needed = kpi::required_run_rate(kpi::revenue);  // per day left
inline constexpr auto growth = kpi::change(kpi::revenue, kpi::previous);
inline constexpr auto quarter_to_date = kpi::to_date(kpi::revenue, Grain::quarter);
inline constexpr auto share = kpi::share_of(kpi::revenue, Level::company);
inline constexpr auto sure_win_rate = kpi::wilson_low(kpi::win_rate);  // 95 % sure of that much
inline constexpr auto place = kpi::rank(sure_win_rate);
//! [operators]

namespace {

Deal deal(std::string rep, Stage stage, Date closed, Money amount) {
    static int number = 0;
    return {
        .id = std::to_string(++number),
        .rep = std::move(rep),
        .stage = stage,
        .closed = closed,
        .amount = amount};
}

}  // namespace

int main() {
    using enum Stage;
    std::vector<Deal> deals;
    for (int day = 1; day <= 28; ++day)  // Ben sells each day of February, and wins all deals
        deals.push_back(deal("Ben", won, 2025_y / 2 / day, 5_usd));
    for (int day = 1; day <= 14; ++day)
        deals.push_back(deal("Ben", won, 2025_y / 3 / day, 10_usd));
    deals.push_back(deal("Ben", lost, 2025_y / 3 / 15, 10_usd));
    deals.push_back(deal("Asha", won, 2025_y / 3 / 3, 10_usd));  // one of one
    const std::vector<Target> targets{
        {.metric = "revenue", .from = 2025_y / 3 / 1, .until = 2025_y / 4 / 1, .amount = 310_usd}};

    //! [as_of]
    const Book book = BookBuilder{usd}.add(deals).add(targets).as_of(2025_y / 3 / 15).build();
    const Table table = rollup(book)
                            .metrics(pace, run_rate, needed, growth, quarter_to_date)
                            .every(Grain::month)
                            .during(2025_y / 3 / 1, 2025_y / 4 / 1)
                            .run();
    const auto march = table.at({}, Month{2025, 3});
    show(fmt::format("{}", march[pace]), "100.00 %");  // 150 by the 15th of a target of 310
    show(fmt::format("{}", march[run_rate]), "310.00 USD");
    show(fmt::format("{}", march[needed]), "10.00 USD/day");
    show(fmt::format("{}", march[growth]), "100.00 %");  // to February 1 to 15, not to all of it
    show(fmt::format("{}", march[quarter_to_date]), "290.00 USD");
    show(fmt::format("{}", march.key().period.complete), "false");
    //! [as_of]

    //! [usual_end]
    // Not cut to a day; the last on which something happened is March 15.
    const Book all = BookBuilder{usd}.add(deals).add(targets).build();
    constexpr auto attained = kpi::attainment(kpi::revenue);
    const Table usual = rollup(all).metrics(attained, growth).every(Grain::month).run();
    const auto so_far = usual.at({}, Month{2025, 3});
    show(fmt::format("{}", so_far[attained]), "48.39 %");  // 150 of the 310 of all of March
    show(fmt::format("{}", so_far[growth]), "100.00 %");   // to February 1 to 15
    show(fmt::format("{}", so_far.key().period.complete), "false");
    //! [usual_end]

    //! [days]
    for (const Window& days : march.days(growth.id()))
        fmt::print("{} to {}\n", to_text(days.first), to_text(days.until - date::days{1}));
    //! [days]

    //! [rank]
    const Table reps = rollup(book)
                           .metrics(kpi::win_rate, sure_win_rate, place, share)
                           .by(by::rep)
                           .during(2025_y / 3 / 1, 2025_y / 4 / 1)
                           .run();
    show(fmt::format("{}", reps.at({"Asha"})[kpi::win_rate]), "100.00 %");
    show(fmt::format("{}", reps.at({"Asha"})[sure_win_rate]), "20.65 %");
    show(fmt::format("{}", reps.at({"Ben"})[sure_win_rate]), "70.18 %");  // of 14 of 15
    show(fmt::format("{}", reps.at({"Ben"})[place]), "1");
    show(fmt::format("{}", reps.at({"Asha"})[share]), "6.67 %");
    //! [rank]

    //! [first]
    const Table best = rollup(book)
                           .metrics(kpi::revenue, kpi::win_rate)
                           .by(by::rep)
                           .with_subtotals()
                           .sorted_by(kpi::revenue)
                           .top(1)
                           .run();
    show(fmt::format("{}", best[0].key()), "Ben, all");
    show(fmt::format("{}", best.at({})[kpi::revenue]), "290.00 USD");  // of all: 10 are Asha's
    show(fmt::format("{}", best.sorting()->left_out), "1");
    //! [first]
}
