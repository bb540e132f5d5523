// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <type_traits>

/// What the mutated copy of a source asks: whether it is to behave as the mutant of a number. Which
/// one that is, the environment says once: SALESKPI_MUTANT.
namespace saleskpi_mutants {

constexpr int most = 30'000;

/// Of each mutant: whether its number is of interest.
extern std::atomic<bool> is_asked_for[most];

/// Whether it is the mutant of this run; notes else that it was reached.
bool is_meant(int number) noexcept;

/// Constants of the compiler are as the source says.
constexpr bool on(int number) noexcept {
    if (std::is_constant_evaluated()) return false;
    return is_asked_for[number].load(std::memory_order_relaxed) && is_meant(number);
}

/// From now on notes which mutants are reached.
void begin_notes();
/// Whether this one was, since then.
bool was_reached(int number);

}  // namespace saleskpi_mutants
