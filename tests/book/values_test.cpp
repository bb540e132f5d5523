// SPDX-License-Identifier: MIT
// Values of records in memory that no file could have given.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/csv/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <limits>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;
using namespace saleskpi::literals;
using make::day;

namespace {

constexpr std::int64_t least_amount = (std::numeric_limits<std::int64_t>::min)();
const std::string latin = "Ren\xE9";
const std::string shown = "Ren\xEF\xBF\xBD";

Deal sold(std::string id) {
    Deal d;
    d.id = std::move(id);
    d.rep = "Asha";
    d.stage = Stage::won;
    d.created = day("2025-01-02");
    d.closed = day("2025-01-20");
    d.amount = 100_usd;
    return d;
}

template <class T, class V>
Deal with(T Deal::*member, const V& value) {
    Deal d = sold("1");
    d.*member = value;
    return d;
}

struct Outcome1 {
    Book book;
    Finding finding;
};

/// What a book says of a record, and that it can be asked and written in any form.
template <class R>
Outcome1 added(const R& record) {
    const Book book = BookBuilder{usd}.add(std::vector{record}).build();
    REQUIRE(book.report().findings.size() == 1);
    const Finding& finding = book.report().findings[0];
    CHECK(finding.line == 1);
    CHECK(book.report().rejected() == (finding.rejected ? 1 : 0));
    CHECK(book.records(finding.table) == (finding.rejected ? 0 : 1));
    for (const std::string& by : book.dimensions()) {
        const Table table = rollup(book).metrics(revenue).by(by).every(Grain::year).run();
        CHECK_NOTHROW(nlohmann::json(table).dump());
        CHECK_NOTHROW(fmt::format("{}", to_csv(table)));
    }
    CHECK_NOTHROW(nlohmann::json(finding.id + finding.value + finding.reason).dump());
    return {book, finding};
}

/// The field, value and reason of a value that counts as missing.
template <class R>
std::string missing(const R& record) {
    const Finding f = added(record).finding;
    CHECK_FALSE(f.rejected);
    return fmt::format("{}: {} {}", f.field, f.value, f.reason);
}
template <class R>
std::string rejected(const R& record) {
    const Finding f = added(record).finding;
    CHECK(f.rejected);
    return fmt::format("{}: {} {}", f.field, f.value, f.reason);
}

enum class Colour : std::int64_t { red, blue };
constexpr std::array<std::string_view, 2> colour_names{"red", "blue"};
constexpr std::span<const std::string_view> names_of(Colour) { return colour_names; }
enum class Shade : std::uint8_t { light, dark, none };
constexpr std::array<std::string_view, 3> shade_names{"light", "dark", "none"};
constexpr std::span<const std::string_view> names_of(Shade) { return shade_names; }

struct Painted : Deal {
    Colour colour{};
    std::uint64_t litres = 0;
    Money wage{};
    Date painted = date_of(2025, 1, 10);
};
struct Shaded : Deal {
    Shade colour{};
};

}  // namespace

template <>
struct saleskpi::Schema<Painted> {
    using base = Deal;
    static constexpr auto fields = std::tuple{
        field("colour", &Painted::colour), field("litres", &Painted::litres),
        field("wage", &Painted::wage), field("painted", &Painted::painted)};
};
template <>
struct saleskpi::Schema<Shaded> {
    using base = Deal;
    static constexpr auto fields = std::tuple{field("colour", &Shaded::colour)};
};

