// SPDX-License-Identifier: MIT
#pragma once

#include "engine/lane_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The values of one leaf over one part of a table, by lane and day, for what cannot be had from
/// sums: medians, percentiles and distinct counts.
class LaneValues {
public:
    LaneValues(std::vector<std::int32_t> days, std::size_t stretches)
        : days_{std::move(days)}, stretches_(stretches) {}

    /// The number of a day among those at which windows begin or end.
    std::size_t day(std::int32_t wanted) const;
    /// The values of a lane between two of the days.
    std::span<const std::int64_t> of(std::size_t lane, std::size_t begin, std::size_t end) const;
    /// How many records count there, but have no value.
    std::int64_t missing(std::size_t lane, std::size_t begin, std::size_t end) const;
    bool has_any(std::size_t lane) const;

    /// What one thread found, for consecutive lanes.
    struct Stretch {
        std::size_t first_lane = 0;
        std::size_t last_lane = 0;
        std::unique_ptr<std::int64_t[]> values;
        /// By lane and window: where the values of the window end. Lane * days + window.
        std::vector<std::size_t> ends;
        std::vector<std::uint32_t> missing;
    };
    Stretch& stretch(std::size_t number) { return stretches_[number]; }

private:
    /// The stretch with a lane; null for a lane that joined the book after the part of the table.
    const Stretch* stretch_of(std::size_t lane) const;

    std::vector<std::int32_t> days_;
    std::vector<Stretch> stretches_;
};

/// Whether the values of a leaf can be had so: of 64 bits, placed by the date rows are sorted by.
bool has_lane_values(const LeafSpec& spec, const BookTable& part);

/// Collects the values of leaves over one part of a table. Leaves with the same condition and value
/// share them.
std::vector<std::shared_ptr<const LaneValues>> lane_values(
    const TablePart& part,
    const Lanes& lanes,
    Currency currency,
    std::span<const LeafSpec* const> specs,
    const std::vector<std::int32_t>& days,
    unsigned threads);

}  // namespace saleskpi::inline v0_3::detail
