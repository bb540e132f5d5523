// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "laws/folded.hpp"
#include "laws/metrics.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// In what the numbers of an explanation are told: money in major units.
double told(const AnyQuantity& value) {
    const double exact = value.exact().to_double();
    return is_money_like(value.unit())
               ? exact / static_cast<double>(value.currency().minor_per_major())
               : exact;
}

struct Explained {
    const char* name;
    std::vector<std::string> dimensions;
    std::optional<Date> as_of;
    std::optional<Date> seated_as_of;
};

Date day(const char* text) { return parse_date(text); }

/// Parts of a span count each by itself in what the engine reports as the records of a spread.
bool names_each_record(const Leaf& leaf) {
    return leaf.placement.kind != Placement::Kind::spread && !leaf.aggregation.is_over_period;
}

/// Of some of a row's cells; of how many.
std::size_t require_explanation(
    const Rollup& query,
    const Table& table,
    std::size_t number,
    const char* name,
    bool has_credits) {
    const RowView row = table[number];
    const RowKey key = row.key();
    if (key.label != "2024-Q3" && key.label != "2025-Q1") return 0;
    const bool is_total = key.group.empty();
    if (number % (3 + 4 * key.group.size()) != 2 && !is_total) return 0;
    std::size_t explained = 0;
    const auto values = row.values();
    for (std::size_t m = 0; m < values.size(); ++m) {
        if ((number + m) % 3 != 0 && !is_total) continue;
        const Definition& metric = table.metrics()[m];
        const CellValue cell = values[m];
        const std::vector<std::string_view> group(key.group.begin(), key.group.end());
        const Explanation why = query.explain(metric, group, key.period);
        INFO(
            name << ": " << metric.id() << " of " << fmt::format("{}", fmt::join(key.group, ", "))
                 << " in " << key.label << ": " << why.numbers);
        ++explained;
        CHECK(laws::text_of(why.value) == laws::text_of(cell));
        const auto folded = laws::Folded{why.numbers}.value();
        if (cell.outcome) {
            REQUIRE(folded);
            // Amounts are told in whole cents, dates as they are.
            const double epsilon = metric.unit() == Unit::date ? 0 : 2e-3;
            CHECK(*folded == Approx(told(*cell.outcome)).epsilon(epsilon).margin(0.011));
        }
        for (const ExplainedPart& part : why.parts) {
            INFO(part.text << " in " << part.period << " of " << part.group);
            const auto leaves = metric.leaves();
            const auto leaf = std::find_if(leaves.begin(), leaves.end(), [&](const Leaf& l) {
                return leaf_text(metric, l) == part.text;
            });
            REQUIRE(leaf != leaves.end());
            if (has_credits || !names_each_record(*leaf)) continue;
            CHECK(part.ids.size() == static_cast<std::size_t>(part.value.records));
            CHECK(part.missing_ids.size() == static_cast<std::size_t>(part.value.missing));
        }
    }
    return explained;
}

void require_explanations(const laws::Records& records, const Explained& how, bool has_credits) {
    const Book book = records.book(usd, Calendar{}, how.as_of);
    const std::vector<Definition> all = laws::all_metrics();
    std::size_t explained = 0;
    // A few at a time: an explanation computes the table.
    for (std::size_t first = 0; first < all.size(); first += 8) {
        const std::span metrics{all.data() + first, (std::min)(std::size_t{8}, all.size() - first)};
        Rollup query = rollup(book).by(how.dimensions).with_subtotals().every(Grain::quarter);
        query.during(day("2024-01-01"), day("2025-02-11")).metrics(metrics).threads(1);
        if (how.seated_as_of) query.seated_as_of(*how.seated_as_of);
        const Table table = query.run();
        for (std::size_t row = 0; row < table.size(); ++row)
            explained += require_explanation(query, table, row, how.name, has_credits);
    }
    CHECK(explained > 300);
}

}  // namespace

