// SPDX-License-Identifier: MIT
// A book that grew is the book that all records make at once.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <type_traits>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

Date day(const char* text) { return try_parse_date(text).value(); }

/// Records, some of which are there twice.
laws::Records records_with_repeated_ids(std::uint64_t seed) {
    laws::Records records = laws::random_records(seed);
    laws::Random random{seed};
    for (int i = 0; i < 20; ++i) {
        const Deal again = random.one_of(records.deals);
        const auto place = random.between(0, static_cast<int>(records.deals.size()));
        records.deals.insert(records.deals.begin() + place, again);
    }
    return records;
}

/// The records in n batches, in order: some are large, some small, some empty. All exchange rates
/// are in the first.
std::vector<laws::Records> batches(
    const laws::Records& records, std::size_t n, laws::Random& random) {
    std::vector<laws::Records> result(n);
    const auto deal_out = [&](auto member) {
        const auto& all = records.*member;
        using R = typename std::remove_cvref_t<decltype(all)>::value_type;
        std::size_t first = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t left = all.size() - first;
            const bool whole = i + 1 == n || std::is_same_v<R, ExchangeRate>;
            const auto some =
                whole ? left : static_cast<std::size_t>(random.between(0, static_cast<int>(left)));
            const auto from = all.begin() + static_cast<std::ptrdiff_t>(first);
            (result[i].*member).assign(from, from + static_cast<std::ptrdiff_t>(some));
            first += some;
        }
    };
    deal_out(&laws::Records::assignments), deal_out(&laws::Records::deals);
    deal_out(&laws::Records::leads), deal_out(&laws::Records::activities);
    deal_out(&laws::Records::quotes), deal_out(&laws::Records::subscriptions);
    deal_out(&laws::Records::customers), deal_out(&laws::Records::targets);
    deal_out(&laws::Records::spend), deal_out(&laws::Records::stage_changes);
    deal_out(&laws::Records::surveys), deal_out(&laws::Records::usage_events);
    deal_out(&laws::Records::tickets), deal_out(&laws::Records::exchange_rates);
    deal_out(&laws::Records::references);
    return result;
}

Book grown(const std::vector<laws::Records>& parts, std::optional<Date> as_of) {
    BookBuilder builder{usd};
    if (as_of) builder.as_of(*as_of);
    Book book = builder.build();
    for (const laws::Records& part : parts) {
        BookBuilder next{book};
        part.each([&](const auto& records) { next.add(records); });
        book = next.build();
    }
    return book;
}

Book at_once(const laws::Records& records, std::optional<Date> as_of) {
    BookBuilder builder{usd};
    if (as_of) builder.as_of(*as_of);
    records.each([&](const auto& all) { builder.add(all); });
    return builder.build();
}

Rollup report(const Book& book, const std::vector<std::string>& by) {
    const std::vector<Definition> metrics = laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics).by(by).with_subtotals().every(Grain::quarter);
    query.during(day("2024-01-01"), day("2025-05-21"));
    return query;
}

std::vector<std::string> findings_of(const Book& book) {
    std::vector<std::string> all;
    for (const Finding& f : book.report().findings)
        all.push_back(f.table + "/" + f.id + "/" + f.field + "/" + f.value + "/" + f.reason);
    std::sort(all.begin(), all.end());
    return all;
}

template <class T>
std::vector<T> sorted(std::vector<T> all) {
    std::sort(all.begin(), all.end());
    return all;
}

void check_same(const Book& one, const Book& other) {
    CHECK(one.report().tables == other.report().tables);
    CHECK(findings_of(one) == findings_of(other));
    CHECK(sorted(one.tables()) == sorted(other.tables()));
    CHECK(sorted(one.dimensions()) == sorted(other.dimensions()));
    CHECK(one.span() == other.span());
    using By = std::vector<std::string>;
    for (const By& by :
         {By{"region", "team", "rep"}, By{"product", "stage"}, By{"segment"},
          By{"industry", "channel"}})
        CHECK(laws::difference(report(one, by).run(), report(other, by).run()) == "");
    const Period period = Calendar{}.period(Quarter{2024, 3});
    for (const Definition& metric :
         {Definition{revenue}, Definition{win_rate}, Definition{calls}, Definition{mrr}}) {
        const std::array<std::string_view, 1> asha{"Asha"};
        const Explanation left = rollup(one).by(rep).explain(metric, asha, period);
        const Explanation right = rollup(other).by(rep).explain(metric, asha, period);
        REQUIRE(left.parts.size() == right.parts.size());
        for (std::size_t i = 0; i < left.parts.size(); ++i)
            CHECK(left.parts[i].ids == right.parts[i].ids);
    }
}

}  // namespace

TEST_CASE("a book that grew is the book that all records make at once") {
    const auto as_of =
        GENERATE(std::optional<Date>{}, std::optional{make_date(2024, 10, 10).value()});
    for (const std::size_t n : {1U, 2U, 3U, 5U}) {
        const laws::Records records = records_with_repeated_ids(900 + n);
        laws::Random random{n};
        INFO(n);
        check_same(grown(batches(records, n, random), as_of), at_once(records, as_of));
    }
}

TEST_CASE("many small batches are one book") {
    const laws::Records records = records_with_repeated_ids(910);
    laws::Random random{910};
    std::vector<laws::Records> parts;
    for (const laws::Records& part : batches(records, 4, random))
        for (const laws::Records& small : batches(part, 10, random))
            parts.push_back(small);
    check_same(grown(parts, {}), at_once(records, {}));
}

TEST_CASE("a book that others grew from stays as it is") {
    const laws::Records records = records_with_repeated_ids(920);
    laws::Random random{920};
    const std::vector<laws::Records> parts = batches(records, 3, random);
    const Book first = at_once(parts[0], {});
    const std::vector<std::string> by{"region", "team", "rep"};
    const Table before = report(first, by).run();
    for (const laws::Records* part : {&parts[1], &parts[2]}) {
        BookBuilder builder{first};
        part->each([&](const auto& all) { builder.add(all); });
        laws::Records both = parts[0];
        both.deals.insert(both.deals.end(), part->deals.begin(), part->deals.end());
        CHECK(builder.build().records("deals") == at_once(both, {}).records("deals"));
    }
    CHECK(laws::difference(before, report(first, by).run()) == "");
}
