// SPDX-License-Identifier: MIT
// A book that grew with a ledger is the one that the ledger makes at once, and that is the one of what
// stands in the end.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "laws/queries.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <type_traits>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Date day(const char* text) { return try_parse_date(text).value(); }

template <class R>
std::string text_of(const std::optional<R>& value) {
    return value ? std::to_string(value->time_since_epoch().count()) : "";
}

// What tells records from each other; nothing where nothing does.
std::string identity(const Assignment& a) { return a.rep + "/" + text_of(a.from); }
std::string identity(const Target& t) {
    return t.metric + "/" + t.rep + "/" + t.team + "/" + t.region + "/" + text_of(t.from) + "/" +
           text_of(t.until);
}
std::string identity(const ExchangeRate& r) { return r.base + r.quote + text_of(r.from); }
template <class R>
std::string identity(const R& record) {
    if constexpr (requires { record.id; })
        return record.id;
    else
        return {};
}

/// What stands of all that was said, by the simplest of means: the last that was said of each.
template <class R>
struct Standing {
    std::map<std::string, R> by_identity;
    std::vector<R> others;

    void say(const R& record) {
        if (const std::string key = identity(record); !key.empty())
            by_identity[key] = record;
        else
            others.push_back(record);
    }
    void remove(const R& record) { by_identity.erase(identity(record)); }
    std::vector<R> all() const {
        std::vector<R> records = others;
        for (const auto& [key, record] : by_identity)
            records.push_back(record);
        return records;
    }
};

struct World {
    Standing<Assignment> assignments;
    Standing<Deal> deals;
    Standing<Lead> leads;
    Standing<Activity> activities;
    Standing<Quote> quotes;
    Standing<Subscription> subscriptions;
    Standing<Customer> customers;
    Standing<Target> targets;
    Standing<Spend> spend;
    Standing<Survey> surveys;
    Standing<UsageEvent> usage_events;
    Standing<Ticket> tickets;
    Standing<ExchangeRate> exchange_rates;

    template <class F>
    void each(const laws::Records& all, F&& f) {
        f(assignments, all.assignments), f(deals, all.deals), f(leads, all.leads);
        f(activities, all.activities), f(quotes, all.quotes);
        f(subscriptions, all.subscriptions), f(customers, all.customers);
        f(targets, all.targets), f(spend, all.spend), f(surveys, all.surveys);
        f(usage_events, all.usage_events), f(tickets, all.tickets);
        f(exchange_rates, all.exchange_rates);
    }
};

/// A ledger of some nights, and what stood after each of them.
struct Nights {
    std::vector<Batch> batches;
    std::vector<World> worlds;
};

constexpr Date first_night{date::year{2026} / 1 / 1};

/// Without faults: a record that is none does not take the place of the one before it.
Nights random_nights(std::uint64_t seed, std::size_t n) {
    laws::Random random{seed};
    laws::RandomOptions options;
    options.deals = 60;
    options.faults = false;
    // The same ids in each, with something else in all the other fields.
    const std::vector<laws::Records> versions{
        laws::random_records(seed, options), laws::random_records(seed + 1000, options),
        laws::random_records(seed + 2000, options)};
    Nights nights;
    World world;
    for (std::size_t night = 0; night < n; ++night) {
        Batch batch{first_night + date::days{static_cast<int>(night)}};
        const int percent = night == 0 ? 60 : static_cast<int>(random.between(1, 12));
        world.each(random.one_of(versions), [&](auto& standing, const auto& records) {
            // Those of one night are of one version: each is said once.
            auto said = records;
            random.shuffle(said);
            std::map<std::string, bool> seen;
            for (const auto& record : said) {
                if (!random.chance(percent)) continue;
                const std::string key = identity(record);
                if (!key.empty() && seen[key]) continue;
                seen[key] = true;
                if (!key.empty() && night > 0 && random.chance(25)) {
                    batch.remove(record);
                    standing.remove(record);
                } else {
                    batch.add(record);
                    standing.say(record);
                }
            }
        });
        nights.batches.push_back(std::move(batch));
        nights.worlds.push_back(world);
    }
    return nights;
}

