// SPDX-License-Identifier: MIT
// What the touches of a deal have of its amount.
#include "support/slow_records.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace slow {

namespace {

/// The touches of one deal up to its closing, the earliest first, get equal parts of its amount; the
/// first ones get the cents that are left over.
void share_out(const Table& table, std::vector<Row*> touches) {
    const auto cell = [&](Row& row, const char* field) -> Cell& {
        return row.cells[static_cast<std::size_t>(table.find(field))];
    };
    touches.erase(
        std::remove_if(
            touches.begin(), touches.end(),
            [&](Row* row) {
                const Cell& closed = cell(*row, "deal_closed");
                return closed.known && closed.number < cell(*row, "date").number;
            }),
        touches.end());
    const auto key = [&](Row* row) {
        return std::tuple{
            cell(*row, "date").number, cell(*row, "source").text, cell(*row, "channel").text,
            cell(*row, "campaign").text};
    };
    std::stable_sort(
        touches.begin(), touches.end(), [&](Row* a, Row* b) { return key(a) < key(b); });
    const auto n = static_cast<std::int64_t>(touches.size());
    for (std::int64_t i = 0; i < n; ++i) {
        Row& row = *touches[static_cast<std::size_t>(i)];
        Cell& place = cell(row, "position");
        if (!place.known) {
            place.known = true;
            place.text = n == 1 ? "only" : i == 0 ? "first" : i == n - 1 ? "last" : "middle";
        }
        Cell& part = cell(row, "amount");
        const Cell& whole = cell(row, "deal_amount");
        if (part.known || !whole.known) continue;
        const std::int64_t size = whole.number < 0 ? -whole.number : whole.number;
        const std::int64_t share = size / n + (i < size % n ? 1 : 0);
        part = whole;
        part.number = whole.number < 0 ? -share : share;
    }
}

}  // namespace

void share_out_touches(Tables& tables) {
    const auto touches = tables.all.find("touches");
    if (touches == tables.all.end()) return;
    std::map<std::string, std::vector<Row*>> by_deal;
    for (Row& row : touches->second.rows)
        by_deal[touches->second.cell(row, "deal")->text].push_back(&row);
    for (const auto& [deal, rows] : by_deal)
        share_out(touches->second, rows);
}

}  // namespace slow
