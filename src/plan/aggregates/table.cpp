// SPDX-License-Identifier: MIT
// The list of families is made of the files beside this one when the library is built: a new one
// needs no entry here.
#include "table.hpp"

#include "portions.hpp"
#include "saleskpi_aggregate_headers.inc"

#include <saleskpi/value/error.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

#include "saleskpi_aggregate_family_declarations.inc"

namespace {

struct AggregateTable {
    std::vector<const AggregateRule*> rules;    ///< by family
    std::vector<const AggregateRule*> by_kind;  ///< by number

    AggregateTable() {
#include "saleskpi_aggregate_family_calls.inc"
        by_kind = rules;
        std::sort(by_kind.begin(), by_kind.end(), [](const auto* a, const auto* b) {
            return a->kind.number < b->kind.number;
        });
    }

    void add(AggregateFamily family) {
        for (const AggregateRule& rule : family)
            rules.push_back(&rule);
    }
};

/// Of constants: made once, at its first use, by any thread.
const AggregateTable& aggregate_table() {
    static const AggregateTable all;
    return all;
}

}  // namespace

const std::vector<const AggregateRule*>& aggregate_rules() { return aggregate_table().rules; }

const AggregateRule* find_aggregate(Aggregation kind) {
    const std::vector<const AggregateRule*>& all = aggregate_table().by_kind;
    const auto at = std::lower_bound(
        all.begin(), all.end(), kind.number,
        [](const AggregateRule* rule, std::uint32_t number) { return rule->kind.number < number; });
    return at != all.end() && (*at)->kind == kind ? *at : nullptr;
}

const AggregateRule& rule_of(Aggregation kind) {
    const AggregateRule* rule = find_aggregate(kind);
    if (rule == nullptr)
        throw Error{ErrorCode::invalid_definition, "an aggregate is of no known kind"};
    return *rule;
}

const AggregateRule* find_aggregate(std::string_view name) {
    for (const AggregateRule* rule : aggregate_rules())
        if (rule->name == name) return rule;
    return nullptr;
}

const StateReader& reader_of(const Leaf& leaf) {
    static constexpr StateReader spread = read_by<sum_of_portions>;
    if (leaf.placement.kind == Placement::Kind::spread) return spread;
    return rule_of(leaf.aggregation).reader;
}

bool is_by_portions(const Leaf& leaf) { return reader_of(leaf).is(state_tag<Portions>()); }

SeenBy seen_by(const Leaf& leaf) {
    if (leaf.placement.kind == Placement::Kind::spread) return SeenBy::spread;
    const bool is_at_an_edge = leaf.placement.kind == Placement::Kind::active_at_end ||
                               leaf.placement.kind == Placement::Kind::active_at_start;
    const bool is_stock = leaf.is_balance() || leaf.aggregation.compares_edges;
    return is_at_an_edge && is_stock ? SeenBy::stocks : rule_of(leaf.aggregation).seen_by;
}

}  // namespace saleskpi::inline v0_3::detail
