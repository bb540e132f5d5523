// SPDX-License-Identifier: MIT
#include "engine/scan.hpp"
#include "rollup/evaluate.hpp"

#include <saleskpi/metric/metric.hpp>

#include <fmt/format.h>

#include <memory>
#include <vector>

namespace saleskpi::detail {

namespace {

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
    Cells cells;
    Scan{source, data.plan.time, specs}.run(0, facts.rows(), cells);
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

}  // namespace

Outcome<AnyQuantity> evaluate(
    const DefinitionView& metric, std::span<const RowSource> sources, const Window& window) {
    Query query;
    query.metrics = {Definition{metric}};
    query.window = window;
    PartialData data{query, {}};
    data.groups = {{}};
    for (const LeafSpec& spec : data.plan.leaves)
        data.leaves.push_back({states_for(spec.leaf), {}});
    data.dictionaries.resize(data.leaves.size());
    for (const RowSource& rows : sources)
        scan_source(rows, data);
    for (std::size_t i = 0; i < data.leaves.size(); ++i) {
        const LeafSpec& spec = data.plan.leaves[i];
        resize(data.leaves[i].states, data.plan.time.columns(spec.leaf));
        finish_stocks(spec, data.plan.time, data.leaves[i]);
    }
    const std::uint32_t everything = 0;
    Evaluator evaluator{data, std::span{&everything, 1}};
    return evaluator.metric(0, data.plan.periods.front()).outcome;
}

}  // namespace saleskpi::detail
