// SPDX-License-Identifier: MIT
// The part of FormulaParser that reads metrics which are functions of stages or days.
#include "language/formula_parser.hpp"
#include "value/digits.hpp"

#include <fmt/format.h>

namespace saleskpi::inline v0_3::detail {

const KpiFunction* FormulaParser::find_function(std::string_view name) const {
    for (const KpiFunction& function : names_.functions)
        if (function.name == name) return &function;
    return nullptr;
}

ParsedFormula FormulaParser::read_function(const Token& name, const KpiFunction& function) {
    tokens_.expect_symbol("(");
    int days = 0;
    std::string stage;
    std::string second;
    if (function.of_days != nullptr)
        days = read_days();
    else
        stage = read_stage();
    if (function.of_stages != nullptr) {
        tokens_.expect_symbol(",");
        second = read_stage();
    }
    tokens_.expect_symbol(")");
    try {
        if (function.of_days != nullptr) return parsed(function.of_days(days));
        return parsed(
            function.of_stages != nullptr ? function.of_stages(stage, second)
                                          : function.of_stage(stage));
    } catch (const Error& error) {  // a name that is too long
        tokens_.fail(name.at, error.code(), error.what());
    }
}

std::string FormulaParser::read_stage() {
    const Token& next = tokens_.peek();
    if (next.kind == Token::Kind::word) return std::string{tokens_.take().text};
    if (next.kind != Token::Kind::quoted)
        tokens_.fail_expected({"the name of a stage such as Proposal", "\"Contract sent\""});
    std::string stage = unquoted(next.text);
    if (stage.empty())
        tokens_.fail(next.at, ErrorCode::invalid_definition, "the name of a stage is empty");
    tokens_.take();
    return stage;
}

int FormulaParser::read_days() {
    constexpr int most_days = 1'000'000;
    if (tokens_.peek().kind != Token::Kind::number) tokens_.fail_expected({"a number of days"});
    const Token token = tokens_.take();
    const auto days = parse_digits(token.text);
    if (!days || *days > most_days)
        tokens_.fail(
            token.at, ErrorCode::invalid_definition,
            fmt::format(
                "expected a whole number of days, at most {}, found {}", most_days, token.text));
    return static_cast<int>(*days);
}

/// The unit of a metric, also of one whose id is a call: "time_in_stage(Demo)".
std::optional<Unit> FormulaParser::unit_of(std::string_view id) const {
    if (const auto metric = find(id)) return metric->unit();
    if (id.empty() || id.back() != ')') return std::nullopt;
    try {
        const auto metric = FormulaParser{id, names_}.read().metric;
        return metric ? std::optional{metric->unit()} : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace saleskpi::inline v0_3::detail
