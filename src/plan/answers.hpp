// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <vector>

/// What the tests of a condition in postfix order answer, where not all need be known.
namespace saleskpi::inline v0_3::detail {

/// Of a value that is not there neither; of one that is unknown either.
struct Satisfies {
    bool may = false;      ///< it does, or may
    bool may_not = false;  ///< it does not, or may not

    static constexpr Satisfies surely(bool holds) { return {holds, !holds}; }
    constexpr Satisfies operator!() const { return {may_not, may}; }
    friend constexpr Satisfies operator&(Satisfies a, Satisfies b) {
        return {a.may && b.may, a.may_not || b.may_not};
    }
    friend constexpr Satisfies operator|(Satisfies a, Satisfies b) {
        return {a.may || b.may, a.may_not && b.may_not};
    }
};

constexpr bool is_connective(Test::Op op) {
    return op == Test::Op::all || op == Test::Op::any || op == Test::Op::none;
}

/// In place of the last answers, what a connective makes of them.
inline void connect(Test::Op op, std::vector<Satisfies>& answers) {
    if (op == Test::Op::none) {
        answers.back() = !answers.back();
        return;
    }
    const Satisfies last = answers.back();
    answers.pop_back();
    Satisfies& first = answers.back();
    first = op == Test::Op::all ? first & last : first | last;
}

/// Whether one value is to the other as a comparison says.
template <class T>
bool compares(Test::Op op, const T& a, const T& b) {
    switch (op) {
        case Test::Op::equal:
            return a == b;
        case Test::Op::not_equal:
            return a != b;
        case Test::Op::less:
            return a < b;
        case Test::Op::less_equal:
            return a <= b;
        case Test::Op::greater:
            return a > b;
        default:
            return a >= b;
    }
}

}  // namespace saleskpi::inline v0_3::detail
