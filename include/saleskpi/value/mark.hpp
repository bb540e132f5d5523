// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a reader should know about a value that there is.
enum class Mark : std::uint8_t {
    small_sample,  ///< rests on too little to prove anything: a correlation of fewer than ten points
    over_whole,    ///< a share of more than 100 %: its parts are not all of the whole it is by
    negative_base,  ///< growth from below zero, by what that was without its sign
    rounded,        ///< to twelve places: no fraction of 128 bits holds the value
    fallback,       ///< what stands in where something else has no value
    partial_mix,    ///< by a part of a common mix: some of its members have no value in the group
    reversed,       ///< a total that moves, or stands, against all of its parts
    incomplete      ///< more records would count, or may: see Marks::undated() and Marks::unread()
};

inline constexpr std::array all_marks{Mark::small_sample, Mark::over_whole, Mark::negative_base,
                                      Mark::rounded,      Mark::fallback,   Mark::partial_mix,
                                      Mark::reversed,     Mark::incomplete};

constexpr std::string_view name(Mark mark) {
    return mark == Mark::small_sample    ? "small_sample"
           : mark == Mark::over_whole    ? "over_whole"
           : mark == Mark::negative_base ? "negative_base"
           : mark == Mark::rounded       ? "rounded"
           : mark == Mark::fallback      ? "fallback"
           : mark == Mark::partial_mix   ? "partial_mix"
           : mark == Mark::reversed      ? "reversed"
                                         : "incomplete";
}

/// The marks of one value, and how many records it lacks that would count, or may.
class Marks {
public:
    constexpr Marks() = default;
    constexpr Marks(std::initializer_list<Mark> marks) {
        for (const Mark mark : marks)
            add(mark);
    }
    constexpr void add(Mark mark) {
        bits_ = static_cast<std::uint8_t>(bits_ | 1U << static_cast<unsigned>(mark));
    }
    constexpr bool has(Mark mark) const { return (bits_ >> static_cast<unsigned>(mark) & 1U) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    /// A bit for each mark, in their order.
    constexpr std::uint8_t bits() const { return bits_; }
    /// The greater number of those that both lack: they may be the same.
    friend constexpr Marks operator|(Marks a, Marks b) {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        a.undated_ = (std::max)(a.undated_, b.undated_);
        a.unread_ = (std::max)(a.unread_, b.unread_);
        return a;
    }

    /// Records that would count if they had the day by which they are placed.
    constexpr std::uint32_t undated() const { return undated_; }
    /// Records that would count, or may: they were rejected, or what decides it could not be read.
    constexpr std::uint32_t unread() const { return unread_; }
    /// The mark `incomplete`, where there are any.
    constexpr void lack(std::uint32_t undated, std::uint32_t unread) {
        undated_ = (std::max)(undated_, undated);
        unread_ = (std::max)(unread_, unread);
        if (undated_ > 0 || unread_ > 0) add(Mark::incomplete);
    }
    constexpr bool operator==(const Marks&) const = default;

private:
    std::uint8_t bits_ = 0;
    std::uint32_t undated_ = 0;
    std::uint32_t unread_ = 0;
};

}  // namespace saleskpi::inline v0_3
