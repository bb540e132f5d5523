// SPDX-License-Identifier: MIT
#include "book/seating.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

const Sitting* at(std::span<const Sitting> sittings, std::int32_t day) {
    for (const Sitting& s : sittings)
        if (s.from <= day && day < s.until) return &s;
    return nullptr;
}

}  // namespace

std::int32_t Seating::number(const Seat& seat) {
    const auto [known, is_new] = numbers_.emplace(seat, static_cast<std::int32_t>(seats_.size()));
    if (is_new) seats_.push_back(seat);
    return known->second;
}

std::int32_t Seating::alone(std::int32_t rep) {
    if (rep < 0) return 0;
    const auto i = static_cast<std::size_t>(rep);
    if (i >= alone_.size()) {
        alone_.resize(i + 1, -1);
        by_rep_.resize(i + 1);
    }
    if (alone_[i] < 0) alone_[i] = number({rep, missing_code, missing_code});
    return alone_[i];
}

bool Seating::assign(const Seat& seat, std::int32_t from, std::int32_t until) {
    alone(seat.rep);
    std::vector<Sitting>& sittings = by_rep_[static_cast<std::size_t>(seat.rep)];
    for (const Sitting& s : sittings)
        if (from < s.until && s.from < until) return false;
    const Sitting sitting{from, until, number(seat)};
    sittings.insert(
        std::upper_bound(
            sittings.begin(), sittings.end(), sitting,
            [](const Sitting& a, const Sitting& b) { return a.from < b.from; }),
        sitting);
    if (seat.team >= 0 && seat.region >= 0) {
        by_team_[seat.team].push_back({from, until, seat.region});
        admit(seat.team, seat.region);
    }
    return true;
}

void Seating::forget_assignments() {
    for (std::vector<Sitting>& sittings : by_rep_)
        sittings.clear();
    by_team_.clear();
}

void Seating::admit(std::int32_t team, std::int32_t region) {
    number({missing_code, team, region});
    if (region >= 0) number({missing_code, missing_code, region});
}

std::int32_t Seating::next_turn(std::int32_t team, std::int32_t day) const {
    std::int32_t next = (std::numeric_limits<std::int32_t>::max)();
    if (const auto known = by_team_.find(team); known != by_team_.end())
        for (const Sitting& s : known->second)
            for (const std::int32_t turn : {s.from, s.until})
                if (turn > day) next = (std::min)(next, turn);
    return next;
}

std::int32_t Seating::seat(std::int32_t rep, std::int32_t day) const {
    if (rep < 0) return 0;
    const Sitting* sitting = at(by_rep_[static_cast<std::size_t>(rep)], day);
    return sitting ? sitting->seat : alone_[static_cast<std::size_t>(rep)];
}

std::int32_t Seating::seat_without_rep(
    std::int32_t team, std::int32_t region, std::int32_t day) const {
    if (region < 0 && team >= 0)
        if (const auto known = by_team_.find(team); known != by_team_.end())
            if (const Sitting* sitting = at(known->second, day)) region = sitting->seat;
    const auto number = numbers_.find({missing_code, team, region});
    return number == numbers_.end() ? 0 : number->second;
}

}  // namespace saleskpi::inline v0_3::detail
