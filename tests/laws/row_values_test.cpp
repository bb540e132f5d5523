// SPDX-License-Identifier: MIT
// Values of a record that no KPI of the catalogue takes: signed days, and quotients of two fields.
#include "catch.hpp"
#include "support/agreement.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"
#include "support/slow.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

std::vector<Definition> metrics() {
    const Catalogue catalogue;
    std::vector<Definition> all;
    const auto add = [&](const std::string& formula) {
        all.push_back(catalogue.define("m" + std::to_string(all.size()), "", {}, formula));
    };
    for (const char* value :
         {"signed_days(deals.expected_close, deals.closed)", "deals.amount / deals.list",
          "deals.amount / deals.contract_months", "deals.amount / deals.probability",
          "deals.probability / deals.units", "deals.units / deals.probability"}) {
        for (const char* aggregate :
             {"sum", "mean", "median", "percentile(90, ", "smallest", "largest"}) {
            const std::string name = aggregate;
            const std::string begin = (name.back() == ' ' ? name : name + "(") + value;
            add(begin + " where stage != open by closed)");
            add(begin + " by created)");
            add(begin + " active from created until closed)");
        }
        add("sum(" + std::string{value} + " active from created until closed at start)");
        add("sum(" + std::string{value} +
            " where units is known spread from created until closed)");
        add("mean(" + std::string{value} + " having list by closed) - 1 * mean(" + value +
            " where stage = won by closed)");
    }
    return all;
}

/// With the fields that random deals lack: some have them, and some a zero.
laws::Records records(std::uint64_t seed, const laws::RandomOptions& options) {
    laws::Records all = laws::random_records(seed, options);
    laws::Random random{seed};
    for (Deal& deal : all.deals) {
        if (random.chance(70)) deal.contract_months = random.between(0, 36);
        if (random.chance(70)) deal.units = random.between(0, 12);
        if (random.chance(70) && deal.amount)
            deal.list = Money{random.between(-50, 300) * 7, deal.amount->currency()};
        if (random.chance(70))
            deal.expected_close =
                Date{date::sys_days{date::year{2024} / 6 / 1}} + date::days{random.between(0, 500)};
    }
    return all;
}

Rollup report(const Book& book, const std::vector<std::string>& by, Grain grain) {
    Rollup query = rollup(book);
    query.metrics(metrics()).by(by).with_subtotals().every(grain);
    query.during("2024-02-10"_date, "2025-09-05"_date);
    return query;
}

}  // namespace

TEST_CASE("signed days and quotients agree with the slow computation") {
    const std::vector<Definition> all = metrics();
    for (const std::uint64_t seed : {901U, 902U}) {
        const laws::Records some = records(seed, {250, seed == 901, true, true});
        const Book book = some.book();
        const slow::Tables tables = slow::tables_of(some, usd);
        slow::Evaluator slow{tables, usd, {}};
        using By = std::vector<std::string>;
        for (const By& by : {By{}, By{"region", "team", "rep"}, By{"product"}}) {
            const saleskpi::Table table =
                report(book, by, by.empty() ? Grain::window : Grain::half).run();
            REQUIRE(table.size() > 0);
            CHECK(laws::disagreement(table, slow) == "");
            std::size_t with_value = 0;
            for (const auto row : table)
                for (const CellValue& cell : row.values())
                    with_value += cell.outcome ? 1 : 0;
            CHECK(with_value >= all.size());
        }
    }
}

TEST_CASE("signed days and quotients are the same in any order, by threads and in parts") {
    const laws::Records some = records(903, {250, true, true, true});
    const Table whole = report(some.book(), {"team", "rep"}, Grain::quarter).threads(1).run();
    const auto ask = [](const Book& book) {
        return report(book, {"team", "rep"}, Grain::quarter).threads(3);
    };
    CHECK(laws::difference(whole, ask(some.shuffled(5).book()).run()) == "");
    std::vector<laws::Records> parts = some.split(3, 903);
    Partial merged = ask(parts[2].book()).partial();
    merged.merge(ask(parts[0].book()).partial());
    merged.merge(ask(parts[1].book()).partial());
    CHECK(laws::difference(whole, merged.table()) == "");
}

TEST_CASE("a call with signed days or a quotient is a report of one cell") {
    const laws::Records some = records(904, {250, false, false, false});
    for (const Window& window : {all_time, Window{"2024-02-10"_date, "2025-02-10"_date}}) {
        Rollup query = rollup(some.book());
        const Table table = query.metrics(metrics()).during(window).run();
        const std::vector<RowSource> sources = some.sources();
        for (std::size_t m = 0; m < table.metrics().size(); ++m) {
            const Definition& metric = table.metrics()[m];
            const Outcome<AnyQuantity> called = detail::evaluate(metric.view(), sources, window);
            INFO(formula_text(metric));
            CHECK(called.has_value() == table[0].values()[m].outcome.has_value());
            if (called) CHECK(called->exact() == table[0].values()[m].outcome->exact());
        }
    }
}
