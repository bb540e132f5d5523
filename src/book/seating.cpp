// SPDX-License-Identifier: MIT
#include "book/seating.hpp"

#include "book/seat_climb.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

const Sitting* at(std::span<const Sitting> sittings, std::int32_t day) {
    for (const Sitting& s : sittings)
        if (s.from <= day && day < s.until) return &s;
    return nullptr;
}

template <class Ranges>
bool overlaps(const Ranges& known, std::int32_t from, std::int32_t until) {
    return std::any_of(known.begin(), known.end(), [&](const auto& one) {
        return from < one.until && one.from < until;
    });
}

template <class Range>
void insert_by_day(std::vector<Range>& all, Range range) {
    all.insert(
        std::upper_bound(
            all.begin(), all.end(), range,
            [](const Range& a, const Range& b) { return a.from < b.from; }),
        range);
}

bool is_any_known(const LevelCodes& codes) {
    return std::any_of(codes.begin(), codes.end(), [](std::int32_t code) { return code >= 0; });
}

}  // namespace

Seating::Seating(std::string innermost, std::vector<SeatLevel> levels, bool are_of_members)
    : innermost_{std::move(innermost)},
      levels_{std::move(levels)},
      are_of_members_{are_of_members} {
    for (const SeatLevel& level : levels_)
        if (level.hierarchy != SeatLevel::no_hierarchy)
            hierarchies_ = (std::max)(hierarchies_, level.hierarchy + 1);
    number(missing_code, LevelCodes(levels_.size(), missing_code));
}

std::pair<std::size_t, std::size_t> Seating::levels_of(std::size_t hierarchy) const {
    const auto is_of_it = [&](const SeatLevel& level) { return level.hierarchy == hierarchy; };
    const auto first = std::find_if(levels_.begin(), levels_.end(), is_of_it);
    const auto last = std::find_if_not(first, levels_.end(), is_of_it);
    return {
        static_cast<std::size_t>(first - levels_.begin()),
        static_cast<std::size_t>(last - levels_.begin())};
}

std::int32_t Seating::number(std::int32_t member, const LevelCodes& codes) {
    LevelCodes key{are_of_members_ ? member : missing_code};
    key.insert(key.end(), codes.begin(), codes.end());
    const auto next = static_cast<std::int32_t>(seats());
    const auto [known, is_new] = numbers_.try_emplace(std::move(key), next);
    if (is_new) codes_.insert(codes_.end(), known->first.begin(), known->first.end());
    return known->second;
}

void Seating::admit(std::int32_t member) {
    if (member < 0) return;
    const auto size = static_cast<std::size_t>(member) + 1;
    if (size <= sittings_.size()) return;
    sittings_.resize(size);
    stays_.resize(size);
}

void Seating::admit(const LevelCodes& named) {
    const auto [known, is_new] = named_.try_emplace(named);
    if (is_new) settle_named(named, known->second);
}

bool Seating::assign(
    std::int32_t member, const LevelCodes& codes, std::int32_t from, std::int32_t until) {
    admit(member);
    std::vector<Stay>& stays = stays_[static_cast<std::size_t>(member)];
    if (overlaps(stays, from, until)) return false;
    is_changed_ = true;
    insert_by_day(stays, Stay{from, until, codes});
    for (std::size_t hierarchy = 0; hierarchy < hierarchies_; ++hierarchy) {
        const auto [first, last] = levels_of(hierarchy);
        std::size_t below = last;
        for (std::size_t level = last; level-- > first;) {
            if (codes[level] < 0) continue;
            if (below != last) {
                std::vector<Belonging>& told = told_by_stays_[{hierarchy, below, codes[below]}];
                const Belonging one{from, until, level, codes[level]};
                if (std::find(told.begin(), told.end(), one) == told.end()) told.push_back(one);
            }
            below = level;
        }
    }
    return true;
}

std::optional<Belonging> Seating::join(const HierarchyMember& member, const Belonging& parent) {
    const auto is_beside = [&](const auto& other) {
        return parent.from < other.until && other.from < parent.until;
    };
    if (member.level == levels_.size()) {
        admit(member.code);
        const auto [first, last] = levels_of(member.hierarchy);
        for (const Stay& stay : stays(member.code)) {
            const LevelCodes its{
                stay.codes.begin() + static_cast<std::ptrdiff_t>(first),
                stay.codes.begin() + static_cast<std::ptrdiff_t>(last)};
            if (is_any_known(its) && is_beside(stay))
                return Belonging{stay.from, stay.until, first, missing_code};
        }
    }
    if (const auto told = told_by_stays_.find(member); told != told_by_stays_.end())
        for (const Belonging& other : told->second)
            if (other.level == parent.level && other.code != parent.code && is_beside(other))
                return other;
    std::vector<Belonging>& known = memberships_[member];
    const auto other = std::find_if(known.begin(), known.end(), is_beside);
    if (other != known.end()) return *other;
    is_changed_ = true;
    insert_by_day(known, parent);
    return std::nullopt;
}

