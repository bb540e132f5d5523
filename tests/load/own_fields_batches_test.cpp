// SPDX-License-Identifier: MIT
// Fields of one's own in books that grow, in ledgers and in structs.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/csv/read.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <optional>
#include <string>

using namespace saleskpi;

namespace {

const OwnField number{.type = FieldType::decimal};

std::string scores(const Book& book) {
    Catalogue catalogue;
    catalogue.add_fields_of(with_own_fields(record_type<Deal>(), {{"score", number}}));
    const Definition metric = catalogue.at("sum(deals.score by closed)");
    return make::text(rollup(book).metrics(metric).run()[0][metric.id()]);
}

/// Adds deals with an own field `score` to what is loaded into.
template <class To>
void load_scores(const std::string& text, const OwnField& score, To& to) {
    const TempDir dir;
    dir.file("deals.csv", "id,rep,stage,closed,amount,score,known\n" + text);
    load_table(
        "deals", dir.path() / "deals.csv", {.own_fields = {{"score", score}}},
        {.formats = {csv_format()}, .currency = usd}, to);
}

constexpr const char* first_night =
    "1,Ann,won,2025-01-10,900,8.5,2025-02-01\n2,Ben,won,2025-01-11,400,4,2025-02-01\n";
constexpr const char* second_night =
    "2,Ben,won,2025-01-11,400,6,2025-03-01\n3,Ben,won,2025-01-12,50,1,2025-03-01\n";

}  // namespace

TEST_CASE("a book grows by fields of one's own, and by none of another type") {
    const Book plain = BookBuilder{usd}.add(make::deals(make::deal_of("Ann").won())).build();
    BookBuilder grows{plain};
    load_scores(first_night, number, grows);
    const Book grown = grows.build();
    CHECK(scores(grown) == "12.50");
    BookBuilder more{grown};
    load_scores("3,Ben,won,2025-01-12,50,1,\n", number, more);
    CHECK(scores(more.build()) == "13.50");
    BookBuilder other{grown};
    const auto add_texts = [&] { load_scores("4,Ben,won,2025-01-12,50,1,\n", {}, other); };
    CHECK(code_of(add_texts) == ErrorCode::incompatible);
    CHECK(
        message_of(add_texts) ==
        "field 'score' of table 'deals' is in the book with values of another kind");
}

TEST_CASE("two mappings that give a table a field of unlike types do not go together") {
    BookBuilder builder{usd};
    load_scores(first_night, number, builder);
    const auto add_texts = [&] { load_scores("4,Ben,won,2025-01-12,50,1,\n", {}, builder); };
    CHECK(code_of(add_texts) == ErrorCode::incompatible);
}

TEST_CASE("a ledger has fields of one's own in all versions of a record") {
    Ledger ledger;
    Batch first{make::day("2025-02-01")};
    load_scores(first_night, number, first);
    Batch second{make::day("2025-03-01")};
    load_scores(second_night, number, second);
    const Book before = BookBuilder{usd}.add(Ledger{ledger}.append(first)).build();
    CHECK(scores(before) == "12.50");
    CHECK(scores(before.append(second)) == "15.50");
    ledger.append(first).append(second);
    CHECK(scores(BookBuilder{usd}.add(ledger).build()) == "15.50");
    CHECK(
        scores(BookBuilder{usd}.known_at(make::day("2025-02-10")).add(ledger).build()) == "12.50");
    Batch texts{make::day("2025-04-01")};
    load_scores("4,Ben,won,2025-01-12,50,1,\n", {}, texts);
    CHECK(code_of([&] { ledger.append(texts); }) == ErrorCode::incompatible);
}

namespace {

struct ScoredDeal : Deal {
    std::optional<Decimal> score;
};

}  // namespace

template <>
struct saleskpi::Schema<ScoredDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{field("score", &ScoredDeal::score)};
};

TEST_CASE("a file that is read into structs has its fields of one's own in these") {
    const std::string text = "id,stage,score\n1,won,8.5\n";
    const ReadOptions options{.mapping = {.own_fields = {{"score", number}}}, .currency = usd};
    const auto read = parse_csv<ScoredDeal>(text, options);
    REQUIRE(read.records.size() == 1);
    CHECK(read.records[0].score == Decimal::parse("8.5"));
    const auto without = [&] { (void)parse_csv<Deal>(text, options); };
    CHECK(code_of(without) == ErrorCode::unknown_field);
    CHECK(
        message_of(without) ==
        "the mapping gives 'deals' a field 'score' that these records do not have: add it to their "
        "struct and its Schema");
    const ReadOptions as_text{.mapping = {.own_fields = {{"score", {}}}}};
    CHECK(code_of([&] { (void)parse_csv<ScoredDeal>(text, as_text); }) == ErrorCode::incompatible);
}
