// SPDX-License-Identifier: MIT
#pragma once

#include "book/table_part.hpp"
#include "plan/aggregates/sums.hpp"
#include "plan/aggregates/table.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

/// What rows give to a sum: to its total, and to its number of records. Once each, but where a mean sees
/// them for one of the two alone, and where they are taken away.
struct Weight {
    std::int8_t totals = 1;
    std::int8_t numbers = 1;

    bool operator==(const Weight&) const = default;
    bool is_none() const { return totals == 0 && numbers == 0; }
    bool is_full() const { return totals == 1 && numbers == 1; }
    Weight operator-() const {
        return {static_cast<std::int8_t>(-totals), static_cast<std::int8_t>(-numbers)};
    }
    Sum of(const Sum& sum) const {
        return {totals * sum.total, numbers * sum.known, numbers * sum.missing};
    }
};

/// What the rows of a part give to a leaf.
inline Weight weight_of(const TablePart& part, const Leaf& leaf) {
    if (part.seen_by == SeenBy::all) return {};
    const SeenBy asked = seen_by(leaf);
    const SeenBy seen = asked & part.seen_by;
    if (seen == asked) return {};
    return {
        static_cast<std::int8_t>((seen & SeenBy::sums) == SeenBy::none ? 0 : 1),
        static_cast<std::int8_t>((seen & SeenBy::counts) == SeenBy::none ? 0 : 1)};
}

/// Something of a part, and what it gives.
template <class T>
struct Weighted {
    std::shared_ptr<const T> of;
    Weight weight{};

    const T* operator->() const { return of.get(); }
    const T& operator*() const { return *of; }
};

}  // namespace saleskpi::inline v0_3::detail
