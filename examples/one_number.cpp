// SPDX-License-Identifier: MIT
// One number from a vector of records, and what there is instead of a number.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;

int main() {
    //! [one_number]
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .stage = won, .closed = "2025-02-11"_date, .amount = 849.50_usd},
        {.id = "3", .stage = lost, .closed = "2025-02-28"_date, .amount = 3000_usd},
        {.id = "4", .stage = open, .amount = 700_usd},
    };

    show(fmt::format("{}", kpi::revenue(deals)), "2049.50 USD");
    show(fmt::format("{}", kpi::win_rate(deals)), "66.67 %");  // the open deal is not decided yet
    //! [one_number]

    //! [exact]
    const Outcome<Ratio> rate = kpi::win_rate(deals);
    show(fmt::format("{:x}", *rate), "2/3");  // exact: it is rounded only where it is shown
    //! [exact]

    //! [window]
    const Window february{"2025-02-01"_date, "2025-03-01"_date};  // from the 1st, before the 1st
    show(fmt::format("{}", kpi::win_rate.within(february, deals)), "50.00 %");
    //! [window]

    //! [no_value]
    const Window march{"2025-03-01"_date, "2025-04-01"_date};
    const auto none = kpi::win_rate.within(march, deals);
    show(fmt::format("{}", none), "no_records");  // nothing was decided: not 0 %, and not NaN
    if (!none && none.reason() == Reason::no_records)
        show(fmt::format("{}", none.value_or(Ratio{0})), "0.00 %");  // only if you say so
    //! [no_value]
}
