// SPDX-License-Identifier: MIT
// Parts that are merged: the whole, or an error.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/attribution.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/targets.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

const Window january = make::days("2025-01-01", "2025-02-01");

make::DealMaker sold(const char* id, Money amount, const char* customer = "") {
    return deal_of("Asha").won(amount).with(&Deal::id, id).from(customer);
}

Customer buyer(const char* id, const char* channel = "partner") {
    Customer c = make::customer_since("2025-01-01");
    c.id = id;
    c.channel = channel;
    c.industry = "bank";
    return c;
}

Subscription plan(const char* id, const char* customer) {
    Subscription s = make::paying(customer, 5_usd);
    s.id = id;
    return s;
}

template <class M>
Partial part(const Book& book, const M& metric, std::vector<std::string> by = {}) {
    return rollup(book).metrics(metric).by(by).during(january).partial();
}

template <class M>
Partial both(
    const Book& one, const Book& other, const M& metric, std::vector<std::string> by = {}) {
    Partial merged = part(one, metric, by);
    merged.merge(part(other, metric, by));
    return merged;
}

/// "member value; ..." of the one metric.
std::string rows(const Table& table) {
    std::string all;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& group = table[row].key().group;
        all += fmt::format(
            "{} {}; ", group.empty() ? "" : group[0], text(table[row].values()[0].outcome));
    }
    return all;
}

/// Checked in both directions.
template <class M>
std::string refusal(
    const Book& one, const Book& other, const M& metric, std::vector<std::string> by = {}) {
    const auto there = [&] { (void)both(one, other, metric, by); };
    const auto back = [&] { (void)both(other, one, metric, by); };
    CHECK(code_of(there) == ErrorCode::incompatible);
    CHECK(code_of(back) == ErrorCode::incompatible);
    return message_of(there);
}

using By = std::vector<std::string>;

const std::string customers_named =
    "parts cannot be merged: records of one name customers of the other, by which they count: "
    "customers have to be in the part of those that name them, and may be in several";

}  // namespace

TEST_CASE("a customer in another part is not looked up in silence") {
    const Book has_records =
        make::book(std::vector{plan("1", "Ada")}, make::deals(sold("D", 30_usd, "Ada")));
    const Book has_customers = make::book(std::vector{buyer("Ada")});
    const Book has_both = make::book(std::vector{plan("2", "Ada")}, std::vector{buyer("Ada")});
    // Neither where the table has no such field, nor where the record does not say it.
    CHECK(refusal(has_records, has_customers, mrr, {"channel"}) == customers_named);
    CHECK(refusal(has_records, has_both, mrr, {"channel"}) == customers_named);
    CHECK(refusal(has_records, has_customers, revenue, {"industry"}) == customers_named);
    constexpr auto banks = filtered("banks", revenue, deal::industry == "bank");
    CHECK(refusal(has_records, has_customers, banks) == customers_named);
    // Nothing is asked of the customer.
    CHECK(rows(both(has_records, has_customers, mrr).table()) == " 5.00 USD; ");
    CHECK(
        rows(both(has_records, has_customers, revenue, By{"product"}).table()) ==
        "(unassigned) 30.00 USD; ");
    CHECK(
        rows(both(has_records, has_customers, revenue, By{"channel"}).table()) ==
        "partner 0.00 USD; (unassigned) 30.00 USD; ");
}

TEST_CASE("customers may be in every part, and count once") {
    const Book one =
        make::book(std::vector{plan("1", "Ada")}, std::vector{buyer("Ada"), buyer("Bo", "web")});
    const Book other =
        make::book(std::vector{plan("2", "Bo")}, std::vector{buyer("Ada"), buyer("Bo", "web")});
    CHECK(rows(both(one, other, mrr, By{"channel"}).table()) == "partner 5.00 USD; web 5.00 USD; ");
    CHECK(rows(both(one, other, new_customers).table()) == " 2; ");
    CHECK(rows(both(one, other, new_customers, By{"customer"}).table()) == "Ada 1; Bo 1; ");
    const auto counts = both(one, other, new_customers).table().report().tables;
    CHECK(counts == std::vector<TableCount>{{"customers", 2, 2}, {"subscriptions", 2, 2}});

    SECTION("or each in one") {
        const Book ada = make::book(std::vector{plan("1", "Ada")}, std::vector{buyer("Ada")});
        const Book bo = make::book(std::vector{plan("2", "Bo")}, std::vector{buyer("Bo", "web")});
        CHECK(
            rows(both(ada, bo, mrr, By{"channel"}).table()) == "partner 5.00 USD; web 5.00 USD; ");
        CHECK(rows(both(ada, bo, new_customers).table()) == " 2; ");
        // All of one part, with more in the other: still once.
        CHECK(rows(both(ada, one, new_customers).table()) == " 2; ");
        CHECK(rows(both(one, ada, new_customers).table()) == " 2; ");
    }
    SECTION("some here and some there can be asked for, and not be counted") {
        const Book ada_bo = make::book(
            std::vector{plan("3", "Ada")}, std::vector{buyer("Ada"), buyer("Bo", "web")});
        const Book bo_cy =
            make::book(std::vector{plan("4", "Bo")}, std::vector{buyer("Bo", "web"), buyer("Cy")});
        CHECK(
            rows(both(ada_bo, bo_cy, mrr, By{"channel"}).table()) ==
            "partner 5.00 USD; web 5.00 USD; ");
        CHECK(
            refusal(ada_bo, bo_cy, new_customers) ==
            "parts cannot be merged: some customers are in both");
    }
    SECTION("but they have to say the same") {
        const Book another =
            make::book(std::vector{plan("2", "Ada")}, std::vector{buyer("Ada", "web")});
        CHECK(
            refusal(one, another, mrr, {"channel"}) ==
            "parts cannot be merged: customers of one id are not the same in both");
    }
}