TEST_CASE("a text that is not UTF-8 counts as missing") {
    CHECK(missing(with(&Deal::rep, latin)) == "rep: " + shown + " is not valid UTF-8");
    CHECK(missing(with(&Deal::customer, latin)) == "customer: " + shown + " is not valid UTF-8");
    CHECK(missing(with(&Deal::channel, "\xC3")) == "channel: \xEF\xBF\xBD is not valid UTF-8");
    const Book book = added(with(&Deal::rep, latin)).book;
    const Table table = rollup(book).metrics(revenue).by(by::rep).run();
    CHECK(make::text(table.at({"(unassigned)"})[revenue]) == "100.00 USD");

    SECTION("each time, and where texts of UTF-8 are around it") {
        std::vector<Deal> deals;
        for (int i = 0; i < 1000; ++i) {
            deals.push_back(sold(std::to_string(i)));
            deals.back().rep = i % 3 ? "Zo\xC3\xAB" : latin;
        }
        const Book many = BookBuilder{usd}.add(deals).build();
        CHECK(many.records("deals") == 1000);
        REQUIRE(many.report().findings.size() == 334);
        for (std::size_t i = 0; i < 334; ++i)
            CHECK(many.report().findings[i].id == std::to_string(3 * i));
        const Table reps = rollup(many).metrics(deals_won).by(by::rep).run();
        CHECK(make::text(reps.at({"Zo\xC3\xAB"})[deals_won]) == "666");
        CHECK(make::text(reps.at({"(unassigned)"})[deals_won]) == "334");
    }
}

TEST_CASE("a record without a text that it needs is rejected") {
    CHECK(rejected(with(&Deal::id, latin)) == "id: " + shown + " is not valid UTF-8");
    CHECK(rejected(Assignment{latin, "North"}) == "rep: " + shown + " is not valid UTF-8");
    // Two halves of one character, one after the other.
    const std::vector deals{with(&Deal::id, "\xC3"), with(&Deal::id, "\xAB"), sold("\xC3\xAB")};
    const Book book = BookBuilder{usd}.add(deals).build();
    CHECK(book.records("deals") == 1);
    CHECK(book.report().rejected() == 2);
}

TEST_CASE("the number that stands for none is no value, and not passed over") {
    CHECK(
        missing(with(&Deal::amount, Money{least_amount, usd})) ==
        "amount: -92233720368547758.08 USD does not fit in 64 bits");
    CHECK(
        missing(with(&Deal::cost, Money{least_amount, eur})) ==
        "cost: -92233720368547758.08 EUR does not fit in 64 bits");
    CHECK(
        missing(with(&Deal::units, least_amount)) ==
        "units: -9223372036854775808 does not fit in 64 bits");
    CHECK(
        missing(with(&Deal::probability, Decimal::from_nanos(least_amount))) ==
        "probability: -9223372036.854775808 does not fit in 64 bits");
    const Book book = added(with(&Deal::amount, Money{least_amount, usd})).book;
    CHECK(rollup(book).metrics(deals_won).run()[0][deals_won] == Count{1});
    CHECK(rollup(book).metrics(revenue).run()[0].cell("revenue").missing == 1);
    // The next one is a number like any other.
    const std::vector near{with(&Deal::amount, Money{least_amount + 1, usd})};
    CHECK(BookBuilder{usd}.add(near).build().report().findings.empty());

    Painted painted;
    painted.id = "1";
    painted.wage = 0_usd;
    painted.litres = std::uint64_t{1} << 63U;
    CHECK(
        rejected(Spend{.date = day("2025-01-01"), .amount = Money{least_amount, usd}}) ==
        "amount: -92233720368547758.08 USD does not fit in 64 bits");
    painted.litres = (std::numeric_limits<std::uint64_t>::max)();
    CHECK(missing(painted) == "litres: 18446744073709551615 does not fit in 64 bits");
}

