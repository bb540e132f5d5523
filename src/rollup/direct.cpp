// SPDX-License-Identifier: MIT
#include "book/table_rules.hpp"
#include "engine/scan.hpp"
#include "rollup/evaluate.hpp"
#include "rollup/overflow.hpp"
#include "rollup/partial_data.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/subscription.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The columns of money that leaves take amounts from or compare.
std::vector<int> money_columns(std::span<const LeafSpec* const> specs, const RowFacts& facts) {
    std::vector<int> columns;
    const auto add = [&](const ColumnRef& ref) {
        if (!ref.name.empty() && ref.type == FieldType::money)
            columns.push_back(column_of(ref, facts));
    };
    for (const LeafSpec* spec : specs) {
        if (spec->leaf.value.kind != RowValue::Kind::record) {
            add(spec->leaf.value.a);
            add(spec->leaf.value.b);
            add(spec->leaf.value.c);
        }
        for (const Test& test : spec->tests) {
            add(test.column);
            if (test.constant.is_column) add(test.constant.column);
        }
    }
    return columns;
}

void scan_source(const RowSource& rows, PartialData& data) {
    std::vector<std::size_t> numbers;
    std::vector<const LeafSpec*> specs;
    for (std::size_t i = 0; i < data.plan.leaves.size(); ++i)
        if (data.plan.leaves[i].leaf.table == rows.type().table) {
            numbers.push_back(i);
            specs.push_back(&data.plan.leaves[i]);
        }
    if (specs.empty()) return;
    const RowFacts facts{rows};
    Source source;
    source.facts = &facts;
    // An earlier period is never read without a range of its own.
    source.needs_first_day =
        data.plan.time.ranges() != 1 || data.plan.time.range(0) != data.query.window;
    Cells cells;
    try {
        Scan{source, data.plan.time, specs}.run(0, facts.rows(), cells);
    } catch (const LeafOverflow& overflow) {
        fail_overflow(data.query, data.plan, numbers[overflow.leaf()], overflow.what());
    }
    // Where no record counts, a sum is zero in the currency that the records are in all the same. A
    // book is made of all records, not only of those that count.
    for (const int column : money_columns(specs, facts))
        facts.meet_currency(column, !data.plan.kept_dimensions.empty());
    for (const LeafSpec* spec : specs)
        require_currency(spec->tests, facts.currency());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        LeafCells& leaf = data.leaves[numbers[i]];
        leaf = std::move(cells.leaves[i]);
        leaf.records = static_cast<std::int64_t>(facts.rows());
    }
    if (facts.currency() == Currency{}) return;
    if (data.query.currency != Currency{} && data.query.currency != facts.currency())
        throw Error{
            ErrorCode::currency_mismatch,
            fmt::format(
                "records are in {} and in {}: put them into a book, which converts them",
                data.query.currency.code(), facts.currency().code())};
    data.query.currency = facts.currency();
}

/// Until when a decided deal without a day of closing was open nobody knows: stocks do not see it, as in a
/// book.
void leave_out_undated(QueryPlan& plan, std::span<const RowSource> sources) {
    static constexpr auto is_told =
        kpi::deal::stage == Stage::open || kpi::is_known(kpi::deal::closed);
    const auto are_deals = [](const RowSource& rows) {
        const FieldInfo* stage = rows.type().find(kpi::deal::stage.name);
        return rows.type().table == table_of<Deal>() && stage && stage->type == FieldType::choice &&
               std::ranges::equal(stage->choices, stage_names);
    };
    if (std::none_of(sources.begin(), sources.end(), are_deals)) return;
    for (LeafSpec& spec : plan.leaves) {
        const Placement& placement = spec.leaf.placement;
        if (spec.leaf.table != table_of<Deal>() || !placement.is_stock() ||
            placement.until.name != kpi::deal::closed.name)
            continue;
        const bool is_first = spec.tests.empty();
        spec.tests.insert(spec.tests.end(), is_told.tests.begin(), is_told.tests.end());
        if (!is_first) spec.tests.push_back({.op = Test::Op::all, .column = {}, .constant = {}});
    }
}

void require_one_source_per_table(std::span<const RowSource> sources) {
    for (std::size_t i = 0; i < sources.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (sources[i].type().table == sources[j].type().table)
                throw Error{
                    ErrorCode::invalid_argument,
                    fmt::format(
                        "two ranges of table '{}': join them into one", sources[i].type().table)};
}

bool reads(const Definition& metric, std::string_view table, std::string_view field) {
    const auto is_it = [&](const ColumnRef& c) { return c.table == table && c.name == field; };
    const auto leaves = metric.leaves();
    const auto tests = metric.view().tests;
    return std::any_of(
               leaves.begin(), leaves.end(),
               [&](const Leaf& leaf) {
                   return is_it(leaf.value.a) || is_it(leaf.value.b) || is_it(leaf.value.c) ||
                          is_it(leaf.each);
               }) ||
           std::any_of(tests.begin(), tests.end(), [&](const Test& test) {
               return is_it(test.column) || is_it(test.constant.column);
           });
}

/// Whether a book would work out of the records what the metric reads: it cannot be handed over.
bool reads_derived(const Definition& metric) {
    const auto leaves = metric.leaves();
    return std::any_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) {
        return rules_of(leaf.table).is_derived && !rules_of(leaf.table).by_pipeline;
    });
}

