// SPDX-License-Identifier: MIT
#pragma once

#include "language/record_names.hpp"
#include "language/tokens.hpp"
#include "plan/aggregates/aggregate_rule.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// An aggregate that was read, with its condition.
struct ParsedLeaf {
    Leaf leaf;
    std::vector<Test> tests;
    Unit unit;
};

/// Reads an aggregate: "sum(deals.amount where stage = won by closed)".
class LeafParser {
public:
    /// The texts of its condition are kept in `texts`.
    LeafParser(Tokens& tokens, const RecordNames& names, std::deque<std::string>& texts)
        : tokens_{tokens}, names_{names}, texts_{texts} {}

    /// Its name and the bracket are read already.
    ParsedLeaf read(const AggregateRule& rule);

private:
    struct Column {
        ColumnRef ref;
        std::size_t at = 0;
    };

    std::int32_t read_argument(const WholeArgument& argument);
    void read_value();
    void read_text();
    void read_number();
    void read_number_or_date();
    void read_value_and_date();
    void read_fraction();
    void read_amount_of_each();
    void read_number_of_each();
    void read_each();
    static Unit unit_of(const ColumnRef& column);
    RowValue read_row_value();
    RowValue read_days(RowValue::Kind kind);
    RowValue read_dates(RowValue::Kind kind);
    RowValue read_age();
    void check_same_table(const Column& a, const Column& b) const;
    /// Of two fields, with the place of the sign between them.
    RowValue difference(const Column& a, const Column& b, std::size_t at);
    RowValue product(const Column& a, const Column& b, std::size_t at);
    RowValue quotient(const Column& a, const Column& b, std::size_t at);
    void check_number(const Column& column);
    Column read_column();
    void read_condition(std::vector<Test>& tests);
    void read_needs(std::vector<Test>& tests);
    void read_placement();
    void check_placement(std::size_t at) const;
    ColumnRef read_date();
    void read_range(Placement::Kind kind);
    [[noreturn]] void refuse(std::size_t at, std::string_view why) const;

    Tokens& tokens_;
    const RecordNames& names_;
    std::deque<std::string>& texts_;
    const AggregateRule* rule_ = nullptr;
    Leaf leaf_;
};

}  // namespace saleskpi::inline v0_3::detail
