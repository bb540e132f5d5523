// SPDX-License-Identifier: MIT
#pragma once

#include "load/field_source.hpp"

#include <saleskpi/book/finding.hpp>
#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The rules by which rows of a file are no records.
class RowRules {
public:
    RowRules(const TableMapping& mapping, WantedColumns& wanted);

    bool any() const { return !rules_.empty(); }
    /// Whether a rule is about the column.
    bool needs(std::size_t column) const;
    /// The number of the first rule that the row breaks; no value for a record.
    std::optional<std::size_t> broken(
        const WantedColumns& wanted, std::span<const Cell> cells) const;
    /// One for each rule, without rows.
    std::vector<LeftOut> counts(std::string_view table, std::string_view file) const;

private:
    struct Rule {
        const RowCondition* condition;
        std::size_t column;
    };
    std::vector<Rule> rules_;
};

/// Whether a text is as a pattern says: `*` stands for any characters, `?` for one of them, a backslash
/// before another for that one itself. Letters of ASCII may be of any case.
bool is_like(std::string_view text, std::string_view pattern);

/// Whether a cell is as the condition on its column says.
bool holds(const RowCondition& condition, const Cell& cell);

/// "Status is 'Won' or 'Lost'".
std::string words_of(const RowCondition& condition);

}  // namespace saleskpi::inline v0_3::detail
