// SPDX-License-Identifier: MIT
#include "rollup/query_plan.hpp"

#include "book/target_levels.hpp"
#include "plan/needs.hpp"
#include "plan/program.hpp"

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/record/reference.hpp>
#include <saleskpi/record/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Collects the ranges that metrics read: the periods themselves, and what their steps ask for.
class Ranges {
public:
    Ranges(const Query& query, std::span<const Period> periods)
        : query_{&query}, periods_{periods} {}

    void collect(const Definition& metric, const Program::Segment& segment, const Period& period);
    void add(const Period& period) {
        const Window window = period.window();
        const auto key =
            static_cast<std::uint64_t>(static_cast<std::uint32_t>(to_day(window.first)));
        if (!known_.insert(key << 32U | static_cast<std::uint32_t>(to_day(window.until))).second)
            return;
        all_.push_back(window);
        if (query_->guard && all_.size() % 1024 == 0) {
            query_->guard->require_cells(all_.size());
            query_->guard->note(0);
        }
    }
    std::vector<Window> take() { return std::move(all_); }
    const Query& query() const { return *query_; }
    std::span<const Period> periods() const { return periods_; }

private:
    const Query* query_;
    std::span<const Period> periods_;
    std::vector<Window> all_;
    std::unordered_set<std::uint64_t> known_;
    /// What was looked at in which days: changes of changes of changes come to the same ones again.
    using Seen = std::tuple<const Program::Segment*, Date, Date, Grain, std::int32_t, bool>;
    std::set<Seen> seen_;
};

/// Notes the days in which a step asks for its operands. What it would be answered does not matter.
class Planned final : public Asking {
public:
    Planned(Ranges& ranges, const Definition& metric, std::size_t step, const Period& period)
        : Asking{metric.steps()[step], period},
          ranges_{&ranges},
          metric_{&metric},
          node_{&program_of(metric).node(step)} {}

    bool is_plan() const override { return true; }
    const Calendar& calendar() const override { return ranges_->query().calendar; }
    std::optional<Date> today() const override { return ranges_->query().today(); }
    const Window& window() const override { return ranges_->query().window; }
    std::span<const Period> periods() const override { return ranges_->periods(); }

    using Asking::operand;
    Evaluated operand(std::size_t operand, const Period& period) override {
        ranges_->collect(*metric_, program_of(*metric_).segment(node_->operands[operand]), period);
        return made_up();
    }
    bool is_before_records(std::size_t, const Period&) override { return false; }

    Evaluated around(std::size_t operand, std::string_view) override {
        return Asking::operand(operand);
    }
    std::shared_ptr<const std::vector<Exact>> beside(std::size_t operand) override {
        Asking::operand(operand);
        return std::make_shared<const std::vector<Exact>>();
    }
    std::vector<std::vector<Evaluated>> of_each_part(std::span<const OfPart> asked) override {
        std::vector<Evaluated> one;
        for (const OfPart& part : asked)
            one.push_back(operand(part.operand, part.period));
        return {one};
    }
    std::vector<Pair> pairs(Over over) override {
        if (over == Over::groups) return {{Asking::operand(0), Asking::operand(1)}};
        std::vector<Pair> all;
        for (const Period& each : periods())
            all.push_back({operand(0, each), operand(1, each)});
        return all;
    }
    Evaluated nearest_figure(std::size_t operand) override { return Asking::operand(operand); }

    Evaluated target(std::size_t rows) override { return Asking::operand(rows); }
    Evaluated own_target(std::size_t rows) override { return Asking::operand(rows); }
    Evaluated members_target(std::size_t rows) override { return Asking::operand(rows); }
    Reached reached(std::size_t operand, std::size_t target) override {
        return {Asking::operand(target), Asking::operand(operand)};
    }
    std::optional<std::vector<Evaluated>> of_each_rep(std::size_t operand) override {
        return std::vector{Asking::operand(operand)};
    }

private:
    static Evaluated made_up() { return {Rational{1}, std::nullopt}; }

    Ranges* ranges_;
    const Definition* metric_;
    const Program::Node* node_;
};

void Ranges::collect(
    const Definition& metric, const Program::Segment& segment, const Period& period) {
    if (segment.reads_rows) add(period);
    if (!segment.asks) return;
    if (!seen_
             .emplace(
                 &segment, period.first, period.until, period.grain, period.ordinal,
                 period.complete)
             .second)
        return;
    for (const Line& line : segment.lines) {
        const StepRule& rule = *program_of(metric).node(line.step).rule;
        if (rule.ask == nullptr) continue;
        Planned step{*this, metric, line.step, period};
        rule.ask(step);
    }
}

