// SPDX-License-Identifier: MIT
#include "book/leaf_index.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::list<LeafIndex::Entry>::iterator LeafIndex::find_entry(
    const BookTable& part, std::string_view key) {
    return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.part == &part && entry.key == key;
    });
}

std::shared_ptr<const LaneSums> LeafIndex::find(const BookTable& part, std::string_view key) {
    const std::lock_guard lock{mutex_};
    const auto found = find_entry(part, key);
    if (found == entries_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found);
    return found->sums;
}

void LeafIndex::keep(
    const BookTable& part, std::string_view key, const std::shared_ptr<const LaneSums>& sums) {
    const std::lock_guard lock{mutex_};
    if (const auto known = find_entry(part, key); known != entries_.end()) {
        bytes_ -= known->sums->bytes();
        entries_.erase(known);
    }
    entries_.push_front({&part, std::string{key}, sums});
    bytes_ += sums->bytes();
    shrink();
}

void LeafIndex::share(LeafIndex& other, const BookTable& part) {
    const std::scoped_lock lock{mutex_, other.mutex_};
    for (const Entry& entry : other.entries_)
        if (entry.part == &part) {
            entries_.push_back(entry);
            bytes_ += entry.sums->bytes();
        }
    shrink();
}

void LeafIndex::shrink() {
    while (bytes_ > budget_ && !entries_.empty()) {
        bytes_ -= entries_.back().sums->bytes();
        entries_.pop_back();
    }
}

void LeafIndex::set_budget(std::size_t bytes) {
    const std::lock_guard lock{mutex_};
    budget_ = bytes;
    shrink();
}

std::size_t LeafIndex::budget() const {
    const std::lock_guard lock{mutex_};
    return budget_;
}

void LeafIndex::clear() {
    const std::lock_guard lock{mutex_};
    entries_.clear();
    bytes_ = 0;
}

std::size_t LeafIndex::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_;
}

}  // namespace saleskpi::inline v0_3::detail
