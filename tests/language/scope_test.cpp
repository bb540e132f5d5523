// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/scope.hpp>
#include <saleskpi/record/records.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;

namespace {

constexpr auto north = by::team == "North";

std::string read(std::string_view text) { return Scope::parse(text).text(); }

}  // namespace

TEST_CASE("a scope is written as it is read") {
    CHECK(Scope{}.text().empty());
    CHECK(Scope{}.is_everything());
    CHECK(Scope{north}.text() == "team = North");
    CHECK(Scope{by::team != "North by \"East\""}.text() == R"(team != "North by \"East\"")");
    CHECK(Scope{deal::amount >= 100_usd}.text() == "deals.amount >= 100.00 USD");
    CHECK(Scope{deal::stage == Stage::won}.text() == "deals.stage = won");
    CHECK(Scope{is_missing(by::rep)}.text() == "rep is missing");
    CHECK(Scope{is_known(deal::product)}.text() == "deals.product is known");
    CHECK(
        Scope{one_of(by::team, "North", "South") && by::region == "EMEA"}.text() ==
        "region = EMEA and (team = North or team = South)");
    for (const char* text :
         {"team = North", "team = \"(unassigned)\"", "rep is known", "deals.product is missing",
          "team = North or team = South", "region != EMEA and (team = a or team = b)",
          "team = North and deals.product = Alpha and leads.source != web",
          "deals.created <= deals.closed - 7 days", "deals.amount >= 100.00 USD",
          "deals.stage = won or deals.stage = lost"})
        CHECK(read(text) == text);
}

TEST_CASE("equal scopes have equal texts") {
    CHECK((deal::product == "Alpha" && Scope{north}) == (north && deal::product == "Alpha"));
    CHECK((north && north) != Scope{});
    CHECK(Scope{north && north} == Scope{north});
    CHECK(Scope{!(north || by::region == "EMEA")}.text() == "region != EMEA and team != North");
    CHECK(Scope{!(deal::stage == Stage::won)} == Scope{deal::stage != Stage::won});
    CHECK(read("not (team = North and region = EMEA)") == "team != North or region != EMEA");
    CHECK((Scope{} && Scope{north}) == Scope{north});
    CHECK(
        (north && lead::source == "web" && deal::product == "Alpha").text() ==
        "team = North and deals.product = Alpha and leads.source = web");
}

TEST_CASE("a name with a table's before it is a field, and any other a dimension") {
    CHECK(read("deal.product = Alpha") == "deals.product = Alpha");
    CHECK(read("product = Alpha") == "product = Alpha");
    CHECK(read("activity.kind = call") == "activities.kind = call");
    CHECK(read("touch.source = web") == "touches.source = web");
    CHECK(read("spend.source = web") == "spend.source = web");
    CHECK(read("\"team\" = \"North\"") == "team = North");
}

TEST_CASE("a dimension and a field are joined by and only") {
    CHECK_THROWS_WITH(
        read("team = North or deals.product = Alpha"),
        "a condition on a query joins dimensions and fields by 'and' only, and not as in: "
        "team = North or deals.product = Alpha");
    CHECK_THROWS_WITH(
        read("not (team = North and deals.product = Alpha)"),
        "a condition on a query joins dimensions and fields by 'and' only, and not as in: "
        "team != North or deals.product != Alpha");
    CHECK_THROWS_WITH(
        read("deals.product = Alpha or leads.source = web"),
        "a condition on a query joins fields of different tables by 'and' only, and not as in: "
        "deals.product = Alpha or leads.source = web");
    CHECK(
        read("not (team = North or deals.product = Alpha)") ==
        "team != North and deals.product != Alpha");
}

TEST_CASE("what is wrong with a scope's text is told with its column") {
    CHECK_THROWS_WITH(read(""), "column 1: expected a dimension or a field, found the end");
    CHECK_THROWS_WITH(
        read("team"), "column 5: expected '=', '!=', 'is missing' or 'is known', found the end");
    CHECK_THROWS_WITH(
        read("team < North"),
        "column 6: expected '=', '!=', 'is missing' or 'is known', found '<'");
    CHECK_THROWS_WITH(
        read("team = North South"), "column 14: expected 'and', 'or' or the end, found 'South'");
    // No table, so perhaps a level of a hierarchy: only a book can say.
    CHECK(read("line.manager = Mia") == "\"line.manager\" = Mia");
    CHECK_THROWS_WITH(
        read("deal.prodct = Alpha"),
        "column 6: deals have no field 'prodct'; did you mean product?");
    CHECK_THROWS_WITH(
        Scope{by::team == "\xff"}, "a condition on a query: its text '\uFFFD' is not UTF-8");
}

namespace {

struct ClinicDeal : Deal {
    std::string ward;
};
constexpr auto ward = field("ward", &ClinicDeal::ward);

}  // namespace

template <>
struct saleskpi::Schema<ClinicDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{::ward};
};

TEST_CASE("a catalogue knows fields of records of one's own") {
    Catalogue catalogue;
    CHECK_THROWS(catalogue.scope("deal.ward = X"));
    catalogue.add_fields_of(record_type<ClinicDeal>());
    CHECK(catalogue.scope("deal.ward = X") == Scope{ward == "X"});
}
