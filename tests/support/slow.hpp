// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_formula.hpp"
#include "support/slow_records.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/metric/leaf.hpp>
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

/// The group of a level around a group: parent, company or one of the report's dimensions.
Group group_around(const Group& group, const std::string& level);

struct Answer {
    Outcome<AnyQuantity> outcome = Reason::no_records;
    std::int64_t records = 0;
    std::int64_t missing = 0;
    Marks marks = {};
};

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
    void of_report(Report report) { report_ = std::move(report); }

    Answer value(const Definition& metric, const Group& group, const Period& period) const;
    /// Another formula of the metric's aggregates, in the metric's unit.
    Answer value(
        const Definition& metric,
        const Node& formula,
        const Group& group,
        const Period& period) const;
    /// The ids of the records behind one aggregate of the metric, which is told by its place in the
    /// formula's text, ascending.
    std::vector<std::string> ids(
        const Definition& metric,
        std::size_t aggregate,
        const Group& group,
        const Period& period) const;

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
        /// Of a part of the group: a dimension and its member.
        std::optional<std::pair<std::string, std::string>> part{};
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

    using Compute = Number (Evaluator::*)(const Context&, const Node&, const Period&) const;
    /// How the value of a name or a sign is computed. Throws std::logic_error for another name.
    static Compute computation(const std::string& name);

    const Node& formula(const Definition& metric) const;
    Number compute(const Context& context, const Node& node, const Period& period) const;
    Number at_edges(const Context& context, const Node& aggregate, const Window& window) const;
    Number leaf(const Context& context, const Node& aggregate, const Window& window) const;

    // Arithmetic.
    std::vector<Number> values_of(
        const Context& context, const Node& node, const Period& period) const;
    /// Without a value of its own yet.
    static Number together(const std::vector<Number>& operands);
    Number sum(const Context& context, const Node& node, const Period& period) const;
    Number difference(const Context& context, const Node& node, const Period& period) const;
    Number product(const Context& context, const Node& node, const Period& period) const;
    Number quotient(const Context& context, const Node& node, const Period& period) const;
    Number least(const Context& context, const Node& node, const Period& period) const;
    Number greatest(const Context& context, const Node& node, const Period& period) const;
    Number clamp(const Context& context, const Node& node, const Period& period) const;
    Number fallback(const Context& context, const Node& node, const Period& period) const;
    Number share(const Context& context, const Node& node, const Period& period) const;
    Number wilson(const Context& context, const Node& node, const Period& period) const;

    // The length of the period.
    Number period_months(const Context& context, const Node& node, const Period& period) const;
    Number days_elapsed(const Context& context, const Node& node, const Period& period) const;
    Number days_in_period(const Context& context, const Node& node, const Period& period) const;
    Number days_left(const Context& context, const Node& node, const Period& period) const;
    Number working_days(const Context& context, const Node& node, const Period& period) const;

    // In other days.
    /// The first day on which anything happened that the operand could see.
    std::optional<Date> first_day(const Context& context, const Node& operand) const;
    /// The operand in the period before, which may lie outside the data.
    Number in_period(
        const Context& context, const Node& operand, const std::optional<Period>& then) const;
    /// The period that is named behind the operand, or how many periods before.
    std::optional<Period> compared_with(const Node& node, const Period& period) const;
    Number elapsed(const Context& context, const Node& node, const Period& period) const;
    Number whole(const Context& context, const Node& node, const Period& period) const;
    Number before(const Context& context, const Node& node, const Period& period) const;
    Number change(const Context& context, const Node& node, const Period& period) const;
    Number lagged(const Context& context, const Node& node, const Period& period) const;
    Number to_date(const Context& context, const Node& node, const Period& period) const;
    Number cumulative(const Context& context, const Node& node, const Period& period) const;
    Number rolling(const Context& context, const Node& node, const Period& period) const;
    Number trend(const Context& context, const Node& node, const Period& period) const;
    /// Of the shorter periods together: the product of their values, or the sum.
    Number over_shorter(
        const Context& context, const Node& node, const Period& period, bool is_product) const;
    Number average_over(const Context& context, const Node& node, const Period& period) const;
    Number product_over(const Context& context, const Node& node, const Period& period) const;
    Number days_reaching(const Context& context, const Node& node, const Period& period) const;

    // In other groups.
    Number enclosing(const Context& context, const Node& node, const Period& period) const;
    Number reference(const Context& context, const Node& node, const Period& period) const;
    Number rank(const Context& context, const Node& node, const Period& period) const;
    Number correlation(const Context& context, const Node& node, const Period& period) const;
    Number forecast_error(const Context& context, const Node& node, const Period& period) const;
    /// None where the points are of groups by which a side is not cut.
    std::optional<std::vector<std::pair<Rational, Rational>>> points(
        const Context& context, const Node& node, const Period& period) const;

    // By the parts of a group.
    struct Share {
        Number rate;
        Number weight;
        Number other_rate;
        Number other_weight;
    };
    /// All members that a dimension may have.
    std::set<std::string> names_of(const Context& context, const std::string& dimension) const;
    /// Of each, the operands of the node here and there.
    std::vector<Share> shares(
        const Context& here,
        const Context& there,
        const Node& node,
        const Period& period,
        const Period& other) const;
    static std::optional<Reason> why_not(const std::vector<Share>& shares);
    static bool is_against_all(const Rational& total, const std::vector<Share>& shares);
    Number adjusted_to_mix(const Context& context, const Node& node, const Period& period) const;
    Number effect_by_parts(const Context& context, const Node& node, const Period& period) const;
    Number effect_of_one(const Context& context, const Node& node, const Period& period) const;

    // Targets.
    Number target(const Context& context, const Node& node, const Period& period) const;
    Number own_target(const Context& context, const Node& node, const Period& period) const;
    Number members_target(const Context& context, const Node& node, const Period& period) const;
    Number reps_reaching(const Context& context, const Node& node, const Period& period) const;
    Number with_target(const Context& context, const Node& node, const Period& period) const;
    Number attain(const Context& context, const Node& node, const Period& period) const;
    Number set_for(
        const Context& context,
        const Node& rows,
        const std::vector<std::string>& above,
        const Window& window) const;
    std::set<std::string> members_of(
        const Context& context,
        const Node& rows,
        const std::vector<std::string>& above,
        const Window& window) const;
    Number own_or_members(
        const Context& context, const Node& rows, const Window& window, bool members) const;
    Goal goal(
        const Context& context,
        const Node& rows,
        const std::vector<std::string>& above,
        const Window& window) const;

    /// The rows that satisfy the leaf's condition, and those that lack a field it needs.
    std::vector<const Row*> selected(const Definition& metric, const Node& aggregate) const;
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
    std::optional<Report> report_;
    /// By the aggregate's text: which rows satisfy its condition does not depend on group and period.
    mutable std::map<std::string, std::vector<const Row*>> selected_;
    mutable std::map<std::string, Node> formulas_;
};

}  // namespace slow