TEST_CASE("the same targets in two parts are one, and others add up") {
    const auto book = [](const char* id, std::vector<Target> targets) {
        return make::book(make::deals(sold(id, 30_usd)), targets);
    };
    const std::vector asha{make::quota("Asha", 60_usd)};
    const std::vector ben{make::quota("Ben", 40_usd)};
    const std::vector all{make::quota("Asha", 60_usd), make::quota("Ben", 40_usd)};
    const Target asha_again = make::quota("Asha", 1_usd, make::days("2025-02-01", "2025-03-01"));
    constexpr auto set = target_of(revenue);
    CHECK(
        rows(both(book("1", asha), book("2", asha), attainment(revenue)).table()) == " 100.00 %; ");
    CHECK(rows(both(book("1", asha), book("2", {}), attainment(revenue)).table()) == " 100.00 %; ");
    CHECK(rows(both(book("1", asha), book("2", ben), set).table()) == " 100.00 USD; ");
    CHECK(rows(both(book("1", all), book("2", ben), set).table()) == " 100.00 USD; ");
    CHECK(rows(both(book("1", ben), book("2", all), set).table()) == " 100.00 USD; ");
    CHECK(
        rows(both(book("1", ben), book("2", all), set, By{"rep"}).table()) ==
        "Asha 60.00 USD; Ben 40.00 USD; ");
    CHECK(
        refusal(book("1", all), book("2", {asha[0], asha_again}), set) ==
        "parts cannot be merged: some targets are in both");
    // Three of them, in any order.
    Partial three = both(book("1", all), book("2", all), attainment(revenue));
    three.merge(part(book("3", all), attainment(revenue)));
    CHECK(rows(three.table()) == " 90.00 %; ");
    const auto counts = three.table().report().tables;
    CHECK(counts == std::vector<TableCount>{{"deals", 3, 3}, {"targets", 2, 2}});
}

TEST_CASE("the same figures in two parts are one") {
    Reference size;
    size.name = "market_size";
    size.from = january.first;
    size.until = january.until;
    size.amount = 600_usd;
    const auto book = [&](const char* id) {
        return make::book(make::deals(sold(id, 30_usd)), std::vector{size});
    };
    CHECK(rows(both(book("1"), book("2"), market_share).table()) == " 10.00 %; ");
}

