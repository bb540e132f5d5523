// SPDX-License-Identifier: MIT
// KPIs of leads, per rep and month: another table than that of deals, placed by another date.
#include "compare.hpp"
#include "measurements.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

struct LeadSums {
    std::int64_t created = 0, converted = 0, called = 0, days = 0;
};

std::vector<LeadFact> facts(const Generator& generator, std::size_t n) {
    std::vector<LeadFact> result(n);
    for (std::size_t i = 0; i < n; ++i)
        result[i] = generator.lead_fact(i);
    std::sort(result.begin(), result.end(), [](const LeadFact& a, const LeadFact& b) {
        return a.rep != b.rep ? a.rep < b.rep : a.created < b.created;
    });
    return result;
}

Grid<LeadSums> by_hand(
    const std::vector<LeadFact>& facts, std::size_t reps, const DayToPeriod& month_of) {
    Grid<LeadSums> grid{reps, month_of.periods()};
    for (const LeadFact& fact : facts) {
        LeadSums& sums = grid(fact.rep, month_of(fact.created));
        const std::int64_t called = fact.first_activity != never;
        ++sums.created;
        sums.converted += fact.converted != never;
        sums.called += called;
        sums.days += -called & (fact.first_activity - fact.created);
    }
    return grid;
}

Book book_of_leads(const Generator& generator, std::size_t n) {
    constexpr std::size_t chunk = 100'000;
    BookBuilder builder{usd};
    builder.add(generator.assignments());
    for (std::size_t first = 0; first < n; first += chunk)
        builder.add(generator.leads(first, (std::min)(chunk, n - first)));
    return builder.build();
}

}  // namespace

Lines leads(Context& context) {
    const std::size_t n = (std::max)(context.shape().deals / 5, std::size_t{1});
    const std::size_t reps = context.shape().reps;
    const Window window = context.window();
    const DayToPeriod month_of{window, Grain::month, window.first};
    const Book book = book_of_leads(context.generator(), n);
    const std::vector<LeadFact> rows = facts(context.generator(), n);
    const Grid<LeadSums> expected = by_hand(rows, reps, month_of);
    const auto ours = [&] {
        return rollup(book)
            .metrics(leads_created, lead_conversion_rate, lead_response_time)
            .by(rep)
            .every(Grain::month)
            .during(window)
            .threads(1)
            .run();
    };
    compare(
        ours(), reps * month_of.periods(),
        [&](const Place& place, std::span<Value> values) {
            const LeadSums& sums = expected(place.group, place.period);
            values[0] = Rational{sums.created};
            values[1] = sums.created == 0 ? Value{} : Rational{sums.converted, sums.created};
            values[2] = sums.called == 0 ? Value{} : Rational{sums.days, sums.called};
        },
        "ours, leads");
    Race race;
    const double& one = race.add([&] { ours(); }, forgetting(book));
    const double& expert = race.add([&] { by_hand(rows, reps, month_of); });
    race.go(context.options().runs);
    return {
        timed("ours, " + number(static_cast<double>(n) / 1e6) + " M leads", one)
            .is(one / expert, "the expert's loop"),
        timed("expert's loop over structs of 12 bytes", expert)};
}

}  // namespace bench
