// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/scope.hpp>
#include <saleskpi/rollup/dimension.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/limits.hpp>
#include <saleskpi/rollup/partial.hpp>
#include <saleskpi/rollup/prepared.hpp>
#include <saleskpi/rollup/table.hpp>

#include <concepts>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: who sets a Rollup has it alone; then any number may call run(), which has its own.
namespace saleskpi::inline v0_3 {

namespace detail {

/// A metric, or the text that asks for one.
template <class M>
concept AskedMetric = std::constructible_from<Definition, const M&> ||
    std::convertible_to<const M&, std::string_view>;

}  // namespace detail

/// A query under construction: which metrics, by what, every what, during when.
///
///     Table table = rollup(book)
///         .metrics(revenue, win_rate, change(revenue, year_over_year))
///         .by(region, team, rep).with_subtotals()
///         .every(Grain::quarter).during(2025_y/1/1, 2026_y/1/1)
///         .run();
class Rollup {
public:
    explicit Rollup(const Book& book) : book_{book} {}
    /// Metrics that are asked for by id, or as a formula, are those of the catalogue.
    Rollup(const Book& book, Catalogue catalogue) : book_{book}, catalogue_{std::move(catalogue)} {}

    /// Metrics, as constants, definitions or texts; called again, more of them. The same one asked for
    /// twice is one column. A text is what Catalogue::at takes, and throws as it does; without a
    /// catalogue it is one of the library's.
    template <class... Ms>
        requires(detail::AskedMetric<Ms>&&...)
    Rollup& metrics(const Ms&... ms) & {
        (metrics_.push_back(definition_of(ms)), ...);
        return *this;
    }
    Rollup& metrics(std::span<const std::string> texts) & {
        for (const std::string& text : texts)
            metrics_.push_back(definition_of(text));
        return *this;
    }
    Rollup& metrics(std::span<const Definition> ms) & {
        metrics_.insert(metrics_.end(), ms.begin(), ms.end());
        return *this;
    }

    /// Dimensions, from the outermost to the innermost. Without any there is one group.
    template <class... Ds>
        requires(std::constructible_from<Dimension, const Ds&>&&...)
    Rollup& by(const Ds&... ds) & {
        (add_dimension(ds), ...);
        return *this;
    }
    Rollup& by(std::span<const std::string> names) & {
        dimensions_.insert(dimensions_.end(), names.begin(), names.end());
        return *this;
    }
    /// Also a row for each group of fewer dimensions, and for the total: always of all members.
    Rollup& with_subtotals(bool on = true) & {
        subtotals_ = on;
        return *this;
    }
    /// Only what satisfies the conditions; called again, only what also satisfies those. Nothing else
    /// can be seen in any way: see docs/where.md. A condition on a dimension,
    /// `by::team == "North"`, holds for all tables, and one on fields for theirs:
    /// `where(by::team == "North" && deal::product == "Alpha")`.
    template <ScopePart... Parts>
        requires(sizeof...(Parts) > 0)
    Rollup& where(const Parts&... parts) & {
        ((scope_ = scope_ && Scope{parts}), ...);
        return *this;
    }
    /// The same as a text, "team = North and deals.product = Alpha". Throws as Scope::parse does.
    Rollup& where(std::string_view condition) &;
    /// Shares, ranks and common mixes are of all groups and records, and not of those that the
    /// conditions leave: so their values tell of the others, but nothing else does.
    Rollup& shares_of_whole(bool on = true) & {
        shares_of_whole_ = on;
        return *this;
    }
    /// The grain of periods; without it the whole window is one period.
    Rollup& every(Grain grain) & {
        grain_ = grain;
        return *this;
    }
    /// The days [first, until). Without it, from the first day on which something happened to the end of
    /// the period (of the grain; without one, of the month) that holds the last such day. That period is
    /// whole, so that its target is, and not complete if it has later days.
    Rollup& during(Date first, Date until) & { return during({first, until}); }
    Rollup& during(const Window& window) & {
        window_ = window;
        first_.reset();
        return *this;
    }
    /// The days from `first` on, to the end that there is without it.
    Rollup& from(Date first) & {
        first_ = first;
        window_.reset();
        return *this;
    }
    /// The days that are asked for, or taken if none are; empty if nothing ever happened.
    Window window() const;
    /// Groups beside each other in the order of one of the query's metrics over all its days, those
    /// without a value last and those with equal ones by name. Subtotals stay behind their members.
    template <detail::AskedMetric M>
    Rollup& sorted_by(const M& metric, SortOrder order = SortOrder::descending) & {
        if constexpr (std::constructible_from<Definition, const M&>)
            sorted_by_ = std::string{Definition{metric}.id()};
        else
            sorted_by_ = std::string{std::string_view{metric}};
        order_ = order;
        return *this;
    }
    /// Only as many groups of the innermost dimension as that, the first ones in each group around
    /// them: with by(region, rep), so many reps of each region. Totals stay those of all. Wants
    /// sorted_by.
    Rollup& top(std::size_t groups) & {
        top_ = groups;
        return *this;
    }
    /// Another calendar than the book's.
    Rollup& in(const Calendar& calendar) & {
        calendar_ = calendar;
        return *this;
    }
    /// Counts recurring revenue by other rules than the book's: asks Book::under. Throws as that does.
    Rollup& policy(const RevenuePolicy& policy) & {
        book_ = book_.under(policy);
        policy_ = policy;
        return *this;
    }
    /// By those that have the name, `policy("stripe")`.
    Rollup& policy(std::string_view name) & { return policy(revenue_policy(name)); }
    /// Counts all results in the seats reps have on that day, instead of those they had when the
    /// results happened.
    Rollup& seated_as_of(Date day) & {
        as_is_ = day;
        return *this;
    }
    /// How many threads may compute; 0 for all cores. The result is the same for any number.
    Rollup& threads(unsigned n) & {
        threads_ = n;
        return *this;
    }

