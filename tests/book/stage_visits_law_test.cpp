// SPDX-License-Identifier: MIT
// Stage visits of made-up histories, against what each deal's changes say when they are looked at
// for one stage at a time.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/random_book.hpp"

#include <saleskpi/kpi/stages.hpp>

#include <algorithm>
#include <map>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::text;

namespace {

const std::vector<std::string> pipeline{"A", "B", "C", "D"};
const Window window = make::days("2025-02-01", "2025-09-01");

using Histories = std::map<std::string, std::vector<StageChange>>;

std::vector<StageChange> random_changes(laws::Random& random, int deals) {
    const std::vector<std::string> stages{"A", "B", "C", "D", "elsewhere", ""};
    std::vector<StageChange> changes;
    for (int deal = 0; deal < deals; ++deal)
        for (auto n = random.between(1, 6); n > 0; --n) {
            StageChange c = make::moved(fmt::format("{}", deal), "2025-01-01", "");
            *c.date += date::days{random.between(0, 300)};
            if (random.chance(25)) c.stage = random.chance(50) ? Stage::won : Stage::lost;
            if (c.stage == Stage::open || random.chance(30))
                c.pipeline_stage = random.one_of(stages);
            changes.push_back(c);
        }
    random.shuffle(changes);
    return changes;
}

/// The place of a stage in the pipeline, or -1.
int place(const std::string& stage) {
    const auto found = std::find(pipeline.begin(), pipeline.end(), stage);
    return found == pipeline.end() ? -1 : static_cast<int>(found - pipeline.begin());
}

/// Of one day the open ones come before the decided ones, and those before the others which lie before in
/// the pipeline.
bool is_before(const StageChange& a, const StageChange& b) {
    if (a.date != b.date) return a.date < b.date;
    if ((a.stage == Stage::open) != (b.stage == Stage::open)) return a.stage == Stage::open;
    if (place(a.pipeline_stage) != place(b.pipeline_stage))
        return place(a.pipeline_stage) < place(b.pipeline_stage);
    if (a.pipeline_stage != b.pipeline_stage) return a.pipeline_stage < b.pipeline_stage;
    return a.stage < b.stage;
}

Histories by_deal(const std::vector<StageChange>& changes) {
    Histories histories;
    for (const StageChange& c : changes)
        histories[c.deal].push_back(c);
    for (auto& [deal, history] : histories)
        std::sort(history.begin(), history.end(), is_before);
    return histories;
}

/// Whether the deal is in a stage from this change on, and in which.
bool enters(const StageChange& c) {
    return c.stage == Stage::open ? !c.pipeline_stage.empty()
                                  : c.stage == Stage::won && place(c.pipeline_stage) >= 0;
}

bool is_won(const std::vector<StageChange>& history) { return history.back().stage == Stage::won; }

/// The first day on which the deal was in the stage or a later one, or was won for good.
std::optional<Date> reached(const std::vector<StageChange>& history, int stage) {
    for (const StageChange& c : history) {
        if (enters(c) && place(c.pipeline_stage) >= stage) return c.date;
        if (&c == &history.back() && is_won(history)) return c.date;
    }
    return std::nullopt;
}

bool got_to(const std::vector<StageChange>& history, int stage) {
    return reached(history, stage).has_value();
}

/// How often the deal came into the stage from outside, within the window.
int entries(const std::vector<StageChange>& history, const std::string& stage) {
    std::string now;
    int n = 0;
    for (const StageChange& c : history) {
        if (enters(c) && c.pipeline_stage == stage && now != stage && window.contains(*c.date)) ++n;
        if (enters(c))
            now = c.pipeline_stage;
        else if (c.stage != Stage::open)
            now.clear();
    }
    return n;
}

template <class M>
std::string within_window(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).during(window).run().at({})[metric]);
}

}  // namespace

TEST_CASE("stage visits agree with a look at each deal's changes") {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        laws::Random random{seed};
        const std::vector<StageChange> changes = random_changes(random, 60);
        const Book book = BookBuilder{usd}.pipeline(pipeline).add(changes).build();
        const Histories histories = by_deal(changes);
        for (int from = 0; from < 4; ++from) {
            const std::string& stage = pipeline[static_cast<std::size_t>(from)];
            INFO("seed " << seed << ", " << stage);
            int all = 0;
            int entered = 0;
            std::vector<int> further(4);
            for (const auto& [deal, history] : histories) {
                entered += entries(history, stage);
                const auto day = reached(history, from);
                if (!day || !window.contains(*day)) continue;
                ++all;
                for (int to = 0; to < 4; ++to)
                    if (got_to(history, to)) ++further[static_cast<std::size_t>(to)];
            }
            REQUIRE(all > 0);
            CHECK(within_window(book, deals_reaching(stage)) == fmt::format("{}", all));
            CHECK(within_window(book, stage_entries(stage)) == fmt::format("{}", entered));
            for (std::size_t to = 0; to < 4; ++to) {
                const auto metric = stage_conversion(stage, pipeline[to]);
                const Table table = rollup(book).metrics(metric).during(window).run();
                CHECK(table.at({})[metric]->exact() == Rational(further[to], all));
            }
        }
    }
}
