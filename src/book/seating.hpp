// SPDX-License-Identifier: MIT
#pragma once

#include "book/text_hash.hpp"

#include <saleskpi/book/hierarchy.hpp>
#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A level above the innermost one, or what else is said of a seat.
struct SeatLevel {
    static constexpr std::size_t no_hierarchy = static_cast<std::size_t>(-1);

    std::size_t hierarchy = no_hierarchy;  ///< its number among those of the seating
    std::string name;                      ///< the domain of its members' codes
    std::string field;                     ///< in which records name it; empty where they don't
    std::span<const std::string_view> choices = {};  ///< of what has a few fixed names
};

/// By level, the code of the member who stands there, or missing_code.
using LevelCodes = std::vector<std::int32_t>;

/// A seat over the days [from, until).
struct Sitting {
    std::int32_t from = (std::numeric_limits<std::int32_t>::min)();
    std::int32_t until = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t seat = 0;
};

/// A member of one of a seating's hierarchies: at the innermost level if `level` is the number of levels.
struct HierarchyMember {
    std::size_t hierarchy = 0;
    std::size_t level = 0;
    std::int32_t code = missing_code;

    auto operator<=>(const HierarchyMember&) const = default;
};

/// To whom a member belongs over the days [from, until).
struct Belonging {
    std::int32_t from;
    std::int32_t until;
    std::size_t level;  ///< that of the parent
    std::int32_t code;

    bool operator==(const Belonging&) const = default;
};

/// Of the hierarchies that end with one innermost level, such as that of reps: answers to whom its
/// members, or members of a level further out alone, belonged on a day. A distinct answer is a seat,
/// with a number. The innermost member is part of it where `are_of_members`.
class Seating {
public:
    Seating(std::string innermost, std::vector<SeatLevel> levels, bool are_of_members);

    const std::string& innermost() const { return innermost_; }
    std::span<const SeatLevel> levels() const { return levels_; }
    /// The levels [first, last) of a hierarchy, from the outermost.
    std::pair<std::size_t, std::size_t> levels_of(std::size_t hierarchy) const;
    std::size_t hierarchies() const { return hierarchies_; }

    // What is said. It holds from settle() on.
    /// A stay of a member: who stands above them at once at all levels. False if it overlaps another
    /// of the same member.
    bool assign(
        std::int32_t member, const LevelCodes& codes, std::int32_t from, std::int32_t until);
    /// A membership. Not if the member belongs to another on the same days, who is then the result: as
    /// memberships say or assignments of a level further in; nobody, where the member has one.
    std::optional<Belonging> join(const HierarchyMember& member, const Belonging& parent);
    /// That a member of a level further out is also one of the innermost.
    void sells(std::int32_t member, const HierarchyMember& as);
    bool is_seller(std::int32_t member, const HierarchyMember& as) const;
    /// Makes sure that a member, or a record that names levels and no member, has seats.
    void admit(std::int32_t member);
    void admit(const LevelCodes& named);
    bool has(const LevelCodes& named) const { return named_.contains(named); }
    /// How many have been admitted, by their codes.
    std::size_t members() const { return sittings_.size(); }
    /// Forgets what was said; the seats keep their numbers.
    void forget();
    /// Finds the seats of all.
    void settle();
    bool is_settled() const {
        return !is_changed_ && settled_ == sittings_.size() && alone_.size() == sittings_.size();
    }

    std::size_t seats() const { return codes_.size() / width(); }
    std::int32_t member_of(std::size_t seat) const { return codes_[seat * width()]; }
    std::int32_t code(std::size_t seat, std::size_t level) const {
        return codes_[seat * width() + 1 + level];
    }

