// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

using namespace saleskpi;
using namespace date::literals;

namespace {

constexpr Window year{Date{2025_y / 1 / 1}, Date{2026_y / 1 / 1}};

Deal open_deal(std::string id, std::string rep, Money amount) {
    Deal deal;
    deal.id = std::move(id);
    deal.rep = std::move(rep);
    deal.created = 2025_y / 1 / 2;
    deal.amount = amount;
    return deal;
}

Deal won(Deal deal, Date day) {
    deal.stage = Stage::won;
    deal.closed = day;
    return deal;
}

/// Of the whole year.
template <class Metric>
auto value_of(const Book& book, const Metric& metric) {
    return rollup(book).metrics(metric).during(year).run()[0][metric];
}

template <class Metric>
std::string text_of(const Book& book, const Metric& metric) {
    return make::text(value_of(book, metric));
}

template <class Metric>
auto value_of_rep(const Book& book, const Metric& metric, std::string_view rep) {
    return rollup(book).metrics(metric).by(by::rep).during(year).run().at({rep})[metric];
}

template <class Action>
bool is_refused(Action action) {
    return code_of(action) == ErrorCode::incompatible;
}

Book usd_book(const Ledger& ledger) { return BookBuilder{usd}.add(ledger).build(); }

}  // namespace

TEST_CASE("a deal that is open today is won tomorrow") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 2 / 1}}.add(open_deal("1", "Ann", 100_usd)));
    const Book first = usd_book(ledger);
    CHECK(value_of(first, kpi::revenue).value() == 0_usd);
    CHECK(value_of(first, kpi::pipeline_value).value() == 100_usd);

    const Book second = first.append(
        Batch{Date{2025_y / 2 / 2}}.add(won(open_deal("1", "Ann", 120_usd), 2025_y / 2 / 2)));
    CHECK(value_of(second, kpi::revenue).value() == 120_usd);
    CHECK(text_of(second, kpi::deals_won) == "1");
    CHECK(second.records("deals") == 1);
    CHECK(second.report().findings.empty());
    // The first serves its readers on.
    CHECK(value_of(first, kpi::revenue).value() == 0_usd);
    // And so does its ledger.
    CHECK(value_of(second.as_known_at(2025_y / 2 / 1), kpi::revenue).value() == 0_usd);
    CHECK(value_of(second.as_known_at(2025_y / 2 / 2), kpi::revenue).value() == 120_usd);
}

TEST_CASE("a deal gets another owner, another amount, and goes") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 3 / 1}}
                      .add(won(open_deal("1", "Ann", 100_usd), 2025_y / 2 / 2))
                      .add(won(open_deal("2", "Ann", 10_usd), 2025_y / 2 / 3)));
    ledger.append(
        Batch{Date{2025_y / 3 / 2}}.add(won(open_deal("1", "Ben", 90_usd), 2025_y / 2 / 2)));
    ledger.append(Batch{Date{2025_y / 3 / 3}}.remove<Deal>("2"));
    const Book book = usd_book(ledger);
    CHECK(value_of_rep(book, kpi::revenue, "Ben").value() == 90_usd);
    CHECK(text_of(book, kpi::deals_won) == "1");
    CHECK(value_of(book.as_known_at(2025_y / 3 / 2), kpi::revenue).value() == 100_usd);
    CHECK(value_of(book.as_known_at(2025_y / 3 / 1), kpi::revenue).value() == 110_usd);
    CHECK(ledger.batches() == 3);
    CHECK(ledger.entries("deals") == 4);
}

TEST_CASE("trap 132: of two versions of a deal the greater counts") {
    const std::int64_t versions[]{1, 2};
    const Deal deals[]{
        won(open_deal("1", "Ann", 100_usd), 2025_y / 2 / 2),
        won(open_deal("1", "Ann", 120_usd), 2025_y / 2 / 2)};
    Batch batch{Date{2025_y / 3 / 1}};
    Provenance provenance;
    provenance.versions = versions;
    batch.add(deals, provenance);
    CHECK(value_of(usd_book(Ledger{}.append(batch)), kpi::revenue).value() == 120_usd);
}

TEST_CASE("trap 133: a version that arrives late does not undo the one after it") {
    const auto version = [](std::int64_t number, Money amount, Date known) {
        Batch batch{known};
        const Deal deal = won(open_deal("1", "Ann", amount), 2025_y / 2 / 2);
        Provenance provenance;
        provenance.versions = {&number, 1};
        batch.add(std::span{&deal, 1}, provenance);
        return batch;
    };
    Ledger ledger;
    ledger.append(version(2, 120_usd, 2025_y / 3 / 1)).append(version(1, 100_usd, 2025_y / 3 / 2));
    CHECK(value_of(usd_book(ledger), kpi::revenue).value() == 120_usd);
}

TEST_CASE("trap 134: a late row changes what is known now and not what was known") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 1 / 31}}.add(
        won(open_deal("1", "Ann", 1000_usd), 2025_y / 1 / 20)));
    ledger.append(
        Batch{Date{2025_y / 2 / 10}}.add(won(open_deal("2", "Ann", 50_usd), 2025_y / 1 / 30)));
    const Book now = usd_book(ledger);
    const auto january = [](const Book& book) {
        return rollup(book)
            .metrics(kpi::revenue)
            .during(2025_y / 1 / 1, 2025_y / 2 / 1)
            .run()[0][kpi::revenue]
            .value();
    };
    CHECK(january(now) == 1050_usd);
    CHECK(january(now.as_known_at(2025_y / 1 / 31)) == 1000_usd);
}

TEST_CASE("a ledger that grew leaves its copies as they were") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 1 / 31}}.add(open_deal("1", "Ann", 1_usd)));
    const Ledger copy = ledger;
    Batch batch{Date{2025_y / 2 / 1}};
    batch.add(open_deal("2", "Ann", 2_usd));
    ledger.append(batch);
    batch.add(open_deal("3", "Ann", 3_usd));  // comes too late for the ledger
    CHECK(copy.entries("deals") == 1);
    CHECK(ledger.entries("deals") == 2);
}

TEST_CASE("a book of a ledger has no other records") {
    const Ledger ledger;
    CHECK(is_refused([&] {
        (void)BookBuilder{usd}.add(Deal{.id = "1"}).add(ledger);
    }));
    CHECK(is_refused([&] {
        (void)BookBuilder{usd}.add(ledger).add(Deal{.id = "1"});
    }));
    const Book without = BookBuilder{usd}.build();
    CHECK(!without.has_ledger());
    CHECK(is_refused([&] { (void)without.append(Batch{Date{}}); }));
    CHECK(is_refused([&] { (void)without.ledger(); }));
}
