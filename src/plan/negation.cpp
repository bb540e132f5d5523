// SPDX-License-Identifier: MIT
#include "negation.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Of a comparison, "and" or "or"; is_missing has none but by a "not".
Test::Op opposite(Test::Op op) {
    switch (op) {
        case Test::Op::equal:
            return Test::Op::not_equal;
        case Test::Op::not_equal:
            return Test::Op::equal;
        case Test::Op::less:
            return Test::Op::greater_equal;
        case Test::Op::less_equal:
            return Test::Op::greater;
        case Test::Op::greater:
            return Test::Op::less_equal;
        case Test::Op::greater_equal:
            return Test::Op::less;
        case Test::Op::all:
            return Test::Op::any;
        case Test::Op::any:
            return Test::Op::all;
        default:
            return op;
    }
}

}  // namespace

std::vector<Test> without_negations(std::span<const Test> condition) {
    std::vector<Test> result;
    // From the end, where a node stands behind those it joins; a flag for each that is still to
    // come. No recursion: filters on filters nest as deep as they are many.
    std::vector<bool> negated{false};
    for (std::size_t i = condition.size(); i-- > 0;) {
        Test test = condition[i];
        const bool is_negated = negated.back();
        negated.pop_back();
        if (test.op == Test::Op::none) {
            negated.push_back(!is_negated);
            continue;
        }
        if (test.op == Test::Op::all || test.op == Test::Op::any)
            negated.insert(negated.end(), 2, is_negated);
        if (is_negated && test.op == Test::Op::is_missing) {
            Test is_known;
            is_known.op = Test::Op::none;
            result.push_back(is_known);
        } else if (is_negated) {
            test.op = opposite(test.op);
        }
        result.push_back(test);
    }
    std::reverse(result.begin(), result.end());
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
