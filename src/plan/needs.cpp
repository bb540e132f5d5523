// SPDX-License-Identifier: MIT
#include "needs.hpp"

#include "grammar.hpp"

#include <cstddef>

namespace saleskpi::inline v0_3::detail {
namespace {

/// Tests of "a is known and b is known": each is two, and all but the first are joined.
std::size_t size_of(std::size_t needs) { return needs == 0 ? 0 : 3 * needs - 1; }

}  // namespace

std::vector<ColumnRef> needed_columns(std::span<const Test> tests, std::size_t needs) {
    std::vector<ColumnRef> columns;
    for (const Test& test : tests.first(size_of(needs)))
        if (test.op == Test::Op::is_missing) columns.push_back(test.column);
    return columns;
}

std::string needs_text(std::span<const Test> tests, std::size_t needs) {
    std::string text;
    for (const ColumnRef& column : needed_columns(tests, needs))
        text += (text.empty() ? "" : " and ") + name_text(column.name);
    return text;
}

std::vector<Test> without_needs(std::span<const Test> tests, std::size_t needs) {
    if (needs == 0) return {tests.begin(), tests.end()};
    std::vector<Test> rest;
    std::size_t depth = 0;  // of what follows the needs
    bool is_joined = false;
    for (const Test& test : tests.subspan(size_of(needs))) {
        if (!is_joined && depth == 1 && test.op == Test::Op::all) {
            is_joined = true;  // this one joined it to them
            continue;
        }
        if (test.op == Test::Op::all || test.op == Test::Op::any)
            --depth;
        else if (test.op != Test::Op::none)
            ++depth;
        rest.push_back(test);
    }
    return rest;
}

}  // namespace saleskpi::inline v0_3::detail
