// SPDX-License-Identifier: MIT
#include "find.hpp"

#include "clang.hpp"
#include "files.hpp"
#include "operators.hpp"

#include <algorithm>
#include <regex>

namespace mutate {

namespace {

using How = Mutation::How;

bool is_function(CXCursorKind kind) {
    switch (kind) {
        case CXCursor_FunctionDecl:
        case CXCursor_CXXMethod:
        case CXCursor_Constructor:
        case CXCursor_Destructor:
        case CXCursor_ConversionFunction:
        case CXCursor_FunctionTemplate:
            return true;
        default:
            return false;
    }
}

bool holds_functions(CXCursorKind kind) {
    switch (kind) {
        case CXCursor_Namespace:
        case CXCursor_StructDecl:
        case CXCursor_ClassDecl:
        case CXCursor_ClassTemplate:
        case CXCursor_ClassTemplatePartialSpecialization:
        case CXCursor_LinkageSpec:
        case CXCursor_FriendDecl:
            return true;
        default:
            return false;
    }
}

class Finder {
public:
    Finder(std::string file, const std::string& text, Mutations& found)
        : file_{std::move(file)}, text_{&text}, found_{&found} {}

    void declarations(CXCursor cursor) {
        for (const CXCursor child : children(cursor)) {
            const CXCursorKind kind = clang_getCursorKind(child);
            if (holds_functions(kind))
                declarations(child);
            else if (is_function(kind))
                function(child);
        }
    }

private:
    std::string at(const Range& range) const {
        return text_->substr(range.begin, range.end - range.begin);
    }

    void add(const Range& range, How how, std::string what, std::string text = {}) {
        Mutation mutation;
        mutation.file = file_;
        const auto begin = text_->begin();
        const auto here = begin + static_cast<std::ptrdiff_t>(range.begin);
        mutation.line = 1 + static_cast<std::size_t>(std::count(begin, here, '\n'));
        const std::size_t start = range.begin == 0 ? 0 : text_->rfind('\n', range.begin - 1) + 1;
        mutation.column = range.begin - start + 1;
        mutation.what = std::move(what);
        mutation.how = how;
        mutation.range = range;
        mutation.text = std::move(text);
        found_->push_back(std::move(mutation));
    }

    void function(CXCursor cursor) {
        const auto range = range_of(cursor);
        if (!range) return;
        const std::string text = at(*range);
        if (text.substr(0, text.find('(')).find("consteval") != std::string::npos) return;
        for (const CXCursor child : children(cursor)) {
            const CXCursorKind kind = clang_getCursorKind(child);
            const bool initialises = clang_getCursorKind(cursor) == CXCursor_Constructor &&
                                     clang_isExpression(kind) && kind != CXCursor_MemberRef;
            if (kind == CXCursor_CompoundStmt || initialises) code(child, false);
        }
    }

    /// `goes_on`: whether the code behind it runs if it is left out.
    void code(CXCursor cursor, bool goes_on) {
        switch (clang_getCursorKind(cursor)) {
            case CXCursor_CompoundStmt:
                return compound(cursor, goes_on);
            case CXCursor_IfStmt:
                return if_statement(cursor);
            case CXCursor_VarDecl:
                return variable(cursor);
            case CXCursor_CaseStmt:
                return code(children(cursor).back(), goes_on);
            case CXCursor_LambdaExpr:
                for (const CXCursor child : children(cursor))
                    if (clang_getCursorKind(child) == CXCursor_CompoundStmt) code(child, false);
                return;
            case CXCursor_DeclRefExpr:
            case CXCursor_StaticAssert:
            case CXCursor_UnaryExpr:  // sizeof and the like
            case CXCursor_StructDecl:
            case CXCursor_ClassDecl:
            case CXCursor_EnumDecl:
            case CXCursor_TypeAliasDecl:
                return;
            case CXCursor_BinaryOperator:
            case CXCursor_CompoundAssignOperator:
                binary(cursor, children(cursor));
                break;
            case CXCursor_CallExpr:
                call(cursor);
                break;
            case CXCursor_UnaryOperator:
                unary(cursor);
                break;
            case CXCursor_ConditionalOperator:
                if (const auto condition = range_of(children(cursor).front())) negate(*condition);
                break;
            case CXCursor_IntegerLiteral:
                number(cursor);
                break;
            case CXCursor_CXXBoolLiteralExpr:
                if (const auto range = range_of(cursor))
                    add(*range, How::expression,
                        at(*range) == "true" ? "true -> false" : "false -> true",
                        at(*range) == "true" ? "false" : "true");
                break;
            case CXCursor_ReturnStmt:
                returned(cursor);
                break;
            case CXCursor_ForStmt:
            case CXCursor_WhileStmt:
            case CXCursor_DoStmt:
            case CXCursor_CXXForRangeStmt: {
                const auto parts = children(cursor);
                for (std::size_t i = 0; i < parts.size(); ++i)
                    if (i + 1 == parts.size())
                        body(parts[i], true);
                    else
                        code(parts[i], false);
                return;
            }
            default:
                break;
        }
        for (const CXCursor child : children(cursor))
            code(child, false);
    }

