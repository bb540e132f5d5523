// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/revenue_policy.hpp>

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

/// Books under other policies of recurring revenue than their own.
namespace saleskpi::inline v0_3::detail {

struct BookData;

/// Throws Error invalid_argument for days below zero.
void check_policy(const RevenuePolicy& policy);

/// The book that would be built under the policy of the same records. All but its subscriptions and movements
/// is shared.
std::shared_ptr<const BookData> under(
    const std::shared_ptr<const BookData>& book, const RevenuePolicy& policy);

/// Remembers such books, within a budget for what they do not share: the least recently used are dropped first.
/// From any number of threads.
class PolicyBooks {
public:
    using Made = std::shared_ptr<const BookData>;

    /// The book under the policy, made if it is not remembered.
    Made find(const RevenuePolicy& policy, std::size_t budget, const std::function<Made()>& make);
    void clear();
    std::size_t bytes() const;

private:
    mutable std::mutex mutex_;
    std::list<Made> books_;  // the most recently used first
};

}  // namespace saleskpi::inline v0_3::detail