    /// The seat of a member on a day. Seat 0 is nobody's.
    std::int32_t seat(std::int32_t member, std::int32_t day) const;
    /// The seat of a record that names levels and no member.
    std::int32_t seat_of(const LevelCodes& named, std::int32_t day) const;
    /// Calls f(from, until, seat) for the parts of [from, until) in which the seat stays the same.
    template <class F>
    void split(std::int32_t member, std::int32_t from, std::int32_t until, F&& f) const;
    template <class F>
    void split(const LevelCodes& named, std::int32_t from, std::int32_t until, F&& f) const;
    /// The member's seats by day, those in which they belong to somebody; empty for one who never did.
    std::span<const Sitting> sittings(std::int32_t member) const {
        const auto i = static_cast<std::size_t>(member);
        return member < 0 || i >= sittings_.size() ? std::span<const Sitting>{} : sittings_[i];
    }
    /// Whether any seat has somebody, or something, at a level.
    bool tells(std::size_t level) const;
    /// Whether somebody's seat changes from one day to another.
    bool moves() const;

    /// A stay as it was said.
    struct Stay {
        std::int32_t from;
        std::int32_t until;
        LevelCodes codes;
    };
    std::span<const Stay> stays(std::int32_t member) const {
        const auto i = static_cast<std::size_t>(member);
        return member < 0 || i >= stays_.size() ? std::span<const Stay>{} : stays_[i];
    }
    const std::map<HierarchyMember, std::vector<Belonging>>& memberships() const {
        return memberships_;
    }

private:
    struct Hash {
        std::size_t operator()(const LevelCodes& codes) const noexcept {
            return text_hash(
                {reinterpret_cast<const char*>(codes.data()), codes.size() * sizeof codes[0]});
        }
    };
    using Places = std::vector<Sitting>;

    std::size_t width() const { return 1 + levels_.size(); }
    std::int32_t number(std::int32_t member, const LevelCodes& codes);
    std::int32_t alone(std::int32_t member) const {
        const auto i = static_cast<std::size_t>(member);
        return member < 0 || i >= alone_.size() ? 0 : alone_[i];
    }
    void settle_member(std::int32_t member);
    void settle_named(const LevelCodes& named, Places& places);
    friend class SeatClimb;

    std::string innermost_;
    std::vector<SeatLevel> levels_;
    std::size_t hierarchies_ = 0;
    bool are_of_members_;

    std::vector<std::vector<Stay>> stays_;  // by member, as are the next
    std::vector<std::int32_t> alone_;       // the seat of who belongs to nobody
    std::vector<Places> sittings_;
    std::map<HierarchyMember, std::vector<Belonging>> memberships_;
    /// To whom those at the levels further out belonged, by what stays tell. The first that holds counts.
    std::map<HierarchyMember, std::vector<Belonging>> told_by_stays_;
    std::map<std::int32_t, std::vector<HierarchyMember>> sellers_;
    std::unordered_map<LevelCodes, Places, Hash> named_;

    std::vector<std::int32_t> codes_;  // by seat: the member's, and one per level
    std::unordered_map<LevelCodes, std::int32_t, Hash> numbers_;
    std::size_t settled_ = 0;  // so many members
    bool is_changed_ = false;
};

template <class F>
void Seating::split(std::int32_t member, std::int32_t from, std::int32_t until, F&& f) const {
    const std::int32_t unseated = alone(member);
    std::int32_t day = from;
    for (const Sitting& s : sittings(member)) {
        if (s.until <= day || s.from >= until || day >= until) continue;
        if (day < s.from) f(day, s.from, unseated);
        const std::int32_t begin = day < s.from ? s.from : day;
        day = s.until < until ? s.until : until;
        f(begin, day, s.seat);
    }
    if (day < until) f(day, until, unseated);
}

template <class F>
void Seating::split(const LevelCodes& named, std::int32_t from, std::int32_t until, F&& f) const {
    const auto known = named_.find(named);
    if (known == named_.end()) {
        if (from < until) f(from, until, 0);
        return;
    }
    for (const Sitting& s : known->second) {
        const std::int32_t begin = s.from < from ? from : s.from;
        const std::int32_t end = s.until < until ? s.until : until;
        if (begin < end) f(begin, end, s.seat);
    }
}

}  // namespace saleskpi::inline v0_3::detail