TEST_CASE("a date outside of the calendar counts as missing") {
    CHECK(
        missing(with(&Deal::created, latest_date + date::days{1})) ==
        "created: 10000-01-01 is not in the years 1 to 9999");
    CHECK(
        missing(with(&Deal::created, earliest_date - date::days{1})) ==
        "created: 0000-12-31 is not in the years 1 to 9999");
    for (const Date end : {(Date::max)(), (Date::min)()}) {
        StageChange change;
        change.deal = "1";
        change.date = end;
        change.stage = Stage::open;
        CHECK_THAT(
            missing(with(&Deal::created, end)),
            Catch::Matchers::EndsWith("is not in the years 1 to 9999"));
        // A deal that is won has a day of closing: what is wrong with it is why it has none.
        CHECK_THAT(
            missing(with(&Deal::closed, end)),
            Catch::Matchers::EndsWith("is not in the years 1 to 9999"));
        CHECK_THAT(rejected(change), Catch::Matchers::EndsWith("is not in the years 1 to 9999"));
    }
    Painted painted;
    painted.id = "1";
    painted.wage = 0_usd;
    painted.painted = (Date::max)();
    CHECK(missing(painted) == "painted: 5881580-07-11 is not in the years 1 to 9999");
    const std::vector<Deal> ends{
        with(&Deal::created, earliest_date), with(&Deal::closed, latest_date)};
    const Book book = BookBuilder{usd}.add(std::vector{ends[0]}).build();
    CHECK(book.report().findings.empty());
}

TEST_CASE("a choice without a name counts as missing") {
    CHECK(
        missing(with(&Deal::kind, static_cast<DealKind>(3))) ==
        "kind: 3 is not the number of one of new_business, expansion, renewal");
    CHECK(
        rejected(with(&Deal::stage, static_cast<Stage>(255))) ==
        "stage: 255 is not the number of one of open, won, lost");
    Painted painted;
    painted.id = "1";
    painted.wage = 0_usd;
    painted.colour = static_cast<Colour>(-1);
    CHECK(missing(painted) == "colour: -1 is not the number of one of red, blue");
    painted.colour = static_cast<Colour>(std::int64_t{1} << 32);  // 0 in 32 bits
    CHECK_THAT(
        missing(painted), Catch::Matchers::EndsWith("is not the number of one of red, blue"));
    StageVisit visit;
    visit.furthest = PipelineStep{0};  // of no pipeline
    CHECK_THAT(missing(visit), Catch::Matchers::StartsWith("furthest: 0 is not the number of one"));
}

TEST_CASE("the choices of a field are the same for all records of its table") {
    const std::vector<Painted> painted(1);
    const std::vector<Shaded> shaded(1);
    BookBuilder builder{usd};
    builder.add(painted);
    CHECK(code_of([&] { builder.add(shaded); }) == ErrorCode::incompatible);
    const Book book = BookBuilder{usd}.add(painted).build();
    BookBuilder more{book};
    CHECK(code_of([&] { more.add(shaded); }) == ErrorCode::incompatible);
}

TEST_CASE("an amount without a currency counts as missing") {
    CHECK(missing(with(&Deal::amount, Money{500, Currency{}})) == "amount: 500 has no currency");
    CHECK(missing(with(&Deal::amount, Money{})) == "amount: 0 has no currency");
    CHECK(
        rejected(Spend{.date = day("2025-01-01"), .amount = Money{5, Currency{}}}) ==
        "amount: 5 has no currency");
}

TEST_CASE("credits are checked as their parts are") {
    const auto shared = [](std::vector<Credit> credits) { return with(&Deal::credits, credits); };
    const Decimal half = Decimal::ratio(1, 2);
    const Deal deal = shared({{latin, half}, {"Ben", half}});
    CHECK(missing(deal) == "credits: " + shown + " is not valid UTF-8");
    const Table reps = rollup(added(deal).book).metrics(revenue).by(by::rep).run();
    CHECK(make::text(reps.at({"Ben"})[revenue]) == "50.00 USD");
    CHECK(make::text(reps.at({"(unassigned)"})[revenue]) == "50.00 USD");

    const std::string below = "credits: -9223372036.854775808 is a share below zero";
    CHECK(missing(shared({{"Ben", Decimal::from_nanos(least_amount)}})) == below);
    CHECK(missing(shared({{"Ben"}, {"Eva", Decimal::from_nanos(least_amount), true}})) == below);
    Activity call;
    call.id = "1";
    call.credits = {{"Ben", Decimal::from_nanos(least_amount)}};
    CHECK(missing(call) == below);
}

