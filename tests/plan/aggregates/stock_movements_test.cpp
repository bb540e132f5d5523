// SPDX-License-Identifier: MIT
// Movements of any stock: what each has at both edges of a period tells what came, went, grew and shrank.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/reps.hpp>
#include <saleskpi/kpi/retention.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::deal_of;
using make::paying;
using make::text;

namespace {

const Window february = make::days("2025-02-01", "2025-03-01");

template <class... Metrics>
std::vector<std::string> row_of(
    const Book& book, const std::vector<std::string>& group, const Metrics&... metrics) {
    const std::vector<std::string> team{"team"};
    const Table table = rollup(book)
                            .metrics(metrics...)
                            .by(group.empty() ? std::vector<std::string>{} : team)
                            .during(february)
                            .run();
    const RowView row = group.empty() ? table[0] : table.at({group.front()});
    return {text(row[metrics])...};
}

std::vector<std::string> pipeline_of(const Book& book, const std::vector<std::string>& group = {}) {
    return row_of(
        book, group, opening_pipeline, pipeline_added, pipeline_grown, pipeline_shrunk,
        pipeline_closed, pipeline_value);
}

make::DealMaker open(std::string id, Money amount, std::string_view created) {
    return deal_of("Asha").with(&Deal::id, id).worth(amount).created_on(created);
}

FieldChange change_of_amount(const char* deal, const char* on, const char* from, const char* to) {
    return {
        .table = "deals",
        .id = deal,
        .field = "amount",
        .date = make::day(on),
        .value = to,
        .before = from};
}

using Texts = std::vector<std::string>;

}  // namespace

// As February begins A 100, B 200 and C 300 are open. A is worth 150 at its end, B 120, C was lost, D is new
// with 70, and E came and went: 600 + 70 + 50 - 80 - 300 = 340.
TEST_CASE("the open pipeline's movements make up what is open at the end") {
    const Book book = BookBuilder{usd}
                          .add(make::deals(
                              open("A", 150_usd, "2025-01-02"), open("B", 120_usd, "2025-01-03"),
                              open("C", 300_usd, "2025-01-04").lost(300_usd, "2025-02-10"),
                              open("D", 70_usd, "2025-02-20"),
                              open("E", 999_usd, "2025-02-05").won(999_usd, "2025-02-25")))
                          .add(std::vector{
                              change_of_amount("A", "2025-02-11", "100", "150"),
                              change_of_amount("B", "2025-02-12", "200", "120")})
                          .build();
    CHECK(
        pipeline_of(book) ==
        Texts{"600.00 USD", "70.00 USD", "50.00 USD", "80.00 USD", "300.00 USD", "340.00 USD"});
}

TEST_CASE("a rep who moves to another team takes the pipeline along") {
    const Book book = BookBuilder{usd}
                          .add(make::deals(open("A", 100_usd, "2025-01-02")))
                          .add(std::vector{
                              make::seat("Asha", "North", {}, make::day("2025-02-10")),
                              make::seat("Asha", "South", make::day("2025-02-10"))})
                          .build();
    CHECK(
        pipeline_of(book, {"North"}) ==
        Texts{"100.00 USD", "0.00 USD", "0.00 USD", "0.00 USD", "100.00 USD", "0.00 USD"});
    CHECK(
        pipeline_of(book, {"South"}) ==
        Texts{"0.00 USD", "100.00 USD", "0.00 USD", "0.00 USD", "0.00 USD", "100.00 USD"});
    CHECK(
        pipeline_of(book) ==
        Texts{"100.00 USD", "0.00 USD", "0.00 USD", "0.00 USD", "0.00 USD", "100.00 USD"});
    const auto reps = [&](const std::vector<std::string>& group) {
        return row_of(book, group, opening_reps_in_seat, reps_joined, reps_left, reps_in_seat);
    };
    CHECK(reps({"North"}) == Texts{"1", "0", "1", "0"});
    CHECK(reps({"South"}) == Texts{"0", "1", "0", "1"});
    CHECK(reps({}) == Texts{"1", "0", "0", "1"});
}

TEST_CASE("a deal that reps share is one deal, and has its parts by team") {
    const Book book =
        BookBuilder{usd}
            .add(make::deals(open("A", 100_usd, "2025-02-02").shared({{"Asha", 60}, {"Ben", 40}})))
            .add(std::vector{make::seat("Asha", "North"), make::seat("Ben", "South")})
            .build();
    CHECK(pipeline_of(book)[1] == "100.00 USD");
    CHECK(pipeline_of(book, {"North"})[1] == "60.00 USD");
    CHECK(pipeline_of(book, {"South"})[1] == "40.00 USD");
}

// A bought 100 in January and 30 in February, B 50 for the first time, and C's 20 were given back.
TEST_CASE("revenue is of new and of returning customers, of who sold it on its day") {
    const auto sold = [](const char* to, Money amount, const char* on, const char* rep) {
        return deal_of(rep).from(to).won(amount, on);
    };
    const Book book = make::book(
        make::deals(
            sold("A", 100_usd, "2025-01-10", "Asha"), sold("C", 20_usd, "2025-01-11", "Asha"),
            sold("A", 30_usd, "2025-02-10", "Ben"), sold("B", 50_usd, "2025-02-11", "Asha"),
            sold("C", -20_usd, "2025-02-12", "Asha"),
            deal_of("Asha").from("D").won({}, "2025-02-13"),
            deal_of("Asha").from("A").lost(70_usd, "2025-02-14")),
        std::vector{
            make::seat("Asha", "North", {}, make::day("2025-02-20")),
            make::seat("Asha", "South", make::day("2025-02-20")), make::seat("Ben", "South")});
    const auto of = [&](const std::vector<std::string>& group) {
        return row_of(
            book, group, revenue, revenue_from_new_customers, revenue_from_returning_customers);
    };
    CHECK(of({}) == Texts{"60.00 USD", "50.00 USD", "10.00 USD"});
    CHECK(of({"North"}) == Texts{"30.00 USD", "50.00 USD", "-20.00 USD"});
    // To South A is new.
    CHECK(of({"South"}) == Texts{"30.00 USD", "30.00 USD", "0.00 USD"});
    // A, C and D: A has bought twice, and C's second deal gives back what the first was.
    CHECK(row_of(book, {}, repeat_purchase_rate) == Texts{"50.00 %"});
}

TEST_CASE("who has what is told apart where two questions ask for it together") {
    std::vector<Subscription> all{paying("A", 10_usd), paying("A", 10_usd), paying("B", 10_usd)};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].product = i == 0 ? "basic" : "large";
    const auto held_by = [](const char* id, const auto& each) {
        return metric(
            id, number_held(subscription::price, each)
                    .active(subscription::started, subscription::ended));
    };
    constexpr auto records = metric(
        "records", number_held<Subscription>(subscription::product)
                       .active(subscription::started, subscription::ended));
    CHECK(
        row_of(
            make::book(all), {}, held_by("customers_held", subscription::customer),
            held_by("accounts_held", subscription::account), records) == Texts{"2", "3", "2"});
}
