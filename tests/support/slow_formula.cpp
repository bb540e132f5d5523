// SPDX-License-Identifier: MIT
#include "support/slow_formula.hpp"

#include "support/slow_aggregates.hpp"

#include <saleskpi/language/words.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <stdexcept>

namespace slow {

namespace {

/// Names that are a value by themselves, without brackets.
constexpr std::array lengths{
    "period_months", "days_elapsed", "days_in_period", "days_left", "working_days"};

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Reader {
public:
    Reader(const Definition& metric, std::string text) : metric_{metric}, text_{std::move(text)} {}

    Node all() {
        Node node = sum();
        if (at_ != text_.size()) fail("the end");
        return node;
    }

private:
    [[noreturn]] void fail(const std::string& expected) const {
        throw std::logic_error{
            "expected " + expected + " at '" + text_.substr(at_) + "' of '" + text_ + "'"};
    }

    char here(std::size_t later = 0) const {
        return at_ + later < text_.size() ? text_[at_ + later] : '\0';
    }
    void skip_blanks() {
        while (here() == ' ')
            ++at_;
    }
    bool take(char c) {
        skip_blanks();
        if (here() != c) return false;
        ++at_;
        return true;
    }
    std::string word() {
        std::string letters;
        for (; is_letter(here()); ++at_)
            letters += here();
        return letters;
    }

    /// Operands with the signs between them, from the left.
    Node infix(Node (Reader::*operand)(), std::string_view signs) {
        Node left = (this->*operand)();
        for (;;) {
            skip_blanks();
            const char sign = here();
            if (sign == '\0' || signs.find(sign) == std::string_view::npos) return left;
            ++at_;
            Node both;
            both.name = std::string{sign};
            both.operands.push_back(std::move(left));
            both.operands.push_back((this->*operand)());
            left = std::move(both);
        }
    }
    Node sum() { return infix(&Reader::product, "+-"); }
    Node product() { return infix(&Reader::single, "*/"); }

    Node single() {
        skip_blanks();
        if (take('(')) {
            Node inner = sum();
            if (!take(')')) fail("a bracket");
            return inner;
        }
        if (is_digit(here()) || (here() == '-' && is_digit(here(1)))) return number();
        const std::size_t begin = at_;
        Node node;
        node.name = word();
        if (node.name.empty()) fail("a name");
        if (here() != '(') {
            if (!is_one_of(lengths, node.name)) node.kind = Node::Kind::word;
            return node;
        }
        return is_aggregate_name(node.name) ? aggregate(begin) : call(std::move(node));
    }

    Rational digits() {
        if (!is_digit(here())) fail("a digit");
        Rational value;
        for (; is_digit(here()); ++at_)
            value = value * Rational{10} + Rational{here() - '0'};
        return value;
    }

    /// A fraction has no blanks around its bar, which a division has; a unit may follow.
    Node number() {
        Node node;
        node.kind = Node::Kind::number;
        const bool is_negative = take('-');
        node.number = digits();
        if (here() == '/' && is_digit(here(1))) {
            ++at_;
            node.number = node.number / digits();
        }
        if (is_negative) node.number = Rational{} - node.number;
        if (here() == ' ' && is_letter(here(1)) && !is_digit(here(1))) {
            ++at_;
            word();
        }
        return node;
    }

    Node call(Node node) {
        ++at_;
        do {
            Node part = sum();
            if (part.kind == Node::Kind::word)
                node.words.push_back(part.name);
            else
                node.operands.push_back(std::move(part));
        } while (take(','));
        if (!take(')')) fail("a bracket");
        return node;
    }

    /// To the bracket that closes it; those between quotes are none.
    Node aggregate(std::size_t begin) {
        int depth = 0;
        bool is_quoted = false;
        do {
            const char c = here();
            if (c == '\0') fail("a bracket");
            if (is_quoted && c == '\\')
                ++at_;
            else if (c == '"')
                is_quoted = !is_quoted;
            else if (!is_quoted && (c == '(' || c == ')'))
                depth += c == '(' ? 1 : -1;
            ++at_;
        } while (depth > 0);
        Node node;
        node.kind = Node::Kind::aggregate;
        node.text = text_.substr(begin, at_ - begin);
        const auto leaves = metric_.leaves();
        while (node.leaf < leaves.size() && leaf_text(metric_, leaves[node.leaf]) != node.text)
            ++node.leaf;
        if (node.leaf == leaves.size()) fail("an aggregate of the definition before");
        return node;
    }

    const Definition& metric_;
    std::string text_;
    std::size_t at_ = 0;
};

void collect(const Node& node, std::vector<const Node*>& all) {
    if (node.is_aggregate()) all.push_back(&node);
    for (const Node& operand : node.operands)
        collect(operand, all);
}

/// Sums, differences and multiples of aggregates. A number that is added would be added once for
/// each part.
bool is_linear(const Node& node) {
    if (node.is_aggregate()) return true;
    if (node.operands.size() != 2) return false;
    const Node& left = node.operands[0];
    const Node& right = node.operands[1];
    if (node.name == "+" || node.name == "-") return is_linear(left) && is_linear(right);
    if (node.name == "*" && left.is_number()) return is_linear(right);
    return (node.name == "*" || node.name == "/") && right.is_number() && is_linear(left);
}

}  // namespace

Node formula_of(const Definition& metric) { return formula_of(metric, formula_text(metric)); }

Node formula_of(const Definition& metric, const std::string& text) {
    return Reader{metric, text}.all();
}

std::vector<const Node*> aggregates_of(const Node& formula) {
    std::vector<const Node*> all;
    collect(formula, all);
    return all;
}

bool mentions(const Node& formula, std::string_view name) {
    return formula.name == name ||
           std::any_of(
               formula.operands.begin(), formula.operands.end(),
               [name](const Node& operand) { return mentions(operand, name); });
}

bool mentions(const Definition& metric, std::string_view name) {
    return mentions(formula_of(metric), name);
}

Adds adds(const Definition& metric) {
    const Node formula = formula_of(metric);
    if (!is_linear(formula)) return Adds::over_nothing;
    const auto all = aggregates_of(formula);
    std::size_t stocks = 0;
    for (const Node* aggregate : all) {
        const Leaf& leaf = metric.leaves()[aggregate->leaf];
        const Called how = called(aggregate->text);
        const bool is_time = how.is("months_in_force");
        if (!how.adds()) return Adds::over_nothing;
        stocks += leaf.placement.is_stock() && !is_time ? 1 : 0;
    }
    if (stocks == 0) return Adds::over_groups_and_time;
    return stocks == all.size() ? Adds::over_groups : Adds::over_nothing;
}

}  // namespace slow