TEST_CASE("a record has one line, or none of its table has") {
    const std::vector deals{sold("1"), sold("2")};
    const std::array<std::size_t, 3> lines{2, 3, 4};
    BookBuilder builder{usd};
    for (const std::size_t n : {1U, 3U})
        CHECK(message_of([&] {
                  builder.add(deals, {"deals.csv", std::span{lines}.first(n)});
              }) == fmt::format("there are 2 records and the lines of {}", n));
    builder.add(deals, {"deals.csv", std::span{lines}.first(2)});
    builder.add(deals, {"deals.csv", {}});
    const Book book = builder.build();
    CHECK(book.records("deals") == 2);
    REQUIRE(book.report().findings.size() == 2);
    CHECK(book.report().findings[1].line == 2);
}

TEST_CASE("what findings say is UTF-8") {
    const std::vector deals{sold("")};
    Finding found{"deals", latin, 5, latin, "amount", latin, "is " + latin, true};
    BookBuilder builder{usd};
    builder.add(std::vector{found}).add(deals, {latin + ".csv", {}});
    const Book book = builder.build();
    for (const Finding& f : book.report().findings)
        CHECK_NOTHROW(nlohmann::json(f.file + f.id + f.value + f.reason).dump());
    CHECK(book.report().findings[0].value == shown);
}

TEST_CASE("a value of memory has the reason it would have in a file") {
    const auto read = parse_csv<Deal>(
        "id,stage,rep,units\n1,won,Ren\xE9,1\n2,won,A,-9223372036854775808\n", {.currency = usd});
    REQUIRE(read.findings.size() == 2);
    CHECK(read.findings[0].value == shown);
    CHECK(read.findings[0].reason.starts_with("is not valid UTF-8"));
    CHECK(read.findings[1].reason == "does not fit in 64 bits");
}

TEST_CASE("the day of a book lies in the calendar") {
    for (const Date day : {(Date::max)(), (Date::min)(), latest_date + date::days{1}})
        CHECK(code_of([day] { BookBuilder{usd}.as_of(day); }) == ErrorCode::invalid_date);
    CHECK_NOTHROW(BookBuilder{usd}.as_of(latest_date).build());
}

TEST_CASE("a direct call takes as missing what a book does") {
    const auto count_won = [](const std::vector<Deal>& deals) {
        return make::text(deals_won(deals));
    };
    const std::vector<Deal> odd{
        with(&Deal::closed, (Date::max)()),
        with(&Deal::closed, (Date::min)()),
        with(&Deal::closed, latest_date + date::days{1}),
        with(&Deal::stage, Stage{77}),
        with(&Deal::amount, Money{least_amount, usd}),
        with(&Deal::amount, 3_usd)};
    CHECK(count_won(odd) == "2");
    CHECK(make::text(revenue(odd)) == "3.00 USD");
    CHECK(make::text(deals_won.within({earliest_date, latest_date}, odd)) == "2");
    CHECK(code_of([&] {
              (void)deals_won.within({earliest_date, (Date::max)()}, odd);
          }) == ErrorCode::invalid_date);
    CHECK(
        make::text(revenue(std::vector{with(&Deal::amount, Money{least_amount, usd})})) ==
        "missing_values");

    // Of the customers, two are none.
    std::vector<Deal> buyers{sold("1"), sold("2"), sold("3")};
    buyers[0].customer = latin;
    buyers[1].customer = "Acme";
    buyers[2].customer = "\xC3";
    CHECK(make::text(revenue_per_customer(buyers)) == "300.00 USD");
}

TEST_CASE("amounts without a currency do not mix with others, in any order") {
    const Deal none = with(&Deal::amount, Money{500, Currency{}});
    const Deal some = with(&Deal::amount, 5_usd);
    CHECK(code_of([&] { (void)revenue(std::vector{none, some}); }) == ErrorCode::currency_mismatch);
    CHECK(code_of([&] { (void)revenue(std::vector{some, none}); }) == ErrorCode::currency_mismatch);
    CHECK(make::text(revenue(std::vector{none, none})) == "1000");
}
