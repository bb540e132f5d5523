// SPDX-License-Identifier: MIT
#include "plan/aggregates/table.hpp"
#include "sql/leaf_query.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

struct Reason {
    sql::NotPushedDown told;
    bool (*applies)(const Leaf&);
};

constexpr std::array reasons{
    Reason{
        {"what is spread over the days of a span",
         "the share of each period is rounded by the library's own rule, record by record"},
        +[](const Leaf& leaf) { return leaf.placement.kind == Placement::Kind::spread; }},
    Reason{
        {"time in force, months_in_force(...)",
         "months are counted by the calendar of each record's own days"},
        +[](const Leaf& leaf) { return is_by_portions(leaf); }},
    Reason{
        {"what compares both edges of a period: held, retained, gained, grown, shrunk, gone",
         "it needs each record's span beside all others of the same customer or rep"},
        +[](const Leaf& leaf) { return leaf.aggregation.compares_edges; }},
    Reason{
        {"values by their date: first, last",
         "a value and its day are one number of more than 64 bits"},
        +[](const Leaf& leaf) { return leaf.value.kind == RowValue::Kind::dated; }},
    Reason{
        {"quotients of two fields of a record",
         "they are rounded to twelve places, half to even, which engines do not"},
        +[](const Leaf& leaf) { return leaf.value.kind == RowValue::Kind::quotient; }},
    Reason{
        {"exact fractions of fields, as in recurring revenue",
         "the fraction's denominator is that of each record"},
        +[](const Leaf& leaf) {
            return leaf.value.kind == RowValue::Kind::fraction ||
                   leaf.value.kind == RowValue::Kind::mixed;
        }},
    Reason{
        {"how long something was waited for",
         "who still waits is known only when the value is read"},
        +[](const Leaf& leaf) { return leaf.value.kind == RowValue::Kind::waiting; }},
};

const std::array<sql::NotPushedDown, reasons.size()>& all_told() {
    static constexpr auto all = [] {
        std::array<sql::NotPushedDown, reasons.size()> told{};
        for (std::size_t i = 0; i < told.size(); ++i)
            told[i] = reasons[i].told;
        return told;
    }();
    return all;
}

}  // namespace

const sql::NotPushedDown* why_not_pushed(const Leaf& leaf) {
    for (const Reason& reason : reasons)
        if (reason.applies(leaf)) return &reason.told;
    return nullptr;
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

std::span<const sql::NotPushedDown> sql::not_pushed_down() { return detail::all_told(); }

}  // namespace saleskpi::inline v0_3