    void compound(CXCursor cursor, bool goes_on) {
        const auto statements = children(cursor);
        for (std::size_t i = 0; i < statements.size(); ++i)
            body(statements[i], goes_on && i + 1 == statements.size());
    }

    /// A statement that may be left out.
    void body(CXCursor cursor, bool goes_on) {
        const CXCursorKind kind = clang_getCursorKind(cursor);
        if (kind == CXCursor_CompoundStmt) return compound(cursor, goes_on);
        const auto whole = range_of(cursor);
        const bool throws = whole && at(*whole).starts_with("throw ");
        const bool leaves = kind == CXCursor_ReturnStmt || throws;
        const bool jumps = kind == CXCursor_BreakStmt || kind == CXCursor_ContinueStmt;
        if ((leaves && goes_on) || jumps || (clang_isExpression(kind) && !leaves))
            if (const auto range = whole) {
                const std::size_t end = text_->find_first_not_of(" \n", range->end);
                const bool is_whole = end != std::string::npos && (*text_)[end] == ';';
                const std::string first = at(*range).substr(0, at(*range).find_first_of(" (;\n"));
                if (is_whole)
                    add({range->begin, end + 1}, How::statement,
                        leaves || jumps ? first + " left out" : "statement left out");
            }
        code(cursor, goes_on);
    }

    void if_statement(CXCursor cursor) {
        const auto parts = children(cursor);
        const auto whole = range_of(cursor);
        if (!whole || parts.size() < 2) return;
        const std::string text = at(*whole);
        const bool is_constant = std::regex_search(text, std::regex{"^if\\s+constexpr"});
        const auto end_of = [&](std::size_t i) {
            const auto range = range_of(parts[i]);
            return range ? range->end : whole->end;
        };
        const auto last = range_of(parts.back());
        const std::size_t before = end_of(parts.size() - 2);
        const bool has_else = parts.size() > 2 && last && before < last->begin &&
                              at({before, last->begin}).find("else") != std::string::npos;
        const std::size_t then = parts.size() - (has_else ? 2 : 1);
        for (std::size_t i = 0; i < then && !is_constant; ++i) {
            const bool is_condition =
                i + 1 == then && clang_isExpression(clang_getCursorKind(parts[i]));
            const auto range = range_of(parts[i]);
            bool is_declared = false;
            for (std::size_t j = 0; j < i; ++j)
                if (const auto other = range_of(parts[j]); other && range && other->holds(*range))
                    is_declared = true;
            if (is_declared) continue;
            if (is_condition && range) negate(*range);
            code(parts[i], false);
        }
        for (std::size_t i = then; i < parts.size(); ++i)
            body(parts[i], !has_else);
    }

    void variable(CXCursor cursor) {
        const auto range = range_of(cursor);
        if (!range) return;
        const std::string text = at(*range);
        const std::size_t end_of_head = text.find_first_of("={(");
        if (text.substr(0, end_of_head).find("const") != std::string::npos &&
            std::regex_search(
                text.substr(0, end_of_head), std::regex{"\\b(constexpr|constinit)\\b"}))
            return;
        const CXCursor value = clang_Cursor_getVarDeclInitializer(cursor);
        if (!clang_Cursor_isNull(value)) code(value, false);
    }

