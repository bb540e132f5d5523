// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/lead.hpp>

#include <cstddef>
#include <cstdint>
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

inline constexpr std::uint16_t never = 65535;  ///< a day that has not come

/// A deal in numbers. Days count from the first of the window, money in cents.
struct Fact {
    std::uint32_t rep, customer, product;
    saleskpi::Stage stage;
    std::uint16_t created, opened, closed;
    std::int32_t list, amount, cost;
};

/// A lead in numbers; two of three are called upon, one of five is converted.
struct LeadFact {
    std::uint32_t rep;
    std::uint16_t created, first_activity, converted;
};

/// Deals and leads of a shape, always the same ones: about 35 % of deals are won, 40 % lost, 25 %
/// open, all in dollars. They close up to 120 days after they opened, some of them after the window.
class Generator {
public:
    explicit Generator(const Shape& shape) : shape_{shape} {}

    const Shape& shape() const { return shape_; }
    /// Whole months, from 2021-01-01 on.
    saleskpi::Window window() const;
    std::size_t team_of(std::size_t rep) const { return rep % shape_.teams; }
    std::size_t region_of(std::size_t team) const { return team % shape_.regions; }

    std::vector<saleskpi::Assignment> assignments() const;
    /// The deal of that number.
    Fact fact(std::size_t number) const;
    saleskpi::Deal deal(std::size_t number) const;
    /// Deals number first, first + 1, ...
    std::vector<saleskpi::Deal> deals(std::size_t first, std::size_t n) const;

    LeadFact lead_fact(std::size_t number) const;
    std::vector<saleskpi::Lead> leads(std::size_t first, std::size_t n) const;

private:
    Shape shape_;
};

}  // namespace bench
