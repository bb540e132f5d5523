// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/metric/aggregates.hpp>
#include <saleskpi/metric/edge_aggregates.hpp>
#include <saleskpi/metric/formula.hpp>
#include <saleskpi/metric/row_source.hpp>
#include <saleskpi/metric/text.hpp>
#include <saleskpi/value/literal.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Which direction is good news.
enum class Better : std::uint8_t { higher, lower, neither };
constexpr std::string_view name(Better better) {
    return better == Better::higher ? "higher" : better == Better::lower ? "lower" : "neither";
}

/// A metric without its type: a view of its definition, for the time of a call. It refers to the
/// metric it was made from; what is to be kept is a Definition.
struct DefinitionView {
    std::string_view id;
    std::string_view title;
    Unit unit = Unit::count;
    Better better = Better::neither;
    std::string_view since;
    std::span<const Leaf> leaves;
    std::span<const Test> tests;
    std::span<const Step> steps;
    /// Of a Definition: equal for those that compute the same, whatever they are called. Else 0.
    std::uint64_t structure = 0;
};

namespace detail {

/// A function of its own and not a plain throw: in a constant, compilers then print its name.
[[noreturn]] inline void an_aggregate_is_not_placed_in_time() {
    throw Error{
        ErrorCode::invalid_definition,
        "an aggregate is not placed in time: say by(), active() or spread()"};
}

/// Computes one number over records that are not in a book. Implemented by the engine.
Outcome<AnyQuantity> evaluate(
    const DefinitionView& metric, std::span<const RowSource> sources, const Window& window);

}  // namespace detail

/// A KPI: a formula with a name. A constant, to be computed on a range of records,
/// `win_rate(deals)`, or over a book, `rollup(book).metrics(win_rate)`.
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
class Metric {
public:
    static constexpr Unit unit = U;
    using Text = ShortText;

    constexpr Metric(
        ShortText id,
        ShortText title,
        Better better,
        Literal since,
        const Formula<U, L, T, S>& formula)
        : id_{id}, title_{title}, better_{better}, since_{since}, formula_{formula} {
        for (const Leaf& leaf : formula_.leaves)
            if (leaf.placement.from.name.empty()) detail::an_aggregate_is_not_placed_in_time();
    }

    constexpr std::string_view id() const& { return id_; }
    constexpr std::string_view title() const& { return title_; }
    /// Of one that is about to go, the text itself.
    constexpr ShortText id() const&& { return id_; }
    constexpr ShortText title() const&& { return title_; }
    constexpr Better better() const { return better_; }
    constexpr const Formula<U, L, T, S>& formula() const& { return formula_; }
    constexpr Formula<U, L, T, S> formula() const&& { return formula_; }

    constexpr DefinitionView definition() const& {
        return {id_, title_, U, better_, since_, formula_.leaves, formula_.tests, formula_.steps};
    }
    /// A view of it: name the metric first.
    void definition() const&& = delete;

    /// The metric over all time, from one range of records per table that it reads, in any order.
    /// Of a record that its condition drops nothing else is read. Money of those that count must be
    /// of one currency, and so must all money that a metric reads together with targets: throws
    /// Error currency_mismatch.
    template <class... Ranges>
        requires(sizeof...(Ranges) > 0 && (RecordRange<Ranges> && ...))
    Outcome<Quantity<U>>
    operator()(const Ranges&... ranges) const { return within(all_time, ranges...); }

    /// The same within a window of days.
    template <class... Ranges>
        requires(sizeof...(Ranges) > 0 && (RecordRange<Ranges> && ...))
    Outcome<Quantity<U>> within(const Window& window, const Ranges&... ranges)
    const {
        const std::array<RowSource, sizeof...(Ranges)> sources{row_source(ranges)...};
        return detail::evaluate(definition(), sources, window).map([](const AnyQuantity& q) {
            return q.as<U>();
        });
    }

private:
    ShortText id_;
    ShortText title_;
    Better better_;
    Literal since_;
    Formula<U, L, T, S> formula_;
};

namespace detail {
template <class T>
inline constexpr bool is_metric = false;
template <Unit U, std::size_t L, std::size_t T, std::size_t S>
inline constexpr bool is_metric<Metric<U, L, T, S>> = true;
}  // namespace detail

/// A named definition.
template <class T>
concept MetricConstant = detail::is_metric<std::remove_cvref_t<T>>;

/// The same, or one made at run time: what operators take.
template <class T>
concept AnyMetric = requires(const T& m) {
    typename T::Text;
    m.id();
    m.formula();
};

namespace detail {

/// Operators call it without a namespace, so that it is found for an Expression as well.
template <class F>
    requires is_formula<F>
constexpr auto named(
    const ShortText& id, const ShortText& title, Better better, Literal since, const F& formula) {
    return Metric{id, title, better, since, formula};
}

}  // namespace detail

namespace kpi {

/// Names a formula: `metric("revenue", sum(deal::amount).where(won).by(deal::closed))`.
/// Without a title the id serves as one; without a direction neither is better.
template <class F>
    requires FormulaOperand<F>
constexpr auto metric(
    ShortText id, ShortText title, Better better, Literal since, const F& formula) {
    return Metric{id, title, better, since, detail::as_formula(formula)};
}

template <class F>
    requires FormulaOperand<F>
constexpr auto metric(ShortText id, const F& formula) {
    return metric(id, id, Better::neither, "", formula);
}

}  // namespace kpi
}  // namespace saleskpi::inline v0_3
