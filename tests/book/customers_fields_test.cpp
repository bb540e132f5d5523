// SPDX-License-Identifier: MIT
// What a record does not say of its customer, the customer does.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/make.hpp"
#include "support/modes/plain.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <array>
#include <optional>
#include <span>
#include <string_view>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

enum class Size : std::uint8_t { small, large };
constexpr std::array<std::string_view, 2> size_names{"small", "large"};
constexpr std::span<const std::string_view> names_of(Size) { return size_names; }

/// A deal of an application that has names of its own for its customer and the line of business, and
/// a choice for the segment.
struct Contract {
    std::string id;
    std::string buyer;
    std::string branch;
    std::optional<Size> size;
    std::int64_t cents = 0;
    Date signed_on;
};
Money worth(const Contract& contract) { return {contract.cents, usd}; }
Stage stage_of(const Contract&) { return Stage::won; }

/// A customer with one more property.
struct Client : Customer {
    std::string tier;
};

}  // namespace

template <>
struct saleskpi::Schema<Contract> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("id", &Contract::id).identity(),
        field("buyer", &Contract::buyer).of_domain("customer"),
        field("branch", &Contract::branch).of_domain("industry"),
        field("size", &Contract::size).of_domain("segment"),
        field("closed", &Contract::signed_on),
        computed("amount", &worth),
        computed("stage", &stage_of)};
};

template <>
struct saleskpi::Schema<Client> {
    using base = Customer;
    static constexpr auto fields = std::tuple{field("tier", &Client::tier)};
};

namespace {

Customer buyer(const char* id) {
    Customer c = make::customer_since("2024-01-01");
    c.id = id;
    c.segment = "large";
    c.industry = "bank";
    c.geography = "PL";
    c.employee_size = "50-249";
    c.source = "fair";
    c.channel = "partner";
    return c;
}

make::DealMaker sold(const char* id, Money amount, const char* customer) {
    return deal_of("Asha").won(amount).with(&Deal::id, id).from(customer);
}

/// "member value; ..." of a KPI.
template <class M>
std::string cut(const Book& book, const M& metric, const Dimension& by) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(by).run();
    for (std::size_t row = 0; row < table.size(); ++row)
        all += fmt::format("{} {}; ", table[row].key().group.at(0), text(table[row][metric]));
    return all;
}

template <class M>
std::string total(const Book& book, const M& metric) {
    return text(rollup(book).metrics(metric).run().at({})[metric]);
}

template <class Record>
Record of_customer(const char* id, const char* customer) {
    Record record;
    if constexpr (requires { record.id; }) record.id = id;
    record.customer = customer;
    return record;
}

constexpr auto bank_revenue = filtered("bank_revenue", revenue, deal::industry == "bank");
constexpr auto contacts = metric("own_leads", count<Lead>().by(lead::created));
constexpr auto visits = metric("own_calls", count<Activity>().by(activity::date));
constexpr auto offers = metric("own_quotes", count<Quote>().by(quote::sent));
constexpr auto cases = metric("own_tickets", count<Ticket>().by(ticket::opened));
constexpr auto answers = metric("own_answers", count<Survey>().by(survey::date));
constexpr auto uses = metric("own_uses", count<UsageEvent>().by(usage_event::date));

}  // namespace

TEST_CASE("all records of a customer stand under their industry, segment, geography and size") {
    auto lead_of_ada = of_customer<Lead>("L", "Ada");
    lead_of_ada.created = day("2025-01-02");
    auto call = of_customer<Activity>("A", "Ada");
    call.date = day("2025-01-03");
    auto offer = of_customer<Quote>("Q", "Ada");
    offer.sent = day("2025-01-03");
    auto ticket = of_customer<Ticket>("T", "Ada");
    ticket.opened = day("2025-01-03");
    auto answer = of_customer<Survey>("", "Ada");
    answer.date = day("2025-01-03");
    auto use = of_customer<UsageEvent>("", "Ada");
    use.date = day("2025-01-03");
    Subscription s = make::paying("Ada", 5_usd);
    s.id = "S";
    const Book book = make::book(
        make::deals(sold("1", 30_usd, "Ada")), std::vector{buyer("Ada")}, std::vector{lead_of_ada},
        std::vector{call}, std::vector{offer}, std::vector{ticket}, std::vector{answer},
        std::vector{use}, std::vector{s});
    const std::vector<std::pair<const char*, std::string>> of_ada{
        {"industry", "bank"},
        {"segment", "large"},
        {"geography", "PL"},
        {"employee_size", "50-249"}};
    for (const auto& [dimension, member] : of_ada) {
        INFO(dimension);
        CHECK(cut(book, revenue, dimension) == member + " 30.00 USD; ");
        CHECK(cut(book, mrr, dimension) == member + " 5.00 USD; ");
        CHECK(cut(book, contacts, dimension) == member + " 1; ");
        CHECK(cut(book, visits, dimension) == member + " 1; ");
        CHECK(cut(book, offers, dimension) == member + " 1; ");
        CHECK(cut(book, cases, dimension) == member + " 1; ");
        CHECK(cut(book, answers, dimension) == member + " 1; ");
        CHECK(cut(book, uses, dimension) == member + " 1; ");
    }
    // Source and channel are the customer's only where the table has no such field.
    CHECK(cut(book, revenue, "source") == "fair 0.00 USD; (unassigned) 30.00 USD; ");
    CHECK(cut(book, contacts, "source") == "fair 0; (unassigned) 1; ");
    CHECK(cut(book, visits, "source") == "fair 1; ");
    CHECK(cut(book, offers, "source") == "fair 1; ");
    CHECK(cut(book, mrr, "source") == "fair 5.00 USD; ");
    CHECK(cut(book, answers, "source") == "fair 1; ");
    CHECK(cut(book, visits, "channel") == "partner 0; (unassigned) 1; ");
    CHECK(cut(book, answers, "channel") == "partner 0; (unassigned) 1; ");
    CHECK(cut(book, mrr, "channel") == "partner 5.00 USD; ");
    CHECK(cut(book, cases, "channel") == "partner 1; ");
    CHECK(cut(book, uses, "channel") == "partner 1; ");
}

