// SPDX-License-Identifier: MIT
#include "language/reasons.hpp"

#include "plan/aggregates/table.hpp"
#include "plan/needs.hpp"
#include "plan/negation.hpp"
#include "plan/program.hpp"
#include "plan/steps/table.hpp"

#include <saleskpi/value/reason.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Reasons in the order of their first use, each with its occasions.
class Reasons {
public:
    void add(Reason reason, std::string occasion) {
        auto found = std::find_if(all_.begin(), all_.end(), [reason](const auto& entry) {
            return entry.first == reason;
        });
        if (found == all_.end()) found = all_.insert(found, {reason, {}});
        auto& occasions = found->second;
        if (std::find(occasions.begin(), occasions.end(), occasion) == occasions.end())
            occasions.push_back(std::move(occasion));
    }

    std::string text() const {
        std::string result;
        for (const auto& [reason, occasions] : all_) {
            if (!result.empty()) result += "; ";
            result += fmt::format("{}: {}", name(reason), fmt::join(occasions, ", or "));
        }
        return result;
    }

private:
    std::vector<std::pair<Reason, std::vector<std::string>>> all_;
};

/// What the leaf's value needs and a record that counts may lack, or nothing.
std::string may_lack(const Definition& metric, const Leaf& leaf) {
    const auto may_be_missing = [&](const ColumnRef& column) {
        return !column.name.empty() && column != leaf.placement.from &&
               !implies_known(metric.tests(leaf), column);
    };
    const RowValue& value = leaf.value;
    if (value.kind == RowValue::Kind::record || rule_of(leaf.aggregation).needs_no_value) return {};
    const bool a = may_be_missing(value.a);
    const bool divides = value.kind == RowValue::Kind::quotient;
    const bool b = value.kind != RowValue::Kind::mixed && (may_be_missing(value.b) || divides);
    const std::string of_b = fmt::format("{}{}", value.b.name, divides ? " other than zero" : "");
    if (a && b) return fmt::format("both {} and {}", value.a.name, of_b);
    return a ? std::string{value.a.name} : b ? of_b : std::string{};
}

void add_occasions(Reasons& reasons, std::span<const Occasion> occasions) {
    for (const Occasion& occasion : occasions)
        reasons.add(occasion.reason, std::string{occasion.text});
}

void add_leaf(Reasons& reasons, const Definition& metric, const Leaf& leaf) {
    reasons.add(
        Reason::no_records, rule_of(leaf.aggregation).starts_at_zero
                                ? fmt::format("there is nothing in {}", leaf.table)
                                : fmt::format("nothing in {} counts", leaf.table));
    if (leaf.needs > 0)
        reasons.add(
            Reason::missing_values, fmt::format(
                                        "nothing in {} that counts has {}", leaf.table,
                                        needs_text(metric.tests(leaf), leaf.needs)));
    if (const std::string lacking = may_lack(metric, leaf); !lacking.empty())
        reasons.add(
            Reason::missing_values,
            fmt::format("nothing in {} that counts has {}", leaf.table, lacking));
    add_occasions(reasons, rule_of(leaf.aggregation).occasions);
}

void add_steps(Reasons& reasons, const Definition& metric) {
    const Program& program = program_of(metric);
    std::vector<const StepRule*> used;
    for (std::size_t i = 0; i < program.size(); ++i) {
        const Program::Node& node = program.node(i);
        used.push_back(node.rule);
        // Not by a number or a length alone.
        if (!node.rule->without_records.empty() && node.last_reads_records)
            reasons.add(Reason::no_records, std::string{node.rule->without_records});
    }
    for (const StepRule* rule : step_rules()) {
        if (std::find(used.begin(), used.end(), rule) == used.end()) continue;
        add_occasions(reasons, rule->occasions);
    }
}

}  // namespace

bool implies_known(std::span<const Test> condition, const ColumnRef& column) {
    std::vector<bool> implied;  // in postfix order
    bool asked = false;         // of the last "is missing": whether it is about the column
    for (const Test& test : without_negations(condition)) {
        if (test.op == Test::Op::all || test.op == Test::Op::any) {
            const bool right = implied.back();
            implied.pop_back();
            const bool left = implied.back();
            implied.back() = test.op == Test::Op::all ? left || right : left && right;
        } else if (test.op == Test::Op::is_missing) {
            implied.push_back(false);
            asked = test.column == column;
        } else if (test.op == Test::Op::none) {
            implied.back() = asked;  // is known
        } else {
            implied.push_back(
                test.column == column ||
                (test.constant.is_column && test.constant.column == column));
        }
    }
    return !implied.empty() && implied.back();
}

std::string when_no_value(const Definition& metric) {
    Reasons reasons;
    // Rows that set a target or a reference figure have their own reason: there is none.
    const std::vector<bool> is_read = read_leaves(metric);
    for (std::size_t i = 0; i < metric.leaves().size(); ++i)
        if (is_read[i]) add_leaf(reasons, metric, metric.leaves()[i]);
    add_steps(reasons, metric);
    return reasons.text();
}

}  // namespace saleskpi::inline v0_3::detail
