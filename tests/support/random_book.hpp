// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/record/records.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Books of made-up records, the same ones for the same seed on every machine.
namespace laws {

using namespace saleskpi;
using namespace saleskpi::kpi;

/// A stream of numbers that depends on nothing but its seed.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed * 0x9E37'79B9'7F4A'7C15U + 1} {}

    std::uint64_t next();
    /// A number from `least` to `greatest`, both included.
    std::int64_t between(std::int64_t least, std::int64_t greatest);
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(all.size()) - 1))];
    }
    template <class T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t i = all.size(); i > 1; --i)
            std::swap(
                all[i - 1], all[static_cast<std::size_t>(between(0, static_cast<int>(i) - 1))]);
    }

private:
    std::uint64_t state_;
};

struct RandomOptions {
    std::size_t deals = 300;
    bool credits = true;     ///< deals and activities that several reps share
    bool currencies = true;  ///< money in other currencies than the book's, with rates
    bool faults = true;      ///< records that a book rejects or corrects
};

/// Records of every kind.
struct Records {
    std::vector<Assignment> assignments;
    std::vector<Deal> deals;
    std::vector<Lead> leads;
    std::vector<Activity> activities;
    std::vector<Quote> quotes;
    std::vector<Subscription> subscriptions;
    std::vector<Customer> customers;
    std::vector<Target> targets;
    std::vector<Spend> spend;
    std::vector<StageChange> stage_changes;
    std::vector<Survey> surveys;
    std::vector<UsageEvent> usage_events;
    std::vector<Ticket> tickets;
    std::vector<ExchangeRate> exchange_rates;
    std::vector<Reference> references;
    /// Those of one deal belong together: a book does not grow by more of the same.
    std::vector<Touch> touches;

    /// Calls f with every table in turn but that of the touches.
    template <class F>
    void each(F&& f) const {
        each_of(*this, f);
    }
    template <class F>
    void each(F&& f) {
        each_of(*this, f);
    }

    Book book(
        Currency currency = usd,
        const Calendar& calendar = {},
        std::optional<Date> as_of = std::nullopt) const;
    std::vector<RowSource> sources() const;
    /// The same records in another order.
    Records shuffled(std::uint64_t seed) const;
    /// The records dealt out to n parts of uneven size. What every part needs is in each of them:
    /// assignments and exchange rates.
    std::vector<Records> split(std::size_t n, std::uint64_t seed) const;

private:
    template <class Self, class F>
    static void each_of(Self& self, F& f) {
        f(self.assignments), f(self.deals), f(self.leads), f(self.activities), f(self.quotes);
        f(self.subscriptions), f(self.customers), f(self.targets), f(self.spend);
        f(self.stage_changes), f(self.surveys), f(self.usage_events), f(self.tickets);
        f(self.exchange_rates), f(self.references);
    }
};

/// Calls f with the member of every table in turn but that of the touches: `&Records::deals`.
template <class F>
void for_each_table(F&& f) {
    f(&Records::assignments), f(&Records::deals), f(&Records::leads), f(&Records::activities);
    f(&Records::quotes), f(&Records::subscriptions), f(&Records::customers), f(&Records::targets);
    f(&Records::spend), f(&Records::stage_changes), f(&Records::surveys);
    f(&Records::usage_events), f(&Records::tickets), f(&Records::exchange_rates);
    f(&Records::references);
}

/// Leaves of targets for the same on some of the same days the first.
void without_overlaps(std::vector<Target>& all);

/// Records from late 2023 to early 2026: twelve reps of whom some move, some leave and some never
/// had a team; texts, dates and amounts that are often missing; credit notes; zero targets.
Records random_records(std::uint64_t seed, const RandomOptions& options = {});

}  // namespace laws
