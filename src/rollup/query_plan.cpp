// SPDX-License-Identifier: MIT
#include "rollup/query_plan.hpp"

#include "plan/has_step.hpp"
#include "plan/needs.hpp"
#include "plan/step_table.hpp"

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/value/rounding.hpp>

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

bool is_arithmetic(Step::Op op) {
    return op == Step::Op::add || op == Step::Op::subtract || op == Step::Op::multiply ||
           op == Step::Op::divide || op == Step::Op::at_most || op == Step::Op::at_least;
}

namespace {

constexpr std::int64_t longest_lag = 731;  // days: two years, one of them a leap year

/// Collects the ranges that metrics read: the periods themselves, and what their steps shift to.
class Ranges {
public:
    explicit Ranges(const Query& query) : query_{&query} {}

    void collect(const Definition& metric, std::size_t step, const Period& period);
    void add(const Period& period) { all_.push_back(period.window()); }
    std::vector<Window> take() { return std::move(all_); }

private:
    void collect_if(const Definition& metric, std::size_t step, std::optional<Period> period) {
        if (period) collect(metric, step, *period);
    }

    /// Whether a step was looked at in these very days before: changes of changes of changes come to
    /// the same days again and again.
    bool was_there(const Definition& metric, std::size_t step, const Period& period) {
        return !seen_
                    .emplace(
                        &metric, step, period.first, period.until, period.grain, period.complete)
                    .second;
    }

