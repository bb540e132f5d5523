// SPDX-License-Identifier: MIT
#pragma once

#include "book/lane_sums.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

struct BookTable;

/// Remembers the sums of leaves that queries have computed, within a budget of memory: the least
/// recently used are dropped first. Shared by all queries on a book, from any number of threads.
class LeafIndex {
public:
    static constexpr std::size_t default_budget = std::size_t{256} << 20;

    /// The sums of a leaf over a part of its table, if they are remembered. The key tells leaves
    /// apart.
    std::shared_ptr<const LaneSums> find(const BookTable& part, std::string_view key);
    /// Remembers sums, in place of those before.
    void keep(
        const BookTable& part, std::string_view key, const std::shared_ptr<const LaneSums>& sums);

    /// Takes over what another book's index knows of a part that both share.
    void share(LeafIndex& other, const BookTable& part);

    void set_budget(std::size_t bytes);
    std::size_t budget() const;
    void clear();
    std::size_t bytes() const;

private:
    struct Entry {
        const BookTable* part;
        std::string key;
        std::shared_ptr<const LaneSums> sums;
    };
    std::list<Entry>::iterator find_entry(const BookTable& part, std::string_view key);
    void shrink();

    mutable std::mutex mutex_;
    std::list<Entry> entries_;  // the most recently used first
    std::size_t bytes_ = 0;
    std::size_t budget_ = default_budget;
};

}  // namespace saleskpi::inline v0_3::detail
