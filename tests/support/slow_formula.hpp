// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What a metric computes, read from its formula's text.
namespace slow {

using namespace saleskpi;

/// A sign with its two sides, a number, an aggregate, or a name with what stands in its brackets.
struct Node {
    enum class Kind { call, number, aggregate, word };
    Kind kind = Kind::call;
    std::string name;      ///< "+", "change", "period_months"; of a word, itself: "previous"
    Rational number;       ///< of a number, whatever its unit
    std::string text;      ///< of an aggregate
    std::size_t leaf = 0;  ///< its place among the definition's leaves
    std::vector<Node> operands;
    std::vector<std::string> words;  ///< what follows the operands: "spearman", "periods"

    bool is_aggregate() const { return kind == Kind::aggregate; }
    bool is_number() const { return kind == Kind::number; }
};

/// Throws std::logic_error for a text that it cannot read.
Node formula_of(const Definition& metric);
/// Another formula of the metric's aggregates.
Node formula_of(const Definition& metric, const std::string& text);

/// The aggregates of a formula in the order of its text, each as often as it stands there.
std::vector<const Node*> aggregates_of(const Node& formula);

/// Whether the formula has the name anywhere.
bool mentions(const Node& formula, std::string_view name);
bool mentions(const Definition& metric, std::string_view name);

/// Over what sums of a metric's parts make the whole: sums and counts over groups, and over time if
/// they are of what happened; their sums and differences, and multiples of them.
enum class Adds { over_groups_and_time, over_groups, over_nothing };
Adds adds(const Definition& metric);

}  // namespace slow
