// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>
#include <saleskpi/plan/expression.hpp>

#include <array>
#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// Threads: any number may read one Definition at once; copies share its data.
namespace saleskpi::inline v0_3 {

/// A metric at run time: it owns its definition, may be stored, copied cheaply and shared between
/// threads. A metric constant converts to it; the catalogue hands it out by id.
class Definition {
public:
    using Text = std::string;

    /// Copies the definition and all its texts. Throws Error invalid_definition if an aggregate is
    /// not placed in time, the arithmetic is not one expression, or a text is not UTF-8.
    explicit Definition(const DefinitionView& view);

    template <MetricConstant M>
    Definition(const M& m) : Definition{m.definition()} {}  // NOLINT: a metric is its definition

    /// The same formula, unit and direction: equal fingerprints. Id and title do not count.
    friend bool operator==(const Definition& a, const Definition& b);

    std::string_view id() const& noexcept { return view().id; }
    std::string_view title() const& noexcept { return view().title; }
    /// Of one that is about to go, the texts themselves.
    std::string id() const&& { return std::string{view().id}; }
    std::string title() const&& { return std::string{view().title}; }
    Unit unit() const noexcept { return view().unit; }
    Better better() const noexcept { return view().better; }
    std::string_view since() const& noexcept { return view().since; }
    std::span<const Leaf> leaves() const& noexcept { return view().leaves; }
    std::span<const Test> tests(const Leaf& leaf) const& noexcept {
        return view().tests.subspan(leaf.first_test, leaf.tests);
    }
    std::span<const Step> steps() const& noexcept { return view().steps; }
    const DefinitionView& view() const& noexcept;

    // These refer to the definition: name it first.
    void since() const&& = delete;
    void leaves() const&& = delete;
    void tests(const Leaf& leaf) const&& = delete;
    void steps() const&& = delete;
    void view() const&& = delete;

    /// The same with another title.
    Definition titled(std::string_view title) const;
    /// What it computes, without its name: for a formula of several metrics.
    Expression formula() const;

    /// The metric over all time, or within a window of days, from one range of records per table
    /// that it reads: as a constant is called.
    template <class... Ranges>
        requires(sizeof...(Ranges) > 0 && (RecordRange<Ranges> && ...))
    Outcome<AnyQuantity>
    operator()(const Ranges&... ranges) const { return within(all_time, ranges...); }
    template <class... Ranges>
        requires(sizeof...(Ranges) > 0 && (RecordRange<Ranges> && ...))
    Outcome<AnyQuantity> within(const Window& window, const Ranges&... ranges)
    const {
        const std::array<RowSource, sizeof...(Ranges)> sources{row_source(ranges)...};
        return detail::evaluate(view(), sources, window);
    }

private:
    friend struct DefinitionAccess;
    struct Storage;
    std::shared_ptr<const Storage> storage_;
};

/// What is made at run time: a definition, or arithmetic over some.
template <class T>
concept RunTimeOperand = std::same_as<T, Definition> || std::same_as<T, Expression>;

namespace detail {

template <class T>
Expression as_expression(const T& x) {
    if constexpr (std::same_as<T, Definition>) {
        return x.formula();
    } else if constexpr (FormulaOperand<T>) {
        const auto& f = as_formula(x);
        return {
            {f.leaves.begin(), f.leaves.end()},
            {f.tests.begin(), f.tests.end()},
            {f.steps.begin(), f.steps.end()},
            nullptr};
    } else {
        return Expression{x};
    }
}

// Two expressions, and one with a number, have operators of their own.
template <class A, class B>
concept MixedOperands = (std::same_as<A, Definition> &&
                         (RunTimeOperand<B> || FormulaOperand<B> || PlainNumber<B>)) ||
                        (std::same_as<B, Definition> &&
                         (RunTimeOperand<A> || FormulaOperand<A> || PlainNumber<A>)) ||
                        (std::same_as<A, Expression> && FormulaOperand<B>) ||
                        (FormulaOperand<A> && std::same_as<B, Expression>);

}  // namespace detail

// Arithmetic over definitions is that over constants, and goes together with it. Units are checked:
// Error unit_mismatch.
template <class A, class B>
requires detail::MixedOperands<A, B> Expression operator+(const A& a, const B& b) {
    return detail::as_expression(a) + detail::as_expression(b);
}
template <class A, class B>
requires detail::MixedOperands<A, B> Expression operator-(const A& a, const B& b) {
    return detail::as_expression(a) - detail::as_expression(b);
}
template <class A, class B>
requires detail::MixedOperands<A, B> Expression operator*(const A& a, const B& b) {
    return detail::as_expression(a) * detail::as_expression(b);
}
template <class A, class B>
requires detail::MixedOperands<A, B> Expression operator/(const A& a, const B& b) {
    return detail::as_expression(a) / detail::as_expression(b);
}

namespace kpi {

/// Names a metric that was made at run time: `metric("net", at("revenue") - at("sales_cost"))`.
/// Without a title the id serves as one; without a direction neither is better.
inline Definition metric(std::string_view id, const Expression& formula) {
    return metric(id, id, Better::neither, "", formula);
}
inline Definition metric(std::string_view id, const Definition& definition) {
    return metric(id, definition.formula());
}

}  // namespace kpi

}  // namespace saleskpi::inline v0_3