    void binary(CXCursor cursor, const std::vector<CXCursor>& operands) {
        if (operands.size() != 2) return;
        const auto whole = range_of(cursor);
        const auto left = range_of(operands[0]);
        const auto right = range_of(operands[1]);
        if (!whole || !left || !right || left->end > right->begin) return;
        const std::string op = trimmed(at({left->end, right->begin}));
        for (const std::string& other : other_operators(op)) {
            const std::string text = "(" + at(*left) + ") " + other + " (" + at(*right) + ")";
            add(*whole, How::expression, op + " -> " + other, text);
        }
    }

    void call(CXCursor cursor) {
        const std::string name = spelling(cursor);
        const int arguments = clang_Cursor_getNumArguments(cursor);
        if (name.starts_with("operator") && arguments == 2)
            return binary(
                cursor, {clang_Cursor_getArgument(cursor, 0), clang_Cursor_getArgument(cursor, 1)});
        const std::string other = other_function(name);
        const auto whole = range_of(cursor);
        if (other.empty() || !whole) return;
        std::smatch match;
        const std::string text = at(*whole);
        if (std::regex_search(text, match, std::regex{"^[(]?(std::)?" + name + "\\b"})) {
            const auto head = static_cast<std::size_t>(match.length(0));
            const std::string callee = text.substr(0, head - name.size()) + other;
            add(*whole, How::expression, name + " -> " + other, callee + text.substr(head));
        }
    }

    void unary(CXCursor cursor) {
        const auto whole = range_of(cursor);
        if (!whole) return;
        const std::string text = at(*whole);
        if (text.starts_with("++") || text.starts_with("--")) {
            const std::string other = text.starts_with("++") ? "--" : "++";
            add(*whole, How::expression, text.substr(0, 2) + " -> " + other,
                other + text.substr(2));
        } else if (text.starts_with('!')) {
            add(*whole, How::condition, "! left out", text.substr(1));
        } else if (text.starts_with('-')) {
            add(*whole, How::expression, "- left out", text.substr(1));
        }
    }

    /// Comparisons have mutants of their own.
    void negate(const Range& condition) {
        const std::string text = at(condition);
        if (text.starts_with('!')) return;
        static const std::regex compared{" ([<>]=?|[=!]=|&&|[|][|]) "};
        if (!std::regex_search(text, compared))
            add(condition, How::condition, "condition turned round", "!(" + text + ")");
    }

    void returned(CXCursor cursor) {
        const auto parts = children(cursor);
        if (parts.size() != 1) return;
        const auto value = range_of(parts[0]);
        static const std::regex compared{" ([<>]=?|[=!]=|&&|[|][|]) "};
        if (!value || clang_getCursorType(parts[0]).kind != CXType_Bool) return;
        if (!std::regex_search(at(*value), compared)) return;
        add(*value, How::condition, "returns true", "true");
        add(*value, How::condition, "returns false", "false");
    }

    void number(CXCursor cursor) {
        const auto range = range_of(cursor);
        if (!range) return;
        const std::string text = at(*range);
        std::smatch match;
        if (!std::regex_match(text, match, std::regex{"([0-9]{1,9})([uUlLzZ]*)"})) return;
        const char before = range->begin > 0 ? (*text_)[range->begin - 1] : ' ';
        const char after = range->end < text_->size() ? (*text_)[range->end] : ' ';
        if (before == '<' || after == '>') return;  // of a template
        const auto value = static_cast<long>(std::atol(match[1].str().c_str()));
        const auto becomes = [&](long other) {
            const std::string changed = std::to_string(other) + match[2].str();
            add(*range, How::expression, text + " -> " + changed, changed);
        };
        becomes(value + 1);
        if (value == 1) becomes(0);
    }

    std::string file_;
    const std::string* text_;
    Mutations* found_;
};

}  // namespace

Mutations find_mutations(
    const std::string& top, const std::string& file, const std::vector<std::string>& flags) {
    const std::string text = read_file(top + "/" + file);
    const Unit unit{top + "/" + file, {}, flags};
    for (const Unit::Error& error : unit.errors())
        throw std::runtime_error{error.message};
    Mutations found;
    Finder{file, text, found}.declarations(unit.top());
    const auto order = [](const Mutation& m) {
        return std::make_tuple(m.range.begin, m.range.end, m.how, m.what);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Mutation& a, const Mutation& b) {
        return order(a) < order(b);
    });
    const auto same = [&](const Mutation& a, const Mutation& b) { return order(a) == order(b); };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
}

}  // namespace mutate