TEST_CASE("an explanation has the value of the table, and its parts make that value") {
    const std::vector<Explained> all{
        {"by region and team", {"region", "team"}, {}, {}},
        {"by team and rep, as of a day", {"team", "rep"}, day("2024-08-20"), {}},
        {"by region and rep, as seated", {"region", "rep"}, {}, day("2024-02-15")},
        {"by product, as of a day", {"product"}, day("2025-01-20"), day("2025-01-20")},
        {"by channel and region", {"channel", "region"}, {}, {}},
        {"by rep and channel", {"rep", "channel"}, {}, day("2024-12-31")},
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        DYNAMIC_SECTION(all[i].name) {
            laws::RandomOptions options{150, i % 2 == 0, true, true};
            require_explanations(laws::random_records(510 + i, options), all[i], i % 2 == 0);
        }
}

TEST_CASE("the records behind a number are those that make it") {
    const laws::Records records = laws::random_records(500, {150, false, true, true});
    const Book book = records.book();
    const slow::Tables tables = slow::tables_of(records, usd);
    const slow::Evaluator slow{tables, usd, {}};
    const std::vector<std::string> by{"region", "team"};
    const Period period = Calendar{}.period(Quarter{2024, 3});
    const std::string days = "2024-07-01 to 2024-09-30";
    const auto explain = rollup(book).by(by);
    std::size_t compared = 0;
    for (const Definition& metric : laws::all_metrics()) {
        const slow::Node formula = slow::formula_of(metric);
        const auto aggregates = slow::aggregates_of(formula);
        // Whose members a target is of, the next test says.
        if (mentions(formula, "target") || mentions(formula, "reference")) continue;
        for (const std::vector<std::string>& members :
             {std::vector<std::string>{}, {"EMEA"}, {"EMEA", "North"}, {"(unassigned)"}}) {
            const std::vector<std::string_view> group(members.begin(), members.end());
            const Explanation why = explain.explain(metric, group, period);
            INFO(metric.id());
            for (const ExplainedPart& part : why.parts) {
                if (part.period != days || !part.group.empty()) continue;
                const auto at = std::find_if(
                    aggregates.begin(), aggregates.end(),
                    [&](const slow::Node* node) { return node->text == part.text; });
                REQUIRE(at != aggregates.end());
                const Leaf& leaf = metric.leaves()[(*at)->leaf];
                const slow::Table* table = tables.find(leaf.table);
                if (!table || table->rows.empty() || table->rows.front().id.empty()) continue;
                const auto number = static_cast<std::size_t>(at - aggregates.begin());
                std::vector<std::string> all = part.ids;
                if (leaf.needs == 0)
                    all.insert(all.end(), part.missing_ids.begin(), part.missing_ids.end());
                std::sort(all.begin(), all.end());
                CHECK(all == slow.ids(metric, number, {by, members}, period));
                if (leaf.aggregation == aggregates::count) {
                    // Where what it needs is missing in all, there is no number, and not zero.
                    const auto& value = part.value.outcome;
                    CHECK(
                        (value ? to_text(value->exact()) : "0") == std::to_string(part.ids.size()));
                }
                ++compared;
            }
        }
    }
    CHECK(compared > 500);
}

TEST_CASE("a shared record is named once") {
    const laws::Records records = laws::random_records(501);
    const Book book = records.book();
    const slow::Tables tables = slow::tables_of(records, usd);
    const slow::Evaluator slow{tables, usd, {}};
    const Period period = Calendar{}.period(Year{2024});
    const Explanation why = rollup(book).explain(deals_won, {}, period);
    CHECK(why.parts.at(0).ids == slow.ids(deals_won, 0, {}, period));
    CHECK(to_text(why.value.outcome->exact()) == std::to_string(why.parts[0].ids.size()));
}

TEST_CASE("an explained attainment shows the results of those who have a target") {
    const Date day = try_parse_date("2025-01-15").value();
    const Date first = try_parse_date("2025-01-01").value();
    const Date last = try_parse_date("2025-02-01").value();
    const auto won_by = [&](const char* id, const char* who, std::int64_t amount) {
        Deal d;
        d.id = id, d.rep = who, d.stage = Stage::won, d.closed = day;
        d.amount = Money{amount, usd};
        return d;
    };
    const std::vector deals{won_by("1", "Asha", 8000), won_by("2", "Ben", 5000)};
    Target target;
    target.metric = "revenue", target.rep = "Asha", target.amount = Money{10000, usd};
    target.from = first, target.until = last;
    const Book book = BookBuilder{usd}.add(deals).add(std::vector{target}).build();
    const Period january = Calendar{}.period(Month{2025, 1});
    const Explanation why = rollup(book).explain(revenue_attainment, {}, january);
    CHECK(laws::text_of(why.value.outcome) == "4/5 ratio");
    CHECK(why.numbers == "80.00 / 100.00");
    CHECK(why.parts.at(0).ids == std::vector<std::string>{"1"});
}
