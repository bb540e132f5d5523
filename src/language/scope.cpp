// SPDX-License-Identifier: MIT
#include "language/scope.hpp"

#include "language/condition_parser.hpp"
#include "language/condition_text.hpp"
#include "plan/negation.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

using Tests = std::span<const Test>;

bool joins(const Test& test) { return test.op == Test::Op::all || test.op == Test::Op::any; }

/// Where the condition that ends with the last test begins.
std::size_t first_of_last(Tests tests) {
    std::size_t wanted = 1;
    std::size_t first = tests.size();
    while (wanted > 0) {
        const Test& test = tests[--first];
        if (joins(test))
            ++wanted;
        else if (test.op != Test::Op::none)
            --wanted;
    }
    return first;
}

/// The conditions that are joined by "and" at the top.
std::vector<Tests> terms_of(Tests tests) {
    std::vector<Tests> terms;
    std::vector<Tests> left{tests};
    while (!left.empty()) {
        const Tests one = left.back();
        left.pop_back();
        if (one.back().op != Test::Op::all) {
            terms.push_back(one);
            continue;
        }
        const Tests both = one.first(one.size() - 1);
        const std::size_t middle = first_of_last(both);
        left.push_back(both.subspan(middle));
        left.push_back(both.first(middle));
    }
    return terms;
}

std::string_view own(ScopeData& data, std::string_view text) {
    if (text.empty()) return {};
    if (!is_utf8(text))
        throw Error{
            ErrorCode::invalid_definition,
            fmt::format("a condition on a query: its text '{}' is not UTF-8", shown(text))};
    return data.texts.emplace_back(text);
}

void own(ScopeData& data, ColumnRef& column) {
    column.table = own(data, column.table);
    column.name = own(data, column.name);
}

void check_is_of_one(const ScopeTerm& term) {
    for (const Test& test : term.tests) {
        if (joins(test) || test.op == Test::Op::none || test.column.table == term.table) continue;
        const bool has_dimension = test.column.table.empty() || term.table.empty();
        throw Error{
            ErrorCode::invalid_definition,
            fmt::format(
                "a condition on a query joins {} by 'and' only, and not as in: {}",
                has_dimension ? "dimensions and fields" : "fields of different tables", term.text)};
    }
}

Scope scope_of_terms(const std::vector<Tests>& conditions) {
    auto data = std::make_shared<ScopeData>();
    for (const Tests tests : conditions) {
        ScopeTerm term;
        for (Test test : tests) {
            own(*data, test.column);
            own(*data, test.constant.column);
            test.constant.text = TextOwner::refer_to(own(*data, test.constant.text));
            term.tests.push_back(test);
        }
        term.text = condition_text(term.tests, Columns::with_tables);
        const auto named = std::find_if(term.tests.begin(), term.tests.end(), [](const Test& test) {
            return !joins(test) && test.op != Test::Op::none;
        });
        term.table = named->column.table;
        check_is_of_one(term);
        data->terms.push_back(std::move(term));
    }
    const auto key = [](const ScopeTerm& term) {
        return std::tuple{term.table, std::string_view{term.text}};
    };
    std::sort(data->terms.begin(), data->terms.end(), [&](const ScopeTerm& a, const ScopeTerm& b) {
        return key(a) < key(b);
    });
    data->terms.erase(
        std::unique(
            data->terms.begin(), data->terms.end(),
            [&](const ScopeTerm& a, const ScopeTerm& b) { return key(a) == key(b); }),
        data->terms.end());
    for (const ScopeTerm& term : data->terms) {
        const bool needs_brackets = term.tests.back().op == Test::Op::any && data->terms.size() > 1;
        data->text += fmt::format(
            "{}{}{}{}", data->text.empty() ? "" : " and ", needs_brackets ? "(" : "", term.text,
            needs_brackets ? ")" : "");
    }
    return ScopeAccess::scope(std::move(data));
}

}  // namespace

void add_tests(std::vector<Test>& tests, std::span<const Test> more) {
    const bool are_first = tests.empty();
    tests.insert(tests.end(), more.begin(), more.end());
    if (are_first || more.empty()) return;
    tests.emplace_back().op = Test::Op::all;
}

std::vector<Test> tests_of(const Scope& scope, std::string_view table) {
    std::vector<Test> tests;
    for (const ScopeTerm& term : ScopeAccess::terms(scope))
        if (!term.is_of_dimensions() && term.table == table) add_tests(tests, term.tests);
    return tests;
}

Scope scope_of(std::span<const Test> tests) {
    const std::vector<Test> straight = without_negations(tests);
    return scope_of_terms(terms_of(straight));
}

Scope both(const Scope& a, const Scope& b) {
    if (a.is_everything()) return b;
    if (b.is_everything()) return a;
    std::vector<Tests> terms;
    for (const Scope* scope : {&a, &b})
        for (const ScopeTerm& term : ScopeAccess::terms(*scope))
            terms.emplace_back(term.tests);
    return scope_of_terms(terms);
}

}  // namespace detail

namespace {

std::vector<Test> tests_of(std::span<const MemberTest> members) {
    std::vector<Test> tests;
    for (const MemberTest& member : members) {
        Test test;
        test.op = member.op;
        test.column.name = member.dimension.view();
        test.constant.text = detail::TextOwner::refer_to(member.member.view());
        tests.push_back(test);
    }
    return tests;
}

}  // namespace

Scope::Scope(std::span<const MemberTest> tests) : Scope{detail::scope_of(tests_of(tests))} {}
Scope::Scope(std::span<const Test> tests) : Scope{detail::scope_of(tests)} {}

Scope Scope::parse(std::string_view text, std::span<const RecordType* const> own) {
    std::deque<std::string> texts;
    detail::Tokens tokens{text};
    const detail::RecordNames names{own};
    detail::ConditionParser parser{tokens, names, texts};
    const std::vector<Test> tests = parser.read();
    if (tokens.peek().kind != detail::Token::Kind::end)
        tokens.fail_expected({"'and'", "'or'", "the end"});
    return detail::scope_of(tests);
}

std::string Scope::text() const { return data_ ? data_->text : std::string{}; }

}  // namespace saleskpi::inline v0_3
