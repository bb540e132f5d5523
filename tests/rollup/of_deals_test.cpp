// SPDX-License-Identifier: MIT
// What belongs to a deal is cut by the deal's fields: stage visits, touches, quotes.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/partial.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

constexpr auto touched = metric("touched", count<Touch>().by(touch::date));
constexpr auto quoted = metric("quoted", count<Quote>().by(quote::sent));
constexpr auto demo_visits = metric(
    "demo_visits",
    count<StageVisit>().where(stage_visit::pipeline_stage == "Demo").by(stage_visit::reached));

Deal named(const char* id, make::DealMaker deal) {
    deal.id = id;
    return deal;
}

/// D1 small, alpha, of C1; D2 large, beta, shared; D3 says nothing but its customer C3.
std::vector<Deal> three_deals() {
    return {
        named(
            "D1", deal_of("Asha")
                      .from("C1")
                      .won(300_usd)
                      .with(&Deal::segment, "small")
                      .with(&Deal::product, "alpha")),
        named(
            "D2", deal_of("Ben")
                      .shared({{"Ben", 50}, {"Asha", 50}})
                      .with(&Deal::segment, "large")
                      .with(&Deal::product, "beta")),
        named("D3", deal_of("Ben").from("C3"))};
}

std::vector<Customer> three_customers() {
    std::vector<Customer> all(3);
    all[0].id = "C1", all[0].segment = "medium", all[0].acquisition = Acquisition::paid;
    all[1].id = "C2", all[1].segment = "medium";
    all[2].id = "C3", all[2].segment = "tiny", all[2].acquisition = Acquisition::organic;
    return all;
}

std::vector<StageChange> histories() {
    return {
        make::moved("D1", "2025-01-02", "Demo"), make::moved("D2", "2025-01-02", "Demo"),
        make::moved("D3", "2025-01-02", "Demo"), make::moved("gone", "2025-01-02", "Demo")};
}

std::vector<Touch> touches() {
    return {
        make::touch_of("D1", "2025-01-03", "web"), make::touch_of("D2", "2025-01-03", "web"),
        make::touch_of("D3", "2025-01-03", "fair")};
}

/// Of D1; of a deal that is not there and customer C2; of none and customer C3.
std::vector<Quote> quotes() {
    std::vector<Quote> all{make::quote_of("D1"), make::quote_of("gone"), make::quote_of("")};
    all[1].customer = "C2";
    all[2].customer = "C3";
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = fmt::format("Q{}", i);
    return all;
}

BookBuilder builder() { return BookBuilder{usd}.pipeline({"Demo"}); }

Book everything() {
    return builder()
        .add(three_deals())
        .add(three_customers())
        .add(histories())
        .add(touches())
        .add(quotes())
        .build();
}

/// "large 1, small 2": members with the metric, in order.
template <class M>
std::string members(const Book& book, const M& metric, Dimension dimension) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(dimension).run();
    for (const auto& row : table)
        if (const std::string value = text(row[metric]); value != "0" && value != "no_records")
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", row.key().group[0], value);
    return all;
}

}  // namespace

TEST_CASE("stage visits and touches are cut by every field of their deal") {
    const Book book = everything();
    CHECK(members(book, demo_visits, deal::segment) == "large 1, small 1, tiny 1");
    CHECK(members(book, touched, deal::segment) == "large 1, small 1, tiny 1");
    CHECK(members(book, demo_visits, deal::product) == "alpha 1, beta 1, (unassigned) 1");
    CHECK(members(book, demo_visits, deal::customer) == "C1 1, C3 1, (unassigned) 1");
    CHECK(members(book, touched, deal::stage) == "open 2, won 1");
    // A field of its own is the touch's own, even one that it does not fill.
    CHECK(members(book, touched, touch::source) == "fair 1, web 2");
    CHECK(members(book, touched, deal::channel) == "(unassigned) 3");
}

TEST_CASE("what only the deal's customer says cuts its visits too") {
    CHECK(
        members(everything(), demo_visits, customer::acquisition) ==
        "organic 1, paid 1, (unassigned) 1");
}

TEST_CASE("a quote is cut as its deal is, else as its customer") {
    const Book book = everything();
    CHECK(members(book, quoted, deal::segment) == "medium 1, small 1, tiny 1");
    CHECK(members(book, quoted, deal::product) == "alpha 1, (unassigned) 2");
    CHECK(members(book, quoted, quote::customer) == "C1 1, C2 1, C3 1");  // the first from its deal
}

TEST_CASE("a report may be restricted by a field of the deal") {
    const Book book = everything();
    const auto restricted = [&](const char* where) {
        return text(rollup(book).metrics(demo_visits).where(where).run().at({})[demo_visits]);
    };
    CHECK(restricted("segment = small") == "1");
    CHECK(restricted("product = beta") == "1");
}

TEST_CASE("the deal of a quote may come to a book that has the quote") {
    const Book before = builder().add(three_customers()).add(quotes()).build();
    const Book after = BookBuilder{before}.add(three_deals()).build();
    CHECK(members(after, quoted, deal::segment) == "medium 1, small 1, tiny 1");
    CHECK(members(after, quoted, quote::customer) == "C1 1, C2 1, C3 1");
}

TEST_CASE("fields of one's own cut what belongs to a deal, and so do hierarchies over them") {
    const std::vector<Membership> lines{
        {.hierarchy = "lines", .member = "alpha", .parent = "hardware"},
        {.hierarchy = "lines", .member = "beta", .parent = "software"}};
    const Book book = builder()
                          .hierarchy({"lines", {"line", "product"}})
                          .add(three_deals())
                          .add(histories())
                          .add(lines)
                          .build();
    CHECK(members(book, demo_visits, "line") == "hardware 1, software 1, (unassigned) 1");
}

TEST_CASE("parts of a whole keep what belongs to a deal with it") {
    const auto part = [](const Book& book) {
        return rollup(book)
            .metrics(quoted)
            .by(deal::segment)
            .during(make::days("2025-01-01", "2025-02-01"))
            .partial();
    };
    Partial with_deal = part(builder().add(three_deals()).add(std::vector{quotes()[0]}).build());
    std::vector other{quotes()[2]};
    with_deal.merge(part(builder().add(other).build()));
    CHECK(text(with_deal.table().at({"small"})[quoted]) == "1");

    Partial apart = part(builder().add(three_deals()).build());
    CHECK_THROWS_AS(apart.merge(part(builder().add(std::vector{quotes()[0]}).build())), Error);
}
