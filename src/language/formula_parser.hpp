// SPDX-License-Identifier: MIT
#pragma once

#include "language/parse.hpp"
#include "language/record_names.hpp"
#include "language/tokens.hpp"
#include "plan/draft.hpp"
#include "plan/grammar.hpp"
#include "plan/operator_table.hpp"
#include "plan/steps/table.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A formula that was read.
struct ParsedFormula {
    Draft draft;
    std::optional<Definition> metric{};  ///< if it is one that has an id, or an operator over one
    bool has_open_unit = false;          ///< rows that set a target for a metric that is not there
};

Definition named(const Draft& draft, std::string_view id, std::string_view title, Better better);

/// Reads a whole text. The result refers to texts that the parser keeps.
class FormulaParser {
public:
    FormulaParser(std::string_view text, const FormulaNames& names)
        : tokens_{text}, names_{names}, records_{names.records} {}

    ParsedFormula read();

private:
    ParsedFormula read_joined(Binding binding);
    ParsedFormula read_operand();
    ParsedFormula read_number(bool negative);
    ParsedFormula read_id();
    ParsedFormula read_call();
    ParsedFormula joined(ParsedFormula left, const Token& symbol, ParsedFormula right);
    std::optional<Money> read_amount(const Token& number, bool negative);

    /// An argument as it was read, and where it stands.
    struct ReadArgument {
        Argument value;
        ParsedFormula formula;
        std::size_t at = 0;
        std::string_view text;
    };
    std::vector<ReadArgument> read_arguments(
        std::span<const Parameter> parameters, std::size_t repeated_from);
    ReadArgument read_argument(const Parameter& parameter);
    bool take_word_of(const Parameter& parameter, ReadArgument& argument);
    ParsedFormula operated(const Operator& op, std::size_t at, std::vector<ReadArgument> arguments);
    ParsedFormula stepped(
        const StepRule& call, const std::vector<ReadArgument>& arguments, std::size_t at);
    ParsedFormula read_function(const Token& name, const KpiFunction& function);
    std::string read_stage();
    int read_days();
    static void set_unit(ParsedFormula& rows, Unit unit);
    void set_unit_of_rows(const StepRule& call, ParsedFormula& rows, std::size_t at) const;
    void set_name(const StepParameter& parameter, Step& step, const ReadArgument& argument) const;
    std::int32_t number_of_periods(const ReadArgument& argument) const;
    void check(const StepRule& call, const Draft& whole, std::size_t at) const;
    ParsedFormula parsed(Definition metric);
    std::optional<Definition> find(std::string_view id) const;
    const KpiFunction* find_function(std::string_view name) const;
    std::optional<Unit> unit_of(std::string_view id) const;
    [[noreturn]] void fail_unknown(std::size_t at, std::string_view id) const;
    [[noreturn]] void fail_unknown_function(const Token& name) const;

    Tokens tokens_;
    const FormulaNames& names_;
    RecordNames records_;
    std::deque<std::string> texts_;
    std::vector<Definition> used_;  // whose texts the drafts refer to
    int depth_ = 0;
    std::optional<std::size_t> base_units_at_{};  // where an amount may be in minor units
};

}  // namespace saleskpi::inline v0_3::detail
