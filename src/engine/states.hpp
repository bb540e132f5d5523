// SPDX-License-Identifier: MIT
#pragma once

#include "book/lane_sums.hpp"
#include "engine/part_weight.hpp"
#include "plan/aggregates/portions.hpp"
#include "plan/aggregates/sums.hpp"
#include "plan/aggregates/table.hpp"
#include "plan/aggregates/values.hpp"
#include "saleskpi_aggregate_headers.inc"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/int128.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The states of one leaf for all cells, cell = group * columns + column: of one of the types that
/// aggregates have.
template <class... State>
    requires(is_state<State>&&...)
using StatesOf = std::variant<std::vector<State>...>;
using States = StatesOf<
#include "saleskpi_aggregate_states.inc"
    >;

/// Empty states of the type that a tag names.
template <std::size_t I = 0>
States states_of(StateTag tag) {
    using All = std::variant_alternative_t<I, States>;
    if (tag == state_tag<typename All::value_type>()) return All{};
    if constexpr (I + 1 < std::variant_size_v<States>) return states_of<I + 1>(tag);
    throw Error{ErrorCode::invalid_definition, "an aggregate has a state of no known type"};
}

/// Empty states of the kind a leaf needs.
inline States states_for(const Leaf& leaf) { return states_of(reader_of(leaf).state); }

/// Whether values can be taken out of a state again, as they leave a stock.
template <class State>
constexpr bool takes_away() {
    if constexpr (requires { State::takes_away; }) return State::takes_away;
    return false;
}
inline bool takes_away(const States& states) {
    return std::visit(
        [](const auto& all) {
            return takes_away<typename std::remove_cvref_t<decltype(all)>::value_type>();
        },
        states);
}

inline void resize(States& states, std::size_t cells) {
    std::visit([cells](auto& s) { s.resize(cells); }, states);
}

/// A record shared by several reps counts once in every group above them. Its lines are therefore
/// kept apart, and joined for the group that is asked for.
struct SharedEntry {
    std::uint32_t record;
    std::uint32_t cell;
    int128 value;
    bool is_missing;
    Weight weight{};
};

class LaneValues;
class LaneWalk;

/// All states of one leaf.
struct LeafCells {
    States states;
    StateReader reader;  ///< of the states
    /// The leaf that keeps them, if this one reads the same: those of each, say, in another way.
    std::optional<std::size_t> kept_by{};
    std::vector<SharedEntry> shared;
    std::int64_t scale = 1;    ///< integers per unit of the value
    std::int64_t records = 0;  ///< of the table, whether they count or not
    std::int32_t first_day =
        INT32_MAX;  ///< the earliest day on which any record of the table is placed
    /// Of the groups that are lanes: the sums, by part of the table. Their states stay empty.
    std::vector<Weighted<LaneSums>> lanes;
    /// The same for what needs the values themselves.
    std::vector<std::shared_ptr<const LaneValues>> lane_values;
    /// Or, where few lanes will be asked for, what finds out either of single ones.
    std::vector<Weighted<LaneWalk>> lane_walks;
};

/// Empty ones, of the kind a leaf needs.
inline LeafCells cells_for(const Leaf& leaf) {
    LeafCells cells;
    cells.states = states_for(leaf);
    cells.reader = reader_of(leaf);
    return cells;
}

}  // namespace saleskpi::inline v0_3::detail
