// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Where a record is counted: a rep in a team in a region, each a code or missing_code, and of
/// which kind the rep is there.
struct Seat {
    std::int32_t rep = missing_code;
    std::int32_t team = missing_code;
    std::int32_t region = missing_code;
    std::int32_t kind = missing_code;

    auto operator<=>(const Seat&) const = default;
};

/// A seat over the days [from, until).
struct Sitting {
    std::int32_t from = (std::numeric_limits<std::int32_t>::min)();
    std::int32_t until = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t seat = 0;
};

/// Answers which seat a rep, or a team or region alone, had on a day.
class Seating {
public:
    /// Seat 0 is nobody's: what has no rep, no team and no region.
    Seating() { number({}); }

    /// Adds an assignment. False if it overlaps an earlier one of the same rep.
    bool assign(const Seat& seat, std::int32_t from, std::int32_t until);
    /// Forgets all assignments; the seats keep their numbers.
    void forget_assignments();
    /// Makes sure that a rep, or a team and region of a record without rep, have a seat.
    void admit(std::int32_t rep) { alone(rep); }
    void admit(std::int32_t team, std::int32_t region);

    std::span<const Seat> seats() const { return seats_; }

    /// The seat of a rep on a day.
    std::int32_t seat(std::int32_t rep, std::int32_t day) const;
    /// The seat of a record that names a team or a region but no rep. A team's region is the one of
    /// its assignments on that day, unless the record names one.
    std::int32_t seat_without_rep(std::int32_t team, std::int32_t region, std::int32_t day) const;
    /// Calls f(from, until, seat) for the parts of [from, until) in which the seat stays the same.
    template <class F>
    void split(std::int32_t rep, std::int32_t from, std::int32_t until, F&& f) const;
    /// The same for a record that names a team or a region but no rep.
    template <class F>
    void split_without_rep(
        std::int32_t team, std::int32_t region, std::int32_t from, std::int32_t until, F&& f) const;
    /// The rep's assignments by day; empty for one who has none.
    std::span<const Sitting> sittings(std::int32_t rep) const {
        const auto i = static_cast<std::size_t>(rep);
        return rep < 0 || i >= by_rep_.size() ? std::span<const Sitting>{} : by_rep_[i];
    }

private:
    std::int32_t number(const Seat& seat);
    /// The next day after `day` on which an assignment of the team begins or ends.
    std::int32_t next_turn(std::int32_t team, std::int32_t day) const;
    std::int32_t alone(std::int32_t rep);

    std::vector<Seat> seats_;
    std::map<Seat, std::int32_t> numbers_;
    std::vector<std::vector<Sitting>> by_rep_;
    std::vector<std::int32_t> alone_;  // by rep: the seat outside all assignments
    std::map<std::int32_t, std::vector<Sitting>> by_team_;  // Sitting::seat holds the region
};

template <class F>
void Seating::split(std::int32_t rep, std::int32_t from, std::int32_t until, F&& f) const {
    const std::int32_t unseated = rep < 0 ? 0 : alone_[static_cast<std::size_t>(rep)];
    std::int32_t day = from;
    for (const Sitting& s : sittings(rep)) {
        if (s.until <= day || s.from >= until || day >= until) continue;
        if (day < s.from) f(day, s.from, unseated);
        const std::int32_t begin = day < s.from ? s.from : day;
        day = s.until < until ? s.until : until;
        f(begin, day, s.seat);
    }
    if (day < until) f(day, until, unseated);
}

template <class F>
void Seating::split_without_rep(
    std::int32_t team, std::int32_t region, std::int32_t from, std::int32_t until, F&& f) const {
    // Only a team's region changes; one that the record names stays.
    const bool may_move = region < 0 && team >= 0;
    while (from < until) {
        const std::int32_t turn = may_move ? next_turn(team, from) : until;
        const std::int32_t end = turn < until ? turn : until;
        f(from, end, seat_without_rep(team, region, from));
        from = end;
    }
}

}  // namespace saleskpi::inline v0_3::detail
