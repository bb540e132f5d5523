// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_records.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/outcome.hpp>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
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

/// The group of the level around a group.
Group group_around(const Group& group, Level level);

struct Answer {
    Outcome<AnyQuantity> outcome = Reason::no_records;
    std::int64_t records = 0;
    std::int64_t missing = 0;
    Marks marks = {};
};

/// Months, day by day: each is its part of its own month.
Rational months(const std::vector<Date>& days);

/// The rows of a report: what is ranked among each other, and the points of a correlation.
struct Report {
    std::vector<Group> groups;
    std::vector<Period> periods;
};

/// Computes a metric for one group and period by looking at every record.
class Evaluator {
public:
    Evaluator(
        const Tables& tables,
        Currency currency,
        const Calendar& calendar,
        std::optional<Date> seated_as_of = std::nullopt);

    /// Which other groups and periods there are, for what asks for them.
    void of_report(const Report& report) { report_ = &report; }

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
        Marks marks = {};
    };
    using SeatTest = std::function<bool(const Seat&)>;
    using RowTest = std::function<bool(const Table&, const Row&)>;
    /// What is computed, and where: the seats are those that count within the group.
    struct Context {
        const Definition& metric;
        const Group& group;
        SeatTest seats = [](const Seat&) { return true; };
        /// How far down, of region, team and rep, the seats were chosen by name.
        std::size_t seated_by = 0;
        RowTest rows = [](const Table&, const Row&) { return true; };
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
    Number arithmetic(
        const Context& context, std::size_t number, const Number& a, const Number& b) const;
    Number wilson(const Context& context, std::size_t number, const Period& period) const;

    // In other days.
    Number length(Step::Op op, const Period& period) const;
    Number before(
        const Context& context, std::size_t operand, const std::optional<Period>& then) const;
    Number change(
        const Context& context, std::size_t operand, const Period& now, Shift shift) const;
    Number lagged(const Context& context, std::size_t number, const Period& period) const;
    Number rolling(const Context& context, std::size_t number, const Period& period) const;
    Number average_over(const Context& context, std::size_t number, const Period& period) const;
    Number days_reaching(const Context& context, std::size_t number, const Period& period) const;
    Period whole(const Period& period) const;

    // In other groups.
    Number enclosing(const Context& context, std::size_t number, const Period& period) const;
    Number reference(const Context& context, std::size_t number, const Period& period) const;
    Number rank(const Context& context, std::size_t number, const Period& period) const;
    Number correlated(const Context& context, std::size_t number, const Period& period) const;
    Number forecast_error(const Context& context, std::size_t number, const Period& period) const;
    /// None where the points are of groups by which a side is not cut.
    std::optional<std::vector<std::pair<Rational, Rational>>> points(
        const Context& context, std::size_t number, const Period& period) const;

    // Targets.
    Number reps_reaching(const Context& context, std::size_t operand, const Period& period) const;
    Number with_target(const Context& context, std::size_t number, const Period& period) const;
    Number attain(const Context& context, std::size_t number, const Period& period) const;
    Number set_for(
        const Context& context,
        std::size_t leaf,
        const std::vector<std::string>& above,
        const Window& window) const;
    std::set<std::string> members_of(
        const Context& context,
        std::size_t leaf,
        const std::vector<std::string>& above,
        const Window& window) const;
    Number own_or_members(
        const Context& context, std::size_t leaf, const Window& window, bool members) const;
    Goal goal(
        const Context& context,
        std::size_t leaf,
        const std::vector<std::string>& above,
        const Window& window) const;

    /// The rows that satisfy the leaf's condition, and those that lack a field it needs.
    std::vector<const Row*> selected(const Definition& metric, std::size_t leaf) const;
    bool lacks_needed(const Definition& metric, std::size_t leaf, const Row& row) const;
    Seat seat(const Table& table, const Row& row, const std::string& rep, Date day) const;
    /// Of whom or what the record is; none if its table does not say such a thing.
    std::optional<std::string> member(
        const Table& table, const Row& row, const Seat& seat, const std::string& dimension) const;
    /// Whether nobody knows what of the table is the group's.
    bool is_not_cut(const Context& context, std::size_t leaf) const;
    bool is_inside(
        const Context& context, const Table& table, const Row& row, const Seat& seat) const;

    const Tables* tables_;
    Currency currency_;
    Calendar calendar_;
    std::optional<Date> seated_as_of_;
    std::vector<Sitting> sittings_;
    const Report* report_ = nullptr;
    /// Which rows satisfy a condition does not depend on group and period.
    mutable std::map<std::pair<std::string, std::size_t>, std::vector<const Row*>> selected_;
};

}  // namespace slow
