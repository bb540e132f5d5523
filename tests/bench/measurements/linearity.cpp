// SPDX-License-Identifier: MIT
// How the time of seven KPIs per rep and month grows with the deals and with the reps.
#include "by_hand.hpp"
#include "compare.hpp"
#include "measurements.hpp"
#include "seven_kpis.hpp"

#include <algorithm>
#include <cstdio>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::by;

namespace {

struct Size {
    std::size_t deals, reps;
    double ours = 0, expert = 0;
};

std::string text(const Size& size) {
    return number(static_cast<double>(size.deals) / 1e6) + " M deals, " +
           std::to_string(size.reps) + " reps";
}

Size measured(const Context& context, Size size) {
    Shape shape = context.shape();
    shape.deals = size.deals;
    shape.reps = size.reps;
    const Generator generator{shape};
    const DayToPeriod month_of{generator.window(), Grain::month, generator.window().first};
    const Columns columns = clustered(make_columns(generator));
    const Book book = make_book(generator);
    const auto ours = [&] {
        return seven_kpis(book, generator.window(), Grain::month, 1).by(rep).run();
    };
    compare(ours(), seven_sums(columns, shape.reps, month_of), text(size));
    Race race;
    const double& first = race.add([&] { ours(); }, forgetting(book));
    const double& branch_free = race.add([&] { seven_sums(columns, shape.reps, month_of); });
    const double& in_runs = race.add([&] { seven_sums_clustered(columns, shape.reps, month_of); });
    race.go(context.options().runs);
    size.ours = first;
    size.expert = (std::min)(branch_free, in_runs);
    return size;
}

}  // namespace

Lines linearity(Context& context) {
    context.release();
    const std::size_t deals = context.shape().deals;
    const std::size_t reps = context.shape().reps;

    std::vector<Size> by_deals{{deals / 10, reps}, {deals, reps}};
    std::vector<Size> by_reps{{deals, 100}, {deals, 2'000}, {deals, 20'000}};
    if (context.options().large) {
        by_deals.push_back({deals * 5, reps});
        by_reps.push_back({deals, 200'000});
    }
    Lines lines;
    for (std::size_t i = 0; i < by_deals.size(); ++i) {
        Size& size = by_deals[i] = measured(context, by_deals[i]);
        Line line = timed(text(size), size.ours);
        if (i == 0) {
            line.is(size.ours / size.expert, "the expert's loop");
        } else {
            const Size& fewer = by_deals[i - 1];
            const double growth =
                static_cast<double>(size.deals) / static_cast<double>(fewer.deals);
            line.is(size.ours / fewer.ours / growth, "the time per deal of " + text(fewer) + "; " +
                                                         number(size.ours / size.expert) +
                                                         " x the expert's loop")
                .at_most(1.1);
        }
        lines.push_back(line);
    }
    for (std::size_t i = 0; i < by_reps.size(); ++i) {
        Size& size = by_reps[i];
        size = size.reps == reps ? by_deals[1] : measured(context, size);
        // A cliff would show as a jump of the distance to the expert, who has as many cells.
        Line line = timed(text(size), size.ours);
        line.is(size.ours / size.expert, "the expert's loop");
        if (i > 0) {
            const Size& fewer = by_reps[i - 1];
            line.ratio = size.ours / size.expert / (fewer.ours / fewer.expert);
            line.at_most(2);
            line.goal = "at most 2 x the ratio before";
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace bench
