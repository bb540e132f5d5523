// SPDX-License-Identifier: MIT
#include "operator_table.hpp"

#include <saleskpi/plan/operators.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {
namespace {

/// Of any length: the rows keep the metric alive.
ConstantText id_of(const Definition& metric) { return detail::TextOwner::refer_to(metric.id()); }

/// A formula of one leaf in the unit of the metric it is for, whose id its condition refers to.
template <Unit U, std::size_t T>
Expression rows_for(const Definition& metric, const Formula<U, 1, T, 1>& rows) {
    Leaf leaf = rows.leaves[0];
    Step step = rows.steps[0];
    leaf.value.unit = metric.unit();
    step.unit = metric.unit();
    return {
        std::span{&leaf, 1}, rows.tests, std::span{&step, 1}, std::make_shared<Definition>(metric)};
}

/// A plain number beside a formula is in its unit, unless that is money.
Expression fitting(const Expression& a, const Expression& b) {
    const auto is_plain = [](const Expression& e) {
        const Step& last = e.steps().back();
        return e.steps().size() == 1 && last.kind == steps::constant && last.unit == Unit::ratio;
    };
    if (!is_plain(b) || is_plain(a) || is_money_like(a.unit())) return b;
    return number_like(a, b.steps().back().constant);
}

constexpr std::size_t most_tiers = 100;

/// A tier's part: both of its bounds are known to ascend where they are numbers.
Expression bounded_by(const Expression& x, const Expression& low, const Expression& high) {
    const Step& from = low.steps().back();
    const Step& until = high.steps().back();
    if (from.kind == steps::constant && until.kind == steps::constant &&
        !(from.constant < until.constant))
        detail::tiers_ascend();
    return detail::bounded(steps::clamp, x, low, &high);
}

}  // namespace

Expression target_rows_of(const Definition& metric) {
    const Additivity adds_over = additivity(metric.leaves(), metric.steps());
    if (metric.unit() == Unit::money)
        return rows_for(metric, detail::target_rows<Unit::money>(id_of(metric), adds_over));
    return rows_for(metric, detail::target_rows<Unit::count>(id_of(metric), adds_over));
}

Expression benchmark_rows_of(const Definition& metric) {
    if (metric.unit() == Unit::money)
        return rows_for(metric, detail::benchmark_rows<Unit::money>(id_of(metric)));
    return rows_for(metric, detail::benchmark_rows<Unit::count>(id_of(metric)));
}

Definition detail::filtered(
    std::string_view id,
    std::string_view title,
    const Definition& of,
    std::span<const TableCondition> parts) {
    const auto reads = [&](const TableCondition& part) {
        return std::any_of(of.leaves().begin(), of.leaves().end(), [&](const Leaf& leaf) {
            return leaf.table == part.table;
        });
    };
    if (!std::all_of(parts.begin(), parts.end(), reads))
        no_aggregate_of_the_metric_reads_the_records_of_this_condition();
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    for (Leaf leaf : of.leaves()) {
        const auto own = of.tests(leaf);
        const std::size_t first = tests.size();
        tests.insert(tests.end(), own.begin(), own.end());
        bool is_named = false;
        for (const TableCondition& part : parts) {
            if (part.table != leaf.table) continue;
            is_named = true;
            if (part.tests.empty()) continue;
            const bool is_first = tests.size() == first;
            tests.insert(tests.end(), part.tests.begin(), part.tests.end());
            if (is_first) continue;
            Test both;
            both.op = Test::Op::all;
            tests.push_back(both);
        }
        if (!is_named) each_table_of_the_metric_wants_a_condition_or_unfiltered();
        if (tests.size() - first > UINT16_MAX)
            throw Error{ErrorCode::invalid_definition, "a condition is too large"};
        leaf.first_test = static_cast<std::uint32_t>(first);
        leaf.tests = static_cast<std::uint16_t>(tests.size() - first);
        leaves.push_back(leaf);
    }
    return Definition{
        DefinitionView{id, title, of.unit(), of.better(), "", leaves, tests, of.steps()}};
}

Expression detail::bounded(
    StepKind kind, const Expression& a, const Expression& b, const Expression* c) {
    const Expression left = fitting(b, a);
    const Expression right = fitting(a, b);
    const std::optional<Expression> third = c ? std::optional{fitting(a, *c)} : std::nullopt;
    const Unit unit = left.unit();
    for (const Expression* other : {&right, third ? &*third : nullptr})
        if (other && other->unit() != unit)
            throw Error{
                ErrorCode::unit_mismatch,
                fmt::format(
                    "only values of the same unit can be compared ({} and {})", name(unit),
                    name(other->unit()))};
    return third ? with_step(left, right, *third, step_of(kind))
                 : with_step(left, right, step_of(kind));
}

Expression detail::lagged_by(const Expression& x, const Expression& days) {
    if (days.unit() != Unit::days)
        throw Error{
            ErrorCode::unit_mismatch,
            fmt::format("a lag is a number of days ({})", name(days.unit()))};
    return with_step(x, days, step_of(steps::lagged));
}

Definition detail::tiers(const Definition& x, std::span<const TierOf> table) {
    if (table.size() > most_tiers)
        throw Error{ErrorCode::invalid_definition, "a table has at most a hundred tiers"};
    std::string id = fmt::format("tiers({}", x.id());
    std::optional<Expression> sum;
    const Expression of_x = x.formula();
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Expression from = fitting(of_x, table[i].from.formula());
        const Expression part = i + 1 == table.size()
                                    ? bounded(steps::greatest, of_x, from, nullptr)
                                    : bounded_by(of_x, from, table[i + 1].from.formula());
        const Expression paid = (part - from) * Expression{table[i].rate};
        sum = sum ? *sum + paid : paid;
        id += fmt::format(", {}, {}", table[i].from.id(), to_text(table[i].rate));
    }
    if (!sum) throw Error{ErrorCode::invalid_definition, "a table of tiers is empty"};
    id += ')';
    return named(id, id, x.better(), "0.3", *sum);
}

}  // namespace saleskpi::inline v0_3
