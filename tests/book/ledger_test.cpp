// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/difference.hpp>
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
    ledger.append(
        Batch{Date{2025_y / 1 / 31}}.add(won(open_deal("1", "Ann", 1000_usd), 2025_y / 1 / 20)));
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
    CHECK_FALSE(rollup(now).metrics(kpi::revenue).run().known_at());
    CHECK(
        rollup(now.as_known_at(2025_y / 1 / 31)).metrics(kpi::revenue).run().known_at() ==
        Date{2025_y / 1 / 31});
    CHECK(
        code_of([&] {
            Partial part =
                rollup(now).metrics(kpi::revenue).during(2025_y / 1 / 1, 2025_y / 2 / 1).partial();
            part.merge(rollup(now.as_known_at(2025_y / 1 / 31))
                           .metrics(kpi::revenue)
                           .during(2025_y / 1 / 1, 2025_y / 2 / 1)
                           .partial());
        }) == ErrorCode::incompatible);
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
    CHECK(is_refused([&] { (void)BookBuilder{usd}.add(Deal{.id = "1"}).add(ledger); }));
    CHECK(is_refused([&] { (void)BookBuilder{usd}.add(ledger).add(Deal{.id = "1"}); }));
    const Book without = BookBuilder{usd}.build();
    CHECK(!without.has_ledger());
    CHECK(is_refused([&] { (void)without.append(Batch{Date{}}); }));
    CHECK(is_refused([&] { (void)without.ledger(); }));
}

TEST_CASE("a purge erases a customer wherever they stand") {
    Ledger ledger;
    Deal deal = won(open_deal("1", "Ann", 100_usd), 2025_y / 2 / 2);
    deal.customer = "C1-old";
    ledger.append(Batch{Date{2025_y / 3 / 1}}
                      .add(deal)
                      .add(Customer{.id = "C1-old", .name = "Ada"})
                      .add(Customer{.id = "C2", .name = "Bob"}));
    ledger.append(Batch{Date{2025_y / 3 / 2}}
                      .add(Customer{.id = "C1", .name = "Ada L."})
                      .merge<Customer>("C1-old", "C1"));
    const Ledger before = ledger;
    const std::vector<Purged> purged = ledger.purge<Customer>("C1");
    CHECK(
        purged ==
        std::vector<Purged>{{"customers", "", 2}, {"deals", "customer", 1}, {"merges", "", 1}});
    const Book book = usd_book(ledger);
    CHECK(book.records("customers") == 1);
    CHECK(value_of(book, kpi::revenue).value() == 100_usd);
    CHECK(ledger.purge<Customer>("C1").empty());
    CHECK(before.entries("customers") == 3);
    CHECK(ledger.entries("customers") == 1);
}

TEST_CASE("a purge of a deal erases its history") {
    Ledger ledger;
    ledger.append(
        Batch{Date{2025_y / 3 / 1}}
            .add(open_deal("1", "Ann", 100_usd))
            .add(open_deal("2", "Ann", 10_usd))
            .add(StageChange{.deal = "1", .date = 2025_y / 2 / 1, .pipeline_stage = "Demo"})
            .add(StageChange{.deal = "2", .date = 2025_y / 2 / 1, .pipeline_stage = "Demo"})
            .add(FieldChange{
                .table = "deals",
                .id = "1",
                .field = "amount",
                .date = 2025_y / 2 / 1,
                .value = "70.00 USD"}));
    CHECK(
        ledger.purge<Deal>("1") ==
        std::vector<Purged>{{"deals", "", 1}, {"field_changes", "", 1}, {"stage_changes", "", 1}});
    CHECK(value_of(usd_book(ledger), kpi::pipeline_value).value() == 10_usd);
}

