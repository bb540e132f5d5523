// SPDX-License-Identifier: MIT
// Everything that results are cut by.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/attribution.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/stages.hpp>

#include <algorithm>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;
using make::text;

namespace {

std::vector<Assignment> seats() {
    auto asha = make::seat("Asha", "North");
    asha.kind = RepKind::field;
    auto ben = make::seat("Ben", "South");
    ben.region = "APAC";
    ben.kind = RepKind::inside;
    return {asha, ben};
}

/// A deal of 60, and one of 40 that differs from it in everything.
std::vector<Deal> two_deals() {
    make::DealMaker one = deal_of("Asha").won(60_usd);
    one.id = "1";
    one.customer = "c1";
    one.product = "Pro";
    one.service = "training";
    one.package = "large";
    one.channel = "web";
    one.source = "inbound";
    one.campaign = "spring";
    one.contact_title = "CEO";
    one.industry = "health";
    one.employee_size = "1-9";
    one.geography = "PL";
    one.segment = "small";
    one.kind = DealKind::renewal;
    one.pipeline_stage = "signed";
    make::DealMaker other = deal_of("Ben").won(40_usd);
    other.id = "2";
    return make::deals(one, other);
}

/// "member value; ..." of a KPI; "" stands for the total.
template <class M>
std::string cut(const Book& book, const M& metric, const char* dimension) {
    std::string all;
    const Table table = rollup(book).metrics(metric).by(dimension).with_subtotals().run();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& group = table[row].key().group;
        all += fmt::format("{} {}; ", group.empty() ? "" : group[0], text(table[row][metric]));
    }
    return all;
}

}  // namespace

TEST_CASE("revenue by every field of a deal, and by its rep's seat") {
    const Book book = make::book(two_deals(), seats());
    const auto check = [&](const char* dimension, const std::string& one,
                           const std::string& other) {
        INFO(dimension);
        const auto names = book.dimensions();
        CHECK(std::find(names.begin(), names.end(), dimension) != names.end());
        const std::string result = cut(book, revenue, dimension);
        CHECK(result.find(one + " 60.00 USD; ") != std::string::npos);
        CHECK(result.find(other + " 40.00 USD; ") != std::string::npos);
        CHECK(result.find(" 100.00 USD; ") != std::string::npos);
    };
    check("rep", "Asha", "Ben");
    check("team", "North", "South");
    check("region", "EMEA", "APAC");
    check("rep_kind", "field", "inside");
    const std::string none{unassigned};
    check("product", "Pro", none);
    check("service", "training", none);
    check("package", "large", none);
    check("channel", "web", none);
    check("source", "inbound", none);
    check("campaign", "spring", none);
    check("contact_title", "CEO", none);
    check("industry", "health", none);
    check("employee_size", "1-9", none);
    check("geography", "PL", none);
    check("segment", "small", none);
    check("deal_kind", "renewal", none);
    check("pipeline_stage", "signed", none);
    check("customer", "c1", none);
    CHECK(cut(book, revenue, "company").find("company 100.00 USD; ") != std::string::npos);
}

TEST_CASE("deals by stage") {
    std::vector<Deal> deals = two_deals();
    for (Deal& deal : deals)
        deal.created = day("2025-01-01");
    deals[0].stage = Stage::open;
    deals[0].closed.reset();
    const Book book = make::book(deals);
    CHECK(cut(book, open_deals, "stage") == "lost 0; open 1; won 0;  1; ");
}

TEST_CASE("a rep's kind is that of the assignment on the record's day") {
    auto before = make::seat("Asha", "North", {}, day("2025-01-10"));
    before.kind = RepKind::inside;
    auto after = make::seat("Asha", "North", day("2025-01-10"));
    after.kind = RepKind::field;
    const auto deals = make::deals(
        deal_of("Asha").won(60_usd, "2025-01-09"), deal_of("Asha").won(40_usd, "2025-01-10"),
        deal_of("nobody's").won(5_usd));
    const Book book = make::book(deals, std::vector{before, after});
    const std::string result = cut(book, revenue, "rep_kind");
    CHECK(result.find("inside 60.00 USD; ") != std::string::npos);
    CHECK(result.find("field 40.00 USD; ") != std::string::npos);
    CHECK(result.find("(unassigned) 5.00 USD; ") != std::string::npos);
    // The team is the same one all the time.
    CHECK(cut(book, revenue, "team").find("North 100.00 USD; ") != std::string::npos);
}

TEST_CASE("leads by what is known of the contact, and touches by their source") {
    std::vector<Lead> leads(2);
    leads[0].created = leads[1].created = day("2025-01-05");
    leads[0].source = "fair";
    leads[0].contact_title = "CTO";
    leads[0].employee_size = "10-49";
    leads[0].campaign = "spring";
    const Book book = make::book(
        leads, two_deals(),
        std::vector{
            make::touch_of("1", "2025-01-01", "fair"), make::touch_of("1", "2025-01-02", "web")});
    CHECK(cut(book, leads_created, "contact_title").find("CTO 1; ") != std::string::npos);
    CHECK(cut(book, leads_created, "employee_size").find("10-49 1; ") != std::string::npos);
    CHECK(cut(book, leads_created, "source").find("fair 1; ") != std::string::npos);
    CHECK(cut(book, leads_created, "campaign").find("spring 1; ") != std::string::npos);
    CHECK(cut(book, attributed_revenue, "source").find("fair 30.00 USD; ") != std::string::npos);
}

TEST_CASE("what a record does not say of its customer, the customer does") {
    Customer buyer = make::customer_since("2024-01-01");
    buyer.id = "c1";
    buyer.employee_size = "50-249";
    buyer.industry = "health";
    buyer.geography = "PL";
    Activity call;
    call.kind = ActivityKind::call;
    call.date = day("2025-01-05");
    call.customer = "c1";
    const Book book = make::book(std::vector{buyer}, std::vector{call});
    for (const char* dimension : {"employee_size", "industry", "geography"}) {
        INFO(dimension);
        CHECK(cut(book, calls, dimension).find(" 1; ") != std::string::npos);
        CHECK(cut(book, calls, dimension).find("(unassigned) 1; ") == std::string::npos);
    }
}

TEST_CASE("visits of stages by stage, rep and team") {
    const std::vector changes{
        make::moved("1", "2025-01-01", "Demo"), make::moved("2", "2025-01-01", "Demo"),
        make::moved("2", "2025-01-03", "Offer")};
    const Book book = BookBuilder{usd}
                          .pipeline({"Demo", "Offer"})
                          .add(two_deals())
                          .add(changes)
                          .add(seats())
                          .build();
    constexpr auto reached = metric("reached", count<StageVisit>().by(stage_visit::reached));
    CHECK(cut(book, reached, "team") == "North 2; South 2;  4; ");
    CHECK(cut(book, reached, "pipeline_stage").find("Offer 2; ") != std::string::npos);
    CHECK(cut(book, reached, "furthest").find("Offer 4; ") != std::string::npos);
}