    const Query* query_;
    std::vector<Window> all_;
    std::set<std::tuple<const Definition*, std::size_t, Date, Date, Grain, bool>> seen_;
};

void Ranges::collect(const Definition& metric, std::size_t step, const Period& period) {
    const std::span<const Step> steps = metric.steps();
    const Step& s = steps[step];
    const Calendar& calendar = query_->calendar;
    const std::size_t operand = step - 1;  // the last one
    const auto first_operand = [&] { return operand - steps[operand].size; };
    const std::optional<Period> elapsed = elapsed_part(period, query_->today());
    switch (s.op) {
        case Step::Op::leaf:
            add(period);
            return;
        case Step::Op::change:
            if (!elapsed || was_there(metric, step, period)) return;
            collect(metric, operand, *elapsed);
            collect_if(metric, operand, compared_with(*elapsed, s.shift, calendar));
            return;
        case Step::Op::before:
            collect_if(metric, operand, compared_with(period, s.shift, calendar));
            return;
        case Step::Op::elapsed:
            collect_if(metric, operand, elapsed);
            return;
        case Step::Op::whole:
            collect(metric, operand, whole_part(period, calendar));
            return;
        case Step::Op::to_date:
            collect_if(metric, operand, to_date(period, static_cast<Grain>(s.option), calendar));
            return;
        case Step::Op::rolling:
            collect_if(metric, operand, rolled(period, s.option, calendar));
            return;
        case Step::Op::cumulative:
            collect(metric, operand, from_the_first(period, query_->window));
            return;
        case Step::Op::average_over:
            if (!elapsed) return;
            for (const Period& part :
                 calendar.periods(elapsed->window(), static_cast<Grain>(s.option)))
                collect(metric, operand, part);
            return;
        case Step::Op::lagged:
            collect(metric, operand, period);
            for (std::int64_t n = 0; n <= longest_lag; ++n) {
                const auto earlier = lagged(period, n, calendar);
                if (!earlier) break;
                collect(metric, first_operand(), *earlier);
            }
            return;
        case Step::Op::days_reaching:
            if (!elapsed) return;
            for (Date day = elapsed->first; day < elapsed->until; day += date::days{1})
                if (calendar.working_days().contains(day)) {
                    collect(metric, operand, calendar.period(Grain::day, day));
                    collect(metric, first_operand(), calendar.period(Grain::day, day));
                }
            return;
        default:
            break;
    }
    const std::size_t n = operands(s.op);
    if (n == 0) return;
    if (n == 1) return collect(metric, operand, period);
    // Down the first operands of first operands: a sum has as many levels of them as it has terms.
    collect(metric, operand, period);
    std::size_t first = first_operand();
    while (operands(steps[first].op) == 2 && is_arithmetic(steps[first].op)) {
        collect(metric, first - 1, period);
        first = first - 1 - steps[first - 1].size;
    }
    collect(metric, first, period);
}

/// Custom periods are those of the calendar. One without any would answer with nothing at all.
void check_grains(const Query& query) {
    if (!query.calendar.custom_periods().all().empty()) return;
    if (query.grain == Grain::custom)
        throw Error{
            ErrorCode::invalid_argument,
            "a report by custom periods wants a calendar that has some: Calendar::with"};
    const auto is_by_them = [](const Step& s) {
        const StepName* known = step_name(s.op);
        return known && known->option == StepOption::grain &&
               static_cast<Grain>(s.option) == Grain::custom;
    };
    for (const Definition& metric : query.metrics)
        for (const Step& s : metric.steps())
            if (is_by_them(s))
                throw Error{
                    ErrorCode::invalid_argument,
                    fmt::format(
                        "metric '{}' is by custom periods, and the calendar has none",
                        metric.id())};
}

std::vector<Period> periods_of(const Query& query) {
    check_grains(query);
    if (query.is_without_days && query.grain == Grain::window)
        return {Period{Grain::window, 0, query.window.first, query.window.until, true}};
    return query.calendar.periods(query.window, query.grain);
}

std::vector<Window> all_ranges(const Query& query, const std::vector<Period>& periods) {
    Ranges ranges{query};
    for (const Period& period : periods) {
        ranges.add(period);
        for (const Definition& metric : query.metrics)
            ranges.collect(metric, metric.steps().size() - 1, period);
    }
    return ranges.take();
}

bool has(const Query& query, Step::Op op) {
    return std::any_of(query.metrics.begin(), query.metrics.end(), [op](const Definition& metric) {
        return has_step(metric, op);
    });
}

/// Whether a leaf of a metric is a reference figure for a group.
bool is_reference(const Definition& metric, std::size_t leaf) {
    const auto steps = metric.steps();
    for (std::size_t i = 1; i < steps.size(); ++i)
        if (steps[i].op == Step::Op::reference && steps[i - 1].index == leaf) return true;
    return false;
}

/// A figure for one product is none for all: only those that name nothing by which the report is
/// not cut.
std::vector<Test> of_all_parts(
    std::span<const Test> tests, const std::vector<std::string>& dimensions) {
    std::vector<Test> all{tests.begin(), tests.end()};
    for (const char* part : {"region", "product", "segment", "industry"}) {
        if (std::find(dimensions.begin(), dimensions.end(), part) != dimensions.end()) continue;
        Test missing;
        missing.op = Test::Op::is_missing;
        missing.column = {"references", part, FieldType::text, Unit::count};
        all.push_back(missing);
        if (all.size() == 1) continue;
        Test both;
        both.op = Test::Op::all;
        all.push_back(both);
    }
    return all;
}

/// A share of a level needs groups of that level.
void check_levels(const Query& query) {
    for (const Definition& metric : query.metrics)
        for (const Step& s : metric.steps()) {
            const auto level = static_cast<Level>(s.option);
            if (s.op != Step::Op::enclosing || level == Level::parent || level == Level::company)
                continue;
            if (std::find(query.dimensions.begin(), query.dimensions.end(), name(level)) ==
                query.dimensions.end())
                throw Error{
                    ErrorCode::unknown_dimension,
                    fmt::format(
                        "metric '{}' asks for the {} around a group, but the report is not by {}",
                        metric.id(), name(level), name(level))};
        }
}

}  // namespace

std::optional<Period> compared_with(const Period& period, Shift shift, const Calendar& calendar) {
    constexpr date::days longest_year{371};  // of 53 weeks
    constexpr date::days same_weekdays{364};
    const date::days reach = (std::max)(longest_year, period.until - period.first);
    if (period.first - all_time.first < reach) return std::nullopt;
    if (shift == Shift::same_weekday)
        return Period{
            Grain::window, 0, period.first - same_weekdays, period.until - same_weekdays, true};
    try {
        const Period other =
            shift == Shift::previous ? calendar.previous(period) : calendar.year_before(period);
        return period.complete ? other : calendar.same_part(period, other);
    } catch (const Error&) {
        if (period.grain != Grain::custom) throw;
        return std::nullopt;  // a list of periods has a first one, and gaps
    }
}