TEST_CASE("it is so record by record, and what a record says itself stays") {
    const auto of_another = sold("1", 1_usd, "Ada").with(&Deal::industry, "health");
    const Book book = make::book(
        make::deals(
            of_another, sold("2", 2_usd, "Ada"), sold("3", 4_usd, "nobody"), sold("4", 8_usd, "")),
        std::vector{buyer("Ada")});
    CHECK(
        cut(book, revenue, "industry") ==
        "bank 2.00 USD; health 1.00 USD; (unassigned) 12.00 USD; ");
}

TEST_CASE("a condition sees what a report shows") {
    const auto own = sold("1", 1_usd, "").with(&Deal::industry, "bank");
    const auto shared = sold("3", 4_usd, "Ada").shared({{"Asha", 50}, {"Ben", 50}});
    const Book book = make::book(
        make::deals(own, sold("2", 2_usd, "Ada"), shared, sold("4", 8_usd, "nobody")),
        std::vector{buyer("Ada")});
    CHECK(cut(book, revenue, "industry") == "bank 7.00 USD; (unassigned) 8.00 USD; ");
    CHECK(total(book, bank_revenue) == "7.00 USD");
    // A call on the records themselves knows no customers.
    CHECK(text(bank_revenue(make::deals(own, sold("2", 2_usd, "Ada")))) == "1.00 USD");
}

TEST_CASE("a customer who is not in the book says nothing") {
    Customer later = buyer("Ada");
    later.since = day("2025-06-01");
    const Book book = BookBuilder{usd}
                          .as_of(day("2025-03-01"))
                          .add(make::deals(sold("1", 30_usd, "Ada").created_on("2025-01-01")))
                          .add(std::vector{later})
                          .build();
    CHECK(cut(book, revenue, "industry").find("(unassigned) 30.00 USD; ") != std::string::npos);
}

TEST_CASE("customers may come before their records, or later") {
    Customer bo = buyer("Bo");
    bo.industry = "a new one";
    const auto first_deals = make::deals(
        sold("1", 1_usd, "Ada"), sold("2", 2_usd, "Bo"),
        sold("3", 4_usd, "Bo").shared({{"Asha", 50}, {"Ben", 50}}));
    const auto next_deals = make::deals(sold("4", 8_usd, "Ada"), sold("5", 16_usd, "Bo"));
    const Book first = BookBuilder{usd}.add(first_deals).add(std::vector{buyer("Ada")}).build();
    CHECK(cut(first, revenue, "industry") == "bank 1.00 USD; (unassigned) 6.00 USD; ");
    const Book second = BookBuilder{first}.add(next_deals).build();
    CHECK(cut(second, revenue, "industry") == "bank 9.00 USD; (unassigned) 22.00 USD; ");
    const Book third = BookBuilder{second}.add(std::vector{bo}).build();
    CHECK(cut(third, revenue, "industry") == "a new one 22.00 USD; bank 9.00 USD; ");
    CHECK(total(third, bank_revenue) == "9.00 USD");
    const Book fourth = BookBuilder{third}.add(make::deals(sold("6", 32_usd, "Bo"))).build();
    CHECK(cut(fourth, revenue, "industry") == "a new one 54.00 USD; bank 9.00 USD; ");
    CHECK(cut(second, revenue, "industry") == "bank 9.00 USD; (unassigned) 22.00 USD; ");
}

