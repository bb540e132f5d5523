// SPDX-License-Identifier: MIT
#pragma once

#include "book/lane_sums.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/int128.hpp>
#include <saleskpi/value/rational.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a cell remembers of the records in it. Each state begins empty, takes values, and merges
/// with another of its kind; merging is commutative and associative, and the empty one is neutral.
/// Everything is an exact integer or fraction: the order of rows and threads cannot show.

/// For count, sum and mean, and for stocks, where leaving is a negative entry.
struct Sum {
    int128 total = 0;
    std::int64_t known = 0;    ///< records that count and have the value
    std::int64_t missing = 0;  ///< records that count but have none

    void add(int128 value, std::int64_t times = 1) {
        total = checked_add(total, checked_mul(value, times));
        known += times;
    }
    void merge(const Sum& other) {
        total = checked_add(total, other.total);
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Sum&) const = default;
};

/// For smallest and largest.
struct Extremes {
    int128 least = int128_max;
    int128 greatest = int128_min;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(int128 value) {
        least = (std::min)(least, value);
        greatest = (std::max)(greatest, value);
        ++known;
    }
    void merge(const Extremes& other) {
        least = (std::min)(least, other.least);
        greatest = (std::max)(greatest, other.greatest);
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Extremes&) const = default;
};

/// For median, percentile, distinct and the like: the values themselves, which nothing smaller can replace.
struct Values {
    std::vector<int128> values;
    std::int64_t missing = 0;

    void add(int128 value) { values.push_back(value); }
    void merge(const Values& other) {
        values.insert(values.end(), other.values.begin(), other.values.end());
        missing += other.missing;
    }
};

/// For values apportioned over days, and time in force.
struct Portions {
    Rational total;
    std::int64_t known = 0;
    std::int64_t missing = 0;

    void add(const Rational& value) {
        total += value;
        ++known;
    }
    void merge(const Portions& other) {
        total += other.total;
        known += other.known;
        missing += other.missing;
    }
    bool operator==(const Portions&) const = default;
};

/// The states of one leaf for all cells, cell = group * columns + column.
using States = std::
    variant<std::vector<Sum>, std::vector<Extremes>, std::vector<Values>, std::vector<Portions>>;

/// Empty states of the kind a leaf needs.
inline States states_for(const Leaf& leaf) {
    if (leaf.placement.kind == Placement::Kind::spread ||
        leaf.aggregation == Aggregation::time_in_force)
        return std::vector<Portions>{};
    switch (leaf.aggregation) {
        case Aggregation::smallest:
        case Aggregation::largest:
            return std::vector<Extremes>{};
        case Aggregation::median:
        case Aggregation::percentile:
        case Aggregation::distinct:
        case Aggregation::reached_within:
            return std::vector<Values>{};
        default:
            return std::vector<Sum>{};
    }
}

inline void resize(States& states, std::size_t cells) {
    std::visit([cells](auto& s) { s.resize(cells); }, states);
}

/// A record shared by several reps counts once in every group above them. Its lines are therefore
/// kept apart, and joined for the group that is asked for.
struct SharedEntry {
    std::uint32_t record;
    std::uint32_t cell;
    int128 value;
    bool is_missing;
};

class LaneValues;

/// All states of one leaf.
struct LeafCells {
    States states;
    std::vector<SharedEntry> shared;
    std::int64_t scale = 1;    ///< integers per unit of the value
    std::int64_t records = 0;  ///< of the table, whether they count or not
    std::int32_t first_day =
        INT32_MAX;  ///< the earliest day on which any record of the table is placed
    /// Of the groups that are lanes: the sums, by part of the table. Their states stay empty.
    std::vector<std::shared_ptr<const LaneSums>> lanes;
    /// The same for what needs the values themselves.
    std::vector<std::shared_ptr<const LaneValues>> lane_values;
};

}  // namespace saleskpi::inline v0_3::detail