bool is_derived_from(const RowSource& rows) {
    return !rules_of(rows.type().table).together.field.empty();
}

/// Whether a field of any record says something.
bool says(const RowSource& rows, std::string_view name) {
    const FieldInfo* field = rows.type().find(name);
    if (!field) return false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const void* record = nullptr;
        rows.addresses(row, 1, &record);
        std::int32_t day = missing_day;
        std::int64_t number = missing_number;
        Money money{missing_number, Currency{}};
        if (field->type == FieldType::date)
            field->read(&record, 1, &day);
        else if (field->type == FieldType::money)
            field->read(&record, 1, &money);
        else
            field->read(&record, 1, &number);
        if (day != missing_day || number != missing_number || money.minor() != missing_number)
            return true;
    }
    return false;
}

/// Whether a book would tell what the records were, by their terms, in which days.
bool have_terms(const RowSource& rows) {
    namespace fields = kpi::subscription;
    if (rows.type().table != table_of<Subscription>()) return false;
    const auto names = {
        fields::trial_until.name, fields::paused.name, fields::discount.name,
        fields::discount_rate.name};
    return std::any_of(
        names.begin(), names.end(), [&](std::string_view name) { return says(rows, name); });
}

bool reads_stock_with_terms(const Definition& metric, std::span<const RowSource> sources) {
    const auto leaves = metric.leaves();
    const auto is_stock = [](const Leaf& leaf) {
        return leaf.table == table_of<Subscription>() && leaf.placement.is_stock();
    };
    return std::any_of(leaves.begin(), leaves.end(), is_stock) &&
           std::any_of(sources.begin(), sources.end(), &have_terms);
}

/// The currency of what others are derived from. Throws Error currency_mismatch for several.
Currency currency_of_origins(std::span<const RowSource> sources) {
    Currency currency;
    for (const RowSource& rows : sources) {
        if (!is_derived_from(rows)) continue;
        const RowFacts facts{rows};
        for (const FieldInfo& field : rows.type().fields)
            if (field.type == FieldType::money && !field.is_made)
                facts.meet_currency(facts.find(field.name), true);
        currency = facts.currency();
    }
    return currency;
}

/// Who has a target, and whose it is, only a book can say. Amounts that the metric does not read
/// stay outside: their currency does not matter.
Outcome<AnyQuantity> evaluate_in_book(const Query& query, std::span<const RowSource> sources) {
    BookBuilder builder{query.currency};
    for (const RowSource& rows : sources) {
        const std::string_view table = rows.type().table;
        std::vector<FieldInfo> fields;
        const auto all = rows.type().fields;
        const bool reads_made =
            (is_derived_from(rows) && (reads_derived(query.metrics.front()) || have_terms(rows))) ||
            std::any_of(all.begin(), all.end(), [&](const FieldInfo& field) {
                return field.is_made && reads(query.metrics.front(), table, field.name);
            });
        for (FieldInfo field : all) {
            const bool is_read = field.type != FieldType::money || reads_made ||
                                 reads(query.metrics.front(), table, field.name);
            if (!is_read || field.identity) continue;
            field.required = false;  // a caller's records are taken as they are
            fields.push_back(field);
        }
        std::vector<const void*> records(rows.size());
        rows.addresses(0, records.size(), records.data());
        const RecordType type{table, fields};
        builder.add(RowSource{type, std::move(records)}, {});
    }
    const auto data = compute(query, builder.build(), 1);
    std::vector<std::uint32_t> everyone(data->groups.size());
    std::iota(everyone.begin(), everyone.end(), 0U);
    return Evaluator{*data, everyone}.metric(0, data->plan.periods.front()).outcome;
}

}  // namespace

Outcome<AnyQuantity> evaluate(
    const DefinitionView& metric, std::span<const RowSource> sources, const Window& window) {
    require_one_source_per_table(sources);
    if (window.empty()) return Reason::no_records;
    Query query;
    query.metrics = {Definition{metric}};
    query.window = window;
    if (reads_derived(query.metrics.front()) ||
        reads_stock_with_terms(query.metrics.front(), sources)) {
        query.currency = currency_of_amounts(query.metrics, currency_of_origins(sources));
        return evaluate_in_book(query, sources);
    }
    PartialData data{query, {}};
    leave_out_undated(data.plan, sources);
    data.groups = {{}};
    for (const LeafSpec& spec : data.plan.leaves)
        data.leaves.push_back(cells_for(spec.leaf));
    data.dictionaries.resize(data.leaves.size());
    for (const RowSource& rows : sources)
        scan_source(rows, data);
    data.query.currency = currency_of_amounts(query.metrics, data.query.currency);
    if (!data.plan.kept_dimensions.empty()) return evaluate_in_book(data.query, sources);
    for (std::size_t i = 0; i < data.leaves.size(); ++i) {
        const LeafSpec& spec = data.plan.leaves[i];
        resize(data.leaves[i].states, data.plan.time.columns(spec.leaf));
        naming_overflow(
            query, data.plan, i, [&] { finish_stocks(spec, data.plan.time, data.leaves[i]); });
    }
    const std::uint32_t everything = 0;
    Evaluator evaluator{data, std::span{&everything, 1}};
    return evaluator.metric(0, data.plan.periods.front()).outcome;
}

}  // namespace saleskpi::inline v0_3::detail
