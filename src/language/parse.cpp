// SPDX-License-Identifier: MIT
#include "language/parse.hpp"

#include "language/formula_parser.hpp"

namespace saleskpi::inline v0_3::detail {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

Definition named(const Draft& draft, std::string_view id, std::string_view title, Better better) {
    return Definition{DefinitionView{
        id, title, draft.unit(), better, "", draft.leaves(), draft.tests(), draft.steps()}};
}

Definition parse_definition(
    std::string_view id,
    std::string_view title,
    Better better,
    std::string_view text,
    const FormulaNames& names) {
    FormulaParser parser{text, names};
    return named(parser.read().draft, id, title, better);
}

Definition parse_metric(std::string_view text, const FormulaNames& names) {
    FormulaParser parser{text, names};
    const ParsedFormula parsed = parser.read();
    if (parsed.metric) return *parsed.metric;
    text = trimmed(text);
    return named(parsed.draft, text, text, Better::neither);
}

}  // namespace saleskpi::inline v0_3::detail
