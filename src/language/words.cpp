// SPDX-License-Identifier: MIT
#include "language/condition_text.hpp"
#include "language/reasons.hpp"
#include "language/rolling_up.hpp"
#include "plan/aggregates/table.hpp"
#include "plan/needs.hpp"
#include "plan/program.hpp"

#include <saleskpi/language/words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {
namespace {

/// Sentences in the order of their first use, each once.
class Sentences {
public:
    void add(std::string text) {
        if (std::find(all_.begin(), all_.end(), text) == all_.end())
            all_.push_back(std::move(text));
    }
    std::string joined() const { return fmt::format("{}", fmt::join(all_, "; ")); }

private:
    std::vector<std::string> all_;
};

/// "amount and cost known", as far as the condition does not say so itself.
std::string known_columns(const Definition& metric, const Leaf& leaf) {
    const auto tests = metric.tests(leaf);
    std::string text;
    const bool has_rest = leaf.value.kind == RowValue::Kind::mixed;
    for (const ColumnRef* column : {&leaf.value.a, &leaf.value.b}) {
        if (has_rest && column == &leaf.value.b) continue;  // there need not be any
        if (column->name.empty() || detail::implies_known(tests, *column)) continue;
        // Where the stock's own start is missing, another date holds.
        if (leaf.value.kind == RowValue::Kind::age && *column == leaf.placement.from) continue;
        if (!text.empty()) text += " and ";
        text += column->name;
    }
    return text.empty() ? text : ", " + text + " known";
}

std::string which_records(const Definition& metric, const Leaf& leaf) {
    const auto condition = detail::without_needs(metric.tests(leaf), leaf.needs);
    std::string text =
        condition.empty()
            ? fmt::format("all {}", leaf.table)
            : fmt::format("{} where {}", leaf.table, detail::condition_text(condition));
    if (leaf.needs > 0)
        text += fmt::format(
            ", {} known (the others count as missing)",
            detail::needs_text(metric.tests(leaf), leaf.needs));
    if (leaf.value.kind == RowValue::Kind::days_between)
        return text + fmt::format(", {} not before {}", leaf.value.b.name, leaf.value.a.name);
    text += known_columns(metric, leaf);
    if (leaf.value.kind == RowValue::Kind::quotient)
        text += fmt::format(", {} not zero", leaf.value.b.name);
    return text;
}

std::string which_date(const Placement& placement) {
    const std::string from = detail::column_text(placement.from);
    const std::string until = detail::column_text(placement.until);
    switch (placement.kind) {
        case Placement::Kind::by:
            return from;
        case Placement::Kind::active_at_end:
            return fmt::format(
                "in force from {} until {}, at the end of the period's last day", from, until);
        case Placement::Kind::active_at_start:
            return fmt::format(
                "in force from {} until {}, on the day before the period", from, until);
        case Placement::Kind::active_throughout:
            return fmt::format(
                "in force from {} until {}, from the day before the period to its last day", from,
                until);
        case Placement::Kind::spread:
            return fmt::format("spread evenly over the days from {} until {}", from, until);
    }
    return {};
}

std::string dates(const Definition& metric) {
    Sentences all;
    for (const Leaf& leaf : metric.leaves()) {
        if (leaf.aggregation.compares_edges && leaf.placement.kind == Placement::Kind::by)
            all.add(fmt::format(
                "up to the day before the period and up to its last day, {}",
                detail::column_text(leaf.placement.from)));
        else if (const auto days = detail::rule_of(leaf.aggregation).days; !days.empty())
            all.add(fmt::format(
                "{} from {} until {}", days, detail::column_text(leaf.placement.from),
                detail::column_text(leaf.placement.until)));
        else
            all.add(which_date(leaf.placement));
    }
    const detail::Program& program = detail::program_of(metric);
    for (std::size_t i = 0; i < program.size(); ++i)
        if (program.node(i).rule->days != nullptr)
            all.add(std::string{program.node(i).rule->days(metric.steps()[i])});
    return all.joined();
}

std::string unit_text(Unit unit) {
    switch (unit) {
        case Unit::money_per_day:
            return "money a day";
        case Unit::count_per_day:
            return "count a day";
        case Unit::money_per_working_day:
            return "money a working day";
        case Unit::count_per_working_day:
            return "count a working day";
        case Unit::working_days:
            return "working days";
        case Unit::percentage_points:
            return "percentage points";
        case Unit::money_per_month:
            return "money a month";
        case Unit::money_months:
            return "money times months";
        default:
            return std::string{name(unit)};
    }
}

}  // namespace

Words words(const Definition& metric) {
    Sentences records;
    for (const Leaf& leaf : metric.leaves())
        records.add(which_records(metric, leaf));
    return {formula_text(metric),     records.joined(),         dates(metric),
            unit_text(metric.unit()), detail::rolls_up(metric), detail::when_no_value(metric)};
}

}  // namespace saleskpi::inline v0_3
