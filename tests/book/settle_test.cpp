// SPDX-License-Identifier: MIT
// What stands of several records of one id.
#include "catch.hpp"
#include "support/make.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/revenue.hpp>

#include <algorithm>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using make::day;

namespace {

/// A deal with what is said about it.
struct Said {
    Said(
        const Deal& what,
        std::int64_t which_version = 0,
        std::int64_t known_since = 0,
        bool is_gone = false)
        : deal{what}, version{which_version}, known{known_since}, is_deleted{is_gone} {}

    Deal deal;
    std::int64_t version;
    std::int64_t known;
    bool is_deleted;
};

Deal sold(std::string id, Money amount, std::string rep = "Ann") {
    Deal deal = make::deal_of(rep).won(amount);
    deal.id = std::move(id);
    return deal;
}

Instant at_second(std::int64_t second) { return Instant{std::chrono::seconds{second}}; }

enum class With { versions, known, both, none };

Book book_of(const std::vector<Said>& said, With with = With::both) {
    std::vector<Deal> deals;
    std::vector<std::int64_t> versions;
    std::vector<Instant> known;
    std::vector<std::uint8_t> deletions;
    for (const Said& one : said) {
        deals.push_back(one.deal);
        versions.push_back(one.version);
        known.push_back(at_second(one.known));
        deletions.push_back(one.is_deleted ? 1 : 0);
    }
    Provenance provenance;
    if (with == With::versions || with == With::both) provenance.versions = versions;
    if (with == With::known || with == With::both) provenance.known = known;
    provenance.deletions = deletions;
    return BookBuilder{usd}.add(deals, provenance).build();
}

std::string revenue_of(const Book& book) {
    const Table table = rollup(book).metrics(revenue).run();
    return make::text(table[0][revenue]);
}

/// "kept, rejected, replaced" of the only table, which are all of its rows.
std::string counts_of(const Book& book) {
    const TableCount& count = book.report().tables.at(0);
    CHECK(count.read == count.kept + count.rejected + count.later + count.replaced);
    return fmt::format("{}, {}, {}", count.kept, count.rejected, count.replaced);
}

Instant at_noon(std::string_view text) { return Instant{day(text)} + std::chrono::hours{12}; }

}  // namespace

TEST_CASE("pitfall 132: the same deal twice counts in its latest version", "[pitfall]") {
    const Book book = book_of({{sold("1", 100_usd), 1}, {sold("1", 120_usd), 2}}, With::versions);
    CHECK(revenue_of(book) == "120.00 USD");
    CHECK(counts_of(book) == "1, 0, 1");
    CHECK(book.report().findings.empty());
}

TEST_CASE("pitfall 133: versions that arrive out of order", "[pitfall]") {
    const Book book = book_of({{sold("1", 120_usd), 2}, {sold("1", 100_usd), 1}}, With::versions);
    CHECK(revenue_of(book) == "120.00 USD");
    // Even if the old version is known later.
    CHECK(
        revenue_of(book_of({{sold("1", 120_usd), 2, 5}, {sold("1", 100_usd), 1, 9}})) ==
        "120.00 USD");
}

TEST_CASE("pitfall 134: a row that comes late", "[pitfall]") {
    const std::vector deals{
        sold("1", 1000_usd),
        Deal{make::deal_of("Ann").won(50_usd, "2025-01-30").with(&Deal::id, std::string{"2"})}};
    const std::vector<Instant> known{at_noon("2025-01-31"), at_noon("2025-02-10")};
    const auto book_known = [&](std::string_view on) {
        return BookBuilder{usd}.known_at(day(on)).add(deals, {"", {}, known}).build();
    };
    CHECK(revenue_of(book_known("2025-01-31")) == "1000.00 USD");
    CHECK(counts_of(book_known("2025-01-31")) == "1, 0, 1");
    CHECK(book_known("2025-01-31").report().findings.empty());
    CHECK(revenue_of(book_known("2025-02-09")) == "1000.00 USD");
    CHECK(revenue_of(book_known("2025-02-10")) == "1050.00 USD");
    const Book now = BookBuilder{usd}.add(deals, {"", {}, known}).build();
    CHECK(revenue_of(now) == "1050.00 USD");
}

TEST_CASE("without versions what was said last counts") {
    CHECK(
        revenue_of(
            book_of({{sold("1", 120_usd), 0, 8}, {sold("1", 100_usd), 0, 7}}, With::known)) ==
        "120.00 USD");
    // What does not say when is older than what does.
    const std::vector<Instant> known{at_second(-5)};
    const Book book = BookBuilder{usd}
                          .add(std::vector{sold("1", 10_usd)}, {"", {}, known})
                          .add(std::vector{sold("1", 20_usd)})
                          .build();
    CHECK(revenue_of(book) == "10.00 USD");
    CHECK(counts_of(book) == "1, 0, 1");
}

TEST_CASE("equal records count once, and are reported") {
    const Book book = book_of({{sold("1", 100_usd)}, {sold("1", 100_usd)}});
    CHECK(revenue_of(book) == "100.00 USD");
    CHECK(counts_of(book) == "1, 1, 0");
    REQUIRE(book.report().findings.size() == 1);
    CHECK(book.report().findings[0].kind == FindingKind::duplicate);
    CHECK(book.report().findings[0].line == 2);
}

