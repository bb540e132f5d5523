// SPDX-License-Identifier: MIT
#include <saleskpi/value/allocate.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/int128.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace saleskpi::inline v0_3 {
namespace {

int128 sum_of(std::span<const std::int64_t> weights) {
    int128 sum = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) {
            detail::fail(ErrorCode::invalid_argument, "a weight of a split must not be negative");
        }
        sum += weight;
    }
    if (sum == 0) {
        detail::fail(ErrorCode::invalid_argument, "the weights of a split must not sum to zero");
    }
    return sum;
}

}  // namespace

std::vector<std::int64_t> allocate(std::int64_t total, std::span<const std::int64_t> weights) {
    const int128 sum = sum_of(weights);
    const int step = total < 0 ? -1 : 1;

    std::vector<std::int64_t> parts;
    std::vector<int128> remainders;
    parts.reserve(weights.size());
    remainders.reserve(weights.size());
    int128 left = total;
    for (const std::int64_t weight : weights) {
        const int128 share = static_cast<int128>(total) * weight;  // over sum; below 2^126
        parts.push_back(static_cast<std::int64_t>(share / sum));
        remainders.push_back(share % sum * step);
        left -= parts.back();
    }

    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&remainders](std::size_t a, std::size_t b) {
        return remainders[a] > remainders[b];
    });
    for (std::size_t next = 0; left != 0; ++next, left -= step) {
        parts[order[next]] += step;
    }
    return parts;
}

std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights) {
    std::vector<Money> parts;
    parts.reserve(weights.size());
    for (const std::int64_t minor : allocate(total.minor(), weights)) {
        parts.emplace_back(minor, total.currency());
    }
    return parts;
}

}  // namespace saleskpi::inline v0_3
