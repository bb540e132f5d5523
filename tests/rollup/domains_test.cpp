// SPDX-License-Identifier: MIT
// A dimension is a domain: what fields of several tables name.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <array>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

/// An order is sold to one customer and paid by another, and may be part of a larger one.
struct Order : Deal {
    std::string payer;
    std::string parent;
    std::string kind;
};

/// Records that have nothing to do with the library's, and stand where deals stand.
struct Sale {
    std::string number;
    std::string buyer;
    std::int64_t cents = 0;
    Date paid;
};
Money worth(const Sale& sale) { return {sale.cents, usd}; }
Stage stage_of(const Sale&) { return Stage::won; }

inline constexpr auto payer = field("payer", &Order::payer).of_domain("customer");
inline constexpr auto parent = field("parent", &Order::parent).of_domain("deal");
inline constexpr auto order_kind = field("order_kind", &Order::kind);
inline constexpr auto buyer = field("buyer", &Sale::buyer).of_domain("customer");
inline constexpr auto number = field("number", &Sale::number).identity();

}  // namespace

template <>
struct saleskpi::Schema<Order> {
    using base = Deal;
    static constexpr auto fields = std::tuple{payer, parent, order_kind};
};

template <>
struct saleskpi::Schema<Sale> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        number, buyer, field("closed", &Sale::paid), computed("amount", &worth),
        computed("stage", &stage_of)};
};

namespace {

/// "member value; ..." of a KPI.
template <class M>
std::string cut(const Book& book, const M& metric, const Dimension& by) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(by).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        all += fmt::format("{} {}; ", table[row].key().group.at(0), text(table[row][metric]));
    return all;
}

bool lists(const Book& book, std::string_view name) {
    const auto names = book.dimensions();
    return std::find(names.begin(), names.end(), name) != names.end();
}

make::DealMaker sold(const char* id, Money amount, const char* customer = "") {
    return deal_of("Asha").won(amount).with(&Deal::id, id).from(customer);
}

constexpr auto customers_counted =
    metric("own_customers", count<Customer>().active(customer::since, customer::until));

}  // namespace

TEST_CASE("a record is of itself: deals by deal, customers by customer, leads by lead") {
    Customer ada = make::customer_since("2024-01-01");
    ada.id = "Ada";
    Lead lead;
    lead.id = "L";
    lead.created = day("2025-01-02");
    Activity visit;
    visit.id = "V";
    visit.date = day("2025-01-05");
    visit.deal = "1";
    visit.lead = "L";
    Ticket ticket;
    ticket.id = "T";
    ticket.opened = day("2025-01-05");
    ticket.customer = "Ada";
    Subscription s = make::paying("Ada", 5_usd);
    s.id = "S";
    Quote q = make::quote_of("2");
    q.id = "Q";
    const auto shared = sold("2", 100_usd).shared({{"Asha", 60}, {"Ben", 40}});
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Ada"), shared), std::vector{ada}, std::vector{lead},
        std::vector{visit}, std::vector{ticket}, std::vector{s}, std::vector{q});
    constexpr auto leads = metric("own_leads", count<Lead>().by(lead::created));
    constexpr auto visits = metric("own_visits", count<Activity>().by(activity::date));
    constexpr auto own_tickets = metric("own_tickets", count<Ticket>().by(ticket::opened));
    constexpr auto quotes = metric("own_quotes", count<Quote>().by(quote::sent));
    constexpr auto running =
        metric("running", count<Subscription>().active(subscription::started, subscription::ended));

    CHECK(cut(book, revenue, "deal") == "1 30.00 USD; 2 100.00 USD; ");
    CHECK(cut(book, visits, "deal") == "1 1; 2 0; ");
    CHECK(cut(book, quotes, "deal") == "1 0; 2 1; ");
    CHECK(cut(book, customers_counted, "customer") == "Ada 1; ");
    CHECK(cut(book, revenue, "customer") == "Ada 30.00 USD; (unassigned) 100.00 USD; ");
    CHECK(cut(book, own_tickets, "customer") == "Ada 1; ");
    CHECK(cut(book, running, "customer") == "Ada 1; ");
    CHECK(cut(book, leads, "lead") == "L 1; ");
    CHECK(cut(book, visits, "lead") == "L 1; ");
    CHECK(cut(book, visits, "activity") == "V 1; ");
    CHECK(cut(book, own_tickets, "ticket") == "T 1; ");
    CHECK(cut(book, running, "subscription") == "S 1; ");
    CHECK(cut(book, quotes, "quote") == "Q 1; ");
    CHECK(cut(book, revenue, "quote") == "Q not_cut; (unassigned) 130.00 USD; ");
    // The fields themselves say the same.
    CHECK(cut(book, revenue, deal::id) == cut(book, revenue, "deal"));
    CHECK(cut(book, customers_counted, customer::id) == "Ada 1; ");
    CHECK(cut(book, visits, activity::deal) == "1 1; 2 0; ");
    for (const char* name : {"deal", "customer", "lead", "activity", "ticket", "subscription"})
        CHECK(lists(book, name));

    const Explanation why = rollup(book).by("deal").explain(
        revenue, std::array<std::string_view, 1>{"2"}, Calendar{}.period(Year{2025}));
    CHECK(why.parts.at(0).ids == std::vector<std::string>{"2"});
}