TEST_CASE("of a deleted record nothing counts until it is said anew") {
    const Deal deal = sold("1", 100_usd);
    const Deal only_id{.id = "1"};
    const auto gone = [&](std::int64_t known) { return Said{only_id, 0, known, true}; };
    const auto there = [&](std::int64_t known) { return Said{deal, 0, known, false}; };
    CHECK(counts_of(book_of({there(1), gone(2)})) == "0, 0, 2");
    CHECK(counts_of(book_of({gone(2), there(1)})) == "0, 0, 2");
    CHECK(counts_of(book_of({gone(2), there(3)})) == "1, 0, 1");
    CHECK(counts_of(book_of({gone(2)})) == "0, 0, 1");
    // Said at once, it is deleted.
    CHECK(counts_of(book_of({gone(2), there(2)}, With::none)) == "0, 0, 2");
    CHECK(book_of({gone(2), there(2)}).report().findings.empty());
    // Its id is not free for a book that grows; what is in a book stays.
    const Book deleted = book_of({there(1), gone(2)});
    CHECK(BookBuilder{deleted}.add(deal).build().records("deals") == 0);
    const std::vector<std::uint8_t> yes{1};
    CHECK(code_of([&] {
              (void)BookBuilder{book_of({there(1)})}
                  .add(std::vector{only_id}, {"", {}, {}, {}, yes})
                  .build();
          }) == ErrorCode::incompatible);
}

TEST_CASE("of records that differ and neither is later, only what they agree on counts") {
    std::vector<Said> said{{sold("1", 100_usd)}, {sold("1", 120_usd)}, {sold("2", 7_usd)}};
    std::sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
        return a.deal.amount->minor() < b.deal.amount->minor();
    });
    const Book book = book_of(said);
    CHECK(book.records("deals") == 2);
    CHECK(revenue_of(book) == "7.00 USD");
    CHECK(counts_of(book) == "2, 1, 0");
    REQUIRE(book.report().findings.size() == 2);
    const Finding& cleared = book.report().findings[0];
    CHECK(cleared.line == 2);
    CHECK(cleared.value == "100.00 USD");
    CHECK(!cleared.rejected);
    CHECK(cleared.kind == FindingKind::conflict);
    const Finding& finding = book.report().findings[1];
    CHECK(finding.kind == FindingKind::conflict);
    CHECK(finding.field == "amount");
    CHECK(finding.value == "120.00 USD");
    CHECK(
        finding.reason ==
        "is 100.00 USD in record 2, and neither is later: of what they say differently (amount) "
        "nothing counts");
    std::reverse(said.begin(), said.end());
    CHECK(revenue_of(book_of(said)) == "7.00 USD");
}

TEST_CASE("a conflict about what a record has to have rejects it") {
    Deal is_lost = sold("1", 100_usd);
    is_lost.stage = Stage::lost;
    const Book book = book_of({{sold("1", 100_usd)}, is_lost});
    CHECK(counts_of(book) == "0, 2, 0");
    REQUIRE(book.report().findings.size() == 2);
    for (const Finding& finding : book.report().findings)
        CHECK(finding.kind == FindingKind::conflict);
    // The day of closing of a decided one is missing then.
    Deal later = sold("1", 100_usd);
    later.closed = day("2025-02-20");
    CHECK(counts_of(book_of({{sold("1", 100_usd)}, {{later}}})) == "1, 1, 0");
}

TEST_CASE("whose a deal is nobody knows if its credits are in conflict") {
    const make::DealMaker deal{sold("1", 100_usd)};
    const Book book =
        book_of({{deal.shared({{"Ann", 50}, {"Ben", 50}})}, {deal.shared({{"Ann", 100}})}});
    const Table table = rollup(book).metrics(revenue).by(by::rep).run();
    std::string rows;
    for (std::size_t row = 0; row < table.size(); ++row)
        rows +=
            fmt::format("{}: {}; ", table[row].key().group.at(0), make::text(table[row][revenue]));
    CHECK(rows == "Ann: 0.00 USD; (unassigned): 100.00 USD; ");
}

TEST_CASE("a faulty record is no claim, and forgotten once a later one says it") {
    Deal faulty = sold("1", 120_usd);
    faulty.closed.reset();
    // A later one that is faulty leaves the earlier one standing.
    const Book kept = book_of({{sold("1", 100_usd), 1}, {{faulty}, 2}});
    CHECK(revenue_of(kept) == "100.00 USD");
    CHECK(counts_of(kept) == "1, 1, 0");
    const Book corrected = book_of({{{faulty}, 1}, {sold("1", 100_usd), 2}});
    CHECK(counts_of(corrected) == "1, 0, 1");
    CHECK(corrected.report().findings.empty());
    // Nor is what was noted of the earlier one.
    Deal odd = sold("1", 120_usd);
    odd.rep = "\xff";
    CHECK(book_of({{odd, 1}}).report().findings.size() == 1);
    CHECK(book_of({{odd, 1}, {sold("1", 100_usd), 2}}).report().findings.empty());
}

TEST_CASE("what is said about records is of each of them or of none") {
    const std::vector<std::int64_t> one{1};
    const std::vector<Instant> moment{at_second(1)};
    const std::vector<std::uint8_t> flag{1};
    const std::vector deals{sold("1", 1_usd), sold("2", 2_usd)};
    BookBuilder builder{usd};
    CHECK(code_of([&] { builder.add(deals, {"", {}, moment}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] { builder.add(deals, {"", {}, {}, one}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] {
              builder.add(deals, {"", {}, {}, {}, flag});
          }) == ErrorCode::invalid_argument);
    CHECK(builder.build().records("deals") == 0);
    CHECK(code_of([&] { builder.known_at((Date::max)()); }) == ErrorCode::invalid_date);
    const Book known = BookBuilder{usd}.known_at(day("2025-01-01")).build();
    CHECK(code_of([&] {
              BookBuilder{known}.known_at(day("2025-01-02"));
          }) == ErrorCode::incompatible);
    CHECK_NOTHROW(BookBuilder{known}.known_at(day("2025-01-01")));
}