    /// What run(), partial() and explain() may cost: for questions that come from outside.
    Rollup& within(const Limits& limits) & {
        limits_ = limits;
        return *this;
    }
    /// Is told how far the query is, and may end it. The watch must outlive the calls.
    Rollup& watched_by(Watch& watch) & {
        watch_ = &watch;
        return *this;
    }

    // Of a query that is about to go, itself and not a reference.
    template <class... Ms>
        requires(detail::AskedMetric<Ms>&&...)
    Rollup metrics(const Ms&... ms) && { return std::move(metrics(ms...)); }
    Rollup metrics(std::span<const std::string> texts) && { return std::move(metrics(texts)); }
    Rollup metrics(std::span<const Definition> ms) && { return std::move(metrics(ms)); }
    template <class... Ds>
        requires(std::constructible_from<Dimension, const Ds&>&&...)
    Rollup by(const Ds&... ds) && { return std::move(by(ds...)); }
    Rollup by(std::span<const std::string> names) && { return std::move(by(names)); }
    Rollup with_subtotals(bool on = true) && { return std::move(with_subtotals(on)); }
    template <ScopePart... Parts>
        requires(sizeof...(Parts) > 0)
    Rollup where(const Parts&... parts) && { return std::move(where(parts...)); }
    Rollup where(std::string_view condition) && { return std::move(where(condition)); }
    Rollup shares_of_whole(bool on = true) && { return std::move(shares_of_whole(on)); }
    Rollup every(Grain grain) && { return std::move(every(grain)); }
    Rollup during(Date first, Date until) && { return std::move(during(first, until)); }
    Rollup during(const Window& window) && { return std::move(during(window)); }
    Rollup from(Date first) && { return std::move(from(first)); }
    template <detail::AskedMetric M>
    Rollup sorted_by(const M& metric, SortOrder order = SortOrder::descending) && {
        return std::move(sorted_by(metric, order));
    }
    Rollup top(std::size_t groups) && { return std::move(top(groups)); }
    Rollup in(const Calendar& calendar) && { return std::move(in(calendar)); }
    Rollup policy(const RevenuePolicy& policy) && { return std::move(this->policy(policy)); }
    Rollup policy(std::string_view name) && { return std::move(policy(name)); }
    Rollup seated_as_of(Date day) && { return std::move(seated_as_of(day)); }
    Rollup threads(unsigned n) && { return std::move(threads(n)); }
    Rollup within(const Limits& limits) && { return std::move(within(limits)); }
    Rollup watched_by(Watch& watch) && { return std::move(watched_by(watch)); }

    /// Throws Error unknown_dimension, unknown_field (a metric reads a field the records have not),
    /// invalid_argument (no metric, a window that ends before it begins, sorting by a metric that is not
    /// asked for, or a top of nothing), duplicate_metric (unlike
    /// metrics of one id), overflow; and those of its Limits and its Watch.
    Table run() const;
    /// Plans the query, to be asked often: for single rows, for the table, of other books. Throws as run()
    /// does for what nobody can ask.
    Prepared prepare() const;
    /// The states behind the table, to be merged with those of other books. Wants a window.
    Partial partial() const;
    /// Where the metric's value in a group and period comes from.
    Explanation explain(
        const Definition& metric, const GroupNames& group, const Period& period) const;
    template <Grain G>
    Explanation explain(
        const Definition& metric, const GroupNames& group, TypedPeriod<G> period) const {
        return explain(metric, group, calendar().period(period));
    }
    /// The same of a metric by id or formula.
    Explanation explain(
        std::string_view metric, const GroupNames& group, const Period& period) const {
        return explain(definition_of(metric), group, period);
    }
    template <Grain G>
    Explanation explain(
        std::string_view metric, const GroupNames& group, TypedPeriod<G> period) const {
        return explain(definition_of(metric), group, period);
    }

private:
    friend struct RollupAccess;

    void add_dimension(const Dimension& dimension) { dimensions_.emplace_back(dimension.name()); }
    const Calendar& calendar() const { return calendar_ ? *calendar_ : book_.calendar(); }
    static Definition definition_of(const Definition& metric) { return metric; }
    Definition definition_of(std::string_view text) const;

    Book book_;
    std::optional<Catalogue> catalogue_;
    std::vector<Definition> metrics_;
    std::vector<std::string> dimensions_;
    Scope scope_;
    bool shares_of_whole_ = false;
    bool subtotals_ = false;
    Grain grain_ = Grain::window;
    std::optional<Window> window_;
    std::optional<Date> first_;
    std::optional<std::string> sorted_by_;
    SortOrder order_ = SortOrder::descending;
    std::optional<std::size_t> top_;
    std::optional<Calendar> calendar_;
    std::optional<Date> as_is_;
    std::optional<RevenuePolicy> policy_;  // of another book the query asks the same
    unsigned threads_ = 0;
    Limits limits_;
    Watch* watch_ = nullptr;
};

inline Rollup rollup(const Book& book) { return Rollup{book}; }
inline Rollup rollup(const Book& book, Catalogue catalogue) {
    return Rollup{book, std::move(catalogue)};
}

}  // namespace saleskpi::inline v0_3
