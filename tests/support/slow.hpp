// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_records.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/outcome.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace slow {

/// Where someone sits.
struct Seat {
    std::string rep;
    std::string team;
    std::string region;
};

/// The members of the first dimensions of a report: all of them for a group, fewer for a subtotal.
struct Group {
    std::vector<std::string> dimensions;
    std::vector<std::string> members;
};

struct Answer {
    Outcome<AnyQuantity> outcome = Reason::no_records;
    std::int64_t records = 0;
    std::int64_t missing = 0;
};

/// Computes a metric for one group and period by looking at every record.
class Evaluator {
public:
    Evaluator(
        const Tables& tables,
        Currency currency,
        const Calendar& calendar,
        std::optional<Date> seated_as_of = std::nullopt);

    Answer value(const Definition& metric, const Group& group, const Period& period) const;
    /// The ids of the records behind one aggregate of the metric, ascending.
    std::vector<std::string> ids(
        const Definition& metric, std::size_t leaf, const Group& group, const Period& period) const;

private:
    struct Number {
        Rational value;
        std::optional<Reason> reason;
        std::int64_t records = 0;
        std::int64_t missing = 0;
    };
    using SeatTest = std::function<bool(const Seat&)>;
    /// What is computed, and where: the seats are those that count within the group.
    struct Context {
        const Definition& metric;
        const Group& group;
        SeatTest seats;
    };
    /// A target with the seats whose results count towards it.
    struct Goal {
        Number target;
        std::vector<std::vector<std::string>> seats;
    };
    struct Sitting {
        Seat seat;
        Date from;
        Date until;
    };

    Number step(const Context& context, std::size_t number, const Period& period) const;
    Number leaf(const Context& context, std::size_t number, const Window& window) const;
    Number change(
        const Context& context, std::size_t operand, const Period& now, Shift shift) const;
    Number attain(const Context& context, std::size_t number, const Period& period) const;
    Goal goal(
        const Context& context,
        std::size_t leaf,
        const std::vector<std::string>& above,
        const Window& window) const;

    std::vector<const Row*> selected(const Definition& metric, std::size_t leaf) const;
    Seat seat(const Table& table, const Row& row, const std::string& rep, Date day) const;
    std::string member(
        const Table& table, const Row& row, const Seat& seat, const std::string& dimension) const;
    bool is_inside(
        const Context& context, const Table& table, const Row& row, const Seat& seat) const;

    const Tables* tables_;
    Currency currency_;
    Calendar calendar_;
    std::optional<Date> seated_as_of_;
    std::vector<Sitting> sittings_;
    /// Which rows satisfy a condition does not depend on group and period.
    mutable std::map<std::pair<std::string, std::size_t>, std::vector<const Row*>> selected_;
};

}  // namespace slow
