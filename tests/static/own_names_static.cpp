// SPDX-License-Identifier: MIT
// An application that says `using namespace saleskpi;` keeps its own words: what definitions are
// written with stands in saleskpi::kpi, what results are cut by in saleskpi::by.
#include <saleskpi/saleskpi.hpp>

#include <string>
#include <vector>

using namespace saleskpi;

// Types, functions and variables of its own, at namespace scope, where they would be ambiguous.
struct deal {};
struct lead {};
std::vector<std::string> customer();
int target();
namespace activity {
inline constexpr int calls_a_day = 40;
}

inline int version = 3;
inline int rep = 0, team = 0, region = 0, company = 0, unassigned = 0;
inline int customers = 0, activities = 0, calls = 0, emails = 0, meetings = 0, tickets = 0;
inline int revenue = 0, win_rate = 0, mrr = 0, pipeline_value = 0, quote = 0, spend = 0;
inline int won = 0, lost = 0, decided = 0, still_open = 0, expansion = 0, renewal = 0;
inline int rank = 0, pace = 0, change = 0, before = 0, difference = 0, previous = 0, rolling = 0;
inline int count = 0, sum = 0, mean = 0, median = 0, largest = 0, smallest = 0, distinct = 0;
inline int age = 0, percentile = 0, metric = 0, filtered = 0, scorecard = 0, constant = 0;
inline int attainment = 0, share_of = 0, days_left = 0, working_days = 0, cumulative = 0;

int all_of_them() {
    const deal one;
    const lead another;
    (void)one;
    (void)another;
    return version + rep + team + region + company + unassigned + customers + activities + calls +
           emails + meetings + tickets + revenue + win_rate + mrr + pipeline_value + quote + spend +
           won + lost + decided + still_open + expansion + renewal + rank + pace + change + before +
           difference + previous + rolling + count + sum + mean + median + largest + smallest +
           distinct + age + percentile + metric + filtered + scorecard + constant + attainment +
           share_of + days_left + working_days + cumulative + activity::calls_a_day +
           static_cast<int>(customer().size()) + target();
}

// And the library's are there beside them.
inline constexpr auto big =
    kpi::metric("big", kpi::sum(kpi::deal::amount).where(kpi::won).by(kpi::deal::closed));
static_assert(big.unit == Unit::money);
static_assert(by::team.name() == "team");
