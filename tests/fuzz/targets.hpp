// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// What the fuzz programs ask. Each takes any bytes, and throws Broken where the library does not keep
/// what it promises; an Error of the library is an answer, any other exception a fault.
namespace fuzz {

using Bytes = std::span<const std::uint8_t>;

struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};

inline void require(bool holds, const std::string& what) {
    if (!holds) throw Broken{what};
}

inline std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The text before and after the first line that is "---", without it.
struct Halves {
    std::string_view front;
    std::string_view back;
};
Halves halves_of(Bytes bytes);

void formula(Bytes bytes);      ///< a formula: read, written, read back, and the same values
void definitions(Bytes bytes);  ///< a document of definitions: all of them are added, or none
void calendar(Bytes bytes);     ///< a calendar as text or JSON, and what periods promise of it
void csv(Bytes bytes);          ///< a CSV file to a report: the same for any number of threads
void mapping(Bytes bytes);      ///< a mapping, and a file that is read by it
void json(Bytes bytes);         ///< records as JSON and NDJSON
void api(Bytes bytes);  ///< records and a query: whole, merged, grown and by threads the same

struct Target {
    std::string_view name;
    void (*run)(Bytes bytes);
};

inline constexpr std::array targets{
    Target{"formula", &formula}, Target{"definitions", &definitions}, Target{"calendar", &calendar},
    Target{"csv", &csv},         Target{"mapping", &mapping},         Target{"json", &json},
    Target{"api", &api}};

}  // namespace fuzz
