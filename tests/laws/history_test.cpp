// SPDX-License-Identifier: MIT
// Lives of deals are made up day by day. What is said of them afterwards, in changes and in the record,
// must tell every day as it was.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/random_book.hpp"
#include "support/slow_history.hpp"

#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using make::day;
using make::text;

namespace {

constexpr int length = 40;  // in days
const std::vector<std::string> reps{"Ann", "Ben", "Cleo"};
const std::vector<std::string> steps{"Demo", "Offer", "Terms"};

Date day_of(int number) { return day("2025-01-01") + date::days{number}; }

struct State {
    std::string rep;
    std::string step;
    std::int64_t amount = 0;
    Stage stage = Stage::open;
    int closed = -1;
    std::string closer{};  ///< whose it was at the end of the day of closing
};

struct Life {
    std::string id;
    int created = 0;
    std::vector<State> days;  ///< from the day of creation on
};

/// The lives, and what is said of them.
struct World {
    std::vector<Life> lives;
    std::vector<Deal> deals;
    std::vector<StageChange> stages;
    std::vector<FieldChange> fields;
};

std::string written(std::int64_t cents) { return to_text(Money{cents, usd}); }

class Maker {
public:
    explicit Maker(std::uint64_t seed) : random_{seed} {}

    World world(int n) {
        for (int i = 0; i < n; ++i)
            live(std::to_string(i));
        return std::move(world_);
    }

private:
    void live(const std::string& id) {
        life_ = {id, static_cast<int>(random_.between(0, length - 1)), {}};
        now_ = {};
        now_.rep = random_.one_of(reps), now_.step = steps[0];
        now_.amount = random_.between(1, 900) * 100;
        order_ = 0;
        today_ = life_.created;
        say_stage(true);
        for (; today_ < length; ++today_) {
            order_ = (std::max)(order_, 1);
            while (random_.chance(12))
                happen();
            if (now_.closed == today_) now_.closer = now_.rep;
            life_.days.push_back(now_);
            order_ = 0;
        }
        Deal deal;
        deal.id = id, deal.rep = now_.rep, deal.pipeline_stage = now_.step;
        deal.created = day_of(life_.created), deal.amount = Money{now_.amount, usd};
        deal.stage = now_.stage;
        if (now_.closed >= 0) deal.closed = day_of(now_.closed);
        world_.deals.push_back(deal);
        world_.lives.push_back(std::move(life_));
    }

    void happen() {
        ++order_;
        switch (random_.between(0, 3)) {
            case 0: {
                const std::string before = now_.rep;
                now_.rep = random_.one_of(reps);
                return say_field("rep", now_.rep, before);
            }
            case 1: {
                const std::string before = written(now_.amount);
                now_.amount = random_.between(1, 900) * 100;
                return say_field("amount", written(now_.amount), before);
            }
            case 2:
                now_.step = random_.one_of(steps);
                return say_stage(random_.chance(30));
            default:
                now_.stage = now_.stage != Stage::open ? Stage::open
                             : random_.chance(60)      ? Stage::won
                                                       : Stage::lost;
                now_.closed = now_.stage == Stage::open ? -1 : today_;
                return say_stage(random_.chance(30));
        }
    }
    void say_stage(bool with_amount) {
        StageChange change;
        change.deal = life_.id, change.date = day_of(today_), change.order = order_;
        change.stage = now_.stage, change.pipeline_stage = now_.step;
        if (with_amount) change.amount = Money{now_.amount, usd};
        world_.stages.push_back(change);
    }
    void say_field(const char* field, const std::string& value, const std::string& before) {
        world_.fields.push_back({"deals", life_.id, field, day_of(today_), order_, value, before});
    }

