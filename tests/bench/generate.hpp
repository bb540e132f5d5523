// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/record/records.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bench {

/// The shape of the generated sales organisation.
struct Shape {
    std::size_t deals = 10'000'000;
    std::size_t reps = 2'000;
    std::size_t teams = 100;
    std::size_t regions = 8;
    std::size_t products = 50;
    std::size_t months = 60;
    std::size_t customers = 200'000;
};

/// Deals of a shape, always the same ones: about 35 % won, 40 % lost, 25 % open, all in dollars.
class Generator {
public:
    explicit Generator(const Shape& shape) : shape_{shape} {}

    std::vector<saleskpi::Assignment> assignments() const;
    /// Deals number first, first + 1, ...
    std::vector<saleskpi::Deal> deals(std::size_t first, std::size_t n) const;
    saleskpi::Window window() const;

private:
    Shape shape_;
};

}  // namespace bench