TEST_CASE("exchange rates may differ only for days that no money asks for") {
    const auto book = [](const char* id, std::vector<ExchangeRate> rates) {
        return make::book(rates, make::deals(sold(id, Money{10'00, eur})));
    };
    const auto rate = [](const char* from, const char* worth) {
        return make::rate("EUR", from, worth);
    };
    const Book one = book("1", {rate("2025-01-01", "1.1")});
    const Book same = book("2", {rate("2025-01-01", "1.1")});
    const Book later = book("3", {rate("2025-01-01", "1.1"), rate("2025-02-01", "1.5")});
    const Book other = book("4", {rate("2025-01-01", "1.2")});
    const Book none = book("5", {});  // its deal is rejected
    const Book dollars = make::book(make::deals(sold("6", 3_usd)));
    CHECK(rows(both(one, same, revenue).table()) == " 22.00 USD; ");
    CHECK(rows(both(one, later, revenue).table()) == " 22.00 USD; ");
    CHECK(rows(both(one, dollars, revenue).table()) == " 14.00 USD; ");
    const std::string differ =
        "parts cannot be merged: their exchange rates of EUR to USD on 2025-01-20 differ";
    CHECK(refusal(one, other, revenue) == differ);
    CHECK(refusal(one, none, revenue) == differ);
    CHECK(
        both(one, later, revenue).table().report().tables ==
        std::vector<TableCount>{{"deals", 2, 2}, {"exchange_rates", 2, 2}});
}

TEST_CASE("a part is not merged with itself, nor twice, nor with some of its records") {
    const Book one = make::book(make::deals(sold("1", 30_usd), sold("2", 5_usd)));
    const Book copy = make::book(make::deals(sold("2", 5_usd), sold("1", 30_usd)));
    const Book other = make::book(make::deals(sold("3", 1_usd)));
    const Book some = make::book(make::deals(sold("2", 5_usd), sold("4", 7_usd)));
    const Book grown = BookBuilder{one}.add(make::deals(sold("5", 9_usd))).build();
    const std::string same = "parts cannot be merged: they have the same records";
    const std::string part_of_them = "parts cannot be merged: some deals are in both";
    CHECK(refusal(one, one, revenue) == same);
    CHECK(refusal(one, copy, revenue) == same);
    CHECK(refusal(one, some, revenue) == part_of_them);
    CHECK(refusal(one, grown, revenue) == part_of_them);
    Partial whole = both(one, other, revenue);
    const Partial again = part(other, revenue);
    CHECK(code_of([&] { whole.merge(again); }) == ErrorCode::incompatible);
    const Partial copied = whole;
    CHECK(code_of([&] { whole.merge(copied); }) == ErrorCode::incompatible);
    CHECK(rows(whole.table()) == " 36.00 USD; ");
    // What has no ids as well, and what is asked of targets only.
    const auto spent_on = [](const char* on) {
        return make::book(std::vector{make::spent(5_usd, on)});
    };
    constexpr auto spent = metric("own_spend", sum(spend::amount).by(spend::date));
    CHECK(refusal(spent_on("2025-01-02"), spent_on("2025-01-02"), spent) == same);
    CHECK(
        rows(both(spent_on("2025-01-02"), spent_on("2025-01-03"), spent).table()) ==
        " 10.00 USD; ");
    const Book target = make::book(std::vector{make::quota("Asha", 60_usd)});
    CHECK(refusal(target, target, target_of(revenue)) == same);
    // Records without ids may be alike.
    const auto with = [](const char* id) {
        return make::book(
            make::deals(sold(id, 1_usd)), std::vector{make::spent(5_usd, "2025-01-02")});
    };
    CHECK(rows(both(with("1"), with("2"), spent).table()) == " 10.00 USD; ");
}

TEST_CASE("a large part is known by some of its records") {
    const auto book = [](std::size_t first, std::size_t n) {
        std::vector<Deal> deals(n, sold("", 1_usd));
        for (std::size_t i = 0; i < n; ++i)
            deals[i].id = fmt::format("D{}", first + i);
        return make::book(deals);
    };
    const Book one = book(0, 20'000);
    CHECK(rows(both(one, book(20'000, 20'000), revenue).table()) == " 40000.00 USD; ");
    CHECK(
        refusal(one, book(18'000, 20'000), revenue) ==
        "parts cannot be merged: some deals are in both");
}

TEST_CASE("a deal is where its quotes, touches and stage changes are, a lead where its deals are") {
    Quote quote = make::quote_of("1");
    quote.id = "Q";
    Lead lead;
    lead.id = "L";
    lead.created = day("2025-01-02");
    const Book deal = make::book(make::deals(sold("1", 30_usd).with(&Deal::lead, "L")));
    const Book deal_and_lead =
        make::book(make::deals(sold("2", 30_usd).with(&Deal::lead, "L")), std::vector{lead});
    const Book quotes = make::book(std::vector{quote});
    const Book touch = make::book(std::vector{make::touch_of("1", "2025-01-02", "web")});
    const auto named = [](const char* table) {
        return fmt::format(
            "parts cannot be merged: records of one name {0} of the other, by which they count: "
            "{0} "
            "have to be in the part of those that name them",
            table);
    };
    CHECK(refusal(quotes, deal, quote_to_close) == named("deals"));
    CHECK(refusal(quotes, deal, quotes_sent, {"stage"}) == named("deals"));
    CHECK(rows(both(quotes, deal, quotes_sent).table()) == " 1; ");
    CHECK(refusal(touch, deal, attributed_revenue) == named("deals"));
    CHECK(refusal(deal, deal_and_lead, sales_cycle_from_lead) == named("leads"));
    CHECK(rows(both(deal, deal_and_lead, sales_cycle).table()) == " missing_values; ");
    const Book other_touch = make::book(std::vector{make::touch_of("1", "2025-01-03", "fair")});
    CHECK(
        refusal(touch, other_touch, attributed_revenue) ==
        "parts cannot be merged: all records of one of the deals have to be in one part");
    // A deal that is nowhere is missed by nobody.
    const Book lone =
        make::book(std::vector{make::quote_of("nowhere")}, make::deals(sold("3", 1_usd)));
    CHECK(rows(both(lone, deal, quote_to_close).table()) == " missing_values; ");

    const auto staged = [](const auto&... records) {
        BookBuilder builder{usd};
        builder.pipeline({"Demo", "Offer"});
        (builder.add(records), ...);
        return builder.build();
    };
    constexpr auto visits = metric("visits", count<StageVisit>().by(stage_visit::entered));
    const std::vector to_demo{make::moved("1", "2025-01-02", "Demo")};
    const std::vector to_offer{make::moved("1", "2025-01-03", "Offer")};
    const auto won_deal = make::deals(sold("1", 30_usd));
    CHECK(refusal(staged(to_demo), staged(won_deal), visits) == named("deals"));
    CHECK(
        refusal(staged(to_demo), staged(to_offer), visits) ==
        "parts cannot be merged: all records of one of the deals have to be in one part");
    const Book other_stages = BookBuilder{usd}
                                  .pipeline({"Offer"})
                                  .add(std::vector{make::moved("2", "2025-01-03", "Offer")})
                                  .build();
    CHECK(
        refusal(staged(to_demo), other_stages, visits) ==
        "parts cannot be merged: their pipelines differ: Demo, Offer and Offer");

    const auto as_of = [](const auto& records) {
        return BookBuilder{usd}.as_of(day("2025-01-31")).add(records).build();
    };
    const std::vector reopened{make::change("1", "2025-01-25", Stage::open)};
    CHECK(
        refusal(
            as_of(make::deals(sold("1", 30_usd).created_on("2025-01-01"))), as_of(reopened),
            revenue) == named("deals"));
}

TEST_CASE("parts of other holidays are refused") {
    const auto book = [](const char* id, const Calendar& calendar) {
        return BookBuilder{usd}.calendar(calendar).add(make::deals(sold(id, 1_usd))).build();
    };
    const Calendar with_holiday =
        Calendar{}.with(WorkingDays{{date::Monday, date::Tuesday}, {day("2025-01-01")}});
    (void)refusal(book("1", {}), book("2", with_holiday), revenue);
}

TEST_CASE("a part may lack what the others are cut by") {
    const Book calls_only = make::book([] {
        Activity call;
        call.id = "a";
        call.date = day("2025-01-05");
        return std::vector{call};
    }());
    const Book deals = make::book(make::deals(sold("1", 30_usd).with(&Deal::product, "Pro")));
    constexpr auto calls_made = metric("own_calls", count<Activity>().by(activity::date));
    for (const bool in_turn : {false, true}) {
        const Book& one = in_turn ? deals : calls_only;
        const Book& other = in_turn ? calls_only : deals;
        CHECK(rows(both(one, other, revenue, By{"product"}).table()) == "Pro 30.00 USD; ");
        CHECK(
            rows(both(one, other, calls_made, By{"product"}).table()) ==
            "Pro not_cut; (unassigned) 1; ");
    }
    const auto of_nothing = [&] { (void)part(calls_only, calls_made, {"colour"}).table(); };
    CHECK(code_of(of_nothing) == ErrorCode::unknown_dimension);
    CHECK(message_of(of_nothing) == "no part has a dimension 'colour'");
    CHECK(code_of([&] { (void)part(deals, revenue, {"kind"}); }) == ErrorCode::unknown_dimension);
}

namespace {

struct WardDeal : Deal {
    std::string ward;
};

}  // namespace

template <>
struct saleskpi::Schema<WardDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{field("ward", &WardDeal::ward)};
};

TEST_CASE("parts of which only one has a field of one's own are the whole of both") {
    WardDeal first;
    static_cast<Deal&>(first) = sold("1", 30_usd);
    first.ward = "X-ray";
    const std::vector with_ward{first};
    const auto without = make::deals(sold("2", 5_usd));
    const std::string whole = "X-ray 30.00 USD; (unassigned) 5.00 USD; ";
    const auto at_once = rollup(BookBuilder{usd}.add(with_ward).add(without).build())
                             .metrics(revenue)
                             .by("ward")
                             .during(january)
                             .run();
    CHECK(rows(at_once) == whole);
    CHECK(
        rows(both(make::book(with_ward), make::book(without), revenue, By{"ward"}).table()) ==
        whole);
    CHECK(
        rows(both(make::book(without), make::book(with_ward), revenue, By{"ward"}).table()) ==
        whole);
}
