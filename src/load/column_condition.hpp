// SPDX-License-Identifier: MIT
#pragma once

#include "load/field_source.hpp"
#include "plan/answers.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

class Tokens;

/// A condition on the columns of a row, in the language of definitions: `IsClosed = "true" and not Amount < 100`.
/// Of a value that is missing, or no number where one is asked for, nothing holds, nor does its contrary.
class ColumnCondition {
public:
    /// Throws Error invalid_mapping, with the column of the text.
    ColumnCondition(std::string_view text, const TableMapping& mapping, WantedColumns& wanted);

    bool holds(const WantedColumns& wanted, std::span<const Cell> cells) const;
    /// Whether the column is one of those it asks.
    bool needs(std::size_t column) const;

private:
    enum class Kind : std::uint8_t { text, number, date, yes_no };
    struct Step {
        Test::Op op;
        std::size_t column = 0;
        Kind kind = Kind::text;
        bool yes = false;  ///< which of the two is wanted
        std::string text{};
        Rational number{};
    };
    void read_either(Tokens& tokens, WantedColumns& wanted, int depth);
    void read_both(Tokens& tokens, WantedColumns& wanted, int depth);
    void read_one(Tokens& tokens, WantedColumns& wanted, int depth);
    void read_comparison(Tokens& tokens, WantedColumns& wanted);
    Satisfies answer(const Step& step, const Cell& cell) const;

    const TableMapping* mapping_;
    std::vector<Step> steps_;  // in postfix order
};

/// Fails as ColumnCondition does, without a file.
void check_condition(std::string_view text);

}  // namespace saleskpi::inline v0_3::detail
