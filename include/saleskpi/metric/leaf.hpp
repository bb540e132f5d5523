// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/text.hpp>
#include <saleskpi/record/field.hpp>
#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/unit.hpp>

#include <cstdint>
#include <string_view>

/// The plain data a definition is made of. Typed expressions write it, and every reader (the
/// engine, the words, the fingerprint) reads the same: there is no second form of a definition.
/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A column of a table, by name.
struct ColumnRef {
    std::string_view table;
    std::string_view name;
    FieldType type = FieldType::text;
    Unit unit = Unit::count;
    std::uint64_t hash = 0;  ///< of table and name: column_hash()

    constexpr bool operator==(const ColumnRef& other) const {
        return name == other.name && table == other.table && type == other.type &&
               unit == other.unit;
    }
};

namespace detail {

/// Of the hashes of both names.
constexpr std::uint64_t column_hash(std::uint64_t table, std::uint64_t name) {
    return (table * 3) ^ name;
}

}  // namespace detail

/// A value a column is compared with: a text, a number in the column's own kind (a day, minor
/// units, billionths, a choice's index and its name as text), or another column; of dates, `number`
/// days later.
struct Constant {
    ConstantText text;
    std::int64_t number = 0;
    Currency currency;
    bool is_column = false;
    ColumnRef column;

    constexpr bool operator==(const Constant&) const = default;
};

/// One node of a condition in postfix order: a comparison, or and/or/not of the nodes before it.
/// Of a missing value a comparison is unknown, neither == nor != holds. "Not" keeps it unknown, as in
/// SQL: !(channel == "web") is channel != "web", and whether one is missing is asked for by
/// is_missing.
struct Test {
    enum class Op : std::uint8_t {
        equal,
        not_equal,
        less,
        less_equal,
        greater,
        greater_equal,
        is_missing,
        all,
        any,
        none
    };
    Op op = Op::equal;  ///< all = and, any = or, none = not
    ColumnRef column;
    Constant constant;

    constexpr bool operator==(const Test&) const = default;
};

/// What one record contributes: nothing but itself, a column, two columns combined, the days from a
/// date to the day at which a stock is taken, how long it was waited for, or what it was at a date. It is
/// missing where a
/// column is, where days between two dates would be negative unless they are signed, and where a
/// quotient's or a fraction's divisor is zero.
struct RowValue {
    enum class Kind : std::uint8_t {
        record,
        column,
        difference,
        product,
        quotient,  ///< of a by b, to 12 decimal places
        days_between,
        signed_days,  ///< the same, and negative where `b` lies before `a`
        age,
        waiting,   ///< from the date `a` to the date `b`, or still
        dated,     ///< a column, with the date `b` by which records are compared
        fraction,  ///< of a by the whole number b, exactly
        mixed      ///< of a and, where they are known, of b by the whole number c, exactly
    };
    Kind kind = Kind::record;
    ColumnRef a;
    ColumnRef b;
    Unit unit = Unit::count;
    ColumnRef c{};

    constexpr bool operator==(const RowValue&) const = default;
};

/// How records become one number, by a number that is made of its name in the text of formulas. The
/// set is open: a new kind is named beside the function that uses it, and defined in
/// src/plan/aggregates.
struct Aggregation {
    std::uint32_t number = 0;
    bool adds = false;            ///< over groups and, of what happens, over time
    bool is_over_period = false;  ///< of all days of a period, however its records are placed
    bool takes_ages = false;      ///< days up to the one at which a stock is taken
    bool spreads = false;         ///< its values can be apportioned over days
    bool averages = false;        ///< its number of values is what it is weighed by
    bool compares_edges = false;  ///< of what each has as a period begins and as it ends

    constexpr bool operator==(const Aggregation& other) const { return number == other.number; }
};

namespace detail {

constexpr Aggregation aggregation(std::string_view name, Aggregation like = {}) {
    const std::uint64_t hash = name_hash(name);
    like.number = static_cast<std::uint32_t>(hash ^ (hash >> 32U));
    return like;
}

}  // namespace detail

/// The kinds of aggregates.
namespace aggregates {

inline constexpr Aggregation count = detail::aggregation("count", {.adds = true});

}  // namespace aggregates

/// How records are placed in time.
struct Placement {
    enum class Kind : std::uint8_t {
        by,                 ///< a flow: in the period that contains the date
        active_at_end,      ///< a stock: from <= t < until, t being the period's last day
        active_at_start,    ///< the same on the day before the period begins
        active_throughout,  ///< active on the day before the period and still on its last day
        spread              ///< the value apportioned by calendar days over [from, until)
    };
    Kind kind = Kind::by;
    ColumnRef from;  ///< the date of `by`; of a stock, see Aggregate::active
    ColumnRef until;

    constexpr bool operator==(const Placement&) const = default;
    /// Whether records are there from one date until another, and count while they are active.
    constexpr bool is_stock() const { return kind != Kind::by && kind != Kind::spread; }
};

/// An aggregate: records of one table that satisfy a condition, placed in time.
/// The condition is a run of the definition's tests. Its last part may ask that some fields are
/// known, `needs` of them: who lacks one does not count, but is reported as missing.
struct Leaf {
    std::string_view table;
    Aggregation aggregation = aggregates::count;
    std::int32_t argument = 0;  ///< of a percentile which, of a waiting how many days
    RowValue value;
    /// Where edges are compared a text: records with the same are taken together; of no name, each is by itself.
    ColumnRef each;
    Placement placement;
    std::uint32_t first_test = 0;
    std::uint16_t tests = 0;
    std::uint16_t needs = 0;

    constexpr bool operator==(const Leaf&) const = default;
    /// Whether it is taken on a day, at an edge of the period: of what is active, and not what is
    /// gathered over the period, such as the time in force.
    constexpr bool is_balance() const {
        return placement.is_stock() && !aggregation.is_over_period;
    }
};

}  // namespace saleskpi::inline v0_3