TEST_CASE("ids stay ids in a book that grows") {
    const Book first = make::book(make::deals(sold("1", 30_usd)));
    const Book second =
        BookBuilder{first}
            .add(make::deals(
                sold("2", 5_usd), sold("3", 10_usd).shared({{"Asha", 50}, {"Ben", 50}})))
            .build();
    CHECK(cut(second, revenue, "deal") == "1 30.00 USD; 2 5.00 USD; 3 10.00 USD; ");
    const Book third = BookBuilder{second}.add(make::deals(sold("4", 1_usd))).build();
    CHECK(cut(third, revenue, "deal") == "1 30.00 USD; 2 5.00 USD; 3 10.00 USD; 4 1.00 USD; ");
}

TEST_CASE("kinds, purposes and names are told apart by what they are of") {
    Spend pay = make::spent(70_usd, "2025-01-03");
    pay.kind = SpendKind::pay;
    Activity call;
    call.id = "a";
    call.kind = ActivityKind::call;
    call.date = day("2025-01-05");
    Customer ada = make::customer_since("2024-01-01");
    ada.id = "c";
    ada.name = "Ada Ltd";
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "c").with(&Deal::kind, DealKind::renewal)), std::vector{pay},
        std::vector{call}, std::vector{ada});
    constexpr auto spent = metric("own_spend", sum(spend::amount).by(spend::date));
    constexpr auto calls_made = metric("own_calls", count<Activity>().by(activity::date));
    CHECK(
        cut(book, revenue, "deal_kind") ==
        "expansion 0.00 USD; new_business 0.00 USD; renewal 30.00 USD; ");
    CHECK(cut(book, revenue, deal::kind) == cut(book, revenue, "deal_kind"));
    CHECK(cut(book, spent, spend::kind).find("pay 70.00 USD; ") != std::string::npos);
    CHECK(cut(book, spent, "spend_kind").find("pay 70.00 USD; ") != std::string::npos);
    CHECK(cut(book, calls_made, "activity_kind").find("call 1; ") != std::string::npos);
    CHECK(
        cut(book, spent, "deal_kind").find("renewal not_cut; (unassigned) 70.00 USD; ") !=
        std::string::npos);
    // A name that is of one kind of thing only is its domain's.
    CHECK(cut(book, spent, "purpose") == "marketing 0.00 USD; sales 70.00 USD; ");
    CHECK(cut(book, spent, "spend_purpose") == cut(book, spent, "purpose"));
    CHECK(cut(book, revenue, "customer_name") == "Ada Ltd 30.00 USD; ");
    CHECK(cut(book, customers_counted, customer::name) == "Ada Ltd 1; ");
    for (const char* name : {"deal_kind", "spend_kind", "activity_kind", "spend_purpose"})
        CHECK(lists(book, name));
    CHECK_FALSE(lists(book, "kind"));
}

TEST_CASE("a name that means different things is refused, whatever is in the book") {
    for (const Book& book :
         {make::book(make::deals(sold("1", 30_usd))), make::book(std::vector<Spend>{})}) {
        const auto refusal = [&](const char* name) {
            const auto ask = [&] { (void)rollup(book).metrics(revenue).by(name).run(); };
            CHECK(code_of(ask) == ErrorCode::unknown_dimension);
            CHECK(code_of([&] { (void)book.has_dimension(name); }) == ErrorCode::unknown_dimension);
            return message_of(ask);
        };
        CHECK(
            refusal("kind") ==
            "'kind' means something else in each table: say activity_kind, deal_kind, "
            "movement_kind, rep_kind, spend_kind, survey_kind or usage_kind");
        CHECK(
            refusal("name") ==
            "'name' means something else in each table: say customer_name or reference");
        CHECK(
            refusal("id") ==
            "'id' means something else in each table: say activity, customer, deal, lead, quote, "
            "subscription or ticket");
    }
    const Book book = make::book(make::deals(sold("1", 30_usd)));
    CHECK(book.has_dimension("product"));
    CHECK(book.has_dimension("company"));
    CHECK(book.has_dimension("team"));
    CHECK_FALSE(book.has_dimension("amount"));
    CHECK_FALSE(book.has_dimension("ticket"));
}

