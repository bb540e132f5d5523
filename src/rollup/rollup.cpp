// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/target_levels.hpp"
#include "engine/guard.hpp"
#include "language/similar.hpp"
#include "plan/program.hpp"
#include "rollup/columns.hpp"
#include "rollup/explainer.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/rollup_query.hpp"
#include "rollup/table_data.hpp"
#include "value/utf8.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

Table detail::TableAccess::table(std::shared_ptr<const PartialData> answer) {
    auto table = std::make_shared<const TableData>(std::move(answer));
    const Query& query = table->answer->query;
    if (query.guard)
        query.guard->require_cells(
            table->groups.size() * table->answer->plan.periods.size() * query.metrics.size());
    return Table{std::move(table)};
}

namespace {

/// The end of the period that holds a day; that of the day itself where none does, between custom
/// periods.
Date end_of_period(const Calendar& calendar, Grain grain, Date day) {
    try {
        // The last week of all reaches beyond the days of the calendar.
        return (std::min)(calendar.period(grain, day).until, all_time.until);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_date) throw;
        return day + date::days{1};
    }
}

}  // namespace

/// Reads the query off a rollup.
struct RollupAccess {
    static detail::Query query(const Rollup& rollup) {
        if (rollup.metrics_.empty())
            throw Error{ErrorCode::invalid_argument, "a rollup needs at least one metric"};
        detail::Query query;
        query.metrics = detail::columns(rollup.metrics_);
        query.dimensions = rollup.dimensions_;
        query.scope = rollup.scope_;
        query.shares_of_whole = rollup.shares_of_whole_;
        query.subtotals = rollup.subtotals_;
        query.grain = rollup.grain_;
        query.calendar = rollup.calendar_ ? *rollup.calendar_ : rollup.book_.calendar();
        query.window = rollup.window();
        if (!rollup.window_) {
            query.data_to = last_day(rollup);
            query.is_without_days = !query.data_to;
        }
        query.currency = rollup.book_.currency();
        query.as_of = rollup.book_.as_of();
        query.known_at = rollup.book_.known_at();
        query.revenue = rollup.book_.revenue_policy();
        query.as_is = rollup.as_is_;
        detail::TargetLevels targets =
            detail::target_levels(detail::data_of(rollup.book_), query.dimensions);
        query.target_levels = std::move(targets.levels);
        query.targets_of = std::move(targets.of);
        if (query.window.until < query.window.first)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "the window ends ({}) before it begins ({})", to_text(query.window.until),
                    to_text(query.window.first))};
        query.sorting = sorting(rollup, query);
        query.guard = guard(rollup, query);
        return query;
    }

    static std::optional<detail::Query::ByMetric> sorting(
        const Rollup& rollup, const detail::Query& query) {
        if (rollup.top_ && (*rollup.top_ == 0 || !rollup.sorted_by_))
            throw Error{
                ErrorCode::invalid_argument,
                rollup.sorted_by_ ? "a report of the first 0 groups would show nothing"
                                  : "the first groups are the first by a metric: say sorted_by"};
        if (!rollup.sorted_by_) return std::nullopt;
        std::vector<std::string> ids;
        for (std::size_t m = 0; m < query.metrics.size(); ++m) {
            ids.emplace_back(query.metrics[m].id());
            if (ids.back() == *rollup.sorted_by_)
                return detail::Query::ByMetric{m, rollup.order_, rollup.top_.value_or(0)};
        }
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format(
                "the groups are to be sorted by '{}', which is none of the metrics asked for{}",
                detail::shown(*rollup.sorted_by_, 80),
                detail::did_you_mean(*rollup.sorted_by_, ids))};
    }

    /// None where nothing is limited and nobody watches.
    static std::shared_ptr<detail::Guard> guard(const Rollup& rollup, const detail::Query& query) {
        const Limits& limits = rollup.limits_;
        std::size_t steps = 0;
        for (const Definition& metric : query.metrics) {
            steps += metric.steps().size();
            if (detail::program_of(metric).written_steps() > limits.formula)
                throw Error{
                    ErrorCode::formula_too_large,
                    fmt::format(
                        "metric '{}' has {} steps when it is written out, of at most {}",
                        metric.id(), detail::program_of(metric).written_steps(), limits.formula)};
        }
        if (steps > limits.steps)
            throw Error{
                ErrorCode::too_many_steps,
                fmt::format(
                    "the metrics have {} steps together, of at most {}", steps, limits.steps)};
        const bool has_end = limits.time < (std::chrono::milliseconds::max)();
        if (limits.cells == Limits::none && !has_end && rollup.watch_ == nullptr) return nullptr;
        auto all = std::make_shared<detail::Guard>();
        all->most_cells = limits.cells;
        const auto now = std::chrono::steady_clock::now();
        // A time beyond all clocks is none.
        if (has_end && limits.time < std::chrono::hours{24 * 365})
            all->deadline = now + limits.time;
        if (rollup.watch_)
            all->goes_on = [watch = rollup.watch_](double done) { return watch->goes_on(done); };
        return all;
    }

    static bool widen(const Rollup& rollup, detail::Query& query, const Period& period) {
        if (rollup.window_) return false;
        const Date first = rollup.first_ ? (std::max)(*rollup.first_, period.first) : period.first;
        const Window& days = query.window;
        query.window =
            query.is_without_days || days.empty()
                ? Window{first, period.until}
                : Window{(std::min)(days.first, first), (std::max)(days.until, period.until)};
        query.is_without_days = false;
        // A period that is not over is compared as in the table.
        if (!query.data_to) query.data_to = last_day(rollup);
        return true;
    }

    static Rollup over(Rollup rollup, const Book& book) {
        rollup.book_ = rollup.policy_ ? book.under(*rollup.policy_) : book;
        return rollup;
    }
    static unsigned threads(const Rollup& rollup) { return rollup.threads_; }
    static const Book& book(const Rollup& rollup) { return rollup.book_; }

    /// The days of what the query sees.
    static Window span(const Rollup& rollup) {
        if (rollup.scope_.is_everything()) return rollup.book_.span();
        return detail::days_inside(rollup.book_, rollup.scope_, rollup.as_is_);
    }

    /// On which something happened; none in a book without any.
    static std::optional<Date> last_day(const Rollup& rollup) {
        const Window days = span(rollup);
        if (days.empty()) return std::nullopt;
        return days.until - date::days{1};
    }
};

