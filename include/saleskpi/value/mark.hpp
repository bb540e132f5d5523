// SPDX-License-Identifier: MIT
#pragma once

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
    reversed        ///< a total that moves, or stands, against all of its parts
};

inline constexpr std::array all_marks{Mark::small_sample, Mark::over_whole, Mark::negative_base,
                                      Mark::rounded,      Mark::fallback,   Mark::partial_mix,
                                      Mark::reversed};

constexpr std::string_view name(Mark mark) {
    return mark == Mark::small_sample    ? "small_sample"
           : mark == Mark::over_whole    ? "over_whole"
           : mark == Mark::negative_base ? "negative_base"
           : mark == Mark::rounded       ? "rounded"
           : mark == Mark::fallback      ? "fallback"
           : mark == Mark::partial_mix   ? "partial_mix"
                                         : "reversed";
}

/// The marks of one value.
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
    friend constexpr Marks operator|(Marks a, Marks b) {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        return a;
    }
    constexpr bool operator==(const Marks&) const = default;

private:
    std::uint8_t bits_ = 0;
};

}  // namespace saleskpi::inline v0_3
