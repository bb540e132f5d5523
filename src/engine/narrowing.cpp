// SPDX-License-Identifier: MIT
#include "engine/narrowing.hpp"

namespace saleskpi::inline v0_3::detail {

namespace {

/// For each step of a condition, the first of those it joins: they stand before it.
std::vector<std::size_t> first_steps(std::span<const Test> condition) {
    std::vector<std::size_t> first(condition.size());
    for (std::size_t i = 0; i < condition.size(); ++i) {
        const bool is_join = condition[i].op == Test::Op::all || condition[i].op == Test::Op::any;
        if (is_join)
            first[i] = first[first[i - 1] - 1];
        else
            first[i] = condition[i].op == Test::Op::none ? first[i - 1] : i;
    }
    return first;
}

}  // namespace

std::vector<Narrowing> narrowings(std::span<const Test> condition) {
    using Kind = Narrowing::Kind;
    std::vector<Narrowing> result;
    if (condition.empty()) return result;
    const std::vector<std::size_t> first = first_steps(condition);
    // What is still to do, the next thing last. No recursion: conditions nest as deep as they are
    // long. A chain of "or" is one list, so that masks do not pile up.
    enum class What : std::uint8_t { steps, one_of_any, write };
    struct Task {
        What what;
        std::size_t step;
        Kind kind;
    };
    std::vector<Task> tasks{{What::steps, condition.size() - 1, {}}};
    const auto write = [&](Kind kind) { tasks.push_back({What::write, 0, kind}); };
    while (!tasks.empty()) {
        const auto [what, step, kind] = tasks.back();
        tasks.pop_back();
        if (what == What::write) {
            result.push_back({kind});
            continue;
        }
        const Test::Op op = condition[step].op;
        const auto both = [&, at = step](What operands) {
            tasks.push_back({operands, at - 1, {}});
            tasks.push_back({operands, first[at - 1] - 1, {}});
        };
        if (what == What::one_of_any && op == Test::Op::any) {
            both(What::one_of_any);
        } else if (what == What::one_of_any) {
            result.push_back({Kind::copy});
            write(Kind::join);
            tasks.push_back({What::steps, step, {}});
        } else if (op == Test::Op::any) {
            result.push_back({Kind::begin_any});
            write(Kind::end_any);
            both(What::one_of_any);
        } else if (op == Test::Op::all) {
            both(What::steps);
        } else if (op == Test::Op::none) {
            result.push_back({Kind::copy});
            write(Kind::complement);
            tasks.push_back({What::steps, step - 1, {}});
        } else {
            result.push_back({Kind::test, step});
        }
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
