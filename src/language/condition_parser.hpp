// SPDX-License-Identifier: MIT
#pragma once

#include "language/record_names.hpp"
#include "language/tokens.hpp"
#include "plan/binding.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Reads a condition on the records of a table: "stage = won and (channel = web or units > 10)".
class ConditionParser {
public:
    /// The texts that the condition compares with are kept in `texts`.
    ConditionParser(
        Tokens& tokens,
        const RecordNames& names,
        std::string_view table,
        std::deque<std::string>& texts)
        : tokens_{tokens}, names_{names}, table_{table}, texts_{texts} {}
    /// Of a query: "team = North and deals.product = Alpha", dimensions, and fields of any tables.
    ConditionParser(Tokens& tokens, const RecordNames& names, std::deque<std::string>& texts)
        : tokens_{tokens}, names_{names}, texts_{texts}, is_of_query_{true} {}

    /// In postfix order.
    std::vector<Test> read();

private:
    /// Conditions joined by these words, the weakest first.
    void read_joined(std::span<const Connective> from);
    void read_one();
    void read_comparison();
    void read_member();
    bool read_is(Test& test);
    Constant read_constant(const FieldInfo& field);
    Constant read_column(const FieldInfo& field);
    std::int64_t read_day_offset();
    Constant read_number(const FieldInfo& field);
    void read_text(const FieldInfo& field, Constant& constant);
    void add(Test::Op op);

    Tokens& tokens_;
    const RecordNames& names_;
    std::string_view table_;
    std::deque<std::string>& texts_;
    std::vector<Test> tests_;
    int depth_ = 0;
    bool is_of_query_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
