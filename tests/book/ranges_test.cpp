// SPDX-License-Identifier: MIT
// Numbers outside of the range of their field are missing, and found.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/quality.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;
using make::deal_of;

namespace {

/// "field value: reason", one after the other.
std::string refused(const Book& book) {
    std::string all;
    for (const Finding& finding : book.report().findings) {
        CHECK(finding.kind == FindingKind::out_of_range);
        CHECK(!finding.rejected);
        all += fmt::format(
            "{}{} {}: {}", all.empty() ? "" : "; ", finding.field, finding.value, finding.reason);
    }
    return all;
}

Deal open_deal(Decimal probability) {
    Deal d = deal_of().worth(100_usd).created_on("2025-01-01");
    d.probability = probability;
    return d;
}

struct OwnDeal {
    std::string number;
    Stage stage = Stage::open;
    std::optional<Decimal> chance;
};

}  // namespace

template <>
struct saleskpi::Schema<OwnDeal> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        field("id", &OwnDeal::number).identity(), field("stage", &OwnDeal::stage).required(),
        field("probability", &OwnDeal::chance)};
};

// Six open deals of 100: 90 and 150 % are refused, the rest weighs 90 + 90 + 100 + 1.
TEST_CASE("public case 4: a probability lies between 0 and 1, in memory and in files") {
    const std::vector<Deal> deals{
        open_deal(Decimal::ratio(90, 1)),  open_deal(Decimal::ratio(9, 10)),
        open_deal(Decimal::ratio(9, 10)),  open_deal(Decimal::ratio(1, 1)),
        open_deal(Decimal::ratio(1, 100)), open_deal(Decimal::ratio(15, 10))};
    const auto read = parse_csv<Deal>(
        "id,stage,created,amount,probability\n1,open,2025-01-01,100,90\n2,open,2025-01-01,100,0.9\n"
        "3,open,2025-01-01,100,90%\n4,open,2025-01-01,100,1\n5,open,2025-01-01,100,1%\n"
        "6,open,2025-01-01,100,150%\n",
        {.currency = usd});
    for (const auto& all : {deals, read.records}) {
        const Book book = make::book(all);
        const RowView row = rollup(book).metrics(pipeline_value, weighted_pipeline).run()[0];
        CHECK(make::text(row[pipeline_value]) == "600.00 USD");
        CHECK(make::text(row[weighted_pipeline]) == "281.00 USD");
        CHECK(row.cell(weighted_pipeline).missing == 2);
        CHECK(
            refused(book) ==
            "probability 90: is not between 0 and 1; "
            "probability 1.5: is not between 0 and 1");
    }
}

TEST_CASE("both ends of a range are in it") {
    const Book book =
        make::book(std::vector{open_deal(Decimal::ratio(0, 1)), open_deal(Decimal::ratio(1, 1))});
    CHECK(book.report().findings.empty());
}

TEST_CASE("a score lies within its scale") {
    const auto answer = [](int score, std::optional<int> scale) {
        Survey s;
        s.date = day("2025-01-10");
        s.score = Decimal::ratio(score, 1);
        if (scale) s.scale = Decimal::ratio(*scale, 1);
        return s;
    };
    CHECK(refused(make::book(std::vector{answer(5, 5), answer(0, 5), answer(7, {})})).empty());
    CHECK(
        refused(make::book(std::vector{answer(6, 5), answer(-1, {})})) ==
        "score 6: is not between 0 and 'scale' (5); score -1: is below 0");
}

TEST_CASE("months, durations and sizes are not below zero") {
    Deal deal = deal_of().won(100_usd);
    deal.contract_months = -12;
    CHECK(refused(make::book(std::vector{deal})) == "contract_months -12: is below 0");
    UsageEvent event;
    event.date = day("2025-01-10");
    event.duration = Decimal::ratio(-1, 8);
    CHECK(refused(make::book(std::vector{event})) == "duration -0.125: is below 0");
}

TEST_CASE("a quantity is below zero only where something is taken back") {
    Deal deal = deal_of().won(100_usd);
    deal.id = "1";
    deal.units = -3;
    CHECK(refused(BookBuilder{usd}.add(deal).build()) == "units -3: is below 0");
    deal.amount = -100_usd;
    CHECK(refused(BookBuilder{usd}.add(deal).build()).empty());
    Deal credit = deal_of().won(std::nullopt);
    credit.id = "2", credit.corrects = "1", credit.units = -1;
    CHECK(refused(BookBuilder{usd}.add(deal).add(credit).build()).empty());
}

TEST_CASE("a struct that stands in for a record is held to its ranges") {
    const OwnDeal own{"1", Stage::open, Decimal::ratio(40, 1)};
    CHECK(refused(BookBuilder{usd}.add(own).build()) == "probability 40: is not between 0 and 1");
}

TEST_CASE("what a field became has to be in its range, too") {
    Deal deal = open_deal(Decimal::ratio(1, 2));
    deal.id = "1";
    const FieldChange change{
        .table = "deals",
        .id = "1",
        .field = "probability",
        .date = day("2025-02-01"),
        .value = "70"};
    const Book book = BookBuilder{usd}.add(deal).add(change).build();
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].reason == "is not between 0 and 1");
}
