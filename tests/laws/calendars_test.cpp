// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/slow_formula.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <date/date.h>

using namespace saleskpi;

namespace {

std::vector<Calendar> calendars() {
    std::vector<Calendar> all;
    for (const char* spec :
         {"iso", "fiscal:april:end", "retail-454:nrf", "retail-445:last-saturday-of-january:start",
          "iso zone=Asia/Tokyo"})
        if (const auto calendar = Calendar::try_parse_spec(spec)) all.push_back(*calendar);
    return all;
}

bool adds_over_time(const Definition& metric) {
    return slow::adds(metric) == slow::Adds::over_groups_and_time;
}

}  // namespace

TEST_CASE("a calendar changes the periods of a report and never its total") {
    const laws::Records records = laws::random_records(900);
    const Book book = records.book();
    const Window window{
        date::sys_days{date::year{2024} / 2 / 10}, date::sys_days{date::year{2025} / 9 / 5}};
    std::vector<Definition> metrics;
    for (const Definition& metric : laws::all_metrics())
        if (adds_over_time(metric)) metrics.push_back(metric);
    REQUIRE(metrics.size() > 20);
    REQUIRE(calendars().size() == 5);
    const Table total = rollup(book).metrics(metrics).during(window).run();
    for (const Calendar& calendar : calendars())
        for (const Grain grain :
             {Grain::window, Grain::week, Grain::month, Grain::fiscal_week, Grain::fiscal_month,
              Grain::fiscal_quarter, Grain::fiscal_year}) {
            const Table table =
                rollup(book).metrics(metrics).in(calendar).every(grain).during(window).run();
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                INFO(calendar.spec() << " " << name(grain) << " " << metrics[m].id());
                const CellValue whole = total[0].values()[m];
                if (!whole.outcome) continue;
                Rational sum;
                for (std::size_t row = 0; row < table.size(); ++row)
                    if (const auto& part = table[row].values()[m].outcome) sum += part->exact();
                CHECK(to_text(sum) == to_text(whole.outcome->exact()));
            }
        }
}
