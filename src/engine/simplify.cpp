// SPDX-License-Identifier: MIT
#include "engine/simplify.hpp"

#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

enum class Known { no, always, never };

struct Node {
    Known known = Known::no;
    std::vector<Test> tests;
};

/// A node that decides nothing vanishes beside the other.
Node joined(Test op, Node a, Node b) {
    const Known neutral = op.op == Test::Op::all ? Known::always : Known::never;
    if (a.known == neutral) return b;
    if (b.known == neutral) return a;
    Node both{Known::no, std::move(a.tests)};
    both.tests.insert(both.tests.end(), b.tests.begin(), b.tests.end());
    both.tests.push_back(op);
    return both;
}

Node negated(Test op, Node node) {
    node.known = node.known == Known::always  ? Known::never
                 : node.known == Known::never ? Known::always
                                              : Known::no;
    node.tests.push_back(op);
    return node;
}

Node leaf(const Test& test, const ColumnSet& rows) {
    const NamedColumn* column = rows.find(test.column.name);
    const bool is_complete = column && column->data.known() == column->data.size();
    return {test.op == Test::Op::is_missing && is_complete ? Known::never : Known::no, {test}};
}

}  // namespace

std::vector<Test> simplified(std::span<const Test> tests, const ColumnSet& rows) {
    std::vector<Node> stack;
    const auto pop = [&] {
        Node top = std::move(stack.back());
        stack.pop_back();
        return top;
    };
    for (const Test& test : tests) {
        if (test.op == Test::Op::none) {
            stack.push_back(negated(test, pop()));
        } else if (test.op == Test::Op::all || test.op == Test::Op::any) {
            Node right = pop();
            Node left = pop();
            stack.push_back(joined(test, std::move(left), std::move(right)));
        } else {
            stack.push_back(leaf(test, rows));
        }
    }
    if (stack.empty() || stack.back().known == Known::always) return {};
    return std::move(stack.back().tests);
}

}  // namespace saleskpi::inline v0_3::detail
