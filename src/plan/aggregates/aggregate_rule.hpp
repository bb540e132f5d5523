// SPDX-License-Identifier: MIT
#pragma once

#include "plan/seen_by.hpp"
#include "plan/steps/evaluated.hpp"
#include "plan/steps/many_values.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/int128.hpp>
#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Of a type that a cell can have as its state: `template <> inline constexpr bool is_state<X> = true;`
/// in the header of X, beside this one, by which the build finds it. A state begins empty, has the
/// number of records that are `missing` the value, takes values by add(), and merges with another of
/// its kind; merging is commutative and associative, and the empty one is neutral. Everything is an
/// exact integer or fraction: the order of rows and threads cannot show. One that values can be taken
/// out of again has add(value, times), times being negative, and says so: `takes_away`.
template <class T>
inline constexpr bool is_state = false;

/// Which type of state.
using StateTag = const char*;
template <class State>
inline constexpr char tag_of_state = 0;
template <class State>
constexpr StateTag state_tag() {
    return &tag_of_state<State>;
}

/// The values themselves, which nothing smaller can replace.
template <class Int>
struct KeptValues;

struct Sum;

/// What a state is read with.
struct Reading {
    const Leaf& leaf;
    std::int64_t scale;        ///< integers per unit of the value
    std::int32_t seen_until;   ///< the last day on which anything could be seen
    std::int32_t opening = 0;  ///< the day before the period
    std::int32_t closing = 0;  ///< its last day
};

/// How a kind of aggregate keeps its records, and makes a value of what it kept. By that the engine
/// chooses its way: sums are had from the index of sums by lane, kept values are collected by lane,
/// portions are added up day by day, and all others go by the scan.
struct StateReader {
    StateTag state = nullptr;
    Evaluated (*value)(const Reading&, void* state) = nullptr;
    /// The same of values of 64 bits.
    Evaluated (*narrow)(const Reading&, KeptValues<std::int64_t>&) = nullptr;

    /// The same of the sums of many cells, from a cell on; there need not be one.
    void (*many)(const Reading&, std::span<Sum>, ManyValues&, std::size_t cell) = nullptr;

    constexpr bool is(StateTag tag) const { return state == tag; }
};

template <class State, Evaluated (*Function)(const Reading&, State&)>
Evaluated read_as(const Reading& reading, void* state) {
    return Function(reading, *static_cast<State*>(state));
}
template <class State>
inline constexpr bool is_of_kept_values = false;
template <class Int>
inline constexpr bool is_of_kept_values<KeptValues<Int>> = true;

template <auto Function, class State>
constexpr StateReader reader_of(Evaluated (*)(const Reading&, State&)) {
    static_assert(
        !is_of_kept_values<State>,
        "saleskpi: kept values come in 64 and in 128 bits: read_values_by takes a struct for both");
    return {state_tag<State>(), &read_as<State, Function>};
}
/// By a function of a state: its type says which state that is. Not of kept values, which come in 64 and in
/// 128 bits: see read_values_by.
template <auto Function>
inline constexpr StateReader read_by = reader_of<Function>(Function);

/// What stands in the brackets, before the condition.
enum class Takes : std::uint8_t {
    record,  ///< a table
    number,
    number_or_date,
    text,
    two_dates,       ///< from when and until when something is waited for
    value_and_date,  ///< a number or date, and the date by which records are compared
    fraction,        ///< a number and a whole number
    amount_of_each,  ///< a number, or a whole and a rest, and the text that says whose it is
    number_of_each,  ///< the same, or a table and that text
    records_of_each  ///< a table, and that text
};

/// A whole number before what is taken: of a percentile which, of durations how many days.
struct WholeArgument {
    std::int64_t most;
    std::string_view expected;  ///< "a percentile in 1..100"
    std::string_view refusal;
};

/// What becomes of the states when groups, or periods, are put together, in words.
struct RollingUp {
    std::string_view alone;    ///< of a metric that has nothing else
    std::string_view as_part;  ///< among others
};

/// The value's own unit.
constexpr Unit unit_of_value(Unit unit) { return unit; }
template <Unit U>
constexpr Unit unit_always(Unit) {
    return U;
}

/// All that is known of a kind of aggregate. The parser, the words, the engine and the evaluator read
/// this and nothing else: a new kind is one of these, in a family's file.
struct AggregateRule {
    Aggregation kind;
    std::string_view name;  ///< in a formula's text
    Takes takes = Takes::number;
    const WholeArgument* argument = nullptr;
    Unit (*unit)(Unit of_value) = &unit_of_value;

    StateReader reader{};
    /// What of records it asks for, but where it is taken of a stock.
    SeenBy seen_by = SeenBy::values;
    /// Of money that several reps share, each has a part, and the parts add up: the state has add_part().
    bool is_of_parts = false;
    /// Where records are placed otherwise than by 'active from ... until ...': why not.
    std::string_view refusal_unless_active{};

    const RollingUp* rolls_up = nullptr;  ///< of what does not add
    /// Which days count, in words, where the placement does not say it.
    std::string_view days{};
    /// A value where nothing counts, as long as there are records at all.
    bool starts_at_zero = false;
    /// A value where nothing that counts has one.
    bool needs_no_value = false;
    bool counts_records = false;
    /// When it has no value besides, in words.
    std::span<const Occasion> occasions{};
};

/// Kinds of aggregates that are told together.
using AggregateFamily = std::span<const AggregateRule>;

/// No record counts, or none that does has a value.
inline Evaluated nothing_known(std::int64_t missing) {
    return {{}, missing > 0 ? Reason::missing_values : Reason::no_records, 0, missing};
}

}  // namespace saleskpi::inline v0_3::detail
