// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/lane_sums.hpp"
#include "book/lanes.hpp"
#include "engine/leaf_spec.hpp"

#include <saleskpi/value/currency.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Whether the rows of a part of a table have reps, and are sorted by them.
bool has_reps(const BookTable& part);

/// The first row of each rep, and at the end the number of rows.
std::vector<std::size_t> first_rows(const BookTable& part, std::size_t reps);

/// The rows of the reps who have some. Any number of threads may ask.
const RepRows& rows_of_reps(const BookTable& part);

/// Whether the sums of a leaf can be had per lane: sums of 64 bits, of records that have a rep.
bool has_lane_sums(const LeafSpec& spec, const BookTable& part);

/// Whether rows of a lane stand in the order of the date that places them.
bool is_in_order(const LeafSpec& spec);

/// The first row that has a rep: those before it belong to no lane.
std::size_t rows_without_rep(const BookTable& part);

/// What to compute: of the leaf, what lies before each of the days. What is known of it saves a
/// part of the work.
struct LaneTask {
    const LeafSpec* spec;
    std::vector<std::int32_t> days;
    std::shared_ptr<const LaneSums> known;
};

/// Computes tasks over one part of a table, in one pass for those that agree on what to scan.
std::vector<std::shared_ptr<const LaneSums>> lane_sums(
    const BookTable& part,
    const Lanes& lanes,
    Currency currency,
    std::span<const LaneTask> tasks,
    unsigned threads);

/// The sums of one rep alone, of a leaf that is not in order: a row for each of the rep's lanes, or of a
/// stock one. The tests are `simplified`.
LaneSums lane_sums_of_rep(
    const BookTable& part,
    const Lanes& lanes,
    std::size_t rep,
    Currency currency,
    const LeafSpec& spec,
    std::vector<std::int32_t> days);

}  // namespace saleskpi::inline v0_3::detail
