// SPDX-License-Identifier: MIT
#include "rollup/indexed_sums.hpp"

#include "engine/lane_scan.hpp"

#include <cstddef>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_links = 16;

}  // namespace

std::vector<std::shared_ptr<const LaneSums>> indexed_sums(
    const BookData& book,
    const BookTable& rows,
    std::span<const LeafSpec* const> leaves,
    const std::vector<std::int32_t>& days,
    unsigned threads) {
    std::vector<std::shared_ptr<const LaneSums>> all(leaves.size());
    std::vector<LaneTask> tasks;
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        auto known = book.index->find(rows, key_of(*leaves[i]));
        if (known && known->knows(days)) {
            all[i] = std::move(known);
            continue;
        }
        // A long chain of days that were asked for one by one costs more than it is worth.
        if (known && known->links() >= most_links) known = nullptr;
        tasks.push_back({leaves[i], days, std::move(known)});
        unknown.push_back(i);
    }
    if (tasks.empty()) return all;
    const auto found = lane_sums(rows, *book.lanes, book.currency, tasks, threads);
    for (std::size_t i = 0; i < found.size(); ++i) {
        book.index->keep(rows, key_of(*tasks[i].spec), found[i]);
        all[unknown[i]] = found[i];
    }
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