BookBuilder builder(std::optional<Date> as_of) {
    BookBuilder made{usd};
    if (as_of) made.as_of(*as_of);
    return made;
}

Book at_once(World world, std::optional<Date> as_of) {
    BookBuilder made = builder(as_of);
    world.each({}, [&](const auto& standing, const auto&) { made.add(standing.all()); });
    return made.build();
}

/// But for notes that compare all of a table with itself, which an append does not look for.
std::vector<std::string> findings_of(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& f : book.report().findings)
        if (f.kind != FindingKind::gap && f.kind != FindingKind::look_alike)
            all.push_back(f.table + "/" + f.id + "/" + f.field + "/" + f.value + "/" + f.reason);
    std::sort(all.begin(), all.end());
    return all;
}

/// What only one of two books has found; empty where both have found the same.
std::string other_findings(const Book& a, const Book& b) {
    const std::vector<std::string> of_a = findings_of(a);
    const std::vector<std::string> of_b = findings_of(b);
    std::vector<std::string> only;
    std::set_symmetric_difference(
        of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::back_inserter(only));
    std::string text;
    for (const std::string& one : only)
        text += one + (std::count(of_a.begin(), of_a.end(), one) >
                               std::count(of_b.begin(), of_b.end(), one)
                           ? " (in the first)\n"
                           : " (in the second)\n");
    return text;
}

std::string counts_of(const Book& book) {
    std::string text;
    for (const TableCount& count : book.report().tables)
        if (count.read > 0)
            text += fmt::format(
                "{}: {} = {} + {} + {} + {}\n", count.table, count.read, count.kept, count.rejected,
                count.later, count.replaced);
    return text;
}

Table answer(const Book& book, const laws::Question& question) { return question.to(book).run(); }

/// So that the book remembers something. One without records has no products, by which some metrics are cut.
void ask(const Book& book, const laws::Question& question) {
    if (!book.tables().empty()) (void)answer(book, question);
}

}  // namespace

TEST_CASE("a book that grew with its ledger is the one that the ledger makes at once") {
    const auto as_of = GENERATE(std::optional<Date>{}, std::optional{day("2024-10-10")});
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        const Nights nights = random_nights(seed, 6);
        laws::Random random{seed};
        Ledger ledger;
        Book grown = builder(as_of).add(ledger).build();
        for (std::size_t night = 0; night < nights.batches.size(); ++night) {
            CAPTURE(night);
            if (random.chance(50)) ask(grown, laws::random_question(random));
            grown = grown.append(nights.batches[night]);
            ledger.append(nights.batches[night]);
            const Book made = builder(as_of).add(ledger).build();
            const Book stands = at_once(nights.worlds[night], as_of);
            CHECK(other_findings(grown, made) == "");
            CHECK(counts_of(grown) == counts_of(made));
            CHECK(grown.span() == made.span());
            for (int i = 0; i < 2; ++i) {
                const laws::Question question = laws::random_question(random);
                CAPTURE(question.text());
                const Table expected = answer(made, question);
                CHECK(laws::difference(answer(grown, question), expected) == "");
                CHECK(laws::difference_of_values(answer(stands, question), expected) == "");
            }
        }
    }
}

TEST_CASE("a ledger known at a moment makes the book of that moment") {
    const Nights nights = random_nights(20, 5);
    laws::Random random{20};
    Ledger ledger;
    for (const Batch& batch : nights.batches)
        ledger.append(batch);
    const Book now = BookBuilder{usd}.add(ledger).build();
    for (std::size_t night = 0; night < nights.batches.size(); ++night) {
        CAPTURE(night);
        const Book then = now.as_known_at(first_night + date::days{static_cast<int>(night)});
        const Book stood = at_once(nights.worlds[night], {});
        const laws::Question question = laws::random_question(random);
        CAPTURE(question.text());
        CHECK(laws::difference_of_values(answer(stood, question), answer(then, question)) == "");
    }
}