bool takes(const Definition& metric, std::size_t step, const StepParameter& parameter) {
    const auto parameters = program_of(metric).node(step).rule->parameters;
    return std::find(parameters.begin(), parameters.end(), &parameter) != parameters.end();
}

/// Custom periods are those of the calendar. One without any would answer with nothing at all.
void check_grains(const Query& query) {
    if (!query.calendar.custom_periods().all().empty()) return;
    if (query.grain == Grain::custom)
        throw Error{
            ErrorCode::invalid_argument,
            "a report by custom periods wants a calendar that has some: Calendar::with"};
    for (const Definition& metric : query.metrics)
        for (std::size_t i = 0; i < metric.steps().size(); ++i)
            if (takes(metric, i, grain_parameter) && metric.steps()[i].grain == Grain::custom)
                throw Error{
                    ErrorCode::invalid_argument,
                    fmt::format(
                        "metric '{}' is by custom periods, and the calendar has none",
                        metric.id())};
}

std::vector<Period> periods_of(const Query& query) {
    check_grains(query);
    if (query.grain == Grain::window) {
        const std::optional<Period> all = all_days_of(query);
        return all ? std::vector{*all} : std::vector<Period>{};
    }
    return query.calendar.periods(query.window, query.grain);
}

std::vector<Window> all_ranges(const Query& query, const std::vector<Period>& periods) {
    Ranges ranges{query, periods};
    for (const Period& period : periods) {
        ranges.add(period);
        for (const Definition& metric : query.metrics)
            if (const Program::Segment& whole = program_of(metric).whole(); whole.asks)
                ranges.collect(metric, whole, period);
    }
    if (query.sorting)
        if (const std::optional<Period> all = all_days_of(query)) {
            const Definition& metric = query.metrics[query.sorting->metric];
            ranges.add(*all);
            ranges.collect(metric, program_of(metric).whole(), *all);
        }
    return ranges.take();
}

bool takes_rows_of(const Definition& metric, std::string_view table) {
    const Program& program = program_of(metric);
    for (std::size_t i = 0; i < program.size(); ++i)
        if (program.node(i).rule->rows == table) return true;
    return false;
}

void add_test(
    std::vector<Test>& tests, Test::Op op, std::string_view table, std::string_view field) {
    Test test;
    test.op = op;
    test.column = {table, field, FieldType::text, Unit::count};
    tests.push_back(test);
}

void add_join(std::vector<Test>& tests, Test::Op op) {
    Test join;
    join.op = op;
    tests.push_back(join);
}

/// A figure for one product is none for all: only those that name nothing by which the report is
/// not cut.
std::vector<Test> of_all_parts(
    std::span<const Test> tests, const std::vector<std::string>& dimensions) {
    std::vector<Test> all{tests.begin(), tests.end()};
    for (const FieldInfo& part : record_type<Reference>().fields) {
        const bool is_name =
            part.name == kpi::reference::metric.name || part.name == kpi::reference::name.name;
        if (part.type != FieldType::text || is_name ||
            std::find(dimensions.begin(), dimensions.end(), part.domain) != dimensions.end())
            continue;
        add_test(all, Test::Op::is_missing, table_of<Reference>(), part.name);
        if (all.size() > 1) add_join(all, Test::Op::all);
    }
    return all;
}

/// A target of another hierarchy is none of the company's.
std::vector<Test> of_one_hierarchy(
    std::span<const Test> tests, const std::vector<std::string>& targets_of) {
    std::vector<Test> all{tests.begin(), tests.end()};
    if (targets_of.empty()) return all;
    add_test(all, Test::Op::is_missing, table_of<Target>(), target_hierarchy);
    for (const std::string& name : targets_of) {
        add_test(all, Test::Op::equal, table_of<Target>(), target_hierarchy);
        all.back().constant.text = ConstantText{name};
        add_join(all, Test::Op::any);
    }
    if (!tests.empty()) add_join(all, Test::Op::all);
    return all;
}

/// A share of a level needs groups of that level.
void check_levels(const Query& query) {
    for (const Definition& metric : query.metrics)
        for (std::size_t i = 0; i < metric.steps().size(); ++i) {
            const std::string_view level = metric.steps()[i].level.view();
            if (!takes(metric, i, level_parameter)) continue;
            if (level == Level::parent.name() || level == Level::company.name()) continue;
            if (std::find(query.dimensions.begin(), query.dimensions.end(), level) ==
                query.dimensions.end())
                throw Error{
                    ErrorCode::unknown_dimension,
                    fmt::format(
                        "metric '{}' asks for the {} around a group, but the report is not by {}",
                        metric.id(), level, level)};
        }
}

}  // namespace

