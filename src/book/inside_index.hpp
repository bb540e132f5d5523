// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// Remembers what was found out about the records that a condition leaves: days, as numbers. Shared by
/// all queries on a book, from any number of threads.
class InsideIndex {
public:
    using Days = std::pair<std::int32_t, std::int32_t>;

    std::optional<Days> find(const std::string& key) const {
        const std::lock_guard lock{mutex_};
        const auto known = known_.find(key);
        return known == known_.end() ? std::nullopt : std::optional{known->second};
    }
    void keep(const std::string& key, Days days) {
        const std::lock_guard lock{mutex_};
        if (known_.size() >= most) known_.clear();
        known_.insert_or_assign(key, days);
    }

private:
    static constexpr std::size_t most = 4096;

    mutable std::mutex mutex_;
    std::map<std::string, Days> known_;
};

}  // namespace saleskpi::inline v0_3::detail
