// SPDX-License-Identifier: MIT
#include "book/seat_climb.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

const std::vector<Belonging>* find(
    const std::map<HierarchyMember, std::vector<Belonging>>& all, const HierarchyMember& member) {
    const auto known = all.find(member);
    return known == all.end() ? nullptr : &known->second;
}

/// Calls f(from, until, belonging) for the parts of [from, until) in which one of them holds, the
/// first of several, or none (null).
template <class F>
void for_each_stretch(
    const std::vector<Belonging>* all, std::int32_t from, std::int32_t until, const F& f) {
    while (from < until) {
        const Belonging* in_force = nullptr;
        std::int32_t end = until;
        if (all)
            for (const Belonging& b : *all) {
                if (!in_force && b.from <= from && from < b.until) in_force = &b;
                for (const std::int32_t turn : {b.from, b.until})
                    if (turn > from) end = (std::min)(end, turn);
            }
        f(from, end, in_force);
        from = end;
    }
}

}  // namespace

std::optional<std::size_t> SeatClimb::next_known(
    std::size_t hierarchy, std::size_t level, const LevelCodes& codes) const {
    const auto [first, last] = seating_->levels_of(hierarchy);
    for (std::size_t i = (std::min)(level, last); i-- > first;)
        if (codes[i] >= 0) return i;
    return std::nullopt;
}

void SeatClimb::begin(
    std::size_t hierarchy, LevelCodes codes, std::int32_t from, std::int32_t until) {
    if (hierarchy == seating_->hierarchies()) {
        (*found_)(from, until, codes);
        return;
    }
    const std::size_t innermost = seating_->levels_.size();
    if (member_ >= 0)
        climb(hierarchy, innermost, std::move(codes), from, until);
    else
        pass(hierarchy, innermost, std::move(codes), from, until);
}

void SeatClimb::pass(
    std::size_t hierarchy,
    std::size_t level,
    LevelCodes codes,
    std::int32_t from,
    std::int32_t until) {
    if (const auto next = next_known(hierarchy, level, codes))
        climb(hierarchy, *next, std::move(codes), from, until);
    else
        begin(hierarchy + 1, std::move(codes), from, until);
}

void SeatClimb::go_to(
    const Belonging& parent,
    std::size_t hierarchy,
    std::size_t level,
    LevelCodes codes,
    std::int32_t from,
    std::int32_t until) {
    const auto known = next_known(hierarchy, level, codes);
    if (known && *known >= parent.level)
        return climb(hierarchy, *known, std::move(codes), from, until);
    codes[parent.level] = parent.code;
    climb(hierarchy, parent.level, std::move(codes), from, until);
}

void SeatClimb::climb(
    std::size_t hierarchy,
    std::size_t level,
    LevelCodes codes,
    std::int32_t from,
    std::int32_t until) {
    const bool is_innermost = level == seating_->levels_.size();
    const HierarchyMember at{hierarchy, level, is_innermost ? member_ : codes[level]};
    // A record that names a level alone belongs to whom those who sit there belong.
    const auto* told = member_ < 0 ? find(seating_->told_by_stays_, at) : nullptr;
    const auto without_membership = [&](std::int32_t a, std::int32_t b) {
        if (is_innermost)
            if (const auto as = seating_->sellers_.find(member_); as != seating_->sellers_.end())
                for (const HierarchyMember& one : as->second) {
                    if (one.hierarchy != hierarchy) continue;
                    const Belonging self{a, b, one.level, one.code};
                    const auto* of_it = find(seating_->memberships_, one);
                    for_each_stretch(
                        of_it, a, b,
                        [&](std::int32_t c, std::int32_t d, const Belonging* in_force) {
                            if (in_force || !of_it)
                                go_to(self, hierarchy, level, codes, c, d);
                            else
                                pass(hierarchy, level, codes, c, d);
                        });
                    return;
                }
        for_each_stretch(told, a, b, [&](std::int32_t c, std::int32_t d, const Belonging* parent) {
            if (parent)
                go_to(*parent, hierarchy, level, codes, c, d);
            else
                pass(hierarchy, level, codes, c, d);
        });
    };
    for_each_stretch(
        find(seating_->memberships_, at), from, until,
        [&](std::int32_t a, std::int32_t b, const Belonging* parent) {
            if (parent)
                go_to(*parent, hierarchy, level, codes, a, b);
            else
                without_membership(a, b);
        });
}

}  // namespace saleskpi::inline v0_3::detail