std::vector<Window> ranges_of(const Query& query, const Definition& metric, const Period& period) {
    Ranges ranges{query};
    ranges.collect(metric, metric.steps().size() - 1, period);
    const TimePlan plan{ranges.take()};
    std::vector<Window> all;
    for (std::size_t i = 0; i < plan.ranges(); ++i)
        all.push_back(plan.range(i));
    return all;
}

std::optional<Period> shifted(const Period& period, std::int32_t n, const Calendar& calendar) {
    try {
        return calendar.shift(period, n);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_date) throw;
        return std::nullopt;
    }
}

std::optional<Period> to_date(const Period& period, Grain grain, const Calendar& calendar) {
    if (grain == Grain::window) return period;
    try {
        Period longer = calendar.period(grain, period.until - date::days{1});
        longer.complete = longer.until == period.until;
        longer.until = period.until;
        return longer;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_date) throw;
        return std::nullopt;
    }
}

std::optional<Period> rolled(const Period& period, int n, const Calendar& calendar) {
    const auto first = n == 1 ? period : shifted(period, 1 - n, calendar);
    if (!first) return std::nullopt;
    return Period{Grain::window, 0, first->first, period.until, true};
}

Period from_the_first(const Period& period, const Window& window) {
    return {Grain::window, 0, window.first, period.until, true};
}

std::optional<Period> elapsed_part(const Period& period, std::optional<Date> today) {
    if (!today || period.until <= *today + date::days{1}) return period;
    if (*today < period.first) return std::nullopt;
    Period part = period;
    part.until = *today + date::days{1};
    part.complete = false;
    return part;
}

Period whole_part(const Period& period, const Calendar& calendar) {
    if (period.complete || period.grain == Grain::window) return period;
    Period whole = period;
    whole.until = calendar.numbered(period.grain, period.ordinal).until;
    return whole;
}

std::optional<Period> lagged(const Period& period, std::int64_t periods, const Calendar& calendar) {
    if (periods == 0) return period;
    const Period whole = whole_part(period, calendar);
    const std::int64_t reach = periods * (whole.until - whole.first).count();
    if (reach > longest_lag + 31 || period.first - all_time.first < date::days{2 * longest_lag})
        return std::nullopt;
    const auto other = shifted(period, -static_cast<std::int32_t>(periods), calendar);
    return !other || period.complete ? other : calendar.same_part(period, *other);
}

std::int64_t periods_of(const Rational& lag_days, const Period& period, const Calendar& calendar) {
    const Period whole =
        period.grain == Grain::window ? period : calendar.numbered(period.grain, period.ordinal);
    return static_cast<std::int64_t>(
        round(lag_days / Rational{(whole.until - whole.first).count()}, Rounding::half_up));
}

QueryPlan::QueryPlan(const Query& query)
    : periods{periods_of(query)},
      time{all_ranges(query, periods)},
      kept_dimensions{query.dimensions} {
    check_levels(query);
    for (const Definition& metric : query.metrics) {
        auto& numbers = leaf_of.emplace_back();
        auto& all = all_of.emplace_back();
        for (Leaf leaf : metric.leaves()) {
            const auto tests = metric.tests(leaf);
            const std::size_t needs = std::exchange(leaf.needs, std::uint16_t{0});
            const bool is_figure = is_reference(metric, numbers.size());
            numbers.push_back(number(
                {leaf, is_figure ? of_all_parts(tests, query.dimensions)
                                 : std::vector<Test>{tests.begin(), tests.end()}}));
            all.emplace_back();
            if (needs == 0) continue;
            leaf.aggregation = Aggregation::count;
            leaf.value = {};
            all.back() = number({leaf, without_needs(tests, needs)});
        }
    }
    const auto keep = [this](const char* dimension) {
        if (std::find(kept_dimensions.begin(), kept_dimensions.end(), dimension) ==
            kept_dimensions.end())
            kept_dimensions.emplace_back(dimension);
    };
    const bool has_targets = has(query, Step::Op::target) || has(query, Step::Op::own_target) ||
                             has(query, Step::Op::members_target);
    if (has_targets)
        for (const char* level : {"region", "team", "rep"})
            keep(level);
}

std::size_t QueryPlan::number(LeafSpec spec) {
    const auto known = std::find(leaves.begin(), leaves.end(), spec);
    const auto at = static_cast<std::size_t>(known - leaves.begin());
    if (known == leaves.end()) leaves.push_back(std::move(spec));
    return at;
}

}  // namespace saleskpi::inline v0_3::detail