TEST_CASE("what became known between two days adds up to the change of a KPI") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 3 / 1}}
                      .add(won(open_deal("1", "Ann", 100_usd), 2025_y / 2 / 2))
                      .add(open_deal("2", "Ann", 10_usd))
                      .add(won(open_deal("3", "Ann", 1_usd), 2025_y / 2 / 2)));
    ledger.append(Batch{Date{2025_y / 3 / 2}}
                      .add(won(open_deal("1", "Ann", 90_usd), 2025_y / 2 / 2))
                      .add(won(open_deal("2", "Ann", 10_usd), 2025_y / 2 / 20))
                      .remove<Deal>("3")
                      .add(won(open_deal("4", "Ben", 1000_usd), 2025_y / 2 / 28)));
    ledger.append(
        Batch{Date{2025_y / 3 / 3}}.add(won(open_deal("5", "Ben", 7_usd), 2025_y / 2 / 28)));
    const Book book = usd_book(ledger);
    const Difference difference = diff(book, 2025_y / 3 / 1, 2025_y / 3 / 2);
    REQUIRE(difference.records().size() == 4);
    using Kind = ChangedRecord::Kind;
    CHECK(difference.records()[0].id == "1");
    CHECK(difference.records()[0].kind == Kind::changed);
    CHECK(
        difference.records()[0].fields ==
        std::vector<ChangedField>{{"amount", "100.00 USD", "90.00 USD"}});
    CHECK(
        difference.records()[1].fields ==
        std::vector<ChangedField>{{"stage", "open", "won"}, {"closed", "", "2025-02-20"}});
    CHECK(difference.records()[2].kind == Kind::removed);
    CHECK(difference.records()[3].kind == Kind::added);
    const auto revenue = difference.values_of(kpi::revenue, year);
    std::vector<std::string> values;
    for (const auto& value : revenue)
        values.push_back(make::text(value));
    CHECK(
        values == std::vector<std::string>{
                      "101.00 USD", "91.00 USD", "101.00 USD", "100.00 USD", "1100.00 USD"});
    CHECK(
        revenue.back().value() == value_of(book.as_known_at(2025_y / 3 / 2), kpi::revenue).value());
    CHECK(code_of([&] {
              (void)diff(book, 2025_y / 3 / 2, 2025_y / 3 / 1);
          }) == ErrorCode::invalid_argument);
    CHECK(diff(book, 2025_y / 3 / 1, 2025_y / 3 / 1).records().empty());
}

TEST_CASE("trap 135: of 5 and 9 the greatest is 5 when 9 is deleted") {
    Ledger ledger;
    ledger.append(Batch{Date{2025_y / 3 / 1}}
                      .add(won(open_deal("1", "Ann", 5_usd), 2025_y / 2 / 2))
                      .add(won(open_deal("2", "Ann", 9_usd), 2025_y / 2 / 3)));
    const Book book = usd_book(ledger);
    CHECK(value_of(book, kpi::largest_deal).value() == 9_usd);
    const Book without = book.append(Batch{Date{2025_y / 3 / 2}}.remove<Deal>("2"));
    CHECK(value_of(without, kpi::largest_deal).value() == 5_usd);
    CHECK(value_of(without, kpi::revenue).value() == 5_usd);
}

TEST_CASE("a batch that says two things of one record at once says neither") {
    Ledger ledger;
    ledger.append(
        Batch{Date{2025_y / 3 / 1}}.add(won(open_deal("1", "Ann", 5_usd), 2025_y / 2 / 2)));
    const Book book = usd_book(ledger);
    Batch twice{Date{2025_y / 3 / 2}};
    twice.add(won(open_deal("1", "Ann", 7_usd), 2025_y / 2 / 2))
        .add(won(open_deal("1", "Ann", 8_usd), 2025_y / 2 / 2));
    const Book conflict = book.append(twice);
    CHECK(value_of(conflict, kpi::deals_won).has_value());
    CHECK(conflict.report().findings.size() == 2);
    CHECK(conflict.report().findings[0].kind == FindingKind::conflict);
    CHECK(value_of(book, kpi::revenue).value() == 5_usd);
}
