// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// For median, percentile, distinct and the like.
template <class Int>
struct KeptValues {
    std::vector<Int> values;
    std::int64_t missing = 0;

    void add(Int value) { values.push_back(value); }
    void merge(const KeptValues& other) {
        values.insert(values.end(), other.values.begin(), other.values.end());
        missing += other.missing;
    }
    /// Of codes of texts, in another dictionary.
    void recode(std::span<const std::int32_t> codes) {
        for (Int& value : values)
            value = codes[static_cast<std::size_t>(value)];
    }
    std::int64_t size() const { return static_cast<std::int64_t>(values.size()); }
};
/// Any that a record can have.
using Values = KeptValues<int128>;
template <>
inline constexpr bool is_state<Values> = true;

/// By a type with operator()(const Reading&, KeptValues<Int>&) for integers of either size.
template <class Function>
inline constexpr StateReader read_values_by{
    state_tag<Values>(),
    [](const Reading& reading, void* state) {
        return Function{}(reading, *static_cast<Values*>(state));
    },
    [](const Reading& reading, KeptValues<std::int64_t>& values) {
        return Function{}(reading, values);
    }};

/// Brings the value of a rank, from 0, to its place. Where few numbers occur, days say, counting
/// them is much cheaper than moving them.
template <class Int>
class Ranked {
public:
    /// There must be one.
    explicit Ranked(std::vector<Int>& values) : values_{&values} {
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        least_ = *least;
        // Of any two values, and so without a sign.
        const uint128 spread = static_cast<uint128>(*greatest) - static_cast<uint128>(*least);
        if (spread > 4 * values.size()) return;
        counts_.resize(static_cast<std::size_t>(spread) + 1);
        for (const Int value : values)
            ++counts_[static_cast<std::size_t>(value - least_)];
    }

    Int operator[](std::int64_t rank) {
        if (counts_.empty()) {
            std::nth_element(values_->begin(), values_->begin() + rank, values_->end());
            return (*values_)[static_cast<std::size_t>(rank)];
        }
        std::size_t i = 0;
        while (rank >= counts_[i])
            rank -= counts_[i++];
        return least_ + static_cast<Int>(i);
    }

private:
    std::vector<Int>* values_;
    Int least_;
    std::vector<std::uint32_t> counts_;
};

inline constexpr RollingUp by_values{
    "recomputed from the values, for medians and percentiles do not add",
    "values are kept, for medians and percentiles do not add"};

}  // namespace saleskpi::inline v0_3::detail