std::optional<Period> all_days_of(const Query& query) {
    if (query.is_without_days)
        return Period{Grain::window, 0, query.window.first, query.window.until, true};
    const std::vector<Period> all = query.calendar.periods(query.window, Grain::window);
    return all.empty() ? std::nullopt : std::optional{all.front()};
}

std::vector<Window> ranges_of(
    const Query& query,
    std::span<const Period> periods,
    const Definition& metric,
    const Period& period) {
    Ranges ranges{query, periods};
    ranges.collect(metric, program_of(metric).whole(), period);
    const TimePlan plan{ranges.take()};
    std::vector<Window> all;
    for (std::size_t i = 0; i < plan.ranges(); ++i)
        all.push_back(plan.range(i));
    return all;
}

Currency currency_of_amounts(const std::vector<Definition>& metrics, Currency of_records) {
    Currency currency = of_records;
    for (const Definition& metric : metrics)
        for (const Step& step : metric.steps()) {
            if (step.currency == Currency{} || step.constant.is_zero()) continue;
            if (currency == Currency{}) currency = step.currency;
            if (currency != step.currency)
                throw Error{
                    ErrorCode::currency_mismatch,
                    fmt::format(
                        "metric '{}' has an amount in {}, and the report is in {}", metric.id(),
                        step.currency.code(), currency.code())};
        }
    return currency;
}

QueryPlan::QueryPlan(const Query& query)
    : periods{periods_of(query)},
      time{all_ranges(query, periods)},
      kept_dimensions{query.dimensions} {
    check_levels(query);
    currency_of_amounts(query.metrics, query.currency);
    for (const Definition& metric : query.metrics) {
        auto& numbers = leaf_of.emplace_back();
        auto& all = all_of.emplace_back();
        auto& as_figures = figures.emplace_back();
        const bool has_figures = takes_rows_of(metric, "references");
        const std::vector<bool> is_read = read_leaves(metric);
        for (Leaf leaf : metric.leaves()) {
            const std::size_t at = numbers.size();
            const auto tests = metric.tests(leaf);
            const std::size_t needs = std::exchange(leaf.needs, std::uint16_t{0});
            const auto within = [&](std::vector<Test> asked) {
                for (const ScopeTerm& term : ScopeAccess::terms(query.scope))
                    if (term.table == leaf.table) add_tests(asked, term.tests);
                return asked;
            };
            const bool is_reference = has_figures && is_figure(metric, at, "references");
            const bool is_target = !query.targets_of.empty() && is_figure(metric, at, "targets");
            if (is_reference)
                as_figures.push_back(number({leaf, within(of_all_parts(tests, query.dimensions))}));
            if (is_target)
                as_figures.push_back(
                    number({leaf, within(of_one_hierarchy(tests, query.targets_of))}));
            numbers.push_back(
                (is_reference || is_target) && !is_read[at]
                    ? as_figures.back()
                    : number({leaf, within({tests.begin(), tests.end()})}));
            if (!is_reference && !is_target) as_figures.push_back(numbers.back());
            all.emplace_back();
            if (needs == 0) continue;
            leaf.aggregation = aggregates::count;
            leaf.value = {};
            all.back() = number({leaf, within(without_needs(tests, needs))});
        }
    }
    const auto keep = [this](std::string_view dimension) {
        if (std::find(kept_dimensions.begin(), kept_dimensions.end(), dimension) ==
            kept_dimensions.end())
            kept_dimensions.emplace_back(dimension);
    };
    require_cells(query);
    for (const Definition& metric : query.metrics) {
        if (takes_rows_of(metric, "targets"))
            for (const std::string& level : query.target_levels)
                keep(level);
        for (const Step& step : metric.steps())
            if (!step.dimension.empty()) keep(step.dimension.view());
    }
    for (const std::string& tested : tested_dimensions(query.scope))
        keep(tested);
}

QueryPlan::QueryPlan(const Query& query, const QueryPlan& other)
    : leaves{other.leaves},
      leaf_of{other.leaf_of},
      figures{other.figures},
      all_of{other.all_of},
      periods{periods_of(query)},
      time{all_ranges(query, periods)},
      kept_dimensions{other.kept_dimensions} {
    currency_of_amounts(query.metrics, query.currency);
    require_cells(query);
}

void QueryPlan::require_cells(const Query& query) const {
    if (!query.guard) return;
    query.guard->require_cells(periods.size() * query.metrics.size());
    for (const LeafSpec& spec : leaves)
        query.guard->require_cells(time.columns(spec.leaf));
}

std::size_t QueryPlan::number(LeafSpec spec) {
    const auto known = std::find(leaves.begin(), leaves.end(), spec);
    const auto at = static_cast<std::size_t>(known - leaves.begin());
    if (known == leaves.end()) leaves.push_back(std::move(spec));
    return at;
}

}  // namespace saleskpi::inline v0_3::detail