    laws::Random random_;
    World world_;
    Life life_;
    State now_;
    int today_ = 0;
    int order_ = 0;
};

BookBuilder told(const World& world) {
    BookBuilder builder{usd};
    return std::move(builder.add(world.deals).add(world.stages).add(world.fields));
}

using Numbers = std::map<std::string, std::int64_t>;

void count(Numbers& all, const std::string& key, std::int64_t n = 1) {
    if (n != 0) all[key] += n;
}

/// "open Ann", "pipeline Demo", "won Ann", "revenue Ann" at the end of a day.
Numbers lived(const World& world, int today, bool with_outcomes) {
    Numbers all;
    for (const Life& life : world.lives) {
        if (life.created > today) continue;
        const State& state = life.days[static_cast<std::size_t>(today - life.created)];
        if (state.stage == Stage::open) {
            count(all, "open " + state.rep);
            count(all, "pipeline " + state.step, state.amount);
        } else if (state.stage == Stage::won && with_outcomes) {
            count(all, "won " + state.closer);
            count(all, "revenue " + state.closer, state.amount);
        }
    }
    return all;
}

template <class M>
void read(
    Numbers& all, const Table& table, const M& metric, const std::string& what, const Period* day) {
    for (const auto row : table)
        if ((!day || row.key().period == *day) && row[metric])
            count(
                all, what + " " + std::string{row.key().group[0]},
                static_cast<std::int64_t>(row[metric]->exact().numerator()));
}

Numbers reported(const Book& book, int today) {
    const Window window{day("2024-01-01"), day_of(today + 1)};
    Numbers all;
    const auto ask = [&](const auto& metric, const Dimension& by, const char* what) {
        read(all, rollup(book).metrics(metric).by(by).during(window).run(), metric, what, nullptr);
    };
    ask(open_deals, by::rep, "open"), ask(pipeline_value, Dimension{"pipeline_stage"}, "pipeline");
    ask(deals_won, by::rep, "won"), ask(revenue, by::rep, "revenue");
    return all;
}

/// "open Ann: 3, lived 2; "
std::string difference(const Numbers& said, const Numbers& lived) {
    std::string all;
    const auto at = [](const Numbers& numbers, const std::string& key) {
        const auto found = numbers.find(key);
        return found == numbers.end() ? 0 : found->second;
    };
    Numbers both = said;
    both.insert(lived.begin(), lived.end());
    for (const auto& [key, number] : both)
        if (at(said, key) != at(lived, key))
            all += key + ": " + std::to_string(at(said, key)) + ", lived " +
                   std::to_string(at(lived, key)) + "; ";
    return all;
}

}  // namespace

TEST_CASE("as of every day a book says what was on that day") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const World world = Maker{seed}.world(40);
        REQUIRE(told(world).build().report().findings.empty());
        for (int today = 0; today < length; ++today) {
            CAPTURE(seed, today);
            const Book book = told(world).as_of(day_of(today)).build();
            CHECK(difference(reported(book, today), lived(world, today, true)) == "");
        }
    }
}

TEST_CASE("a report by days says of each day what was on that day") {
    for (const std::uint64_t seed : {4U, 5U, 6U}) {
        const World world = Maker{seed}.world(40);
        for (const int as_of : {length - 1, length / 2}) {
            const Book book = as_of == length - 1 ? told(world).build()
                                                  : told(world).as_of(day_of(as_of)).build();
            for (int today = 0; today <= as_of; ++today) {
                CAPTURE(seed, today, as_of);
                Numbers all = reported(book, today);
                std::erase_if(all, [](const auto& one) {
                    return one.first.starts_with("won") || one.first.starts_with("revenue");
                });
                CHECK(difference(all, lived(world, today, false)) == "");
            }
        }
    }
}

TEST_CASE("the order in which changes are told does not show") {
    World world = Maker{7}.world(60);
    const auto all_of = [&] {
        std::vector<Numbers> all;
        for (const int today : {5, 15, 25, length - 1})
            all.push_back(reported(told(world).as_of(day_of(today)).build(), today));
        all.push_back(reported(told(world).build(), length / 2));
        return all;
    };
    const auto first = all_of();
    laws::Random random{8};
    for (int turn = 0; turn < 3; ++turn) {
        random.shuffle(world.deals), random.shuffle(world.stages), random.shuffle(world.fields);
        CHECK(all_of() == first);
    }
}
