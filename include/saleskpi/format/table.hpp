// SPDX-License-Identifier: MIT
// Reports as text through fmt, for people; programs read JSON or CSV.
//   fmt::print("{}", table)      aligned columns, at most 120 wide; {:80} for another width
//   fmt::print("{}", explained)  formula, numbers, and the first 10 ids of each part; {:50} for more
//   fmt::print("{}", finding)    "deals.csv:7: amount 'abc': is no amount"
//   fmt::print("{}", row.key())  "EMEA, North, 2025-Q1"
// Every line of a table or an explanation ends with a line feed, the last one too.
// Threads: formatters and functions without state, for any number at once.
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/format/value.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/rollup/report.hpp>
#include <saleskpi/rollup/row_key.hpp>
#include <saleskpi/rollup/table.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace saleskpi::inline v0_3 {

/// How a table is laid out.
struct TableStyle {
    /// Metrics that do not fit go into a further block below, under the same groups. 0: no limit.
    std::size_t width = 120;
};

/// Numbers are rounded half up, counts and money have thousands separators, the currency stands
/// above the table. A column of money that reaches 100,000 is in whole units. A cell without a value has
/// a mark, a period cut short by the window a star; both are explained below, with the number of records
/// that each metric rests on, where others that count lack a field: summed over the rows, of each value
/// the aggregate that lacks most. Groups of fewer dimensions than the table's are totals.
///
/// It goes over the rows once to see how numbers are to be written, once to measure them, and once for
/// each block: keep the report unless it is too large, or cells are evaluated as often.
void write_text(const Report& report, const TextSink& sink, TableStyle style = {});

/// The same as one text.
std::string to_text(const Table& table, TableStyle style = {});

struct ExplanationStyle {
    std::size_t ids = 10;  ///< that are written of each part
};

/// The formula, the same with its numbers, the result, and the records behind each part.
std::string to_text(const Explanation& explanation, ExplanationStyle style = {});

/// Where something is wrong and what it is, in one line without its end: "deals.csv:7: amount 'abc':
/// is no amount". Of records from memory the table and the record's number stand for file and line.
std::string to_text(const Finding& finding);

/// The names of the group and the label of the period: "EMEA, North, 2025-Q1".
std::string to_text(const RowKey& key);

namespace detail {

/// What has a to_text of its own.
template <class T>
struct LineFormatter : LaidOutText {
    template <class Context>
    auto format(const T& value, Context& context) const {
        return write(to_text(value), context);
    }
};

/// A spec that is nothing or a whole number.
template <class Style, std::size_t Style::*member>
struct NumberSpec {
    constexpr auto parse(fmt::format_parse_context& context) {
        const char* at = context.begin();
        if (at != context.end() && *at != '}') style_.*member = 0;
        for (; at != context.end() && *at != '}'; ++at) {
            if (*at < '0' || *at > '9' || style_.*member > 99'999)
                throw fmt::format_error("this takes a whole number below a million");
            style_.*member = style_.*member * 10 + static_cast<std::size_t>(*at - '0');
        }
        return at;
    }

    template <class T, class Context>
    auto format(const T& value, Context& context) const {
        return fmt::format_to(context.out(), "{}", to_text(value, style_));
    }

private:
    Style style_;
};

}  // namespace detail
}  // namespace saleskpi::inline v0_3

template <>
struct fmt::formatter<saleskpi::Table>
    : saleskpi::detail::NumberSpec<saleskpi::TableStyle, &saleskpi::TableStyle::width> {};
template <>
struct fmt::formatter<saleskpi::Explanation>
    : saleskpi::detail::NumberSpec<saleskpi::ExplanationStyle, &saleskpi::ExplanationStyle::ids> {};
template <>
struct fmt::formatter<saleskpi::Finding> : saleskpi::detail::LineFormatter<saleskpi::Finding> {};
template <>
struct fmt::formatter<saleskpi::RowKey> : saleskpi::detail::LineFormatter<saleskpi::RowKey> {};
