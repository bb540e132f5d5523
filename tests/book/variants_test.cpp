// SPDX-License-Identifier: MIT
// Rows that stand beside records, for leaves of some kinds in their place.
#include "book/book_data.hpp"
#include "catch.hpp"
#include "support/draft.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using detail::SeenBy;
using make::day;

namespace {

constexpr auto mean_won = metric("mean_won", mean(deal::amount).where(won).by(deal::closed));
constexpr auto all_created = metric("all_created", count<Deal>().by(deal::created));
constexpr auto always_open =
    metric("always_open", count<Deal>().active_throughout(deal::created, deal::closed));

std::int32_t number(const char* text) { return detail::day_number(day(text)); }

std::vector<Deal> named(const char* id, make::DealMaker deal) {
    deal.id = id;
    return {deal};
}

/// "period member: value" of rows that have one, month by month.
template <class Metric>
std::string monthly(const Book& book, const Metric& metric, const char* dimension, int months = 3) {
    std::string text;
    const Table table =
        rollup(book)
            .metrics(metric)
            .by(std::vector<std::string>{dimension})
            .every(Grain::month)
            .during(day("2025-01-01"), day(months == 3 ? "2025-04-01" : "2025-02-01"))
            .run();
    for (std::size_t row = 0; row < table.size(); ++row)
        if (const std::string cell = make::text(table[row][metric]);
            cell != "0" && cell != "0.00 USD" && cell != "no_records")
            text += fmt::format(
                "{} {}: {}; ", table[row].key().label, table[row].key().group.at(0), cell);
    return text;
}

template <class Metric>
std::string total(const Book& book, const Metric& metric) {
    return make::text(
        rollup(book).metrics(metric).during(day("2025-01-01"), day("2025-04-01")).run()[0][metric]);
}

void set_text(detail::RawTable& table, const char* column, std::size_t row, const char* text) {
    detail::RawColumn& its = *table.find(column);
    its.set_small(row, its.dictionary->intern(text));
}

/// An open deal that was handed from Ann to Ben on 2025-03-10, and whose amount was 100 until then.
Book handed_over(bool has_credits = false) {
    detail::BookDraft draft{usd};
    auto deal = make::deal_of("Ben").worth(150_usd).created_on("2025-01-05");
    deal.product = "large";
    if (has_credits) deal = deal.shared({{"Ben", 60}, {"Cem", 40}});
    auto other = make::deal_of("Ann").worth(30_usd).created_on("2025-02-01");
    other.product = "small";
    drafts::add(draft, named("D1", deal), named("D2", other));
    detail::RawTable& deals = *draft.find("deals");
    const auto earlier = draft.add_variant(deals, 0, SeenBy::stocks);
    set_text(earlier.table, "rep", earlier.row, "Ann");
    set_text(earlier.table, "product", earlier.row, "small");
    earlier.table.find("amount")->set_number(earlier.row, 100'00);
    earlier.table.set_in_force(earlier.row, missing_day, number("2025-03-10"));
    const auto now = draft.add_variant(deals, 0, SeenBy::stocks);
    now.table.set_in_force(now.row, number("2025-03-10"), missing_day);
    return drafts::built(draft);
}

}  // namespace

TEST_CASE("a stock sees what stood in a record's place on the day, and a flow the record") {
    const Book book = handed_over();
    CHECK(
        monthly(book, pipeline_value, "rep") ==
        "2025-01 Ann: 100.00 USD; 2025-02 Ann: 130.00 USD; 2025-03 Ann: 30.00 USD; "
        "2025-03 Ben: 150.00 USD; ");
    CHECK(
        monthly(book, pipeline_value, "product") ==
        "2025-03 large: 150.00 USD; 2025-01 small: 100.00 USD; 2025-02 small: 130.00 USD; "
        "2025-03 small: 30.00 USD; ");
    CHECK(
        monthly(book, open_deals, "rep") ==
        "2025-01 Ann: 1; 2025-02 Ann: 2; 2025-03 Ann: 1; 2025-03 Ben: 1; ");
    CHECK(monthly(book, all_created, "rep") == "2025-02 Ann: 1; 2025-01 Ben: 1; ");
    CHECK(monthly(book, always_open, "rep") == "2025-03 Ann: 1; 2025-02 Ben: 1; 2025-03 Ben: 1; ");
}

TEST_CASE("what stands beside a record is none") {
    const Book book = handed_over();
    CHECK(book.records("deals") == 2);
    CHECK(book.report().tables == std::vector<TableCount>{{"deals", 2, 2}});
    CHECK(book.span() == make::days("2025-01-05", "2025-02-02"));
    CHECK(detail::data_of(book).parts("deals").size() == 2);
    const std::array<std::string_view, 1> ann{"Ann"};
    const Explanation february =
        rollup(book).by(by::rep).explain(pipeline_value, ann, Calendar{}.period(Month{2025, 2}));
    CHECK(february.parts.at(0).ids == std::vector<std::string>{"D1", "D2"});
    const Explanation all =
        rollup(book).by(by::rep).explain(all_created, ann, Calendar{}.period(Month{2025, 2}));
    CHECK(all.parts.at(0).ids == std::vector<std::string>{"D2"});
}

TEST_CASE("single rows and restricted queries see it alike") {
    const Book book = handed_over();
    const Prepared prepared = rollup(book)
                                  .metrics(pipeline_value, all_created)
                                  .by(by::rep)
                                  .every(Grain::month)
                                  .during(day("2025-01-01"), day("2025-04-01"))
                                  .prepare();
    CHECK(make::text(prepared.row({"Ann"}, Month{2025, 2})[pipeline_value]) == "130.00 USD");
    CHECK(make::text(prepared.row({"Ann"}, Month{2025, 3})[pipeline_value]) == "30.00 USD");
    CHECK(make::text(prepared.row({"Ben"}, Month{2025, 3})[pipeline_value]) == "150.00 USD");
    CHECK(make::text(prepared.row({"Ben"}, Month{2025, 1})[all_created]) == "1");
    const Table table = rollup(book)
                            .metrics(pipeline_value)
                            .where(by::rep == "Ann")
                            .every(Grain::month)
                            .during(day("2025-01-01"), day("2025-04-01"))
                            .run();
    CHECK(make::text(table[0][pipeline_value]) == "100.00 USD");
    CHECK(make::text(table[1][pipeline_value]) == "130.00 USD");
    CHECK(make::text(table[2][pipeline_value]) == "30.00 USD");
}

TEST_CASE("a shared record may have others in its place") {
    const Book book = handed_over(true);
    CHECK(
        monthly(book, pipeline_value, "rep") ==
        "2025-02 Ann: 30.00 USD; 2025-03 Ann: 30.00 USD; 2025-01 Ben: 60.00 USD; "
        "2025-02 Ben: 60.00 USD; 2025-03 Ben: 90.00 USD; 2025-01 Cem: 40.00 USD; "
        "2025-02 Cem: 40.00 USD; 2025-03 Cem: 60.00 USD; ");
    CHECK(
        monthly(book, open_deals, "company") ==
        "2025-01 company: 1; 2025-02 company: 2; 2025-03 company: 2; ");
}

TEST_CASE("what needs the values themselves can see another amount than sums do") {
    detail::BookDraft draft{usd};
    drafts::add(
        draft, named("D1", make::deal_of("Ann").won(1000_usd)),
        named("D2", make::deal_of("Ann").won(900_usd)));
    const auto net = draft.add_variant(*draft.find("deals"), 0, SeenBy::values);
    net.table.find("amount")->set_number(net.row, 800'00);
    const Book book = drafts::built(draft);
    CHECK(total(book, revenue) == "1900.00 USD");
    CHECK(total(book, deals_won) == "2");
    CHECK(total(book, median_deal_size) == "850.00 USD");
    CHECK(total(book, largest_deal) == "900.00 USD");
    CHECK(monthly(book, median_deal_size, "rep", 1) == "2025-01 Ann: 850.00 USD; ");
}

TEST_CASE("a record that only sums see is no deal, but a part of the mean") {
    detail::BookDraft draft{usd};
    drafts::add(
        draft, named("D1", make::deal_of("Ann").won(1000_usd)),
        named("D2", make::deal_of("Ann").won(-200_usd, "2025-02-03")),
        named("D3", make::deal_of("Ben").won(-10_usd).shared({{"Ben", 50}, {"Cem", 50}})));
    for (const std::size_t row : {1U, 2U})
        draft.find("deals")->hide(row, ~SeenBy::sums);
    const Book book = drafts::built(draft);
    CHECK(book.records("deals") == 3);
    CHECK(total(book, revenue) == "790.00 USD");
    CHECK(total(book, deals_won) == "1");
    CHECK(total(book, mean_won) == "790.00 USD");
    CHECK(total(book, average_deal_size) == "790.00 USD");
    CHECK(total(book, median_deal_size) == "1000.00 USD");
    CHECK(
        monthly(book, revenue, "rep") ==
        "2025-01 Ann: 1000.00 USD; 2025-02 Ann: -200.00 USD; 2025-01 Ben: -5.00 USD; "
        "2025-01 Cem: -5.00 USD; ");
    CHECK(monthly(book, deals_won, "rep") == "2025-01 Ann: 1; ");
    CHECK(monthly(book, deals_won, "product") == "2025-01 (unassigned): 1; ");
    CHECK(
        monthly(book, revenue, "product") ==
        "2025-01 (unassigned): 990.00 USD; 2025-02 (unassigned): -200.00 USD; ");
}

TEST_CASE("what stands beside records grows and goes with them") {
    const Book book = handed_over();
    detail::BookDraft draft{detail::BookAccess::data(book)};
    drafts::add(draft, named("D3", make::deal_of("Cem").worth(7_usd).created_on("2025-01-01")));
    const auto later = draft.add_variant(*draft.find("deals"), 0, SeenBy::stocks);
    later.table.set_in_force(later.row, number("2025-02-10"), missing_day);
    const Book grown = drafts::built(draft);
    CHECK(
        monthly(grown, pipeline_value, "rep") ==
        "2025-01 Ann: 100.00 USD; 2025-02 Ann: 130.00 USD; 2025-03 Ann: 30.00 USD; "
        "2025-03 Ben: 150.00 USD; 2025-02 Cem: 7.00 USD; 2025-03 Cem: 7.00 USD; ");
    for (const Book& one : {grown, drafts::without(grown, "deals", {"D3"})}) {
        const Book left = drafts::without(one, "deals", {"D1"});
        CHECK(left.records("deals") == one.records("deals") - 1);
        CHECK(
            monthly(left, pipeline_value, "rep") ==
            std::string{"2025-02 Ann: 30.00 USD; 2025-03 Ann: 30.00 USD; "} +
                (one.records("deals") == 3 ? "2025-02 Cem: 7.00 USD; 2025-03 Cem: 7.00 USD; "
                                           : ""));
    }
}

TEST_CASE("what stands beside a record that is rejected does not count") {
    detail::BookDraft draft{usd};
    auto deal = make::deal_of("Ann");
    deal.amount = 5_usd;
    drafts::add(
        draft, named("", deal),  // rejected for want of an id
        named("D2", make::deal_of("Ann").worth(2_usd).created_on("2025-01-01")));
    (void)draft.add_variant(*draft.find("deals"), 0, SeenBy::stocks);
    const Book book = drafts::built(draft);
    CHECK(book.records("deals") == 1);
    CHECK(monthly(book, open_deals, "rep", 1) == "2025-01 Ann: 1; ");
}