TEST_CASE("all that a book lists can be asked for") {
    const Book book = make::book(
        make::deals(sold("1", 30_usd)), std::vector<Order>(1),
        std::vector{make::spent(1_usd, "2025-01-01")},
        std::vector{make::rate("EUR", "2025-01-01", "1.1")}, std::vector<Customer>{},
        std::vector<Quote>{}, std::vector<Touch>{}, std::vector<StageChange>{},
        std::vector<Survey>{}, std::vector<UsageEvent>{}, std::vector<Reference>{},
        std::vector<Target>{}, std::vector<Ticket>{}, std::vector<Activity>{});
    CHECK(book.dimensions().size() > 40);
    CHECK(lists(book, "base"));
    for (const std::string& name : book.dimensions()) {
        INFO(name);
        CHECK(book.has_dimension(name));
        CHECK(rollup(book).metrics(revenue).by(name).run().size() > 0);
    }
}

TEST_CASE("of two fields of one domain each is only itself") {
    Order order;
    static_cast<Deal&>(order) = sold("1", 30_usd, "Ada");
    order.payer = "Bank";
    order.parent = "0";
    order.kind = "rush";
    const Book book = make::book(std::vector{order}, make::deals(sold("2", 5_usd, "Bo")));
    CHECK(cut(book, revenue, "customer") == "Ada 30.00 USD; Bank 0.00 USD; Bo 5.00 USD; ");
    CHECK(
        cut(book, revenue, payer) ==
        "Ada 0.00 USD; Bank 30.00 USD; Bo 0.00 USD; (unassigned) 5.00 USD; ");
    // The deal of a deal is itself, and not the one it is part of.
    CHECK(cut(book, revenue, "deal") == "1 30.00 USD; 2 5.00 USD; ");
    CHECK(cut(book, revenue, parent) == "0 30.00 USD; (unassigned) 5.00 USD; ");
    CHECK(cut(book, revenue, order_kind) == "rush 30.00 USD; (unassigned) 5.00 USD; ");
    CHECK(lists(book, "payer"));

    const std::vector changes{
        make::moved("1", "2025-01-01", "Demo"), make::moved("1", "2025-01-03", "Offer")};
    const Book staged = BookBuilder{usd}.pipeline({"Demo", "Offer"}).add(changes).build();
    constexpr auto left = metric("left_stage", count<StageVisit>().by(stage_visit::left));
    CHECK(cut(staged, left, stage_visit::pipeline_stage) == "Demo 1; Offer 0; ");
    CHECK(cut(staged, left, stage_visit::next).find("Offer 1; ") != std::string::npos);
}

TEST_CASE("by a field of one's own only its table is cut") {
    Order order;
    static_cast<Deal&>(order) = sold("1", 30_usd);
    order.kind = "rush";
    const Book book = make::book(std::vector{order}, std::vector{make::spent(9_usd, "2025-01-03")});
    constexpr auto spent = metric("own_spend", sum(spend::amount).by(spend::date));
    CHECK(cut(book, spent, order_kind) == "rush not_cut; (unassigned) 9.00 USD; ");
}

TEST_CASE("records of one's own in the place of deals are by deal and by customer too") {
    const std::vector<Sale> sales{
        {"A-1", "Ada", 1200, day("2025-01-03")}, {"A-2", "", 300, day("2025-01-04")}};
    const Book book = BookBuilder{usd}.add(sales).build();
    CHECK(cut(book, revenue, "deal") == "A-1 12.00 USD; A-2 3.00 USD; ");
    CHECK(cut(book, revenue, number) == "A-1 12.00 USD; A-2 3.00 USD; ");
    CHECK(cut(book, revenue, "customer") == "Ada 12.00 USD; (unassigned) 3.00 USD; ");
    CHECK(cut(book, revenue, buyer) == "Ada 12.00 USD; (unassigned) 3.00 USD; ");
    CHECK(cut(book, revenue, "buyer") == "Ada 12.00 USD; (unassigned) 3.00 USD; ");
}
