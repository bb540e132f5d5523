// SPDX-License-Identifier: MIT
// A book of a ledger that is told what changed: a night's batch, and one deal at a time.
#include "measurements.hpp"
#include "sqlite_rows.hpp"

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/builder.hpp>
#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::size_t nights = 100;
constexpr std::size_t changes = 1'000;
constexpr std::size_t single_changes = 1'000;

class Random {
public:
    std::size_t below(std::size_t most) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>((state_ >> 33U) % most);
    }

private:
    std::uint64_t state_ = 1;
};

Ledger ledger_of(const Generator& generator) {
    constexpr std::size_t chunk = 100'000;
    Batch first{generator.window().until};
    first.add(generator.assignments());
    const std::size_t n = generator.shape().deals;
    for (std::size_t deal = 0; deal < n; deal += chunk)
        first.add(generator.deals(deal, (std::min)(chunk, n - deal)));
    Ledger ledger;
    ledger.append(first);
    return ledger;
}

/// Of a thousand changes 50 are deletions and 100 are new deals; the others are won, lost, reopened, handed
/// to somebody else or of another amount.
Batch night(const Generator& generator, std::size_t number, Random& random) {
    const Shape& shape = generator.shape();
    Batch batch{generator.window().until + date::days{static_cast<int>(number) + 1}};
    std::vector<Deal> changed;
    for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t deal = random.below(shape.deals);
        if (i % 20 == 0) {
            batch.remove<Deal>(generator.deal(deal).id);
            continue;
        }
        // As another one, under this id.
        Deal as = generator.deal(random.below(shape.deals));
        as.id =
            i % 10 == 1 ? "new-" + std::to_string(number * changes + i) : generator.deal(deal).id;
        changed.push_back(std::move(as));
    }
    batch.add(changed);
    return batch;
}

/// A month of the window, and the days [first, until) of it.
struct MonthOfDay {
    MonthOfDay(const Generator& generator, int day) {
        const Date at = generator.window().first + date::days{day};
        for (const Period& period : Calendar{}.periods(generator.window(), Grain::month))
            if (period.first <= at && at < period.until) {
                const date::year_month_day its{period.first};
                month = Month{
                    static_cast<int>(its.year()),
                    static_cast<int>(static_cast<unsigned>(its.month()))};
                first = static_cast<int>((period.first - generator.window().first).count());
                until = static_cast<int>((period.until - generator.window().first).count());
            }
    }
    Month month{2021, 1};
    int first = 0, until = 0;
};

/// The deals of one number each that the single changes are about, and what they then are.
struct Change {
    std::size_t deal;
    Deal as;
    Fact fact;
    MonthOfDay closed;
};

std::vector<Change> single(const Generator& generator) {
    Random random;
    std::vector<Change> all;
    while (all.size() < single_changes) {
        const std::size_t deal = random.below(generator.shape().deals);
        const Fact fact = generator.fact(deal);
        if (fact.closed == never || fact.stage != Stage::won) continue;
        if (generator.window().first + date::days{fact.closed} >= generator.window().until)
            continue;
        Change change{deal, generator.deal(deal), fact, {generator, fact.closed}};
        change.fact.amount += 100;
        change.as.amount = Money{change.fact.amount, usd};
        all.push_back(std::move(change));
    }
    return all;
}

}  // namespace

Lines append(Context& context) {
    const Generator& generator = context.generator();
    const double plain_bytes = static_cast<double>(context.book().bytes());
    context.release();
    const Ledger ledger = ledger_of(generator);
    Book book = BookBuilder{usd}.add(ledger).build();
    const double ledger_book_bytes = static_cast<double>(book.bytes());

    // One at a time, each on top of those before.
    const std::vector<Change> all = single(generator);
    const Prepared prepared = rollup(book)
                                  .metrics(revenue, win_rate)
                                  .by(by::rep)
                                  .every(Grain::month)
                                  .during(generator.window())
                                  .prepare();
    (void)book.append(
        Batch{generator.window().until + date::days{1}}.add(all[0].as));  // its indexes
    SqliteRows sqlite{generator};
    std::vector<Rational> ours_said, sqlite_said;
    Race race;
    const double& ours = race.add([&] {
        ours_said.clear();
        Book so_far = book;
        for (const Change& change : all) {
            Batch one{generator.window().until + date::days{1}};
            one.add(change.as);
            const Book changed = so_far.append(one);
            const RowView row = prepared.over(changed).row({change.as.rep}, change.closed.month);
            ours_said.push_back(row[revenue].value().exact());
            so_far = changed;
        }
    });
    const double& theirs = race.add(
        [&] {
            sqlite_said.clear();
            for (const Change& change : all) {
                sqlite.change(change.deal, change.fact);
                sqlite_said.push_back(Rational{
                    sqlite.of_rep(change.fact.rep, change.closed.first, change.closed.until)
                        .revenue});
            }
        },
        [&] {
            for (const Change& change : all)
                sqlite.change(change.deal, generator.fact(change.deal));
        });
    race.go(context.options().runs);
    if (SqliteRows::is_available() && ours_said != sqlite_said)
        throw std::runtime_error{"ours and SQLite's rows differ after a change"};

    Random random;
    std::vector<double> times;
    for (std::size_t i = 0; i < nights; ++i) {
        const Batch batch = night(generator, i, random);
        times.push_back(seconds([&] { book = book.append(batch); }));
    }
    const double longest = *std::max_element(times.begin(), times.end());
    // The deals of the first night are found by an index of ids, which is made then.
    const double later = *std::max_element(times.begin() + 1, times.end());

    const double one = ours / single_changes;
    const auto beside = [&] {
        if (!SqliteRows::is_available()) return not_available("SQLite");
        const double its = theirs / single_changes;
        return timed("SQLite, a deal changed and its row read", its)
            .is(its / one, "ours")
            .at_least(3);
    };
    return {
        timed("a batch of 1,000 changes, median of 100", median(times))
            .is(median(times) / 0.005, "5 ms")
            .at_most(1),
        timed("the longest of them", longest),
        timed("the longest but for the first", later),
        timed("ours, a deal changed and its prepared row read", one),
        beside(),
        Line{"a book of a ledger, by its own account"}
            .is(ledger_book_bytes / plain_bytes, "one without")
            .at_most(1.01),
        Line{"the ledger beside it"}.says(
            number(
                static_cast<double>(ledger.bytes()) /
                static_cast<double>(generator.shape().deals)) +
            " bytes per deal")};
}

}  // namespace bench