detail::Query detail::query_of(const Rollup& rollup) { return RollupAccess::query(rollup); }
std::shared_ptr<detail::Guard> detail::guard_of(const Rollup& rollup, const Query& query) {
    return RollupAccess::guard(rollup, query);
}
unsigned detail::threads_of(const Rollup& rollup) { return RollupAccess::threads(rollup); }
const Book& detail::book_of(const Rollup& rollup) { return RollupAccess::book(rollup); }
Rollup detail::over(const Rollup& rollup, const Book& book) {
    return RollupAccess::over(rollup, book);
}
bool detail::widen(const Rollup& rollup, Query& query, const Period& period) {
    return RollupAccess::widen(rollup, query, period);
}

Window Rollup::window() const {
    if (window_) return *window_;
    Window window = RollupAccess::span(*this);
    if (const auto last = RollupAccess::last_day(*this)) {
        const Calendar& calendar = calendar_ ? *calendar_ : book_.calendar();
        window.until =
            end_of_period(calendar, grain_ == Grain::window ? Grain::month : grain_, *last);
    }
    if (first_) window = {*first_, (std::max)(*first_, window.until)};
    return window;
}

Table Rollup::run() const {
    return detail::TableAccess::table(detail::compute(RollupAccess::query(*this), book_, threads_));
}

Partial Rollup::partial() const {
    if (!window_)
        throw Error{
            ErrorCode::invalid_argument,
            "a part needs the window of the whole: say during(first, last)"};
    auto data = detail::compute(RollupAccess::query(*this), book_, threads_, detail::Extent::part);
    detail::make_mergeable(*data);
    data->print = detail::print_of(detail::data_of(book_), *data);
    if (data->whole) {
        auto whole = std::make_shared<detail::PartialData>(detail::whole_of(*data));
        detail::make_mergeable(*whole);
        whole->print = detail::print_of(detail::data_of(book_), *whole);
        data->whole = std::move(whole);
    }
    return Partial{std::move(data)};
}

Rollup& Rollup::where(std::string_view condition) & {
    return where(catalogue_ ? catalogue_->scope(condition) : Scope::parse(condition));
}

Definition Rollup::definition_of(std::string_view text) const {
    return catalogue_ ? catalogue_->at(text) : Catalogue{}.at(text);
}

Explanation Rollup::explain(
    const Definition& metric, const GroupNames& members, const Period& period) const {
    const std::vector<std::string_view> group{members.names().begin(), members.names().end()};
    Rollup one = *this;
    one.metrics_.push_back(metric);
    one.sorted_by_.reset();
    one.top_.reset();
    one.grain_ = period.grain;
    // Of a window of days, the part that the rollup's own has.
    if (period.grain == Grain::window) {
        one.window_ = period.window();
        if (window_) one.window_ = intersect(period.window(), *window_);
        if (first_) one.window_ = intersect(period.window(), {*first_, all_time.until});
    }
    detail::Query query = RollupAccess::query(one);
    if (group.size() > query.dimensions.size())
        throw Error{ErrorCode::no_such_cell, detail::too_many_names(members, query.dimensions)};
    RollupAccess::widen(*this, query, period);
    const auto at = std::find_if(
        query.metrics.begin(), query.metrics.end(),
        [&](const Definition& column) { return column.id() == metric.id(); });
    const auto number = static_cast<std::size_t>(at - query.metrics.begin());
    return detail::explain(query, number, book_, group, period, threads_);
}

void Partial::merge(const Partial& other) {
    data_ = std::make_shared<const detail::PartialData>(detail::merged(*data_, *other.data_));
}

Table Partial::table() const { return detail::TableAccess::table(detail::finished(data_)); }

}  // namespace saleskpi::inline v0_3
