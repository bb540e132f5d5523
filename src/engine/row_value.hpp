// SPDX-License-Identifier: MIT
#pragma once

#include "engine/batch.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/int128.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Whether values of the kind need 128 bits.
constexpr bool is_wide(RowValue::Kind kind) {
    return kind == RowValue::Kind::product || kind == RowValue::Kind::quotient ||
           kind == RowValue::Kind::dated || kind == RowValue::Kind::fraction ||
           kind == RowValue::Kind::mixed;
}

/// What one record contributes, as an integer: minor units, days, codes, billionths; of a product
/// billionths of minor units, and of a quotient the 12 places that it has. Missing_number where there
/// is none. Of an age it is
/// the day it is counted from, and of who still waits see plan/aggregates/waiting.hpp,
/// as plan/aggregates/dated.hpp for values with their dates, and plan/aggregates/fractions.hpp.
class ValueOfRow {
public:
    /// With `parts`, money columns give a rep's part instead of the whole.
    ValueOfRow(const RowValue& value, const Facts& facts, bool parts, Batch& batch);
    /// The same; an age is counted from the day since when the record is in the leaf's stock.
    ValueOfRow(const Leaf& leaf, const Facts& facts, bool parts, Batch& batch);

    /// How many of the integers make one of the value's unit.
    std::int64_t scale() const { return scale_; }
    /// Products, quotients and fractions need 128 bits, and values with a date; everything else fits in 64.
    bool is_wide() const { return detail::is_wide(kind_); }
    bool is_record() const { return kind_ == RowValue::Kind::record; }

    /// The columns of the batch that it reads.
    std::vector<std::size_t> slots() const;

    void evaluate(const Batch& batch, std::int64_t* out) const;
    void evaluate(const Batch& batch, int128* out) const;

    static constexpr int128 missing_wide = int128_min;
    /// Of what its bits do not hold: an error only if the record counts.
    static constexpr int128 too_wide = int128_max;

private:
    void evaluate_dated(const Batch& batch, int128* out) const;
    void evaluate_fractions(const Batch& batch, int128* out) const;
    void evaluate_mixed(const Batch& batch, int128* out) const;

    RowValue::Kind kind_;
    bool is_day_ = false;  ///< of `a`: a date, and no number
    std::int64_t scale_a_ = 1;
    std::int64_t scale_b_ = 1;
    std::size_t a_ = 0;
    std::size_t b_ = 0;
    std::size_t c_ = 0;
    std::int64_t scale_ = 1;
};

/// How many of the integers make one of the value's unit.
std::int64_t scale_of(const RowValue& value);

/// Whether the value is an amount of money of the record, which several reps share.
bool is_apportioned(const RowValue& value);

}  // namespace saleskpi::inline v0_3::detail
