// SPDX-License-Identifier: MIT
#include "seven_kpis.hpp"

#include <saleskpi/kpi/kpi.hpp>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

Rollup seven_kpis(const Book& book, const Window& window, Grain grain, unsigned threads) {
    return rollup(book)
        .metrics(
            revenue, gross_margin, win_rate, average_deal_size, discount_rate, full_price_share,
            sales_cycle)
        .every(grain)
        .during(window)
        .threads(threads);
}

SevenValues values_of(const Sums& s) {
    const auto quotient = [](int128 above, int128 below) {
        return below == 0 ? std::nullopt : std::optional{Rational{above, below}};
    };
    return {
        Rational{s.revenue},
        quotient(s.revenue - s.cost, s.revenue),
        quotient(s.won, s.won + s.lost),
        quotient(s.revenue, s.won),
        quotient(s.list - s.revenue, s.list),
        quotient(s.full_price, s.revenue),
        quotient(s.cycle, s.won)};
}

std::string seven_sums_sql(const std::string& group, const Window& window, Grain grain) {
    return "SELECT g, p, sum(CASE WHEN stage = 'won' THEN n ELSE 0 END) AS won,"
           " sum(CASE WHEN stage = 'lost' THEN n ELSE 0 END) AS lost,"
           " sum(CASE WHEN stage = 'won' THEN a ELSE 0 END) AS revenue,"
           " sum(CASE WHEN stage = 'won' THEN l ELSE 0 END) AS list,"
           " sum(CASE WHEN stage = 'won' THEN c ELSE 0 END) AS cost,"
           " sum(CASE WHEN stage = 'won' THEN f ELSE 0 END) AS full_price,"
           " sum(CASE WHEN stage = 'won' THEN d ELSE 0 END) AS cycle FROM ("
           "SELECT " +
           group + " AS g, " + period_sql("closed", window, grain) +
           " AS p, stage,"
           " count(*) AS n, sum(amount) AS a, sum(list) AS l, sum(cost) AS c,"
           " sum(CASE WHEN amount >= list THEN amount ELSE 0 END) AS f,"
           " sum(closed - opened) AS d FROM deals WHERE " +
           within_sql("closed", window) + " GROUP BY ALL) GROUP BY g, p";
}

std::string period_sql(const std::string& date, const Window& window, Grain grain) {
    const date::year_month_day first{window.first};
    const int year = static_cast<int>(first.year());
    const int month = static_cast<int>(static_cast<unsigned>(first.month()));
    if (grain == Grain::month)
        return "(year(" + date + ") * 12 + month(" + date + ") - " +
               std::to_string(year * 12 + month) + ")";
    if (grain == Grain::quarter)
        return "(year(" + date + ") * 4 + quarter(" + date + ") - " +
               std::to_string(year * 4 + (month + 2) / 3) + ")";
    return "(year(" + date + ") - " + std::to_string(year) + ")";
}

std::string within_sql(const std::string& date, const Window& window) {
    return date + " >= DATE '" + to_text(window.first) + "' AND " + date + " < DATE '" +
           to_text(window.until) + "'";
}

}  // namespace bench
