// SPDX-License-Identifier: MIT
#pragma once

#include "book/seating.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace saleskpi::inline v0_3::detail {

/// Goes up the hierarchies of a seating from a member, or from a level, and finds who stands above on
/// which days. What is said of the member itself goes before what memberships say of those above.
class SeatClimb {
public:
    /// Told the days and who stands at each level.
    using Found = std::function<void(std::int32_t from, std::int32_t until, const LevelCodes&)>;

    SeatClimb(const Seating& seating, std::int32_t member, const Found& found)
        : seating_{&seating}, member_{member}, found_{&found} {}

    void from(LevelCodes known, std::int32_t first, std::int32_t until) {
        begin(0, std::move(known), first, until);
    }

private:
    void begin(std::size_t hierarchy, LevelCodes codes, std::int32_t from, std::int32_t until);
    /// From the member at a level, or from the innermost.
    void climb(
        std::size_t hierarchy,
        std::size_t level,
        LevelCodes codes,
        std::int32_t from,
        std::int32_t until);
    /// On days on which no membership says more: to the next level at which somebody is known.
    void pass(
        std::size_t hierarchy,
        std::size_t level,
        LevelCodes codes,
        std::int32_t from,
        std::int32_t until);
    void go_to(
        const Belonging& parent,
        std::size_t hierarchy,
        std::size_t level,
        LevelCodes codes,
        std::int32_t from,
        std::int32_t until);
    /// The innermost level further out at which somebody is known; none if there is none.
    std::optional<std::size_t> next_known(
        std::size_t hierarchy, std::size_t level, const LevelCodes& codes) const;

    const Seating* seating_;
    std::int32_t member_;
    const Found* found_;
};

}  // namespace saleskpi::inline v0_3::detail
