// SPDX-License-Identifier: MIT
#include "mutate/mutant.hpp"

#include <cstdlib>

namespace saleskpi_mutants {

std::atomic<bool> is_asked_for[most];

namespace {

const int meant = [] {
    const char* text = std::getenv("SALESKPI_MUTANT");
    const int number = text ? std::atoi(text) : 0;
    if (number > 0 && number < most) is_asked_for[number] = true;
    return number;
}();

}  // namespace

bool is_meant(int number) noexcept {
    if (number == meant) return true;
    is_asked_for[number].store(false, std::memory_order_relaxed);
    return false;
}

void begin_notes() {
    for (std::atomic<bool>& each : is_asked_for)
        each = true;
}

bool was_reached(int number) { return !is_asked_for[number]; }

}  // namespace saleskpi_mutants
