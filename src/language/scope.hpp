// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/language/scope.hpp>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// One of the conditions that all have to hold: on dimensions, or on the fields of one table. A test of
/// a dimension has its name in the place of a column's, and no table.
struct ScopeTerm {
    std::string_view table;   ///< empty for dimensions
    std::vector<Test> tests;  ///< in postfix order, without "not" but that of "is missing"
    std::string text;

    bool is_of_dimensions() const { return table.empty(); }
};

struct ScopeData {
    std::deque<std::string> texts;  // a deque, because views of its elements must stay valid
    std::vector<ScopeTerm> terms;  ///< each once: those of dimensions first, then by table and text
    std::string text;
};

struct ScopeAccess {
    static Scope scope(std::shared_ptr<const ScopeData> data) { return Scope{std::move(data)}; }
    static std::span<const ScopeTerm> terms(const Scope& scope) {
        return scope.data_ ? std::span<const ScopeTerm>{scope.data_->terms}
                           : std::span<const ScopeTerm>{};
    }
};

/// Adds tests that have to hold as well.
void add_tests(std::vector<Test>& tests, std::span<const Test> more);

/// What a scope asks of the fields of a table; empty if it asks nothing.
std::vector<Test> tests_of(const Scope& scope, std::string_view table);

/// The scope of conditions in postfix order. Throws Error invalid_definition.
Scope scope_of(std::span<const Test> tests);

}  // namespace saleskpi::inline v0_3::detail