namespace {

/// Batches that say anything: histories, corrections, merges.
std::vector<Batch> random_stories(std::uint64_t seed, std::size_t n) {
    laws::Random random{seed};
    laws::RandomOptions options;
    options.deals = 40;
    options.faults = random.chance(50);
    const std::vector<laws::Records> versions{
        laws::random_records(seed, options), laws::random_records(seed + 1000, options)};
    const auto deal_of = [&] { return random.one_of(versions[0].deals).id; };
    const auto a_day = [&] { return day("2024-01-01") + date::days{random.between(0, 700)}; };
    std::vector<Batch> stories;
    for (std::size_t night = 0; night < n; ++night) {
        // Two nights may be known since one instant.
        Batch batch{first_night + date::days{static_cast<int>(night / 2)}};
        const int percent = night == 0 ? 70 : static_cast<int>(random.between(0, 10));
        random.one_of(versions).each([&](const auto& records) {
            for (const auto& record : records)
                if (random.chance(percent)) batch.add(record);
        });
        for (const Touch& touch : versions[0].touches)
            if (random.chance(percent)) batch.add(touch);
        for (int i = 0; i < 4; ++i) {
            FieldChange change{"deals", deal_of(), "amount", a_day(), std::nullopt, "70.00 USD"};
            if (random.chance(50))
                change.field = "rep", change.value = random.chance(50) ? "Asha" : "Ben";
            if (random.chance(10)) change.id = "nobody";
            if (random.chance(60)) batch.add(change);
        }
        if (random.chance(50)) {
            Deal correction = random.one_of(versions[0].deals);
            correction.corrects = deal_of();
            correction.id = "correction" + std::to_string(random.between(1, 4));
            batch.add(correction);
        }
        if (random.chance(50)) batch.merge<Deal>(deal_of(), deal_of());
        if (random.chance(40))
            batch.merge<Customer>(
                random.one_of(versions[0].customers).id, random.one_of(versions[0].customers).id);
        if (random.chance(40))
            batch.merge<Lead>(
                random.one_of(versions[0].leads).id, random.one_of(versions[0].leads).id);
        if (random.chance(50)) batch.remove<Deal>(deal_of());
        if (random.chance(30)) batch.remove<Lead>(random.one_of(versions[0].leads).id);
        if (night > 0 && random.chance(30) && !versions[0].stage_changes.empty())
            batch.remove(random.one_of(versions[0].stage_changes));
        if (random.chance(30))
            batch.remove(Merge{"customers", random.one_of(versions[0].customers).id, ""});
        stories.push_back(std::move(batch));
    }
    return stories;
}

}  // namespace

TEST_CASE("histories, corrections and merges grow as they are made at once") {
    const auto as_of = GENERATE(std::optional<Date>{}, std::optional{day("2024-10-10")});
    const auto pipeline = GENERATE(false, true);
    const auto made_by = [&] {
        BookBuilder made = builder(as_of);
        if (pipeline) made.pipeline({"Demo", "Proposal", "Contract"});
        return made;
    };
    for (std::uint64_t seed = 31; seed <= 34; ++seed) {
        CAPTURE(seed, pipeline, as_of.has_value());
        laws::Random random{seed};
        Ledger ledger;
        Book grown = made_by().add(ledger).build();
        for (const Batch& batch : random_stories(seed, 6)) {
            CAPTURE(ledger.batches());
            if (random.chance(50)) ask(grown, laws::random_question(random));
            grown = grown.append(batch);
            ledger.append(batch);
            const Book made = made_by().add(ledger).build();
            CHECK(other_findings(grown, made) == "");
            CHECK(counts_of(grown) == counts_of(made));
            const laws::Question question = laws::random_question(random);
            CAPTURE(question.text());
            CHECK(laws::difference(answer(grown, question), answer(made, question)) == "");
        }
    }
}