TEST_CASE("records of one's own name their customer, and what the customer is, as they like") {
    const std::vector<Contract> contracts{
        {"1", "Ada", "", {}, 100, day("2025-01-03")},
        {"2", "Ada", "farm", Size::small, 300, day("2025-01-04")},
        {"3", "Bo", "", {}, 500, day("2025-01-05")}};
    Customer bo = buyer("Bo");
    bo.segment = "of no such size";
    const Book book = BookBuilder{usd}.add(contracts).add(std::vector{buyer("Ada"), bo}).build();
    CHECK(cut(book, revenue, "industry") == "bank 6.00 USD; farm 3.00 USD; ");
    CHECK(
        cut(book, revenue, "segment") ==
        "large 1.00 USD; of no such size 0.00 USD; small 3.00 USD; (unassigned) 5.00 USD; ");
    // They have no field for it: the customer says it.
    CHECK(cut(book, revenue, "geography") == "PL 9.00 USD; ");
    CHECK(cut(book, revenue, "channel") == "partner 9.00 USD; ");
    // The customers may come later here as well.
    const Book grown = BookBuilder{BookBuilder{usd}.add(contracts).build()}
                           .add(std::vector{buyer("Ada"), bo})
                           .build();
    for (const char* dimension : {"industry", "segment", "geography", "channel"})
        CHECK(cut(grown, revenue, dimension) == cut(book, revenue, dimension));
}

TEST_CASE("so does a property of one's own customers") {
    Client ada;
    static_cast<Customer&>(ada) = buyer("Ada");
    ada.tier = "gold";
    const Book book =
        BookBuilder{usd}.add(make::deals(sold("1", 30_usd, "Ada"))).add(std::vector{ada}).build();
    CHECK(cut(book, revenue, "tier") == "gold 30.00 USD; ");
}

namespace {

/// Each of whom has another tier and industry, if any.
std::vector<Client> clients(int first, int n, const char* tier, const char* industry) {
    std::vector<Client> all;
    for (int i = first; i < first + n; ++i) {
        Client client;
        static_cast<Customer&>(client) = buyer(std::to_string(i).c_str());
        client.tier = tier;
        client.industry = industry;
        all.push_back(client);
    }
    return all;
}

/// A deal of 1.00 with each of the customers.
std::vector<Deal> one_with_each(const char* prefix, int first, int n) {
    std::vector<Deal> deals;
    for (int i = first; i < first + n; ++i)
        deals.push_back(
            sold((prefix + std::to_string(i)).c_str(), 1_usd, std::to_string(i).c_str()));
    return deals;
}

}  // namespace

TEST_CASE("properties of customers are found in whichever part of a book they stand") {
    const modes::Plain how_it_is_stored;
    // Parts stay apart where the earlier one is four times as large.
    std::vector<Customer> plain;
    for (const Client& client : clients(0, 64, "", "farm"))
        plain.push_back(client);
    std::vector<Deal> many;
    for (const char* prefix : {"a", "A", "x", "X"})
        for (const Deal& deal : one_with_each(prefix, 0, 64))
            many.push_back(deal);
    const Book first = BookBuilder{usd}.add(many).add(plain).build();
    const Book second = BookBuilder{first}
                            .add(one_with_each("b", 60, 8))
                            .add(clients(64, 16, "gold", "bank"))
                            .build();
    const Book third = BookBuilder{second}.add(clients(80, 4, "tin", "mine")).build();
    // And with those of every part.
    const Book all = BookBuilder{third}.add(one_with_each("c", 58, 24)).build();
    CHECK(detail::BookAccess::data(all)->parts("customers").size() == 3);
    CHECK(detail::BookAccess::data(all)->parts("deals").size() == 2);
    // 256 + 4 + 6 of the first part, 4 + 16 of the second, 2 of the third.
    CHECK(cut(all, revenue, "tier") == "gold 20.00 USD; tin 2.00 USD; (unassigned) 266.00 USD; ");
    CHECK(cut(all, revenue, "industry") == "bank 20.00 USD; farm 266.00 USD; mine 2.00 USD; ");
    CHECK(total(all, bank_revenue) == "20.00 USD");
    CHECK(cut(second, revenue, "tier") == "gold 4.00 USD; (unassigned) 260.00 USD; ");
    // In one part it is the same.
    const Book at_once = BookBuilder{usd}
                             .add(many)
                             .add(one_with_each("b", 60, 8))
                             .add(one_with_each("c", 58, 24))
                             .add(clients(0, 64, "", "farm"))
                             .add(clients(64, 16, "gold", "bank"))
                             .add(clients(80, 4, "tin", "mine"))
                             .build();
    for (const char* dimension : {"tier", "industry", "geography", "source", "customer"}) {
        Rollup query = rollup(all);
        const Table parts = query.metrics(revenue).by(dimension).run();
        Rollup same = rollup(at_once);
        CHECK(laws::difference(same.metrics(revenue).by(dimension).run(), parts) == "");
    }
}
