// SPDX-License-Identifier: MIT
#include "engine/narrowing.hpp"

#include <algorithm>
#include <optional>

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

/// What a chain of "and", or of "or", joins, in order: one list, so that masks do not pile up.
std::vector<std::size_t> operands_of(
    std::span<const Test> condition, std::span<const std::size_t> first, std::size_t chain) {
    std::vector<std::size_t> operands;
    std::vector<std::size_t> open{chain};
    while (!open.empty()) {
        const std::size_t step = open.back();
        open.pop_back();
        if (condition[step].op != condition[chain].op) {
            operands.push_back(step);
            continue;
        }
        open.push_back(step - 1);
        open.push_back(first[step - 1] - 1);
    }
    return operands;
}

/// That a field is known holds for most records: other tests leave fewer to be read.
bool is_known(std::span<const Test> condition, std::size_t step) {
    return condition[step].op == Test::Op::none && condition[step - 1].op == Test::Op::is_missing;
}

}  // namespace

std::vector<Narrowing> narrowings(std::span<const Test> condition) {
    using Kind = Narrowing::Kind;
    std::vector<Narrowing> result;
    if (condition.empty()) return result;
    const std::vector<std::size_t> first = first_steps(condition);
    // What is still to do, the next thing last. No recursion: conditions nest as deep as they are
    // long.
    struct Task {
        std::size_t step;
        std::optional<Kind> written;
    };
    std::vector<Task> tasks{{condition.size() - 1, std::nullopt}};
    const auto write = [&](Kind kind) { tasks.push_back({0, kind}); };
    while (!tasks.empty()) {
        const Task task = tasks.back();
        tasks.pop_back();
        if (task.written) {
            result.push_back({*task.written});
            continue;
        }
        const Test::Op op = condition[task.step].op;
        if (op == Test::Op::all) {
            std::vector<std::size_t> operands = operands_of(condition, first, task.step);
            std::stable_partition(operands.begin(), operands.end(), [&](std::size_t step) {
                return !is_known(condition, step);
            });
            for (std::size_t i = operands.size(); i-- > 0;)
                tasks.push_back({operands[i], std::nullopt});
        } else if (op == Test::Op::any) {
            result.push_back({Kind::begin_any});
            write(Kind::end_any);
            const std::vector<std::size_t> operands = operands_of(condition, first, task.step);
            for (std::size_t i = operands.size(); i-- > 0;) {
                write(Kind::join);
                tasks.push_back({operands[i], std::nullopt});
                write(Kind::copy);
            }
        } else if (is_known(condition, task.step)) {
            result.push_back({Kind::not_test, task.step - 1});
        } else if (op == Test::Op::none) {
            result.push_back({Kind::copy});
            write(Kind::complement);
            tasks.push_back({task.step - 1, std::nullopt});
        } else {
            result.push_back({Kind::test, task.step});
        }
    }
    return result;
}

std::size_t behind_first(std::span<const Narrowing> narrowings) {
    using Kind = Narrowing::Kind;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < narrowings.size(); ++i) {
        const Kind kind = narrowings[i].kind;
        if (kind == Kind::begin_any || kind == Kind::copy)
            ++depth;
        else if (kind != Kind::test && kind != Kind::not_test)
            --depth;
        if (depth == 0) return i + 1;
    }
    return 0;
}

}  // namespace saleskpi::inline v0_3::detail
