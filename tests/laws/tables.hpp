// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>
#include <saleskpi/value/rational.hpp>

#include <string>
#include <vector>

namespace laws {

using namespace saleskpi;
using namespace saleskpi::kpi;

inline std::string text_of(const Outcome<AnyQuantity>& outcome) {
    if (!outcome) return std::string{name(outcome.reason())};
    return to_text(outcome->exact()) + " " + std::string{name(outcome->unit())} +
           (outcome->currency() == Currency{} ? "" : " " + outcome->currency().code());
}

/// All of a table's numbers, a line each: what two equal tables have in common.
inline std::vector<std::string> lines_of(const Table& table) {
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const RowKey& key = table[row].key();
        std::string begin;
        for (const std::string& member : key.group)
            begin += member + " / ";
        begin += key.label + (key.period.complete ? "" : " in part");
        for (std::size_t m = 0; m < table.metrics().size(); ++m) {
            const CellValue& cell = table[row].values()[m];
            lines.push_back(
                begin + ": " + std::string{table.metrics()[m].id()} + " = " +
                text_of(cell.outcome) + " of " + std::to_string(cell.records) + " + " +
                std::to_string(cell.missing));
        }
    }
    return lines;
}

/// The first line in which two tables differ; empty if they are the same.
inline std::string difference(const Table& a, const Table& b) {
    const std::vector<std::string> left = lines_of(a);
    const std::vector<std::string> right = lines_of(b);
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i)
        if (left[i] != right[i]) return left[i] + "  against  " + right[i];
    return left.size() == right.size() ? "" : "one has more rows";
}

}  // namespace laws
