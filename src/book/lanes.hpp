// SPDX-License-Identifier: MIT
#pragma once

#include "book/seating.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A rep in one seat, over the days [from, until). The lanes of a rep follow each other without a
/// gap: days without an assignment are a lane too.
struct Lane {
    std::int32_t rep;
    std::int32_t seat;
    std::int32_t from;
    std::int32_t until;

    /// Whether the rep has the seat at the end of the day before.
    bool has(std::int32_t day) const { return from < day && day <= until; }
    bool operator==(const Lane&) const = default;
};

/// The lanes of all reps, by rep and day.
class Lanes {
public:
    Lanes(const Seating& seating, std::size_t reps);

    std::span<const Lane> all() const { return lanes_; }
    std::size_t size() const { return lanes_.size(); }
    const Lane& operator[](std::size_t lane) const { return lanes_[lane]; }
    std::size_t reps() const { return first_of_rep_.size() - 1; }
    /// The lanes of one rep, whose number among them is 0.
    Lanes of_rep(std::size_t rep) const;
    /// Whether these begin with all of the others: only reps joined, and nobody moved.
    bool extends(const Lanes& others) const;
    /// The number of a rep's first lane; that of the next rep's ends them.
    std::uint32_t first_of(std::size_t rep) const { return first_of_rep_[rep]; }

private:
    Lanes() = default;

    std::vector<Lane> lanes_;
    std::vector<std::uint32_t> first_of_rep_;
};

}  // namespace saleskpi::inline v0_3::detail