void Seating::sells(std::int32_t member, const HierarchyMember& as) {
    admit(member);
    std::vector<HierarchyMember>& all = sellers_[member];
    if (std::find(all.begin(), all.end(), as) != all.end()) return;
    all.push_back(as);
    is_changed_ = true;
}

bool Seating::is_seller(std::int32_t member, const HierarchyMember& as) const {
    const auto all = sellers_.find(member);
    return all != sellers_.end() &&
           std::find(all->second.begin(), all->second.end(), as) != all->second.end();
}

void Seating::forget() {
    for (std::vector<Stay>& stays : stays_)
        stays.clear();
    memberships_.clear();
    told_by_stays_.clear();
    sellers_.clear();
    is_changed_ = true;
}

void Seating::settle_member(std::int32_t member) {
    const auto i = static_cast<std::size_t>(member);
    Places& places = sittings_[i];
    places.clear();
    const LevelCodes nobody(levels_.size(), missing_code);
    alone_[i] = number(member, nobody);
    bool is_stay = false;
    std::size_t first = 0;  // of the stay, or of the days between two
    const SeatClimb::Found found = [&](std::int32_t from, std::int32_t until,
                                       const LevelCodes& codes) {
        if (!is_stay && !is_any_known(codes)) return;
        const std::int32_t seat = number(member, codes);
        const bool goes_on =
            places.size() > first && places.back().until == from && places.back().seat == seat;
        if (goes_on)
            places.back().until = until;
        else
            places.push_back({from, until, seat});
    };
    SeatClimb climb{*this, member, found};
    const auto find = [&](const LevelCodes& codes, std::int32_t from, std::int32_t until) {
        if (from >= until || (!is_stay && memberships_.empty())) return;
        first = places.size();
        climb.from(codes, from, until);
    };
    const Sitting ever;
    std::int32_t day = ever.from;
    for (const Stay& stay : stays_[i]) {
        find(nobody, day, stay.from);
        is_stay = true;
        find(stay.codes, stay.from, stay.until);
        is_stay = false;
        day = stay.until;
    }
    find(nobody, day, ever.until);
}

void Seating::settle_named(const LevelCodes& named, Places& places) {
    places.clear();
    const SeatClimb::Found found = [&](std::int32_t from, std::int32_t until,
                                       const LevelCodes& codes) {
        const std::int32_t seat = number(missing_code, codes);
        if (!places.empty() && places.back().seat == seat)
            places.back().until = until;
        else
            places.push_back({from, until, seat});
    };
    const Sitting ever;
    SeatClimb{*this, missing_code, found}.from(named, ever.from, ever.until);
}

void Seating::settle() {
    if (is_changed_) {
        settled_ = 0;
        for (auto& [named, places] : named_)
            settle_named(named, places);
    }
    alone_.resize(sittings_.size(), 0);
    for (; settled_ < sittings_.size(); ++settled_)
        settle_member(static_cast<std::int32_t>(settled_));
    is_changed_ = false;
}

bool Seating::tells(std::size_t level) const {
    for (std::size_t seat = 0; seat < seats(); ++seat)
        if (code(seat, level) >= 0) return true;
    return false;
}

bool Seating::moves() const {
    const Sitting ever;
    const auto is_ever = [&](const Places& places) {
        return places.empty() ||
               (places.size() == 1 && places[0].from == ever.from && places[0].until == ever.until);
    };
    return !std::all_of(sittings_.begin(), sittings_.end(), is_ever) ||
           !std::all_of(
               named_.begin(), named_.end(), [&](const auto& one) { return is_ever(one.second); });
}

std::int32_t Seating::seat(std::int32_t member, std::int32_t day) const {
    const Sitting* sitting = at(sittings(member), day);
    return sitting ? sitting->seat : alone(member);
}

std::int32_t Seating::seat_of(const LevelCodes& named, std::int32_t day) const {
    const auto known = named_.find(named);
    if (known == named_.end()) return 0;
    const Sitting* sitting = at(known->second, day);
    return sitting ? sitting->seat : 0;
}

}  // namespace saleskpi::inline v0_3::detail
